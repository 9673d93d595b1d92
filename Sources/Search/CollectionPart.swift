internal import Records

/// Up to 1,024 records of a collection, read and encoded, each by itself and so on any thread. Parts follow each other by
/// id; together they make an `IndexedCollection`.
struct CollectionPart: Sendable {
    static let size = FieldPart.size

    private(set) var json = RecordTexts.Part()
    private(set) var fields: [FieldPart]
    private(set) var text = TextPart()
    private(set) var dates: [DateBounds?] = []
    private(set) var titles = TitlePart()

    init(fieldCount: Int) { fields = [FieldPart](repeating: FieldPart(), count: fieldCount) }

    var count: Int { dates.count }

    /// - Parameters:
    ///   - terms: values of each of the collection's fields, in their order.
    ///   - texts: what full text is looked for in: title, names, evidence.
    ///   - write: see `RecordTexts.Part.add`.
    mutating func add(
        title: String, date: DateBounds?, terms: (Int) -> [String], texts: [String], _ write: (inout [UInt8]) -> Void
    ) {
        json.add(write)
        for index in fields.indices { fields[index].add(terms(index)) }
        text.add(texts)
        dates.append(date)
        titles.add(title)
    }
}

/// Folded titles one after the other.
struct TitlePart: Sendable {
    private var octets: [UInt8] = []
    private var ends: [UInt32] = []

    mutating func add(_ title: String) {
        octets += Folding.fold(title).utf8
        ends.append(UInt32(octets.count))
    }

    var count: Int { ends.count }

    /// Eight octets of a title from one of them on, the first the highest; 0 behind its end.
    func digit(of title: Int, at depth: Int) -> UInt64 {
        let start = (title == 0 ? 0 : Int(ends[title - 1])) + depth
        let end = Int(ends[title])
        var digit: UInt64 = 0
        for place in start..<start + 8 { digit = digit << 8 | (place < end ? UInt64(octets[place]) : 0) }
        return digit
    }

    /// The places of titles in their order, those that are equal sharing one: sorted by eight octets at a time.
    static func ranks(_ parts: [TitlePart]) -> [UInt32] {
        let count = parts.reduce(0) { $0 + $1.count }
        var ranks = [UInt32](repeating: 0, count: count)
        var order = (0..<UInt32(count)).map { (digit: UInt64(0), place: $0) }
        var rank: UInt32 = 0
        var pending = [(range: 0..<count, depth: 0)]
        while let (range, depth) = pending.popLast() {
            for index in range {
                let place = Int(order[index].place)
                order[index].digit = parts[place / FieldPart.size].digit(of: place % FieldPart.size, at: depth)
            }
            order[range].sort { $0.digit < $1.digit }
            // Later groups wait below the earlier ones, so that ranks are given in order.
            var groups: [(range: Range<Int>, depth: Int)] = []
            var start = range.lowerBound
            while start < range.upperBound {
                var end = start + 1
                while end < range.upperBound, order[end].digit == order[start].digit { end += 1 }
                groups.append((start..<end, depth + 8))
                start = end
            }
            for (group, depth) in groups.reversed() { pending.append((group, depth)) }
            // What has ended, or stands alone, is in its place.
            while let (group, _) = pending.last, group.count == 1 || order[group.lowerBound].digit & 0xFF == 0 {
                for index in group { ranks[Int(order[index].place)] = rank }
                rank += 1
                pending.removeLast()
            }
        }
        return ranks
    }
}
