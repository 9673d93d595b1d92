/// An IPv4 or IPv6 address, in sixteen octets: an IPv4 address is the one mapped into IPv6 (RFC 4291 §2.5.5.2), so that
/// a client is the same on a socket of either kind.
package struct InternetAddress: Hashable, Sendable {
    /// The first and the last eight octets, in network order.
    package let upper, lower: UInt64

    package init(upper: UInt64, lower: UInt64) {
        self.upper = upper
        self.lower = lower
    }

    /// The IPv4 address of these four octets, the first of them the highest.
    package init(ipv4: UInt32) { self.init(upper: 0, lower: 0xffff_0000_0000 | UInt64(ipv4)) }

    package var isIPv4: Bool { upper == 0 && lower >> 32 == 0xffff }

    /// The address that `range` spells out, and nothing else: dotted decimal without leading zeros, or RFC 4291 §2.2
    /// without brackets and without a zone.
    package init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        if let ipv4 = Self.ipv4(bytes, range) {
            self.init(ipv4: ipv4)
        } else if let address = Self.ipv6(bytes, range) {
            self = address
        } else {
            return nil
        }
    }

    package init?(_ text: String) {
        let octets = Array(text.utf8)
        self.init(octets.span, 0..<octets.count)
    }

    private static func ipv4(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
        var address: UInt32 = 0
        var numbers = 0
        var index = range.lowerBound
        while index < range.upperBound, numbers < 4 {
            let start = index
            var value: UInt32 = 0
            while index < range.upperBound, index - start < 3, bytes[index].isDigit {
                value = value * 10 + UInt32(bytes[index] - UInt8(ascii: "0"))
                index += 1
            }
            let hasLeadingZero = index - start > 1 && bytes[start] == UInt8(ascii: "0")
            guard index > start, value <= 255, !hasLeadingZero else { return nil }
            address = address << 8 | value
            numbers += 1
            guard numbers < 4 else { break }
            guard index < range.upperBound, bytes[index] == UInt8(ascii: ".") else { return nil }
            index += 1
        }
        return numbers == 4 && index == range.upperBound ? address : nil
    }

    /// Groups before `::` are shifted in from the left, those behind it from the right.
    static func ipv6(_ bytes: Span<UInt8>, _ range: Range<Int>) -> InternetAddress? {
        guard 2...45 ~= range.count else { return nil }
        var groups = InlineArray<8, UInt16>(repeating: 0)
        var count = 0
        var gap: Int?
        var index = range.lowerBound
        if bytes[index] == UInt8(ascii: ":") {
            guard bytes[index + 1] == UInt8(ascii: ":") else { return nil }
            gap = 0
            index += 2
        }
        while index < range.upperBound {
            let start = index
            var value: UInt16 = 0
            while index < range.upperBound, index - start < 4, let digit = bytes[index].hexValue {
                value = value << 4 | UInt16(digit)
                index += 1
            }
            if index < range.upperBound, bytes[index] == UInt8(ascii: ".") {
                guard count <= 6, let last = ipv4(bytes, start..<range.upperBound) else { return nil }
                groups[count] = UInt16(last >> 16)
                groups[count + 1] = UInt16(truncatingIfNeeded: last)
                count += 2
                break
            }
            guard index > start, count < 8 else { return nil }
            groups[count] = value
            count += 1
            guard index < range.upperBound else { break }
            guard bytes[index] == UInt8(ascii: ":"), index + 1 < range.upperBound else { return nil }
            index += 1
            if bytes[index] == UInt8(ascii: ":") {
                guard gap == nil else { return nil }
                gap = count
                index += 1
            }
        }
        guard gap == nil ? count == 8 : count < 8 else { return nil }
        var (upper, lower): (UInt64, UInt64) = (0, 0)
        for number in 0..<8 {
            let place = gap.map { number < $0 ? number : number - (8 - count) } ?? number
            let isZero = gap.map { $0..<$0 + (8 - count) ~= number } ?? false
            let value: UInt16 = isZero ? 0 : groups[place]
            upper = upper << 16 | lower >> 48
            lower = lower << 16 | UInt64(value)
        }
        return InternetAddress(upper: upper, lower: lower)
    }

    // MARK: Text

    /// The address as RFC 5952 has it written: small letters, and `::` for the longest row of zeros.
    package func append(to octets: inout [UInt8]) {
        guard !isIPv4 else {
            for shift in stride(from: UInt64(24), through: 0, by: -8) {
                octets.appendDecimal(Int(lower >> shift & 0xff))
                if shift > 0 { octets.append(UInt8(ascii: ".")) }
            }
            return
        }
        let zeros = longestZeros.count > 1 ? longestZeros : 8..<8
        for number in 0..<8 where number <= zeros.lowerBound || number >= zeros.upperBound {
            if number == zeros.lowerBound {
                octets.append(UInt8(ascii: ":"))
                octets.append(UInt8(ascii: ":"))
                continue
            }
            if number > 0, number != zeros.upperBound { octets.append(UInt8(ascii: ":")) }
            appendHexadecimal(group(number), to: &octets)
        }
    }

    package var text: String {
        var octets: [UInt8] = []
        append(to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }

    private func group(_ number: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: (number < 4 ? upper : lower) >> UInt64(48 - 16 * (number & 3)))
    }

    private var longestZeros: Range<Int> {
        var longest = 0..<0
        var start = 0
        for number in 0...8 where number == 8 || group(number) != 0 {
            if number - start > longest.count { longest = start..<number }
            start = number + 1
        }
        return longest
    }

    private func appendHexadecimal(_ group: UInt16, to octets: inout [UInt8]) {
        var isBegun = false
        for shift in stride(from: UInt16(12), through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: group >> shift & 15)
            guard isBegun || digit > 0 || shift == 0 else { continue }
            isBegun = true
            octets.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
    }
}

extension [UInt8] {
    /// A number in decimal digits; nothing is allocated but the growth of the array.
    package mutating func appendDecimal(_ number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        // From the last digit on; the longest number has twenty.
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var rest = number.magnitude
        var place = 20
        repeat {
            place -= 1
            digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        for place in place..<20 { append(digits[place]) }
    }
}
