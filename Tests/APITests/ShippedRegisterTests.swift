import Foundation
import HTTP
import Records
import Testing

@testable import API

/// The register as it ships, asked as a client asks it.
@Suite("Shipped register")
struct ShippedRegisterTests {
    private static let loaded = Result { try load() }
    let client: Client

    init() throws { client = try Self.loaded.get() }

    private static func load() throws -> Client {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        func files(_ folder: String) throws -> [(name: String, bytes: [UInt8])] {
            try FileManager.default.contentsOfDirectory(
                at: root.appending(path: folder), includingPropertiesForKeys: nil
            ).filter { $0.pathExtension == "json" }.map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }
        }
        let vocabulary = try Vocabulary(files: files("Config/vocabulary"))
        let registerFiles = try files("Config/seeds").map { name, bytes in
            try RegisterFile(bytes, file: name, vocabulary: vocabulary)
        }
        return Client(try Register(vocabulary: vocabulary, files: registerFiles))
    }

    @Test("India has three dialogues: the third, the minister's meeting of the day, and the second without a date")
    func india() throws {
        let dialogues = try client.json("/dialogues?partner=India")["data"].items
        #expect(dialogues.count == 3)
        let third = try #require(dialogues.first { $0["ordinal"].integer == 3 })
        #expect(third["kind"].text == "security-dialogue")
        #expect(third["date"]["edtf"].text == "2024-12-05")
        #expect(third["level"].text == "deputy-ministerial")
        #expect(third["place"]["country"].text == "vietnam")
        #expect(Folding.key(third["place"]["name"].text ?? "") == "hanoi")
        #expect(Set(third["chairs"].texts) == ["pham-the-tung", "pavan-kapoor"])
        #expect(third["status"].text == "held")
        let second = try #require(dialogues.last)
        #expect(second["ordinal"].integer == 2)
        #expect(second["kind"].text == "security-dialogue")
        #expect(second["date"]["edtf"].isNull)
        #expect(second["date"]["earliest"].isNull)
        let meeting = try #require(dialogues.first { $0["ordinal"] == nil })
        #expect(meeting["kind"].text == "meeting")
        #expect(meeting["level"].text == "ministerial")
        #expect(meeting["date"]["edtf"].text == "2024-12-05")
        #expect(meeting["participants"].texts.contains("luong-tam-quang"))
    }

    @Test(
        "every name of a partner gives the same data",
        arguments: [
            ["India", "IN", "IND", "india", "INDIA", "%E1%BA%A4n%20%C4%90%E1%BB%99", "Indian"],
            ["Vi%E1%BB%87t%20Nam", "Viet+Nam", "vietnam", "VN", "VNM", "Vietnamese", "Vie%CC%A3%CC%82t+Nam"],
            ["Singapore", "SG", "sgp"], ["EU", "European+Union"], ["ASEAN", "asean"],
        ])
    func names(spellings: [String]) throws {
        let first = try client.json("/dialogues?partner=\(spellings[0])")["data"]
        #expect(first.items.isEmpty == false)
        for spelling in spellings.dropFirst() {
            let data = try client.json("/dialogues?partner=\(spelling)")["data"]
            #expect(data! == first!, "\(spelling)")
        }
    }

    @Test("Singapore has talks, which are no security dialogue")
    func singapore() throws {
        let dialogues = try client.json("/dialogues?partner=Singapore")["data"].items
        #expect(dialogues.map { $0["kind"].text } == ["talks"])
        #expect(dialogues.map { $0["date"]["edtf"].text } == ["2025-03-13"])
        #expect(try client.ids("/dialogues?kind=security-dialogue&partner=Singapore") == [])
    }

    @Test(
        "a mistyped name or parameter is 400 with what was meant",
        arguments: [
            ("/dialogues?partner=Indoneisa", "partner", "Indonesia"), ("/dialogues?partnr=India", "partnr", "partner"),
            ("/agreements?status=under-negotiations", "status", "under-negotiation"),
        ])
    func mistyped(target: String, parameter: String, suggestion: String) throws {
        let errors = try client.errors(target)
        #expect(errors.map(\.parameter) == [parameter])
        #expect(errors.first?.suggestion == suggestion)
    }

    @Test("human trafficking has its ICCS code and what concerns it")
    func humanTrafficking() throws {
        let topic = try client.json("/topics/human-trafficking")["data"]
        #expect(topic["iccs"].texts == ["0204"])
        for name in ["dialogues", "agreements", "commitments"] {
            let related = topic["related"][name]
            #expect((related["total"].integer ?? 0) > 0, "\(name)")
            #expect(related["items"].items.count == related["total"].integer)
        }
        #expect(try client.ids("/topics/human-trafficking/dialogues").contains("indonesia-vietnam-security-dialogue-3"))
    }

    @Test("the organisation is a partner like any state")
    func asean() throws {
        let asean = try client.json("/partners/asean")["data"]
        #expect(asean["kind"].text == "organisation")
        #expect((asean["counts"]["dialogues"].integer ?? 0) > 0)
        #expect(client.get("/partners/ASEAN")["Location"] == "/partners/asean")
    }

    @Test("agreements still under negotiation are three")
    func underNegotiation() throws {
        let agreements = try client.json("/agreements?status=under-negotiation")["data"].items
        let parties = agreements.map { $0["parties"].texts.filter { $0 != "vietnam" } }
        #expect(Set(parties) == [["indonesia"], ["india"], ["singapore"]])
        #expect(agreements.count == 3)
    }

    @Test("a coordinator's period is stated twice, differently, and both are shown")
    func periodConflict() throws {
        let roles = try client.json("/roles?partner=Vietnam&limit=500")["data"].items
        let contested = roles.filter { !$0["conflicts"].items.isEmpty }
        #expect(Set(contested.compactMap { $0["counterpart"].text }) == ["new-zealand", "united-kingdom"])
        for role in contested {
            #expect(role["period"]["edtf"].text == "2024/2027")
            let values = role["conflicts"].items[0]["values"].items
            #expect(values.map { $0["value"]["edtf"].text } == ["2024/2027", "2023/2027"])
            #expect(values.allSatisfy { !$0["evidence"].items.isEmpty })
        }
        let conflicts = try client.json("/conflicts?type=role&property=period&partner=Vietnam")["data"].items
        #expect(Set(conflicts.compactMap { $0["record"].text }) == Set(contested.compactMap { $0["id"].text }))
    }

    @Test(
        "every record of every collection can be reached, and its evidence is short and cites a document that is there")
    func everything() throws {
        let documents = Set(try client.ids("/documents?limit=500"))
        let stated = ["dialogues", "agreements", "partnerships", "commitments", "roles", "people"]
        #expect(documents.count == 5)
        for collection in RepresentationTests.kinds where !["series", "conflicts", "topics"].contains(collection) {
            let list = try client.json("/\(collection)?limit=500")
            #expect(list["meta"]["total"].integer == list["meta"]["returned"].integer)
            for record in list["data"].items {
                let id = try #require(record["id"].text)
                #expect(client.get("/\(collection)/\(id)").status == .ok)
                for evidence in record["evidence"].items {
                    #expect(documents.contains(evidence["document"].text ?? ""))
                    let words = (evidence["exact"].text ?? "").split(separator: " ").count
                    #expect(1...12 ~= words)
                }
                if stated.contains(collection) { #expect(!record["evidence"].items.isEmpty, "\(id)") }
            }
        }
    }
}
