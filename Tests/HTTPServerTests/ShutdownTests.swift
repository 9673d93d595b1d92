import Dispatch
import HTTP
import HTTPServer
import Synchronization
import Testing

/// A stop that runs while the test goes on; formed outside the test, whose thread waits for clients.
final class Stopping: Sendable {
    private let group = DispatchGroup()
    private let inTime = Mutex<Bool?>(nil)

    init(_ server: Server, within seconds: Double) {
        DispatchQueue.global().async(group: group) {
            let result = server.stop(within: seconds)
            self.inTime.withLock { $0 = result }
        }
    }

    /// What `stop` returned; nil when it did not return within ten seconds.
    func result() -> Bool? {
        guard group.wait(timeout: .now() + 10) == .success else { return nil }
        return inTime.withLock(\.self)
    }
}

@Suite("Ending")
struct ShutdownTests {
    private func server(loops: Int = 1) throws -> Server {
        try Server(host: "127.0.0.1", port: 0, loops: loops, application: TestApplication())
    }

    @Test("Idle connections are closed and new ones refused while a request that has begun is finished and says close")
    func graceful() throws {
        let server = try server()
        let (idle, fresh, busy, reading) = (
            try TestClient(server.address), try TestClient(server.address), try TestClient(server.address),
            try TestClient(server.address)
        )
        #expect(try idle.get("/echo").status == 200)
        try busy.send("GET /echo/busy HTTP/1.1\r\nHo")
        try reading.send("GET /echo/reading HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab")
        #expect(try idle.get("/echo").status == 200)
        let stopping = Stopping(server, within: 10)
        try idle.expectEnd()
        try fresh.expectEnd()
        #expect(throws: TestClientError.self) { try TestClient(server.address) }

        try busy.send("st: a\r\n\r\nGET /echo/behind HTTP/1.1\r\nHost: a\r\n\r\n")
        try reading.send("c")
        for (client, text) in [(busy, "/echo/busy"), (reading, "/echo/reading")] {
            let response = try client.response()
            #expect(response.text == text)
            #expect(response.saysClose)
            try client.expectEnd()
            client.close()
        }
        #expect(stopping.result() == true)
    }

    @Test("While the end is announced everybody is served, and each connection ends with its next answer")
    func announced() throws {
        let server = try server()
        let known = try TestClient(server.address)
        #expect(!(try known.get("/fixed").saysClose))
        server.announceEnd()
        try Fence(server.address).wait()
        for target in ["/fixed", "/echo", "/stream/chunks"] {
            let client = target == "/fixed" ? known : try TestClient(server.address)
            #expect(try client.get(target).saysClose)
            try client.expectEnd()
            client.close()
        }
        let pipelined = try TestClient(server.address)
        try pipelined.send("GET /echo/1 HTTP/1.1\r\nHost: a\r\n\r\nGET /echo/2 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try pipelined.response().text == "/echo/1")
        try pipelined.expectEnd()
        pipelined.close()
        #expect(server.stop(within: 10))
    }

    @Test("A loop that hangs does not answer the next call, and one that goes on does")
    func calls() throws {
        let application = HoldingApplication()
        let server = try Server(host: "127.0.0.1", port: 0, loops: 1, application: application)
        let client = try TestClient(server.address)
        // The first answer may leave in the very turn that the call has woken; the second comes behind it.
        func awaitTurn() throws { for _ in 1...2 { #expect(try client.get("/echo").status == 200) } }
        try awaitTurn()
        for _ in 1...3 {
            #expect(server.areLoopsAlive())
            try awaitTurn()
        }
        try client.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
        application.held.wait()
        #expect(server.areLoopsAlive())
        #expect(!server.areLoopsAlive())
        application.released.signal()
        #expect(try client.response().status == 404)
        try awaitTurn()
        #expect(server.areLoopsAlive())
        client.close()
        #expect(server.stop(within: 10))
    }

    @Test("A request that has arrived when the end begins is answered", arguments: [1, 3])
    func arrived(loops: Int) throws {
        for _ in 0..<20 {
            let server = try server(loops: loops)
            let kept = try TestClient(server.address)
            #expect(try kept.get("/echo").status == 200)
            try kept.send("GET /echo/last HTTP/1.1\r\nHost: a\r\n\r\n")
            let stopping = Stopping(server, within: 10)
            let response = try kept.response()
            #expect(response.text == "/echo/last")
            if response.saysClose { try kept.expectEnd() }
            kept.close()
            #expect(stopping.result() == true)
        }
    }

    /// Holds its loop in `/hold` until it is released.
    private final class HoldingApplication: Application {
        let (held, released) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        private let application = TestApplication()

        var epoch: UInt64 { application.epoch }
        var offers: [MediaType] { application.offers }
        var negotiationFields: [FieldName] { application.negotiationFields }

        func respond(to request: Request) -> Response {
            if request.target == "/hold" {
                held.signal()
                released.wait()
            }
            return application.respond(to: request)
        }

        func refusal(_ status: Status, _ detail: String) -> Response { application.refusal(status, detail) }
    }

    @Test("Clients that wait to be accepted when the end begins are answered, however many they are")
    func waiting() throws {
        let application = HoldingApplication()
        let server = try Server(host: "127.0.0.1", port: 0, loops: 1, application: application)
        let holding = try TestClient(server.address)
        try holding.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
        application.held.wait()
        let stopping = Stopping(server, within: 10)
        let clients = try (0..<300).map { _ in try TestClient(server.address) }
        for client in clients { try client.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n") }
        application.released.signal()
        for client in clients { #expect(try client.response().text == "/echo") }
        for client in clients + [holding] { client.close() }
        #expect(stopping.result() == true)
    }

    @Test("A large answer that is on its way is finished")
    func writing() throws {
        let server = try server()
        let (slow, idle) = (try TestClient(server.address, receiveBuffer: 16_384), try TestClient(server.address))
        try slow.send("GET /large/8000000 HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try idle.get("/echo").status == 200)
        let stopping = Stopping(server, within: 10)
        try idle.expectEnd()
        #expect(try slow.response().content == TestApplication.largeContent(8_000_000))
        try slow.expectEnd()
        slow.close()
        #expect(stopping.result() == true)
    }

    @Test(
        "What has not finished within the grace is closed",
        arguments: ["GET /echo HT", "GET /large/8000000 HTTP/1.1\r\nHost: a\r\n\r\n"])
    func forced(_ request: String) throws {
        let server = try server()
        let (busy, idle) = (try TestClient(server.address, receiveBuffer: 16_384), try TestClient(server.address))
        try busy.send(request)
        #expect(try idle.get("/echo").status == 200)
        let clock = ContinuousClock()
        let start = clock.now
        #expect(!server.stop(within: 0.2))
        #expect(.milliseconds(190)...(.seconds(5)) ~= clock.now - start)
        #expect(throws: (any Error).self) { try busy.get("/echo") }
    }

    @Test("A server without connections ends at once, and may be told so twice")
    func twice() throws {
        let server = try server(loops: 2)
        #expect(server.stop(within: 10))
        #expect(server.stop(within: 10))
        #expect(throws: TestClientError.self) { try TestClient(server.address) }
    }

    @Test("The port is free again after the end")
    func portIsFree() throws {
        let first = try server()
        #expect(try TestClient(first.address).get("/echo", "Connection: close").status == 200)
        #expect(first.stop(within: 10))
        let second = try Server(host: "127.0.0.1", port: first.address.port, application: TestApplication())
        #expect(try TestClient(second.address).get("/echo").status == 200)
        second.stop(within: 0)
    }
}
