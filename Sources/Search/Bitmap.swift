/// A set of document numbers as bits, for lists so dense that numbers would take more.
struct Bitmap: Sendable {
    /// Document d is bit d % 64 of word d / 64.
    private(set) var words: ArraySlice<UInt64>

    /// - Parameter words: indexed from any number on; the first holds documents 0 to 63.
    init(words: ArraySlice<UInt64>) { self.words = words }

    /// - Parameter capacity: the first document number that it has no place for.
    init(capacity: Int) { words = [UInt64](repeating: 0, count: (capacity + 63) / 64)[...] }

    var capacity: Int { words.count * 64 }

    func contains(_ document: UInt32) -> Bool {
        let place = Int(document >> 6)
        return place < words.count && words[words.startIndex + place] >> UInt64(document & 63) & 1 == 1
    }

    func count() -> Int {
        let words = words.span
        var count = 0
        for index in words.indices { count &+= words[index].nonzeroBitCount }
        return count
    }

    mutating func insert(_ documents: Span<UInt32>) {
        let start = words.startIndex
        for index in documents.indices {
            words[start + Int(documents[index] >> 6)] |= 1 << UInt64(documents[index] & 63)
        }
    }

    mutating func remove(_ documents: Span<UInt32>) {
        let start = words.startIndex
        for index in documents.indices where Int(documents[index] >> 6) < words.count {
            words[start + Int(documents[index] >> 6)] &= ~(1 << UInt64(documents[index] & 63))
        }
    }

    mutating func insert(_ range: Range<UInt32>) { change(range) { $0 | $1 } }

    mutating func remove(_ range: Range<UInt32>) {
        change(range.lowerBound..<max(range.lowerBound, min(range.upperBound, UInt32(capacity)))) { $0 & ~$1 }
    }

    private mutating func change(_ range: Range<UInt32>, _ body: (_ word: UInt64, _ mask: UInt64) -> UInt64) {
        guard !range.isEmpty else { return }
        let (first, last) = (Int(range.lowerBound >> 6), Int((range.upperBound - 1) >> 6))
        for place in first...last {
            var mask = UInt64.max
            if place == first { mask &= .max << UInt64(range.lowerBound & 63) }
            if place == last { mask &= .max >> UInt64(63 - (range.upperBound - 1) & 63) }
            words[words.startIndex + place] = body(words[words.startIndex + place], mask)
        }
    }

    /// Word by word; where one has no word it counts as empty.
    func combined(with other: Bitmap, count: Int, _ body: (UInt64, UInt64) -> UInt64) -> Bitmap {
        let (left, right) = (words.span, other.words.span)
        var result = [UInt64](repeating: 0, count: count)
        let both = min(left.count, right.count, count)
        for index in 0..<both { result[index] = body(left[index], right[index]) }
        for index in both..<max(both, min(count, left.count)) { result[index] = body(left[index], 0) }
        for index in both..<max(both, min(count, right.count)) { result[index] = body(0, right[index]) }
        return Bitmap(words: result[...])
    }

    func intersection(_ other: Bitmap) -> Bitmap {
        combined(with: other, count: min(words.count, other.words.count)) { $0 & $1 }
    }

    func union(_ other: Bitmap) -> Bitmap {
        combined(with: other, count: max(words.count, other.words.count)) { $0 | $1 }
    }

    func subtracting(_ other: Bitmap) -> Bitmap { combined(with: other, count: words.count) { $0 & ~$1 } }

    /// Calls with each document from one on, rising, until it answers false.
    @inline(__always)
    func forEach(from start: UInt32 = 0, _ body: (UInt32) -> Bool) {
        let words = words.span
        var place = Int(start >> 6)
        guard place < words.count else { return }
        var word = words[place] & (.max << UInt64(start & 63))
        while true {
            while word != 0 {
                guard body(UInt32(truncatingIfNeeded: place &* 64 &+ word.trailingZeroBitCount)) else { return }
                word &= word &- 1
            }
            place &+= 1
            guard place < words.count else { return }
            word = words[place]
        }
    }
}
