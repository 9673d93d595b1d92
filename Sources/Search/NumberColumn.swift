/// Numbers below a bound that is known beforehand, as narrow as they can be.
enum NumberColumn: Sendable {
    case octets([UInt8])
    case halves([UInt16])
    case words([UInt32])

    init(below bound: Int) {
        self = bound <= 1 << 8 ? .octets([]) : bound <= 1 << 16 ? .halves([]) : .words([])
    }

    init(_ numbers: some Sequence<UInt32>, below bound: Int) {
        self.init(below: bound)
        switch self {
        case .octets: self = .octets(numbers.map { UInt8(truncatingIfNeeded: $0) })
        case .halves: self = .halves(numbers.map { UInt16(truncatingIfNeeded: $0) })
        case .words: self = .words(Array(numbers))
        }
    }

    var count: Int {
        switch self {
        case .octets(let numbers): numbers.count
        case .halves(let numbers): numbers.count
        case .words(let numbers): numbers.count
        }
    }

    /// What it takes in memory.
    var size: Int {
        switch self {
        case .octets(let numbers): numbers.count
        case .halves(let numbers): numbers.count * 2
        case .words(let numbers): numbers.count * 4
        }
    }

    subscript(index: Int) -> Int {
        switch self {
        case .octets(let numbers): Int(numbers[index])
        case .halves(let numbers): Int(numbers[index])
        case .words(let numbers): Int(numbers[index])
        }
    }
}

/// Where the values of each of many documents end in one long list: two octets for each document, and four for each
/// 256 of them.
struct Ends: Sendable {
    private static let run = 256

    private let bases: [UInt32]
    private let ends: NumberColumn

    /// - Parameter counts: of the values of each document.
    init(counts: [UInt32]) {
        var bases: [UInt32] = []
        var ends: [UInt32] = []
        ends.reserveCapacity(counts.count)
        var (end, most): (UInt32, UInt32) = (0, 0)
        for (document, count) in counts.enumerated() {
            if document % Self.run == 0 { bases.append(end) }
            end += count
            let own = end - (bases.last ?? 0)
            most = max(most, own)
            ends.append(own)
        }
        self.bases = bases
        self.ends = NumberColumn(ends, below: Int(most) + 1)
    }

    var size: Int { bases.count * 4 + ends.size }

    /// The places of a document's values.
    subscript(document: Int) -> Range<Int> {
        let base = Int(bases[document / Self.run])
        let start = document % Self.run == 0 ? 0 : ends[document - 1]
        return base + start..<base + ends[document]
    }
}
