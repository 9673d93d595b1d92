/// A name's words, folded, for comparing transliterations.
struct Spelling: Sendable {
    let words: [[UInt8]]
    let joined: [UInt8]

    init(words: [[UInt8]]) {
        self.words = words
        joined = Array(words.joined())
    }

    /// Whether two names differ in one long word by a letter or two, or by a letter where their words are parted
    /// differently: `Andrianto` and `Adrianto`, `Xiao Hong` and `Xiaohong`; not `Nguyen Van An` and `Nguyen Van Ba`.
    static func isVariant(_ one: Spelling, _ other: Spelling) -> Bool {
        guard one.words.count == other.words.count else {
            return min(one.joined.count, other.joined.count) >= 10
                && distance(one.joined, other.joined, limit: 1) != nil
        }
        let differing = one.words.indices.filter { one.words[$0] != other.words[$0] }
        guard differing.count == 1, let index = differing.first else { return false }
        let (word, second) = (one.words[index], other.words[index])
        guard min(word.count, second.count) >= 5, word.first == second.first else { return false }
        return distance(word, second, limit: word.count >= 8 ? 2 : 1) != nil
    }

    /// Letters to insert, remove or replace; nil beyond the limit.
    private static func distance(_ one: [UInt8], _ other: [UInt8], limit: Int) -> Int? {
        guard abs(one.count - other.count) <= limit else { return nil }
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let substituted = diagonal + (letter == other[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column] + 1, diagonal + 1)
            }
        }
        return row[other.count] <= limit ? row[other.count] : nil
    }
}
