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
            line.append(contentsOf: "{\"time\":\"".utf8)
            line.append(contentsOf: time)
            line.append(contentsOf: "\",\"level\":\"".utf8)
            line.append(contentsOf: level.utf8)
            line.append(contentsOf: "\",\"message\":\"".utf8)
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

    package func append(_ name: String, _ number: Int, to line: inout [UInt8]) {
        appendName(name, to: &line)
        line.appendDecimal(number)
    }

    package func append(_ name: String, _ isTrue: Bool, to line: inout [UInt8]) {
        appendName(name, to: &line)
        line.append(contentsOf: (isTrue ? "true" : "false").utf8)
    }

    package func append(_ name: String, _ text: String, to line: inout [UInt8]) {
        appendName(name, to: &line)
        let isQuoted = self == .json || text.isEmpty || !text.utf8.allSatisfy(Self.isBare)
        if isQuoted { line.append(UInt8(ascii: "\"")) }
        escape(text, to: &line)
        if isQuoted { line.append(UInt8(ascii: "\"")) }
    }

    /// Octets that a client has sent. Those that are no ASCII stand one by one, as U+0080 to U+00FF: a field's value has
    /// no encoding that could be relied on (RFC 9110 §5.5).
    package func append(_ name: String, _ octets: Span<UInt8>, to line: inout [UInt8]) {
        appendName(name, to: &line)
        var isQuoted = self == .json || octets.isEmpty
        if !isQuoted { for index in octets.indices where !Self.isBare(octets[index]) { isQuoted = true } }
        if isQuoted { line.append(UInt8(ascii: "\"")) }
        for index in octets.indices {
            let octet = octets[index]
            if octet >= 0x20, octet < 0x7f, octet != UInt8(ascii: "\""), octet != UInt8(ascii: "\\") {
                line.append(octet)
            } else {
                appendEscape(octet, to: &line)
            }
        }
        if isQuoted { line.append(UInt8(ascii: "\"")) }
    }

    private func appendName(_ name: String, to line: inout [UInt8]) {
        switch self {
        case .json:
            line.append(UInt8(ascii: ","))
            line.append(UInt8(ascii: "\""))
            line.append(contentsOf: name.utf8)
            line.append(UInt8(ascii: "\""))
            line.append(UInt8(ascii: ":"))
        case .text:
            line.append(UInt8(ascii: " "))
            line.append(contentsOf: name.utf8)
            line.append(UInt8(ascii: "="))
        }
    }

    /// Whether an octet needs no quotation marks in text.
    private static func isBare(_ octet: UInt8) -> Bool {
        octet > 0x20 && octet < 0x7f && octet != UInt8(ascii: "\"") && octet != UInt8(ascii: "\\")
    }

    // MARK: Escapes

    /// Text of the program: controls are escaped, those of U+0080 to U+009F and the line and paragraph separators
    /// among them, and all else stays as it is.
    private func escape(_ text: String, to line: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22, 0x5c, 0..<0x20, 0x7f: appendEscape(UInt8(scalar.value), to: &line)
            case 0x80..<0xa0: appendEscape(UInt8(scalar.value), to: &line)
            case 0x2028, 0x2029:
                line.append(contentsOf: "\\u202".utf8)
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
        default: line.append(contentsOf: (self == .json ? "u00" : "x").utf8)
        }
        for shift in stride(from: 4, through: 0, by: -4) {
            let digit = octet >> UInt8(shift) & 15
            line.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
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
