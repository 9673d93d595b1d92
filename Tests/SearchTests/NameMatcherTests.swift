import Records
import Testing

@testable import Search

@Suite("Matching of names")
struct NameMatcherTests {
    private static let loaded = Result {
        NameMatcher(
            try ShippedVocabulary.snapshot(people: [
                ("aiko-tanaka", "Aiko Tanaka", ["Tanaka"]), ("kenji-tanaka", "Kenji Tanaka", []),
                ("sergey-zelenskyy", "Sergey Zelenskyy", []), ("luong-tam-quang", "Lương Tam Quang", ["Quang"]),
            ]))
    }
    let matcher: NameMatcher

    init() throws { matcher = try Self.loaded.get() }

    private func candidates(_ name: String, _ types: Set<RecordType> = NameMatcher.types) -> [Candidate] {
        matcher.candidates(for: name, types: types, limit: 10)
    }

    @Test(
        "a name leads to its record for a reason",
        arguments: [
            ("Vietnam", "vietnam", .exact), ("vietnam", "vietnam", .folded), ("VIET-NAM", "vietnam", .folded),
            ("Việt Nam", "vietnam", .folded), ("VNM", "vietnam", .code), ("vn", "vietnam", .code),
            ("Vietnamese", "vietnam", .demonym), ("ASEAN", "asean", .acronym),
            ("Socialist Republic of Vietnam", "vietnam", .alias), ("Ivory Coast", "cote-d-ivoire", .alias),
            ("cote divoire", "cote-d-ivoire", .folded), ("Indoneisa", "indonesia", .oneEdit),
            ("Viet Nan", "vietnam", .oneEdit), ("Singaporre", "singapore", .transliteration),
            ("Union, African", "african-union", .wordOrder), ("African Unoin", "african-union", .oneEdit),
            ("terrorism", "terrorism", .folded), ("aiko-tanaka", "aiko-tanaka", .folded),
            ("Aiko Tanaka", "aiko-tanaka", .exact), ("TANAKA Aiko", "aiko-tanaka", .wordOrder),
            ("A. Tanaka", "aiko-tanaka", .initials), ("Tanaka, K.", "kenji-tanaka", .initials),
            ("Zelensky", "sergey-zelenskyy", .shortName), ("Sergei Zelensky", "sergey-zelenskyy", .transliteration),
            ("Zelenskyy", "sergey-zelenskyy", .shortName), ("Luong Tam Quang", "luong-tam-quang", .folded),
            ("General Lương Tam Quang", "luong-tam-quang", .wordsInCommon), ("Quang", "luong-tam-quang", .shortName),
        ] as [(String, String, MatchReason)])
    func reasons(name: String, id: String, reason: MatchReason) throws {
        let first = try #require(candidates(name).first)
        #expect(first.id == id)
        #expect(first.reason == reason)
        #expect(first.score <= reason.score)
    }

    @Test("who shares a family name is a candidate like the other, in the order of ids")
    func sharedNames() {
        let found = candidates("Tanaka", [.person])
        #expect(found.map(\.id) == ["aiko-tanaka", "kenji-tanaka"])
        #expect(found.allSatisfy { $0.reason == .shortName && $0.score == MatchReason.shortName.score })
    }

    @Test("a full name goes before a near one, and that before one with words in common")
    func order() throws {
        let scores = ["Aiko Tanaka", "Aiko Tanako", "Doctor Aiko Tanaka", "Tanaka"].map { name in
            candidates(name, [.person]).first { $0.id == "aiko-tanaka" }?.score ?? 0
        }
        #expect(scores == scores.sorted(by: >))
        #expect(Set(scores).count == scores.count)
    }

    @Test("only types that are asked for are candidates, each record once and no more than the limit")
    func bounds() {
        let found = candidates("Ministry of Public Security")
        #expect(found.count == 10)
        #expect(Set(found.map(\.id)).count == 10)
        #expect(candidates("Vietnam", [.person, .topic]).allSatisfy { $0.type != .partner })
        #expect(matcher.candidates(for: "Tanaka", types: [.person], limit: 1).count == 1)
        #expect(candidates("Vietnam", []).isEmpty)
    }

    @Test(
        "nothing is made of what is no name, or like none",
        arguments: ["", " ", "…", "xqzzkw", String(repeating: "Vietnam ", count: 60)])
    func strangers(name: String) {
        #expect(candidates(name).isEmpty)
    }

    @Test("every partner and framework is found by each of its names")
    func everyName() throws {
        let snapshot = try ShippedVocabulary.snapshot()
        let matcher = NameMatcher(snapshot)
        for type in [RecordType.partner, .framework] {
            for (record, form) in snapshot.register.records(of: type).flatMap({ record in
                NameForm.all(of: record).map { (record, $0) }
            }) {
                let found = matcher.candidates(for: form.text, types: [type], limit: 20)
                let own = try #require(found.first { $0.id == record.id }, "\(form.text)")
                #expect(own.score >= MatchReason.demonym.score, "\(form.text)")
            }
        }
    }

    @Test("among more people of one name than are compared, who shares a second one is found")
    func frequentNames() throws {
        var people = (0..<3 * NameMatcher.mostCompared).map { ("p\($0)", "Nguyen Ba Minh", [String]()) }
        people.append(("nguyen-ba-tung", "Nguyen Ba Tung", []))
        let matcher = NameMatcher(try ShippedVocabulary.snapshot(people: people))
        let found = matcher.candidates(for: "General Nguyen Tung", types: [.person], limit: 1)
        #expect(found.map(\.id) == ["nguyen-ba-tung"])
        let near = matcher.candidates(for: "Nguyen Ba Mink", types: [.person], limit: 20)
        #expect(near.count == 20 && near.allSatisfy { $0.reason == .oneEdit })
    }
}
