import HTTP
import HTTPServer
import Testing

@Suite("The access log")
struct AccessLogTests {
    private func text(_ object: [String: any Sendable], _ name: String) -> String? { object[name] as? String }
    private func number(_ object: [String: any Sendable], _ name: String) -> Int? { object[name] as? Int }

    /// The lines of what is sent on one connection, which the server or the client ends.
    private func lines(of requests: String, limits: Limits = Limits()) throws -> [[String: any Sendable]] {
        let report = TestReport()
        try withReport(report, limits: limits) { address in
            let client = try TestClient(address)
            try client.send(requests)
            client.shutdownSending()
            _ = try client.rest()
        }
        return try report.objects()
    }

    @Test("A request gets one line that says who asked what, and what became of it")
    func request() throws {
        let report = TestReport()
        var identifier: String?
        var octets = 0
        try withReport(report) { address in
            let client = try TestClient(address)
            try client.send(
                "GET /echo?a=b HTTP/1.1\r\nHost: a\r\nUser-Agent: Probe/1.0 (test)\r\nReferer: http://b/\r\n"
                    + "Connection: close\r\n\r\n")
            let answer = try client.rest()
            octets = answer.count
            let head = String(decoding: answer, as: UTF8.self).split(separator: "\r\n")
            identifier = head.first { $0.hasPrefix("X-Request-Id: ") }.map { String($0.dropFirst(14)) }
        }
        let objects = try report.objects()
        try #require(objects.count == 1)
        let line = objects[0]
        let names = [
            "time", "level", "message", "id", "client", "method", "target", "version", "agent", "referer", "status",
            "octets", "microseconds",
        ]
        #expect(Set(line.keys) == Set(names))
        #expect(text(line, "time")?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        #expect(text(line, "level") == "info")
        #expect(text(line, "message") == "request")
        #expect(text(line, "id") == identifier)
        #expect(text(line, "client") == "127.0.0.1")
        #expect(text(line, "method") == "GET")
        #expect(text(line, "target") == "/echo?a=b")
        #expect(text(line, "version") == "1.1")
        #expect(text(line, "agent") == "Probe/1.0 (test)")
        #expect(text(line, "referer") == "http://b/")
        #expect(number(line, "status") == 200)
        #expect(number(line, "octets") == octets)
        #expect(try #require(number(line, "microseconds")) >= 0)
    }

    @Test(
        "The status is that of the answer, with which there is a line for each request",
        arguments: [
            ("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n", "GET", 200), ("HEAD /echo HTTP/1.0\r\n\r\n", "HEAD", 200),
            ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS", 204),
            ("GETX /a HTTP/1.1\r\nHost: a\r\n\r\n", "GETX", 501),
            ("GET /no HTTP/1.1\r\nHost: a\r\n\r\n", "GET", 404),
            ("GET /fixed HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"tag-1\"\r\n\r\n", "GET", 304),
            ("GET /fixed HTTP/1.1\r\nHost: a\r\nIf-Match: \"other\"\r\n\r\n", "GET", 412),
            ("GET /fixed?parts HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\n\r\n", "GET", 206),
            ("POST /content/now HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab", "POST", 200),
            ("POST /content/refused HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab", "POST", 415),
            ("PUT /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "PUT", 405),
        ])
    func statuses(request: String, method: String, status: Int) throws {
        let lines = try lines(of: request)
        try #require(lines.count == 1)
        #expect(number(lines[0], "status") == status)
        #expect(text(lines[0], "method") == method)
        #expect(lines[0]["complete"] == nil)
        #expect(lines[0]["fault"] == nil)
    }

    @Test("Requests sent at once have a line each, in their order, with the octets of their own answers")
    func pipeline() throws {
        let sizes = [1, 70_000, 5, 300_000, 3, 0, 2]
        let requests = sizes.map { "GET /large/\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
        let report = TestReport()
        var heads: [Int] = []
        let metrics = try withReport(report) { address in
            let client = try TestClient(address, receiveBuffer: 4096)
            try client.send(requests)
            for _ in sizes {
                let head = try client.response()
                heads.append(
                    "HTTP/1.1 200 OK\r\n\r\n".utf8.count
                        + head.fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 })
            }
        }
        let lines = try report.objects()
        #expect(lines.map { text($0, "target") } == sizes.map { "/large/\($0)" })
        #expect(lines.map { number($0, "octets") } == zip(sizes, heads).map { $0 + $1 })
        #expect(metrics.sent == sizes.reduce(0, +) + heads.reduce(0, +))
    }

    @Test("A stream has its line at its end, before that of the request behind it")
    func stream() throws {
        let report = TestReport()
        var count = 0
        try withReport(report) { address in
            let client = try TestClient(address)
            try client.send(
                "GET /echo/first HTTP/1.1\r\nHost: a\r\n\r\nGET /stream/finite/200000 HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "GET /echo/last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            count = try client.rest().count
        }
        let lines = try report.objects()
        #expect(lines.map { text($0, "target") } == ["/echo/first", "/stream/finite/200000", "/echo/last"])
        #expect(lines.compactMap { number($0, "octets") }.reduce(0, +) == count)
        #expect(try #require(number(lines[1], "octets")) > 200_000)
        #expect(lines.allSatisfy { $0["complete"] == nil })
    }

    @Test("A stream that fails is not complete", arguments: ["HTTP/1.1", "HTTP/1.0"])
    func failingStream(version: String) throws {
        let report = TestReport()
        try withReport(report) { address in
            let client = try TestClient(address)
            try client.send("GET /stream/failing/100000 \(version)\r\nHost: a\r\n\r\n")
            // On 1.0 a reset shows it, on 1.1 the chunk that is missing.
            _ = try? client.rest()
        }
        let lines = try report.objects()
        #expect(lines.count == 1)
        #expect(lines.first?["complete"] as? Bool == false)
        #expect(lines.first.flatMap { number($0, "status") } == 200)
    }

    @Test(
        "A message that is malformed has a line that says what is wrong, and no target",
        arguments: [
            ("GET / HTTP/1.1\r\n\r\n", "missingHost", 400), ("GET /a b HTTP/1.1\r\n\r\n", "malformedVersion", 400),
            ("\u{1}", "invalidMethod", 400), ("GET /", "incompleteMessage", 400),
            ("GET / HTTP/3.0\r\n\r\n", "unsupportedVersion", 505),
        ])
    func malformed(message: String, fault: String, status: Int) throws {
        let lines = try lines(of: message)
        try #require(lines.count == 1)
        #expect(text(lines[0], "fault") == fault)
        #expect(number(lines[0], "status") == status)
        #expect(lines[0]["target"] == nil)
        #expect(text(lines[0], "client") == "127.0.0.1")
    }

    @Test("What goes wrong with content is told with the request, in one line")
    func malformedContent() throws {
        let head = "POST /content/now HTTP/1.1\r\nHost: a\r\n"
        let lines = try lines(of: head + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\nx\r\n")
        try #require(lines.count == 1)
        #expect(text(lines[0], "target") == "/content/now")
        #expect(text(lines[0], "fault") == "invalidChunkSize")
        #expect(number(lines[0], "status") == 400)
        let large = try self.lines(of: head + "Content-Length: 100001\r\n\r\n")
        #expect(large.map { text($0, "fault") } == ["contentTooLarge"])
        #expect(large.map { number($0, "status") } == [413])
    }

    @Test("A client that goes before its answer has a line without a status")
    func gone() throws {
        let (report, application) = (TestReport(), TestApplication())
        let metrics = try withReport(report, application) { address in
            let client = try TestClient(address)
            try client.send("POST /content/later HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na")
            let visit = try #require(application.desk.next())
            client.reset()
            let fence = try Fence(address)
            while visit.responder.isAwaited { try fence.wait() }
        }
        let line = try #require(try report.objects().first { text($0, "target") == "/content/later" })
        #expect(line["status"] == nil)
        #expect(number(line, "octets") == 0)
        #expect(line["complete"] as? Bool == false)
        #expect(metrics.requests.contains { $0.key.status == 0 && $0.key.verb == .post && $0.value == 1 })
    }

    @Test("A client that takes only part of its answer has a line that tells how much the system took")
    func partlyTaken() throws {
        let report = TestReport()
        try withReport(report) { address in
            let client = try TestClient(address, receiveBuffer: 4096)
            try client.send("GET /large/16000000 HTTP/1.1\r\nHost: a\r\n\r\n")
            try client.await(octets: 1000)
            client.reset()
        }
        let lines = try report.objects()
        try #require(lines.count == 1)
        #expect(number(lines[0], "status") == 200)
        #expect(lines[0]["complete"] as? Bool == false)
        #expect(1000..<16_000_000 ~= (number(lines[0], "octets") ?? 0))
    }

    /// Octets that try to end a line, to close a text or to steer a terminal.
    static let attempts: [[UInt8]] = [
        Array("\"} {\"forged\":true".utf8), Array("\\\" \\n \\u0000".utf8), [0x9b, 0x33, 0x31, 0x6d], [0xff, 0xfe],
        [0xe2, 0x80, 0xa8], [0xc2, 0x85], Array("a=b status=200".utf8), Array("caf\u{e9}".utf8), [],
    ]

    @Test("What a client sends stays in its member, in JSON and in text", arguments: attempts)
    func injection(agent: [UInt8]) throws {
        for form in [LineForm.json, .text] {
            let report = TestReport()
            try withReport(report) {
                $0.form = form
            } _: { address in
                let client = try TestClient(address)
                try client.send(Array("GET /echo/%0a%22%1b[31m\" HTTP/1.1\r\nHost: a\r\nUser-Agent: ".utf8))
                try client.send(agent + Array("\r\nConnection: close\r\n\r\n".utf8))
                _ = try client.rest()
            }
            let octets = Array(report.text.utf8)
            #expect(octets.allSatisfy { 0x20..<0x7f ~= $0 || $0 == 0x0a })
            #expect(octets.count { $0 == 0x0a } == 1)
            guard form == .json else { continue }
            let line = try #require(try report.objects().first)
            #expect(text(line, "target") == "/echo/%0a%22%1b[31m\"")
            #expect(text(line, "agent") == String(String.UnicodeScalarView(agent.map { Unicode.Scalar($0) })))
            #expect(line["forged"] == nil)
        }
    }

    @Test("In text a line is time, level, message and name=value, quoted where it has to be")
    func textForm() throws {
        let report = TestReport()
        try withReport(report) {
            $0.form = .text
        } _: { address in
            let client = try TestClient(address)
            try client.send(
                "GET /echo?a=b HTTP/1.1\r\nHost: a\r\nX-Request-Id: 7\r\nUser-Agent: a \"b\"\r\nConnection: close\r\n\r\n"
            )
            _ = try client.rest()
        }
        let pattern =
            /\S+Z info request id=7 client=127\.0\.0\.1 method=GET target=\/echo\?a=b version=1\.1 agent="a \\"b\\"" status=200 octets=\d+ microseconds=\d+\n/
        #expect(report.text.wholeMatch(of: pattern) != nil, "\(report.text)")
    }

    @Test(
        "A share of requests is logged evenly; all with 500 and more, unless the share is 0", arguments: [0, 0.25, 1])
    func sampling(share: Double) throws {
        let report = TestReport()
        let metrics = try withReport(report, limits: .with { $0.contentMemory = 0 }) {
            $0.share = share
        } _: { address in
            let client = try TestClient(address)
            for number in 0..<200 { _ = try client.get("/echo/\(number)") }
            for _ in 0..<5 {
                let other = try TestClient(address)
                try other.send("POST /content/now HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na")
                #expect(try other.response().status == 503)
            }
        }
        let lines = try report.objects()
        let failures = lines.count { number($0, "status") == 503 }
        #expect(failures == (share == 0 ? 0 : 5))
        let others = lines.count - failures
        #expect(share == 0.25 ? 47...53 ~= others : others == Int(200 * share))
        #expect(metrics.requests.values.reduce(0, +) == 205)
    }

    @Test("A trusted proxy names the client, for the log and for limits; nobody else does", arguments: [true, false])
    func proxied(isTrusted: Bool) throws {
        let report = TestReport()
        let limits = Limits.with { ($0.requestsPerWindow, $0.rateWindow, $0.connectionsPerAddress) = (1, 3600, 1) }
        try withReport(report, limits: limits) {
            $0.trustedProxies = isTrusted ? [AddressBlock("127.0.0.0/8")].compactMap(\.self) : []
        } _: { address in
            let client = try TestClient(address)
            for (number, status) in [(1, 200), (2, isTrusted ? 200 : 429), (1, 429)] {
                #expect(try client.get("/echo", "X-Forwarded-For: 203.0.113.\(number)").status == status)
            }
            // A proxy brings the connections of many.
            let second = try TestClient(address)
            #expect(try second.get("/echo", "Forwarded: for=\"[2001:db8::1]\"").status == (isTrusted ? 200 : 503))
        }
        let clients = try report.objects().map { text($0, "client") }
        #expect(
            clients
                == (isTrusted
                    ? ["203.0.113.1", "203.0.113.2", "203.0.113.1", "2001:db8::1"]
                    : Array(repeating: "127.0.0.1", count: 3)))
    }

    @Test("Over TLS the version is told")
    func secure() throws {
        let report = TestReport()
        let metrics = try withReport(report, security: try Security.shared()) { address in
            let client = try TestClient(address, secured: TestSession.Options())
            _ = try client.get("/echo")
        }
        #expect(try report.objects().map { text($0, "tls") } == ["1.3"])
        #expect(metrics.handshakes[.new13] == 1)
        #expect(metrics.handshakes.values.reduce(0, +) == 1)
    }
}
