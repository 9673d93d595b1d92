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

    /// In a process of its own, because every other test would miss the descriptors too.
    @Test("Without a free descriptor a client is told so, and later ones are served again")
    func outOfDescriptors() async {
        await #expect(processExitsWith: .success) {
            try withServer { address in
                let first = try TestClient(address)
                try #require(try first.get("/echo").status == 200)
                // One descriptor for the client to come, none for the server's side of it.
                let free = dup(0)
                Glibc.close(free)
                var limit = rlimit(rlim_cur: rlim_t(free + 1), rlim_max: rlim_t(free + 1))
                setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                for _ in 0..<3 {
                    let refused = try TestClient(address)
                    try refused.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n")
                    let response = try refused.response()
                    try #require(response.status == 503)
                    try #require(response.saysClose)
                    try refused.expectEnd()
                }
                try #require(try first.get("/echo").status == 200)
            }
        }
    }
}
