import HTTP
import Records
import Testing

@testable import API

@Suite("Matching of names")
struct MatchTests {
    private let client: Client

    init() throws { client = try Client.fixture.get() }

    private func post(_ content: String, target: String = "/match") throws -> Response {
        try #require(client.post(target, Array(content.utf8)))
    }

    @Test("each name has its candidates in the order asked, the likeliest first, and where they are")
    func candidates() throws {
        let response = try post(#"{"names": ["KE", "Nobody at all", "Kenya", "Tanaka"], "limit": 2}"#)
        #expect(response.status == .ok)
        #expect(response["Cache-Control"] == "no-store")
        #expect(response["Vary"] == "Accept, Accept-Encoding")
        let json = try response.json()
        #expect(json.names == ["data", "meta"])
        #expect(json["data"].items.map { $0["name"].text } == ["KE", "Nobody at all", "Kenya", "Tanaka"])
        let first = json["data"].items.map { $0["candidates"].items.first }
        #expect(first[0]?.names == ["id", "type", "name", "matched", "score", "reason", "url"])
        #expect(first[0]["id"].text == "kenya")
        #expect(first[0]["reason"].text == "code")
        #expect(first[1] == nil)
        #expect(first[2]["reason"].text == "exact")
        #expect(first[2]["url"].text == "/partners/kenya")
        #expect(first[3]["type"].text == "person")
        #expect(json["data"].items.allSatisfy { $0["candidates"].items.count <= 2 })
        #expect(json["meta"]["limit"].integer == 2)
        #expect(json["meta"]["generation"].text == "0123456789abcdef")
        for url in first.compactMap({ $0["url"].text }) { #expect(client.get(url).status == .ok) }
    }

    @Test("a whole number may be written with a fraction of nothing", arguments: ["2", "2.0", "2e0", "0.2e1"])
    func wholeNumbers(limit: String) throws {
        #expect(try post(#"{"names": ["Kenya"], "limit": \#(limit)}"#).json()["meta"]["limit"].integer == 2)
    }

    @Test("types narrow the candidates")
    func types() throws {
        let json = try post(#"{"names": ["Kenya"], "types": ["person", "institution"]}"#).json()
        let types = json["data"].items.flatMap { $0["candidates"].items.compactMap { $0["type"].text } }
        #expect(Set(types).isSubset(of: ["person", "institution"]))
    }

    @Test("five hundred names of the longest kind are matched, and a client that goes ends it")
    func many() throws {
        let name = String(repeating: "Kenya ", count: 33)
        let content = #"{"names": [\#(Array(repeating: "\"\(name)\"", count: 500).joined(separator: ","))]}"#
        #expect(content.utf8.count < MatchResource.content.bound)
        #expect(try post(content).json()["data"].items.count == 500)
    }

    static let faults: [(String, [String])] = [
        ("", ["content"]), ("{", ["content"]), (#"{"names": ["a"], "names": ["b"]}"#, ["content"]),
        (String(repeating: "[", count: 1000), ["content"]), ("{}", ["names"]), (#"{"names": []}"#, ["names"]),
        (#"{"names": "Kenya"}"#, ["names"]),
        (#"{"names": [\#(Array(repeating: "\"a\"", count: 501).joined(separator: ","))]}"#, ["names"]),
        (
            #"{"names": ["a", "", " ", 1, null, "\#(String(repeating: "é", count: 201))"]}"#,
            ["names[1]", "names[2]", "names[3]", "names[4]", "names[5]"]
        ),
        (#"{"names": ["a"], "limit": 0}"#, ["limit"]), (#"{"names": ["a"], "limit": 21}"#, ["limit"]),
        (#"{"names": ["a"], "limit": 1.5}"#, ["limit"]), (#"{"names": ["a"], "limit": "1"}"#, ["limit"]),
        (#"{"names": ["a"], "types": []}"#, ["types"]), (#"{"names": ["a"], "types": "person"}"#, ["types"]),
        (#"{"names": ["a"], "types": ["persn", 1]}"#, ["types[0]", "types[1]"]),
        (#"{"nams": ["a"], "limit": 0}"#, ["nams", "limit", "names"]),
    ]

    @Test("everything that is wrong is 400 with the path of the member", arguments: faults)
    func fault(content: String, parameters: [String]) throws {
        let response = try post(content)
        #expect(response.status == .badRequest)
        #expect(try response.json()["errors"].items.compactMap { $0["parameter"].text } == parameters)
    }

    @Test(
        "what may have been meant is said",
        arguments: [(#"{"nams": ["a"]}"#, "names"), (#"{"names": ["a"], "types": ["persn"]}"#, "person")])
    func suggestion(content: String, suggestion: String) throws {
        #expect(try post(content).json()["errors"].items.first["suggestion"].text == suggestion)
    }

    @Test(
        "content that is an array or a word is told from no JSON at all", arguments: ["[]", "1", "null", "\"names\""])
    func noObject(content: String) throws {
        let response = try post(content)
        #expect(response.status == .badRequest)
        #expect(try response.json()["detail"].text?.contains("send an object with 'names'") == true)
    }
}
