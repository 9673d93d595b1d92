/// method SP target SP version CRLF, exactly one SP each (RFC 9112 §3).
enum RequestLineParser {
    /// Longer than any method name in the registry; a longer token is answered as an unknown method (RFC 9112 §3).
    private static let longestMethod = 32

    static func parse(
        _ bytes: Span<UInt8>, _ position: inout Int, _ limits: HeadLimits, _ isSecure: Bool,
        into head: inout RequestHead
    ) throws(ProtocolError) -> Bool {
        guard
            try parseMethod(bytes, &position, into: &head),
            try parseTarget(bytes, &position, limits.target, into: &head),
            try parseVersion(bytes, &position, into: &head)
        else { return false }
        try RequestTargetSyntax.check(bytes, isSecure, &head)
        return true
    }

    private static func parseMethod(
        _ bytes: Span<UInt8>, _ position: inout Int, into head: inout RequestHead
    ) throws(ProtocolError) -> Bool {
        let start = position
        while position < bytes.count, ByteClass.token.contains(bytes[position]) {
            guard position - start < longestMethod else { throw ProtocolError(.methodTooLong, at: start) }
            position += 1
        }
        guard position < bytes.count else { return false }
        guard bytes[position] == UInt8(ascii: " "), position > start else {
            throw ProtocolError(bytes[position] == .lf ? .bareLineFeed : .invalidMethod, at: position)
        }
        head.methodRange = start..<position
        head.method = Method(bytes, start..<position)
        position += 1
        return true
    }

    private static func parseTarget(
        _ bytes: Span<UInt8>, _ position: inout Int, _ limit: Int, into head: inout RequestHead
    ) throws(ProtocolError) -> Bool {
        let start = position
        let bound = min(bytes.count, start + limit)
        position = RequestTargetSyntax.end(of: bytes.extracting(0..<bound), from: start)
        guard position < bytes.count else { return false }
        guard bytes[position] == UInt8(ascii: " ") else {
            guard position - start < limit else { throw ProtocolError(.targetTooLong, at: position) }
            switch bytes[position] {
            case .cr: throw ProtocolError(.missingVersion, at: position)
            case .lf: throw ProtocolError(.bareLineFeed, at: position)
            case UInt8(ascii: "#"): throw ProtocolError(.fragmentInTarget, at: position)
            default: throw ProtocolError(.invalidTarget, at: position)
            }
        }
        guard position > start else { throw ProtocolError(.emptyTarget, at: position) }
        head.target = start..<position
        position += 1
        return true
    }

    /// HTTP-version (RFC 9112 §2.3): exactly `HTTP/` DIGIT `.` DIGIT, in capitals.
    private static func parseVersion(
        _ bytes: Span<UInt8>, _ position: inout Int, into head: inout RequestHead
    ) throws(ProtocolError) -> Bool {
        let start = position
        for octet in "HTTP/".utf8 {
            guard position < bytes.count else { return false }
            guard bytes[position] == octet else { throw ProtocolError(.malformedVersion, at: position) }
            position += 1
        }
        while position < bytes.count, position < start + 8 {
            let isValid =
                position == start + 6 ? bytes[position] == UInt8(ascii: ".") : bytes[position].isDigit
            guard isValid else { throw ProtocolError(.malformedVersion, at: position) }
            position += 1
        }
        guard position < bytes.count else { return false }
        guard bytes[position] == .cr else {
            throw ProtocolError(bytes[position] == .lf ? .bareLineFeed : .malformedVersion, at: position)
        }
        guard position + 1 < bytes.count else { return false }
        guard bytes[position + 1] == .lf else { throw ProtocolError(.bareCarriageReturn, at: position) }
        guard bytes[start + 5] == UInt8(ascii: "1") else { throw ProtocolError(.unsupportedVersion, at: start) }
        head.minorVersion = bytes[start + 7] == UInt8(ascii: "0") ? 0 : 1
        position += 2
        return true
    }
}
