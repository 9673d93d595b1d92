/// A set of ASCII octets as two words, so that a test is a shift and a mask without memory access.
package struct ByteClass: Sendable {
    let low: UInt64
    let high: UInt64

    @inline(__always)
    package func contains(_ octet: UInt8) -> Bool {
        octet < 128 && ((octet < 64 ? low : high) &>> UInt64(octet & 63)) & 1 == 1
    }

    /// tchar (RFC 9110 §5.6.2): letters, digits and ``!#$%&'*+-.^_`|~``.
    package static var token: ByteClass { ByteClass(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE) }

    /// Octets of a reg-name but for `%`: unreserved and sub-delims (RFC 3986 §3.2.2), the comma left out, since a list
    /// of hosts read as one name is how two fields hide in one.
    package static var registeredName: ByteClass {
        ByteClass(low: 0x2BFF_6FD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    }
}

extension UInt8 {
    @inline(__always) var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    /// SP or HTAB: optional whitespace (RFC 9110 §5.6.3).
    @inline(__always) var isWhitespace: Bool { self == 0x20 || self == 0x09 }

    /// A control octet that may stand in no field value: all but HTAB (RFC 9110 §5.5).
    @inline(__always) var isForbiddenInValue: Bool { (self < 0x20 && self != 0x09) || self == 0x7F }

    /// An ASCII capital as its small letter, any other octet unchanged.
    @inline(__always) var lowercased: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }

    /// 0–15 for a hex digit of either case, else nil.
    @inline(__always) var hexValue: UInt8? {
        if isDigit { return self &- UInt8(ascii: "0") }
        let letter = (self | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? letter &+ 10 : nil
    }

    static var cr: UInt8 { 0x0D }
    static var lf: UInt8 { 0x0A }
}

extension Span where Element == UInt8 {
    /// Whether exactly the octets of `text` stand in `range`.
    @inline(__always)
    func equals(_ text: String, _ range: Range<Int>) -> Bool {
        guard text.utf8.count == range.count else { return false }
        var index = range.lowerBound
        for octet in text.utf8 {
            guard self[index] == octet else { return false }
            index += 1
        }
        return true
    }

    /// Whether the octets of `text`, which is written in small letters, stand in `range` in any case.
    @inline(__always)
    func equalsIgnoringCase(_ text: String, _ range: Range<Int>) -> Bool {
        guard text.utf8.count == range.count else { return false }
        var index = range.lowerBound
        for octet in text.utf8 {
            guard self[index].lowercased == octet else { return false }
            index += 1
        }
        return true
    }

    /// `range` without SP and HTAB at its ends.
    @inline(__always)
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, self[lower].isWhitespace { lower += 1 }
        while lower < upper, self[upper - 1].isWhitespace { upper -= 1 }
        return lower..<upper
    }
}
