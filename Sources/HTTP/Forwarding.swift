/// Who asks, where proxies stand between: `Forwarded` (RFC 7239) and `X-Forwarded-For`, of which only that part counts
/// which proxies have written that are trusted.
package enum Forwarding {
    /// The nearest address that is no trusted proxy's, or the farthest when all are. The peer itself where no field says,
    /// where the nearest node has no address (`unknown`, `_hidden`, what is malformed), and where both fields are there
    /// and disagree: one of them then is the client's own.
    /// - Parameters:
    ///   - peer: a trusted proxy.
    ///   - proxies: whose words count.
    package static func client(
        _ head: borrowing RequestHead, _ bytes: Span<UInt8>, peer: InternetAddress, proxies: [AddressBlock]
    ) -> InternetAddress {
        let standard = nearest(head, bytes, .forwarded, proxies)
        let common = nearest(head, bytes, .xForwardedFor, proxies)
        guard let standard, let common else { return (standard ?? common)?.address ?? peer }
        return standard.address == common.address ? standard.address ?? peer : peer
    }

    /// What a list says of one hop.
    private struct Node {
        /// nil where it is kept back or malformed.
        let address: InternetAddress?
    }

    /// nil without the field.
    private static func nearest(
        _ head: borrowing RequestHead, _ bytes: Span<UInt8>, _ name: FieldName, _ proxies: [AddressBlock]
    ) -> Node? {
        guard head.contains(name) else { return nil }
        var farthest: Node?
        var nearest: Node?
        for line in head.values(of: name) {
            var reader = NodeReader(position: line.lowerBound, end: line.upperBound, knowsQuotes: name == .forwarded)
            while let range = reader.next(bytes) {
                if range.isEmpty { continue }
                let address = name == .forwarded ? element(bytes, range) : node(bytes, range)
                if farthest == nil { farthest = Node(address: address) }
                let isProxy = address.map { address in proxies.contains { $0.contains(address) } } ?? false
                if !isProxy { nearest = Node(address: address) }
            }
        }
        return nearest ?? farthest ?? Node(address: nil)
    }

    /// The address of a `forwarded-element`: its one parameter `for`.
    private static func element(_ bytes: Span<UInt8>, _ range: Range<Int>) -> InternetAddress? {
        var index = range.lowerBound
        var found: InternetAddress?
        var isNamed = false
        while index <= range.upperBound {
            let start = index
            while index < range.upperBound, ByteClass.token.contains(bytes[index]) { index += 1 }
            let name = start..<index
            guard !name.isEmpty else {
                // An empty pair is allowed: [ forwarded-pair ] *( ";" [ forwarded-pair ] ).
                guard index == range.upperBound || bytes[index] == UInt8(ascii: ";") else { return nil }
                index += 1
                continue
            }
            guard index < range.upperBound, bytes[index] == UInt8(ascii: "=") else { return nil }
            index += 1
            guard let value = value(bytes, &index, range.upperBound) else { return nil }
            if bytes.equalsIgnoringCase("for", name) {
                guard !isNamed else { return nil }
                isNamed = true
                found = node(bytes, value)
            }
            guard index == range.upperBound || bytes[index] == UInt8(ascii: ";") else { return nil }
            index += 1
        }
        return found
    }

    /// A token, or what stands between quotation marks: no node holds what would have to be escaped.
    private static func value(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) -> Range<Int>? {
        let start = index
        guard index < end, bytes[index] == UInt8(ascii: "\"") else {
            while index < end, ByteClass.token.contains(bytes[index]) { index += 1 }
            return index > start ? start..<index : nil
        }
        index += 1
        while index < end, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < end else { return nil }
        index += 1
        return start + 1..<index - 1
    }

    /// An address, an IPv6 one in brackets if a port follows; nil for any other identifier. Bare IPv6 addresses are what
    /// X-Forwarded-For has.
    private static func node(_ bytes: Span<UInt8>, _ range: Range<Int>) -> InternetAddress? {
        if let address = InternetAddress(bytes, range) { return address }
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1].isDigit { end -= 1 }
        let hasPort = 1...5 ~= range.upperBound - end && end > range.lowerBound && bytes[end - 1] == UInt8(ascii: ":")
        let host = range.lowerBound..<(hasPort ? end - 1 : range.upperBound)
        guard host.count > 2, bytes[host.lowerBound] == UInt8(ascii: "[") else {
            let address = InternetAddress(bytes, host)
            return hasPort && address?.isIPv4 == true ? address : nil
        }
        guard bytes[host.upperBound - 1] == UInt8(ascii: "]") else { return nil }
        return InternetAddress.ipv6(bytes, host.lowerBound + 1..<host.upperBound - 1)
    }
}

/// The elements of a list, parted by commas; where there are quotation marks, by those outside them, and an element whose
/// quotation marks do not end goes to the end of its line.
private struct NodeReader {
    var position: Int
    let end: Int
    let knowsQuotes: Bool

    /// Without white space around it; nil at the end.
    mutating func next(_ bytes: Span<UInt8>) -> Range<Int>? {
        guard position < end else { return nil }
        let start = position
        var isQuoted = false
        while position < end, isQuoted || bytes[position] != UInt8(ascii: ",") {
            if knowsQuotes, bytes[position] == UInt8(ascii: "\"") { isQuoted.toggle() }
            position += isQuoted && bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position, end)
        defer { position += 1 }
        return bytes.trimmed(start..<position)
    }
}
