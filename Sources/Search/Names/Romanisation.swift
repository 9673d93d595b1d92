/// Folded Latin words reduced to what their spellings by different systems of romanisation share: `Sergey`, `Sergei` and
/// `Sergej`, `Zelenskyy` and `Zelensky`, `Hussein` and `Husain`, `Mueller` and `Muller`.
enum Romanisation {
    /// Where BGN/PCGN, ISO 9, the press of other languages and habit write one sound in several ways; longer ones first.
    private static let spellings: [(from: String, to: String)] = [
        ("tch", "ch"), ("sch", "sh"), ("dsh", "j"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"), ("ph", "f"),
        ("gh", "g"), ("ck", "k"), ("tz", "ts"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ey", "ai"),
        ("ej", "ai"), ("ay", "ai"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("iy", "i"), ("ij", "i"), ("q", "k"),
        ("w", "v"), ("x", "ks"), ("y", "i"),
    ]

    /// The same as octets, by the first of them.
    private static let byFirst = spellings.reduce(into: [[(from: [UInt8], to: [UInt8])]](repeating: [], count: 256)) {
        let from = Array($1.from.utf8)
        $0[Int(from[0])].append((from, Array($1.to.utf8)))
    }

    static func reduced(_ word: some Collection<UInt8>) -> [UInt8] {
        let word = Array(word)
        var result: [UInt8] = []
        var position = 0
        while position < word.count {
            let rest = word[position...]
            let match = byFirst[Int(word[position])].first { rest.starts(with: $0.from) }
            for octet in match?.to ?? [word[position]] {
                // Letters are doubled or not; digits mean something.
                if result.last != octet || !(0x61...0x7A ~= octet) { result.append(octet) }
            }
            position += match?.from.count ?? 1
        }
        return result
    }
}
