import Records
import Testing

@testable import Extraction

@Suite("Phrases of the lexicon")
struct LexiconTests {
    /// The values of a category that stand in a text, longer phrases first at each place.
    private func values(_ text: String, _ category: Extraction.Category) throws -> [String] {
        let text = TokenizedReport(try Report(Array(text.utf8), file: "report.txt"), lexicon: NameFixture.lexicon)
        return text.matches(in: text.tokens.indices).filter { $0.sense.category == category }.map(text.value)
    }

    @Test(
        "A phrase without capitals is found in any case, plural and spelling",
        arguments: [
            ("money laundering"), ("Money Laundering"), ("MONEY LAUNDERING"), ("money-laundering"),
            ("money‑laundering"),
        ])
    func anyForm(_ text: String) throws {
        #expect(try values("They discussed \(text) at length", .topic) == ["money-laundering"])
    }

    @Test(
        "A name is blind to diacritics, spaces of its own, and possessives",
        arguments: [
            ("in Việt Nam and", "vietnam"), ("in Viet Nam and", "vietnam"),
            ("in Vie\u{323}\u{302}t Nam and", "vietnam"),
            ("in VIETNAM and", "vietnam"), ("with Vietnam's envoy", "vietnam"), ("in Türkiye and", "turkiye"),
            ("in Turkiye and", "turkiye"), ("in Côte d’Ivoire and", "cote-d-ivoire"),
            ("in Cote d'Ivoire and", "cote-d-ivoire"),
        ])
    func spellings(text: String, partner: String) throws {
        #expect(try values(text, .partner) == [partner])
    }

    @Test(
        "A name wants its capital and an acronym its capitals",
        arguments: [
            ("set the turkey on the table", [String]()), ("the china in the cupboard", []), ("tell us more", []),
            ("the US envoy", ["united-states"]), ("the U.S. envoy", ["united-states"]),
            ("the UK envoy", ["united-kingdom"]),
            ("the UAE envoy", ["united-arab-emirates"]), ("the RoK envoy", ["republic-of-korea"]),
            ("an asean of friends", []),
            ("the ASEAN states", ["asean"]), ("PRC officials", ["china"]),
        ])
    func capitals(text: String, partners: [String]) throws {
        #expect(try values(text, .partner) == partners)
    }

    @Test(
        "Plurals fold into their singular, but words that only end like one stay",
        arguments: [
            ("crime", "crimes", true), ("party", "parties", true), ("talk", "talks", true), ("police", "polices", true),
            ("press", "pres", false), ("thi", "this", false), ("statu", "status", false), ("ga", "gas", false),
            ("Strategy", "strategies", true),
        ])
    func plurals(left: String, right: String, isOne: Bool) throws {
        let text = TokenizedReport(
            try Report(Array("\(left) \(right)".utf8), file: "r.txt"), lexicon: NameFixture.lexicon)
        #expect((text.tokens[0].word == text.tokens[1].word) == isOne)
    }

    @Test("At one place the longest phrase comes first, and the shorter ones stay to be seen")
    func longest() throws {
        #expect(
            try values("the Democratic Republic of the Congo", .partner).first == "democratic-republic-of-the-congo")
        #expect(try values("the Republic of Korea", .partner).first == "republic-of-korea")
        #expect(try values("Deputy Minister of Foreign Affairs", .portfolio).contains("portfolio"))
    }

    @Test("A phrase does not reach over the end of a sentence or over a comma")
    func borders() throws {
        #expect(try values("They left New. Zealand stayed", .partner) == [])
        #expect(try values("They discussed money, laundering too", .topic).contains("money-laundering") == false)
        #expect(try values("They discussed money laundering", .topic).contains("money-laundering"))
    }

    @Test(
        "A demonym, a capital and a city are each told as what they are",
        arguments: [
            ("the Omani envoy", Extraction.Category.demonym, "oman"), ("in Muscat and", .capital, "oman"),
            ("in Hà Nội and", .capital, "vietnam"), ("in Hanoi and", .capital, "vietnam"),
            ("in Lagos and", .city, "nigeria"), ("on Thursday and", .weekday, "4"), ("in December and", .month, "12"),
            ("on thứ Năm and", .weekday, "4"), ("on miércoles and", .weekday, "3"), ("the third round", .ordinal, "3"),
            ("the 3rd round", .ordinal, "3"), ("the twenty-second round", .ordinal, "22"),
        ])
    func categories(text: String, category: Extraction.Category, value: String) throws {
        #expect(try values(text, category).contains(value))
    }
}
