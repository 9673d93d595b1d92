internal import Dispatch
internal import Synchronization

/// Turns the words of documents into the documents of words. Works on some words at a time, so that what it needs beside
/// the result is bounded, and on several such shares at once.
struct TextInversion: Sendable {
    /// Postings that are held unpacked at a time.
    private static let mostPostings = 32_000_000
    /// Below, one share is enough.
    private static let fewPostings = 100_000

    private let parts: [(words: TextPart, numbers: [UInt32])]
    private let order: [UInt32]
    private let wordCount: Int

    init(_ parts: [(words: TextPart, numbers: [UInt32])], order: [UInt32], words: Int) {
        self.parts = parts
        self.order = order
        wordCount = words
    }

    func inverted() -> (PackedPostings, dense: [Int: Bitmap]) {
        var counts = [UInt32](repeating: 0, count: wordCount)
        var last = [UInt32](repeating: .max, count: wordCount)
        forEachPlace { word, document in
            if last[word] != document { counts[word] += 1 }
            last[word] = document
        }
        let (shares, all) = (shares(counts), counts)
        let inverted = Mutex<[Int: (PackedPostings, [Int: Bitmap])]>([:])
        DispatchQueue.concurrentPerform(iterations: shares.count) { share in
            let result = invert(shares[share], all)
            inverted.withLock { $0[share] = result }
        }
        var postings = PackedPostings()
        var dense: [Int: Bitmap] = [:]
        inverted.withLock { results in
            for share in shares.indices {
                guard let (own, bits) = results.removeValue(forKey: share) else { continue }
                postings.append(own)
                dense.merge(bits) { one, _ in one }
            }
        }
        return (postings, dense)
    }

    /// Words in a row with about as many postings each.
    private func shares(_ counts: [UInt32]) -> [Range<Int>] {
        let total = counts.reduce(0) { $0 + Int($1) }
        let wanted = total < Self.fewPostings ? 1 : max(4, total * 2 / Self.mostPostings)
        var shares: [Range<Int>] = []
        var (start, sum) = (0, 0)
        for (word, count) in counts.enumerated() {
            sum += Int(count)
            if sum * wanted >= total, total > 0 {
                shares.append(start..<word + 1)
                (start, sum) = (word + 1, 0)
            }
        }
        if start < counts.count { shares.append(start..<counts.count) }
        return shares
    }

    private func invert(_ words: Range<Int>, _ counts: [UInt32]) -> (PackedPostings, [Int: Bitmap]) {
        var ends: [Int] = []
        var end = 0
        for word in words {
            ends.append(end)
            end += Int(counts[word])
        }
        let starts = ends
        var documents = [UInt32](repeating: 0, count: end)
        // One less, so that most are 0.
        var frequencies = [UInt8](repeating: 0, count: end)
        forEachPlace { word, document in
            guard words.contains(word) else { return }
            let place = ends[word - words.lowerBound]
            if place > starts[word - words.lowerBound], documents[place - 1] == document {
                if frequencies[place - 1] < PackedPostings.mostFrequency - 1 { frequencies[place - 1] += 1 }
            } else {
                documents[place] = document
                ends[word - words.lowerBound] += 1
            }
        }
        var postings = PackedPostings()
        var dense: [Int: Bitmap] = [:]
        for word in words {
            let range = starts[word - words.lowerBound]..<ends[word - words.lowerBound]
            postings.append(documents[range], frequencies[range])
            if range.count * 16 > order.count, order.count > 1024 {
                var bits = Bitmap(capacity: order.count)
                bits.insert(documents.span.extracting(range))
                dense[word] = bits
            }
        }
        return (postings, dense)
    }

    @inline(__always)
    private func forEachPlace(_ body: (_ word: Int, _ document: UInt32) -> Void) {
        for (document, place) in order.enumerated() {
            let part = Int(place) / FieldPart.size
            parts[part].words.forEachPlace(of: Int(place) % FieldPart.size) { number in
                if let number { body(Int(parts[part].numbers[Int(number)]), UInt32(document)) }
            }
        }
    }
}

/// Walks along the postings of one word.
struct PostingCursor {
    let word: Int
    private(set) var block: Int
    private let end: Int
    private var documents = [UInt32](repeating: 0, count: PackedPostings.blockSize)
    private var count = 0
    /// The block that `documents` holds.
    private var known = -1
    private var place = 0

    init(_ word: Int, _ postings: PackedPostings) {
        self.word = word
        let blocks = postings.blocks(of: word)
        (block, end) = (blocks.lowerBound, blocks.upperBound)
    }

    /// Goes on to the block that may hold a document that is not below the last one.
    /// - Returns: whether there is one.
    mutating func advance(to document: UInt32, _ postings: PackedPostings) -> Bool {
        if block < end, postings.last(of: block) < document {
            block = postings.block(holding: document, in: block..<end)
        }
        return block < end
    }

    /// The first document of the block from one on, which rises from call to call; nil behind its last.
    private mutating func document(from document: UInt32, _ postings: PackedPostings) -> UInt32? {
        if known != block {
            count = postings.read(block, of: word, into: &documents, at: 0)
            (known, place) = (block, 0)
        }
        while place < count, documents[place] < document { place += 1 }
        return place < count ? documents[place] : nil
    }

    /// How often the word stands in a document of the block; nil when it does not.
    mutating func frequency(of document: UInt32, _ postings: PackedPostings) -> Int? {
        guard self.document(from: document, postings) == document else { return nil }
        return postings.frequency(at: place, of: block, count: count)
    }
}
