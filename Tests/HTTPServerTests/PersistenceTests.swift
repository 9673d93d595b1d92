import HTTPServer
import Testing

/// Which connections stay open after an answer, and what the answer says about it (RFC 9112 §9.3, §9.6).
@Suite("Persistence")
struct PersistenceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let head: String
        /// What the answer's Connection field says.
        let connection: String?

        var keepsAlive: Bool { connection != "close" }
        var testDescription: String { name }
    }

    private static func current(_ name: String, _ fields: String, keeps: Bool) -> Case {
        Case(name: name, head: "HTTP/1.1\r\nHost: a\r\n\(fields)", connection: keeps ? nil : "close")
    }

    private static func old(_ name: String, _ fields: String, keeps: Bool) -> Case {
        Case(name: name, head: "HTTP/1.0\r\n\(fields)", connection: keeps ? "keep-alive" : "close")
    }

    static let cases = [
        current("1.1", "", keeps: true),
        current("1.1, keep-alive", "Connection: keep-alive\r\n", keeps: true),
        current("1.1, close", "Connection: close\r\n", keeps: false),
        current("1.1, close in capitals", "CONNECTION: CLOSE\r\n", keeps: false),
        current("1.1, close last in a list", "Connection: TE ,\tclose\r\n", keeps: false),
        current("1.1, close on a second line", "Connection: te\r\nConnection: close\r\n", keeps: false),
        current("1.1, close and keep-alive", "Connection: keep-alive, close\r\n", keeps: false),
        current("1.1, closed is not close", "Connection: closed, xclose\r\n", keeps: true),
        current("1.1, Proxy-Connection is not obeyed", "Proxy-Connection: close\r\n", keeps: true),
        current("1.1, upgrade is ignored", "Connection: upgrade\r\nUpgrade: h2c\r\n", keeps: true),
        old("1.0", "", keeps: false),
        old("1.0, keep-alive", "Connection: keep-alive\r\n", keeps: true),
        old("1.0, keep-alive in capitals, in a list", "Connection: te, KEEP-ALIVE\r\n", keeps: true),
        old("1.0, keep-alive and close", "Connection: keep-alive, close\r\n", keeps: false),
        old("1.0, with a length", "Connection: keep-alive\r\nContent-Length: 0\r\n", keeps: true),
    ]

    @Test(
        "The connection is kept or closed as both said", arguments: cases, ["GET /echo", "HEAD /echo", "GET /missing"])
    func persistence(_ row: Case, _ start: String) throws {
        let application = TestApplication()
        try withServer(application) { address in
            let client = try TestClient(address)
            try client.send("\(start) \(row.head)\r\nGET /echo/next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let response = try client.response(toHead: start.hasPrefix("HEAD"))
            #expect(response.version == "HTTP/1.1")
            #expect(response.status == (start.hasSuffix("missing") ? 404 : 200))
            #expect(response["Connection"] == row.connection)
            if row.keepsAlive {
                let next = try client.response()
                #expect(next.text == "/echo/next")
                #expect(next.saysClose)
            }
            try client.expectEnd()
            #expect(application.targets.contains("/echo/next") == row.keepsAlive)
        }
    }

    @Test("HEAD has the fields of GET and no content", arguments: ["/echo", "/fixed", "/missing"])
    func head(_ target: String) throws {
        try withServer { address in
            let client = try TestClient(address)
            let full = try client.get(target, "X-Request-Id: 1")
            try client.send("HEAD \(target) HTTP/1.1\r\nHost: a\r\nX-Request-Id: 1\r\n\r\n")
            let head = try client.response(toHead: true)
            #expect(head.content.isEmpty)
            #expect(head.status == full.status)
            #expect(
                head.fields.filter { $0.name != "Date" }.map(\.value)
                    == full.fields.filter { $0.name != "Date" }.map(\.value))
            #expect(try client.get("/echo/next").text == "/echo/next")
        }
    }

    @Test("OPTIONS of everything has no content and says what is allowed")
    func options() throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try client.response()
            #expect(response.status == 204)
            #expect(response["Allow"] == "GET, HEAD, OPTIONS")
            #expect(response["Content-Length"] == nil)
            #expect(try client.get("/echo").status == 200)
        }
    }

    @Test("A connection ends after as many requests as the limit allows, and the last answer says so")
    func requestLimit() throws {
        let application = TestApplication()
        try withServer(application, limits: .with { $0.requestsPerConnection = 3 }) { address in
            let client = try TestClient(address)
            try client.send((1...5).map { "GET /echo/\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            for number in 1...3 {
                let response = try client.response()
                #expect(response.text == "/echo/\(number)")
                #expect(response.saysClose == (number == 3))
            }
            try client.expectEnd()
            #expect(application.targets == ["/echo/1", "/echo/2", "/echo/3"])
        }
    }

    @Test("Every answer has a date, the server's name and a request identifier")
    func fields() throws {
        try withServer { address in
            let client = try TestClient(address)
            var made: Set<String> = []
            for target in ["/echo", "/missing", "/fixed", "/fixed"] {
                let response = try client.get(target)
                #expect(response["Date"]?.hasSuffix(" GMT") == true)
                #expect(response["Server"] == "entente")
                made.insert(try #require(response["X-Request-Id"]))
                #expect(try client.get(target, "X-Request-Id: my-\(target)")["X-Request-Id"] == "my-\(target)")
            }
            #expect(made.count == 4)
            try client.send("GARBAGE\r\n\r\n")
            let refusal = try client.response()
            #expect(refusal["Date"]?.hasSuffix(" GMT") == true)
            #expect(refusal["X-Request-Id"] != nil)
        }
    }

    @Test("A client that has ended its sending side still gets every answer")
    func halfClose() throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send((1...20).map { "GET /echo/\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            client.shutdownSending()
            for number in 1...20 { #expect(try client.response().text == "/echo/\(number)") }
            try client.expectEnd()
        }
    }

    @Test(
        "An empty line behind the last request is no message that is not whole",
        arguments: ["\r\n", "\r\n\r", "\r\n\r\n"])
    func halfCloseBehindEmptyLine(_ lines: String) throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" + lines)
            client.shutdownSending()
            #expect(try client.response().status == 405)
            try client.expectEnd()
        }
    }

    @Test("A client that has ended its sending side gets a large answer whole")
    func halfCloseLarge() throws {
        try withServer { address in
            let client = try TestClient(address, receiveBuffer: 16_384)
            let fence = try Fence(address)
            try client.send(
                "GET /large/5000000 HTTP/1.1\r\nHost: a\r\n\r\nGET /echo/behind HTTP/1.1\r\nHost: a\r\n\r\n")
            client.shutdownSending()
            try fence.wait()
            #expect(try client.response().content == TestApplication.largeContent(5_000_000))
            #expect(try client.response().text == "/echo/behind")
            try client.expectEnd()
        }
    }

    @Test("A client that has ended its sending side is told that its message is not whole, after the answers before it")
    func halfCloseInContent() throws {
        try withServer { address in
            let client = try TestClient(address)
            try client.send(
                "GET /echo/1 HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "GET /echo/2 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
            client.shutdownSending()
            #expect(try client.response().text == "/echo/1")
            #expect(try client.response().status == 100)
            let refusal = try client.response()
            #expect(refusal.status == 400)
            #expect(refusal.saysClose)
            try client.expectEnd()
        }
    }

    @Test(
        "The last answer reaches a client that goes on sending, and nothing of that is read as a request",
        arguments: [
            "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n", "GARBAGE\r\n\r\n",
            "GET /large/300000 HTTP/1.0\r\n\r\n",
        ])
    func lingering(_ request: String) throws {
        let application = TestApplication()
        try withServer(application, limits: .with { $0.linger = 60 }) { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send(request)
            // Octets that wait unread when a socket is closed make a reset of it, which may overtake the answer.
            for _ in 0..<10 {
                try client.send(String(repeating: "GET /behind HTTP/1.1\r\nHost: a\r\n\r\n", count: 10_000))
                try fence.wait()
            }
            #expect(try client.response().saysClose)
            try client.expectEnd()
            #expect(!application.targets.contains("/behind"))
        }
    }

    @Test("A client that ends after the last answer gives its place away at once", arguments: [true, false])
    func lingeringEnds(isReset: Bool) throws {
        try withServer(
            limits: .with {
                $0.linger = 3600
                $0.connections = 1
            }
        ) { address in
            for _ in 0..<3 {
                let client = try TestClient(address)
                #expect(try client.get("/echo", "Connection: close").saysClose)
                try client.expectEnd()
                if isReset { client.reset() } else { client.close() }
            }
        }
    }
}
