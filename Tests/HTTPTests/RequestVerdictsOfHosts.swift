/// The Host field.
extension RequestVerdict {
    private static func host(_ host: String) -> String { "GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n" }

    private static let validHosts = [
        "example.org", "localhost:", "localhost:8080", "a_b", "127.0.0.1:80", "[::1]:80", "[::1]", "[2001:db8::7]",
        "[1:2:3:4:5:6:7:8]", "[::ffff:192.0.2.1]", "[v1.a:b]", "xn--caf-dma.example", "a%20b", "a;b=c", "example.org.",
    ]

    private static let invalidHosts = [
        "a b", "a,b", "a/b", "a@b", "a?b", "a#b", "a\\b", "a\"b", "a<b", "::1", "[::1", "::1]", "[]", "[::1]x",
        "[::1]:x",
        "[1:2:3]", "[1::2::3]", "[12345::]", "[::1.2.3.256]", "[::1.2.3]", "[::g]", "[v.x]", "[v1.]", "[::1%25eth0]",
        "a:80:80", "a:-1", "a: 80", ":80", ":", "a%4", "a%zz", "caf\u{E9}", "a:\u{B2}", "{a}", "[1:2:3:4:5:6:7:8::]",
    ]

    static let hosts: [RequestVerdict] =
        validHosts.map { ok("the host \($0)", "9112 §3.2", host($0), "GET / HTTP/1.1") }
        + invalidHosts.map { bad("the host \($0)", "9112 §3.2", host($0), "invalidHost") } + [
            ok("an empty host", "9110 §7.2", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET / HTTP/1.1"),
            ok("a host on 1.0", "9112 §3.2", "GET / HTTP/1.0\r\nHost: a\r\n\r\n", "GET / HTTP/1.0 close"),
            bad("an invalid host on 1.0", "9112 §3.2", "GET / HTTP/1.0\r\nHost: a b\r\n\r\n", "invalidHost"),
            bad("two hosts on 1.0", "9112 §3.2", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", "repeatedHost"),
            bad("no host", "9112 §3.2", "GET / HTTP/1.1\r\nX: y\r\n\r\n", "missingHost"),
            bad("no fields", "9112 §3.2", "GET / HTTP/1.1\r\n\r\n", "missingHost"),
            bad("two hosts", "9112 §3.2", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "repeatedHost"),
            bad(
                "the same host twice", "9112 §3.2", "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\nhost: a\r\n\r\n",
                "repeatedHost"),
            bad("an empty host and another", "9112 §3.2", "GET / HTTP/1.1\r\nHost:\r\nHost: a\r\n\r\n", "repeatedHost"),
            ok("a port that no port is", "3986 §3.2.3", host("a:99999"), "GET / HTTP/1.1"),
            bad("two hosts in one line", "9112 §3.2", host("a, b"), "invalidHost"),
            bad("a URI for a host", "9112 §3.2", host("http://a/"), "invalidHost"),
            bad("a host with a tab", "9112 §3.2", host("a\tb"), "invalidHost"),
            bad("NUL in a host", "9110 §5.5", host("a\u{00}b"), "invalidFieldValue"),
            bad(
                "Host before another, in another case", "9112 §3.2", "GET / HTTP/1.1\r\nHOST: a\r\nhost: b\r\n\r\n",
                "repeatedHost"),
        ]
}
