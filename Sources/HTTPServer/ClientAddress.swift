package import HTTP

/// Where a client comes from, as far as limits tell clients apart: an IPv4 address, or the first 64 bits of an IPv6
/// address, because every subscriber has at least so many addresses to change between (RFC 6177).
package struct ClientAddress: Hashable, Sendable {
    private let network: UInt64
    private let isIPv6: Bool

    package init(_ address: InternetAddress) {
        (network, isIPv6) = address.isIPv4 ? (address.lower & 0xffff_ffff, false) : (address.upper, true)
    }

    /// - Parameter octets: four, or sixteen, in network order; an IPv4 address mapped into IPv6 counts as IPv4.
    package init?(_ octets: some Collection<UInt8>) {
        func number(_ octets: some Collection<UInt8>) -> UInt64 { octets.reduce(0) { $0 << 8 | UInt64($1) } }
        switch octets.count {
        case 4: (network, isIPv6) = (number(octets), false)
        case 16:
            let (upper, middle) = (number(octets.prefix(8)), number(octets.dropFirst(8).prefix(4)))
            let isMapped = upper == 0 && middle == 0xffff
            (network, isIPv6) = isMapped ? (number(octets.suffix(4)), false) : (upper, true)
        default: return nil
        }
    }
}
