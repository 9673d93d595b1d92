import HTTP
import Testing

@Suite("Internet addresses")
struct InternetAddressTests {
    @Test(
        "An address is read, and written as RFC 5952 has it",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
            ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:db8::1", "2001:db8::1"),
            ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
            ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("fe80::0a0b", "fe80::a0b"), ("::ffff:192.0.2.1", "192.0.2.1"),
            ("::ffff:c000:201", "192.0.2.1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
            ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
        ])
    func text(given: String, canonical: String) throws {
        let address = try #require(InternetAddress(given))
        #expect(address.text == canonical)
        #expect(InternetAddress(canonical) == address)
    }

    @Test(
        "What is no address is none",
        arguments: [
            "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.04", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4 ",
            "1.2.3.1000", "a.b.c.d", ":", ":::", "1:", ":1", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
            "1:2:3:4:5:6:7:8::", "12345::", "g::", "::1%eth0", "[::1]", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "1.2.3.4::",
            "::1.2.3.4:5",
        ])
    func malformed(text: String) { #expect(InternetAddress(text) == nil) }

    @Test("An IPv4 address is the same however it came, and no IPv6 address is one")
    func mapped() {
        #expect(InternetAddress(ipv4: 0xc000_0201) == InternetAddress("192.0.2.1"))
        #expect(InternetAddress(ipv4: 1).isIPv4)
        #expect(InternetAddress("::1")?.isIPv4 == false)
        #expect(InternetAddress("::fffe:0:1")?.isIPv4 == false)
    }

    @Test(
        "A block holds the addresses that begin like it",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false), ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.1.2.2", false), ("0.0.0.0/0", "203.0.113.7", true), ("0.0.0.0/0", "2001:db8::1", false),
            ("192.0.2.128/25", "192.0.2.127", false), ("192.0.2.128/25", "192.0.2.200", true),
            ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::", false),
            ("2001:db8::/65", "2001:db8::8000:0:0:0", false), ("2001:db8::/64", "2001:db8::8000:0:0:0", true),
            ("::/0", "2001:db8::1", true), ("::/0", "192.0.2.1", true), ("::1/128", "::1", true),
            ("10.0.0.0/8", "::ffff:10.0.0.1", true),
        ])
    func blocks(block: String, address: String, isHeld: Bool) throws {
        #expect(try #require(AddressBlock(block)).contains(try #require(InternetAddress(address))) == isHeld)
    }

    @Test(
        "What is no block is none, and a block has no bit behind its length",
        arguments: [
            "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.1/8", "10.0.0.0/8/8", "::/129",
            "2001:db8::1/64", "localhost", "10.0.0.0/ 8", "10.0.0.0/+8",
        ])
    func malformedBlocks(text: String) { #expect(AddressBlock(text) == nil) }

    @Test(
        "Numbers are written in digits",
        arguments: [(0, "0"), (9, "9"), (10, "10"), (-7, "-7"), (.max, "9223372036854775807")] as [(Int, String)])
    func decimals(number: Int, text: String) {
        var octets: [UInt8] = []
        octets.appendDecimal(number)
        #expect(String(decoding: octets, as: UTF8.self) == text)
    }

    @Test(
        "A date is a timestamp as well",
        arguments: [(0, "1970-01-01T00:00:00"), (784_111_777, "1994-11-06T08:49:37"), (-1, "1969-12-31T23:59:59")])
    func timestamps(seconds: Int64, text: String) {
        var octets: [UInt8] = []
        HTTPDate(secondsSince1970: seconds).appendTimestamp(to: &octets)
        #expect(String(decoding: octets, as: UTF8.self) == text)
    }
}
