import Foundation
import Records
import Testing

@testable import entente

extension CommandTests {
    @Suite("entente export")
    struct ExportTests {
        @Test("JSON and NDJSON hold all records, by type in the order of register files")
        func whole() throws {
            let json = try Command.run(["export"])
            #expect(json.status == 0, "\(json.errors)")
            let root = try JSONReader.read(Array(json.output.utf8), file: "export")
            let types = root["data"].items.compactMap { $0["type"].text }
            #expect(Set(types).count == 11)
            let order = types.compactMap { RecordType(rawValue: $0)?.order }
            #expect(order == order.sorted())
            #expect(root["meta"]["total"].integer == types.count)
            let ndjson = try Command.run(["export", "--format", "ndjson"])
            let lines = try ndjson.output.split(separator: "\n").map {
                try JSONReader.read(Array($0.utf8), file: "line")
            }
            #expect(lines.map { $0["id"].text } == root["data"].items.map { $0["id"].text })
        }

        @Test("one collection is what a server of the same data answers")
        func collection() throws {
            let server = try Running()
            for name in ["dialogues.json", "series.ndjson", "conflicts.csv", "people.csv"] {
                let parts = name.split(separator: ".").map(String.init)
                let outcome = try Command.run(["export", "--type", parts[0], "--format", parts[1]])
                #expect(!outcome.output.isEmpty)
                let connection = try LoopbackConnection(port: server.port)
                // A client of HTTP/1.0 needs to decode no chunks.
                try connection.send("GET /export/\(name) HTTP/1.0\r\n\r\n")
                #expect(try LoopbackClient.parse(connection.readToEnd()).body == outcome.output)
            }
            #expect(server.stop(SIGTERM) == 0)
        }

        @Test(
            "what cannot be exported is 64 with what can",
            arguments: [
                (["--format", "csv"], "--type: dialogues"), (["--type", "dialog"], "dialogues"),
                (["--format", "xml"], "ndjson"),
            ])
        func misuse(arguments: [String], words: String) throws {
            let outcome = try Command.run(["export"] + arguments)
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains(words))
            #expect(outcome.output.isEmpty)
        }

        @Test("a register that is wrong is 78 with file and line, and nothing is written")
        func wrongRegister() throws {
            let folder = try TemporaryFolder()
            let path = try folder.write("bad.json", "{\"entente\": 1,\n \"document\": {},\n \"records\": []}")
            let outcome = try Command.run(["export", "--data", folder.path])
            #expect(outcome.status == 78)
            #expect(outcome.errors.contains("\(path):2: error: "))
            #expect(outcome.output.isEmpty)
        }
    }
}
