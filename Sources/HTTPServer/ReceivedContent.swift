internal import HTTP
internal import Synchronization

/// The octets of a request's content that have come, with their share of what all connections together may hold: a length
/// that is declared takes no memory, and many that send at once take no more than there is.
final class ReceivedContent {
    private(set) var octets: [UInt8] = []
    private let budget: ContentBudget

    init(_ budget: ContentBudget) { self.budget = budget }

    deinit { budget.giveBack(octets.count) }

    /// - Throws: 503 when all of the memory for content is in use.
    func append(_ bytes: Span<UInt8>) throws(ProtocolError) {
        guard budget.take(bytes.count) else { throw ProtocolError(.contentMemoryInUse) }
        bytes.withUnsafeBufferPointer { octets.append(contentsOf: $0) }
    }
}

/// Octets of content that may be held at a time, by all loops of all ports.
final class ContentBudget: Sendable {
    private let limit: Int
    private let taken = Atomic<Int>(0)

    init(_ limit: Int) { self.limit = limit }

    func take(_ count: Int) -> Bool {
        if taken.add(count, ordering: .relaxed).newValue <= limit { return true }
        giveBack(count)
        return false
    }

    func giveBack(_ count: Int) { taken.subtract(count, ordering: .relaxed) }
}
