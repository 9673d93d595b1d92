import Records
import Testing

@Suite("Filters")
struct FilterTests {
    let client: Client

    init() throws { client = try Client.fixture.get() }

    static let dialogues = [
        "brazil-japan-kenya-conference", "japan-kenya-security-dialogue-4", "japan-kenya-security-dialogue-3",
        "african-union-kenya-summit", "brazil-cote-d-ivoire-meeting", "brazil-kenya-call-before",
        "japan-kenya-security-dialogue-1", "japan-kenya-talks-undated", "kenya-norway-meeting-may",
    ]

    /// Short names of the dialogues above, by their place in the order of the list.
    static let short = ["conf", "d4", "d3", "summit", "ci", "call", "d1", "talks", "may"]

    @Test("without a filter all dialogues are listed, newest first, those without a known day last")
    func everything() throws {
        #expect(try client.ids("/dialogues") == Self.dialogues)
    }

    @Test(
        "a filter on dialogues finds these",
        arguments: [
            ("partner=Japan", "conf d4 d3 d1 talks"), ("partner=japanese", "conf d4 d3 d1 talks"),
            ("partner=JP", "conf d4 d3 d1 talks"), ("partner=jpn", "conf d4 d3 d1 talks"),
            ("partner=%4Aapan", "conf d4 d3 d1 talks"), ("%70artner=Japan", "conf d4 d3 d1 talks"),
            ("partner=C%C3%B4te%20d%27Ivoire", "ci"), ("partner=cote+d+ivoire", "ci"), ("partner=Ivory+Coast", "ci"),
            ("partner=Norway,Brazil", "conf ci call may"), ("partner=Norway%2CBrazil", "conf ci call may"),
            ("partner=Norway&partner=Brazil", "conf ci call may"), ("partner=Norway,+Brazil,", "conf ci call may"),
            ("partner=Kenya,+Republic+of", "conf d4 d3 summit call d1 talks may"),
            ("partner.all=Kenya,Brazil", "conf call"), ("partner.all=Kenya&partner.all=Brazil", "conf call"),
            ("partner.all=Japan,Norway", ""), ("partner=Brazil&partner.all=Japan", "conf"),
            ("kind!=security-dialogue", "conf summit ci call talks may"),
            ("kind!=security-dialogue,meeting", "conf summit call talks"),
            ("partner!=Kenya", "ci"), ("kind%21=security-dialogue&partner=Brazil", "conf ci call"),
            ("kind=security-dialogue&partner=Brazil", ""), ("kind=Security+Dialogue", "d4 d3 d1"),
            ("level=vice-ministerial", "d4 d3 d1"), ("level=working-level,deputy-ministerial", "conf d4 d3 d1"),
            ("status=planned,proposed", "conf d4"), ("ordinal=3", "d3"), ("ordinal=1,4", "d4 d1"), ("ordinal=2", ""),
            ("series=japan-kenya-security-dialogue", "d4 d3 d1"),
            ("topic=fraud", "conf d3"), ("topic=economic-crime", "conf d3 ci"), ("topic=Advance-fee+fraud", "d3"),
            ("topic=sea+robbery", "d3"), ("topic.all=fraud,training", "conf"),
            ("topic!=economic-crime", "d4 summit call d1 talks may"),
            ("place=Nairobi", "d3"), ("place=sao+paulo", "ci"), ("place=S%C3%A3o%20Paulo", "ci"), ("country=KE", "d3"),
            ("person=Tanaka", "conf d3"), ("person=kenji", "conf"), ("person=Aiko+Tanaka", "d3"),
            ("person.all=Tanaka", "conf d3"), ("person.all=Tanaka,Kenji", "conf"),
            ("person!=Tanaka", "d4 summit ci call d1 talks may"),
            ("person=Jo%C3%A3o+%22Jota%22+Silva", ""),
            ("document=2021-07-09-folha", "conf ci call"), ("review=extracted", ""),
            ("certainty=stated&ordinal=3", "d3"),
            ("year=2022", "summit"), ("year=2019,2021", "ci d1"), ("format=json&ordinal=3", "d3"),
            ("format=in-person&format=json&ordinal=3", "d3"), ("format=online", ""), ("format!=in-person", ""),
        ])
    func dialogues(query: String, expected: String) throws {
        let found = try client.ids("/dialogues?" + query)
        let names = found.map { id in Self.dialogues.firstIndex(of: id).map { Self.short[$0] } ?? id }
        #expect(names.joined(separator: " ") == expected)
    }

    @Test(
        "from and to find every date that shares a day with them",
        arguments: [
            ("from=2023-03-01&to=2023-03-01", "d3"), ("from=2023-03-02&to=2025", ""),
            ("from=2022-06", "conf d4 d3 summit"),
            ("to=2019", "call d1"), ("to=2019-11-30", "call"), ("from=2019-12-31&to=2020-06-30", "call d1"),
            ("from=2022&to=2022", "summit"), ("from=2022-06-30&to=2022-12", "summit"), ("from=2022-07&to=2022-12", ""),
            ("from=2031&to=2040", "conf"), ("from=2022/2026", "conf d4 d3 summit"),
            ("to=2019/2021-07-08", "ci call d1"),
            ("from=2026-07-01&to=2026-07-01", "d4"), ("from=../2020&to=2019", "call d1"),
            ("from=2021%3F&to=2021~", "ci"),
        ])
    func dates(query: String, expected: String) throws {
        try dialogues(query: query, expected: expected)
    }

    @Test(
        "q looks in titles, names and quoted phrases",
        arguments: [
            ("/dialogues?q=security+dialogue", 3), ("/dialogues?q=%22security+dialogue%22", 3),
            ("/dialogues?q=secur*", 3),
            ("/dialogues?q=japan+-security", 2), ("/dialogues?q=third", 1),
            ("/agreements?q=%22a+memorandum+on+fraud%22", 1),
            ("/agreements?q=%22fraud+memorandum%22", 0), ("/people?q=joao", 1), ("/people?q=JO%C3%83O", 1),
            ("/people?q=tanaka", 2),
            ("/partners?q=nihon", 1), ("/topics?q=robbery", 1), ("/dialogues?q=zanzibar", 0), ("/series?q=kenya", 1),
            ("/conflicts?q=2024-2027", 1),
        ])
    func text(target: String, total: Int) throws {
        #expect(try client.json(target)["meta"]["total"].integer == total)
    }

    @Test(
        "collections other than dialogues filter by their own fields",
        arguments: [
            ("/agreements?status=under-negotiation", ["japan-kenya-fraud-memorandum"]),
            ("/agreements?topic=economic-crime", ["japan-kenya-fraud-memorandum", "brazil-cote-d-ivoire-plan"]),
            ("/agreements?dialogue=japan-kenya-security-dialogue-3", ["japan-kenya-fraud-memorandum"]),
            ("/agreements?instrument=plan-of-action&from=2022&to=2022", ["brazil-cote-d-ivoire-plan"]),
            ("/partnerships?tier=strategic&event=established&partner=Kenyan", ["japan-kenya-strategic-partnership"]),
            ("/commitments?joint=true", ["japan-kenya-agree-cooperate"]),
            ("/commitments?modality=offer&side=Japan", ["aiko-tanaka-offer-train"]),
            ("/commitments?person=Tanaka&from=2023-03-01", ["aiko-tanaka-offer-train"]),
            ("/commitments?partner=Kenya&action=train", ["aiko-tanaka-offer-train"]),
            ("/people?partner=Japan", ["aiko-tanaka", "kenji-tanaka"]), ("/people?institution=JCG", ["kenji-tanaka"]),
            ("/institutions?partner=Japan", ["coast-guard-japan"]),
            ("/frameworks?partner=AU", ["peace-fund"]),
            ("/roles?framework=PF&status=current", ["kenya-peace-fund-chair"]),
            ("/roles?from=2026&to=2026", ["kenya-peace-fund-chair"]),
            ("/roles?partner=Kenya", ["kenya-peace-fund-chair"]),
            ("/partners?kind=organisation", ["african-union"]), ("/topics?parent=fraud", ["advance-fee-fraud"]),
            ("/topics?group=cooperation", ["training"]),
            ("/documents?publisher=nairobi+wire", ["2023-03-02-nairobi-wire"]),
            ("/documents?partner=Brazil&topic=fraud", ["2021-07-09-folha"]),
            ("/documents?from=2023", ["2023-03-02-nairobi-wire"]),
            ("/series?partner=Japan", ["japan-kenya-security-dialogue"]),
            ("/conflicts?partner=Kenya", ["kenya-peace-fund-chair.period"]), ("/conflicts?partner=Japan", []),
            ("/conflicts?type=role&property=period", ["kenya-peace-fund-chair.period"]),
            ("/conflicts?type=dialogue", []),
            ("/conflicts?document=2023-03-02-nairobi-wire", ["kenya-peace-fund-chair.period"]),
            ("/partners/kenya/agreements", ["japan-kenya-fraud-memorandum"]),
            ("/partners/japan/commitments", ["japan-kenya-agree-cooperate", "aiko-tanaka-offer-train"].reversed()),
            ("/partners/japan/people", ["aiko-tanaka", "kenji-tanaka"]),
            ("/partners/brazil/dialogues?partner=Japan", ["brazil-japan-kenya-conference"]),
            ("/topics/fraud/dialogues", ["brazil-japan-kenya-conference", "japan-kenya-security-dialogue-3"]),
        ])
    func others(target: String, expected: [String]) throws {
        #expect(try client.ids(target) == expected)
    }

    @Test("reference data that no report names is in no list but can be looked up; topics are all listed")
    func referenceData() throws {
        #expect(try client.ids("/institutions").contains("national-security-council-japan") == false)
        let item = try client.json("/institutions/national-security-council-japan")["data"]
        #expect(item["id"].text == "national-security-council-japan")
        #expect(item["counts"]["dialogues"].integer == 0)
        #expect(try client.ids("/topics") == ["advance-fee-fraud", "economic-crime", "fraud", "piracy", "training"])
    }

    @Test(
        "sort takes several keys; unknown values stand last in both directions",
        arguments: [
            ("sort=date", "d1 call ci summit d3 d4 conf talks may"),
            ("sort=-date", "conf d4 d3 summit ci call d1 talks may"),
            ("sort=-ordinal", "d4 d3 d1 conf summit ci call talks may"),
            ("sort=ordinal", "d1 d3 d4 conf summit ci call talks may"),
            ("sort=id", "summit ci conf call d1 d3 d4 talks may"),
            ("sort=kind,-date", "d4 d3 d1 talks ci may conf summit call"),
            ("sort=level,ordinal,-id", "may talks call ci summit d1 d3 d4 conf"),
            ("sort=-status&partner=Japan", "conf d4 d3 d1 talks"),
        ])
    func sorted(query: String, expected: String) throws {
        try dialogues(query: query, expected: expected)
    }

    @Test("facets count without their own filter, and topics with their wider ones")
    func facets() throws {
        let answer = try client.json(
            "/dialogues?kind=security-dialogue&partner=Japan&facets=kind,topic,partner,year&limit=1")
        func counts(_ facet: String) -> [String] {
            answer["facets"][facet].items.map { "\($0["value"].text ?? "") \($0["count"].integer ?? 0)" }
        }
        #expect(answer["facets"]?.names == ["kind", "topic", "partner", "year"])
        #expect(counts("kind") == ["security-dialogue 3", "conference 1", "talks 1"])
        #expect(counts("topic") == ["advance-fee-fraud 1", "economic-crime 1", "fraud 1", "piracy 1"])
        #expect(counts("partner") == ["japan 3", "kenya 3"])
        #expect(counts("year") == ["2019 1", "2023 1", "2026 1"])
        #expect(answer["facets"]["partner"].items[0]["name"].text == "Japan")
    }

    @Test("a facet keeps what the path says and leaves out what the query says of the same field")
    func facetsUnderPath() throws {
        let answer = try client.json("/partners/brazil/dialogues?partner=Japan&facets=partner")
        let counts = answer["facets"]["partner"].items.map { $0["value"].text }
        #expect(counts == ["brazil", "kenya", "cote-d-ivoire", "japan"])
    }

    @Test("counts beside a record are the totals of the lists they link to")
    func counts() throws {
        for target in [
            "/partners", "/topics", "/people", "/institutions", "/frameworks", "/documents", "/series",
        ] {
            for record in try client.json(target)["data"].items {
                guard let id = record["id"].text, let type = target.split(separator: "?").first else { continue }
                let related = try client.json("\(type)/\(id)")["data"]
                for name in record["counts"]?.names ?? [] {
                    let count = record["counts"][name].integer
                    if count == 0 {
                        #expect(related["related"][name] == nil)
                    } else {
                        let href = try #require(related["related"][name]["href"].text)
                        #expect(try client.json(href)["meta"]["total"].integer == count, "\(href)")
                        #expect(related["related"][name]["total"].integer == count)
                    }
                }
            }
        }
    }
}
