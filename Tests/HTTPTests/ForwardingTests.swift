import HTTP
import Testing

@Suite("Who asks, behind proxies")
struct ForwardingTests {
    /// Field lines, and whom they name for a server that trusts 10.0.0.0/8 and fd00::/8; nil is the peer.
    struct Case: Sendable, CustomTestStringConvertible {
        let lines: [String]
        let client: String?

        init(_ lines: String..., client: String?) { (self.lines, self.client) = (lines, client) }

        var testDescription: String { lines.joined(separator: " / ") }
    }

    static let cases = [
        Case(client: nil),
        // X-Forwarded-For
        Case("X-Forwarded-For: 203.0.113.7", client: "203.0.113.7"),
        Case("X-Forwarded-For: 198.51.100.1, 203.0.113.7", client: "203.0.113.7"),
        Case("X-Forwarded-For: 203.0.113.7, 10.1.1.1,10.2.2.2", client: "203.0.113.7"),
        Case("X-Forwarded-For: 10.3.3.3, 10.1.1.1", client: "10.3.3.3"),
        Case("X-Forwarded-For: 198.51.100.1", "X-Forwarded-For: 203.0.113.7", client: "203.0.113.7"),
        Case("X-Forwarded-For: 203.0.113.7", "X-Forwarded-For: 10.1.1.1", client: "203.0.113.7"),
        Case("X-Forwarded-For: 203.0.113.7:4711", client: "203.0.113.7"),
        Case("X-Forwarded-For: 2001:db8::7", client: "2001:db8::7"),
        Case("X-Forwarded-For: [2001:db8::7]:443", client: "2001:db8::7"),
        Case("X-Forwarded-For: [2001:db8::7]", client: "2001:db8::7"),
        Case("X-Forwarded-For: 2001:db8::7, fd00::1", client: "2001:db8::7"),
        Case("X-Forwarded-For: ::ffff:203.0.113.7", client: "203.0.113.7"),
        Case("X-Forwarded-For: , 203.0.113.7,,", client: "203.0.113.7"),
        Case("X-Forwarded-For: unknown", client: nil),
        Case("X-Forwarded-For: 203.0.113.7, unknown", client: nil),
        Case("X-Forwarded-For: unknown, 203.0.113.7", client: "203.0.113.7"),
        Case("X-Forwarded-For: 203.0.113.7, unknown, 10.1.1.1", client: nil),
        Case("X-Forwarded-For: \", 203.0.113.7", client: "203.0.113.7"),
        Case("X-Forwarded-For: 203.0.113.7:", client: nil),
        Case("X-Forwarded-For: 203.0.113.7:123456", client: nil),
        Case("X-Forwarded-For: [203.0.113.7]:80", client: nil),
        Case("X-Forwarded-For: [2001:db8::7", client: nil),
        Case("X-Forwarded-For: 203.0.113.7 203.0.113.8", client: nil),
        Case("X-Forwarded-For: evil.example", client: nil),
        Case("X-Forwarded-For:", client: nil),
        // Forwarded
        Case("Forwarded: for=203.0.113.7", client: "203.0.113.7"),
        Case("Forwarded: For=\"203.0.113.7:4711\";proto=https;by=10.0.0.1", client: "203.0.113.7"),
        Case("Forwarded: by=10.0.0.1;for=203.0.113.7;host=\"a,b;c=\\\"\"", client: "203.0.113.7"),
        Case("Forwarded: for=\"[2001:db8::7]\"", client: "2001:db8::7"),
        Case("Forwarded: for=\"[2001:db8::7]:4711\", for=10.1.1.1", client: "2001:db8::7"),
        Case("Forwarded: for=198.51.100.1, for=203.0.113.7, for=\"[fd00::1]\"", client: "203.0.113.7"),
        Case("Forwarded: for=203.0.113.7;", client: "203.0.113.7"),
        Case("Forwarded: ;for=203.0.113.7;;proto=http", client: "203.0.113.7"),
        Case("Forwarded: for=10.1.1.1", client: "10.1.1.1"),
        Case("Forwarded: for=_hidden", client: nil),
        Case("Forwarded: for=\"_gazonk:80\"", client: nil),
        Case("Forwarded: for=unknown, for=10.1.1.1", client: nil),
        Case("Forwarded: for=_hidden, for=203.0.113.7", client: "203.0.113.7"),
        Case("Forwarded: proto=https", client: nil),
        Case("Forwarded: for=203.0.113.7, proto=https", client: nil),
        Case("Forwarded: for=203.0.113.7;for=203.0.113.8", client: nil),
        Case("Forwarded: for=[2001:db8::7]", client: nil),
        Case("Forwarded: for=203.0.113.7:80", client: nil),
        Case("Forwarded: for = 203.0.113.7", client: nil),
        Case("Forwarded: for=203.0.113.7; proto=http", client: nil),
        Case("Forwarded: for=\"203.0.113.7", client: nil),
        Case("Forwarded: for=\"203.0.113.7\\", client: nil),
        Case("Forwarded: for=", client: nil),
        Case("Forwarded: for", client: nil),
        Case("Forwarded: x=\", for=203.0.113.7", client: nil),
        Case("Forwarded: x=\", for=\"203.0.113.7\"", client: nil),
        Case("Forwarded: x=\"", "Forwarded: for=203.0.113.7", client: "203.0.113.7"),
        // Both: one of them is the client's own.
        Case("Forwarded: for=203.0.113.7", "X-Forwarded-For: 203.0.113.7", client: "203.0.113.7"),
        Case("Forwarded: for=198.51.100.1", "X-Forwarded-For: 203.0.113.7", client: nil),
        Case("Forwarded: for=_hidden", "X-Forwarded-For: 203.0.113.7", client: nil),
    ]

    @Test(
        "The nearest address that is no trusted proxy's is the client; what is not certain is the peer",
        arguments: cases)
    func client(one: Case) throws {
        let lines = one.lines.map { "\($0)\r\n" }.joined()
        let (head, octets) = try head("GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n")
        let peer = try #require(InternetAddress("10.0.0.1"))
        let proxies = try ["10.0.0.0/8", "fd00::/8"].map { try #require(AddressBlock($0)) }
        let client = Forwarding.client(head, octets.span, peer: peer, proxies: proxies)
        #expect(client.text == one.client ?? "10.0.0.1")
    }
}
