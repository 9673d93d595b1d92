import HTTP
import Records
import Search
import Testing

@testable import API

@Suite("Vocabularies")
struct VocabularyTests {
    let client: Client

    init() throws { client = try Client.fixture.get() }

    @Test("every list of the vocabulary is named, and the topics, with the fields that take their values from it")
    func lists() throws {
        let lists = try client.json("/vocabularies")["data"].items
        let ids = try FixtureVocabulary.make().terms.lists.map(\.id) + ["topic"]
        #expect(lists.map { $0["id"].text } == ids)
        for list in lists {
            let href = try #require(list["href"].text)
            #expect(try client.json(href)["data"].items.count == list["terms"].integer)
            for field in list["fields"].texts {
                let parts = field.split(separator: ".").map(String.init)
                #expect(CollectionName(rawValue: parts[0])?.fieldNames.contains(parts[1]) == true)
            }
        }
        let level = try #require(lists.first { $0["id"].text == "level" })
        #expect(level["label"].text == "Level")
        #expect(level["fields"].texts == ["dialogues.level"])
        let topic = try #require(lists.last)
        #expect(
            topic["fields"].texts == ["dialogues.topic", "agreements.topic", "commitments.topic", "documents.topic"])
    }

    @Test("a list has its terms in order, with label, meaning, other wordings and how many records use each")
    func terms() throws {
        let terms = try client.json("/vocabularies/level")["data"].items
        #expect(
            terms.map { "\($0["id"].text ?? "") \($0["records"].integer ?? -1)" } == [
                "head-of-state 0", "ministerial 5", "deputy-ministerial 3", "senior-official 0", "working-level 1",
                "unspecified 0",
            ])
        #expect(terms[2]["label"].text == "Deputy ministerial")
        #expect(terms[2]["meaning"].text == "Deputy or vice ministers")
        #expect(terms[2]["aliases"].texts == ["vice-ministerial"])
        #expect(terms[1]["meaning"] == nil)
    }

    @Test(
        "counts are of all types of records, each record once",
        arguments: [
            ("topic", "economic-crime", 5), ("topic", "training", 3), ("topic", "piracy", 2),
            ("kind", "security-dialogue", 3), ("status", "held", 7), ("agreement-status", "proposed", 0),
            ("role-status", "current", 1), ("side", "host", 0), ("precision", "month", 1), ("precision", "range", 5),
            ("basis", "not-stated", 1), ("partner-kind", "organisation", 1), ("tier", "strategic", 1),
        ])
    func counts(list: String, term: String, records: Int) throws {
        let terms = try client.json("/vocabularies/\(list)")["data"].items
        #expect(terms.first { $0["id"].text == term }["records"].integer == records)
    }

    @Test("a list is a table, too")
    func table() {
        let lines = client.get("/vocabularies/tier?format=csv").text.split(separator: "\r\n")
        #expect(lines.first == "id,label,meaning,aliases,records")
        #expect(lines.dropFirst(2).first == "strategic,Strategic,,,1")
        #expect(client.get("/vocabularies", ["Accept": "text/csv"]).text.contains("level,Level,6,dialogues.level\r\n"))
    }

    @Test(
        "a plural leads to the list, and what is no list to the nearest",
        arguments: [
            ("levels", "/vocabularies/level?pretty=true", nil), ("statuses", "/vocabularies/status?pretty=true", nil),
            ("modalities", "/vocabularies/modality?pretty=true", nil),
            ("lvel", nil, "/vocabularies/level"), ("colours", nil, nil),
        ] as [(String, String?, String?)])
    func names(name: String, location: String?, suggestion: String?) throws {
        let response = client.get("/vocabularies/\(name)?pretty=true")
        #expect(response.status == (location == nil ? .notFound : .permanentRedirect))
        #expect(response["Location"] == location)
        if location == nil { #expect(try response.json()["suggestion"].text == suggestion) }
    }

    @Test("other parameters are refused", arguments: ["/vocabularies?partner=japan", "/vocabularies/level?limit=3"])
    func parameters(target: String) throws {
        #expect(try client.errors(target).count == 1)
    }
}
