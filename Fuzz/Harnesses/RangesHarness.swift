@testable internal import HTTP

/// Two octets that say how long a file is, the value of Range, and behind a line end that of If-Range: only octets that
/// exist are sent, each once, just those that a plain reading of the field finds.
enum RangesHarness {
    static func run(_ bytes: Span<UInt8>) {
        let octets = Array(bytes)
        guard octets.count >= 2 else { return }
        let length = (Int(octets[0]) << 8 | Int(octets[1])) % 2049
        let values = octets.dropFirst(2).split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        let range = Array(values[0])
        let ranges = ByteRanges(range.span, 0..<range.count, length: length)
        check(ranges, range, length)
        select(ranges, range, ifRange: values.count > 1 ? Array(values[1]) : nil, length)
    }

    private static func check(_ ranges: ByteRanges, _ value: [UInt8], _ length: Int) {
        let wanted = octetsWanted(value, length)
        switch ranges {
        case .ignored: require(wanted == nil, "\(value.text) is ignored")
        case .unsatisfiable: require(wanted?.isEmpty == true, "\(value.text) is unsatisfiable, of \(length)")
        case .satisfiable(let ranges):
            require(1...ByteRanges.most ~= ranges.count, "\(ranges.count) ranges")
            var found: Set<Int> = []
            for range in ranges {
                require(!range.isEmpty && range.clamped(to: 0..<length) == range, "\(range) of \(length)")
                require(found.isDisjoint(with: range), "\(ranges) overlap")
                found.formUnion(range)
            }
            require(found == wanted, "\(value.text) of \(length) became \(ranges)")
        }
    }

    /// nil where the whole is the answer.
    private static func octetsWanted(_ value: [UInt8], _ length: Int) -> Set<Int>? {
        guard length > 0, value.count > 6, value.prefix(6).text.lowercased() == "bytes=" else { return nil }
        let elements = value.dropFirst(6).split(separator: 0x2C).map(HeadReading.trimmed).filter { !$0.isEmpty }
        guard 1...ByteRanges.most ~= elements.count else { return nil }
        var wanted: Set<Int> = []
        for element in elements {
            let numbers = element.split(separator: 0x2D, omittingEmptySubsequences: false)
            guard numbers.count == 2, numbers.allSatisfy({ $0.allSatisfy { 0x30...0x39 ~= $0 } }) else { return nil }
            switch (number(numbers[0]), number(numbers[1])) {
            case (nil, nil): return nil
            case (nil, let count?): wanted.formUnion(max(0, length - count)..<length)
            case (let first?, nil): wanted.formUnion(min(first, length)..<length)
            case (let first?, let last?):
                guard first <= last else { return nil }
                wanted.formUnion(min(first, length)..<min(last + 1, length))
            }
        }
        return wanted
    }

    /// Numbers far beyond any length are all alike.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.isEmpty ? nil : min(Int(digits.text) ?? Int.max / 16, Int.max / 16)
    }

    // MARK: The answer

    private static func select(_ ranges: ByteRanges, _ value: [UInt8], ifRange: [UInt8]?, _ length: Int) {
        var request = Array("GET / HTTP/1.1\r\nHost: a\r\nRange:".utf8) + value
        if let ifRange { request += Array("\r\nIf-Range:".utf8) + ifRange }
        request += "\r\n\r\n".utf8
        var head = RequestHead()
        // Values that no head can hold, or that are others without the white space around them, are not looked at.
        guard (try? RequestHeadParser.parse(request.span, limits: HeadLimits(), into: &head)) == true,
            head.length == request.count, head.lines.count == (ifRange == nil ? 2 : 3), let found = head.first(.range),
            request[found].elementsEqual(value)
        else { return }
        let whole = file(length)
        switch (PartialContent.select(head, request.span, from: whole), ranges) {
        case (.whole, .ignored): break
        case (.whole, _): require(ifRange != nil, "\(value.text) gets the whole")
        case (.unsatisfiable(let range), .unsatisfiable): require(range == "bytes */\(length)", range)
        case (.part(let part), .satisfiable(let ranges)):
            if let ifRange { require(isValidator(ifRange, of: whole), "\(ifRange.text) is not this file") }
            checkPart(part, ranges, of: whole)
        case (let outcome, _): fail("\(value.text): \(outcome), but \(ranges)")
        }
    }

    private static func file(_ length: Int) -> Response {
        let content = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
        var whole = Response(.ok, .html, content)
        whole.entityTag = EntityTag("a,b")
        whole.lastModified = HTTPDate(secondsSince1970: 784_111_777)
        whole.acceptsRanges = true
        return whole
    }

    private static func isValidator(_ value: [UInt8], of whole: Response) -> Bool {
        let value = Array(HeadReading.trimmed(value[...]))
        return value == whole.entityTag?.opaque || HTTPDate(parsing: value.span) == whole.lastModified
    }

    private static func checkPart(_ part: Response, _ ranges: [Range<Int>], of whole: Response) {
        require(part.status == .partialContent && part.entityTag == whole.entityTag, "\(part.status)")
        let names = ranges.map { "bytes \($0.lowerBound)-\($0.upperBound - 1)/\(whole.content.count)" }
        if ranges.count == 1 {
            require(part["Content-Range"] == names[0], "\(part.fields), not \(names[0])")
            require(part.content == Array(whole.content[ranges[0]]), "other octets than \(names[0])")
            return
        }
        require(part["Content-Range"] == nil, "several ranges with one Content-Range")
        let boundary = part["Content-Type"]?.split(separator: "boundary=").last ?? ""
        var expected: [UInt8] = []
        for (range, name) in zip(ranges, names) {
            expected +=
                "\r\n--\(boundary)\r\nContent-Type: text/html;charset=utf-8\r\nContent-Range: \(name)\r\n\r\n".utf8
            expected += whole.content[range]
        }
        expected += "\r\n--\(boundary)--\r\n".utf8
        require(!boundary.isEmpty && part.content == Array(expected.dropFirst(2)), "other parts than \(names)")
    }
}
