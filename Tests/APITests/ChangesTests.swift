import HTTP
import Records
import Search
import Testing

@testable import API

/// The fixture register with and without its second file, published one after the other.
struct PublishingClient {
    let catalog: Catalog
    let client: Client

    init() throws {
        catalog = Catalog(try Self.snapshot("first", files: 1))
        client = Client(catalog)
    }

    private static let registers = Result { try (0...2).map { try FixtureRegister.make(files: $0) } }

    static func snapshot(_ generation: String, files: Int) throws -> Snapshot {
        SnapshotBuilder.build(try registers.get()[files], generation: generation, modified: 1_700_000_000)
    }

    func publish(_ generation: String, files: Int) throws {
        catalog.publish(try Self.snapshot(generation, files: files))
    }
}

@Suite("Changes since a generation")
struct ChangesTests {
    @Test("added, changed and removed ids of every collection, and what came of them in between")
    func since() throws {
        let register = try PublishingClient()
        try register.publish("second", files: 2)
        let added = try register.client.json("/changes?since=first")
        #expect(added["data"]?.names == CollectionName.allCases.map(\.rawValue))
        #expect(
            added["data"]["dialogues"]["added"].texts == [
                "brazil-cote-d-ivoire-meeting", "brazil-japan-kenya-conference", "brazil-kenya-call-before",
            ])
        // Kenya takes part in more dialogues now, which its record says; Brazil was in no list before.
        #expect(added["data"]["partners"]["changed"].texts == ["japan", "kenya"])
        #expect(added["data"]["partners"]["added"].texts.contains("brazil"))
        #expect(added["data"]["dialogues"]["removed"].texts == [])
        #expect(added["meta"]["since"].text == "first")
        #expect(added["meta"]["generation"].text == "second")
        #expect(added["links"]["self"].text == "/changes?since=first")
        try register.publish("third", files: 1)
        #expect(
            try register.client.json("/changes?since=second")["data"]["dialogues"]["removed"].texts
                == added["data"]["dialogues"]["added"].texts)
        #expect(try register.client.json("/changes?since=first")["meta"]["total"].integer == 0)
        #expect(try register.client.json("/changes?since=third")["meta"]["total"].integer == 0)
    }

    @Test("of narrows, and a table has a row for each id")
    func table() throws {
        let register = try PublishingClient()
        try register.publish("second", files: 2)
        let narrow = try register.client.json("/changes?since=first&of=agreements,documents")
        #expect(narrow["data"]?.names == ["agreements", "documents"])
        #expect(narrow["meta"]["total"].integer == 2)
        let table = register.client.get("/changes?since=first&of=agreements,documents&format=csv")
        #expect(
            table.text == "collection,change,id\r\nagreements,added,brazil-cote-d-ivoire-plan\r\n"
                + "documents,added,2021-07-09-folha\r\n")
        #expect(table["Content-Type"] == "text/csv;charset=utf-8")
    }

    @Test("a generation that is unknown is 410 with the one to follow from", arguments: ["nothing", "first%20"])
    func unknown(generation: String) throws {
        let register = try PublishingClient()
        try register.publish("second", files: 2)
        let response = register.client.get("/changes?since=\(generation)")
        #expect(response.status == .gone)
        #expect(try response.json()["detail"].text?.contains("from generation second") == true)
        #expect(!response.isMemoizable)
    }

    @Test(
        "what is wrong is told, all of it",
        arguments: [
            ("", ["since"]), ("?since=first&since=first", ["since"]), ("?since=first&of=dialogue", ["of"]),
            ("?sinc=first", ["sinc", "since"]), ("?since=first&format=ndjson&pretty=1", ["format", "pretty"]),
            ("?since=first&format=csv&pretty=true", ["pretty"]), ("?since=first&partner=india", ["partner"]),
        ])
    func wrong(query: String, parameters: [String]) throws {
        #expect(try PublishingClient().client.errors("/changes\(query)").map(\.parameter) == parameters)
    }
}
