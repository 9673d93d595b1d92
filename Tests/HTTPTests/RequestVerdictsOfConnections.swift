/// What becomes of the connection, and what comes before the final answer.
extension RequestVerdict {
    static let connections: [RequestVerdict] = [
        ok("close", "9112 §9.6", post("Connection: close\r\n"), "POST / HTTP/1.1 close"),
        ok("close in capitals", "9110 §7.6.1", post("Connection: CLOSE\r\n"), "POST / HTTP/1.1 close"),
        ok("close in a list", "9110 §7.6.1", post("Connection: upgrade, x,\tClose\r\n"), "POST / HTTP/1.1 close"),
        ok(
            "close on a second line", "9110 §5.3", post("Connection: x\r\nX: y\r\nConnection: close\r\n"),
            "POST / HTTP/1.1 close"),
        ok(
            "close wins over keep-alive", "9112 §9.3", post("Connection: close, keep-alive\r\n"),
            "POST / HTTP/1.1 close"),
        ok("closed is not close", "9110 §7.6.1", post("Connection: closed\r\n"), "POST / HTTP/1.1"),
        ok("quoted close is not close", "9110 §7.6.1", post("Connection: \"close\"\r\n"), "POST / HTTP/1.1"),
        ok("Proxy-Connection is another field", "9112 §C.2.2", post("Proxy-Connection: close\r\n"), "POST / HTTP/1.1"),
        ok("upgrade is ignored", "9110 §7.8", post("Connection: upgrade\r\nUpgrade: h2c\r\n"), "POST / HTTP/1.1"),
        ok("1.0 closes", "9112 §9.3", old(""), "POST / HTTP/1.0 close"),
        ok("1.0 that is kept", "9112 §9.3", old("Connection: Keep-Alive\r\n"), "POST / HTTP/1.0"),
        ok(
            "1.0 that is kept and closed", "9112 §9.3", old("Connection: keep-alive, close\r\n"),
            "POST / HTTP/1.0 close"),
        ok("1.0 with another option", "9112 §9.3", old("Connection: keep\r\n"), "POST / HTTP/1.0 close"),
        ok("close between empty elements", "9110 §5.6.1", post("Connection: , close ,\r\n"), "POST / HTTP/1.1 close"),
        ok(
            "close on the first of two lines", "9110 §5.3", post("Connection: close\r\nConnection: keep-alive\r\n"),
            "POST / HTTP/1.1 close"),
        ok("close with a parameter is not close", "9110 §7.6.1", post("Connection: close;x\r\n"), "POST / HTTP/1.1"),
        ok("two words are not close", "9110 §7.6.1", post("Connection: close x\r\n"), "POST / HTTP/1.1"),
        ok(
            "close with HEAD", "9112 §9.6", "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "HEAD / HTTP/1.1 close"),
        ok(
            "close with content", "9112 §9.6", post("Connection: close\r\nContent-Length: 5\r\n", "hello"),
            "POST / HTTP/1.1 length=5 close"),
        ok(
            "close with 1.2", "9110 §2.5", "GET /echo HTTP/1.2\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /echo HTTP/1.1 close"),
        ok("an empty Connection", "9110 §5.6.1", post("Connection:\r\n"), "POST / HTTP/1.1"),
        ok(
            "keep-alive on 1.1", "9112 §9.3", post("Connection: keep-alive\r\nKeep-Alive: timeout=1\r\n"),
            "POST / HTTP/1.1"),
        ok("a connection option that names Host", "9110 §7.6.1", post("Connection: host\r\n"), "POST / HTTP/1.1"),
        ok("Keep-Alive alone keeps no 1.0", "9112 §9.3", old("Keep-Alive: timeout=5\r\n"), "POST / HTTP/1.0 close"),
        ok(
            "Proxy-Connection keeps no 1.0", "9112 §C.2.2", old("Proxy-Connection: keep-alive\r\n"),
            "POST / HTTP/1.0 close"),
        ok(
            "1.0 that is kept, with content", "9112 §9.3",
            old("Connection: keep-alive\r\nContent-Length: 5\r\n", "hello"), "POST / HTTP/1.0 length=5"),
        ok(
            "an upgrade to a web socket", "9110 §7.8",
            with("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"), "GET / HTTP/1.1"),
        ok(
            "an upgrade to HTTP/2", "9110 §7.8",
            post("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"),
            "POST / HTTP/1.1"),
    ]

    private static func expecting(_ lines: String, _ content: String) -> String {
        "GET /echo HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\(content)"
    }

    static let expectations: [RequestVerdict] = [
        ok(
            "an expectation", "9110 §10.1.1", expecting("Expect: 100-Continue\r\nContent-Length: 5\r\n", "hello"),
            "GET /echo HTTP/1.1 length=5 continue"),
        ok(
            "an expectation and chunks", "9110 §10.1.1",
            expecting("Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
            "GET /echo HTTP/1.1 chunked continue"),
        ok(
            "the same expectation twice", "9110 §10.1.1",
            expecting("Expect: 100-continue, 100-continue\r\nContent-Length: 5\r\n", "hello"),
            "GET /echo HTTP/1.1 length=5 continue"),
        ok(
            "an expectation and close", "9110 §10.1.1",
            expecting("Expect: 100-continue\r\nConnection: close\r\nContent-Length: 5\r\n", "hello"),
            "GET /echo HTTP/1.1 length=5 close continue"),
        ok(
            "an expectation where the answer is an error", "9110 §10.1.1",
            post("Expect: 100-continue\r\nContent-Length: 5\r\n", "hello"), "POST / HTTP/1.1 length=5 continue",
            closes: true),
        ok(
            "an expectation of an unknown method", "9110 §10.1.1",
            "QUERY / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello",
            "- / HTTP/1.1 length=5 continue", closes: true),
        ok("an expectation without content", "9110 §10.1.1", post("Expect: 100-continue\r\n"), "POST / HTTP/1.1"),
        ok(
            "an expectation of nothing", "9110 §10.1.1", post("Expect: 100-continue\r\nContent-Length: 0\r\n"),
            "POST / HTTP/1.1 length=0"),
        ok("an empty expectation", "9110 §10.1.1", post("Expect:\r\n"), "POST / HTTP/1.1"),
        ok(
            "an empty expectation and content", "9110 §10.1.1", post("Expect: ,\r\nContent-Length: 5\r\n", "hello"),
            "POST / HTTP/1.1 length=5"),
        ok(
            "an expectation on 1.0", "9110 §10.1.1", old("Expect: 100-continue\r\nContent-Length: 5\r\n", "hello"),
            "POST / HTTP/1.0 length=5 close"),
        ok("another expectation on 1.0", "9110 §10.1.1", old("Expect: x\r\n"), "POST / HTTP/1.0 close"),
        bad("another expectation", "9110 §10.1.1", post("Expect: 200-ok\r\n"), "unsupportedExpectation", 417),
        bad("a second expectation", "9110 §10.1.1", post("Expect: 100-continue, x\r\n"), "unsupportedExpectation", 417),
        bad(
            "a second expectation on its own line", "9110 §10.1.1", post("Expect: 100-continue\r\nExpect: x\r\n"),
            "unsupportedExpectation", 417),
        bad(
            "an expectation with a parameter", "9110 §10.1.1", post("Expect: 100-continue;x\r\n"),
            "unsupportedExpectation", 417),
        bad(
            "an expectation of too much", "9110 §15.5.14", post("Expect: 100-continue\r\nContent-Length: 65537\r\n"),
            "contentTooLarge", 413),
    ]
}
