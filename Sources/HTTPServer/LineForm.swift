internal import HTTP

/// How a line of the log is written: a JSON object, or text for people with `name=value` for each member. Either way what
/// a client has sent can neither end the line nor reach a terminal as a control.
package enum LineForm: Sendable, Equatable {
    case text, json

    /// Begins a line; `appendEnd` ends it.
    /// - Parameters:
    ///   - time: as `LineTime` has it.
    ///   - level: one word.
    package func appendStart(time: [UInt8], level: String, message: String, to line: inout [UInt8]) {
        switch self {
        case .json:
            line.append("{\"time\":\"")
            line.append(contentsOf: time)
            line.append("\",\"level\":\"")
            line.append(contentsOf: level.utf8)
            line.append("\",\"message\":\"")
            escape(message, to: &line)
            line.append(UInt8(ascii: "\""))
        case .text:
            line.append(contentsOf: time)
            line.append(UInt8(ascii: " "))
            line.append(contentsOf: level.utf8)
            line.append(UInt8(ascii: " "))
            escape(message, to: &line)
        }
    }

    package func appendEnd(to line: inout [UInt8]) {
        if self == .json { line.append(UInt8(ascii: "}")) }
        line.append(UInt8(ascii: "\n"))
    }

    // MARK: Members

    package func append(_ name: StaticString, _ number: Int, to line: inout [UInt8]) {
        name.withUTF8Buffer { appendName($0, to: &line) }
        line.appendDecimal(number)
    }

    package func append(_ name: StaticString, _ isTrue: Bool, to line: inout [UInt8]) {
        name.withUTF8Buffer { appendName($0, to: &line) }
        line.append(isTrue ? "true" : "false")
    }

    package func append(_ name: StaticString, _ text: String, to line: inout [UInt8]) {
        name.withUTF8Buffer { appendName($0, to: &line) }
        appendValue(text, to: &line)
    }

    /// A member whose name is no part of the program.
    package func append(named name: String, _ text: String, to line: inout [UInt8]) {
        appendName(named: name, to: &line)
        appendValue(text, to: &line)
    }

    package func append(named name: String, _ number: Int, to line: inout [UInt8]) {
        appendName(named: name, to: &line)
        line.appendDecimal(number)
    }

    private func appendValue(_ text: String, to line: inout [UInt8]) {
        let isQuoted = self == .json || text.isEmpty || !text.utf8.allSatisfy { Self.isPlain($0) && $0 != 0x20 }
        if isQuoted { line.append(UInt8(ascii: "\"")) }
        escape(text, to: &line)
        if isQuoted { line.append(UInt8(ascii: "\"")) }
    }

    /// Octets that a client has sent. Those that are no ASCII stand one by one, as U+0080 to U+00FF: a field's value has
    /// no encoding that could be relied on (RFC 9110 §5.5).
    package func append(_ name: StaticString, _ octets: Span<UInt8>, to line: inout [UInt8]) {
        name.withUTF8Buffer { appendName($0, to: &line) }
        octets.withUnsafeBufferPointer { octets in
            let isQuoted = self == .json || octets.isEmpty || octets.contains { !Self.isPlain($0) || $0 == 0x20 }
            if isQuoted { line.append(UInt8(ascii: "\"")) }
            // What needs no escape, nearly always all of it, is copied in one go.
            var start = 0
            while start < octets.count {
                var end = start
                while end < octets.count, Self.isPlain(octets[end]) { end += 1 }
                line.append(contentsOf: UnsafeBufferPointer(rebasing: octets[start..<end]))
                if end < octets.count { appendEscape(octets[end], to: &line) }
                start = end + 1
            }
            if isQuoted { line.append(UInt8(ascii: "\"")) }
        }
    }

    private func appendName(_ name: UnsafeBufferPointer<UInt8>, to line: inout [UInt8]) {
        line.append(self == .json ? ",\"" : " ")
        line.append(contentsOf: name)
        line.append(self == .json ? "\":" : "=")
    }

    private func appendName(named name: String, to line: inout [UInt8]) {
        line.append(self == .json ? ",\"" : " ")
        escape(name, to: &line)
        line.append(self == .json ? "\":" : "=")
    }

    /// Whether an octet stands as it is: visible ASCII or a space, but no quotation mark and no backslash.
    @inline(__always)
    private static func isPlain(_ octet: UInt8) -> Bool {
        octet >= 0x20 && octet < 0x7f && octet != UInt8(ascii: "\"") && octet != UInt8(ascii: "\\")
    }

    // MARK: Escapes

    /// Text of the program: controls are escaped, those of U+0080 to U+009F and the line and paragraph separators
    /// among them, and all else stays as it is.
    private func escape(_ text: String, to line: inout [UInt8]) {
        if text.utf8.allSatisfy(Self.isPlain) { return line.append(contentsOf: text.utf8) }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5c, 0..<0x20, 0x7f..<0xa0: appendEscape(UInt8(scalar.value), to: &line)
            case 0x2028, 0x2029:
                line.append("\\u202")
                line.append(UInt8(ascii: "0") + UInt8(scalar.value & 15))
            default: line.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    private func appendEscape(_ octet: UInt8, to line: inout [UInt8]) {
        line.append(UInt8(ascii: "\\"))
        switch octet {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return line.append(octet)
        case 0x0a: return line.append(UInt8(ascii: "n"))
        default: line.append(self == .json ? "u00" : "x")
        }
        for shift in stride(from: 4, through: 0, by: -4) {
            let digit = octet >> UInt8(shift) & 15
            line.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}

extension [UInt8] {
    /// Unlike a string's, these octets are there to be copied as they are.
    fileprivate mutating func append(_ text: StaticString) { text.withUTF8Buffer { append(contentsOf: $0) } }
}

/// The time of a line, to the millisecond in UTC (RFC 3339): `2026-11-22T09:13:18.123Z`.
package struct LineTime {
    package private(set) var octets: [UInt8] = []
    private var milliseconds: Int64 = .min

    package init() {}

    package mutating func updateToNow() { update(Platform.wallClockMilliseconds()) }

    /// - Parameter milliseconds: since 1970.
    package mutating func update(_ milliseconds: Int64) {
        guard milliseconds != self.milliseconds else { return }
        let second = milliseconds / 1000
        if octets.isEmpty || second != self.milliseconds / 1000 {
            octets.removeAll(keepingCapacity: true)
            HTTPDate(secondsSince1970: second).appendTimestamp(to: &octets)
            octets.append(contentsOf: ".000Z".utf8)
        }
        self.milliseconds = milliseconds
        var fraction = milliseconds % 1000
        for place in stride(from: 22, through: 20, by: -1) {
            octets[place] = UInt8(ascii: "0") + UInt8(fraction % 10)
            fraction /= 10
        }
    }
}
