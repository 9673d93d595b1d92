/// What someone declares to do or asks others to do: a modality, who declares it, and the words it governs.
struct Statement: Sendable {
    /// A term of the vocabulary: `propose`, `urge` …
    let modality: String
    /// The verb or noun that carries it.
    let carrier: Range<Int>
    let speaker: Speaker
    /// What it is about, up to the next statement, a remark or the end of the sentence.
    let complement: Range<Int>
    let sentence: Int
    /// Carried by no verb of its own but by `will` or `should`: a commitment only when it names an action.
    let isModal: Bool
    /// Carried by a noun that weighs (`importance of`): a commitment only when it names a deed.
    let isWeighed: Bool
    /// Whether a list of points behind its sentence says what it is about.
    let opensList: Bool
}

/// Who makes a statement.
enum Speaker: Sendable {
    case one(Reference)
    /// All sides together, with the tokens that say so.
    case joint(Range<Int>)

    var tokens: Range<Int> {
        switch self {
        case .one(let reference): reference.tokens
        case .joint(let tokens): tokens
        }
    }
}
