import Foundation
import Records

@testable import Extraction

/// Reports of a few sentences with their exchanges given, so that outcomes are tested without the readers of exchanges.
enum OutcomeFixture {
    /// The reports behind the register files that ship; nil where they are not at hand.
    static let reports = ProcessInfo.processInfo.environment["ENTENTE_REPORTS"].map { URL(fileURLWithPath: $0) }

    /// Drafts of a report of Kenya and India (or others), who held talks on 13 March 2024.
    static func drafts(_ text: String, _ type: RecordType, parties: [String] = ["india", "kenya"]) throws -> [Draft] {
        let document = try NameFixture.document(text)
        let dates = document.statements.flatMap {
            DateReader.read(document.text, in: document.text.sentences[$0].tokens)
        }
        let published = try RecordDate("2024-03-14", basis: .reviewed)
        var diagnostics: [Diagnostic] = []
        let resolver = DateResolver(document, mentions: dates, given: published, diagnostics: &diagnostics)
        let scene = Scene(document: document, cast: NameReader.read(document).cast, dates: dates, resolver: resolver)
        var talks = Exchange(kind: "talks", status: "held", parties: parties.map { Exchange.Party(partner: $0) })
        talks.date = try RecordDate("2024-03-13", basis: .header)
        let sentences = document.text.sentences.count
        let exchanges =
            parties.isEmpty
            ? Exchanges(items: [], current: Array(repeating: nil, count: sentences), ids: [])
            : Exchanges(items: [talks], current: Array(repeating: 0, count: sentences), ids: ["talks"])
        return drafts(scene, exchanges).filter { $0.type == type }
    }

    static func drafts(_ scene: Scene, _ exchanges: Exchanges) -> [Draft] {
        AgreementReader.read(scene, exchanges) + PartnershipReader.read(scene, exchanges)
            + RoleReader.read(scene, exchanges) + FrameworkReader.read(scene, exchanges)
    }

    static func topics(_ text: String) throws -> [String] {
        let document = try NameFixture.document(text)
        return TopicReader.ids(
            document.statements.flatMap { TopicReader.topics(document, in: document.text.sentences[$0].tokens) })
    }
}
