/// Which documents have which words, and how often: in blocks of up to 128 documents, each with the fewest bits that its
/// gaps and frequencies need (frame of reference: Lemire, Boytsov: Decoding billions of integers per second through
/// vectorization, 2015, §2). Of each block the last document is known, and what its best document can be worth.
struct PackedPostings: Sendable {
    static let blockSize = 128
    /// Of a frequency; higher ones count as this.
    static let mostFrequency = 255

    /// Documents of each word.
    private(set) var counts: [UInt32] = []
    /// Blocks of word w: `firstBlocks[w]..<firstBlocks[w + 1]`.
    private var firstBlocks: [UInt32] = [0]
    private var lasts: [UInt32] = []
    private var starts: [UInt32] = []
    private var gapWidths: [UInt8] = []
    private var frequencyWidths: [UInt8] = []
    /// Of all blocks, gaps before frequencies. Two words more, because each is read with the one behind it.
    private var data: [UInt64] = [0, 0]
    private var used: Int { data.count - 2 }
    /// Of each block the highest impact of a document, and the lowest rank of one that has it; empty until rated.
    private var impacts: [Double] = []
    private var ranks: [UInt32] = []

    /// What it takes in memory.
    var size: Int {
        4 * (counts.count + firstBlocks.count + lasts.count + starts.count + ranks.count) + gapWidths.count
            + frequencyWidths.count + 8 * (data.count + impacts.count)
    }

    /// - Parameters:
    ///   - documents: of the next word, rising.
    ///   - frequencies: of each document, less one.
    mutating func append(_ documents: ArraySlice<UInt32>, _ frequencies: ArraySlice<UInt8>) {
        counts.append(UInt32(documents.count))
        var previous = UInt32.max
        var (place, other) = (documents.startIndex, frequencies.startIndex)
        while place < documents.endIndex {
            let end = min(place + Self.blockSize, documents.endIndex)
            let before = previous
            var gaps: UInt32 = 0
            for document in documents[place..<end] {
                gaps |= document &- previous &- 1
                previous = document
            }
            let most = frequencies[other..<other + end - place].reduce(0) { $0 | $1 }
            let widths = (UInt32.bitWidth - gaps.leadingZeroBitCount, UInt8.bitWidth - most.leadingZeroBitCount)
            lasts.append(previous)
            starts.append(UInt32(used))
            gapWidths.append(UInt8(widths.0))
            frequencyWidths.append(UInt8(widths.1))
            var bit = used * 64
            previous = before
            for document in documents[place..<end] {
                put(UInt64(document &- previous &- 1), width: widths.0, at: &bit)
                previous = document
            }
            for frequency in frequencies[other..<other + end - place] {
                put(UInt64(frequency), width: widths.1, at: &bit)
            }
            while used < (bit + 63) / 64 { data.append(0) }
            (place, other) = (end, other + end - place)
        }
        firstBlocks.append(UInt32(lasts.count))
    }

    private mutating func put(_ value: UInt64, width: Int, at bit: inout Int) {
        let (place, shift) = (bit >> 6, bit & 63)
        while used < place + 1 { data.append(0) }
        data[place] |= value << UInt64(shift)
        if shift + width > 64 {
            data.append(0)
            data[place + 1] |= value >> UInt64(64 - shift)
        }
        bit += width
    }

    /// Adds all words of another behind those here.
    mutating func append(_ other: PackedPostings) {
        let (block, start) = (UInt32(lasts.count), UInt32(used))
        counts += other.counts
        firstBlocks += other.firstBlocks.dropFirst().map { $0 + block }
        lasts += other.lasts
        starts += other.starts.map { $0 + start }
        gapWidths += other.gapWidths
        frequencyWidths += other.frequencyWidths
        data.removeLast(2)
        data += other.data
    }

    /// - Parameters:
    ///   - impact: what a document with so many of a word is worth.
    ///   - rank: of a document among equals.
    mutating func rate(impact: (_ document: UInt32, _ frequency: Int) -> Double, rank: (UInt32) -> UInt32) {
        var impacts = [Double](repeating: 0, count: lasts.count)
        var ranks = [UInt32](repeating: .max, count: lasts.count)
        var documents = [UInt32](repeating: 0, count: Self.blockSize)
        for word in counts.indices {
            for block in blocks(of: word) {
                let count = read(block, of: word, into: &documents, at: 0)
                let own = (0..<count).map { impact(documents[$0], frequency(at: $0, of: block, count: count)) }
                impacts[block] = own.max() ?? 0
                // What is less by a rounding alone may come to as much in a sum.
                for (document, impact) in zip(documents, own) where impact > impacts[block] * (1 - 1e-9) {
                    ranks[block] = min(ranks[block], rank(document))
                }
            }
        }
        (self.impacts, self.ranks) = (impacts, ranks)
    }

    // MARK: Reading

    var isRated: Bool { impacts.count == lasts.count }

    func blocks(of word: Int) -> Range<Int> { Int(firstBlocks[word])..<Int(firstBlocks[word + 1]) }

    func last(of block: Int) -> UInt32 { lasts[block] }

    func impact(of block: Int) -> Double { impacts[block] }

    func rank(of block: Int) -> UInt32 { ranks[block] }

    /// The first block of a range whose last document is not below one.
    func block(holding document: UInt32, in range: Range<Int>) -> Int {
        PostingList.lowerBound(of: document, in: lasts.span, from: range.lowerBound, to: range.upperBound)
    }

    private func count(of block: Int, of word: Int) -> Int {
        min(Self.blockSize, Int(counts[word]) - (block - Int(firstBlocks[word])) * Self.blockSize)
    }

    func append(_ block: Int, of word: Int, to documents: inout [UInt32]) {
        let count = count(of: block, of: word)
        var previous = block == Int(firstBlocks[word]) ? UInt32.max : lasts[block - 1]
        let width = Int(gapWidths[block])
        let mask: UInt64 = (1 << UInt64(width)) &- 1
        var bit = Int(starts[block]) &* 64
        let data = data.span
        documents.append(addingCapacity: count) { output in
            for _ in 0..<count {
                previous = previous &+ 1 &+ UInt32(truncatingIfNeeded: Self.bits(data, bit) & mask)
                output.append(previous)
                bit &+= width
            }
        }
    }

    /// Puts the documents of a block at a place of `documents`.
    /// - Returns: how many they are.
    func read(_ block: Int, of word: Int, into documents: inout [UInt32], at place: Int) -> Int {
        let count = count(of: block, of: word)
        var previous = block == Int(firstBlocks[word]) ? UInt32.max : lasts[block - 1]
        let width = Int(gapWidths[block])
        let mask: UInt64 = (1 << UInt64(width)) &- 1
        var bit = Int(starts[block]) &* 64
        let data = data.span
        for index in place..<place + count {
            previous = previous &+ 1 &+ UInt32(truncatingIfNeeded: Self.bits(data, bit) & mask)
            documents[index] = previous
            bit &+= width
        }
        return count
    }

    @inline(__always)
    fileprivate static func bits(_ data: Span<UInt64>, _ bit: Int) -> UInt64 {
        let (place, shift) = (bit >> 6, UInt64(truncatingIfNeeded: bit & 63))
        return data[place] &>> shift | (data[place &+ 1] &<< 1) &<< (63 &- shift)
    }

    /// The documents of a word, rising.
    func documents(of word: Int) -> [UInt32] {
        var documents: [UInt32] = []
        documents.reserveCapacity(Int(counts[word]))
        for block in blocks(of: word) { append(block, of: word, to: &documents) }
        return documents
    }

    /// How often the document at a place of a block, which holds so many, has the word.
    @inline(__always)
    func frequency(at place: Int, of block: Int, count: Int) -> Int {
        let width = Int(frequencyWidths[block])
        if width == 0 { return 1 }
        let start = Int(starts[block]) &* 64 &+ count &* Int(gapWidths[block])
        return Int(Self.bits(data.span, start &+ place &* width) & ((1 << UInt64(width)) &- 1)) + 1
    }
}
