import HTTP
import HTTPServer
import Testing

@Suite("Content that is wanted")
struct WantedContentTests {
    static let next = "GET /echo/next HTTP/1.1\r\nHost: a\r\n\r\n"

    static func post(_ path: String, _ fields: String, _ content: [UInt8] = [], version: String = "1.1") -> [UInt8] {
        Array("POST /content/\(path) HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n".utf8) + content
    }

    static func message(_ path: String, _ content: String) -> String {
        "POST /content/\(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(content.utf8.count)\r\n\r\n\(content)"
    }

    static func chunks(_ content: [UInt8], of size: Int) -> [UInt8] {
        let parts = stride(from: 0, to: content.count, by: size).map { content[$0..<min(content.count, $0 + size)] }
        return parts.flatMap { Array("\(String($0.count, radix: 16));x=y\r\n".utf8) + $0 + Array("\r\n".utf8) }
            + Array("0\r\nA: b\r\n\r\n".utf8)
    }

    /// A client of a server with one loop, and its application.
    static func withClient(
        secured: Bool = false, limits: Limits = Limits(),
        _ body: (TestClient, TestApplication, Server.Address) throws -> Void
    ) throws {
        let application = TestApplication()
        try withServer(application, limits: limits, security: secured ? .shared() : nil) { address in
            let client = try TestClient(address, secured: secured ? TestSession.Options() : nil)
            try body(client, application, address)
        }
    }

    @Test(
        "It is handed over whole, whatever its framing, and answered from any thread, at once or as a stream",
        arguments: [0, 1, 3, 65_536, 100_000], [false, true])
    func whole(size: Int, secured: Bool) throws {
        try Self.withClient(secured: secured) { client, _, _ in
            let content = TestApplication.largeContent(size)
            for path in ["now", "thread", "stream"] {
                try client.send(Self.post(path, "Content-Length: \(size)\r\n", content) + Array(Self.next.utf8))
                #expect(try client.response().content == content)
                #expect(try client.response().text == "/echo/next")
                let chunks = Self.chunks(content, of: 999)
                try client.send(Self.post(path, "Transfer-Encoding: chunked\r\n", chunks) + Array(Self.next.utf8))
                #expect(try client.response().content == content)
                #expect(try client.response().text == "/echo/next")
            }
        }
    }

    @Test("A request without content has content of no octets")
    func none() throws {
        try Self.withClient { client, _, _ in
            try client.send(Self.post("now", "") + Array(Self.next.utf8))
            #expect(try client.response().content.isEmpty)
            #expect(try client.response().text == "/echo/next")
        }
    }

    @Test("It may come in pieces of any size", arguments: [1, 2, 7, 60])
    func pieces(size: Int) throws {
        try Self.withClient { client, _, address in
            let fence = try Fence(address)
            let content = TestApplication.largeContent(40)
            let octets =
                Self.post("now", "Content-Length: 40\r\n", content)
                + Self.post("thread", "Transfer-Encoding: chunked\r\n", Self.chunks(content, of: 9))
                + Array(Self.next.utf8)
            for start in stride(from: 0, to: octets.count, by: size) {
                try client.send(Array(octets[start..<min(octets.count, start + size)]))
                try fence.wait()
            }
            #expect(try client.response().content == content)
            #expect(try client.response().content == content)
            #expect(try client.response().text == "/echo/next")
        }
    }

    @Test(
        "A client that waits for 100 gets it, then the answer",
        arguments: ["Content-Length: 4\r\n", "Transfer-Encoding: chunked\r\n"])
    func expectation(framing: String) throws {
        try Self.withClient { client, _, _ in
            try client.send(Self.post("thread", "Expect: 100-continue\r\n\(framing)"))
            #expect(try client.response().status == 100)
            try client.send((framing.hasPrefix("C") ? "abcd" : "4\r\nabcd\r\n0\r\n\r\n") + Self.next)
            #expect(try client.response().text == "abcd")
            #expect(try client.response().text == "/echo/next")
        }
    }

    @Test(
        "What is wrong with the head is said before any content is sent, and no 100 comes",
        arguments: [
            ("refused", "Content-Length: 40", 415), ("refused", "Content-Length: 4000000", 415),
            ("refused", "Transfer-Encoding: chunked", 415), ("now", "Content-Length: 100001", 413),
        ])
    func expectationRefused(path: String, framing: String, status: Int) throws {
        try Self.withClient { client, application, _ in
            try client.send(Self.post(path, "Expect: 100-continue\r\n\(framing)\r\n"))
            let response = try client.response()
            #expect(response.status == status)
            #expect(response.saysClose)
            try client.send(Self.next)
            try client.expectEnd()
            #expect(!application.targets.contains("/echo/next"))
        }
    }

    @Test("HTTP/1.0 knows no 100")
    func oldVersion() throws {
        try Self.withClient { client, _, address in
            try client.send(Self.post("now", "Expect: 100-continue\r\nContent-Length: 2\r\n", version: "1.0"))
            try Fence(address).wait()
            #expect(!client.isReadable(within: 0))
            try client.send("ab")
            let response = try client.response()
            #expect(response.text == "ab")
            #expect(response.saysClose)
            try client.expectEnd()
        }
    }

    @Test(
        "Beyond its bound it is refused: at once where it is declared, else when it is passed",
        arguments: [false, true])
    func tooLarge(isDeclared: Bool) throws {
        try Self.withClient { client, application, _ in
            if isDeclared {
                try client.send(Self.post("now", "Content-Length: 100001\r\n"))
            } else {
                let chunks = Self.chunks(TestApplication.largeContent(100_000), of: 50_000).dropLast(11)
                try client.send(Self.post("now", "Transfer-Encoding: chunked\r\n", chunks + Array("1\r\nx".utf8)))
            }
            let response = try client.response()
            #expect(response.status == 413)
            #expect(response.saysClose)
            try client.send("\r\n0\r\n\r\n" + Self.next)
            try client.expectEnd()
            #expect(!application.targets.contains("/echo/next"))
        }
    }

    @Test("A refusal by the head comes after short content, and in place of 413 for long content")
    func refused() throws {
        let content = TestApplication.largeContent(65_536)
        try Self.withClient { client, _, _ in
            try client.send(Self.post("refused", "Content-Length: 65536\r\n", content) + Array(Self.next.utf8))
            let response = try client.response()
            #expect(response.status == 415)
            #expect(!response.saysClose)
            #expect(try client.response().text == "/echo/next")
        }
        for fields in ["Content-Length: 65537\r\n", "Transfer-Encoding: chunked\r\n"] {
            try Self.withClient { client, _, _ in
                let chunks = Self.chunks(content + [0], of: 10_000)
                try client.send(Self.post("refused", fields, fields.hasPrefix("T") ? chunks : content))
                let response = try client.response()
                #expect(response.status == 415)
                #expect(response.saysClose)
                try client.expectEnd()
            }
        }
    }

    @Test("Other methods than the one that wants it drop it, as everywhere", arguments: ["GET", "PUT"])
    func otherMethods(method: String) throws {
        try Self.withClient { client, _, _ in
            try client.send("\(method) /content/now HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd" + Self.next)
            #expect(try client.response().status == (method == "GET" ? 404 : 405))
            #expect(try client.response().text == "/echo/next")
        }
    }

    @Test(
        "A fault in its framing is 400, and nothing is handed over",
        arguments: ["Transfer-Encoding: chunked\r\n\r\n3\r\nabcd", "Content-Length: 3, 4\r\n\r\nabc"])
    func fault(rest: String) throws {
        try Self.withClient { client, application, _ in
            try client.send("POST /content/later HTTP/1.1\r\nHost: a\r\n\(rest)")
            let response = try client.response()
            #expect(response.status == 400)
            #expect(response.saysClose)
            try client.expectEnd()
            #expect(application.desk.isIdle)
        }
    }

    @Test(
        "That which stays away, or trickles, is 408",
        arguments: ["Content-Length: 60000", "Transfer-Encoding: chunked"], [false, true])
    func slow(framing: String, trickles: Bool) throws {
        try Self.withClient(limits: .with { $0.contentTime = 0.3 }) { client, application, _ in
            try client.send(Self.post("later", framing + "\r\n"))
            if framing.hasPrefix("T") { try client.send("ea60\r\n") }
            for _ in 0..<1000 where trickles && !client.isReadable(within: 10) { try client.send("x") }
            let response = try client.response()
            #expect(response.status == 408)
            #expect(response.saysClose)
            #expect(application.desk.isIdle)
        }
    }

    @Test("Input that ends inside it is 400, and nothing is handed over")
    func incomplete() throws {
        try Self.withClient { client, application, _ in
            try client.send(Self.post("later", "Content-Length: 5\r\n", [1, 2, 3, 4]))
            client.shutdownSending()
            #expect(try client.response().status == 400)
            try client.expectEnd()
            #expect(application.desk.isIdle)
        }
    }
}
