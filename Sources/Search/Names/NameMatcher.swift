package import Records

/// Whom a name may mean: records of a snapshot that are called so, or nearly so, each with a score from 0 to 1 and the
/// reason for it. The work for a name is bounded, however large the register: tables by hash, and of names that share
/// words with it at most `mostCompared`, those with its rarest words.
package struct NameMatcher: Sendable {
    /// Scalars of a name that are read; nobody is called by more.
    package static let longestName = 200
    /// Words of a name that are compared, each of them once.
    static let mostWords = 16
    /// Names compared word by word. Of a word that more of them have, those that share a second word go first, then the
    /// first of the register.
    static let mostCompared = 1024
    /// Names of frequent words that are looked through for a second word.
    static let mostLookedThrough = 32_768
    /// Below, two names have no more in common than any two.
    static let leastScore = 0.3

    /// The types whose records have names.
    package static let types: Set<RecordType> = [.partner, .person, .institution, .framework, .topic]

    private let register: Register
    private let index: NameIndex

    package init(_ snapshot: Snapshot) {
        register = snapshot.register
        index = snapshot.nameIndex
    }

    /// The best candidates, by score, then by type and id; one for each record.
    package func candidates(for name: String, types: Set<RecordType>, limit: Int) -> [Candidate] {
        guard name.unicodeScalars.count <= Self.longestName else { return [] }
        var comparison = NameComparison(name, among: types, register: register, index: index)
        comparison.compareKeys()
        comparison.compareSignatures()
        comparison.compareInitials()
        comparison.compareWords()
        return comparison.candidates(limit: limit)
    }
}

/// A record that a name may mean.
package struct Candidate: Sendable, Equatable {
    package let id: String
    package let type: RecordType
    /// The record's own name.
    package let name: String
    /// Which of its names is the one or the nearest, as the register has it.
    package let matched: String
    /// 0…1, to three decimals, see `MatchReason.score`.
    package let score: Double
    package let reason: MatchReason
}

/// Why a record may be meant, and what that is worth: equal forms before equal letters, these before equal sounds, and
/// all of them before parts of a name.
package enum MatchReason: String, Sendable, CaseIterable {
    /// The name or id, character by character.
    case exact
    /// The name but for case, diacritics, spacing or punctuation.
    case folded
    case alias, code, acronym, demonym
    /// The same words in another order, function words aside.
    case wordOrder = "word-order"
    /// The same by what systems of romanisation write differently.
    case transliteration
    /// One letter too many, too few, wrong or swapped (Damerau, 1964).
    case oneEdit = "one-edit"
    /// The first letters of its words, or of some of a person's names.
    case initials
    /// A person's family or given name alone, or nearly it.
    case shortName = "short-name"
    case wordsInCommon = "words-in-common"

    /// What it is worth at its best. One edit in a whole or a short name multiplies it by the similarity of Damerau and
    /// Levenshtein, 1 − 1/n for n letters; `words-in-common` is multiplied by the cosine of SoftTFIDF (Cohen, Ravikumar,
    /// Fienberg: A Comparison of String Distance Metrics for Name-Matching Tasks, 2003), where similar words are those one
    /// edit apart.
    package var score: Double {
        switch self {
        case .exact: 1
        case .folded: 0.99
        case .alias: 0.97
        case .code: 0.96
        case .acronym: 0.95
        case .wordOrder: 0.93
        case .demonym: 0.92
        case .transliteration: 0.9
        case .oneEdit: 0.95
        case .wordsInCommon: 0.85
        case .initials: 0.75
        case .shortName: 0.6
        }
    }
}
