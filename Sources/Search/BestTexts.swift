/// Finds the best of a collection's documents for plain words without scoring them all: where the blocks of postings that
/// hold a stretch of documents cannot be worth enough together, the stretch is left out (block-max WAND: Ding, Suel:
/// Faster Top-k Document Retrieval Using Block-Max Indexes, 2011); in the others only documents with a word that makes
/// the difference are scored (MaxScore: Turtle, Flood 1995).
struct BestTexts {
    private static let blockSize = PackedPostings.blockSize

    private let index: TextIndex
    private let ranking: Ranking
    private let hasAll: Bool
    /// The documents that fit; nil when all fit that have one of the words.
    private let fitting: PostingList?

    // Of each word, in the order in which scores add up:
    private var words: [Int] = []
    private var weights: [Double] = []
    private var ends: [Int] = []
    /// The block that holds the next documents, and what its best document is worth.
    private var blocks: [Int] = []
    private var mosts: [Double] = []
    private var ranks: [UInt32] = []
    /// The words that have such a block, and those of them one of which a document must have: with all others together
    /// it would be worth too little.
    private var present: [Int] = []
    private var essential: [Int] = []
    /// What a document can be worth by all of these blocks, and the lowest rank it can have then.
    private var most = 0.0
    private var rank = UInt32.max
    /// The block whose documents are unpacked, how many they are, and which of them is the next.
    private var unpacked: [Int] = []
    private var counts: [Int] = []
    private var positions: [Int] = []
    private var documents: [UInt32]

    /// - Returns: nil when the question is of another kind, or the index does not know what blocks are worth.
    init?(_ query: TextQuery, _ ranking: Ranking, _ collection: IndexedCollection, fitting: PostingList?) {
        index = collection.text
        hasAll = query.required.allSatisfy { $0.count == 1 }
        guard index.postings.isRated, !query.required.isEmpty, hasAll || query.required.count == 1,
            query.required.allSatisfy({ $0.allSatisfy { $0.count == 1 && $0[0].isPlain } })
        else { return nil }
        self.ranking = ranking
        self.fitting = fitting
        for (word, weight) in ranking.words {
            guard let number = index.dictionary.number(of: word.text) else { continue }
            words.append(number)
            weights.append(weight)
        }
        documents = [UInt32](repeating: 0, count: words.count * Self.blockSize)
        for word in words {
            let own = index.postings.blocks(of: word)
            blocks.append(own.lowerBound)
            ends.append(own.upperBound)
        }
        mosts = [Double](repeating: 0, count: words.count)
        ranks = [UInt32](repeating: .max, count: words.count)
        unpacked = [Int](repeating: -1, count: words.count)
        counts = [Int](repeating: 0, count: words.count)
        positions = counts
    }

    /// - Parameters:
    ///   - isOpen: whether a document of a score, and of a rank among equals, may still be wanted.
    ///   - add: takes a document with its score.
    mutating func find(
        isOpen: (_ score: Double, _ rank: UInt32) -> Bool, add: (_ document: UInt32, _ score: Double) -> Void
    ) {
        guard hasAll ? words.count == ranking.words.count : !words.isEmpty else { return }
        var document: UInt32 = 0
        while let end = stretch(from: &document) {
            if isOpen(most, rank) {
                if hasAll, let fitting {
                    for word in present { unpack(word) }
                    fitting.forEach(in: document...end) { add($0, score(of: $0)) }
                } else {
                    chooseEssential(isOpen)
                    addEither(document...end, add)
                }
            }
            guard end < .max else { return }
            document = end + 1
        }
    }

    /// Goes on to the blocks that hold the next documents.
    /// - Returns: how far these blocks reach together; nil when there are no more.
    private mutating func stretch(from document: inout UInt32) -> UInt32? {
        if hasAll, let fitting {
            guard let next = fitting.first(from: document) else { return nil }
            document = next
        }
        var end: UInt32?
        present.removeAll(keepingCapacity: true)
        (most, rank) = (0, .max)
        for word in words.indices {
            var block = blocks[word]
            if block < ends[word], index.postings.last(of: block) < document {
                block = index.postings.block(holding: document, in: block..<ends[word])
                blocks[word] = block
            }
            guard block < ends[word] else {
                if hasAll { return nil }
                continue
            }
            present.append(word)
            end = min(end ?? .max, index.postings.last(of: block))
            mosts[word] = weights[word] * index.postings.impact(of: block)
            ranks[word] = index.postings.rank(of: block)
            most += mosts[word]
            rank = min(rank, ranks[word])
        }
        return end
    }

    private mutating func chooseEssential(_ isOpen: (Double, UInt32) -> Bool) {
        essential.removeAll(keepingCapacity: true)
        // By what they are worth, the least first.
        for word in present {
            var place = essential.count
            while place > 0, mosts[essential[place - 1]] > mosts[word] { place -= 1 }
            essential.insert(word, at: place)
        }
        var left = 0
        while left < essential.count - 1 {
            // In the order of words, as scores add up.
            var (most, rank) = (0.0, UInt32.max)
            for word in present where essential[...left].contains(word) {
                most += mosts[word]
                rank = min(rank, ranks[word])
            }
            if isOpen(most, rank) { break }
            left += 1
        }
        essential.removeFirst(left)
    }

    private mutating func unpack(_ word: Int) {
        guard unpacked[word] != blocks[word] else { return }
        counts[word] = index.postings.read(blocks[word], of: words[word], into: &documents, at: word * Self.blockSize)
        positions[word] = 0
        unpacked[word] = blocks[word]
    }

    /// Goes on to the first of a word's unpacked documents from one on.
    /// - Returns: the document; the highest number when there is none.
    @inline(__always)
    private mutating func next(_ word: Int, from document: UInt32) -> UInt32 {
        let (start, count) = (word &* Self.blockSize, counts[word])
        var position = positions[word]
        while position < count, documents[start &+ position] < document { position &+= 1 }
        positions[word] = position
        return position < count ? documents[start &+ position] : .max
    }

    @inline(__always)
    private mutating func score(of document: UInt32) -> Double {
        var score = 0.0
        let length = Int(index.lengths[Int(document)])
        for place in present.indices {
            let word = present[place]
            guard next(word, from: document) == document else { continue }
            let frequency = index.postings.frequency(at: positions[word], of: unpacked[word], count: counts[word])
            score += weights[word] * ranking.impact(of: frequency, length: length)
        }
        return score
    }

    private mutating func addEither(_ range: ClosedRange<UInt32>, _ add: (UInt32, Double) -> Void) {
        for place in essential.indices { unpack(essential[place]) }
        // What need not be there is only unpacked for documents that are.
        var isComplete = essential.count == present.count
        var document = range.lowerBound
        while true {
            var first = UInt32.max
            for place in essential.indices { first = min(first, next(essential[place], from: document)) }
            guard first <= range.upperBound, first < .max else { return }
            if !isComplete {
                for place in present.indices { unpack(present[place]) }
                isComplete = true
            }
            if fitting?.contains(first) ?? true { add(first, score(of: first)) }
            document = first + 1
        }
    }
}
