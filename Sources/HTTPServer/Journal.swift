internal import HTTP

/// The requests of a connection that are not yet written down: an entry each, from the head to the last octet of the
/// answer, in the order of the requests.
struct Journal {
    struct Entry {
        /// Nanoseconds of the monotonic clock when the first octet of the message was received.
        let started: Int64
        let method: Method
        var route: UInt16
        /// 0 while there is no answer.
        var status = 0
        var fault: ProtocolError.Kind?
        /// The answer's first octet, and the one behind its last, counted from the first that the connection was sent.
        var first = Int.max
        var end = Int.max
        var isSampled = false
        /// Whether the answer had to be cut off.
        var isCut = false
        /// What the head says, as members of a line; empty where none is to be written.
        var text = 0..<0

        var isAnswered: Bool { first != .max }
    }

    var entries: [Entry] = []
    var text: [UInt8] = []

    var isEmpty: Bool { entries.isEmpty }

    /// The request that is being read or worked on: always the last.
    var hasOpenEntry: Bool { entries.last.map { !$0.isAnswered } ?? false }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
    }

    /// Takes over the entries of another, which is empty then.
    mutating func append(_ other: inout Journal) {
        let shift = text.count
        for var entry in other.entries {
            entry.text = entry.text.lowerBound + shift..<entry.text.upperBound + shift
            entries.append(entry)
        }
        text.append(contentsOf: other.text)
        other.removeAll()
    }
}

/// Which requests get a line: evenly as many as the share says, without a pattern that requests could share.
struct Sampling {
    private let threshold: UInt64
    /// A Weyl sequence: steps of the golden ratio of its range leave no gap uneven.
    private var point = UInt64.random(in: .min ... .max)
    private static let step: UInt64 = 0x9e37_79b9_7f4a_7c15

    let isOff: Bool

    init(share: Double) {
        isOff = share <= 0
        threshold = share >= 1 ? .max : UInt64(max(0, share) * 0x1p64)
    }

    mutating func takesNext() -> Bool {
        guard threshold != .max else { return true }
        point &+= Self.step
        return point < threshold
    }
}
