/// One field of a collection: for each term the documents that have it, and for each document its terms. Terms are
/// numbered in the order of their octets. A document's terms are as narrow numbers as there are terms; a term's documents
/// are numbers, or bits where that takes less.
final class FieldIndex: Sendable {
    let terms: WordDictionary
    /// Terms of document d: `values[ends[d]]`, or `values[d]` alone where every document has just one.
    let values: NumberColumn
    let ends: Ends?
    /// How many documents have each term.
    private let counts: [UInt32]
    /// Where each term's documents begin in `rising`, or its words in `bits`.
    private let places: [UInt32]
    private let rising: [UInt32]
    private let bits: [UInt64]
    private let documentCount: Int

    /// - Parameters:
    ///   - parts: all documents' terms, in the order in which they were read.
    ///   - order: for each document its place in that order.
    convenience init(_ parts: [FieldPart], order: [UInt32]) {
        var table = WordTable()
        var renumbered = parts.map { table.add($0.terms) }
        let (terms, sorted) = table.sorted()
        for part in renumbered.indices { renumbered[part] = renumbered[part].map { sorted[Int($0)] } }
        let own = order.map { parts[Int($0) / FieldPart.size].count(of: Int($0) % FieldPart.size) }
        let isSingle = own.allSatisfy { $0 == 1 }
        var numbers: [UInt32] = []
        numbers.reserveCapacity(own.reduce(0) { $0 + Int($1) })
        for place in order {
            let part = Int(place) / FieldPart.size
            parts[part].forEach(of: Int(place) % FieldPart.size) { numbers.append(renumbered[part][$0]) }
        }
        self.init(terms: terms, numbers: numbers, ends: isSingle ? nil : Ends(counts: own), documentCount: order.count)
    }

    convenience init(_ documents: [[String]]) {
        var parts: [FieldPart] = []
        for (number, terms) in documents.enumerated() {
            if number % FieldPart.size == 0 { parts.append(FieldPart()) }
            parts[parts.count - 1].add(terms)
        }
        self.init(parts, order: Array(0..<UInt32(documents.count)))
    }

    private init(terms: WordDictionary, numbers: [UInt32], ends: Ends?, documentCount: Int) {
        var counts = [UInt32](repeating: 0, count: terms.count)
        for number in numbers { counts[Int(number)] += 1 }
        let width = (documentCount + 63) / 64
        var places: [UInt32] = []
        var (inRising, inBits) = (0, 0)
        for count in counts {
            if Self.isDense(count, among: documentCount) {
                places.append(UInt32(inBits))
                inBits += width
            } else {
                places.append(UInt32(inRising))
                inRising += Int(count)
            }
        }
        var rising = [UInt32](repeating: 0, count: inRising)
        var bits = [UInt64](repeating: 0, count: inBits)
        var next = places
        func add(_ number: Int, _ document: Int) {
            if Self.isDense(counts[number], among: documentCount) {
                bits[Int(places[number]) + document >> 6] |= 1 << UInt64(document & 63)
            } else {
                rising[Int(next[number])] = UInt32(document)
                next[number] += 1
            }
        }
        for document in 0..<documentCount {
            if let ends {
                for place in ends[document] { add(Int(numbers[place]), document) }
            } else {
                add(Int(numbers[document]), document)
            }
        }
        self.terms = terms
        values = NumberColumn(numbers, below: terms.count)
        (self.ends, self.documentCount) = (ends, documentCount)
        (self.counts, self.places, self.rising, self.bits) = (counts, places, rising, bits)
    }

    /// Bits take an eighth of an octet for each document of the collection, numbers four for each that has the term.
    private static func isDense(_ count: UInt32, among documents: Int) -> Bool { Int(count) * 32 > documents }

    /// What it takes in memory.
    var size: Int {
        terms.size + values.size + (ends?.size ?? 0) + 4 * (counts.count + places.count + rising.count) + 8 * bits.count
    }

    /// How often a document has a term.
    var postingCount: Int { values.count }

    // MARK: Documents of a term

    func documents(with term: String) -> PostingList { terms.number(of: term).map(documents) ?? PostingList() }

    func documents(with number: Int) -> PostingList {
        let (count, place) = (counts[number], Int(places[number]))
        guard Self.isDense(count, among: documentCount) else {
            return PostingList(rising: rising[place..<place + Int(count)])
        }
        return PostingList(Bitmap(words: bits[place..<place + (documentCount + 63) / 64]), count: Int(count))
    }

    func documentCount(with term: String) -> Int { terms.number(of: term).map { Int(counts[$0]) } ?? 0 }

    // MARK: Terms of documents

    /// Calls with the number of each of a document's terms.
    @inline(__always)
    func forEachTerm(of document: UInt32, _ body: (Int) -> Void) {
        if let ends {
            for place in ends[Int(document)] { body(values[place]) }
        } else {
            body(values[Int(document)])
        }
    }

    func firstTerm(of document: UInt32) -> Int? {
        guard let ends else { return values[Int(document)] }
        let own = ends[Int(document)]
        return own.isEmpty ? nil : values[own.lowerBound]
    }

    /// How many of `documents` have each term, most frequent first, then by term.
    func counts(among documents: PostingList) -> [Facet.Count] {
        let counts = numberCounts(among: documents)
        var found: [UInt64] = []
        // Terms are in their order: what sorts them is the count above, which falls, and the number below.
        for number in counts.indices where counts[number] > 0 {
            found.append(UInt64(.max - counts[number]) << 32 | UInt64(number))
        }
        found.sort()
        return found.map { key in
            let number = Int(UInt32(truncatingIfNeeded: key))
            return Facet.Count(term: terms[number], count: Int(counts[number]))
        }
    }

    /// The first of `counts`, by the terms' numbers, and how many there are in all. There may be as many terms as
    /// documents: they are not sorted, but looked through once.
    func mostFrequent(
        _ limit: Int, among documents: PostingList
    ) -> (kept: [(number: Int, count: Int)], total: Int) {
        let counts = numberCounts(among: documents)
        var best = Best<UInt64, (number: Int, count: Int)>(limit: limit)
        var total = 0
        for number in counts.indices where counts[number] > 0 {
            total += 1
            best.add(
                (number: number, count: Int(counts[number])), UInt64(.max - counts[number]) << 32 | UInt64(number))
        }
        return (best.values, total)
    }

    private func numberCounts(among documents: PostingList) -> [UInt32] {
        if documents.count == documentCount { return counts }
        switch values {
        case .octets(let values): return count(values, among: documents)
        case .halves(let values): return count(values, among: documents)
        case .words(let values): return count(values, among: documents)
        }
    }

    private func count<Number: FixedWidthInteger>(_ values: [Number], among documents: PostingList) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: terms.count)
        let values = values.span
        guard let ends else {
            documents.forEach { counts[Int(values[Int($0)])] &+= 1 }
            return counts
        }
        documents.forEach { document in
            for place in ends[Int(document)] { counts[Int(values[place])] &+= 1 }
        }
        return counts
    }

    /// For every number of a term its place among `numbers`, -1 where it is not among them.
    func places(of numbers: some Collection<Int>) -> [Int32] {
        var places = [Int32](repeating: -1, count: terms.count)
        for (place, number) in numbers.enumerated() { places[number] = Int32(place) }
        return places
    }
}

/// The terms of so many documents in the order in which they were read, numbered among themselves.
struct FieldPart: Sendable {
    /// Documents of every part but the last.
    static let size = 1024

    private(set) var terms = WordTable()
    private var values: [UInt16] = []
    private var ends: [UInt32] = []
    /// Numbers too large for `values`, where they are `.max`.
    private var large: [Int: UInt32] = [:]

    /// Adds a document; a term that it has twice counts once.
    mutating func add(_ own: [String]) {
        let start = values.count
        for term in own {
            let number = terms.number(of: term)
            let isKnown = (start..<values.count).contains { self.number(at: $0) == number }
            if isKnown { continue }
            if number >= UInt16.max { large[values.count] = number }
            values.append(UInt16(clamping: number))
        }
        ends.append(UInt32(values.count))
    }

    private func number(at place: Int) -> UInt32 {
        values[place] < .max ? UInt32(values[place]) : large[place] ?? UInt32(UInt16.max)
    }

    private func range(of document: Int) -> Range<Int> {
        (document == 0 ? 0 : Int(ends[document - 1]))..<Int(ends[document])
    }

    func count(of document: Int) -> UInt32 { UInt32(range(of: document).count) }

    func forEach(of document: Int, _ body: (Int) -> Void) {
        for place in range(of: document) { body(Int(number(at: place))) }
    }
}
