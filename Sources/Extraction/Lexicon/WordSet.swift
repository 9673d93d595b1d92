/// Words of the lexicon as a set of bits: asked for at nearly every token, where hashing would cost more than the question.
struct WordSet: Sendable {
    private var bits: [UInt64] = []

    init() {}

    /// Those that no report has are left out.
    init(_ words: some Sequence<Word>) {
        for word in words where word != .max {
            let index = Int(word >> 6)
            if index >= bits.count { bits += repeatElement(0, count: index + 1 - bits.count) }
            bits[index] |= 1 << UInt64(word & 63)
        }
    }

    func contains(_ word: Word) -> Bool {
        let index = Int(word >> 6)
        return index < bits.count && bits[index] &>> UInt64(word & 63) & 1 != 0
    }
}
