import Glibc
import Testing

@testable import HTTPServer

@Suite("Descriptors for connections")
struct DescriptorBudgetTests {
    @Test(
        "All connections fit where there are descriptors for them and the rest, else as many as fit, and one at least",
        arguments: [
            (1000, 100, 1100, 1000), (1000, 100, Int.max, 1000), (1000, 100, 1099, 999), (1000, 100, 101, 1),
            (1000, 100, 100, 1), (1000, 100, 10, 1),
        ])
    func fitting(connections: Int, reserve: Int, allowed: Int, fitting: Int) {
        let budget = DescriptorBudget(connections: connections, reserve: reserve, allowed: allowed)
        #expect(budget.connections == fitting)
        #expect((budget.warning == nil) == (fitting == connections))
    }

    @Test("A port with connections of its own takes nothing of the others' descriptors")
    func apart() {
        let without = DescriptorBudget(connections: 1, ports: 1, loops: 1)
        let with = DescriptorBudget(connections: 1, ports: 1, loops: 1, apart: 7)
        #expect(with.connections == without.connections)
        #expect(Self.limit().rlim_cur >= rlim_t(1 + 7 + 2 * EventLoop.descriptors))
    }

    @Test("The warning tells in one line how many fit, and what to do")
    func warning() throws {
        let warning = try #require(DescriptorBudget(connections: 1000, reserve: 100, allowed: 400).warning)
        #expect(warning.hasPrefix("connections: warning: 1000 are set, but of the 400 files "))
        #expect(warning.contains(" 300 are left"))
        #expect(warning.contains("raise the hard limit to 1100"))
        #expect(!warning.contains("\n"))
    }

    private static func limit() -> rlimit {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return limit
    }

    private static func set(soft: rlim_t, hard: rlim_t) {
        var limit = rlimit(rlim_cur: soft, rlim_max: hard)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// In a process of its own, whose limits are nobody else's.
    @Test("The soft limit is raised to what is needed, at most to the hard one, and never lowered")
    func raising() async {
        await #expect(processExitsWith: .success) {
            Self.set(soft: 100, hard: 900)
            try #require(DescriptorBudget(connections: 500, ports: 1, loops: 1).warning == nil)
            try #require(500..<900 ~= Self.limit().rlim_cur)
            let large = DescriptorBudget(connections: 5000, ports: 2, loops: 4)
            try #require(large.warning != nil)
            try #require(500..<900 ~= large.connections)
            try #require(Self.limit().rlim_cur == 900)
            try #require(DescriptorBudget(connections: 5, ports: 1, loops: 1).warning == nil)
            try #require(Self.limit().rlim_cur == 900)
        }
    }

    @Test("A server that takes as many connections as fit has descriptors for all of them")
    func suffices() async {
        await #expect(processExitsWith: .success) {
            Self.set(soft: 100, hard: 700)
            let budget = DescriptorBudget(connections: 5000, ports: 1, loops: 4)
            // Half of them are the clients'.
            try withServer(loops: 4, limits: .with { $0.connections = budget.connections }) { address in
                let clients = try (0..<budget.connections / 2).map { _ in try TestClient(address) }
                for client in clients { try #require(try client.get("/echo").status == 200) }
            }
        }
    }
}
