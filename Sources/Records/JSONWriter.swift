/// How JSON is spaced: `compact` for answers, `spaced` (`{"a": 1, "b": 2}`) for files that people read and compare.
package enum JSONStyle: Sendable {
    case compact, spaced
}

/// Writing JSON (RFC 8259) as UTF-8 at the end of a byte buffer, without intermediate strings.
extension [UInt8] {
    /// A JSON string: only `"`, `\` and control characters are escaped, everything else stands as it is.
    package mutating func appendJSON(_ text: String) {
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            func isEscaped(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }
            guard utf8.contains(where: isEscaped) else { return append(contentsOf: utf8) }
            var start = 0
            for index in utf8.indices where isEscaped(utf8[index]) {
                append(contentsOf: utf8[start..<index])
                appendEscape(of: utf8[index])
                start = index + 1
            }
            append(contentsOf: utf8[start...])
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func appendEscape(of byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: append(byte)
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        default:
            append(contentsOf: "u00".utf8)
            for digit in [byte >> 4, byte & 0xF] {
                append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }

    package mutating func appendJSON(_ value: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var power: UInt = 1
        while value.magnitude / power >= 10 { power *= 10 }
        while power > 0 {
            append(UInt8(ascii: "0") + UInt8(value.magnitude / power % 10))
            power /= 10
        }
    }

    package mutating func appendJSON(_ value: Bool) {
        append(contentsOf: value ? "true".utf8 : "false".utf8)
    }

    /// A comma, unless an object or a list has just been opened.
    package mutating func appendSeparator(_ style: JSONStyle = .compact) {
        guard let last, last != UInt8(ascii: "{"), last != UInt8(ascii: "[") else { return }
        append(UInt8(ascii: ","))
        if style == .spaced { append(UInt8(ascii: " ")) }
    }

    /// The name of an object's next member, with the comma before it (when one is due) and the colon after it.
    package mutating func appendName(_ name: String, _ style: JSONStyle = .compact) {
        appendSeparator(style)
        appendJSON(name)
        append(UInt8(ascii: ":"))
        if style == .spaced { append(UInt8(ascii: " ")) }
    }

    /// A list of strings.
    package mutating func appendJSON(_ texts: [String], _ style: JSONStyle = .compact) {
        append(UInt8(ascii: "["))
        for text in texts {
            appendSeparator(style)
            appendJSON(text)
        }
        append(UInt8(ascii: "]"))
    }
}
