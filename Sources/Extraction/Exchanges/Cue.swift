/// A place where a report speaks of an exchange: by a noun ("the third security dialogue") or a verb ("met with").
struct Cue: Sendable {
    enum Form: Sendable { case noun, verb, chair }

    let form: Form
    /// A term of the vocabulary, or `dialogue` and `round` for what only the context tells.
    var kind: String
    /// The noun with all that stands before it, or the verb.
    var tokens: Range<Int>
    /// The noun itself or the verb.
    let head: Range<Int>
    var ordinal: Int?
    var ordinalTokens: Range<Int>?
    var level: String?
    var levelTokens: Range<Int>?
    /// `the`, `this`, `their` stands before it.
    var isDefinite = false
    /// `meetings`: several, or the habit.
    var isPlural = false
    /// Whose meeting it is by the name of the framework: `the 18th AMMTC`.
    var organisation: String?
    /// `next`, `previous`: a round counted from the one at hand.
    var shift = 0
    let sentence: Int
    /// The verb before a noun ("met … for the ninth dialogue"): who stands before it takes part.
    var subject: Range<Int>?
    /// The clause in which its date, place and parties are looked for.
    var scope: Range<Int>
}
