extension RequestVerdict {
    private static func with(_ lines: String) -> String { "POST / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n" }

    private static func old(_ lines: String) -> String { "POST / HTTP/1.0\r\n\(lines)\r\n" }

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
        validHosts.map { ok("the host \($0)", host($0), "GET / HTTP/1.1") }
        + invalidHosts.map { bad("the host \($0)", host($0), "invalidHost") } + [
            ok("an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET / HTTP/1.1"),
            ok("a host on 1.0", "GET / HTTP/1.0\r\nHost: a\r\n\r\n", "GET / HTTP/1.0 close"),
            bad("an invalid host on 1.0", "GET / HTTP/1.0\r\nHost: a b\r\n\r\n", "invalidHost"),
            bad("two hosts on 1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", "repeatedHost"),
            bad("no host", "GET / HTTP/1.1\r\nX: y\r\n\r\n", "missingHost"),
            bad("no fields", "GET / HTTP/1.1\r\n\r\n", "missingHost"),
            bad("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "repeatedHost"),
            bad("the same host twice", "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\nhost: a\r\n\r\n", "repeatedHost"),
            bad("an empty host and another", "GET / HTTP/1.1\r\nHost:\r\nHost: a\r\n\r\n", "repeatedHost"),
        ]

    static let framing: [RequestVerdict] = [
        ok("no content", with(""), "POST / HTTP/1.1"),
        ok("a length", with("Content-Length: 5\r\n"), "POST / HTTP/1.1 length=5"),
        ok("a length of nothing", with("Content-Length: 0\r\n"), "POST / HTTP/1.1 length=0"),
        ok("a length with GET", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n", "GET / HTTP/1.1 length=5"),
        ok("a length on 1.0", old("Content-Length: 5\r\n"), "POST / HTTP/1.0 length=5 close"),
        ok("white space around a length", with("Content-Length:\t 5 \t\r\n"), "POST / HTTP/1.1 length=5"),
        ok("leading zeros", with("Content-Length: 0005\r\n"), "POST / HTTP/1.1 length=5"),
        ok("the same length twice", with("Content-Length: 5\r\nContent-Length: 5\r\n"), "POST / HTTP/1.1 length=5"),
        ok("a list of equal lengths", with("Content-Length: 5, 5\r\n"), "POST / HTTP/1.1 length=5"),
        ok("the largest length", with("Content-Length: \(Int64.max)\r\n"), "POST / HTTP/1.1 length=\(Int64.max)"),
        bad("two lengths", with("Content-Length: 5\r\nContent-Length: 6\r\n"), "conflictingContentLength"),
        bad("a list of lengths", with("Content-Length: 5, 6\r\n"), "conflictingContentLength"),
        bad("a length over Int64", with("Content-Length: 9223372036854775808\r\n"), "contentLengthOverflow"),
        bad("a length over UInt64", with("Content-Length: 18446744073709551617\r\n"), "contentLengthOverflow"),
        bad("an empty length", with("Content-Length:\r\n"), "invalidContentLength"),
        bad("an empty length beside one", with("Content-Length: 5\r\nContent-Length:\r\n"), "invalidContentLength"),
        bad("a comma behind a length", with("Content-Length: 5,\r\n"), "invalidContentLength"),
        bad("a comma before a length", with("Content-Length: ,5\r\n"), "invalidContentLength"),
        bad("a plus sign", with("Content-Length: +5\r\n"), "invalidContentLength"),
        bad("a minus sign", with("Content-Length: -5\r\n"), "invalidContentLength"),
        bad("a hex length", with("Content-Length: 0x5\r\n"), "invalidContentLength"),
        bad("a hex digit", with("Content-Length: a\r\n"), "invalidContentLength"),
        bad("a fraction", with("Content-Length: 5.0\r\n"), "invalidContentLength"),
        bad("an exponent", with("Content-Length: 1e3\r\n"), "invalidContentLength"),
        bad("a space inside a length", with("Content-Length: 5 6\r\n"), "invalidContentLength"),
        bad("an underscore", with("Content-Length: 1_000\r\n"), "invalidContentLength"),
        bad("a quoted length", with("Content-Length: \"5\"\r\n"), "invalidContentLength"),
        bad("a semicolon", with("Content-Length: 5;6\r\n"), "invalidContentLength"),
        bad("Arabic digits", with("Content-Length: \u{D9}\u{A5}\r\n"), "invalidContentLength"),
        ok("chunked", with("Transfer-Encoding: chunked\r\n"), "POST / HTTP/1.1 chunked"),
        ok("chunked in capitals", with("TRANSFER-ENCODING: CHUNKED\r\n"), "POST / HTTP/1.1 chunked"),
        ok("white space around chunked", with("Transfer-Encoding: \t chunked \t\r\n"), "POST / HTTP/1.1 chunked"),
        ok(
            "chunked with GET", "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET / HTTP/1.1 chunked"),
        bad(
            "chunked and a length", with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"),
            "transferEncodingWithContentLength"),
        bad(
            "a length and chunked", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
            "transferEncodingWithContentLength"),
        bad(
            "an unknown coding and a length", with("Content-Length: 5\r\nTransfer-Encoding: x\r\n"),
            "transferEncodingWithContentLength"),
        bad("chunked on 1.0", old("Transfer-Encoding: chunked\r\n"), "transferEncodingInOldVersion"),
        bad("any coding on 1.0", old("Transfer-Encoding: identity\r\n"), "transferEncodingInOldVersion"),
        bad("chunked twice", with("Transfer-Encoding: chunked, chunked\r\n"), "chunkedNotLast"),
        bad(
            "chunked on two lines", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
            "chunkedNotLast"),
        bad("chunked first", with("Transfer-Encoding: chunked, gzip\r\n"), "chunkedNotLast"),
        bad(
            "chunked first, on two lines", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"),
            "chunkedNotLast"),
        bad("a comma behind chunked", with("Transfer-Encoding: chunked,\r\n"), "chunkedNotLast"),
        bad("a comma before chunked", with("Transfer-Encoding: ,chunked\r\n"), "invalidTransferEncoding"),
        bad("an empty coding", with("Transfer-Encoding:\r\n"), "invalidTransferEncoding"),
        bad("chunked with a parameter", with("Transfer-Encoding: chunked;a=b\r\n"), "invalidTransferEncoding"),
        bad("chunked with a semicolon", with("Transfer-Encoding: chunked;\r\n"), "invalidTransferEncoding"),
        bad("chunked in quotation marks", with("Transfer-Encoding: \"chunked\"\r\n"), "invalidTransferEncoding"),
        bad("two words", with("Transfer-Encoding: chunked x\r\n"), "invalidTransferEncoding"),
        bad("a coding in brackets", with("Transfer-Encoding: [chunked]\r\n"), "invalidTransferEncoding"),
        bad("VT before chunked", with("Transfer-Encoding: \u{0B}chunked\r\n"), "invalidFieldValue"),
        bad("NBSP before chunked", with("Transfer-Encoding: \u{A0}chunked\r\n"), "invalidTransferEncoding"),
        bad("a space inside chunked", with("Transfer-Encoding: chunk ed\r\n"), "invalidTransferEncoding"),
        bad("gzip and chunked", with("Transfer-Encoding: gzip, chunked\r\n"), "unknownTransferCoding", 501),
        bad("gzip alone", with("Transfer-Encoding: gzip\r\n"), "chunkedNotLast"),
        bad("identity", with("Transfer-Encoding: identity\r\n"), "chunkedNotLast"),
        bad("a longer coding", with("Transfer-Encoding: xchunked\r\n"), "chunkedNotLast"),
        bad("a coding with a parameter", with("Transfer-Encoding: x;q=1, chunked\r\n"), "unknownTransferCoding", 501),
        bad("a folded coding", with("Transfer-Encoding:\r\n chunked\r\n"), "obsoleteFold"),
        bad("a space before the coding's colon", with("Transfer-Encoding : chunked\r\n"), "spaceBeforeColon"),
    ]

    static let connections: [RequestVerdict] = [
        ok("close", with("Connection: close\r\n"), "POST / HTTP/1.1 close"),
        ok("close in capitals", with("Connection: CLOSE\r\n"), "POST / HTTP/1.1 close"),
        ok("close in a list", with("Connection: upgrade, x,\tClose\r\n"), "POST / HTTP/1.1 close"),
        ok("close on a second line", with("Connection: x\r\nX: y\r\nConnection: close\r\n"), "POST / HTTP/1.1 close"),
        ok("close wins over keep-alive", with("Connection: close, keep-alive\r\n"), "POST / HTTP/1.1 close"),
        ok("closed is not close", with("Connection: closed\r\n"), "POST / HTTP/1.1"),
        ok("quoted close is not close", with("Connection: \"close\"\r\n"), "POST / HTTP/1.1"),
        ok("Proxy-Connection is another field", with("Proxy-Connection: close\r\n"), "POST / HTTP/1.1"),
        ok("upgrade is ignored", with("Connection: upgrade\r\nUpgrade: h2c\r\n"), "POST / HTTP/1.1"),
        ok("1.0 closes", old(""), "POST / HTTP/1.0 close"),
        ok("1.0 that is kept", old("Connection: Keep-Alive\r\n"), "POST / HTTP/1.0"),
        ok("1.0 that is kept and closed", old("Connection: keep-alive, close\r\n"), "POST / HTTP/1.0 close"),
        ok("1.0 with another option", old("Connection: keep\r\n"), "POST / HTTP/1.0 close"),
        ok(
            "an expectation", with("Expect: 100-Continue\r\nContent-Length: 5\r\n"),
            "POST / HTTP/1.1 length=5 continue"),
        ok(
            "an expectation and chunks", with("Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n"),
            "POST / HTTP/1.1 chunked continue"),
        ok("an expectation without content", with("Expect: 100-continue\r\n"), "POST / HTTP/1.1"),
        ok(
            "an expectation of nothing", with("Expect: 100-continue\r\nContent-Length: 0\r\n"),
            "POST / HTTP/1.1 length=0"),
        ok("an empty expectation", with("Expect:\r\n"), "POST / HTTP/1.1"),
        ok(
            "an expectation on 1.0", old("Expect: 100-continue\r\nContent-Length: 5\r\n"),
            "POST / HTTP/1.0 length=5 close"),
        ok("another expectation on 1.0", old("Expect: x\r\n"), "POST / HTTP/1.0 close"),
        bad("another expectation", with("Expect: 200-ok\r\n"), "unsupportedExpectation", 417),
        bad("a second expectation", with("Expect: 100-continue, x\r\n"), "unsupportedExpectation", 417),
        bad("an expectation with a parameter", with("Expect: 100-continue;x\r\n"), "unsupportedExpectation", 417),
    ]
}
