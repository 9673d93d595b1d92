import Dispatch
import Synchronization
import Testing

@testable import HTTPServer

@Suite("Admission")
struct AdmissionTests {
    private func admission(_ places: Int) -> Admission { Admission(.with { $0.connections = places }) }

    @Test("There are as many places as connections may be open, and each that is given back can be taken again")
    func places() throws {
        let (admission, control) = (admission(3), try LoopControl())
        for _ in 0..<10 {
            for _ in 0..<3 { #expect(admission.enter(control)) }
            #expect(!admission.enter(control))
            for _ in 0..<3 { admission.leave() }
        }
    }

    @Test("Of the loops that found no place the one that has waited longest is told, and no other")
    func order() throws {
        let admission = admission(1)
        let controls = try (0..<3).map { _ in try LoopControl() }
        #expect(admission.enter(controls[0]))
        for control in controls { #expect(!admission.enter(control)) }
        #expect(!admission.enter(controls[0]))
        for told in controls {
            // Given back unused, the place is the next one's.
            admission.leave()
            for control in controls { #expect(control.takeOffer() == (control === told)) }
            #expect(admission.enter(told))
        }
        admission.leave()
        for control in controls { #expect(!control.takeOffer()) }
    }

    @Test("A loop that ends is not told, and what it was told of is for the next")
    func withdrawal() throws {
        let admission = admission(1)
        let controls = try (0..<3).map { _ in try LoopControl() }
        #expect(admission.enter(controls[0]))
        for control in controls { #expect(!admission.enter(control)) }
        admission.withdraw(controls[1])
        for control in controls { #expect(!control.takeOffer()) }
        admission.leave()
        admission.withdraw(controls[0])
        #expect(!controls[1].takeOffer())
        #expect(controls[2].takeOffer())
    }

    @Test("Threads that come and go at once never have more places than there are, and lose none")
    func threads() throws {
        let admission = admission(3)
        let inside = Atomic<Int>(0)
        let most = Atomic<Int>(0)
        let controls = try (0..<8).map { _ in try LoopControl() }
        DispatchQueue.concurrentPerform(iterations: 8) { number in
            for _ in 0..<5000 where admission.enter(controls[number]) {
                most.max(inside.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
                inside.subtract(1, ordering: .relaxed)
                admission.leave()
            }
        }
        #expect(1...3 ~= most.load(ordering: .relaxed))
        for _ in 0..<3 { #expect(admission.enter(controls[0])) }
        #expect(!admission.enter(controls[0]))
    }

    // MARK: On the wire

    private static let request = "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n"

    /// Which of them is answered.
    private func answered(among clients: [TestClient]) throws -> Int {
        for _ in 0..<2000 {
            if let index = clients.firstIndex(where: { $0.isReadable(within: 1) }) { return index }
        }
        throw TestClientError(description: "none of \(clients.count) clients was let in")
    }

    @Test("The connections of a server are those of all its loops together, however they are dealt out")
    func dealtOut() throws {
        try withServer(loops: 8, limits: .with { $0.connections = 16 }) { address in
            let clients = try (0..<16).map { _ in try TestClient(address) }
            for client in clients { #expect(try client.get("/echo").status == 200) }
        }
    }

    @Test("A full house leaves clients waiting, and each that goes lets one in, whichever loops they are on")
    func fullHouse() throws {
        try withServer(loops: 4, limits: .with { $0.connections = 12 }) { address in
            var inside = try (0..<12).map { _ in try TestClient(address) }
            for client in inside { #expect(try client.get("/echo").status == 200) }
            var waiting = try (0..<24).map { _ in try TestClient(address) }
            for client in waiting { try client.send(Self.request) }
            #expect(waiting.allSatisfy { !$0.isReadable(within: 2) })
            while !waiting.isEmpty {
                inside.removeFirst().close()
                let client = waiting.remove(at: try answered(among: waiting))
                #expect(try client.response().status == 200)
                inside.append(client)
                for client in inside { #expect(try client.get("/echo").status == 200) }
                #expect(waiting.allSatisfy { !$0.isReadable(within: 0) })
            }
        }
    }

    /// Two ports with one admission.
    private func withPorts(
        _ limits: Limits, security: Security? = nil, _ body: (Server, Server) throws -> Void
    ) throws {
        let admission = Admission(limits)
        func server(_ security: Security?) throws -> Server {
            try Server(
                host: "127.0.0.1", port: 0, limits: limits, loops: 2, application: TestApplication(),
                security: security, admission: admission)
        }
        let servers = (try server(nil), try server(security))
        defer {
            servers.0.stop(within: 0)
            servers.1.stop(within: 0)
        }
        try body(servers.0, servers.1)
    }

    @Test("A plain and a TLS port share their connections: one that ends on either lets one in on the other")
    func ports() throws {
        try withPorts(.with { $0.connections = 2 }, security: .shared()) { plain, secure in
            let first = try TestClient(plain.address)
            #expect(try first.get("/echo").status == 200)
            let second = try TestClient(secure.address, secured: TestSession.Options())
            #expect(try second.get("/echo").status == 200)
            let third = try TestClient(plain.address)
            try third.send(Self.request)
            #expect(!third.isReadable(within: 50))
            second.close()
            #expect(try third.response().status == 200)
            first.close()
            let fourth = try TestClient(secure.address, secured: TestSession.Options())
            #expect(try fourth.get("/echo").status == 200)
        }
    }

    @Test("A port that ends leaves its places to the other")
    func endOfPort() throws {
        try withPorts(.with { $0.connections = 1 }) { ending, other in
            let first = try TestClient(ending.address)
            #expect(try first.get("/echo").status == 200)
            let second = try TestClient(other.address)
            try second.send(Self.request)
            #expect(!second.isReadable(within: 50))
            #expect(ending.stop(within: 10))
            #expect(try second.response().status == 200)
        }
    }

    @Test("What an address may take it may take of both ports together")
    func addresses() throws {
        let limits = Limits.with {
            $0.connectionsPerAddress = 2
            $0.requestsPerWindow = 3
            $0.rateWindow = 3600
        }
        try withPorts(limits) { one, other in
            let clients = [try TestClient(one.address), try TestClient(other.address)]
            for client in clients { #expect(try client.get("/echo").status == 200) }
            for server in [one, other] { #expect(try TestClient(server.address).response().status == 503) }
            #expect(try clients[0].get("/echo")["RateLimit"]?.hasPrefix("\"address\";r=0;") == true)
            #expect(try clients[1].get("/echo").status == 429)
        }
    }

    // MARK: Turned away

    @Test("A client too many that goes on sending gets its 503 whole")
    func goesOnSending() throws {
        try withServer(
            limits: .with {
                $0.connectionsPerAddress = 1
                $0.linger = 60
            }
        ) { address in
            let first = try TestClient(address)
            #expect(try first.get("/echo").status == 200)
            let refused = try TestClient(address)
            for _ in 0..<10 {
                #expect(try first.get("/echo").status == 200)
                try refused.send(String(repeating: Self.request, count: 10_000))
            }
            #expect(try refused.response().status == 503)
            try refused.expectEnd()
        }
    }

    @Test("Clients too many take no place, and keep nobody waiting, however many they are and however long they stay")
    func manyTooMany() throws {
        try withServer(
            limits: .with {
                $0.connectionsPerAddress = 1
                $0.connections = 2
                $0.linger = 3600
            }
        ) { address in
            let first = try TestClient(address)
            #expect(try first.get("/echo").status == 200)
            let refused = try (0..<100).map { _ in try TestClient(address) }
            for client in refused { #expect(try client.response().status == 503) }
            first.close()
            // The server learns of the end in its own time: ask until it has.
            var next = try TestClient(address)
            for _ in 0..<1000 {
                guard next.isReadable(within: 5) else { break }
                next = try TestClient(address)
            }
            #expect(try next.get("/echo").status == 200)
        }
    }
}
