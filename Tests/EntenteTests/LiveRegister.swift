import API
import Foundation
import HTTPServer
import Records
import Search
import Testing

@testable import entente

/// The shipped register behind a server of this process, and the reports and the analyst's record it is measured by.
///
/// `ENTENTE_REPORTS` names the folder of reports; `../gold/seeds.json` beside it is the record.
struct LiveRegister: Sendable {
    static let reports = ProcessInfo.processInfo.environment["ENTENTE_REPORTS"].map { URL(filePath: $0) }
    static let isMeasurable = gold.map { FileManager.default.fileExists(atPath: $0.path) } ?? false
    private static let gold = reports?.deletingLastPathComponent().appending(path: "gold/seeds.json")
    private static let started = Result { try LiveRegister() }

    let server: Server
    let client: LoopbackClient
    /// The document that each report became, by the report's file name.
    let documents: [(report: String, document: JSONNode)]

    static func shared() throws -> LiveRegister { try started.get() }

    private init() throws {
        let config = Command.root.appending(path: "Config").path
        let snapshot = try RegisterLoader.snapshot(data: "\(config)/seeds", vocabulary: "\(config)/vocabulary")
        let catalog = Catalog(snapshot)
        let api = API(catalog: catalog, files: PublicFiles([:]), options: API.Options(version: "test"))
        server = try Server(
            host: "127.0.0.1", port: 0, loops: 1, application: RegisterApplication(api: api, catalog: catalog))
        client = LoopbackClient(port: server.address.port)
        let shipped = try client.list("/documents")
        let folder = try #require(Self.reports)
        documents = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().compactMap { name in
            let hash = Digest.sha256(Array(try Data(contentsOf: folder.appending(path: name))))
            return shipped.first { $0["sha256"].text == hash }.map { (name, $0) }
        }
    }

    /// What the analyst recorded of each report that is shipped.
    func goldDocuments() throws -> [GoldDocument] {
        let file = try #require(Self.gold)
        let root = try JSONReader.read(Array(try Data(contentsOf: file)), file: file.path)
        return try documents.map { report, document in
            let content = try #require(root[report], "the record has no \(report)")
            return GoldDocument(report: report, id: document["id"].text ?? "", content: content, client: client)
        }
    }

    func text(of report: String) throws -> [Unicode.Scalar] {
        let folder = try #require(Self.reports)
        let bytes = try Data(contentsOf: folder.appending(path: report))
        return Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    }

    private static let collections = [
        "dialogues", "agreements", "partnerships", "commitments", "roles", "frameworks", "institutions", "people",
        "partners", "topics",
    ]

    /// The evidence of every record, and of every value of a conflict, that cites a document.
    func evidence(of document: String) throws -> [(record: String, evidence: JSONNode)] {
        try Self.collections.flatMap { collection in
            try client.list("/\(collection)?document=\(document)").flatMap { record in
                let alternatives = record["conflicts"].items.flatMap { $0["values"].items }
                return ([record] + alternatives).flatMap { $0["evidence"].items }
                    .filter { $0["document"].text == document }
                    .map { (record["id"].text ?? "", $0) }
            }
        }
    }
}
