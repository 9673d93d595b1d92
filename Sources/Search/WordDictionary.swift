/// Distinct folded words, numbered in the order of their octets, which is that of their scalars: one array of octets
/// instead of a string for each.
struct WordDictionary: Sendable {
    private let octets: [UInt8]
    private let offsets: [UInt32]
    /// See `WordTable`.
    private let slots: [UInt32]

    /// - Parameters:
    ///   - octets: words rising by octets, each once.
    ///   - offsets: where each begins, and the end.
    init(octets: [UInt8], offsets: [UInt32]) {
        self.octets = octets
        self.offsets = offsets
        slots = WordHash.slots(of: octets, offsets: offsets, size: WordHash.size(for: offsets.count - 1))
    }

    /// - Parameter words: rising by octets, each once.
    init(rising words: [String]) {
        var octets: [UInt8] = []
        var offsets: [UInt32] = [0]
        for word in words {
            octets.append(contentsOf: word.utf8)
            offsets.append(UInt32(octets.count))
        }
        self.init(octets: octets, offsets: offsets)
    }

    init() { self.init(octets: [], offsets: [0]) }

    /// What it takes in memory.
    var size: Int { octets.count + 4 * (offsets.count + slots.count) }

    var count: Int { offsets.count - 1 }

    subscript(number: Int) -> String { String(decoding: word(number), as: UTF8.self) }

    func word(_ number: Int) -> ArraySlice<UInt8> { octets[Int(offsets[number])..<Int(offsets[number + 1])] }

    func number(of word: String) -> Int? {
        let word = word.utf8Span.span
        let mask = slots.count - 1
        var slot = Int(WordHash.hash(word)) & mask
        while slots[slot] != 0 {
            let number = Int(slots[slot] - 1)
            if WordHash.isEqual(word, octets, Int(offsets[number])..<Int(offsets[number + 1])) { return number }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The numbers of the words that begin so.
    func numbers(startingWith prefix: String) -> Range<Int> {
        narrowed(0..<count, by: Array(prefix.utf8)[...], at: 0)
    }

    // MARK: Words one edit away

    /// The numbers of the words that one insertion, deletion, substitution or swap of neighbouring letters makes of
    /// another, rising. Walks down the words that share a beginning with it and ends with the longest such beginning:
    /// some look-ups for each letter that can follow each of its beginnings, whatever the number of words.
    func numbers(oneEditFrom word: String) -> [Int] {
        let letters = word.unicodeScalars.map { Array(String($0).utf8) }
        let rest = Array(word.utf8)[...]
        var found: Set<Int> = []
        var range = 0..<count
        var depth = 0
        for position in 0...letters.count {
            let tail = rest[depth...]
            let letter = position < letters.count ? letters[position] : []
            // One letter left out here, or swapped with the next.
            if !letter.isEmpty {
                let shorter = tail.dropFirst(letter.count)
                number(of: shorter, in: range, from: depth).map { _ = found.insert($0) }
                if position + 1 < letters.count {
                    let next = letters[position + 1]
                    let swapped = next + letter + shorter.dropFirst(next.count)
                    number(of: swapped[...], in: range, from: depth).map { _ = found.insert($0) }
                }
            }
            // Another letter put in here, or in place of this one.
            var start = range.lowerBound
            while start < range.upperBound {
                guard let other = self.letter(of: start, at: depth) else {
                    start += 1
                    continue
                }
                let group = narrowed(start..<range.upperBound, by: other, at: depth)
                let end = depth + other.count
                number(of: tail, in: group, from: end).map { _ = found.insert($0) }
                if !letter.isEmpty {
                    number(of: tail.dropFirst(letter.count), in: group, from: end).map { _ = found.insert($0) }
                }
                start = group.upperBound
            }
            range = narrowed(range, by: letter[...], at: depth)
            depth += letter.count
            if range.isEmpty { break }
        }
        if let same = number(of: word) { found.remove(same) }
        return found.sorted()
    }

    /// The octets of the scalar that stands at an offset of a word; nil behind its end.
    private func letter(of number: Int, at depth: Int) -> ArraySlice<UInt8>? {
        let rest = word(number).dropFirst(depth)
        guard let lead = rest.first else { return nil }
        return rest.prefix(lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4)
    }

    // MARK: Binary search

    /// The word of a range, all of which begin alike up to `depth`, that goes on with exactly `rest`.
    private func number(of rest: ArraySlice<UInt8>, in range: Range<Int>, from depth: Int) -> Int? {
        let number = lowerBound(of: rest, in: range, from: depth)
        return number < range.upperBound && word(number).dropFirst(depth) == rest ? number : nil
    }

    /// Those of a range, all of which begin alike up to `depth`, that go on so.
    private func narrowed(_ range: Range<Int>, by next: ArraySlice<UInt8>, at depth: Int) -> Range<Int> {
        let start = lowerBound(of: next, in: range, from: depth)
        var (low, high) = (start, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if word(middle).dropFirst(depth).starts(with: next) { low = middle + 1 } else { high = middle }
        }
        return start..<low
    }

    private func lowerBound(of rest: ArraySlice<UInt8>, in range: Range<Int>, from depth: Int) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if word(middle).dropFirst(depth).lexicographicallyPrecedes(rest) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
