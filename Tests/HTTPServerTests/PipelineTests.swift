import HTTPServer
import Testing

@Suite("Pipelined and divided requests")
struct PipelineTests {
    /// A request of every kind, and what must come back.
    struct Exchange {
        let request: String
        let status: Int
        var content: String?
        var isHead = false

        static func make(_ number: Int, scheme: String = "http") -> Exchange {
            let fields = "Host: a\r\nX-Request-Id: number-\(number)\r\n"
            return switch number % 9 {
            case 0:
                Exchange(
                    request: "GET /echo/\(number) HTTP/1.1\r\n\(fields)\r\n", status: 200, content: "/echo/\(number)")
            case 1: Exchange(request: "HEAD /echo/\(number) HTTP/1.1\r\n\(fields)\r\n", status: 200, isHead: true)
            case 2:
                Exchange(
                    request: "GET /missing/\(number) HTTP/1.1\r\n\(fields)\r\n", status: 404,
                    content: "nothing at /missing/\(number)")
            case 3:
                Exchange(
                    request:
                        "POST /echo HTTP/1.1\r\n\(fields)Content-Length: 28\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n..",
                    status: 405)
            case 4: Exchange(request: "OPTIONS * HTTP/1.1\r\n\(fields)\r\n", status: 204)
            case 5:
                Exchange(
                    request: "GET /echo/\(number) HTTP/1.1\r\n\(fields)Transfer-Encoding: chunked\r\n\r\n"
                        + "5;x=y\r\nGET /\r\n19\r\n smuggled HTTP/1.1\r\n\r\n...\r\n0\r\nHost: b\r\n\r\n",
                    status: 200, content: "/echo/\(number)")
            case 6:
                Exchange(
                    request: "GET /fixed HTTP/1.1\r\n\(fields)\r\n", status: 200, content: "/fixed as json, epoch 1"
                )
            case 7:
                Exchange(
                    request: "GET /fixed HTTP/1.1\r\n\(fields)If-None-Match: \"x\", \"tag-1\"\r\n\r\n", status: 304)
            default:
                Exchange(
                    request: "\r\nGET \(scheme)://a/echo/\(number) HTTP/1.0\r\n\(fields)Connection: keep-alive\r\n\r\n",
                    status: 200, content: "/echo/\(number)")
            }
        }
    }

    static func check(_ exchanges: [Exchange], _ client: TestClient) throws {
        for (number, exchange) in exchanges.enumerated() {
            let response = try client.response(toHead: exchange.isHead)
            #expect(response["X-Request-Id"] == "number-\(number)")
            #expect(response.status == exchange.status)
            if let content = exchange.content { #expect(response.text == content) }
        }
    }

    @Test("Mixed requests sent at once are answered whole and in order", arguments: [1, 2, 50, 300, 1000, 3000])
    func pipeline(count: Int) throws {
        let application = TestApplication()
        try withServer(application) { address in
            let client = try TestClient(address)
            let exchanges = (0..<count).map { Exchange.make($0) }
            try client.send(exchanges.map(\.request).joined())
            try Self.check(exchanges, client)
            client.shutdownSending()
            try client.expectEnd()
            #expect(!application.targets.contains("/smuggled"))
        }
    }

    @Test("Answers far larger than what a client takes at once come whole and in order")
    func largeAnswers() throws {
        try withServer { address in
            let client = try TestClient(address, receiveBuffer: 16_384)
            let sizes = (0..<60).map { 1000 * ($0 % 7) * ($0 % 11) * 5 }
            try client.send(sizes.map { "GET /large/\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            try Fence(address).wait()
            for size in sizes { #expect(try client.response().content == TestApplication.largeContent(size)) }
            #expect(try client.get("/echo").text == "/echo")
        }
    }

    @Test("Requests that arrive octet by octet are answered like whole ones")
    func octetByOctet() throws {
        try withServer { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            let exchanges = (0..<9).map { Exchange.make($0) }
            for octet in exchanges.map(\.request).joined().utf8 {
                try client.send([octet])
                try fence.wait()
            }
            try Self.check(exchanges, client)
        }
    }

    @Test("Requests may be divided anywhere", arguments: 0..<12)
    func divided(offset: Int) throws {
        try withServer { address in
            let fence = try Fence(address)
            let exchanges = (0..<9).map { Exchange.make($0) }
            let octets = Array(exchanges.map(\.request).joined().utf8)
            for place in stride(from: offset, to: octets.count, by: 12) {
                let client = try TestClient(address)
                try client.send(Array(octets[..<place]))
                try fence.wait()
                try client.send(Array(octets[place...]))
                try Self.check(exchanges, client)
            }
        }
    }

    @Test("Requests in pieces of any size are answered like whole ones", arguments: [3, 40, 100, 1000, 5000])
    func pieces(size: Int) throws {
        try withServer { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            let exchanges = (0..<100).map { Exchange.make($0) }
            let octets = Array(exchanges.map(\.request).joined().utf8)
            for start in stride(from: 0, to: octets.count, by: size) {
                try client.send(Array(octets[start..<min(octets.count, start + size)]))
                try fence.wait()
            }
            try Self.check(exchanges, client)
        }
    }

    @Test("A long head is taken in small pieces", arguments: [9, 700, 1024, 1500])
    func longHead(size: Int) throws {
        try withServer { address in
            let (client, fence) = (try TestClient(address), try Fence(address))
            let target = "/echo/" + String(repeating: "x", count: 5000)
            let octets = Array(
                "GET \(target) HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "y", count: 7000))\r\n\r\n".utf8)
            for start in stride(from: 0, to: octets.count, by: size) {
                try client.send(Array(octets[start..<min(octets.count, start + size)]))
                try fence.wait()
            }
            #expect(try client.response().text == target)
        }
    }

    @Test("Several loops share one port")
    func loops() throws {
        try withServer(loops: 3) { address in
            let clients = try (0..<30).map { _ in try TestClient(address) }
            for round in 0..<3 {
                for (number, client) in clients.enumerated() {
                    #expect(try client.get("/echo/\(round)/\(number)").text == "/echo/\(round)/\(number)")
                }
            }
        }
    }
}
