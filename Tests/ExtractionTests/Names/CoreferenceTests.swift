import Records
import Testing

@testable import Extraction

@Suite("Coreference")
struct CoreferenceTests {
    /// Each phrase that refers, but for names of partners, with who or what is meant.
    private func references(_ text: String) throws -> [String] {
        let (cast, tokens) = try NameFixture.cast(text)
        return cast.references.compactMap { reference in
            let phrase = tokens.text(reference.tokens)
            switch reference.target {
            case .person(let index): return "\(phrase) = \(cast.people[index].name)"
            case .institution(let index): return "\(phrase) = \(cast.institutions[index].id)"
            case .partner(let partner): return reference.kind == .name ? nil : "\(phrase) = \(partner)"
            case .parties: return "\(phrase) = parties"
            case .partyInstitutions: return "\(phrase) = institutions"
            }
        }
    }

    private static let opening = """
        Vietnamese Minister of Public Security To Lam received Deputy Chief of the Indonesian National Police Agus \
        Andrianto in Hanoi.
        """

    @Test(
        "What follows a reception is understood",
        arguments: [
            ("Minister Lam spoke.", ["Minister Lam = To Lam"]), ("Andrianto spoke.", ["Andrianto = Agus Andrianto"]),
            ("He spoke.", ["He = To Lam"]), ("The minister spoke.", ["The minister = To Lam"]),
            ("The Indonesian official spoke.", ["The Indonesian official = Agus Andrianto"]),
            ("The deputy chief spoke.", ["The deputy chief = Agus Andrianto"]),
            ("The Indonesian deputy chief spoke.", ["The Indonesian deputy chief = Agus Andrianto"]),
            ("Both sides spoke.", ["Both sides = parties"]),
            ("The two countries spoke.", ["The two countries = parties"]),
            ("The two ministries spoke.", ["The two ministries = institutions"]),
            ("The two officials spoke.", ["The two officials = parties"]), ("They spoke.", ["They = parties"]),
            ("The Vietnamese ministry spoke.", ["The Vietnamese ministry = ministry-of-public-security-vietnam"]),
            ("The ministry spoke.", ["The ministry = ministry-of-public-security-vietnam"]),
            ("The Indonesian side spoke.", ["The Indonesian side = indonesia"]),
            ("The guest spoke.", ["The guest = Agus Andrianto"]),
            (
                "Lam and his Indonesian counterpart spoke.",
                ["Lam = To Lam", "his Indonesian counterpart = Agus Andrianto"]
            ),
            (
                "Lam and his ministry spoke.",
                ["Lam = To Lam", "his ministry = ministry-of-public-security-vietnam"]
            ),
            (
                "For his part, Andrianto spoke. He left.",
                ["his = Agus Andrianto", "Andrianto = Agus Andrianto", "He = Agus Andrianto"]
            ),
            ("The third dialogue is planned, Lam said. He left.", ["Lam = To Lam", "He = To Lam"]),
            ("Officials spoke in Lam Dong.", []),
        ])
    func reception(text: String, expected: [String]) throws {
        let found = try references(CoreferenceTests.opening + " " + text)
        #expect(Array(found.dropFirst(2)) == expected)
    }

    @Test("He and she are told apart by forms of address and earlier pronouns")
    func gender() throws {
        let found = try references(
            "Minister of Home Affairs Karen Andrews of Australia met Minister To Lam of Vietnam. She spoke. Lam left. He smiled. She smiled."
        )
        #expect(
            found.suffix(4) == [
                "She = Karen Andrews", "Lam = To Lam", "He = To Lam", "She = Karen Andrews",
            ])
    }

    @Test("References stand in the report's order and do not overlap")
    func order() throws {
        let text = CoreferenceTests.opening + " His ministry, the INP and the two countries thank Minister Lam and him."
        let references = try NameFixture.cast(text).cast.references
        #expect(references.count > 5)
        for (one, other) in zip(references, references.dropFirst()) {
            #expect(one.tokens.upperBound <= other.tokens.lowerBound)
        }
    }

    @Test("Every category that names are told by has its mark")
    func marks() {
        let asked: [Extraction.Category] = [
            .partner, .demonym, .capital, .city, .institution, .framework, .rank, .post, .postModifier, .nameParticle,
            .honorific, .portfolio, .body, .nameTail, .mask, .governmentVerb, .month, .weekday, .kind, .anaphor,
            .functionWord,
        ]
        #expect(asked.allSatisfy { $0.bit != 0 })
        #expect(Set(asked.map(\.bit)).count == asked.count)
    }

    @Test("People of no known partner are told with their line")
    func diagnostics() throws {
        let document = try NameFixture.document("One.\n\nTwo.\n\nMinister Kwame Mensah spoke.")
        let diagnostics = NameReader.read(document).diagnostics
        #expect(diagnostics.map(\.line) == [5])
        #expect(diagnostics.first?.message.contains("Kwame Mensah") == true)
    }

    @Test(
        "Hostile text is read in linear time",
        arguments: [
            "Nguyen", "General", "Minister", "Vietnam", "(", "of", "Security", "\"Bato\"", "his", "X.", "bin", "-a",
        ])
    func hostile(word: String) throws {
        let text = (0..<1_000).map { _ in word }.joined(separator: " ")
        let cast = try NameFixture.cast(text).cast
        #expect(cast.people.count <= 1)
    }
}
