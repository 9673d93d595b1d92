import HTTPServer
import Testing

@Suite("Deadlines on live connections")
struct DeadlineTests {
    /// Seconds that `body` takes.
    private func seconds(_ body: () throws -> Void) rethrows -> Double {
        let duration = try ContinuousClock().measure(body)
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    @Test("A connection on which nothing comes is closed silently, and not early")
    func firstOctet() throws {
        try withServer(limits: .with { $0.firstOctet = 0.3 }) { address in
            let client = try TestClient(address)
            let time = try seconds { try client.expectEnd() }
            #expect(0.29...5 ~= time)
        }
    }

    @Test("An idle connection is closed silently, and not early")
    func idle() throws {
        try withServer(limits: .with { $0.idle = 0.3 }) { address in
            let client = try TestClient(address)
            #expect(try client.get("/echo").status == 200)
            let time = try seconds { try client.expectEnd() }
            #expect(0.29...5 ~= time)
        }
    }

    @Test(
        "An empty line is no message: behind an answer, or before a request, it is not answered and moves no deadline")
    func emptyLine() throws {
        let limits = Limits.with {
            $0.idle = 0.3
            $0.firstOctet = 0.3
            $0.headTime = 60
        }
        try withServer(limits: limits) { address in
            for asks in [false, true] {
                let client = try TestClient(address)
                if asks { #expect(try client.get("/echo").status == 200) }
                let time = try seconds {
                    try client.send("\r\n\r")
                    try client.expectEnd()
                }
                #expect(0.2...5 ~= time)
            }
        }
    }

    @Test("A request that trickles in behind an empty line has the deadline of a head")
    func behindEmptyLine() throws {
        try withServer(limits: .with { $0.headTime = 0.2 }) { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            try client.send("\r\n")
            try fence.wait()
            try client.send("G")
            #expect(try client.response().status == 408)
        }
    }

    @Test("What is said of a HEAD request that stays away has no content", arguments: ["HEAD /echo HT", "\r\nHEAD "])
    func head(_ part: String) throws {
        try withServer(limits: .with { $0.headTime = 0.1 }) { address in
            let client = try TestClient(address)
            try client.send(part)
            let response = try client.response(toHead: true)
            #expect(response.status == 408)
            #expect(response["Content-Length"].flatMap(Int.init) ?? 0 > 0)
            try client.expectEnd()
        }
    }

    @Test(
        "A message that stays away is answered with 408",
        arguments: [
            "G", "\r\nG", "GET / HTTP/1.1\r\nHost: a\r\n", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcd",
            "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabc",
        ],
        ["", "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n"])
    func message(_ part: String, before: String) throws {
        try withServer(
            limits: .with {
                $0.headTime = 0.2
                $0.contentTime = 0.2
            }
        ) { address in
            let client = try TestClient(address)
            let time = try seconds {
                try client.send(before + part)
                if !before.isEmpty { _ = try client.response() }
                let response = try client.response()
                #expect(response.status == 408)
                #expect(response.saysClose)
            }
            #expect(0.19...5 ~= time)
            try client.expectEnd()
        }
    }

    @Test(
        "Octets that trickle in move no deadline",
        arguments: ["GET / HTTP/1.1\r\nHost: a\r\nX: ", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n"])
    func trickle(_ start: String) throws {
        try withServer(
            limits: .with {
                $0.headTime = 0.3
                $0.contentTime = 0.3
            }
        ) { address in
            let client = try TestClient(address)
            try client.send(start)
            let time = try seconds {
                for _ in 0..<1000 where !client.isReadable(within: 10) { try client.send("x") }
                let response = try client.response()
                #expect(response.status == 408)
            }
            #expect(0.29...3 ~= time)
        }
    }

    /// With room for one connection only, a second client is served once the first has been closed.
    @Test("A client that does not take its answer is closed")
    func writeStall() throws {
        try withServer(
            limits: .with {
                $0.writeStall = 0.2
                $0.connections = 1
            }
        ) { address in
            let stalled = try TestClient(address, receiveBuffer: 16_384)
            try stalled.send("GET /large/16000000 HTTP/1.1\r\nHost: a\r\n\r\n")
            try stalled.await(octets: 1)
            #expect(try TestClient(address).get("/echo").status == 200)
        }
    }

    @Test("A client that never closes is closed a while after the last answer, whatever it goes on sending")
    func linger() throws {
        try withServer(
            limits: .with {
                $0.linger = 0.3
                $0.connections = 1
            }
        ) { address in
            let lingering = try TestClient(address)
            #expect(try lingering.get("/echo", "Connection: close").saysClose)
            try lingering.expectEnd()
            let client = try TestClient(address)
            try client.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n")
            for _ in 0..<1000 where !client.isReadable(within: 10) { try? lingering.send("more") }
            #expect(try client.response().status == 200)
        }
    }
}
