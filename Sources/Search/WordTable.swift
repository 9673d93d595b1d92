internal import Records

/// Words numbered in the order in which they come: one array of octets and a table of hashes instead of a string and a
/// bucket for each.
struct WordTable: Sendable {
    private(set) var octets: [UInt8] = []
    private var offsets: [UInt32] = [0]
    /// Word numbers and one, 0 where there is none; open addressing with linear steps, at most half full.
    private var slots: [UInt32]

    init() { slots = [UInt32](repeating: 0, count: 64) }

    var count: Int { offsets.count - 1 }

    func range(of number: Int) -> Range<Int> { Int(offsets[number])..<Int(offsets[number + 1]) }

    func word(_ number: Int) -> ArraySlice<UInt8> { octets[range(of: number)] }

    /// The number of a word, which gets one when it is new.
    mutating func number(of word: Span<UInt8>) -> UInt32 {
        let mask = slots.count - 1
        var slot = Int(WordHash.hash(word)) & mask
        while slots[slot] != 0 {
            let number = slots[slot] - 1
            if WordHash.isEqual(word, octets, Int(offsets[Int(number)])..<Int(offsets[Int(number) + 1])) {
                return number
            }
            slot = (slot + 1) & mask
        }
        let number = UInt32(count)
        octets.append(addingCapacity: word.count) { output in
            for index in word.indices { output.append(word[index]) }
        }
        offsets.append(UInt32(octets.count))
        slots[slot] = number + 1
        if count * 2 > slots.count { grow() }
        return number
    }

    mutating func number(of word: String) -> UInt32 { number(of: word.utf8Span.span) }

    /// The number of a word that has one.
    func find(_ word: String) -> Int? {
        let word = word.utf8Span.span
        var slot = Int(WordHash.hash(word)) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot] - 1)
            if WordHash.isEqual(word, octets, range(of: number)) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func grow() {
        slots = WordHash.slots(of: octets, offsets: offsets, size: slots.count * 2)
    }

    /// Adds all words of another table.
    /// - Returns: for each of its numbers the one here.
    mutating func add(_ other: WordTable) -> [UInt32] {
        let span = other.octets.span
        return (0..<other.count).map { number(of: span.extracting(other.range(of: $0))) }
    }

    /// The same words in the order of their octets.
    /// - Returns: the dictionary, and for each number here the one there.
    func sorted() -> (dictionary: WordDictionary, renumbered: [UInt32]) {
        let order = (0..<UInt32(count)).sorted { left, right in
            word(Int(left)).lexicographicallyPrecedes(word(Int(right)))
        }
        var renumbered = [UInt32](repeating: 0, count: count)
        var sorted: [UInt8] = []
        var ends: [UInt32] = [0]
        sorted.reserveCapacity(octets.count)
        ends.reserveCapacity(offsets.count)
        for (number, old) in order.enumerated() {
            renumbered[Int(old)] = UInt32(number)
            sorted += word(Int(old))
            ends.append(UInt32(sorted.count))
        }
        return (WordDictionary(octets: sorted, offsets: ends), renumbered)
    }
}

/// Tables of words by their hash.
enum WordHash {
    /// FNV-1a in 32 bits, its upper half mixed into the lower, from which places are taken.
    static func hash(_ word: Span<UInt8>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for index in word.indices { hash = (hash ^ UInt32(word[index])) &* 0x0100_0193 }
        return hash ^ (hash >> 16)
    }

    static func isEqual(_ word: Span<UInt8>, _ octets: [UInt8], _ range: Range<Int>) -> Bool {
        guard word.count == range.count else { return false }
        for index in word.indices where word[index] != octets[range.lowerBound + index] { return false }
        return true
    }

    /// - Parameter size: a power of two, more than there are words.
    static func slots(of octets: [UInt8], offsets: [UInt32], size: Int) -> [UInt32] {
        var slots = [UInt32](repeating: 0, count: size)
        let span = octets.span
        for number in 0..<offsets.count - 1 {
            let word = span.extracting(Int(offsets[number])..<Int(offsets[number + 1]))
            var slot = Int(hash(word)) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = UInt32(number) + 1
        }
        return slots
    }

    /// A size at which a table is at most half full.
    static func size(for count: Int) -> Int {
        var size = 2
        while size < count * 2 { size *= 2 }
        return size
    }
}
