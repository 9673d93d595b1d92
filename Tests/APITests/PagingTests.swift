import HTTP
import Records
import Search
import Testing

@testable import API

@Suite("Paging")
struct PagingTests {
    let client: Client

    init() throws { client = try Client.fixture.get() }

    /// Every collection with every field it can be sorted by, in both directions.
    static let sorts: [String] = {
        guard let client = try? Client.fixture.get() else { return [] }
        return CollectionName.allCases.flatMap { name in
            let fields = client.api.catalog.current.collection(name).sortableFields
            return ["/\(name.rawValue)"]
                + fields.flatMap { ["/\(name.rawValue)?sort=\($0)", "/\(name.rawValue)?sort=-\($0)"] }
        }
    }()

    @Test("when the register is exchanged between two pages, the next goes on behind the same record, if it is there")
    func exchanged() throws {
        func snapshot(_ generation: String, _ ids: [String]) throws -> Snapshot {
            let register = try FixtureRegister.make(adding: ids.map(FixtureRegister.meeting))
            return SnapshotBuilder.build(register, generation: generation, modified: 0)
        }
        let catalog = Catalog(try snapshot("1", ["meeting-a", "meeting-c"]))
        let client = Client(catalog)
        let target = "/dialogues?year=2024&partner=norway&kind=meeting&sort=title&limit=1"
        let first = try client.json(target)
        let tag = try #require(client.get(target).entityTag)
        #expect(first["data"].items.compactMap { Optional($0)["id"].text } == ["meeting-a"])
        let cursor = try #require(first["meta"]["next"].text)
        catalog.publish(try snapshot("2", ["meeting-a", "meeting-b", "meeting-c"]))
        let second = try client.json("\(target)&cursor=\(PercentCoding.encode(cursor))")
        #expect(second["data"].items.compactMap { Optional($0)["id"].text } == ["meeting-b"])
        #expect(second["meta"]["total"].integer == 3)
        #expect(second["meta"]["generation"].text == "2")
        #expect(client.get(target).entityTag != tag)
        catalog.publish(try snapshot("3", ["meeting-c"]))
        let errors = try client.errors("\(target)&cursor=\(PercentCoding.encode(cursor))")
        #expect(errors.map(\.parameter) == ["cursor"])
        // The same register again is the same answer again.
        catalog.publish(try snapshot("1", ["meeting-a", "meeting-c"]))
        #expect(client.get(target).entityTag == tag)
    }

    @Test("every collection offers more than one order") func sortsExist() {
        #expect(Self.sorts.count > 2 * CollectionName.allCases.count)
    }

    @Test("following next visits each record exactly once, in the order of the whole list", arguments: sorts)
    func visitsEach(target: String) throws {
        let separator = target.contains("?") ? "&" : "?"
        let whole = try client.ids("\(target)\(separator)limit=500")
        for limit in 1...3 {
            var visited: [String] = []
            var next: String? = "\(target)\(separator)limit=\(limit)"
            while let page = next, visited.count <= whole.count {
                let response = client.get(page)
                let answer = try response.json()
                let ids = answer["data"].items.compactMap { $0["id"].text }
                visited += ids
                #expect(answer["meta"]["total"].integer == whole.count)
                #expect(answer["meta"]["returned"].integer == ids.count)
                #expect(answer["meta"]["limit"].integer == limit)
                #expect(answer["links"]["self"].text == page)
                next = answer["links"]["next"].text
                #expect(response["Link"] == next.map { "<\($0)>; rel=\"next\"" })
                #expect(answer["meta"]["next"].isNull == (next == nil))
                if let next { #expect(next.hasSuffix("cursor=" + (answer["meta"]["next"].text ?? "none"))) }
            }
            #expect(visited == whole)
        }
    }

    @Test("a cursor goes with its own question, whatever the page size, form and order of its values")
    func cursorOfSameQuestion() throws {
        let first = try client.json("/dialogues?partner=Japan,Brazil&limit=2")
        let cursor = try #require(first["meta"]["next"].text)
        let second = try client.ids("/dialogues?partner=Japan,Brazil&limit=2&cursor=\(cursor)")
        #expect(second.count == 2)
        #expect(
            try client.ids("/dialogues?limit=2&partner=BRA&pretty=true&partner=jp&facets=kind&cursor=\(cursor)")
                == second)
    }

    @Test(
        "a cursor of another question is refused",
        arguments: [
            "partner=Japan", "partner=Brazil,Japan&kind=talks", "partner.all=Japan,Brazil", "partner!=Japan,Brazil",
            "sort=title",
            "from=2020", "q=talks", "",
        ])
    func cursorOfAnotherQuestion(query: String) throws {
        let cursor = try #require(try client.json("/dialogues?partner=Japan,Brazil&limit=1")["meta"]["next"].text)
        #expect(try client.errors("/dialogues?\(query)&cursor=\(cursor)").map(\.parameter) == ["cursor"])
        #expect(try client.errors("/agreements?cursor=\(cursor)").map(\.parameter) == ["cursor"])
    }

    @Test("a record that is gone makes its cursor a 400 that says how to go on")
    func recordGone() throws {
        let cursor = try #require(try client.json("/dialogues?limit=2")["meta"]["next"].text)
        let stale = cursor.prefix(17) + "no-such-dialogue"
        #expect(try client.errors("/dialogues?cursor=\(stale)").map(\.parameter) == ["cursor"])
    }

    @Test("limit is 20 unless given, and up to 500")
    func limits() throws {
        #expect(try client.json("/dialogues")["meta"]["limit"].integer == 20)
        #expect(try client.json("/dialogues?limit=500")["meta"]["limit"].integer == 500)
        #expect(try client.ids("/dialogues?limit=1").count == 1)
    }

    @Test("rows and lines page through the Link field alone")
    func linkOfTables() throws {
        let response = client.get("/dialogues?format=csv&limit=1&fields=id")
        let link = try #require(response["Link"])
        let next = try #require(link.split(separator: ">").first?.dropFirst())
        #expect(client.get(String(next)).text == "id\r\njapan-kenya-security-dialogue-4\r\n")
    }

    @Test("nothing a client sends can end a link or begin another")
    func linkIsClosed() throws {
        let response = client.get("/dialogues?limit=1&q=-x>;rel=\"next\",<//evil")
        let link = try #require(response["Link"])
        #expect(link.hasPrefix("</dialogues?limit=1&q=-x%3E;rel=%22next%22,%3C//evil&cursor="))
        #expect(link.hasSuffix(">; rel=\"next\""))
        #expect(try response.json()["links"]["self"].text == "/dialogues?limit=1&q=-x%3E;rel=%22next%22,%3C//evil")
    }

    @Test("a cursor is replaced on the next page, however its name was written")
    func cursorIsReplaced() throws {
        let first = try #require(try client.json("/dialogues?limit=2")["meta"]["next"].text)
        let next = try #require(try client.json("/dialogues?%63ursor=\(first)&limit=2")["links"]["next"].text)
        #expect(client.get(next).status == .ok)
    }
}
