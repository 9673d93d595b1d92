import API
import Foundation
import HTTPServer
import Search
import Testing

@testable import entente

/// A server of this process whose register is exchanged while clients listen.
@Suite("Events over sockets")
struct EventTests {
    /// The register as it ships, without its first report, and without the first two.
    private static let loaded = Result {
        let folder = try TemporaryFolder()
        let seeds = Command.root.appending(path: "Config/seeds")
        for file in try FileManager.default.contentsOfDirectory(at: seeds, includingPropertiesForKeys: nil) {
            try FileManager.default.copyItem(at: file, to: folder.url.appending(path: file.lastPathComponent))
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try files.prefix(3).map { file in
            let snapshot = try RegisterLoader.snapshot(
                data: folder.path, vocabulary: Command.root.appending(path: "Config/vocabulary").path)
            try FileManager.default.removeItem(at: folder.url.appending(path: file))
            return snapshot
        }
    }

    private let snapshots: [Snapshot]
    private let catalog: Catalog
    private let server: Server

    init() throws {
        snapshots = try Self.loaded.get()
        catalog = Catalog(snapshots[0])
        let api = API(catalog: catalog, files: PublicFiles([:]), options: API.Options(version: "test"))
        server = try Server(
            host: "127.0.0.1", port: 0, loops: 2, application: RegisterApplication(api: api, catalog: catalog))
    }

    private func listen(_ fields: String = "") throws -> LoopbackConnection {
        let connection = try LoopbackConnection(port: server.address.port)
        try connection.send("GET /events HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        let head = try connection.read(until: "\r\n\r\n")
        #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(head.contains("Content-Type: text/event-stream\r\n"))
        #expect(head.contains("Transfer-Encoding: chunked\r\n"))
        return connection
    }

    @Test("Listeners on several loops are told what is published, and answers are those of the new register")
    func published() throws {
        let first = catalog.current.generation
        let listeners = try (0..<8).map { _ in try listen() }
        for listener in listeners { #expect(try listener.read(until: "\n\n").hasSuffix("id: \(first)\n\n")) }
        let client = LoopbackClient(port: server.address.port)
        let before = try client.data("/documents").items.count
        catalog.publish(snapshots[1])
        let second = catalog.current.generation
        #expect(first != second)
        for listener in listeners {
            let event = try listener.read(until: "}\n\n")
            #expect(event.contains("event: generation\nid: \(second)\ndata: {\"generation\":\"\(second)\""))
            #expect(event.contains("\"documents\":{\"added\":0,\"changed\":0,\"removed\":1}"))
        }
        #expect(try client.data("/documents").items.count == before - 1)
        let changes = try client.data("/changes?since=\(first)")
        #expect(changes["documents"]["removed"].items.count == 1)
        #expect(try client.get("/changes?since=\(String(second.reversed()))").status == 410)
    }

    @Test("Who comes again with the last id is told what it missed, and the end of the server ends the stream whole")
    func resumed() throws {
        let first = catalog.current.generation
        catalog.publish(snapshots[1])
        catalog.publish(snapshots[2])
        let listener = try listen("Last-Event-ID: \(first)\r\n")
        let missed = try listener.read(until: "}\n\n") + listener.read(until: "}\n\n")
        #expect(missed.matches(of: /event: generation/).count == 2)
        #expect(missed.contains("id: \(catalog.current.generation)\n"))
        let lost = try listen("Last-Event-ID: lost\r\n")
        #expect(try lost.read(until: "}\n\n").contains("event: reset\nid: \(catalog.current.generation)\n"))
        let head = try LoopbackConnection(port: server.address.port)
        try head.send("HEAD /events HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try head.readToEnd().hasSuffix("\r\n\r\n"))
        #expect(server.stop(within: 10))
        #expect(try listener.readToEnd().hasSuffix("0\r\n\r\n"))
        #expect(try lost.readToEnd().hasSuffix("0\r\n\r\n"))
    }
}
