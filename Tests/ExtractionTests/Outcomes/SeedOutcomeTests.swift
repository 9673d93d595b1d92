import Foundation
import Records
import Testing

@testable import Extraction

/// Over the reports behind the register files that ship, where they are at hand.
@Suite("Outcomes of the reports behind the register files", .enabled(if: OutcomeFixture.reports != nil))
struct SeedOutcomeTests {
    private static let files =
        (try? FileManager.default.contentsOfDirectory(
            at: NameFixture.root.appending(path: "Config/seeds"), includingPropertiesForKeys: nil)) ?? []

    private struct Seed {
        let ids: [String: Set<String>]
        let published: String?

        init(_ url: URL) throws {
            let root = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
            let document = root["document"] as? [String: Any]
            published = (document?["published"] as? [String: Any])?["edtf"] as? String
            let records = root["records"] as? [[String: Any]] ?? []
            ids = Dictionary(grouping: records) { $0["type"] as? String ?? "" }.mapValues {
                Set($0.compactMap { $0["id"] as? String })
            }
        }
    }

    @Test(
        "Agreements, partnerships, roles and frameworks are those of the register file",
        arguments: files.filter { $0.pathExtension == "json" }.map(\.lastPathComponent).sorted())
    func outcomes(name: String) throws {
        let seed = try Seed(NameFixture.root.appending(path: "Config/seeds").appending(path: name))
        let stem = String(name.dropLast(5))
        let report = try #require(OutcomeFixture.reports).appending(path: stem + ".txt")
        let document = try NameFixture.laidOut(report)
        let dates = document.statements.flatMap {
            DateReader.read(document.text, in: document.text.sentences[$0].tokens)
        }
        var diagnostics: [Diagnostic] = []
        let resolver = DateResolver(
            document, mentions: dates, given: try seed.published.map { try RecordDate($0, basis: .reviewed) },
            diagnostics: &diagnostics)
        let scene = Scene(document: document, cast: NameReader.read(document).cast, dates: dates, resolver: resolver)
        var exchanges = ExchangeReader.read(scene)
        ExchangeRecords.identify(&exchanges)
        let drafts = OutcomeFixture.drafts(scene, exchanges)
        for type in [RecordType.agreement, .partnership, .role, .framework] {
            #expect(
                Set(drafts.filter { $0.type == type }.map(\.id)) == seed.ids[type.rawValue] ?? [], "\(type.rawValue)")
        }
        for draft in drafts {
            #expect(!draft.proofs.isEmpty, "\(draft.id)")
        }
    }
}
