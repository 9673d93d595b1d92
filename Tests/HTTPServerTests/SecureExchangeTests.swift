import COpenSSL
import HTTPServer
import Testing

/// What is true of plain connections is true of TLS.
@Suite("Exchanges over TLS")
struct SecureExchangeTests {
    private let security: Security

    init() throws { security = try Security.shared() }

    private func withClient(
        _ application: TestApplication = TestApplication(),
        versions: ClosedRange<Int32> = TLS1_2_VERSION...TLS1_3_VERSION,
        receiveBuffer: Int32? = nil, _ body: (TestClient, Server.Address) throws -> Void
    ) throws {
        try withServer(application, security: security) { address in
            let client = try TestClient(
                address, receiveBuffer: receiveBuffer, secured: TestSession.Options(versions: versions))
            try body(client, address)
        }
    }

    private func exchanges(_ count: Int) -> [PipelineTests.Exchange] {
        (0..<count).map { PipelineTests.Exchange.make($0, scheme: "https") }
    }

    @Test("Both versions keep a connection for many requests", arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func keepAlive(version: Int32) throws {
        try withClient(versions: version...version) { client, _ in
            #expect(client.session?.version == (version == TLS1_2_VERSION ? "TLSv1.2" : "TLSv1.3"))
            for number in 0..<100 {
                let response = try client.get("/echo/\(number)")
                #expect(response.text == "/echo/\(number)")
            }
        }
    }

    @Test("Mixed requests sent at once are answered whole and in order", arguments: [1, 2, 50, 1000])
    func pipeline(count: Int) throws {
        try withClient { client, _ in
            let exchanges = self.exchanges(count)
            try client.send(exchanges.map(\.request).joined())
            try PipelineTests.check(exchanges, client)
        }
    }

    @Test(
        "Requests in a record each, all there at once, are all answered", arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func records(version: Int32) throws {
        try withClient(versions: version...version) { client, _ in
            let exchanges = self.exchanges(900)
            for exchange in exchanges { try client.send(exchange.request) }
            try PipelineTests.check(exchanges, client)
        }
    }

    @Test("Requests in records of any size are answered like whole ones", arguments: [1, 7, 100, 5000, 16_384, 60_000])
    func divided(size: Int) throws {
        try withClient { client, _ in
            let count = size < 100 ? 9 : 900
            let exchanges = self.exchanges(count)
            let octets = Array(exchanges.map(\.request).joined().utf8)
            for start in stride(from: 0, to: octets.count, by: size) {
                try client.send(Array(octets[start..<min(octets.count, start + size)]))
            }
            try PipelineTests.check(exchanges, client)
        }
    }

    @Test("A slow reader of large answers gets them whole while another client is served at once")
    func slowReader() throws {
        try withClient(receiveBuffer: 16_384) { slow, address in
            let other = try TestClient(address, secured: TestSession.Options())
            let request = "GET /large/4000000 HTTP/1.1\r\nHost: a\r\n\r\n"
            try slow.send(request + request + "GET /echo/behind HTTP/1.1\r\nHost: a\r\n\r\n")
            for part in 1...40 {
                try slow.await(octets: part * 100_000)
                #expect(try other.get("/echo/\(part)").text == "/echo/\(part)")
            }
            for _ in 0..<2 { #expect(try slow.response().content == TestApplication.largeContent(4_000_000)) }
            #expect(try slow.response().text == "/echo/behind")
            #expect(try slow.get("/echo").text == "/echo")
        }
    }

    @Test("Requests that wait in records behind a large answer are answered after it")
    func heldRecords() throws {
        try withClient(receiveBuffer: 16_384) { client, address in
            try client.send("GET /large/4000000 HTTP/1.1\r\nHost: a\r\n\r\n")
            for number in 0..<20 { try client.send("GET /echo/\(number) HTTP/1.1\r\nHost: a\r\n\r\n") }
            try Fence(address, secured: TestSession.Options()).wait()
            #expect(try client.response().content.count == 4_000_000)
            for number in 0..<20 { #expect(try client.response().text == "/echo/\(number)") }
        }
    }

    @Test("A client that has sent close_notify still gets every answer, and close_notify", arguments: [0, 5_000_000])
    func halfClose(size: Int) throws {
        try withClient(receiveBuffer: 16_384) { client, _ in
            try client.send(
                "GET /large/\(size) HTTP/1.1\r\nHost: a\r\n\r\nGET /echo/behind HTTP/1.1\r\nHost: a\r\n\r\n")
            client.shutdownSending()
            #expect(try client.response().content == TestApplication.largeContent(size))
            #expect(try client.response().text == "/echo/behind")
            try client.expectEnd()
        }
    }

    @Test("The end of TCP without close_notify is an end like any other")
    func truncated() throws {
        try withClient { client, _ in
            try client.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\nGET /echo/half HT")
            client.shutdownTransport()
            #expect(try client.response().text == "/echo")
            #expect(try client.response().status == 400)
            try client.expectEnd()
        }
    }

    @Test("Whatever ends a connection, close_notify comes first", arguments: ["close", "idle"])
    func closeNotify(_ reason: String) throws {
        try withServer(limits: .with { $0.idle = 0.1 }, security: security) { address in
            let client = try TestClient(address, secured: TestSession.Options())
            #expect(try client.get("/echo", "Connection: \(reason)").saysClose == (reason == "close"))
            // Throws without close_notify.
            try client.expectEnd()
        }
    }

    @Test("Keys may be changed between requests")
    func keyUpdate() throws {
        try withClient(versions: TLS1_3_VERSION...TLS1_3_VERSION) { client, _ in
            for number in 0..<5 {
                client.session?.updateKeys()
                let response = try client.get("/large/\(number * 40_000)")
                #expect(response.content == TestApplication.largeContent(number * 40_000))
            }
        }
    }

    @Test("Every answer over TLS asks for TLS in future, and none over a plain connection")
    func strictTransport() throws {
        try withClient { client, _ in
            for fields in ["", "If-None-Match: \"tag-1\"\r\n", "X y: z\r\n"] {
                try client.send("GET /fixed HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
                #expect(try client.response()["Strict-Transport-Security"] == "max-age=3600")
            }
            try client.expectEnd()
        }
        try withServer { address in
            let response = try TestClient(address).get("/fixed")
            #expect(response["Strict-Transport-Security"] == nil)
        }
    }

    @Test(
        "Clients that reset in the middle of anything leave nothing behind",
        arguments: [
            "", "GET / HT", "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n", "GET /large/4000000 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        ], [true, false])
    func vanish(_ request: String, isReset: Bool) throws {
        try withServer(limits: .with { $0.connections = 4 }, security: security) { address in
            for _ in 0..<20 {
                let client = try TestClient(address, receiveBuffer: 16_384, secured: TestSession.Options())
                try client.send(request)
                if isReset { client.reset() } else { client.close() }
            }
            #expect(try TestClient(address, secured: TestSession.Options()).get("/echo").text == "/echo")
        }
    }
}
