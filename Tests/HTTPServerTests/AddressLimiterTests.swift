import Testing

@testable import HTTPServer

@Suite("Limits for each address")
struct AddressLimiterTests {
    private func address(_ number: Int) throws -> ClientAddress {
        try #require(ClientAddress((0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }))
    }

    private func limiter(requests: Int = 0, window: Int = 60, connections: Int = 0) throws -> AddressLimiter {
        try #require(
            AddressLimiter(
                .with { limits in
                    limits.requestsPerWindow = requests
                    limits.rateWindow = window
                    limits.connectionsPerAddress = connections
                }))
    }

    @Test("Without a limit there is no limiter, and none for what is not limited")
    func off() throws {
        #expect(AddressLimiter(Limits()) == nil)
        #expect(try limiter(connections: 1).spend(from: address(1), at: 0) == nil)
        let limiter = try limiter(requests: 1)
        for _ in 0..<100 { #expect(try limiter.beginConnection(from: address(1), at: 0)) }
    }

    @Test("A bucket gives what it holds at once, then what is earned, and never more than it holds")
    func bucket() throws {
        // Ten in 20 seconds: one each two seconds.
        let (limiter, client) = (try limiter(requests: 10, window: 20), try address(1))
        func quota(_ isExceeded: Bool, _ remaining: Int, _ seconds: Int) -> AddressLimiter.Quota {
            AddressLimiter.Quota(
                requests: 10, window: 20, isExceeded: isExceeded, remaining: remaining, seconds: seconds)
        }
        func spend(_ seconds: Double) -> AddressLimiter.Quota? {
            limiter.spend(from: client, at: Int64(seconds * 1000))
        }
        for number in 0..<10 {
            #expect(spend(1000) == quota(false, 9 - number, 2))
        }
        #expect(spend(1000) == quota(true, 0, 2))
        #expect(spend(1001) == quota(true, 0, 1))
        #expect(spend(1001.9) == quota(true, 0, 1))
        #expect(spend(1002) == quota(false, 0, 2))
        #expect(spend(1002) == quota(true, 0, 2))
        #expect(spend(1009) == quota(false, 2, 1))
        for number in 0..<10 { #expect(spend(100_000)?.remaining == 9 - number) }
        #expect(spend(100_000)?.isExceeded == true)
    }

    @Test("Who comes again when told to is served", arguments: [(1, 1), (1, 60), (7, 3), (1000, 1), (999_983, 86_400)])
    func retry(requests: Int, window: Int) throws {
        let (limiter, client) = (try limiter(requests: requests, window: window), try address(1))
        var now: Int64 = 5_000
        for _ in 0..<requests { #expect(limiter.spend(from: client, at: now)?.isExceeded == false) }
        for _ in 0..<50 {
            let quota = try #require(limiter.spend(from: client, at: now))
            guard quota.isExceeded else { continue }
            now += Int64(quota.seconds) * 1000
            #expect(limiter.spend(from: client, at: now)?.isExceeded == false)
        }
    }

    @Test("Addresses do not share buckets")
    func apart() throws {
        let limiter = try limiter(requests: 1)
        for number in 0..<100 {
            #expect(limiter.spend(from: try address(number), at: 0)?.isExceeded == false)
            #expect(limiter.spend(from: try address(number), at: 0)?.isExceeded == true)
        }
    }

    @Test("An address has as many connections as it may, and another when one has ended")
    func connections() throws {
        let limiter = try limiter(requests: 5, connections: 2)
        let (one, other) = (try address(1), try address(2))
        #expect(limiter.beginConnection(from: one, at: 0))
        #expect(limiter.beginConnection(from: one, at: 0))
        #expect(!limiter.beginConnection(from: one, at: 0))
        #expect(limiter.beginConnection(from: other, at: 0))
        limiter.endConnection(from: one, at: 0)
        #expect(limiter.beginConnection(from: one, at: 0))
        #expect(!limiter.beginConnection(from: one, at: 0))
    }

    @Test("An address is forgotten with its last connection, unless it has spent something")
    func forgotten() throws {
        let limiter = try limiter(requests: 5, connections: 2)
        for number in 0..<100 { #expect(limiter.beginConnection(from: try address(number), at: 0)) }
        _ = limiter.spend(from: try address(7), at: 0)
        #expect(limiter.count == 100)
        for number in 0..<100 { limiter.endConnection(from: try address(number), at: 0) }
        #expect(limiter.count == 1)
        for _ in 0..<4 { #expect(limiter.spend(from: try address(7), at: 0)?.isExceeded == false) }
        #expect(limiter.spend(from: try address(7), at: 0)?.isExceeded == true)
    }

    @Test("More addresses than memory is meant for are forgotten, those with connections never")
    func bounded() throws {
        let limiter = try limiter(requests: 2, window: 86_400, connections: 1)
        let kept = try address(-1)
        #expect(limiter.beginConnection(from: kept, at: 0))
        for number in 0..<300_000 { _ = limiter.spend(from: try address(number), at: 0) }
        #expect(limiter.count <= 65_536)
        #expect(!limiter.beginConnection(from: kept, at: 0))
    }

    @Test("Addresses whose bucket is full again are forgotten before others")
    func fullFirst() throws {
        let limiter = try limiter(requests: 1, window: 10)
        for number in 0..<60_000 { _ = limiter.spend(from: try address(number), at: 0) }
        let late = try address(-2)
        #expect(limiter.spend(from: late, at: 9_000)?.isExceeded == false)
        for number in 0..<10_000 { _ = limiter.spend(from: try address(100_000 + number), at: 11_000) }
        #expect(limiter.count < 60_000)
        #expect(limiter.spend(from: late, at: 11_000)?.isExceeded == true)
    }

    @Test("An IPv6 address counts as its network, and one that maps an IPv4 address as that")
    func families() throws {
        let network: [UInt8] = [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 1]
        let one = try #require(ClientAddress(network + [0, 0, 0, 0, 0, 0, 0, 1]))
        #expect(one == ClientAddress(network + [9, 9, 9, 9, 9, 9, 9, 9]))
        #expect(one != ClientAddress([0x20, 1, 0x0d, 0xb8, 0, 0, 0, 2] + [0, 0, 0, 0, 0, 0, 0, 1]))
        let mapped = [UInt8](repeating: 0, count: 10) + [0xff, 0xff, 192, 0, 2, 1]
        #expect(ClientAddress(mapped) == ClientAddress([192, 0, 2, 1]))
        #expect(ClientAddress([192, 0, 2, 1]) != ClientAddress([192, 0, 2, 2]))
        let loopback = [UInt8](repeating: 0, count: 15) + [1]
        #expect(ClientAddress(loopback) != ClientAddress([0, 0, 0, 0]))
        #expect(ClientAddress([1, 2, 3]) == nil)
    }

    // MARK: On the wire

    @Test(
        "Every answer tells the quota, and the request beyond it gets 429 on a connection that goes on",
        arguments: ["127.0.0.1", "::1"])
    func rateOnTheWire(host: String) throws {
        let application = TestApplication()
        let limits = Limits.with {
            $0.requestsPerWindow = 3
            $0.rateWindow = 3600
        }
        try withServer(application, loops: 2, host: host, limits: limits) { address in
            let client = try TestClient(address)
            for (remaining, target) in zip([2, 1, 0], ["/fixed", "/fixed", "/missing"]) {
                let answer = try client.get(target)
                #expect(answer.status == (target == "/fixed" ? 200 : 404))
                #expect(answer["RateLimit-Policy"] == "\"address\";q=3;w=3600")
                #expect(answer["RateLimit"] == "\"address\";r=\(remaining);t=1200")
                #expect(answer["Retry-After"] == nil)
            }
            for client in [client, try TestClient(address)] {
                let answer = try client.get("/fixed", "If-None-Match: *")
                #expect(answer.status == 429)
                let after = try #require(answer["Retry-After"].flatMap { Int($0) })
                #expect(1100...1200 ~= after)
                #expect(answer["RateLimit"] == "\"address\";r=0;t=\(after)")
                #expect(answer["Connection"] == nil)
                #expect(answer["Date"] != nil)
            }
            try client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
            #expect(try client.response().status == 429)
            try client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response(toHead: true).status == 429)
            #expect(application.targets == ["/fixed", "/missing"])
        }
    }

    @Test("Without limits no answer speaks of a quota")
    func silent() throws {
        try withServer { address in
            let answer = try TestClient(address).get("/fixed")
            #expect(!answer.fields.contains { $0.name.hasPrefix("RateLimit") })
        }
    }

    @Test("A connection too many gets 503 and is closed, and its place is free again when another ends")
    func connectionsOnTheWire() throws {
        try withServer(loops: 2, limits: .with { $0.connectionsPerAddress = 2 }) { address in
            let clients = try (0..<2).map { _ in try TestClient(address) }
            for client in clients { #expect(try client.get("/echo").status == 200) }
            for _ in 0..<20 {
                let refused = try TestClient(address)
                let answer = try refused.response()
                #expect(answer.status == 503)
                #expect(answer["Retry-After"] == "1")
                #expect(answer.saysClose)
                try refused.expectEnd()
            }
            try clients[0].send("GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            _ = try clients[0].response()
            try clients[0].expectEnd()
            clients[0].close()
            // The server learns of the end in its own time: ask until it has.
            var status = 503
            for _ in 0..<1000 where status == 503 {
                let next = try TestClient(address)
                guard !next.isReadable(within: 5) else { continue }
                status = try next.get("/echo").status
            }
            #expect(status == 200)
            #expect(try clients[1].get("/echo").status == 200)
        }
    }
}
