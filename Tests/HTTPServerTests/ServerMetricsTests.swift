import HTTP
import Testing

@testable import HTTPServer

@Suite("What a server counts")
struct ServerMetricsTests {
    private func metrics(of server: Server) -> ServerMetrics {
        var metrics = ServerMetrics()
        server.add(to: &metrics)
        return metrics
    }

    @Test("Requests are counted by method and status, once each, with their times and octets")
    func requests() throws {
        var sent = 0
        let requests =
            "GET /fixed HTTP/1.1\r\nHost: a\r\n\r\nGET /fixed HTTP/1.1\r\nHost: a\r\n\r\nHEAD /no HTTP/1.1\r\nHost: a\r\n\r\n"
            + "BREW /no HTTP/1.1\r\nHost: a\r\n\r\nGET /no HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        let metrics = try withReport(TestReport()) { address in
            let client = try TestClient(address)
            try client.send(requests)
            sent = try client.rest().count
        }
        func count(_ verb: ServerMetrics.Verb, _ status: Int) -> Int? {
            metrics.requests[ServerMetrics.Group(route: "none", verb: verb, status: status)]
        }
        #expect(count(.get, 200) == 2)
        #expect(count(.head, 404) == 1)
        #expect(count(.other, 501) == 1)
        #expect(count(.get, 404) == 1)
        #expect(metrics.requests.values.reduce(0, +) == 5)
        #expect(metrics.durations.keys.sorted() == ["none"])
        #expect(metrics.durations["none"]?.count == 5)
        #expect((metrics.cacheHits, metrics.cacheMisses) == (1, 3))
        #expect(metrics.received == requests.utf8.count)
        #expect(metrics.sent == sent)
        #expect(metrics.accepted == 1)
        #expect(metrics.connections.values.allSatisfy { $0 == 0 })
    }

    @Test("Open connections are counted where they stand, and no more once they are closed")
    func connections() throws {
        let application = TestApplication()
        let server = try Server(host: "127.0.0.1", port: 0, loops: 1, application: application)
        defer { server.stop(within: 0) }
        let fence = try Fence(server.address)
        let (new, reading, answering, idle) = (
            try TestClient(server.address), try TestClient(server.address), try TestClient(server.address),
            try TestClient(server.address)
        )
        try reading.send("GET / HT")
        try answering.send("POST /content/later HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
        _ = try idle.get("/echo")
        _ = try #require(application.desk.next())
        try fence.wait()
        try fence.wait()
        let open = metrics(of: server).connections.filter { $0.value > 0 }
        #expect(open == [.awaitingFirstOctet: 1, .readingHead: 1, .awaitingAnswer: 1, .idle: 2])
        for client in [new, reading, answering, idle] { client.reset() }
        var left = metrics(of: server).connections
        for _ in 0..<1000 where left.values.reduce(0, +) > 1 {
            try fence.wait()
            left = metrics(of: server).connections
        }
        #expect(left.filter { $0.value > 0 } == [.idle: 1])
    }

    @Test(
        "What is malformed is counted by its fault, and as a limit where one is behind it",
        arguments: [
            ("GET / HTTP/1.1\r\n\r\n", ProtocolError.Kind.missingHost, nil),
            ("GET /\(String(repeating: "a", count: 300)) HTTP/1.1\r\n\r\n", .targetTooLong, .target),
            ("GET / HTTP/1.1\r\n\(String(repeating: "a: b\r\n", count: 20))", .tooManyFieldLines, .fieldLines),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n", .contentTooLarge, .content),
        ] as [(String, ProtocolError.Kind, ServerMetrics.Limit?)])
    func malformed(message: String, kind: ProtocolError.Kind, limit: ServerMetrics.Limit?) throws {
        let limits = Limits.with { ($0.head.target, $0.head.fieldLines) = (256, 8) }
        let metrics = try withReport(TestReport(), limits: limits) { address in
            let client = try TestClient(address)
            try client.send(message)
            _ = try client.rest()
        }
        #expect(metrics.malformed.filter { $0.value > 0 } == [kind: 1])
        #expect(metrics.limits.filter { $0.value > 0 } == (limit.map { [$0: 1] } ?? [:]))
    }

    @Test("Limits of addresses, connections and requests are counted when they are reached, and a full house is told")
    func limits() throws {
        let report = TestReport()
        let limits = Limits.with {
            ($0.requestsPerWindow, $0.rateWindow) = (2, 3600)
            ($0.connections, $0.requestsPerConnection) = (1, 3)
        }
        let metrics = try withReport(report, limits: limits) { address in
            let client = try TestClient(address)
            for status in [200, 200, 429] { #expect(try client.get("/echo").status == status) }
            let second = try TestClient(address)
            #expect(try second.get("/echo").status == 429)
        }
        #expect(metrics.limits[.rate] == 2)
        #expect(metrics.limits[.requestsPerConnection] == 1)
        #expect((metrics.limits[.connections] ?? 0) >= 1)
        #expect(report.warnings == [.connectionsInUse])
    }

    @Test("A port for TLS counts how handshakes end")
    func handshakes() throws {
        let metrics = try withReport(TestReport(), security: try Security.shared()) { address in
            let client = try TestClient(address, secured: TestSession.Options())
            _ = try client.get("/echo")
            let plain = try TestClient(address)
            try plain.send("GET / HTTP/1.1\r\n\r\n")
            _ = try plain.rest()
            let broken = try TestClient(address)
            try broken.sendRaw([22, 3, 1, 0, 5, 1, 0, 0, 1, 0])
            _ = try broken.rest()
            let gone = try TestClient(address)
            _ = try client.get("/echo")
            gone.close()
            for _ in 0..<3 { _ = try client.get("/echo") }
        }
        #expect(metrics.handshakes[.new13] == 1)
        #expect(metrics.handshakes[.plainText] == 1)
        #expect(metrics.handshakes[.failed] == 1)
        #expect(metrics.handshakes[.abandoned] == 1)
        #expect(metrics.handshakes.values.reduce(0, +) == 4)
    }

    @Test("Every status that the server may send is told apart")
    func statuses() {
        let statuses: [Status] =
            ProtocolError.Kind.allCases.map(\.status) + [
                .ok, .noContent, .partialContent, .notModified, .temporaryRedirect, .permanentRedirect, .notFound,
                .methodNotAllowed, .notAcceptable, .gone, .preconditionFailed, .unsupportedMediaType,
                .rangeNotSatisfiable, .misdirectedRequest, .unprocessableContent, .tooManyRequests,
                .internalServerError, .accepted, .forbidden, .conflict,
            ]
        for status in statuses { #expect(ServerMetrics.statuses.contains(status.code), "\(status.code)") }
        #expect(ServerMetrics.statuses == ServerMetrics.statuses.sorted())
        let (counters, methods) = (LoopCounters(routes: ["a"]), [Method.get, .head, .options, .post, .put])
        for method in methods {
            for status in ServerMetrics.statuses {
                counters.count(route: 0, method: method, status: status, nanoseconds: 1)
            }
        }
        var metrics = ServerMetrics()
        counters.add(to: &metrics)
        #expect(metrics.requests.count == ServerMetrics.statuses.count * methods.count)
        #expect(metrics.requests.values.allSatisfy { $0 == 1 })
    }

    @Test(
        "A duration falls into the first bucket that holds it",
        arguments: [(0, 0), (100_000, 0), (100_001, 1), (1_000_000, 3), (10_000_000_000, 14), (10_000_000_001, 15)])
    func durations(nanoseconds: Int64, bucket: Int) {
        var durations = Durations()
        durations.add(nanoseconds: nanoseconds)
        #expect(durations.buckets.firstIndex(of: 1) == bucket)
        #expect(durations.count == 1)
        #expect(durations.nanoseconds == Int(nanoseconds))
    }
}
