import HTTPServer
import Testing

@Suite("Many, slow and vanishing clients")
struct LoadTests {
    @Test("A slow reader of a large answer gets it whole while another client is served at once")
    func slowReader() throws {
        try withServer { address in
            let slow = try TestClient(address, receiveBuffer: 16_384)
            let other = try TestClient(address)
            try slow.send("GET /large/8000000 HTTP/1.1\r\nHost: a\r\n\r\n")
            for part in 1...80 {
                try slow.await(octets: part * 100_000)
                #expect(try other.get("/echo/\(part)").text == "/echo/\(part)")
            }
            #expect(try slow.response().content == TestApplication.largeContent(8_000_000))
            #expect(try slow.get("/echo").text == "/echo")
        }
    }

    @Test("A client that pipelines and does not read is not read from, and hurts nobody")
    func backPressure() throws {
        let application = TestApplication()
        try withServer(application) { address in
            let greedy = try TestClient(address, receiveBuffer: 16_384)
            let fence = try Fence(address)
            let requests = String(repeating: "GET /large/100000 HTTP/1.1\r\nHost: a\r\n\r\n", count: 1000)
            try greedy.send(requests)
            for _ in 0..<10 { try fence.wait() }
            // What the kernel buffers hold on both sides, and the bound on collected answers: far below 1000 answers.
            #expect(application.targets.count { $0.hasPrefix("/large") } < 300)
            for _ in 0..<1000 { #expect(try greedy.response().content.count == 100_000) }
        }
    }

    @Test(
        "Clients that reset in the middle of anything leave nothing behind",
        arguments: [
            "", "GET / HT", "GET /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc",
            "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n", "GET /large/4000000 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GARBAGE\r\n\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n",
            "GET /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc",
            String(repeating: "GET /large/400000 HTTP/1.1\r\nHost: a\r\n\r\n", count: 50),
        ], [true, false])
    func vanish(_ request: String, isReset: Bool) throws {
        try withServer(limits: .with { $0.connections = 4 }) { address in
            // With room for four, the fifth would wait for a deadline if one of the first were still held.
            for _ in 0..<40 {
                let client = try TestClient(address, receiveBuffer: 16_384)
                try client.send(request)
                if isReset { client.reset() } else { client.close() }
            }
            #expect(try TestClient(address).get("/echo").text == "/echo")
        }
    }

    @Test("Beyond the most connections clients wait, and are served when one has gone")
    func maximumConnections() throws {
        try withServer(limits: .with { $0.connections = 2 }) { address in
            let first = try TestClient(address)
            let second = try TestClient(address)
            #expect(try first.get("/echo").status == 200)
            #expect(try second.get("/echo").status == 200)
            let third = try TestClient(address)
            let fourth = try TestClient(address)
            try third.send("GET /echo/3 HTTP/1.1\r\nHost: a\r\n\r\n")
            try fourth.send("GET /echo/4 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try first.get("/echo").status == 200)
            #expect(!third.isReadable(within: 100))
            first.close()
            #expect(try third.response().text == "/echo/3")
            #expect(!fourth.isReadable(within: 0))
            #expect(try second.get("/echo").status == 200)
            third.close()
            #expect(try fourth.response().text == "/echo/4")
        }
    }

    @Test("300 idle, kept and half-sent connections keep nobody waiting")
    func idleConnections() throws {
        try withServer { address in
            let starts = [
                "", "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n", "GET /echo HT", "GET / HTTP/1.1\r\nContent-Length: 5\r\n",
            ]
            var clients: [TestClient] = []
            for number in 0..<300 {
                let client = try TestClient(address)
                try client.send(starts[number % 4])
                clients.append(client)
            }
            #expect(try TestClient(address).get("/echo/another").text == "/echo/another")
            for (number, client) in clients.enumerated() where number % 4 < 3 {
                switch number % 4 {
                case 0: try client.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n")
                case 2: try client.send("TP/1.1\r\nHost: a\r\n\r\n")
                default: break
                }
                #expect(try client.response().text == "/echo")
            }
        }
    }

    @Test("Slots of closed connections serve new ones, and nothing of the old shows")
    func reuse() throws {
        try withServer { address in
            let steady = try TestClient(address)
            for round in 0..<200 {
                let client = try TestClient(address)
                try client.send("GET /echo/\(round) HTTP/1.1\r\nHost: a\r\nX-Part: ")
                #expect(try steady.get("/echo/steady").text == "/echo/steady")
                if round % 3 == 0 {
                    client.reset()
                } else {
                    try client.send("\(round)\r\nConnection: close\r\n\r\n")
                    #expect(try client.response().text == "/echo/\(round)")
                    try client.expectEnd()
                }
            }
        }
    }
}
