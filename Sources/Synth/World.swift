internal import Records

/// What invented registers and reports are made of: the vocabulary's own states, topics and terms, the most frequent first.
struct World: Sendable {
    struct State: Equatable, Sendable {
        let id: String
        let name: String
        let capital: String
        let demonym: String
    }

    let terms: TermLists
    let states: Skewed<State>
    let topics: Skewed<String>
    let topicNames: [String: String]
    let kinds: Skewed<String>
    let levels: Skewed<String>
    let years: Skewed<Int>

    init(_ vocabulary: Vocabulary) {
        terms = vocabulary.terms
        var chance = Chance(seed: 1)
        let states = vocabulary.records.compactMap { record -> State? in
            guard let name = record["name"]?.text, let capital = record.texts("capitals").first else { return nil }
            return State(
                id: record.id, name: name, capital: capital, demonym: record.texts("demonyms").first ?? name)
        }
        let topics = vocabulary.records.filter { $0.type == .topic }
        self.states = Skewed(states.shuffled(using: &chance))
        self.topics = Skewed(topics.map(\.id).shuffled(using: &chance))
        topicNames = Dictionary(
            uniqueKeysWithValues: topics.map { ($0.id, ($0["name"]?.text ?? $0.id).lowercased()) })
        kinds = Skewed([
            "talks", "meeting", "reception", "security-dialogue", "working-session", "conference", "summit",
        ])
        levels = Skewed(["ministerial", "deputy-ministerial", "senior-official", "head-of-agency", "head-of-state"])
        years = Skewed((1995...2025).reversed())
    }

    /// ISO 8601; no 29th, which not every month has.
    func day(_ chance: inout Chance) -> String {
        func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let year = years.pick(&chance)
        let (month, day) = (Int.random(in: 1...12, using: &chance), Int.random(in: 1...28, using: &chance))
        return "\(year)-\(digits(month))-\(digits(day))"
    }

    private static let beginnings = [
        "Ba", "Da", "Ka", "La", "Ma", "Na", "Pra", "Ro", "Sa", "Ta", "Vi", "Yu", "Ze", "Hoa",
    ]
    private static let middles = ["ri", "lo", "mi", "na", "sto", "vel", "ko", "ru", "den", "ga", "ti"]
    private static let ends = ["n", "no", "ra", "s", "vic", "m", "wan", "li", "do", "nen"]

    func name(_ chance: inout Chance) -> String {
        func word() -> String {
            (Self.beginnings.randomElement(using: &chance) ?? "") + (Self.middles.randomElement(using: &chance) ?? "")
                + (Self.ends.randomElement(using: &chance) ?? "")
        }
        return "\(word()) \(word())"
    }
}
