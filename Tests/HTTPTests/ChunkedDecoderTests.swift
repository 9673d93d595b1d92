import HTTP
import Testing

struct ChunkedDecoderTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let content: String
        let data: String
        let rest: String

        init(_ name: String, _ content: String, _ data: String, rest: String = "") {
            self.name = name
            self.content = content
            self.data = data
            self.rest = rest
        }

        var testDescription: String { name }
    }

    struct BadRow: Sendable, CustomTestStringConvertible {
        let name: String
        let content: String
        let kind: ProtocolError.Kind

        init(_ name: String, _ content: String, _ kind: ProtocolError.Kind) {
            self.name = name
            self.content = content
            self.kind = kind
        }

        var testDescription: String { name }
    }

    static let wellFormed = [
        Row("nothing", "0\r\n\r\n", ""),
        Row("one chunk", "5\r\nhello\r\n0\r\n\r\n", "hello"),
        Row("two chunks", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world"),
        Row("hex digits in both cases", "a\r\n0123456789\r\nB\r\n0123456789a\r\n0\r\n\r\n", "01234567890123456789a"),
        Row("leading zeros", "0000000000000005\r\nhello\r\n000\r\n\r\n", "hello"),
        Row("CR and LF in the data", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n"),
        Row("data that looks like the end", "5\r\n0\r\n\r\n\r\n0\r\n\r\n", "0\r\n\r\n"),
        Row("an extension", "5;a=b\r\nhello\r\n0\r\n\r\n", "hello"),
        Row("a quoted extension", "5;a=\"b;c\"\r\nhello\r\n0;x\r\n\r\n", "hello"),
        Row("a trailer", "0\r\nX: y\r\n\r\n", ""),
        Row("trailers that mean nothing", "0\r\nContent-Length: 99\r\nHost: evil\r\nX:\r\n\r\n", ""),
        Row("the next request", "0\r\n\r\nGET / HTTP/1.1\r\n", "", rest: "GET / HTTP/1.1\r\n"),
        Row("an empty line behind the end", "1\r\nx\r\n0\r\n\r\n\r\n", "x", rest: "\r\n"),
    ]

    @Test("Well-formed content gives its data", arguments: wellFormed)
    func data(row: Row) throws {
        let result = try decode(octets(row.content), pieces: Int.max)
        #expect(result.data == row.data, "\(row.name)")
        #expect(result.rest == row.rest, "\(row.name)")
        #expect(result.isComplete, "\(row.name)")
    }

    @Test("Pieces of any size give the same data", arguments: wellFormed, [1, 2, 3, 5, 8])
    func pieces(row: Row, size: Int) throws {
        let result = try decode(octets(row.content), pieces: size)
        #expect(result.data == row.data, "\(row.name)")
        #expect(result.rest == row.rest, "\(row.name)")
    }

    @Test("Cut-off content is never complete", arguments: wellFormed)
    func cut(row: Row) throws {
        let whole = octets(row.content).dropLast(row.rest.unicodeScalars.count)
        for count in 0..<whole.count {
            #expect(try !decode(Array(whole[..<count]), pieces: Int.max).isComplete, "\(row.name), \(count) octets")
        }
    }

    static let malformed: [BadRow] = [
        BadRow("no size", "\r\nhello", .invalidChunkSize),
        BadRow("an extension without a size", ";a\r\n", .invalidChunkSize),
        BadRow("a space before the size", " 5\r\nhello", .invalidChunkSize),
        BadRow("a space after the size", "5 \r\nhello", .invalidChunkSize),
        BadRow("a space before the extension", "5 ;a\r\nhello", .invalidChunkSize),
        BadRow("a tab after the size", "5\t\r\nhello", .invalidChunkSize),
        BadRow("a plus sign", "+5\r\nhello", .invalidChunkSize),
        BadRow("a minus sign", "-5\r\nhello", .invalidChunkSize),
        BadRow("a hex prefix", "0x5\r\nhello", .invalidChunkSize),
        BadRow("no hex digit", "g\r\n", .invalidChunkSize),
        BadRow("an underscore", "1_0\r\n", .invalidChunkSize),
        BadRow("a NUL", "5\u{00}\r\n", .invalidChunkSize),
        BadRow("a full-width digit", "\u{EF}\u{BC}\u{95}\r\n", .invalidChunkSize),
        BadRow("LF ends the size", "5\nhello", .invalidChunkSize),
        BadRow("CR alone ends the size", "5\rhello", .bareCarriageReturn),
        BadRow("CR twice", "5\r\r\nhello", .bareCarriageReturn),
        BadRow("17 digits", "00000000000000005\r\n", .chunkSizeOverflow),
        BadRow("a size over Int64", "8000000000000000\r\n", .chunkSizeOverflow),
        BadRow("a size of 16 Fs", "ffffffffffffffff\r\n", .chunkSizeOverflow),
        BadRow("LF in an extension", "5;a\nhello", .bareLineFeed),
        BadRow("CR in an extension", "5;a\rb\r\nhello", .bareCarriageReturn),
        BadRow("a NUL in an extension", "5;a\u{00}\r\n", .invalidChunkExtension),
        BadRow("an endless extension", "5;" + String(repeating: "a", count: 300), .chunkLineTooLong),
        BadRow(
            "many extensions", String(repeating: "1;" + String(repeating: "a", count: 200) + "\r\nx\r\n", count: 30),
            .chunkLineTooLong
        ),
        BadRow("no CRLF behind the data", "5\r\nhello0\r\n\r\n", .missingChunkEnd),
        BadRow("LF behind the data", "5\r\nhello\n0\r\n\r\n", .missingChunkEnd),
        BadRow("CR behind the data", "5\r\nhello\r0\r\n\r\n", .missingChunkEnd),
        BadRow("too few octets", "6\r\nhello\r\n0\r\n\r\n", .missingChunkEnd),
        BadRow("LF ends the content", "0\r\n\n", .bareLineFeed),
        BadRow("CR alone ends the content", "0\r\n\rx", .bareCarriageReturn),
        BadRow("LF ends a trailer", "0\r\nX: y\n\r\n", .bareLineFeed),
        BadRow("LF in a trailer's name", "0\r\nX\n", .bareLineFeed),
        BadRow("CR in a trailer", "0\r\nX: y\rz\r\n\r\n", .bareCarriageReturn),
        BadRow("a trailer without a name", "0\r\n: y\r\n\r\n", .emptyFieldName),
        BadRow("a trailer without a colon", "0\r\nGET / HTTP/1.1\r\n\r\n", .spaceBeforeColon),
        BadRow("a trailer of a word", "0\r\nX\r\n\r\n", .invalidFieldName),
        BadRow("a trailer's name in brackets", "0\r\n[X]: y\r\n\r\n", .invalidFieldName),
        BadRow("a space before a trailer's colon", "0\r\nX : y\r\n\r\n", .spaceBeforeColon),
        BadRow("a folded trailer", "0\r\nX: y\r\n z\r\n\r\n", .obsoleteFold),
        BadRow("a NUL in a trailer", "0\r\nX: \u{00}\r\n\r\n", .invalidFieldValue),
        BadRow("an endless trailer", "0\r\nX: " + String(repeating: "y", count: 40000), .fieldSectionTooLarge),
        BadRow("endless trailers", "0\r\n" + String(repeating: "X: y\r\n", count: 300), .tooManyFieldLines),
    ]

    @Test("Malformed content is refused, whole or octet by octet", arguments: malformed)
    func refused(row: BadRow) {
        for size in [Int.max, 1] {
            #expect("\(row.name)") {
                try decode(octets(row.content), pieces: size)
            } throws: { error in
                (error as? ProtocolError)?.kind == row.kind
            }
        }
    }

    @Test("An error counts octets from the beginning of the content, however it is cut", arguments: [1, 4, Int.max])
    func offset(size: Int) {
        #expect {
            try decode(octets("5\r\nhello\r\n3\r\nabcd\r\n"), pieces: size)
        } throws: { error in
            (error as? ProtocolError)?.detail.hasPrefix("Octet 16: ") == true
        }
    }

    @Test("A declared size is not counted before its octets are there")
    func declaredSize() throws {
        var decoder = ChunkedDecoder()
        let start = octets("7fffffffffffffff\r\nabc")
        let first = try decoder.consume(start.span, from: 0)
        #expect(first.data == 18..<21)
        #expect(first.consumed == 21)
        #expect(!first.isComplete && !decoder.isComplete)
    }

    private func decode(
        _ octets: [UInt8], pieces size: Int
    ) throws -> (data: String, rest: String, isComplete: Bool) {
        var decoder = ChunkedDecoder()
        var data: [UInt8] = []
        var position = 0
        while position < octets.count {
            let piece = Array(octets[position..<min(octets.count, size == Int.max ? size : position + size)])
            var start = 0
            while start < piece.count {
                let step = try decoder.consume(piece.span, from: start)
                data += step.data.map { Array(piece[$0]) } ?? []
                start += step.consumed
                if step.isComplete {
                    return (text(data), text(Array(octets[(position + start)...])), true)
                }
            }
            position += piece.count
        }
        return (text(data), "", decoder.isComplete)
    }

    private func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }
}
