import HTTP
import HTTPServer
import Testing

/// Over plain connections and TLS alike.
@Suite("Streamed answers")
struct StreamTests {
    /// A server of one loop and a client of it.
    static func withClient(
        secured: Bool, limits: Limits = Limits(), receiveBuffer: Int32? = nil,
        _ body: (TestClient, TestStreams, Server.Address) throws -> Void
    ) throws {
        let application = TestApplication()
        try withServer(application, limits: limits, security: secured ? .shared() : nil) { address in
            let client = try TestClient(
                address, receiveBuffer: receiveBuffer, secured: secured ? TestSession.Options() : nil)
            try body(client, application.streams, address)
        }
    }

    @Test(
        "A stream comes whole in chunks, and the connection is kept",
        arguments: [0, 1, 15, 16, 65_535, 65_536, 65_537, 1_000_000], [false, true])
    func chunked(size: Int, secured: Bool) throws {
        try Self.withClient(secured: secured) { client, streams, _ in
            for _ in 0..<2 {
                let response = try client.get("/stream/finite/\(size)")
                #expect(response["Transfer-Encoding"] == "chunked")
                #expect(response["Content-Length"] == nil)
                #expect(response["Connection"] == nil)
                #expect(response["Date"] != nil)
                #expect(response.content == TestApplication.largeContent(size))
            }
            #expect(try client.get("/echo").text == "/echo")
            #expect(streams.begun == 2)
            #expect(streams.isReleased() && streams.isReleased())
        }
    }

    @Test(
        "A client of HTTP/1.0 gets a stream up to the end of the connection, whether or not it would keep it",
        arguments: ["", "Connection: keep-alive\r\n"], [false, true])
    func closeDelimited(fields: String, secured: Bool) throws {
        try Self.withClient(secured: secured) { client, _, _ in
            try client.send("GET /stream/finite/300000 HTTP/1.0\r\n\(fields)\r\n")
            let response = try client.response()
            #expect(response["Transfer-Encoding"] == nil)
            #expect(response["Content-Length"] == nil)
            #expect(response.saysClose)
            #expect(response.content == TestApplication.largeContent(300_000))
            try client.expectEnd()
        }
    }

    @Test("A stream of known length goes without chunks, and keeps a connection of either version")
    func declared() throws {
        try Self.withClient(secured: false) { client, _, _ in
            for version in ["1.0", "1.1"] {
                try client.send(
                    "GET /stream/finite/300000?length HTTP/\(version)\r\nHost: a\r\nConnection: keep-alive\r\n\r\n")
                let response = try client.response()
                #expect(response["Transfer-Encoding"] == nil)
                #expect(response["Content-Length"] == "300000")
                #expect(!response.saysClose)
                #expect(response.content == TestApplication.largeContent(300_000))
            }
        }
    }

    @Test(
        "HEAD has the fields of GET and begins no stream", arguments: ["1.0", "1.1"],
        ["/stream/finite/9", "/stream/finite/9?length", "/stream/events?gzip"])
    func head(version: String, target: String) throws {
        let application = TestApplication()
        try withServer(application) { address in
            func fields(_ method: String) throws -> [String] {
                let client = try TestClient(address)
                try client.send(
                    "\(method) \(target) HTTP/\(version)\r\nHost: a\r\nAccept-Encoding: gzip\r\nX-Request-Id: 1\r\n\r\n"
                )
                let response = try client.head()
                if method == "HEAD" {
                    client.shutdownSending()
                    try client.expectEnd()
                }
                return response.fields.filter { $0.name != "Date" }.map { "\($0.name): \($0.value)" }
            }
            let head = try fields("HEAD")
            #expect(application.streams.begun == 0)
            #expect(try fields("GET") == head)
            #expect(application.streams.begun == 1)
        }
    }

    @Test("A stream that the client has is not sent again, and the connection is kept", arguments: ["1.0", "1.1"])
    func notModified(version: String) throws {
        try Self.withClient(secured: false) { client, streams, _ in
            for _ in 0..<2 {
                try client.send(
                    "GET /stream/finite/9 HTTP/\(version)\r\nHost: a\r\nConnection: keep-alive\r\n"
                        + "If-None-Match: \"stream\"\r\n\r\n")
                let response = try client.response()
                #expect(response.status == 304)
                #expect(response["Transfer-Encoding"] == nil)
                #expect(!response.saysClose)
            }
            #expect(streams.begun == 0)
        }
    }

    @Test("A range of a stream is not to be had: it is sent whole")
    func range() throws {
        try Self.withClient(secured: false) { client, _, _ in
            let response = try client.get("/stream/finite/100", "Range: bytes=0-9")
            #expect(response.status == 200)
            #expect(response["Accept-Ranges"] == nil)
            #expect(response.content.count == 100)
        }
    }

    @Test("A stream that fails ends the connection without the last chunk", arguments: [0, 200_000], [false, true])
    func failure(size: Int, secured: Bool) throws {
        try Self.withClient(secured: secured) { client, streams, _ in
            try client.send(
                "GET /stream/failing/\(size) HTTP/1.1\r\nHost: a\r\n\r\nGET /echo HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.head().status == 200)
            var content: [UInt8] = []
            #expect(throws: TestClientError.self) { while let chunk = try client.chunk() { content += chunk } }
            #expect(content.elementsEqual(TestApplication.largeContent(content.count)))
            #expect(streams.isReleased())
        }
    }

    @Test(
        "A stream that does not keep to its declared length ends the connection before it is reached or passed",
        arguments: ["short", "long"])
    func wrongLength(_ kind: String) throws {
        try Self.withClient(secured: false) { client, _, _ in
            try client.send("GET /stream/\(kind)/200000 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(throws: TestClientError.self) { try client.response() }
        }
    }

    @Test("Where only the end of the connection ends a stream, one that fails is reset", arguments: [false, true])
    func reset(secured: Bool) throws {
        try Self.withClient(secured: secured) { client, streams, _ in
            try client.send(
                "GET /echo HTTP/1.1\r\nHost: a\r\n\r\nGET /stream/failing/100000 HTTP/1.0\r\n\r\n")
            #expect(throws: TestClientError.self) {
                _ = try client.response()
                _ = try client.response()
            }
            #expect(streams.isReleased())
        }
    }

    @Test(
        "Requests behind streams wait for their end and are answered in order", arguments: [3, 60, 2000], [false, true])
    func pipelined(count: Int, secured: Bool) throws {
        try Self.withClient(secured: secured) { client, _, _ in
            let size = count > 100 ? 50 : 150_000
            for part in 0..<count / 3 {
                try client.send(
                    "GET /stream/finite/\(size + part) HTTP/1.1\r\nHost: a\r\n\r\n"
                        + "GET /stream/finite/\(part)?length HTTP/1.1\r\nHost: a\r\n\r\n"
                        + "GET /echo/\(part) HTTP/1.1\r\nHost: a\r\n\r\n")
                guard count <= 100 else { continue }
                #expect(try client.response().content == TestApplication.largeContent(size + part))
                #expect(try client.response().content == TestApplication.largeContent(part))
                #expect(try client.response().text == "/echo/\(part)")
            }
            guard count > 100 else { return }
            for part in 0..<count / 3 {
                #expect(try client.response().content.count == size + part)
                #expect(try client.response().content.count == part)
                #expect(try client.response().text == "/echo/\(part)")
            }
        }
    }

    @Test("A stream waits for the content of its request")
    func requestContent() throws {
        try Self.withClient(secured: false) { client, streams, address in
            try client.send("GET /stream/finite/100 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab")
            try Fence(address).wait()
            #expect(streams.begun == 0)
            try client.send("c")
            #expect(try client.response().content == TestApplication.largeContent(100))
        }
    }

    @Test("A client that half-closes gets the whole stream, and what it asked for behind", arguments: [false, true])
    func halfClose(secured: Bool) throws {
        try Self.withClient(secured: secured, receiveBuffer: 16_384) { client, _, _ in
            try client.send(
                "GET /stream/finite/5000000 HTTP/1.1\r\nHost: a\r\n\r\nGET /echo/behind HTTP/1.1\r\nHost: a\r\n\r\n")
            client.shutdownSending()
            #expect(try client.response().content == TestApplication.largeContent(5_000_000))
            #expect(try client.response().text == "/echo/behind")
            try client.expectEnd()
        }
    }

    @Test("Who asks for the end of the connection gets the stream before it")
    func close() throws {
        try Self.withClient(secured: false) { client, _, _ in
            let response = try client.get("/stream/finite/200000", "Connection: close")
            #expect(response.saysClose)
            #expect(response["Transfer-Encoding"] == "chunked")
            #expect(response.content == TestApplication.largeContent(200_000))
            try client.expectEnd()
        }
    }
}
