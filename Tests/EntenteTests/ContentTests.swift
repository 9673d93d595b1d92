import Foundation
import Glibc
import Records
import Synchronization
import Testing

@testable import entente

extension CommandTests {
    @Suite("Requests with content, served")
    struct ContentTests {
        private static let report = ExtractTests.report

        private func post(
            _ target: String, _ content: [UInt8], as type: String, to server: Running
        ) throws -> LoopbackClient.Answer {
            let connection = try LoopbackConnection(port: server.port)
            try connection.send(
                "POST \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: \(type)\r\n"
                    + "Content-Length: \(content.count)\r\n\r\n")
            try connection.send(content)
            return try LoopbackClient.parse(connection.readToEnd())
        }

        @Test("a report gives the records that the command line reads in it, and the register stays as it is")
        func extract() throws {
            let server = try Running()
            let folder = try TemporaryFolder()
            let path = try folder.write("report.txt", Self.report)
            let command = try Command.run([
                "extract", path, "--published", "2019-12-01", "--publisher", "The Wire", "--url",
                "https://example.org/a",
            ])
            let target = "/extract?published=2019-12-01&publisher=The%20Wire&url=https%3A%2F%2Fexample.org%2Fa"
            for _ in 0..<2 {
                let answer = try post(target, Array(Self.report.utf8), as: "text/plain; charset=utf-8", to: server)
                #expect(answer.status == 200)
                let data = try #require(try answer.json()["data"])
                let expected = try JSONReader.read(Array(command.output.utf8), file: "output")
                #expect(data["records"].items.map { $0["id"].text } == expected["records"].items.map { $0["id"].text })
                #expect(data["records"].items.contains { $0["type"].text == "dialogue" })
                #expect(data["document"]["sha256"].text == expected["document"]["sha256"].text)
                #expect(data["document"]["publisher"].text == "The Wire")
                #expect(answer["Cache-Control"] == "no-store")
            }
            #expect(try LoopbackClient(port: server.port).list("/documents").count == 5)
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("names are matched against the register that is served")
        func match() throws {
            let server = try Running()
            let answer = try post(
                "/match", Array(#"{"names": ["Viet Nam", "IN", "Tô Lâm"]}"#.utf8), as: "application/json", to: server)
            #expect(answer.status == 200)
            let ids = try answer.json()["data"].items.map { $0["candidates"].items.first["id"].text }
            #expect(ids == ["vietnam", "india", "to-lam"])
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("an assistant gets what is served, with addresses that lead there")
        func assistant() throws {
            let server = try Running()
            let call = #"{"name": "get_record", "arguments": {"type": "partner", "id": "Viet Nam"}}"#
            let message = #"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": \#(call)}"#
            let answer = try post("/mcp", Array(message.utf8), as: "application/json", to: server)
            #expect(answer.status == 200)
            let record = try answer.json()["result"]["structuredContent"]["record"]
            #expect(record["url"].text == "http://a/partners/vietnam")
            let notice = Array(#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#.utf8)
            let accepted = try post("/mcp", notice, as: "application/json", to: server)
            #expect(accepted.status == 202)
            #expect(accepted["Content-Length"] == "0")
            #expect(accepted.body.isEmpty)
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("what is turned off is 404 and says by which setting", arguments: ["match", "extract", "mcp"])
        func off(setting: String) throws {
            let server = try Running(["--set", "\(setting)=off"])
            let answer = try post("/\(setting)", [], as: "text/plain", to: server)
            #expect(answer.status == 404)
            #expect(answer.body.contains("its setting \(setting) is off"))
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test("wording that cannot be used is told at the first report")
        func wording() throws {
            let folder = try TemporaryFolder()
            let names = try FileManager.default.contentsOfDirectory(
                atPath: Command.root.appending(path: "Config/vocabulary").path)
            for name in names {
                let text = try String(
                    contentsOf: Command.root.appending(path: "Config/vocabulary/\(name)"), encoding: .utf8)
                try folder.write(name, name == "wording-dates.json" ? "{" : text)
            }
            let server = try Running(["--set", "vocabulary=\(folder.path)"])
            let answer = try post("/extract", Array(Self.report.utf8), as: "text/plain", to: server)
            #expect(answer.status == 500)
            #expect(answer.body.contains("wording-dates.json"))
            #expect(server.stop(SIGTERM) == 0)
        }
    }
}

@Suite("Work beside the loops")
struct WorkQueueTests {
    @Test("is done in order, and refused when too much waits")
    func order() {
        let queue = WorkQueue(length: 3)
        let (begun, gate, done) = (
            DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
        )
        let results = Results()
        #expect(
            queue.add {
                begun.signal()
                gate.wait()
            })
        begun.wait()
        for number in 0..<2 {
            #expect(
                queue.add {
                    results.append(number)
                    done.signal()
                })
        }
        #expect(!queue.add { results.append(99) })
        gate.signal()
        done.wait()
        done.wait()
        #expect(results.all == [0, 1])
    }

    private final class Results: Sendable {
        private let numbers = Mutex<[Int]>([])

        func append(_ number: Int) { numbers.withLock { $0.append(number) } }
        var all: [Int] { numbers.withLock(\.self) }
    }
}
