import Records
import Testing

@testable import Extraction

@Suite("Topics of exchanges")
struct ExchangeTopicTests {
    /// What the exchanges of a report are about, in their order.
    private func topics(_ sentence: String) throws -> [[String]] {
        let document = try NameFixture.document(ExchangeTests.talks + sentence)
        let dates = document.statements.flatMap {
            DateReader.read(document.text, in: document.text.sentences[$0].tokens)
        }
        var diagnostics: [Diagnostic] = []
        let resolver = DateResolver(document, mentions: dates, given: nil, diagnostics: &diagnostics)
        let scene = Scene(document: document, cast: NameReader.read(document).cast, dates: dates, resolver: resolver)
        var exchanges = ExchangeReader.read(scene)
        ExchangeTopics.read(scene, &exchanges)
        ExchangeRecords.identify(&exchanges)
        let outcomes = CommitmentReader.read(scene, exchanges, outcomes: [])
        ExchangeTopics.complete(scene, &exchanges, outcomes: outcomes)
        return exchanges.items.map(\.topics)
    }

    @Test(
        "What a report tells of an exchange in any words is its matter",
        arguments: [
            ("The talks went to the heart of the fight against drug crime.", ["drug-crime"]),
            ("Both were glad that the two countries work together in areas such as terrorism.", ["terrorism"]),
            ("Against money laundering and fraud one state alone can do little.", ["money-laundering", "fraud"]),
            (
                "The two forces also serve side by side in peacekeeping missions of the United Nations.",
                ["peacekeeping"]
            ),
        ])
    func told(sentence: String, topics expected: [String]) throws {
        #expect(try topics(sentence) == [expected])
    }

    @Test(
        "Proposals of one side, third states and what guests were shown are no matter of an exchange",
        arguments: [
            "Quang asked Laos to train Vietnamese officers in forensic science.",
            "Japan and Brazil are fighting cybercrime as well.",
            "The guests toured a training centre for fire-fighting.",
        ])
    func leftOut(sentence: String) throws {
        #expect(try topics(sentence) == [[]])
    }
}
