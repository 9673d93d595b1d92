@testable import Search

/// A record as a test makes it up.
struct MadeRecord {
    var id: String
    var title: String
    var date: DateBounds?
    /// Of each field.
    var terms: [[String]] = []
    var texts: [String] = []

    /// The records in the order of their ids.
    static func parts(of records: [MadeRecord], fieldCount: Int) -> [CollectionPart] {
        var parts: [CollectionPart] = []
        for (place, record) in records.sorted(by: { $0.id < $1.id }).enumerated() {
            if place % CollectionPart.size == 0 { parts.append(CollectionPart(fieldCount: fieldCount)) }
            parts[parts.count - 1].add(
                title: record.title, date: record.date, terms: { record.terms[$0] }, texts: record.texts
            ) { $0 += "{\"id\":\"\(record.id)\",\"title\":\"\(record.title)\"}".utf8 }
        }
        return parts
    }
}

/// Random numbers that are the same in each run (xorshift).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }
}
