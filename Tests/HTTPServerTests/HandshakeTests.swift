import COpenSSL
import HTTPServer
import Testing

@Suite("Handshakes")
struct HandshakeTests {
    private let certificates: TestCertificates

    init() throws { certificates = try TestCertificates() }

    private func connect(_ address: Server.Address, _ options: TestSession.Options = .init()) throws -> TestClient {
        try TestClient(address, secured: options)
    }

    @Test("TLS 1.1 and older are refused")
    func oldVersions() throws {
        try withServer(security: .shared()) { address in
            #expect {
                try connect(address, TestSession.Options(versions: TLS1_VERSION...TLS1_1_VERSION))
            } throws: {
                String(describing: $0).contains("protocol version")
            }
        }
    }

    static let ciphers = [
        "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305",
    ]

    @Test("TLS 1.2 takes the cipher that the client likes best", arguments: ciphers)
    func cipherOrder(best: String) throws {
        try withServer(security: .shared()) { address in
            let all = ([best] + Self.ciphers.filter { $0 != best }).joined(separator: ":")
            let client = try connect(
                address, TestSession.Options(versions: TLS1_2_VERSION...TLS1_2_VERSION, ciphers: all))
            #expect(client.session?.cipher == best)
        }
    }

    @Test(
        "Ciphers without forward secrecy or authenticated encryption are refused",
        arguments: [
            "AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES128-SHA256", "DHE-RSA-AES128-GCM-SHA256",
        ])
    func weakCiphers(_ cipher: String) throws {
        try withServer(security: .shared()) { address in
            #expect {
                try connect(address, TestSession.Options(versions: TLS1_2_VERSION...TLS1_2_VERSION, ciphers: cipher))
            } throws: {
                String(describing: $0).contains("handshake failure")
            }
        }
    }

    @Test("Nobody renegotiates")
    func renegotiation() throws {
        try withServer(security: .shared()) { address in
            let client = try connect(address, TestSession.Options(versions: TLS1_2_VERSION...TLS1_2_VERSION))
            #expect(try client.get("/echo").status == 200)
            #expect(throws: TestClientError.self) { try client.session?.renegotiate() }
        }
    }

    @Test(
        "ALPN chooses http/1.1 wherever it stands, and http/1.0 where that is all",
        arguments: [
            (["http/1.1"], "http/1.1"), (["h2", "http/1.1"], "http/1.1"), (["http/1.1", "h2", "x"], "http/1.1"),
            (["http/1.0", "http/1.1"], "http/1.1"), (["http/1.0"], "http/1.0"), (["h2", "http/1.0"], "http/1.0"),
            ([], nil),
        ] as [([String], String?)])
    func protocols(offered: [String], chosen: String?) throws {
        try withServer(security: .shared()) { address in
            let client = try connect(address, TestSession.Options(protocols: offered))
            #expect(client.session?.negotiatedProtocol == chosen)
            #expect(try client.get("/echo").status == 200)
        }
    }

    @Test(
        "A client that speaks only other protocols is refused", arguments: [["h2"], ["http/0.9", "http/1", "ttp/1.1"]])
    func otherProtocols(offered: [String]) throws {
        try withServer(security: .shared()) { address in
            #expect {
                try connect(address, TestSession.Options(protocols: offered))
            } throws: {
                String(describing: $0).contains("no application protocol")
            }
        }
    }

    @Test(
        "The certificate is the one for the name that the client asks for",
        arguments: [
            ("a.test", "a.test"), ("b.test", "b.test"), ("also.b.test", "b.test"), ("www.c.test", "*.c.test"),
            ("own.c.test", "own.c.test"), ("B.TEST", "b.test"), ("c.test", "a.test"), ("x.www.c.test", "a.test"),
            ("unknown.test", "a.test"), (nil, "a.test"),
        ] as [(String?, String)])
    func serverName(asked: String?, served: String) throws {
        let pairs = [
            try certificates.make("a.test"), try certificates.make("b.test", "also.b.test"),
            try certificates.make("*.c.test", file: "wildcard"), try certificates.make("own.c.test"),
        ]
        try withServer(security: Security(SecurityOptions(pairs: pairs))) { address in
            for version in [TLS1_2_VERSION, TLS1_3_VERSION] {
                let options = TestSession.Options(
                    serverName: asked, protocols: ["h2", "http/1.1"], versions: version...version)
                let client = try connect(address, options)
                #expect(client.session?.peerName == served)
                #expect(client.session?.negotiatedProtocol == "http/1.1")
                #expect(try client.get("/echo").status == 200)
            }
        }
    }

    @Test("RSA keys serve, too", arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func rsa(version: Int32) throws {
        let pair = try certificates.make("a.test", algorithm: ["rsa:2048"])
        try withServer(security: Security(SecurityOptions(pairs: [pair]))) { address in
            let client = try connect(address, .init(versions: version...version))
            #expect(try client.get("/echo").status == 200)
        }
    }

    @Test(
        "With authorities for clients only a certificate that they signed is let in",
        arguments: [TLS1_2_VERSION, TLS1_3_VERSION], ["known", "foreign", "none"])
    func clientCertificates(version: Int32, kind: String) throws {
        let authority = try certificates.make("authority")
        var options = SecurityOptions(pairs: [try certificates.make("a.test"), try certificates.make("b.test")])
        options.clientAuthorities = authority.certificate
        var client = TestSession.Options(serverName: "b.test", versions: version...version)
        switch kind {
        case "known": client.certificate = try certificates.make("client", issuer: authority)
        case "foreign": client.certificate = try certificates.make("client")
        default: break
        }
        try withServer(security: Security(options)) { address in
            guard kind != "known" else {
                let response = try connect(address, client).get("/echo")
                return #expect(response.text == "/echo")
            }
            // In TLS 1.3 the client hears of it after its own part of the handshake.
            #expect {
                try connect(address, client).get("/echo")
            } throws: {
                let reason = String(describing: $0)
                return reason.contains(kind == "none" ? "certificate required" : "unknown ca")
                    || version == TLS1_2_VERSION && reason.contains("handshake failure")
            }
        }
    }

    @Test(
        "A plain request gets one clear 400 in plain text",
        arguments: ["GET / HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\nGET / ", "\r\n", "junk"])
    func plainText(_ request: String) throws {
        let application = TestApplication()
        try withServer(application, security: .shared()) { address in
            let client = try TestClient(address)
            try client.send(request)
            let response = try client.response()
            #expect(response.status == 400)
            #expect(response.text.contains("https"))
            #expect(response.saysClose)
            #expect(response["Strict-Transport-Security"] == nil)
            try client.expectEnd()
            #expect(application.targets.isEmpty)
        }
    }

    /// The start of a handshake record of 512 octets.
    private static let hello: [UInt8] = [22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3]

    @Test("A handshake that does not end in time is ended", arguments: [0, 1, 5, 11])
    func deadline(octets: Int) throws {
        try withServer(limits: .with { $0.handshake = 0.2 }, security: .shared()) { address in
            let client = try TestClient(address)
            let start = ContinuousClock.now
            try client.send(Array(Self.hello.prefix(octets)))
            try client.expectEnd()
            #expect(.milliseconds(190)...(.seconds(5)) ~= ContinuousClock.now - start)
        }
    }

    @Test("After the handshake the first octet has its own time")
    func firstOctet() throws {
        try withServer(
            limits: .with { ($0.handshake, $0.firstOctet) = (60, 0.2) }, security: .shared()
        ) { address in
            try connect(address).expectEnd()
        }
    }

    @Test("Handshakes that have only begun keep nobody waiting, and end with the server")
    func halfHandshakes() throws {
        let server = try Server(
            host: "127.0.0.1", port: 0, loops: 1, application: TestApplication(), security: .shared())
        let clients = try (0..<100).map { number in
            let client = try TestClient(server.address)
            try client.send(Array(Self.hello.prefix(number % 2 * 11)))
            return client
        }
        #expect(try connect(server.address).get("/echo").text == "/echo")
        #expect(!server.stop(within: 0.1))
        for (number, client) in clients.enumerated() where number % 2 == 0 { try client.expectEnd() }
    }

    @Test(
        "Handshake records without a handshake end the connection",
        arguments: [([22, 3, 1, 0, 4, 1, 2, 3, 4], 7), ([22, 9, 9, 0, 1, 0], 0)] as [([UInt8], Int)])
    func garbage(octets: [UInt8], alert: Int) throws {
        try withServer(security: .shared()) { address in
            let client = try TestClient(address)
            try client.send(octets)
            client.shutdownSending()
            if alert > 0 { try client.await(octets: alert) } else { try client.expectEnd() }
            #expect(try connect(address).get("/echo").status == 200)
        }
    }
}
