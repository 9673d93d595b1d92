import Foundation
import Glibc
import Records
import Testing

@testable import entente

extension CommandTests {
    @Suite("The log of entente serve")
    struct LogTests {
        /// A server with a log in JSON, and all it has logged when it ends.
        private func objects(_ errors: String) throws -> [[String: Any]] {
            try errors.split(separator: "\n").map { line in
                try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
            }
        }

        /// The samples of /metrics by name and labels.
        static func samples(_ port: UInt16) throws -> [String: Double] {
            let answer = try LoopbackClient(port: port).get("/metrics")
            #expect(answer["Content-Type"] == "text/plain;version=0.0.4;charset=utf-8")
            let lines = answer.body.split(separator: "\n").filter { !$0.hasPrefix("#") }
            return Dictionary(
                uniqueKeysWithValues: try lines.map { line in
                    let space = try #require(line.lastIndex(of: " "))
                    return (String(line[..<space]), try #require(Double(line[line.index(after: space)...])))
                })
        }

        @Test("for who is no terminal every line is JSON: the start, requests with their snapshot, and the end")
        func json() throws {
            let folder = try TemporaryFolder()
            let (process, output, errors) = try Command.process(
                ["serve", "--port", "0", "--public", folder.path])
            let start = try objects(Running.read(output.fileHandleForReading, until: "}\n"))
            try #require(start.count == 1)
            #expect(start[0]["message"] as? String == "serving")
            #expect(start[0]["version"] as? String == Entente.version)
            #expect(start[0]["documents"] as? Int == 5)
            #expect(start[0]["milliseconds"] as? Int != nil)
            let address = try #require(start[0]["addresses"] as? String)
            let port = try #require(UInt16(address.split(separator: ":").last ?? ""))
            let client = LoopbackClient(port: port)
            let generation = try client.get("/version").json()
            _ = try client.get("/dialogues?partner=India")
            kill(process.processIdentifier, SIGTERM)
            let logged = try objects(String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            // The line of the last request may come behind that of the signal.
            let requests = logged.filter { $0["message"] as? String == "request" }
            #expect(logged.count == 3)
            #expect(logged.contains { $0["message"] as? String == "Received SIGTERM: finishing what runs." })
            #expect(requests.map { $0["target"] as? String } == ["/version", "/dialogues?partner=India"])
            #expect(requests.last?["generation"] as? String == Optional(generation)["generation"].text)
            #expect(start[0]["generation"] as? String == requests.last?["generation"] as? String)
        }

        @Test("log-level leaves out what is less, requests among it")
        func level() throws {
            let server = try Running(["--log-level", "warning", "--access-log", "1"])
            _ = try LoopbackClient(port: server.port).get("/version")
            #expect(server.stop(SIGTERM) == 0)
            #expect(server.errors.readDataToEndOfFile().isEmpty)
        }

        @Test("a full disk costs lines of the log, which are counted, and no answer")
        func fullDisk() throws {
            let folder = try TemporaryFolder()
            let process = Process()
            let output = Pipe()
            process.executableURL = try Command.executable()
            process.arguments = ["serve", "--port", "0", "--public", folder.path, "--loops", "1"]
            process.environment = [:]
            process.currentDirectoryURL = Command.root
            process.standardOutput = output
            process.standardError = FileHandle(forWritingAtPath: "/dev/full")
            try process.run()
            let start = try objects(Running.read(output.fileHandleForReading, until: "}\n"))
            let address = try #require(start.first?["addresses"] as? String)
            let port = try #require(UInt16(address.split(separator: ":").last ?? ""))
            let client = LoopbackClient(port: port)
            var dropped = 0.0
            for _ in 0..<1000 where dropped < 10 {
                #expect(try client.get("/healthz").status == 200)
                dropped = try Self.samples(port)["entente_log_lines_dropped_total"] ?? 0
            }
            #expect(dropped >= 10)
            kill(process.processIdentifier, SIGTERM)
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }

        @Test(
            "a log that nobody reads, or that nobody can read any more, keeps no client waiting",
            arguments: [true, false])
        func unread(isOpen: Bool) throws {
            let server = try Running(["--log-format", "text", "--access-log", "1", "--loops", "1"])
            if !isOpen { try server.errors.close() }
            let connection = try LoopbackConnection(port: server.port)
            let agent = String(repeating: "a", count: 8000)
            let request = "GET /healthz HTTP/1.1\r\nHost: a\r\nUser-Agent: \(agent)\r\n\r\n"
            var dropped = 0.0
            // A pipe holds 64 KiB, the buffer 1 MiB, and so does the one on its way.
            for _ in 0..<100 where dropped == 0 {
                for _ in 0..<10 {
                    try connection.send(request)
                    #expect(try connection.read(until: "\"alive\"}\n").hasPrefix("HTTP/1.1 200 "))
                }
                dropped = try Self.samples(server.port)["entente_log_lines_dropped_total"] ?? 0
            }
            #expect(dropped > 0)
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("metrics count requests by route and status, and name program, register and process")
        func metrics() throws {
            let server = try Running(["--loops", "1"])
            let client = LoopbackClient(port: server.port)
            let before = try Self.samples(server.port)
            for target in [
                "/dialogues", "/dialogues?partner=India", "/partners/india", "/partners/vietnam", "/no", "/",
            ] {
                _ = try client.get(target)
            }
            _ = try client.get("/dialogues?colour=red")
            let after = try Self.samples(server.port)
            func grown(_ route: String, _ status: Int) -> Double {
                let name = "entente_http_requests_total{route=\"\(route)\",method=\"GET\",status=\"\(status)\"}"
                return (after[name] ?? 0) - (before[name] ?? 0)
            }
            #expect(grown("/dialogues", 200) == 2)
            #expect(grown("/dialogues", 400) == 1)
            #expect(grown("/partners/{id}", 200) == 2)
            #expect(grown("none", 404) == 1)
            #expect(grown("static", 200) == 1)
            #expect(after["entente_http_request_duration_seconds_count{route=\"/partners/{id}\"}"] == 2)
            #expect(after["entente_http_request_duration_seconds_bucket{route=\"/partners/{id}\",le=\"+Inf\"}"] == 2)
            #expect(after["entente_records{type=\"documents\"}"] == 5)
            let build = after.first { $0.key.hasPrefix("entente_build_info{version=\"\(Entente.version)\",swift=") }
            #expect(build?.value == 1)
            #expect((after["process_resident_memory_bytes"] ?? 0) > 1_048_576)
            #expect((after["process_open_fds"] ?? 0) > 5)
            #expect((after["process_cpu_seconds_total"] ?? 0) > 0)
            #expect((after["entente_snapshot_age_seconds"] ?? -1) > (before["entente_snapshot_age_seconds"] ?? 0))
            #expect(after["entente_http_accepted_connections_total"] == 9)
            #expect(server.stop(SIGTERM) == 0)
        }
    }
}
