import HTTP
import Records
import Search
import Testing

@testable import API

@Suite("Tools of assistants")
struct ToolTests {
    private let assistant: Assistant
    private var client: Client { assistant.client }

    init() throws { assistant = try Assistant() }

    @Test("each tool says what it is, what it takes and what it gives, and that it changes nothing")
    func list() throws {
        let tools = try assistant.request("tools/list").json()["result"]["tools"].items
        #expect(tools.map { $0["name"].text } == ["search", "get_record", "list_dialogues", "compare_partners"])
        for tool in tools {
            #expect(
                tool.names == ["name", "title", "description", "inputSchema", "outputSchema", "annotations"])
            for schema in [tool["inputSchema"], tool["outputSchema"]] {
                #expect(schema["type"].text == "object")
                let properties = try #require(schema["properties"])
                #expect(!properties.names.isEmpty)
                #expect(Set(schema["required"].texts).isSubset(of: properties.names))
                for name in properties.names { #expect(properties[name]["description"].text?.isEmpty == false) }
            }
        }
    }

    @Test("all filters of dialogues are arguments of their list, terms as the vocabulary has them")
    func filters() throws {
        let tools = try assistant.request("tools/list").json()["result"]["tools"].items
        let properties = try #require(tools[2]["inputSchema"]["properties"])
        let fields = client.api.catalog.current.collection(.dialogues).fields.map(\.name)
        #expect(Set(fields).isSubset(of: properties.names))
        #expect(properties["kind"]["items"]["enum"].texts.contains("security-dialogue"))
    }

    // MARK: Answers are those of the API

    @Test(
        "a search finds what /search finds, in its order",
        arguments: [
            (#"{"q": "kenya"}"#, "q=kenya&limit=10"), (#"{"q": "kenya", "limit": 2}"#, "q=kenya&limit=2"),
            (#"{"q": "tanaka", "type": ["person", "commitment"]}"#, "q=tanaka&type=person,commitment"),
            (#"{"q": "tanaka", "type": "person"}"#, "q=tanaka&type=person"), (#"{"q": "tanaca"}"#, "q=tanaca"),
            (#"{"q": "nothing-at-all"}"#, "q=nothing-at-all"),
        ])
    func search(arguments: String, query: String) throws {
        let answer = try assistant.answer("search", arguments)
        let expected = try client.json("/search?\(query)")
        #expect(answer["total"].integer == expected["meta"]["total"].integer)
        #expect(answer["hits"].items.map { $0["id"].text } == expected["data"].items.map { $0["id"].text })
        #expect(answer["next"].text == expected["meta"]["next"].text)
        #expect((answer["corrected"] == nil) == (expected["meta"]["corrected"] == nil))
        #expect(answer["generation"].text == "0123456789abcdef")
    }

    @Test(
        "a list has what /dialogues has, in its order",
        arguments: [
            ("{}", "limit=10"), (#"{"partner": ["Kenya", "brazil"]}"#, "partner=Kenya,brazil&limit=10"),
            (#"{"partner.all": ["KE", "Japan"], "kind!": "talks"}"#, "partner.all=KE,Japan&kind!=talks&limit=10"),
            (#"{"country": null, "ordinal": [1, 3]}"#, "ordinal=1,3"), (#"{"year": 2023}"#, "year=2023"),
            (
                #"{"from": "2019", "to": "2022-12", "sort": ["date", "-title"]}"#,
                "from=2019&to=2022-12&sort=date,-title"
            ),
            (#"{"q": "said", "limit": 1}"#, "q=said&limit=1"),
            (#"{"format": ["in-person"], "limit": 3}"#, "format=in-person&limit=3"),
        ])
    func dialogues(arguments: String, query: String) throws {
        let answer = try assistant.answer("list_dialogues", arguments)
        let expected = try client.json("/dialogues?\(query)")
        #expect(answer["total"].integer == expected["meta"]["total"].integer)
        #expect(answer["next"].text == expected["meta"]["next"].text)
        #expect(answer["dialogues"].items.map { $0["id"].text } == expected["data"].items.map { $0["id"].text })
    }

    @Test(
        "pages follow each other to the end",
        arguments: [("list_dialogues", "dialogues", ""), ("search", "hits", #""q": "kenya", "#)])
    func pages(tool: String, member: String, own: String) throws {
        var cursor = "null"
        var ids: [String] = []
        var total = 0
        repeat {
            let answer = try assistant.answer(tool, "{\(own)\"limit\": 2, \"cursor\": \(cursor)}")
            ids += answer[member].items.compactMap { $0["id"].text }
            total = try #require(answer["total"].integer)
            cursor = answer["next"].text.map { "\"\($0)\"" } ?? "null"
        } while cursor != "null"
        #expect(total > 2)
        #expect(ids.count == total)
        #expect(Set(ids).count == total)
    }

    @Test(
        "a record is found by id or name, and is the one that the API has",
        arguments: [
            ("partner", "KE", "/partners/kenya"), ("partner", "kenya", "/partners/kenya"),
            ("person", "Aiko Tanaka", "/people/aiko-tanaka"),
            ("dialogue", "japan-kenya-security-dialogue-3", "/dialogues/japan-kenya-security-dialogue-3"),
            ("document", "2021-07-09-folha", "/documents/2021-07-09-folha"),
            ("series", "japan-kenya-security-dialogue", "/series/japan-kenya-security-dialogue"),
        ])
    func record(type: String, name: String, path: String) throws {
        let answer = try assistant.answer("get_record", #"{"type": "\#(type)", "id": "\#(name)"}"#)
        let record = try #require(answer["record"])
        let expected = try #require(try client.json(path)["data"])
        #expect(record["url"].text == "http://register.example\(path)")
        let added = ["url", "citations", "citationTotal"]
        #expect(
            record.names.filter { !added.contains($0) }
                == expected.names.filter { !["evidence", "documents"].contains($0) })
        for name in record.names where !added.contains(name) {
            #expect(try #require(record[name]) == #require(expected[name]))
        }
    }

    // MARK: Citations

    @Test("a record is cited by all that it is proved by, with the report's publisher, date and address")
    func citations() throws {
        let answer = try assistant.answer("get_record", #"{"type": "agreement", "id": "japan-kenya-fraud-memorandum"}"#)
        let citations = answer["record"]["citations"].items
        #expect(answer["record"]["citationTotal"].integer == 1)
        #expect(citations.count == 1)
        #expect(
            citations.first?.names == ["document", "publisher", "published", "paragraph", "exact", "supports", "url"])
        #expect(citations.first["exact"].text == "a memorandum on fraud")
        #expect(citations.first["publisher"].text == "Nairobi Wire")
        #expect(citations.first["published"].text == "2023-03-02")
        #expect(citations.first["paragraph"].integer == 1)
        #expect(citations.first["url"].text == "http://register.example/documents/2023-03-02-nairobi-wire")
    }

    @Test(
        "of many passages a hit has three, those first that hold the words looked for",
        arguments: [("delta", ["delta", "alpha", "bravo"]), ("mechanism", ["alpha", "bravo", "charlie"])])
    func preferred(word: String, cited: [String]) throws {
        let words = ["alpha", "bravo", "charlie", "delta"]
        let evidence = words.map { word in
            #"{"supports": ["id"], "paragraph": 1, "start": 0, "end": \#(word.utf8.count), "exact": "\#(word)"}"#
        }
        let framework = #"""
            {"id": "a-mechanism", "type": "framework", "name": "A Mechanism", "evidence": [\#(evidence.joined(separator: ","))]}
            """#
        let client = Client(try FixtureRegister.make(adding: [framework]))
        let answer = try Assistant(client).answer("search", #"{"q": "\#(word)"}"#)
        #expect(answer["hits"][0]["citations"].items.map { $0["exact"].text } == cited)
        #expect(answer["hits"][0]["citationTotal"].integer == 4)
    }

    // MARK: Comparison

    @Test("partners are compared by what the lists have of them")
    func comparison() throws {
        let answer = try assistant.answer("compare_partners", #"{"partner": ["KE", "Japan"], "limit": 2}"#)
        #expect(answer["partners"].items.map { $0["id"].text } == ["kenya", "japan"])
        for partner in answer["partners"].items {
            let id = try #require(partner["id"].text)
            for name in ["dialogues", "agreements", "partnerships", "commitments"] {
                let list = try client.json("/\(name)?partner=\(id)&limit=1")
                #expect(partner["counts"][name].integer == list["meta"]["total"].integer)
            }
        }
        for name in ["dialogues", "agreements"] {
            let list = try client.json("/\(name)?partner.all=kenya,japan&limit=2")
            #expect(answer[name]["total"].integer == list["meta"]["total"].integer)
            #expect(answer[name]["items"].items.map { $0["id"].text } == list["data"].items.map { $0["id"].text })
        }
        #expect(answer["pairs"].items.count == 1)
        #expect(answer["pairs"][0]["partners"].texts == ["kenya", "japan"])
        #expect(answer["pairs"][0]["tier"].text == "strategic")
        #expect(answer["pairs"][0]["partnership"]["id"].text == "japan-kenya-strategic-partnership")
        #expect(answer["pairs"][0]["partnership"]["citations"].items.count == 1)
    }

    @Test(
        "the topics that all discuss come with how often they do, together and each",
        arguments: [["japan", "kenya"], ["kenya", "norway"], ["kenya", "brazil", "norway"]])
    func topics(partners: [String]) throws {
        let all = partners.joined(separator: ",")
        let answer = try assistant.answer("compare_partners", #"{"partner": "\#(all)"}"#)
        let topics = answer["topics"].items
        #expect(answer["topicTotal"].integer == topics.count)
        for topic in topics {
            let id = try #require(topic["id"].text)
            let together = try client.json("/dialogues?topic=\(id)&partner.all=\(all)")
            #expect(topic["together"].integer == together["meta"]["total"].integer)
            for partner in partners {
                let own = try client.json("/dialogues?topic=\(id)&partner=\(partner)")
                #expect(topic["each"][partner].integer == own["meta"]["total"].integer)
            }
        }
        let each = try partners.map { partner in
            let facets = try client.json("/dialogues?partner=\(partner)&facets=topic")["facets"]
            return Set(facets["topic"].items.compactMap { $0["value"].text })
        }
        let shared = each.dropFirst().reduce(each[0]) { $0.intersection($1) }
        #expect(Set(topics.compactMap { $0["id"].text }) == shared)
        let counts = topics.compactMap { $0["together"].integer }
        #expect(counts == counts.sorted(by: >))
    }

    @Test("three are compared in pairs, and what has nothing in common has zeros")
    func three() throws {
        let answer = try assistant.answer("compare_partners", #"{"partner": ["kenya", "brazil", "norway"]}"#)
        #expect(
            answer["pairs"].items.map { $0["partners"].texts } == [
                ["kenya", "brazil"], ["kenya", "norway"], ["brazil", "norway"],
            ])
        #expect(answer["dialogues"]["total"].integer == 0)
        #expect(answer["pairs"].items.allSatisfy { $0["tier"] == nil })
    }

    // MARK: Errors

    static let faults: [(tool: String, arguments: String, advice: [String])] = [
        ("search", "{}", ["q: q is missing"]), ("search", #"{"q": "-"}"#, ["q: q holds no word"]),
        ("search", #"{"q": "a", "limit": 51}"#, ["from 1 to 50"]),
        ("search", #"{"type": ["persn"], "pretty": true}"#, ["q: ", "Did you mean person?", "pretty: "]),
        ("search", #"{"q": ["a", "b"]}"#, ["q is given more than once"]),
        ("search", #"{"q": "a", "cursor": "x"}"#, ["cursor: "]),
        ("get_record", #"{"type": "partner"}"#, ["id: id is missing"]),
        ("get_record", #"{"type": "partner", "id": "Kenia"}"#, ["id: There is no partner Kenia. Did you mean kenya?"]),
        ("get_record", #"{"type": "person", "id": "Tanaka"}"#, ["id: Tanaka names several of people"]),
        ("get_record", #"{"type": "state", "id": "x", "fields": "id"}"#, ["type: ", "fields: "]),
        ("list_dialogues", #"{"partner": ["Kenia"], "limit": 0}"#, ["Did you mean Kenya?", "limit: 0 is no limit"]),
        ("list_dialogues", #"{"kind!": ["talk"]}"#, ["kind!: talk is not a value of kind!"]),
        ("list_dialogues", #"{"partner": []}"#, ["partner has no value"]),
        ("list_dialogues", #"{"partner": [{}]}"#, ["partner is a list of something else"]),
        ("list_dialogues", #"{"partner": {}, "topic": {}}"#, ["partner is an object", "topic is an object"]),
        ("list_dialogues", #"{"format": "csv", "fields": "id"}"#, ["format: csv", "fields: "]),
        ("list_dialogues", #"{"from": "2024", "to": "2023"}"#, ["swap them"]),
        ("list_dialogues", #"{"q": "\#(String(repeating: "a", count: 2048))"}"#, ["at most 2048 octets"]),
        ("compare_partners", "{}", ["0 different partners"]),
        ("compare_partners", #"{"partner": ["KE", "Kenya"]}"#, ["1 different partners"]),
        ("compare_partners", #"{"partner": ["Kenia"], "limit": 21, "to": "2024"}"#, ["Kenia", "limit: ", "to: "]),
    ]

    @Test("wrong arguments are results that say all that is wrong and what would do", arguments: faults)
    func fault(_ wrong: (tool: String, arguments: String, advice: [String])) throws {
        let result = try assistant.call(wrong.tool, wrong.arguments)
        #expect(result.names == ["content", "isError"])
        #expect(result["isError"]?.value.summary == "true")
        let text = try #require(result["content"][0]["text"].text)
        for advice in wrong.advice { #expect(text.contains(advice), "\(text)") }
    }
}
