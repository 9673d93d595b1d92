/// Tokens of a report as a set of bits.
struct TokenSet {
    private var bits: [UInt64]

    /// - Parameter count: of the report's tokens.
    init(count: Int) {
        bits = Array(repeating: 0, count: count / 64 + 1)
    }

    mutating func insert(_ tokens: Range<Int>) {
        for token in tokens { bits[token / 64] |= 1 << UInt64(token % 64) }
    }

    func contains(_ token: Int) -> Bool { bits[token / 64] &>> UInt64(token % 64) & 1 != 0 }
}
