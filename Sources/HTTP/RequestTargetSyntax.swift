/// The forms of a request target (RFC 9112 §3.2) and the octets it may hold.
enum RequestTargetSyntax {
    /// The first octet at or after `start` that may not stand in a target, or the end of `bytes`: white space and
    /// controls, DEL, non-ASCII octets, and `#`, which would begin a fragment.
    static func end(of bytes: Span<UInt8>, from start: Int) -> Int {
        bytes.firstIndex(
            from: start,
            candidates: { $0.bytes(below: 0x21) | $0.bytes(equal: UInt8(ascii: "#")) | $0.bytes(equal: 0x7F) | $0 },
            where: { $0 <= 0x20 || $0 >= 0x7F || $0 == UInt8(ascii: "#") })
    }

    /// Tells the form of `head.target` and leaves `path[?query]` in it.
    static func check(_ bytes: Span<UInt8>, _ isSecure: Bool, _ head: inout RequestHead) throws(ProtocolError) {
        let start = head.target.lowerBound
        guard head.method != .connect else { throw ProtocolError(.authorityForm, at: start) }
        switch bytes[start] {
        case UInt8(ascii: "/"):
            head.form = .origin
        case UInt8(ascii: "*") where head.target.count == 1:
            guard head.method == .options else { throw ProtocolError(.asteriskForm, at: start) }
            head.form = .asterisk
        default:
            try checkAbsolute(bytes, isSecure, &head)
        }
        try checkPath(bytes, head.target)
    }

    /// absolute-form (RFC 9112 §3.2.2): the scheme of this port in any case, an authority, then `path[?query]`.
    private static func checkAbsolute(
        _ bytes: Span<UInt8>, _ isSecure: Bool, _ head: inout RequestHead
    ) throws(ProtocolError) {
        let target = head.target
        var position = target.lowerBound
        while position < target.upperBound, isSchemeOctet(bytes[position]) { position += 1 }
        guard position > target.lowerBound, position < target.upperBound, bytes[position] == UInt8(ascii: ":") else {
            throw ProtocolError(.unsupportedTargetForm, at: target.lowerBound)
        }
        let scheme = target.lowerBound..<position
        guard bytes.equalsIgnoringCase(isSecure ? "https" : "http", scheme),
            target.upperBound - position >= 3, bytes.equals("://", position..<position + 3)
        else { throw ProtocolError(.unsupportedScheme, at: target.lowerBound) }
        let start = position + 3
        position = start
        while position < target.upperBound, bytes[position] != UInt8(ascii: "/"), bytes[position] != UInt8(ascii: "?") {
            guard bytes[position] != UInt8(ascii: "@") else { throw ProtocolError(.userInformation, at: position) }
            position += 1
        }
        guard position > start else { throw ProtocolError(.emptyAuthority, at: start) }
        guard Host.isValid(bytes, start..<position) else { throw ProtocolError(.invalidAuthority, at: start) }
        head.form = .absolute
        head.authority = start..<position
        head.target = position..<target.upperBound
        head.isRootImplied = head.target.isEmpty || bytes[position] == UInt8(ascii: "?")
    }

    /// ALPHA / DIGIT / `+` / `-` / `.` (RFC 3986 §3.1).
    private static func isSchemeOctet(_ octet: UInt8) -> Bool {
        octet.isDigit || (octet | 0x20) &- UInt8(ascii: "a") < 26 || octet == UInt8(ascii: "+")
            || octet == UInt8(ascii: "-") || octet == UInt8(ascii: ".")
    }

    /// In the path `%` must begin an escape (RFC 3986 §2.1). The query is left to the application, which can name the
    /// parameter that is at fault.
    private static func checkPath(_ bytes: Span<UInt8>, _ target: Range<Int>) throws(ProtocolError) {
        var position = target.lowerBound
        while position < target.upperBound, bytes[position] != UInt8(ascii: "?") {
            if bytes[position] == UInt8(ascii: "%") {
                guard target.upperBound - position > 2, bytes[position + 1].hexValue != nil,
                    bytes[position + 2].hexValue != nil
                else { throw ProtocolError(.invalidPercentEncoding, at: position) }
                position += 2
            }
            position += 1
        }
    }
}
