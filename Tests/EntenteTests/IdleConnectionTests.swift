import Glibc
import Testing

extension CommandTests {
    @Suite("Idle connections")
    struct IdleConnectionTests {
        /// A process of its own, so that its descriptors are not those of the clients. It raises its limit of them itself.
        @Test("10,000 idle connections keep nobody waiting, and those that ask then are served")
        func many() throws {
            let settings = ["connections=10001", "first-octet-timeout=600"]
            let server = try Running(settings.flatMap { ["--set", $0] })
            try raiseDescriptorLimit(to: 12_000)
            var idle: [LoopbackConnection] = []
            let client = LoopbackClient(port: server.port)
            for _ in 0..<10 {
                for _ in 0..<1000 { idle.append(try LoopbackConnection(port: server.port)) }
                #expect(try client.get("/partners/india").status == 200)
            }
            for connection in stride(from: 0, to: idle.count, by: 100).map({ idle[$0] }) {
                try connection.send("GET /partners/india HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                #expect(try connection.readToEnd().hasPrefix("HTTP/1.1 200 "))
            }
            idle = []
            #expect(server.stop(SIGTERM) == 0)
        }

        private func raiseDescriptorLimit(to count: rlim_t) throws {
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            try #require(limit.rlim_max >= count, "raise the hard limit of open files (ulimit -Hn) to \(count)")
            guard limit.rlim_cur < count else { return }
            limit.rlim_cur = count
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
        }
    }
}
