import HTTPServer
import Testing

/// What cannot be served is answered once, says close, and ends the stream; nothing behind it is ever read as a request.
@Suite("Refusals")
struct RefusalTests {
    private static let smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"

    /// One octet for each scalar, as in the table of verdicts.
    private func octets(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

    private static let chunkedHead = "GET /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

    /// Faults in chunked content, which show only behind a head that is in order.
    static let chunkFaults: [RequestVerdict] =
        [
            ("a sign", "+5\r\nabcde\r\n"), ("a minus", "-5\r\n"), ("a prefix", "0x5\r\nabcde\r\n"),
            ("no digits", "\r\n"), ("an extension without a size", ";x\r\n"), ("a letter", "g\r\n"),
            ("a space before the size", " 5\r\n"), ("a space behind the size", "5 \r\nabcde\r\n"),
            ("LF behind the size", "5\nabcde\r\n"), ("CR behind the size", "5\rabcde\r\n"),
            ("LF in an extension", "5;x\nabcde\r\n"), ("CR in an extension", "5;x\ry\r\nabcde\r\n"),
            ("NUL in an extension", "5;\u{0}\r\nabcde\r\n"), ("more data than the size", "3\r\nabcd\r\n"),
            ("LF behind the data", "3\r\nabc\n"), ("less data than the size", "5\r\nabc\r\n0\r\n\r\n"),
            ("17 digits", "00000000000000005\r\n"), ("a size of more than 63 bits", "ffffffffffffffff\r\n"),
            ("a long size line", "5;\(String(repeating: "x", count: 300))\r\n"),
            ("a trailer without a name", "0\r\n: x\r\n\r\n"), ("a space in a trailer's name", "0\r\nA b: x\r\n\r\n"),
            ("a folded trailer", "0\r\nA: x\r\n y\r\n\r\n"), ("NUL in a trailer", "0\r\nA: \u{0}\r\n\r\n"),
            ("LF behind the last chunk", "0\n\n"), ("LF behind a trailer", "0\r\nA: b\n\r\n"),
        ].map { .bad("chunks: \($0)", chunkedHead + $1, "") } + [
            .bad(
                "chunks: trailers without end", chunkedHead + "0\r\nX: " + String(repeating: "y", count: 33_000), "",
                431),
            .bad("chunks: 201 trailers", chunkedHead + "0\r\n" + String(repeating: "X: y\r\n", count: 201), "", 431),
        ]

    private func check(_ row: RequestVerdict, _ send: (TestClient, [UInt8], Fence) throws -> Void) throws {
        guard case .refused(let status, _) = row.verdict else { return }
        let application = TestApplication()
        try withServer(application) { address in
            let client = try TestClient(address)
            try send(client, octets(row.request), try Fence(address))
            let response = try client.response(toHead: row.request.hasPrefix("HEAD"))
            #expect(response.status == status)
            #expect(response.saysClose)
            #expect(!response.content.isEmpty)
            try client.expectEnd()
            #expect(!application.targets.contains("/smuggled"))
        }
    }

    private static var rows: [RequestVerdict] { RequestVerdict.all.filter(\.isRefused) + chunkFaults }

    @Test("A refused request is answered once, and the one hidden behind it never", arguments: rows)
    func whole(_ row: RequestVerdict) throws {
        try check(row) { client, request, _ in try client.send(request + Array(Self.smuggled.utf8)) }
    }

    @Test("A request that comes behind a good one is refused after the good answer", arguments: rows)
    func pipelined(_ row: RequestVerdict) throws {
        try check(row) { client, request, _ in
            try client.send(
                Array("GET /echo/first HTTP/1.1\r\nHost: a\r\n\r\n".utf8) + request + Array(Self.smuggled.utf8))
            #expect(try client.response().text == "/echo/first")
        }
    }

    @Test("A request that comes in two parts is refused like a whole one", arguments: rows)
    func divided(_ row: RequestVerdict) throws {
        try check(row) { client, request, fence in
            try client.send(Array(request[..<(request.count / 2)]))
            try fence.wait()
            try client.send(request[(request.count / 2)...] + Array(Self.smuggled.utf8))
        }
    }

    @Test("A request that the table accepts is answered once", arguments: RequestVerdict.all.filter { !$0.isRefused })
    func accepted(_ row: RequestVerdict) throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send(octets(row.request))
            client.shutdownSending()
            // What declares content in the table has none behind it: a message without its end, or an error at once.
            let response = try client.response(toHead: row.request.hasPrefix("HEAD"))
            #expect(
                (row.declaresContent ? [400, 404, 405, 413, 501] : [200, 204, 404, 405, 501]).contains(response.status))
            try client.expectEnd()
        }
    }

    @Test(
        "HEAD that is refused has no content",
        arguments: ["", "Host: a\r\nContent-Length: 70000\r\n", "Host: a\r\nX y: z\r\n"])
    func head(_ fields: String) throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send("HEAD /echo HTTP/1.1\r\n\(fields)\r\n")
            let response = try client.response(toHead: true)
            #expect(400...413 ~= response.status)
            #expect(response.saysClose)
            try client.expectEnd()
        }
    }

    @Test(
        "HEAD whose content is refused has no content",
        arguments: ["", "x", "7fffffff\r\n\(String(repeating: "x", count: 65_537))"])
    func headContent(_ chunks: String) throws {
        try withServer { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send("HEAD /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            try fence.wait()
            try client.send(chunks)
            client.shutdownSending()
            #expect(400...413 ~= (try client.response(toHead: true).status))
            try client.expectEnd()
        }
    }

    @Test(
        "What passes a limit is refused without waiting for its end",
        arguments: [
            ("GET /" + String(repeating: "a", count: 9000), 414),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "a", count: 33_000), 431),
            ("GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: y\r\n", count: 200), 431),
            (String(repeating: "G", count: 100), 501),
        ])
    func limits(request: String, status: Int) throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send(request)
            #expect(try client.response().status == status)
            try client.expectEnd()
        }
    }

    @Test("What passes a limit in small pieces is refused without waiting for its end", arguments: [1, 100, 1000])
    func trickledLimits(size: Int) throws {
        try withServer { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send("GET /")
            for _ in 0..<(12_000 / size) where !client.isReadable(within: 0) {
                try client.send(String(repeating: "a", count: size))
                try fence.wait()
            }
            #expect(try client.response().status == 414)
            try client.expectEnd()
        }
    }

    @Test(
        "An input that ends inside a message is answered with 400",
        arguments: [
            "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcd",
            "GET /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n",
        ], ["", "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n"])
    func incomplete(_ part: String, before: String) throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send(before + part)
            client.shutdownSending()
            if !before.isEmpty { #expect(try client.response().status == 200) }
            let response = try client.response()
            #expect(response.status == 400)
            #expect(response.saysClose)
            try client.expectEnd()
        }
    }

    @Test("What is wrong with the last octets is told when the input ends, although they came in pieces")
    func lateFault() throws {
        try withServer { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send(String(repeating: "M", count: 20))
            try fence.wait()
            try client.send(String(repeating: "M", count: 20))
            client.shutdownSending()
            let response = try client.response()
            #expect(response.status == 501)
            #expect(response.saysClose)
            try client.expectEnd()
        }
    }

    @Test("An input that ends before any message is no error")
    func nothing() throws {
        try withServer { address in
            let client = try TestClient(address)
            client.shutdownSending()
            try client.expectEnd()
        }
    }
}

extension RequestVerdict: CustomTestStringConvertible {
    var testDescription: String { name }

    var isRefused: Bool {
        if case .refused = verdict { true } else { false }
    }

    var declaresContent: Bool {
        guard case .accepted(let summary) = verdict else { return false }
        return summary.split(separator: " ").contains { $0 == "chunked" || $0.hasPrefix("length=") && $0 != "length=0" }
    }
}
