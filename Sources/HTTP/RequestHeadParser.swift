/// Bounds of a request's head, each far below the 4 GiB that offsets can hold.
package struct HeadLimits: Sendable {
    /// Octets of the target as sent; beyond → 414.
    package var target = 8192
    /// Octets from the end of the request line to the end of the closing empty line; beyond → 431.
    package var fieldSection = 32768
    /// Beyond → 431.
    package var fieldLines = 200
    /// Empty lines before the request line (RFC 9112 §2.2); beyond → 400.
    package var leadingEmptyLines = 4

    package init() {}
}

/// Octets in; complete, incomplete or malformed out (RFC 9112 §2–§6). It keeps nothing between calls and reads strictly
/// from left to right, so what is refused whole is refused with the same error at the first octet that shows it.
package enum RequestHeadParser {
    /// True: the head is complete and `head` is filled. False: more octets are needed. Throws for what is malformed,
    /// ambiguous or too long, as early as it shows. `isSecure` tells which scheme an absolute-form may have.
    package static func parse(
        _ bytes: Span<UInt8>, limits: HeadLimits, isSecure: Bool = false, into head: inout RequestHead
    ) throws(ProtocolError) -> Bool {
        head.reset()
        head.isSecure = isSecure
        var position = 0
        guard
            try skipEmptyLines(bytes, &position, limits),
            try RequestLineParser.parse(bytes, &position, limits, isSecure, into: &head),
            try FieldLineParser.parse(bytes, &position, limits, into: &head)
        else { return false }
        head.length = position
        try Host.check(head, bytes)
        head.content = try Framing.content(of: head, bytes)
        head.keepsAlive = ConnectionOptions.keepsAlive(head, bytes)
        head.expectsContinue = try ConnectionOptions.expectsContinue(head, bytes)
        return true
    }

    /// RFC 9112 §2.2: a server ignores at least one empty line before the request line.
    private static func skipEmptyLines(
        _ bytes: Span<UInt8>, _ position: inout Int, _ limits: HeadLimits
    ) throws(ProtocolError) -> Bool {
        while position < bytes.count {
            guard bytes[position] == .cr else { return true }
            guard position / 2 < limits.leadingEmptyLines else {
                throw ProtocolError(.tooManyEmptyLines, at: position)
            }
            guard position + 1 < bytes.count else { return false }
            guard bytes[position + 1] == .lf else { throw ProtocolError(.bareCarriageReturn, at: position) }
            position += 2
        }
        return false
    }
}
