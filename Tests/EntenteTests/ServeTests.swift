import Foundation
import Glibc
import Records
import Testing

@testable import entente

extension CommandTests {
    @Suite("entente serve")
    struct ServeTests {
        @Test("it says what it serves, from where, how fast and what to try, and answers")
        func startLine() throws {
            let server = try Running()
            #expect(server.startLine.contains("5 documents"))
            #expect(server.startLine.contains("from Config/seeds (generation "))
            #expect(server.startLine.contains("Try: curl 'localhost:\(server.port)/dialogues?partner=India'"))
            let client = LoopbackClient(port: server.port)
            #expect(try client.list("/dialogues?partner=India").count == 3)
            #expect(try client.get("/").body == "<!doctype html>")
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("files and answers are coded for who prefers that, and files only where it is worth it")
        func coded() throws {
            let server = try Running(["--set", "public=Config/vocabulary"])
            let client = LoopbackClient(port: server.port)
            for target in ["/states.json", "/dialogues?partner=India"] {
                let plain = try client.get(target)
                let coded = try client.get(target, ["Accept-Encoding": "gzip, br"])
                #expect(plain["Content-Encoding"] == nil)
                #expect(coded["Content-Encoding"] == "gzip")
                #expect(plain["Vary"]?.contains("Accept-Encoding") == true)
                #expect(plain["ETag"] != coded["ETag"])
            }
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("an export is the list whole, and is not sent again to who has it")
        func export() throws {
            let server = try Running()
            let client = LoopbackClient(port: server.port)
            let connection = try LoopbackConnection(port: server.port)
            // A client of HTTP/1.0 needs to decode no chunks.
            try connection.send("GET /export/commitments.ndjson HTTP/1.0\r\n\r\n")
            let export = try LoopbackClient.parse(connection.readToEnd())
            #expect(export.status == 200)
            #expect(export.body == (try client.get("/commitments?limit=500&format=ndjson").body))
            let tag = try #require(export["ETag"])
            #expect(try client.get("/export/commitments.ndjson", ["If-None-Match": tag]).status == 304)
            #expect(try client.get("/export/commitments.ndjson")["Transfer-Encoding"] == "chunked")
            #expect(try client.get("/export/commitment.ndjson").status == 404)
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("parts of files, and limits of an address, are as the settings say")
        func partsAndLimits() throws {
            let server = try Running(["--set", "rate-limit=2", "--set", "rate-window=86400"])
            let client = LoopbackClient(port: server.port)
            let part = try client.get("/index.html", ["Range": "bytes=2-8"])
            #expect(part.status == 206)
            #expect(part.body == "doctype")
            #expect(part["RateLimit"]?.hasPrefix("\"address\";r=1;t=") == true)
            #expect(try client.get("/index.html", ["Range": "bytes=999-"])["Content-Range"] == "bytes */15")
            let refused = try client.get("/partners")
            #expect(refused.status == 429)
            #expect(refused["Retry-After"] != nil)
            #expect(refused["Content-Type"] == "application/problem+json")
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("with too few descriptors it says how many connections fit, and serves so many")
        func descriptors() throws {
            let server = try Running(["--set", "loops=1"], descriptors: 400)
            let warning = Running.logged(server.errors, until: "\n")
            #expect(warning.hasPrefix("warning connections: warning: 10000 are set, but of the 400 files "))
            #expect(warning.hasSuffix("or lower connections.\n"))
            let numbers = warning.split(separator: " ").compactMap { Int($0) }
            let fitting = try #require(numbers.count > 2 ? numbers[2] : nil)
            let idle = try (0..<fitting).map { _ in try LoopbackConnection(port: server.port) }
            for connection in idle {
                try connection.send("GET /partners/india HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                #expect(try connection.readToEnd().hasPrefix("HTTP/1.1 200 "))
            }
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("SIGTERM and SIGINT let an exchange that has begun end, then it is 0", arguments: [SIGTERM, SIGINT])
        func draining(signal: Int32) throws {
            let server = try Running()
            let connection = try LoopbackConnection(port: server.port)
            try connection.send("GET /partners/india HTTP/1.1\r\nHost: local")
            kill(server.process.processIdentifier, signal)
            let said = Running.logged(server.errors, until: "finishing what runs.\n")
            #expect(said.hasPrefix("notice Received \(signal == SIGTERM ? "SIGTERM" : "SIGINT")"))
            try connection.send("host\r\n\r\n")
            let answer = try LoopbackClient.parse(connection.readToEnd())
            #expect(answer.status == 200)
            #expect(try answer.json()["data"]["id"].text == "india")
            server.process.waitUntilExit()
            #expect(server.process.terminationStatus == 0)
        }

        @Test(
            "while it drains all is served, as not ready and with each connection ended; a second signal ends it at once"
        )
        func drainDelay() throws {
            let server = try Running(["--drain-delay", "3600"])
            let known = try LoopbackConnection(port: server.port)
            func saysClose() throws -> Bool {
                try known.send("HEAD /partners/india HTTP/1.1\r\nHost: a\r\n\r\n")
                return try known.read(until: "\r\n\r\n").contains("\r\nConnection: close\r\n")
            }
            #expect(try !saysClose())
            let stream = try LoopbackConnection(port: server.port)
            try stream.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try stream.read(until: "\r\n\r\n")
            kill(server.process.processIdentifier, SIGTERM)
            let said = Running.logged(server.errors, until: "finishing what runs.\n")
            #expect(said == "notice Received SIGTERM: serving on for 3600.0 s, then finishing what runs.\n")
            let client = LoopbackClient(port: server.port)
            #expect(try client.get("/readyz").status == 503)
            // The loop may have been told after it found the first of these, but not after the second.
            let isEnding = try saysClose()
            #expect(try isEnding || saysClose())
            #expect(try known.readToEnd() == "")
            #expect(try client.get("/healthz").status == 200)
            #expect(try client.get("/partners/india")["Connection"] == "close")
            #expect(server.stop(SIGTERM) == 1)
        }

        @Test("after the delay it ends in order, and streams with their last chunk")
        func drained() throws {
            let server = try Running(["--drain-delay", "0.1"])
            let stream = try LoopbackConnection(port: server.port)
            try stream.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try stream.read(until: "\n\n")
            #expect(server.stop(SIGTERM) == 0)
            #expect(try stream.readToEnd().hasSuffix("\r\n0\r\n\r\n"))
        }

        @Test("a port in use is 69 with what to do")
        func portInUse() throws {
            let server = try Running()
            let second = try Command.run(["serve", "--port", "\(server.port)", "--set", "public=\(server.folder.path)"])
            #expect(second.status == 69)
            #expect(second.errors.contains("--port"))
            #expect(second.errors.contains("\(server.port)"))
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("a register file that is wrong is 78 with file and line")
        func wrongRegister() throws {
            let folder = try TemporaryFolder()
            let path = try folder.write("bad.json", "{\"entente\": 1,\n \"document\": {},\n \"records\": []}")
            let outcome = try Command.run([
                "serve", "--port", "0", "--data", folder.path, "--set", "public=\(folder.path)",
            ])
            #expect(outcome.status == 78)
            #expect(outcome.errors.contains("\(path):2: error: "))
        }

        @Test(
            "a setting that is wrong is 78 with its source",
            arguments: [
                (["--port", "no"], [:], "command line: error: port cannot be no"),
                (["--set", "colour=red"], [:], "command line: error: there is no setting colour"),
                ([], ["ENTENTE_PORT": "70000"], "environment variable ENTENTE_PORT: error: port cannot be 70000"),
                (["--config", "/no/such.json"], [:], "/no/such.json: error: "),
                (["--data", "/no/such"], [:], "command line: error: data cannot be /no/such: there is no such folder"),
                (["--public=/no/such"], [:], "command line: error: public cannot be /no/such: "),
                (
                    [], ["ENTENTE_VOCABULARY": "/no"],
                    "environment variable ENTENTE_VOCABULARY: error: vocabulary cannot "
                ),
                (
                    ["--certificate", "/no.pem", "--key", "/no.pem"], [:],
                    "command line: error: certificate cannot be /no"
                ),
            ] as [([String], [String: String], String)])
        func wrongSetting(arguments: [String], environment: [String: String], message: String) throws {
            let outcome = try Command.run(["serve"] + arguments, environment: environment)
            #expect(outcome.status == 78)
            #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
        }

        @Test(
            "arguments that do not go together are 64 with what may have been meant",
            arguments: [
                (["serve", "--idle-timeot", "3"], "did you mean --idle-timeout?"),
                (["serve", "--set", "port"], "--set takes name=value"),
                (["serve", "--port"], "Missing value for --port"),
                (["serve", "extra"], "extra"), (["serv"], "serv"), (["healthcheck", "--prot", "1"], "--port?"),
            ])
        func wrongUsage(arguments: [String], message: String) throws {
            let outcome = try Command.run(arguments)
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
        }

        @Test("--check reads what a start reads, and listens to nothing")
        func check() throws {
            let server = try Running()
            let arguments = ["serve", "--check", "--port", "\(server.port)", "--public", server.folder.path]
            let right = try Command.run(arguments)
            #expect(right.status == 0)
            #expect(right.output.hasPrefix("All is right: 5 documents, "))
            try server.folder.write("bad.json", "{")
            let wrong = try Command.run(arguments + ["--data", server.folder.path])
            #expect(wrong.status == 78)
            #expect(wrong.errors.contains("bad.json:1: error: "))
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("an address that cannot be listened on is 69")
        func wrongHost() throws {
            let folder = try TemporaryFolder()
            let outcome = try Command.run(
                ["serve", "--host", "192.0.2.1", "--port", "0", "--set", "public=\(folder.path)"])
            #expect(outcome.status == 69)
        }
    }
}
