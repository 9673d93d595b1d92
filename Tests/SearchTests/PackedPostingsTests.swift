import Testing

@testable import Search

@Suite("Packed postings")
struct PackedPostingsTests {
    /// Words with gaps of all widths, and frequencies from one to the most.
    private static func words(seed: UInt64) -> [[(document: UInt32, frequency: UInt8)]] {
        var dice = Dice(seed)
        return (0..<40).map { _ in
            let widest = UInt32(1) << UInt32.random(in: 0...24, using: &dice)
            let most = UInt8.random(in: 0...254, using: &dice)
            var document = UInt32.random(in: 0..<widest, using: &dice)
            return (0..<Int.random(in: 0...400, using: &dice)).map { _ in
                defer { document += UInt32.random(in: 1...widest, using: &dice) }
                return (document, UInt8.random(in: 0...most, using: &dice))
            }
        }
    }

    private static func packed(_ words: some Sequence<[(document: UInt32, frequency: UInt8)]>) -> PackedPostings {
        var postings = PackedPostings()
        for word in words { postings.append(word.map(\.document)[...], word.map(\.frequency)[...]) }
        return postings
    }

    @Test("what was packed is read again, also behind what another one holds", arguments: 1...8 as ClosedRange<UInt64>)
    func readsAgain(seed: UInt64) {
        let words = Self.words(seed: seed)
        var postings = Self.packed(words[..<17])
        postings.append(Self.packed(words[17...]))
        for (number, word) in words.enumerated() {
            #expect(postings.documents(of: number) == word.map(\.document))
            var cursor = PostingCursor(number, postings)
            for (document, frequency) in word {
                let isFound = cursor.advance(to: document, postings)
                let found = cursor.frequency(of: document, postings)
                #expect(isFound && found == Int(frequency) + 1)
            }
            let hasMore = cursor.advance(to: .max, postings)
            #expect(!hasMore)
        }
    }

    @Test("a block knows the most that one of its documents is worth, and the lowest rank of one that is")
    func ratings() {
        let words = Self.words(seed: 3)
        var postings = Self.packed(words)
        postings.rate(impact: { Double($1) / Double($0 % 7 + 1) }, rank: { $0 ^ 0x55 })
        for (number, word) in words.enumerated() {
            for (place, block) in postings.blocks(of: number).enumerated() {
                let own = word.dropFirst(place * PackedPostings.blockSize).prefix(PackedPostings.blockSize)
                #expect(postings.last(of: block) == own.last?.document)
                let worth = own.map { (Double($0.frequency) + 1) / Double($0.document % 7 + 1) }
                #expect(postings.impact(of: block) == worth.max())
                let best = zip(own, worth).filter { $1 == worth.max() }.map { $0.0.document ^ 0x55 }
                #expect(postings.rank(of: block) == best.min())
            }
        }
    }
}
