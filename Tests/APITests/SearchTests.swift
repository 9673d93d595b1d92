import HTTP
import Records
import Testing

@testable import API
@testable import Search

@Suite("Search over all records")
struct SearchTests {
    let client: Client

    init() throws { client = try Client.fixture.get() }

    @Test(
        "words, phrases, prefixes and exclusions are looked for in records of all types",
        arguments: [
            ("q=tanaka&type=person", ["aiko-tanaka", "kenji-tanaka"]),
            ("q=memorandum", ["japan-kenya-fraud-memorandum"]),
            ("q=%22memorandum+on+fraud%22", ["japan-kenya-fraud-memorandum"]),
            ("q=%22fraud+on+memorandum%22", []), ("q=sea+robb*", ["piracy"]),
            ("q=advance-fee&type=topic", ["advance-fee-fraud"]), ("q=joao", ["joao-silva"]),
            ("q=fraud+-economic+-advance&type=topic", ["fraud"]), ("q=PF&type=framework,partner", ["peace-fund"]),
            ("q=tanaka+-kenji&type=person&type=topic", ["aiko-tanaka"]), ("q=nowhere", []),
        ])
    func finds(query: String, ids: [String]) throws {
        #expect(try Set(client.ids("/search?\(query)")) == Set(ids))
    }

    @Test("records of one type hold the same as the list's own q", arguments: ["kenya", "\"said so\" -japan", "fr*"])
    func sameAsLists(text: String) throws {
        let query = PercentCoding.encode(text)
        for name in TextSearch.collections {
            let type = try #require(name.recordType?.rawValue)
            let found = try client.json("/search?type=\(type)&limit=500&q=\(query)")
            #expect(
                try Set(found["data"].items.compactMap { $0["id"].text })
                    == Set(client.ids("/\(name.rawValue)?limit=500&q=\(query)")), "\(name)")
        }
    }

    @Test("the best stand first, equal ones by type and id, and their score does not depend on what is left out")
    func ranking() throws {
        let all = try client.json("/search?q=kenya&limit=500")["data"].items
        let scores = all.compactMap(\.score)
        #expect(scores.count == all.count && scores == scores.sorted(by: >) && scores.allSatisfy { $0 > 0 })
        // A short text with the word says more than a long one.
        let first = try #require(all.first)
        #expect(try #require(first["title"].text).split(separator: " ").count <= 4)
        for (left, right) in zip(all, all.dropFirst()) where left.score == right.score {
            let types = try [left, right].map { try #require($0["type"].text.flatMap(RecordType.init)) }
            #expect(
                types[0] < types[1] || types[0] == types[1] && (left["id"].text ?? "") < (right["id"].text ?? ""))
        }
        let people = try client.json("/search?q=tanaka&type=person")["data"].items
        let among = try client.json("/search?q=tanaka&limit=500")["data"].items
        for person in people {
            #expect(among.first { $0["id"].text == person["id"].text }?.score == person.score)
        }
    }

    @Test("pages follow one another without gap or repeat", arguments: [1, 2, 7])
    func paging(limit: Int) throws {
        let whole = try client.ids("/search?q=kenya&limit=500")
        var ids: [String] = []
        var next: String? = "/search?q=kenya&limit=\(limit)"
        while let target = next, ids.count <= whole.count {
            let page = try client.json(target)
            ids += page["data"].items.compactMap { $0["id"].text }
            #expect(page["meta"]["total"].integer == whole.count)
            next = page["links"]["next"].text
        }
        #expect(ids == whole && whole.count > 7)
        #expect(client.get("/search?q=kenya&limit=1")["Link"]?.contains("rel=\"next\"") == true)
    }

    @Test(
        "matches are ranges of scalars in the fields of the record",
        arguments: [
            ("q=silva&type=person", "title", [[12, 17]]), ("q=%22joao+jota%22", "name", [[0, 10]]),
            ("q=silva&type=person", "aliases[0]", [[1, 6]]),
            ("q=said&type=person", "evidence[0].exact", [[0, 4]]),
            ("q=%22on+fraud%22+memo*", "evidence[0].exact", [[2, 12], [13, 21]]),
            ("q=so+said+-japan&type=person", "evidence[0].exact", [[0, 4], [5, 7]]),
            ("q=tanakka", "title", [[5, 11]]),
        ] as [(String, String, [[Int]])])
    func matches(query: String, field: String, ranges: [[Int]]) throws {
        let hit = try #require(try client.json("/search?\(query)")["data"].items.first)
        let match = try #require(hit["matches"].items.first { $0["field"].text == field }, "\(hit)")
        #expect(match["ranges"].items.map { Optional($0).items.compactMap { Optional($0).integer } } == ranges)
    }

    @Test("where nothing fits, words one edit away are taken and named; short ones are not")
    func corrections() throws {
        let answer = try client.json("/search?q=tanakka+aikp&type=person")
        #expect(answer["data"].items.isEmpty)
        #expect(answer["meta"]["corrected"] == nil)
        let near = try client.json("/search?q=tanakka+aiko&type=person")
        #expect(near["data"].items.compactMap { $0["id"].text } == ["aiko-tanaka"])
        let correction = try #require(near["meta"]["corrected"].items.first)
        #expect(correction["word"].text == "tanakka")
        #expect(correction["taken"].texts == ["tanaka"])
        #expect(try client.json("/search?q=kenya")["meta"]["corrected"] == nil)
        #expect(try client.json("/search?q=kneya")["meta"]["corrected"].items.first?["taken"].texts == ["kenya"])
    }

    @Test("facets count what fits of every type, whatever types are asked for")
    func facets() throws {
        let counts = try client.json("/search?q=tanaka&type=person&facets=type")["facets"]["type"].items
        let values = counts.compactMap { $0["value"].text }
        #expect(counts.first { $0["value"].text == "person" }?["count"].integer == 2)
        #expect(values.contains("commitment"))
        for value in values {
            #expect(
                try client.json("/search?q=tanaka&type=\(value)")["meta"]["total"].integer
                    == counts.first { $0["value"].text == value }?["count"].integer)
        }
        #expect(try client.json("/search?q=tanaka")["facets"] == nil)
    }

    @Test("fields narrows the record and leaves score and matches")
    func fields() throws {
        let hit = try #require(try client.json("/search?q=aiko&type=person&fields=id,name")["data"].items.first)
        #expect(hit.names == ["id", "name", "score", "matches"])
        #expect(try client.json("/search?q=aiko&pretty=true")["data"].items.count > 1)
    }

    @Test("a table has type, id, title and score; lines are the hits")
    func representations() throws {
        let table = client.get("/search?q=aiko&type=person&format=csv")
        #expect(table["Content-Type"] == "text/csv;charset=utf-8")
        #expect(table.text.hasPrefix("type,id,title,score\r\nperson,aiko-tanaka,Aiko Tanaka,"))
        #expect(
            client.get("/search?q=aiko&type=person&format=csv&fields=id").text.hasPrefix("id,score\r\naiko-tanaka,"))
        let lines = client.get("/search?q=tanaka&type=person", ["Accept": "application/x-ndjson"])
        #expect(lines.text.split(separator: "\n").count == 2)
        #expect(client.get("/search?q=aiko", ["Accept": "image/png"]).status == .notAcceptable)
    }

    @Test("an answer is validated by its content")
    func conditional() {
        let response = client.get("/search?q=aiko")
        #expect(response.entityTag != nil && response.lastModified != nil && response.isMemoizable)
        #expect(client.get("/search?q=aiko", method: .options).status == .noContent)
        #expect(client.get("/search?q=aiko", method: .post).status == .methodNotAllowed)
    }

    @Test(
        "all that is wrong is named with what may have been meant",
        arguments: [
            ("", "q", nil), ("?q=", "q", nil), ("?q=-", "q", nil), ("?q=a&q=b", "q", nil),
            ("?q=a&type=persom", "type", "person"), ("?q=a&type=series", "type", nil), ("?q=a&type=", "type", nil),
            ("?q=a&limit=501", "limit", nil), ("?q=a&limit=0", "limit", nil), ("?q=a&cursor=x", "cursor", nil),
            ("?q=a&facets=tipe", "facets", "type"), ("?q=a&fields=nam", "fields", "name"),
            ("?q=a&format=cvs", "format", "csv"), ("?q=a&pretty=yes", "pretty", nil), ("?q=a&typ=x", "typ", "type"),
            ("?q=a&partner=kenya", "partner", nil), ("?q=a&format=csv&facets=type", "facets", nil),
            ("?q=a&format=ndjson&pretty=true", "pretty", nil), ("?q=a&format=csv&fields=name", "fields", nil),
            ("?q=kenya&cursor=0000000000000000.kenya", "cursor", nil),
            ("?q=" + Array(repeating: "a", count: 65).joined(separator: "+"), "q", nil), ("?q=%ff", "q", nil),
        ] as [(String, String, String?)])
    func errors(query: String, parameter: String, suggestion: String?) throws {
        let errors = try client.errors("/search\(query)")
        #expect(errors.map(\.parameter).contains(parameter))
        #expect(errors.first { $0.parameter == parameter }?.suggestion == suggestion)
    }

    @Test("a cursor of a hit that fits no more is refused")
    func staleCursor() throws {
        let page = try client.json("/search?q=kenya&limit=1")
        let cursor = try #require(page["meta"]["next"].text)
        let other = cursor.prefix(17) + "joao-silva"
        #expect(try client.errors("/search?q=kenya&cursor=\(other)").map(\.parameter) == ["cursor"])
        #expect(try client.errors("/search?q=japan&cursor=\(cursor)").map(\.parameter) == ["cursor"])
    }
}

extension JSONNode {
    fileprivate var score: Double? {
        if case .number(let number)? = self["score"]?.value { number } else { nil }
    }
}
