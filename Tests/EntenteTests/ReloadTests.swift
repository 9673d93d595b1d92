import Foundation
import Glibc
import Records
import Testing

@testable import entente

extension CommandTests {
    /// The program, whose folder changes while it serves. Nothing is waited for but answers and events.
    @Suite("entente serve, when its files change")
    struct ReloadTests {
        private let folder: TemporaryFolder
        private var data: String { "\(folder.path)/data" }

        init() throws {
            folder = try TemporaryFolder()
            try folder.write("data/a.json", KeptRegister.file(2021))
        }

        /// As a careful program writes it.
        private func put(_ name: String, _ text: String) throws {
            try folder.write("data/.new", text)
            try #require(rename("\(data)/.new", "\(data)/\(name)") == 0)
        }

        private func freePort() throws -> UInt16 {
            // Free a moment ago: the system gives such a port to nobody else so soon.
            let free = try Running()
            #expect(free.stop(SIGTERM) == 0)
            return free.port
        }

        private func serve(_ arguments: [String] = []) throws -> Running { try Running(["--data", data] + arguments) }

        private func listen(_ port: UInt16) throws -> LoopbackConnection {
            // Reports take long to be read by a program that is not optimised.
            let connection = try LoopbackConnection(port: port, patience: 120)
            try connection.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try connection.read(until: "\n\n")
            return connection
        }

        private func reload(_ port: UInt16) throws -> LoopbackClient.Answer {
            let connection = try LoopbackConnection(port: port, patience: 120)
            try connection.send("POST /-/reload HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            return try LoopbackClient.parse(connection.readToEnd())
        }

        private func years(_ port: UInt16) throws -> [String] {
            try LoopbackClient(port: port).list("/dialogues").compactMap { $0["date"]["edtf"].text }.sorted()
        }

        @Test(
            "a file that is put into the folder is served, its arrival told to listeners, and logged with what it changed"
        )
        func watched() throws {
            let server = try serve()
            let listener = try listen(server.port)
            try put("b.json", KeptRegister.file(2022))
            #expect(try listener.read(until: "}\n\n").contains("\"dialogues\":{\"added\":1,"))
            #expect(try years(server.port) == ["2021-03-03", "2022-03-03"])
            let line = Running.logged(server.errors, until: " ms.\n")
            #expect(line.contains("Register read again (files changed): dialogues +1"))
            try FileManager.default.removeItem(atPath: "\(data)/a.json")
            _ = try listener.read(until: "}\n\n")
            #expect(try years(server.port) == ["2022-03-03"])
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("SIGHUP reads the folder, with nobody watching it; what is faulty is told and the register stays")
        func hangUp() throws {
            let server = try serve(["--watch", "off"])
            let listener = try listen(server.port)
            try put("b.json", KeptRegister.file(2022))
            kill(server.process.processIdentifier, SIGHUP)
            _ = try listener.read(until: "}\n\n")
            #expect(try years(server.port) == ["2021-03-03", "2022-03-03"])
            try put("c.json", "{")
            kill(server.process.processIdentifier, SIGHUP)
            let told = Running.logged(server.errors, until: "stays.\n")
            #expect(told.hasPrefix("notice Register read again (SIGHUP): "))
            #expect(told.contains("\nerror \(data)/c.json:1: error: "))
            #expect(told.contains("Register not exchanged (SIGHUP)"))
            #expect(try years(server.port) == ["2021-03-03", "2022-03-03"])
            let ready = try LoopbackClient(port: server.port).get("/readyz")
            #expect(ready.status == 200)
            #expect(try ready.json()["register"].text == "stale")
            #expect(try ready.json()["faults"].items.first?["file"].text == "\(data)/c.json")
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("operators have a port of their own, which a full house does not close, and which answers to the end")
        func operators() throws {
            let admin = try freePort()
            let server = try serve(["--admin-port", "\(admin)", "--connections", "1", "--watch", "off"])
            #expect(server.startLine.contains("\nOperators: http://127.0.0.1:\(admin)/statusz\n"))
            let client = LoopbackClient(port: server.port)
            for path in ["/statusz", "/metrics", "/-/reload"] { #expect(try client.get(path).status == 404) }
            #expect(try reload(server.port).status == 404)
            let operators = LoopbackClient(port: admin)
            #expect(try operators.get("/dialogues").status == 404)
            // The one client that there may be.
            let busy = try LoopbackConnection(port: server.port)
            try busy.send("GET /partners/kenya HTTP/1.1\r\nHost: loc")
            let status = try operators.get("/statusz").json()
            #expect(status["data"].text == data)
            #expect(status["connections"]["most"].integer == 1)
            try put("b.json", KeptRegister.file(2022))
            let published = try reload(admin)
            #expect(published.status == 200)
            #expect(try published.json()["outcome"].text == "published")
            #expect(try published.json()["changes"]["dialogues"]["added"].integer == 1)
            #expect(try reload(admin).json()["outcome"].text == "unchanged")
            try put("b.json", "[")
            #expect(try reload(admin).status == 409)
            let after = try operators.get("/statusz").json()
            #expect(after["register"].text == "stale")
            #expect(after["reloads"]["refused"].integer == 1)
            let metrics = try LogTests.samples(admin)
            for (result, count) in [("published", 1), ("unchanged", 1), ("refused", 1), ("deferred", 0)] {
                #expect(metrics["entente_reloads_total{result=\"\(result)\"}"] == Double(count))
            }
            #expect(metrics["entente_faulty_files"] == 1)
            #expect(metrics["entente_register_state{state=\"stale\"}"] == 1)
            #expect(metrics["entente_http_requests_total{route=\"/-/reload\",method=\"POST\",status=\"409\"}"] == 1)
            kill(server.process.processIdentifier, SIGTERM)
            _ = Running.logged(server.errors, until: "finishing what runs.\n")
            #expect(try operators.get("/readyz").status == 503)
            try busy.send("alhost\r\nConnection: close\r\n\r\n")
            #expect(try busy.readToEnd().hasPrefix("HTTP/1.1 200 "))
            server.process.waitUntilExit()
            #expect(server.process.terminationStatus == 0)
        }

        @Test("half of a file is never served, whether its writer rests or somebody asks meanwhile")
        func halfWritten() throws {
            let admin = try freePort()
            let server = try serve(["--admin-port", "\(admin)"])
            let listener = try listen(server.port)
            let path = "\(data)/talks.txt"
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            let handle = try #require(FileHandle(forWritingAtPath: path))
            let report = Data(CommandTests.ExtractTests.report.utf8)
            try handle.write(contentsOf: report.prefix(100))
            let deferred = try reload(admin)
            #expect(deferred.status == 503)
            #expect(deferred["Retry-After"] == "1")
            #expect(try LoopbackClient(port: admin).get("/statusz").json()["awaited"].texts == [path])
            #expect(try years(server.port) == ["2021-03-03"])
            try handle.write(contentsOf: report.dropFirst(100))
            try handle.close()
            _ = try listener.read(until: "}\n\n")
            let documents = try LoopbackClient(port: server.port).list("/documents")
            #expect(documents.contains { Optional($0)["sha256"].text == Digest.sha256(Array(report)) })
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("a start with a faulty file is refused or, by setting, serves the rest")
        func start() throws {
            let path = try folder.write("data/b.json", "{\n")
            let refused = try Command.run(["serve", "--port", "0", "--data", data, "--public", folder.path])
            #expect(refused.status == 78)
            #expect(refused.errors.hasPrefix("\(path):"))
            let server = try serve(["--bad-files", "skip"])
            #expect(Running.logged(server.errors, until: "\n").hasPrefix("error \(path):"))
            #expect(try LoopbackClient(port: server.port).get("/readyz").json()["register"].text == "partial")
            #expect(try years(server.port) == ["2021-03-03"])
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test(
            "killed at any moment of a reload, it leaves the folder as it was, and the next start reads what lies there"
        )
        func killed() throws {
            for round in 0..<3 {
                let server = try serve()
                let listener = try listen(server.port)
                // Faster than they are read, so that a reload runs when the end comes: after one, two … publications.
                for number in 0...round {
                    for year in 0..<20 { try put("b.json", KeptRegister.file(2000 + year + 20 * (number % 2))) }
                    _ = try listener.read(until: "}\n\n")
                }
                try put("b.json", KeptRegister.file(2050 + round))
                #expect(server.stop(SIGKILL) == SIGKILL)
                #expect(try FileManager.default.contentsOfDirectory(atPath: data).sorted() == ["a.json", "b.json"])
                let next = try serve()
                #expect(try years(next.port) == ["2021-03-03", "20\(50 + round)-03-03"])
                #expect(next.stop(SIGTERM) == 0)
            }
        }
    }
}
