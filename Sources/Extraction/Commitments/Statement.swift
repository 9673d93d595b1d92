/// What someone declares to do or asks others to do: a modality with its speaker and the words it governs.
struct Statement: Sendable {
    /// A term of the vocabulary: `propose`, `urge` …
    let modality: String
    /// The verb or noun that carries it.
    let verb: Range<Int>
    /// Who stands before the verb; nil when the sentence leaves it to the one before.
    let subject: Reference?
    /// What follows, up to the next statement or the end of the sentence.
    let complement: Range<Int>
    let sentence: Int
}
