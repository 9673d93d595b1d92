import HTTPServer
import Testing

@Suite("Request content")
struct ContentTests {
    private let next = "GET /echo/next HTTP/1.1\r\nHost: a\r\n\r\n"

    private func post(_ target: String = "/echo", _ fields: String, _ version: String = "1.1", method: String = "GET")
        -> String
    {
        "\(method) \(target) HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n"
    }

    @Test(
        "A client that waits for 100 gets it, then the answer",
        arguments: ["Content-Length: 4", "Transfer-Encoding: chunked"])
    func expectation(framing: String) throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send(post("/echo/a", "Expect: 100-continue\r\n\(framing)\r\n"))
            let first = try client.response()
            #expect(first.status == 100)
            #expect(first.fields.isEmpty)
            try client.send((framing.hasPrefix("C") ? "abcd" : "4\r\nabcd\r\n0\r\n\r\n") + next)
            #expect(try client.response().text == "/echo/a")
            #expect(try client.response().text == "/echo/next")
        }
    }

    @Test("Where the answer is an error, a client that waits for 100 gets it at once and sends nothing")
    func expectationRefused() throws {
        let application = TestApplication()
        try withServer(application) { address in
            for (request, status) in [
                (post("/missing", "Expect: 100-continue\r\nContent-Length: 40\r\n"), 404),
                (post("/echo", "Expect: 100-continue\r\nContent-Length: 40\r\n", method: "POST"), 405),
                (post("/echo", "Expect: 100-continue\r\nContent-Length: 65537\r\n"), 413),
                (post("/echo", "Expect: 200-ok\r\nContent-Length: 40\r\n"), 417),
            ] {
                let client = try TestClient(address)
                try client.send(request)
                let response = try client.response()
                #expect(response.status == status)
                #expect(response.saysClose)
                // Content or the next request: nobody can tell, so it must not be read as one.
                try client.send(next)
                try client.expectEnd()
            }
            #expect(!application.targets.contains("/echo/next"))
        }
    }

    @Test("No 100 without anything to wait for", arguments: ["", "Content-Length: 0\r\n"])
    func expectationWithoutContent(fields: String) throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send(post("/echo/a", "Expect: 100-continue\r\n\(fields)") + next)
            #expect(try client.response().text == "/echo/a")
            #expect(try client.response().text == "/echo/next")
        }
    }

    @Test("HTTP/1.0 knows no 100")
    func expectationOnOldVersion() throws {
        try withServer { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send(post("/echo/a", "Expect: 100-continue\r\nContent-Length: 2\r\n", "1.0"))
            try fence.wait()
            #expect(!client.isReadable(within: 0))
            try client.send("ab")
            let response = try client.response()
            #expect(response.text == "/echo/a")
            #expect(response.saysClose)
            try client.expectEnd()
        }
    }

    @Test(
        "Content up to the bound is discarded and the connection kept",
        arguments: ["GET", "HEAD", "POST", "DELETE", "QUERY"])
    func discarded(method: String) throws {
        try withServer { address in
            let client = try TestClient(address)
            let content = String(decoding: String(repeating: next, count: 2000).utf8.prefix(65_536), as: UTF8.self)
            try client.send(post("/echo", "Content-Length: 65536\r\n", method: method) + content + next)
            let response = try client.response(toHead: method == "HEAD")
            #expect(response.status == ["GET": 200, "HEAD": 200, "QUERY": 501][method] ?? 405)
            #expect(response["Connection"] == nil)
            #expect(try client.response().text == "/echo/next")

            let half = String(repeating: "x", count: 0x8000)
            let chunk = "8000\r\n\(half)\r\n"
            try client.send(
                post("/echo", "Transfer-Encoding: chunked\r\n", method: method) + chunk + chunk + "0\r\n\r\n" + next)
            #expect(try client.response(toHead: method == "HEAD").status == response.status)
            #expect(try client.response().text == "/echo/next")
        }
    }

    @Test("Content beyond the bound is refused", arguments: ["length", "huge length", "chunks", "huge chunk"])
    func tooLarge(kind: String) throws {
        let application = TestApplication()
        try withServer(application) { address in
            let client = try TestClient(address)
            let chunk = "8000\r\n\(String(repeating: "x", count: 0x8000))\r\n"
            switch kind {
            case "length": try client.send(post("/echo", "Content-Length: 65537\r\n"))
            case "huge length": try client.send(post("/echo", "Content-Length: 9223372036854775807\r\n"))
            case "chunks":
                try client.send(post("/echo", "Transfer-Encoding: chunked\r\n") + chunk + chunk + "1\r\nx\r\n")
            default:
                try client.send(post("/echo", "Transfer-Encoding: chunked\r\n") + "7fffffffffffffff\r\n")
                try client.send(String(repeating: "x", count: 65_537))
            }
            try client.send("0\r\n\r\n" + next)
            let response = try client.response()
            #expect(response.status == 413)
            #expect(response.saysClose)
            try client.expectEnd()
            #expect(!application.targets.contains("/echo/next"))
        }
    }

    @Test("An answer to a request with content waits for the content")
    func order() throws {
        try withServer { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send(post("/echo/a", "Content-Length: 6\r\n") + "abc")
            try fence.wait()
            #expect(!client.isReadable(within: 0))
            try client.send("def" + next)
            #expect(try client.response().text == "/echo/a")
            #expect(try client.response().text == "/echo/next")
        }
    }

    @Test("A connection that waits after content counts as idle, not as a message that stays away")
    func idleAfterContent() throws {
        try withServer(
            limits: .with {
                $0.contentTime = 0.1
                $0.idle = 0.4
            }
        ) { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send(post("/echo/a", "Content-Length: 6\r\n") + "abc")
            try fence.wait()
            try client.send("def")
            #expect(try client.response().text == "/echo/a")
            try client.expectEnd()
        }
    }

    @Test("A client may end after content whose answer it has")
    func endAfterContent() throws {
        try withServer { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send(post("/echo/a", "Content-Length: 6\r\n") + "abc")
            try fence.wait()
            try client.send("def")
            #expect(try client.response().text == "/echo/a")
            client.shutdownSending()
            try client.expectEnd()
        }
    }
}
