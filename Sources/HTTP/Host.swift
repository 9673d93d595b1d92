/// The Host field and the authority of a target (RFC 9112 §3.2, RFC 9110 §7.2, RFC 3986 §3.2.2).
package enum Host {
    /// Exactly one Host line on 1.1, at most one on 1.0; valid, and empty only if the target names no host either.
    static func check(_ head: RequestHead, _ bytes: Span<UInt8>) throws(ProtocolError) {
        var values = head.values(of: .host)
        guard let value = values.next() else {
            guard head.minorVersion == 0 else { throw ProtocolError(.missingHost) }
            return
        }
        if let second = values.next() { throw ProtocolError(.repeatedHost, at: second.lowerBound) }
        let isAllowed = value.isEmpty ? head.authority == nil : isValid(bytes, value)
        guard isAllowed else { throw ProtocolError(.invalidHost, at: value.lowerBound) }
    }

    /// uri-host [ ":" *DIGIT ], the host not empty (RFC 9110 §4.2.1).
    package static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty else { return false }
        let end =
            bytes[range.lowerBound] == UInt8(ascii: "[")
            ? endOfLiteral(bytes, range) : endOfRegisteredName(bytes, range)
        guard let end else { return false }
        guard end < range.upperBound else { return true }
        guard bytes[end] == UInt8(ascii: ":") else { return false }
        for index in end + 1..<range.upperBound where !bytes[index].isDigit {
            return false
        }
        return true
    }

    /// reg-name, which covers IPv4 addresses: the offset behind it, nil if it is empty or an escape is broken.
    private static func endOfRegisteredName(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            if ByteClass.registeredName.contains(bytes[index]) {
                index += 1
            } else if bytes[index] == UInt8(ascii: "%") {
                guard range.upperBound - index > 2, bytes[index + 1].hexValue != nil, bytes[index + 2].hexValue != nil
                else { return nil }
                index += 3
            } else {
                break
            }
        }
        return index > range.lowerBound ? index : nil
    }

    /// `[` IPv6address / IPvFuture `]`: the offset behind the bracket, nil if it is open or what it holds is neither.
    private static func endOfLiteral(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var close = range.lowerBound + 1
        while close < range.upperBound, bytes[close] != UInt8(ascii: "]") { close += 1 }
        guard close < range.upperBound else { return nil }
        let inside = range.lowerBound + 1..<close
        return InternetAddress.ipv6(bytes, inside) != nil || isFutureAddress(bytes, inside) ? close + 1 : nil
    }

    /// `v` 1*HEXDIG `.` 1*( unreserved / sub-delims / `:` ).
    private static func isFutureAddress(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, bytes[range.lowerBound].lowercased == UInt8(ascii: "v") else { return false }
        var index = range.lowerBound + 1
        while index < range.upperBound, bytes[index].hexValue != nil { index += 1 }
        guard index > range.lowerBound + 1, range.upperBound - index > 1, bytes[index] == UInt8(ascii: ".") else {
            return false
        }
        for offset in index + 1..<range.upperBound
        where !ByteClass.registeredName.contains(bytes[offset]) && bytes[offset] != UInt8(ascii: ":") {
            return false
        }
        return true
    }
}
