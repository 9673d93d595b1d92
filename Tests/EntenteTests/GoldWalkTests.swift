import Foundation
import Records
import Testing

/// Everything a careful analyst records of the reports is found through the API by asking as a client would.
@Suite("Analyst's record", .enabled(if: LiveRegister.isMeasurable))
struct GoldWalkTests {
    let live: LiveRegister
    let documents: [GoldDocument]

    init() throws {
        live = try LiveRegister.shared()
        documents = try live.goldDocuments()
    }

    /// Runs for every record of a kind; a failure names report and record.
    private func forEach(
        _ kind: String, _ body: (GoldDocument, _ gold: JSONNode, _ comment: Comment) throws -> Void
    ) throws {
        var count = 0
        for document in documents {
            for gold in document.records(kind) {
                count += 1
                try body(document, gold, "\(document.report) \(kind) \(gold["id"].text ?? "")")
            }
        }
        #expect(count > 0)
    }

    @Test("all reports are shipped")
    func reports() throws {
        let folder = try #require(LiveRegister.reports)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".txt") }
        #expect(documents.map(\.report) == files.sorted())
        for document in documents {
            let own = try #require(try live.client.data("/documents/\(document.id)"))
            #expect(own["language"].text == document.content["document"]["language"].text)
            #expect(own["title"].text != nil)
            let title = document.content["document"]["title"].text
            if let title { #expect(own["title"].text == title) }
            #expect(own["published"]["edtf"].text == document.content["document"]["reviewedPublished"].text)
        }
    }

    @Test("partners")
    func partners() throws {
        try forEach("partners") { document, gold, comment in
            let code = gold["iso3166"].text.flatMap { $0.count == 2 ? $0 : nil }
            let found = try #require(try document.resolve(code ?? gold["name"].text ?? "", in: "partners"), comment)
            let partner = try document.registered("partners", "&kind=\(gold["kind"].text ?? "")")
                .first { $0["id"].text == found }
            #expect(partner != nil, comment)
            #expect(partner["wikidata"].text == gold["wikidata"].text, comment)
            for name in [gold["name"].text].compactMap({ $0 }) + gold["aliases"].texts {
                #expect(try document.resolve(name, in: "partners") == found, comment)
            }
        }
    }

    @Test("people with their posts")
    func people() throws {
        try forEach("people") { document, gold, comment in
            let id = try #require(try document.resolve(gold["name"].text ?? "", in: "people"), comment)
            let person = try #require(try live.client.data("/people/\(id)"), comment)
            #expect(person["documents"].texts.contains(document.id), comment)
            #expect(!document.overlapping(gold, [person]).isEmpty, comment)
            for post in gold["posts"].items {
                let title = Folding.fold(post["post"].text ?? "")
                let posts = person["posts"].items.filter { Folding.fold($0["title"].text ?? "").contains(title) }
                #expect(!posts.isEmpty, comment)
                if let rank = gold["rank"].text, title.hasPrefix("minister") || title.hasPrefix("deputy") {
                    #expect(posts.contains { $0["rank"].text == rank }, comment)
                }
                if let country = gold["country"].text {
                    #expect(posts.allSatisfy { $0["partner"].text == country }, comment)
                }
            }
        }
    }

    @Test("institutions, which may be partners themselves")
    func institutions() throws {
        try forEach("institutions") { document, gold, comment in
            let candidates = try document.registered("institutions") + document.registered("partners")
            let named = try document.resolve(gold["name"].text ?? "", in: "partners")
            let found = candidates.filter { candidate in
                if candidate["id"].text == named { return true }
                let owner = gold["country"].isNull ? nil : gold["country"].text
                return !document.overlapping(gold, [candidate]).isEmpty
                    && (owner == nil || [candidate["partner"].text, candidate["id"].text].contains(owner))
            }
            #expect(!found.isEmpty, comment)
            let names = found.flatMap { $0["name"].texts + $0["abbreviations"].texts + $0["code"].texts }.map(
                Folding.key)
            for abbreviation in gold["abbr"].texts where !abbreviation.contains("(") {
                #expect(names.contains(Folding.key(abbreviation)), comment)
            }
        }
    }

    @Test("dialogues, asked for by parties, kind and round")
    func dialogues() throws {
        try forEach("dialogues") { document, gold, comment in
            let parties = try document.resolve(gold["parties"].texts)
            var query = "&kind=\(gold["kind"].text ?? "")&partner.all=\(parties.sorted().joined(separator: ","))"
            if let ordinal = gold["ordinal"].integer { query += "&ordinal=\(ordinal)" }
            let found = try document.registered("dialogues", query)
            #expect(found.count == 1, comment)
            let dialogue = try #require(found.first, comment)
            #expect(!document.overlapping(gold, [dialogue]).isEmpty, comment)
            #expect(Set(dialogue["parties"].items.compactMap { $0["partner"].text }) == parties, comment)
            for name in ["level", "status", "format"] where gold[name] != nil {
                #expect(dialogue[name].text == gold[name].text, comment)
            }
            #expect(GoldDocument.accepts(dialogue["date"], gold["date"]), comment)
            #expect(dialogue["topicCount"].integer == gold["topicCount"].integer, comment)
            #expect(Set(dialogue["topics"].texts).isSuperset(of: gold["topics"].texts), comment)
            #expect(Set(dialogue["chairs"].texts) == (try document.resolve(gold["coChairs"].texts)), comment)
            #expect(Set(dialogue["participants"].texts) == (try document.resolve(gold["participants"].texts)), comment)
            #expect((dialogue["condition"] == nil) == (gold["condition"] == nil), comment)
            let place = dialogue["place"]
            #expect(Folding.key(place["name"].text ?? "") == Folding.key(gold["place"]["city"].text ?? ""), comment)
            #expect(place["country"].text == gold["place"]["country"].text, comment)
        }
    }

    @Test("agreements with their status, topics and time")
    func agreements() throws {
        try forEach("agreements") { document, gold, comment in
            let parties = try document.resolve(gold["parties"].texts)
            let status = try #require(gold["status"].text)
            let candidates = try document.registered(
                "agreements", "&status=\(status)&partner.all=\(parties.sorted().joined(separator: ","))")
            let found = document.overlapping(gold, candidates).filter { agreement in
                let instrument = gold["type"].text == "legal-document" ? "unspecified" : gold["type"].text
                return agreement["instrument"].text == instrument
                    && Set(agreement["topics"].texts).isSuperset(of: gold["topics"].texts)
            }
            #expect(!found.isEmpty, comment)
            if let year = gold["year"].integer {
                #expect(found.contains { $0["signed"]["edtf"].text == "\(year)" }, comment)
            }
            if let period = gold["period"].text {
                #expect(found.contains { $0["period"]["edtf"].text == period }, comment)
            }
            if gold["date"] != nil {
                #expect(found.contains { GoldDocument.accepts($0["signed"], gold["date"]) }, comment)
            }
        }
    }

    @Test("partnerships with tier, event and date")
    func partnerships() throws {
        try forEach("partnerships") { document, gold, comment in
            let parties = try document.resolve(gold["parties"].texts).sorted().joined(separator: ",")
            let query = "&partner.all=\(parties)&tier=\(gold["tier"].text ?? "")&event=\(gold["event"].text ?? "")"
            let found = document.overlapping(gold, try document.registered("partnerships", query))
            #expect(found.count == 1, comment)
            #expect(GoldDocument.accepts(found.first?["date"], gold["date"]), comment)
        }
    }

    @Test("frameworks and organisations that serve as one")
    func frameworks() throws {
        try forEach("frameworks") { document, gold, comment in
            let found = document.overlapping(gold, try document.registered("frameworks"))
            #expect(!found.isEmpty, comment)
            if let abbreviation = gold["abbr"].text {
                #expect(found.contains { $0["abbreviation"].text == abbreviation }, comment)
            }
            if let parent = gold["parent"].text ?? gold["owner"].text {
                #expect(found.contains { $0["parent"].text == parent.lowercased() || parent == "IN" }, comment)
            }
        }
    }

    @Test("roles with their periods, the contested one in both forms")
    func roles() throws {
        try forEach("roles") { document, gold, comment in
            let holder = try #require(gold["holder"].text)
            let query = "&partner=\(holder)&status=\(gold["status"].text ?? "")"
            let found = document.overlapping(gold, try document.registered("roles", query))
            let counterparts = Set(gold["counterpart"].texts)
            #expect(!found.isEmpty, comment)
            if !counterparts.isEmpty {
                #expect(!counterparts.isDisjoint(with: found.compactMap { $0["counterpart"].text }), comment)
            }
            for role in found where counterparts.isEmpty || counterparts.contains(role["counterpart"].text ?? "") {
                let stated =
                    [role["period"]] + role["conflicts"].items.flatMap { $0["values"].items }.map { $0["value"] }
                #expect(stated.contains { $0["edtf"].text == gold["period"].text }, comment)
                #expect((gold["conflict"] != nil) == !role["conflicts"].items.isEmpty, comment)
                if let count = gold["count"].integer { #expect(role["count"].integer == count, comment) }
            }
        }
    }

    @Test("commitments with who, to whom, how firmly and on what")
    func commitments() throws {
        try forEach("commitments") { document, gold, comment in
            // A narrower topic is found by the wider one that the analyst notes.
            let topics = gold["topics"].texts.joined(separator: ",")
            let query = "&modality=\(gold["modality"].text ?? "")" + (topics.isEmpty ? "" : "&topic.all=\(topics)")
            let candidates = document.overlapping(gold, try document.registered("commitments", query))
            #expect(!candidates.isEmpty, comment)
            let actor = try #require(gold["actor"].text)
            let isJoint = actor == "joint"
            let speaker = isJoint ? nil : try document.resolve([actor]).first
            let counterparts = try document.resolve(gold["counterpart"].texts)
            let agreements = gold["links"].texts.compactMap { link in
                document.records("agreements").first { $0["id"].text == link }
            }
            let linked = try agreements.flatMap { document.overlapping($0, try document.registered("agreements")) }
            let found = candidates.filter { commitment in
                let speakers = [commitment["actor"].text, commitment["side"].text]
                return (isJoint ? commitment["actor"] == nil : speakers.contains(speaker))
                    && !counterparts.isDisjoint(with: commitment["counterparts"].texts)
                    && (linked.isEmpty || linked.contains { $0["id"].text == commitment["agreement"].text })
            }
            #expect(!found.isEmpty, comment)
        }
    }

    @Test("topics, each found by the records of its report")
    func topics() throws {
        for document in documents {
            for topic in document.content["topics"].texts {
                let records = try ["dialogues", "agreements", "commitments"].flatMap {
                    try document.registered($0, "&topic=\(topic)")
                }
                let cited = try document.registered("topics")
                #expect(!records.isEmpty || cited.contains { $0["id"].text == topic }, "\(document.report) \(topic)")
            }
        }
    }
}
