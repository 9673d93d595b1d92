import HTTP
import Testing

@Suite("The table of verdicts, read by the parser")
struct RequestVerdictTests {
    static let next = octets("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")

    @Test("Each request gets its verdict", arguments: RequestVerdict.all)
    func verdict(row: RequestVerdict) {
        let octets = octets(row.request)
        let reading = read(octets)
        #expect(reading.messages == row.messages)
        if !row.isRefused {
            #expect(reading.length == octets.count, "not all of it belongs to its messages")
            #expect(!row.keepsConnection || !reading.isOver)
        }
    }

    @Test("The verdict does not depend on how the request is divided", arguments: RequestVerdict.all)
    func divided(row: RequestVerdict) {
        let octets = octets(row.request)
        var before = Reading()
        for place in row.divisions {
            let part = read(Array(octets[..<place]))
            #expect(row.messages.starts(with: part.messages), "\(place) octets")
            #expect(part.messages.count >= before.messages.count, "\(place) octets: a verdict is taken back")
            if !row.isRefused {
                #expect(part.messages.count < row.messages.count, "\(place) octets: answered before its end")
            }
            before = part
        }
    }

    @Test("What follows is another message where the connection is kept, and never where it is not")
    func followed() {
        for row in RequestVerdict.all {
            let octets = octets(row.request)
            let whole = read(octets)
            let more = read(octets + Self.next)
            if whole.isOver {
                #expect(more == whole, "\(row.name)")
            } else if row.keepsConnection {
                #expect(more.messages == whole.messages + [.served("GET /next HTTP/1.1")], "\(row.name)")
            }
        }
    }

    @Test("Every row has its own name, a section of an RFC, and an answer for each message")
    func table() throws {
        let names = RequestVerdict.all.map(\.name)
        #expect(names.count >= 600)
        #expect(Set(names).count == names.count)
        for row in RequestVerdict.all {
            #expect(
                row.section.wholeMatch(of: /(3986|5789|6585|9110|9112|9113) §([0-9]+|C)(\.[0-9]+)*/) != nil,
                "\(row.name)")
            #expect(!row.answers.isEmpty, "\(row.name)")
            #expect(row.answers.dropLast().allSatisfy { !$0.isRefused }, "\(row.name): answers behind a refusal")
            #expect(!(row.isRefused && row.keepsConnection), "\(row.name): refused and kept")
            guard case .refused(let kind, let status) = row.answers.last else { continue }
            #expect(ProtocolError.Kind(rawValue: kind)?.status.code == status, "\(row.name)")
        }
    }

    /// Kinds of errors after which less strict recipients see different lines, or a different end of the message.
    static let doubtful: Set<ProtocolError.Kind> = [
        .bareCarriageReturn, .bareLineFeed, .missingVersion, .leadingWhitespace, .obsoleteFold, .spaceBeforeColon,
        .invalidContentLength, .conflictingContentLength, .contentLengthOverflow, .transferEncodingInOldVersion,
        .transferEncodingWithContentLength, .invalidTransferEncoding, .chunkedNotLast, .unknownTransferCoding,
        .invalidChunkSize, .chunkSizeOverflow, .invalidChunkExtension, .missingChunkEnd,
    ]

    @Test("Whatever leaves the end of a message in doubt is marked as ambiguous, and refused")
    func ambiguity() {
        for row in RequestVerdict.all {
            #expect(!row.isAmbiguous || row.isRefused, "\(row.name)")
            guard case .refused(let kind) = row.messages.last, row.messages.count == 1 else { continue }
            #expect(!Self.doubtful.contains(kind) || row.isAmbiguous, "\(row.name)")
        }
        let kinds = RequestVerdict.all.filter(\.isAmbiguous).compactMap(\.messages.last)
        for kind in Self.doubtful { #expect(kinds.contains(.refused(kind)), "no row for \(kind)") }
    }

    @Test("There is a row for every kind of error that octets alone can show", arguments: ProtocolError.Kind.allCases)
    func kinds(kind: ProtocolError.Kind) {
        let needMore: Set<ProtocolError.Kind> = [
            .contentMemoryInUse, .incompleteMessage, .deadlineExceeded, .answerOverdue, .plainTextOnSecurePort,
        ]
        let isThere = RequestVerdict.all.contains { $0.messages.last == .refused(kind) }
        #expect(isThere != needMore.contains(kind))
    }
}

extension RequestVerdict.Answer {
    var isRefused: Bool {
        if case .refused = self { true } else { false }
    }
}

extension RequestVerdict {
    var isRefused: Bool { answers.last?.isRefused == true }

    var messages: [Reading.Message] {
        answers.compactMap {
            switch $0 {
            case .served(let head, _): .served(head)
            case .refused(let kind, _): ProtocolError.Kind(rawValue: kind).map { .refused($0) }
            }
        }
    }

    /// Every place to divide what is short; of what is long those near its ends, and every 997th between.
    var divisions: [Int] {
        let count = request.unicodeScalars.count
        return (0..<count).filter { count <= 1000 || $0 < 250 || $0 >= count - 250 || $0 % 997 == 0 }
    }
}
