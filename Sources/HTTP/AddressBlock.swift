/// Addresses that begin alike (CIDR, RFC 4632 §3.1, RFC 4291 §2.3): `10.0.0.0/8`, `2001:db8::/32`, or one address.
package struct AddressBlock: Sendable, Equatable {
    private let first: InternetAddress
    /// The bits that all share, as a mask.
    private let upper, lower: UInt64

    /// nil unless the text is an address, with no bit set behind the length, which an IPv4 block may have up to 32.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first.flatMap({ InternetAddress(String($0)) }) else { return nil }
        // An IPv4 address of the text, not one written in IPv6.
        let width = text.utf8.contains(UInt8(ascii: ":")) ? 128 : 32
        var length = width
        if parts.count == 2 {
            guard let number = Int(parts[1]), String(number) == parts[1], 0...width ~= number else { return nil }
            length = number
        }
        let bits = 128 - width + length
        upper = bits >= 64 ? .max : ~(.max >> UInt64(bits))
        lower = bits >= 128 ? .max : bits <= 64 ? 0 : ~(.max >> UInt64(bits - 64))
        guard first.upper & ~upper == 0, first.lower & ~lower == 0 else { return nil }
        self.first = first
    }

    package func contains(_ address: InternetAddress) -> Bool {
        address.upper & upper == first.upper && address.lower & lower == first.lower
    }
}
