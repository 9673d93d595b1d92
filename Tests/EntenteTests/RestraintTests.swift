import Records
import Testing

/// What the reports do not state is not in the register.
@Suite("Restraint", .enabled(if: LiveRegister.isMeasurable))
struct RestraintTests {
    let live: LiveRegister
    let documents: [GoldDocument]

    init() throws {
        live = try LiveRegister.shared()
        documents = try live.goldDocuments()
    }

    @Test("nothing is taken from what surrounds an article: related links, credits, teasers")
    func surroundings() throws {
        for document in documents {
            let numbers = document.content["segments"]["boilerplate"].items.compactMap { Optional($0).integer }
            guard let first = numbers.first, let last = numbers.last else { continue }
            for (record, evidence) in try live.evidence(of: document.id) {
                #expect(!(first...last).contains(evidence["paragraph"].integer ?? 0), "\(document.report) \(record)")
            }
        }
    }

    @Test("no one is in the register but those the analyst names; those whom only teasers name cannot be found")
    func people() throws {
        for document in documents {
            let expected = Set(document.records("people").compactMap { $0["name"].text }.map(Folding.key))
            for person in try document.registered("people") {
                let names = (person["name"].texts + person["aliases"].texts).map(Folding.key)
                #expect(!expected.isDisjoint(with: names), "\(document.report) \(person["id"].text ?? "")")
            }
            #expect(try document.registered("people").count == expected.count)
            for sentence in document.content["mustNotExtract"].texts
            where sentence.contains("as people of this article") {
                let names = sentence.replacing(" as people of this article", with: "").split(separator: ", ")
                #expect(names.count > 3)
                for name in names {
                    let plain = String(name).replacing("\"", with: "").replacing("President ", with: "")
                    #expect(try live.client.get("/people/\(LoopbackClient.encode(plain))").status == 404, "\(plain)")
                }
            }
        }
    }

    @Test("there are as many dialogues, partnerships and partners as the analyst counts, and no other agreement")
    func counts() throws {
        for document in documents {
            #expect(
                try document.registered("dialogues").count == document.records("dialogues").count, "\(document.report)")
            #expect(try document.registered("partnerships").count == document.records("partnerships").count)
            for agreement in try document.registered("agreements") {
                let gold = document.records("agreements").filter { !document.overlapping($0, [agreement]).isEmpty }
                #expect(!gold.isEmpty, "\(document.report) \(agreement["id"].text ?? "")")
            }
            let stated = Set(document.records("partners").compactMap { $0["name"].text })
            let bodies = Set(document.records("institutions").compactMap { $0["name"].text })
            for partner in try document.registered("partners") {
                let names = Set(partner["name"].texts + partner["aliases"].texts)
                #expect(!names.isDisjoint(with: stated.union(bodies)), "\(document.report) \(partner["id"].text ?? "")")
            }
        }
    }

    @Test("a meeting is no dialogue, a planned round is not held, and a partner is there once")
    func misreadings() throws {
        for document in documents {
            let sentences = document.content["mustNotExtract"].texts
            if sentences.contains("a \"dialogue\"") {
                #expect(try document.registered("dialogues", "&kind=security-dialogue,strategic-dialogue").isEmpty)
            }
            if sentences.contains("an agreement") { #expect(try document.registered("agreements").isEmpty) }
            if sentences.contains("an EU dialogue") {
                #expect(try live.client.list("/dialogues?kind=security-dialogue&partner=EU").isEmpty)
            }
            if sentences.contains("\"third dialogue\" as held") {
                #expect(try live.client.list("/dialogues?partner=Australia&ordinal=3&status=held").isEmpty)
                #expect(try live.client.list("/dialogues?partner=Australia&ordinal=3&status=planned").count == 1)
            }
            for states in sentences.map({ $0.split(separator: "/") }) where states.count == 3 {
                for state in states {
                    #expect(try document.registered("dialogues", "&partner=\(state)").isEmpty)
                    #expect(try document.registered("partners").contains { $0["name"].text == String(state) } == false)
                }
            }
        }
        let ids = try ["vietnam", "VN", "VNM", "Vi%E1%BB%87t%20Nam", "Viet%20Nam"].map {
            try live.client.data("/partners/\($0)")["id"].text
        }
        #expect(Set(ids) == ["vietnam"])
    }
}
