/// How JSON is spaced: `compact` for answers, `spaced` (`{"a": 1, "b": 2}`) for files that people read and compare.
package enum JSONStyle: Sendable {
    case compact, spaced
}

/// Writing JSON (RFC 8259) as UTF-8 at the end of a byte buffer, without intermediate strings.
extension [UInt8] {
    /// A JSON string: only `"`, `\` and control characters are escaped, everything else stands as it is.
    package mutating func appendJSON(_ text: String) { appendQuoted(text, isNext: false, isName: false) }

    /// - Parameters:
    ///   - isNext: whether a comma stands before it.
    ///   - isName: whether a colon stands behind it.
    private mutating func appendQuoted(_ text: String, isNext: Bool, isName: Bool) {
        let utf8 = text.utf8Span.span
        let start = count
        var isPlain = true
        append(addingCapacity: utf8.count &+ 4) { output in
            output.withUnsafeMutableBufferPointer { buffer, count in
                var end = count
                if isNext {
                    buffer[end] = UInt8(ascii: ",")
                    end &+= 1
                }
                buffer[end] = UInt8(ascii: "\"")
                end &+= 1
                for index in 0..<utf8.count {
                    let byte = utf8[unchecked: index]
                    isPlain = isPlain && byte >= 0x20 && byte != 0x22 && byte != 0x5C
                    buffer[end] = byte
                    end &+= 1
                }
                buffer[end] = UInt8(ascii: "\"")
                end &+= 1
                if isName {
                    buffer[end] = UInt8(ascii: ":")
                    end &+= 1
                }
                count = end
            }
        }
        guard isPlain else {
            removeSubrange(start...)
            return appendEscaped(text, isNext: isNext, isName: isName)
        }
    }

    private mutating func appendEscaped(_ text: String, isNext: Bool, isName: Bool) {
        if isNext { append(UInt8(ascii: ",")) }
        append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { appendEscape(of: byte) } else { append(byte) }
        }
        append(UInt8(ascii: "\""))
        if isName { append(UInt8(ascii: ":")) }
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
        let value = value.magnitude
        var power: UInt = 1
        while value / power >= 10 { power &*= 10 }
        while power > 0 {
            append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / power % 10))
            power /= 10
        }
    }

    package mutating func appendJSON(_ value: Bool) {
        append(contentsOf: value ? "true".utf8 : "false".utf8)
    }

    /// A comma, unless an object or a list has just been opened.
    package mutating func appendSeparator(_ style: JSONStyle = .compact) {
        guard isOpen else { return }
        append(UInt8(ascii: ","))
        if style == .spaced { append(UInt8(ascii: " ")) }
    }

    /// Whether an element stands before what comes next.
    private var isOpen: Bool {
        guard let last else { return false }
        return last != UInt8(ascii: "{") && last != UInt8(ascii: "[")
    }

    /// The name of an object's next member, with the comma before it (when one is due) and the colon after it.
    package mutating func appendName(_ name: String, _ style: JSONStyle = .compact) {
        guard style == .spaced else { return appendQuoted(name, isNext: isOpen, isName: true) }
        appendSeparator(style)
        appendQuoted(name, isNext: false, isName: true)
        append(UInt8(ascii: " "))
    }

    /// A list of strings.
    package mutating func appendJSON(_ texts: [String], _ style: JSONStyle = .compact) {
        append(UInt8(ascii: "["))
        for text in texts {
            guard style == .spaced else {
                appendQuoted(text, isNext: isOpen, isName: false)
                continue
            }
            appendSeparator(style)
            appendJSON(text)
        }
        append(UInt8(ascii: "]"))
    }
}
