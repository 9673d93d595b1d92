import Foundation
import Testing

extension CommandTests {
    @Suite("entente healthcheck")
    struct HealthcheckTests {
        @Test("a ready server is 0, by flag, by our variable and by that of container platforms")
        func ready() throws {
            let server = try Running()
            let port = String(server.port)
            #expect(try Command.run(["healthcheck", "--port", port]).status == 0)
            #expect(try Command.run(["healthcheck"], environment: ["ENTENTE_PORT": port]).status == 0)
            #expect(try Command.run(["healthcheck"], environment: ["PORT": port]).status == 0)
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("a server that listens elsewhere is found by its configuration file, or by the flags of 'entente serve'")
        func elsewhere() throws {
            let server = try Running(["--host", "127.0.0.1"])
            let path = try server.folder.write("my.json", "{\"host\": \"0.0.0.0\", \"port\": \(server.port)} // mine\n")
            #expect(try Command.run(["healthcheck", "--config", path]).status == 0)
            #expect(try Command.run(["healthcheck"], environment: ["ENTENTE_CONFIG": path]).status == 0)
            let other = try Command.run(["healthcheck", "--config", path, "--host", "127.0.0.2"])
            #expect(other.status == 69)
            #expect(other.errors.contains("127.0.0.2:\(server.port)"))
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("where nothing listens it is 69 and says where")
        func nothingThere() throws {
            let server = try Running()
            let port = String(server.port)
            #expect(server.stop(SIGTERM) == 0)
            let outcome = try Command.run(["healthcheck", "--port", port])
            #expect(outcome.status == 69)
            #expect(outcome.errors.contains("127.0.0.1:\(port)"))
        }

        @Test("a port that is none is 78")
        func wrongPort() throws {
            let outcome = try Command.run(["healthcheck", "--port", "http"])
            #expect(outcome.status == 78)
            #expect(outcome.errors.contains("port cannot be http"))
        }
    }
}
