import Records
import Testing

@testable import API

@Suite("Profiles, series and parts of collections")
struct ProfileTests {
    let client: Client

    init() throws { client = try Client.fixture.get() }

    private func counts(_ node: JSONNode?) -> [String] {
        node.items.map { "\($0["value"].text ?? "") \($0["count"].integer ?? -1)" }
    }

    @Test("a single partner has a profile of what it did, with whom, and on what terms")
    func profile() throws {
        let profile = try client.json("/partners/kenya")["data"]["profile"]
        // The call before July 2020 stands at the last day it may have been on.
        #expect(profile["firstDialogue"]["id"].text == "japan-kenya-security-dialogue-1")
        #expect(profile["lastDialogue"]["id"].text == "japan-kenya-security-dialogue-3")
        #expect(profile["lastDialogue"]["date"].text == "2023-03-01")
        let tiers = try #require(profile["tiers"].items.first)
        #expect(tiers["partner"].text == "japan")
        #expect(tiers["name"].text == "Japan")
        #expect(tiers["tier"].text == "strategic")
        #expect(tiers["since"].text == "2010")
        #expect(tiers["partnership"].text == "japan-kenya-strategic-partnership")
        #expect(
            counts(profile["topics"]) == [
                "economic-crime 2", "fraud 2", "training 2", "advance-fee-fraud 1", "piracy 1",
            ])
        #expect(counts(profile["agreements"]) == ["under-negotiation 1"])
        #expect(profile["agreements"].items.first["name"].text == "Under negotiation")
        #expect(counts(profile["counterparts"]["items"]) == ["japan 5", "brazil 2", "african-union 1", "norway 1"])
        #expect(profile["counterparts"]["total"].integer == 4)
    }

    @Test("a tier that was only proposed is not the present one, and of several the newest is")
    func tiers() throws {
        let register = try FixtureRegister.make(adding: [
            FixtureRegister.partnership("a", ["kenya", "norway"], "comprehensive", "established", "2001"),
            FixtureRegister.partnership("b", ["kenya", "norway"], "strategic", "upgraded", "2011-05"),
            FixtureRegister.partnership("c", ["kenya", "norway"], "special", "proposed", "2021"),
            FixtureRegister.partnership("d", ["brazil", "kenya"], "special", "proposed", "2022"),
        ])
        let tiers = try Client(register).json("/partners/kenya")["data"]["profile"]["tiers"].items
        #expect(tiers.map { $0["partnership"].text } == ["japan-kenya-strategic-partnership", "b"])
        #expect(tiers.map { $0["tier"].text } == ["strategic", "strategic"])
    }

    @Test("a partner that no report names has an empty profile, and fields leave it out")
    func empty() throws {
        let unused = try Client(try FixtureRegister.make(files: 1)).json("/partners/brazil")["data"]["profile"]
        #expect(unused["firstDialogue"].isNull)
        #expect(unused["tiers"].items.isEmpty)
        #expect(unused["counterparts"]["total"].integer == 0)
        #expect(try client.json("/partners/kenya?fields=id")["data"]?.names == ["id"])
        #expect(try client.json("/partners")["data"].items.allSatisfy { $0["profile"] == nil })
        #expect(try client.json("/topics/fraud")["data"]["profile"] == nil)
    }

    @Test("the rounds of a series have their status and date")
    func series() throws {
        let series = try client.json("/series/japan-kenya-security-dialogue")["data"]
        #expect(series["rounds"].items.map { $0["status"].text } == ["held", "held", "planned"])
        #expect(series["rounds"].items.map { $0["date"]["edtf"].text } == ["2019-12", "2023-03-01", "2026"])
        #expect(series["rounds"].items[0]["date"]["latest"].text == "2019-12-31")
        #expect(series["missing"].items.compactMap { Optional($0).integer } == [2])
        let table = client.get("/series?format=csv").text.split(separator: "\r\n")
        #expect(table.first == "id,title,kind,parties,rounds,dates,missing")
        #expect(table.last?.hasSuffix(",2019-12;2023-03-01;2026,2") == true)
    }

    @Test(
        "what belongs to a record is the collection filtered by it",
        arguments: [
            ("/partners/japan/partnerships", "/partnerships?partner=japan"),
            ("/topics/fraud/agreements", "/agreements?topic=fraud"),
            ("/topics/piracy/commitments", "/commitments?topic=piracy"),
            ("/documents/2021-07-09-folha/dialogues", "/dialogues?document=2021-07-09-folha"),
            ("/documents/2021-07-09-folha/agreements", "/agreements?document=2021-07-09-folha"),
            ("/documents/2023-03-02-nairobi-wire/commitments", "/commitments?document=2023-03-02-nairobi-wire"),
            ("/series/japan-kenya-security-dialogue/dialogues", "/dialogues?series=japan-kenya-security-dialogue"),
        ])
    func parts(path: String, list: String) throws {
        let ids = try client.ids(path)
        #expect(!ids.isEmpty)
        #expect(ids == (try client.ids(list)))
    }
}
