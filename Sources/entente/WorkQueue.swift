internal import Dispatch
internal import Synchronization

/// Work for which the threads of the connections have no time: on a thread of its own, one after the other and in order,
/// at a lower priority than theirs. Bounded, because what waits holds memory and whoever waits has no use of it for ever.
final class WorkQueue: Sendable {
    private let queue = DispatchQueue(label: "entente.work", qos: .utility)
    private let length: Int
    private let held = Atomic<Int>(0)
    private let turnedAway = Atomic<Int>(0)

    /// - Parameter length: pieces of work that wait or run.
    init(length: Int) { self.length = length }

    /// Pieces of work that wait or run.
    var count: Int { held.load(ordering: .relaxed) }
    /// Pieces of work that found no room.
    var refused: Int { turnedAway.load(ordering: .relaxed) }

    /// - Returns: false, and nothing is done, when the queue is full.
    func add(_ work: @escaping @Sendable () -> Void) -> Bool {
        guard held.add(1, ordering: .relaxed).newValue <= length else {
            held.subtract(1, ordering: .relaxed)
            turnedAway.add(1, ordering: .relaxed)
            return false
        }
        queue.async { [self] in
            work()
            held.subtract(1, ordering: .relaxed)
        }
        return true
    }
}
