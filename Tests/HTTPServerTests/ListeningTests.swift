import Glibc
import HTTPServer
import Testing

@Suite("Listening")
struct ListeningTests {
    @Test("A port that is taken is an error that says so", arguments: ["127.0.0.1", "::1"])
    func taken(host: String) throws {
        guard host != "::1" || Self.hasIPv6 else { return }
        try withServer(host: host) { address throws in
            let error = #expect(throws: SystemError.self) {
                _ = try Server(host: host, port: address.port, application: TestApplication())
            }
            #expect(error?.isAddressInUse == true)
            #expect(error?.description == "bind \(address.authority): Address already in use")
            #expect(try TestClient(address).get("/echo").status == 200)
        }
    }

    @Test(
        "A host that is no address of this machine is an error that names it", arguments: ["192.0.2.1", "no such host"])
    func foreign(host: String) {
        let error = #expect(throws: SystemError.self) {
            _ = try Server(host: host, port: 0, application: TestApplication())
        }
        #expect(error?.isAddressInUse == false)
        #expect(error?.description.contains("\(host):0: ") == true)
    }

    @Test("IPv6 is served, and its address stands in brackets", .enabled(if: hasIPv6))
    func sixth() throws {
        try withServer(host: "::1") { address throws in
            #expect(address.authority == "[::1]:\(address.port)")
            #expect(try TestClient(address).get("/echo").text == "/echo")
        }
    }

    static let hasIPv6: Bool = {
        guard let server = try? Server(host: "::1", port: 0, loops: 1, application: TestApplication()) else {
            return false
        }
        return server.stop(within: 1)
    }()
}

/// Each in a process of its own, because every other test would miss the descriptors too.
@Suite("Without descriptors")
struct DescriptorTests {
    /// Lets descriptors be numbered below `count` only.
    private static func allow(_ count: Int32) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = min(rlim_t(count), limit.rlim_max)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// The number that the next descriptor will have.
    private static func nextDescriptor() -> Int32 {
        allow(1000)
        let next = dup(0)
        Glibc.close(next)
        return next
    }

    /// Seconds of processor time that this process has used.
    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test("A client that cannot be taken is told so, and later ones are served again")
    func turnedAway() async {
        await #expect(processExitsWith: .success) {
            try withServer { address throws in
                let first = try TestClient(address)
                try #require(try first.get("/echo").status == 200)
                var told = 0
                // Another thread of the process may hold or give back a descriptor at any moment: then this client is
                // taken or has to wait, and it is tried anew with the next.
                var others: [TestClient] = []
                while told < 50, others.count < 10 {
                    // Behind this answer the server is done with the client of the round before: it has closed it, and
                    // holds its reserve again, so that the count is right.
                    try #require(try first.get("/echo").status == 200)
                    // One for the client to come, none for the server's side of it.
                    Self.allow(Self.nextDescriptor() + 1)
                    let refused = try TestClient(address)
                    guard refused.isReadable(within: 500) else {
                        others.append(refused)
                        continue
                    }
                    // What arrived after the server had closed would reset the connection, and the answer with it.
                    for _ in 0..<3 {
                        try refused.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n")
                        try #require(try first.get("/echo").status == 200)
                    }
                    let response = try refused.response()
                    try #require(response.status == 503)
                    try #require(response.saysClose)
                    try #require(response["Date"] != nil)
                    try #require(response["X-Request-Id"] != nil)
                    try refused.expectEnd()
                    told += 1
                }
                try #require(told > 0)
                try #require(try first.get("/echo").status == 200)
                Self.allow(1000)
                try #require(try TestClient(address).get("/echo").status == 200)
            }
        }
    }

    @Test("Where not even that is possible, clients wait without keeping the loop busy, and are served in the end")
    func wait() async {
        await #expect(processExitsWith: .success) {
            let report = TestReport()
            let metrics = try withReport(report) { address throws in
                let client = try TestClient(address) { Self.allow(3) }
                try client.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n")
                let before = Self.processorTime()
                try #require(!client.isReadable(within: 500))
                try #require(Self.processorTime() - before < 0.2)
                Self.allow(1000)
                try #require(try client.response().status == 200)
                try #require(try TestClient(address).get("/echo").status == 200)
            }
            try #require(metrics.limits[.descriptors] ?? 0 > 0)
            try #require(report.warnings == [.descriptorsInUse])
        }
    }

    @Test("A server that cannot start all its loops starts none")
    func start() async {
        await #expect(processExitsWith: .success) {
            let first = try Server(host: "127.0.0.1", port: 0, loops: 1, application: TestApplication())
            let port = first.address.port
            try #require(first.stop(within: 1))
            Self.allow(Self.nextDescriptor() + 30)
            #expect(throws: SystemError.self) {
                _ = try Server(host: "127.0.0.1", port: port, loops: 50, application: TestApplication())
            }
            Self.allow(1000)
            let second = try Server(host: "127.0.0.1", port: port, loops: 2, application: TestApplication())
            try #require(try TestClient(second.address).get("/echo").status == 200)
            second.stop(within: 0)
        }
    }
}
