import HTTP
import Records
import Testing

@testable import API

@Suite("Suggestions")
struct SuggestTests {
    let client: Client

    init() throws { client = try Client.fixture.get() }

    @Test(
        "any word of a name or an alias may begin so; what reports name goes first, then who is called exactly so",
        arguments: [
            ("prefix=k&type=partner", ["kenya"]), ("prefix=KEN&type=partner", ["kenya"]),
            ("prefix=kenya&type=partner", ["kenya"]), ("prefix=ivory", ["cote-d-ivoire"]),
            ("prefix=ivo&type=partner", ["cote-d-ivoire"]),
            ("prefix=tan", ["aiko-tanaka", "kenji-tanaka"]), ("prefix=jo%C3%A3o+jo", ["joao-silva"]),
            ("prefix=joao", ["joao-silva"]), ("prefix=aiko+t", ["aiko-tanaka"]), ("prefix=tanaka+a", []),
            ("prefix=fraud", ["fraud", "advance-fee-fraud"]), ("prefix=sea", ["piracy"]),
            (
                "prefix=japan&type=institution",
                ["coast-guard-japan", "maritime-office-kenya", "national-security-council-japan"]
            ),
            ("prefix=xyz", []),
        ])
    func finds(query: String, ids: [String]) throws {
        #expect(try client.ids("/suggest?\(query)") == ids)
    }

    @Test("what no report names comes last, with no records")
    func unnamed() throws {
        let found = try client.json("/suggest?prefix=n&type=partner,institution")["data"].items
        let records = found.map { $0["records"].integer ?? -1 }
        #expect(records.contains(0))
        let named = records.prefix { $0 > 0 }
        #expect(records.dropFirst(named.count).allSatisfy { $0 == 0 })
        #expect(Array(named) == named.sorted(by: >))
    }

    @Test("a suggestion says whom it means and by which name")
    func shape() throws {
        let found = try #require(try client.json("/suggest?prefix=ivory")["data"].items.first)
        #expect(found.names == ["id", "type", "name", "alias", "records", "url"])
        #expect(found["name"].text == "Côte d'Ivoire" && found["alias"].text == "Ivory Coast")
        #expect(found["url"].text == "/partners/cote-d-ivoire" && found["type"].text == "partner")
        let own = try #require(try client.json("/suggest?prefix=kenya&type=partner")["data"].items.first)
        #expect(own.names == ["id", "type", "name", "records", "url"])
    }

    @Test("a series is suggested by the words of its title")
    func series() throws {
        let found = try client.json("/suggest?prefix=security&type=series")["data"].items
        #expect(found.map { $0["type"].text } == ["series"])
        #expect(client.get(try #require(found.first?["url"].text)).status == .ok)
    }

    @Test("no more than the limit are given, and the total is exact")
    func limit() throws {
        let answer = try client.json("/suggest?prefix=t&limit=1")
        #expect(answer["data"].items.count == 1)
        #expect(try #require(answer["meta"]["total"].integer) > 1)
        #expect(answer["meta"]["limit"].integer == 1)
    }

    @Test("a table and lines have the same suggestions")
    func representations() {
        #expect(
            client.get("/suggest?prefix=ivory&format=csv").text
                == "id,type,name,alias,records,url\r\ncote-d-ivoire,partner,Côte d'Ivoire,Ivory Coast,3,/partners/cote-d-ivoire\r\n"
        )
        #expect(client.get("/suggest?prefix=tan&format=ndjson").text.split(separator: "\n").count == 2)
        #expect(client.get("/suggest?prefix=tan").entityTag != nil)
    }

    @Test(
        "all that is wrong is named with what may have been meant",
        arguments: [
            ("", "prefix", nil), ("?prefix=", "prefix", nil), ("?prefix=-", "prefix", nil),
            ("?prefx=a", "prefx", "prefix"), ("?prefix=a&limit=51", "limit", nil), ("?prefix=a&limit=x", "limit", nil),
            ("?prefix=a&type=dialogue", "type", nil), ("?prefix=a&type=partners", "type", "partner"),
            ("?prefix=a&prefix=b", "prefix", nil), ("?prefix=a&format=xml", "format", nil),
            ("?prefix=a&format=csv&pretty=true", "pretty", nil), ("?prefix=a&cursor=x", "cursor", nil),
        ] as [(String, String, String?)])
    func errors(query: String, parameter: String, suggestion: String?) throws {
        let errors = try client.errors("/suggest\(query)")
        #expect(errors.map(\.parameter).contains(parameter))
        #expect(errors.first { $0.parameter == parameter }?.suggestion == suggestion)
    }
}
