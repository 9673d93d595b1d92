/// Several messages on one connection: each gets one answer, in order, until one ends it.
extension RequestVerdict {
    private static func stream(
        _ name: String, _ section: String, _ messages: [(request: String, answer: Answer)], keeps: Bool = true,
        isAmbiguous: Bool = false
    ) -> RequestVerdict {
        RequestVerdict(
            name: "stream: \(name)", section: section, request: messages.map(\.request).joined(),
            answers: messages.map(\.answer), keepsConnection: keeps, isAmbiguous: isAmbiguous)
    }

    private static func echo(_ number: Int) -> (request: String, answer: Answer) {
        (get("/echo/\(number)"), served("GET /echo/\(number) HTTP/1.1"))
    }

    private static let posted = (
        post("Content-Length: 35\r\n", "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
        served("POST / HTTP/1.1 length=35")
    )

    private static let chunkedPost = (
        post("Transfer-Encoding: chunked\r\n", "5\r\nGET /\r\n0\r\nHost: b\r\n\r\n"), served("POST / HTTP/1.1 chunked")
    )

    static let streams: [RequestVerdict] = [
        stream("three requests", "9112 §9.3.2", [echo(1), echo(2), echo(3)]),
        stream(
            "HEAD before GET", "9110 §9.3.2",
            [("HEAD /echo HTTP/1.1\r\nHost: a\r\n\r\n", served("HEAD /echo HTTP/1.1")), echo(2)]),
        stream("nothing found before something", "9112 §9.3", [(get("/"), served("GET / HTTP/1.1")), echo(2)]),
        stream("content that looks like a request, and a request", "9112 §6.3", [posted, echo(2)]),
        stream("chunks, and a request", "9112 §7.1", [chunkedPost, echo(2)]),
        stream(
            "content with GET, and a request", "9110 §9.3.1",
            [(with("Content-Length: 5\r\n", "GET /"), served("GET / HTTP/1.1 length=5")), echo(2)]),
        stream(
            "an empty line behind content", "9112 §2.2",
            [posted, ("\r\n" + get("/echo"), served("GET /echo HTTP/1.1"))]),
        stream(
            "empty lines between requests", "9112 §2.2",
            [echo(1), ("\r\n\r\n" + get("/echo/2"), served("GET /echo/2 HTTP/1.1"))]),
        stream(
            "an unknown method, and a request", "9110 §15.6.2",
            [("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", served("- / HTTP/1.1")), echo(2)]),
        stream(
            "another host each time", "9110 §7.2",
            [echo(1), ("GET /echo HTTP/1.1\r\nHost: b\r\n\r\n", served("GET /echo HTTP/1.1"))]),
        stream(
            "1.0 that is kept between 1.1", "9112 §9.3",
            [echo(1), (old("Connection: keep-alive\r\n"), served("POST / HTTP/1.0")), echo(3)]),
        stream(
            "an expectation, and a request", "9110 §10.1.1",
            [(with("Expect: 100-continue\r\n"), served("GET / HTTP/1.1")), echo(2)]),
        stream(
            "an upgrade, and a request", "9110 §7.8",
            [(with("Connection: upgrade\r\nUpgrade: h2c\r\n"), served("GET / HTTP/1.1")), echo(2)]),
        stream(
            "close in the second", "9112 §9.6",
            [echo(1), (with("Connection: close\r\n"), served("GET / HTTP/1.1 close"))], keeps: false),
        stream("1.0 behind 1.1", "9112 §9.3", [echo(1), (old(""), served("POST / HTTP/1.0 close"))], keeps: false),
        stream(
            "a refusal behind answers", "9112 §9.3.2",
            [echo(1), echo(2), (get("/a#b"), .refused(kind: "fragmentInTarget", status: 400))], keeps: false),
        stream(
            "no version behind an answer", "9112 §3",
            [echo(1), ("GET /\r\n", .refused(kind: "missingVersion", status: 400))], keeps: false, isAmbiguous: true),
        stream(
            "more content than its length", "9112 §6.3",
            [
                (post("Content-Length: 3\r\n", "abc"), served("POST / HTTP/1.1 length=3")),
                ("de\r\n", .refused(kind: "invalidMethod", status: 400)),
            ], keeps: false),
        stream(
            "more chunks than there are", "9112 §7.1",
            [chunkedPost, ("5\r\nhello\r\n0\r\n\r\n", .refused(kind: "invalidMethod", status: 400))], keeps: false),
        stream(
            "two lengths behind an answer", "9112 §6.3",
            [
                echo(1),
                (
                    post("Content-Length: 0\r\nContent-Length: 35\r\n"),
                    .refused(kind: "conflictingContentLength", status: 400)
                ),
            ], keeps: false, isAmbiguous: true),
        stream(
            "a length and chunks behind an answer", "9112 §6.3",
            [
                echo(1),
                (
                    post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
                    .refused(kind: "transferEncodingWithContentLength", status: 400)
                ),
            ], keeps: false, isAmbiguous: true),
        stream(
            "a space among empty lines", "9112 §2.2",
            [echo(1), ("\r\n \r\n", .refused(kind: "invalidMethod", status: 400))], keeps: false, isAmbiguous: true),
        stream(
            "LF between requests", "9112 §2.2", [echo(1), ("\n", .refused(kind: "bareLineFeed", status: 400))],
            keeps: false, isAmbiguous: true),
    ]
}
