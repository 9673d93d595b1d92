import Glibc
import HTTPServer
import Testing

/// In a process of its own, which may take every descriptor there is.
@Suite("Ten thousand idle connections")
struct IdleConnectionTests {
    /// Lifts the limit as far as it goes.
    /// - Returns: how many connections there can be, both ends of which are held here.
    private static func room() -> Int {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(min(limit.rlim_max, 20_200) - 200) / 2
    }

    @Test("10,000 kept connections, or as many as there are descriptors for, keep nobody waiting, and still answer")
    func idle() async {
        await #expect(processExitsWith: .success) {
            let count = Self.room()
            try #require(count >= 2000, "raise the hard limit of 'ulimit -n' to 4,200 or more")
            try withServer(limits: .with { ($0.connections, $0.firstOctet) = (count + 1, 60) }) { address throws in
                let one = try TestClient(address)
                let idle = try (0..<count).map { _ in try TestClient(address) }
                let some = idle.enumerated().filter { $0.offset % 10 == 0 }.map(\.element)
                for client in some { try #require(try client.get("/echo/first").text == "/echo/first") }
                for number in 0..<100 { try #require(try one.get("/echo/\(number)").text == "/echo/\(number)") }
                for client in some { try client.send("GET /echo/last HTTP/1.1\r\nHost: a\r\n\r\n") }
                for client in some { try #require(try client.response().text == "/echo/last") }
                try #require(try one.get("/echo/end").text == "/echo/end")
            }
        }
    }
}
