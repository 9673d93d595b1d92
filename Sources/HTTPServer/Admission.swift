internal import Synchronization

/// Who may come in: the number of open connections and the limits of addresses, shared by all loops of all ports of a
/// process. A loop that finds the house full waits in a row and is told when a place is free.
package final class Admission: Sendable {
    /// nil while no address is limited.
    let limiter: AddressLimiter?
    /// What connections may hold of content.
    let content: ContentBudget
    /// Connections there may be.
    package let places: Int
    private let taken = Atomic<Int>(0)
    private let row = Mutex<[LoopControl]>([])
    /// `row.count`, so that who leaves sees without a lock that nobody waits. This and `taken` are ordered sequentially:
    /// of a loop that joins the row and one that leaves the house at the same moment, one sees the other.
    private let waiting = Atomic<Int>(0)

    /// - Parameter limits: of these `connections`, `connectionsPerAddress`, the rate and `contentMemory`.
    package init(_ limits: Limits) {
        places = max(1, limits.connections)
        limiter = AddressLimiter(limits)
        content = ContentBudget(limits.contentMemory)
    }

    /// Connections there are.
    package var count: Int { taken.load(ordering: .relaxed) }

    /// Takes a place for a connection.
    /// - Parameter control: of the loop that is told, once, when there may be a place, if there is none now.
    func enter(_ control: LoopControl) -> Bool {
        if takePlace() { return true }
        changeRow { if !$0.contains(where: { $0 === control }) { $0.append(control) } }
        // It may have been given back before the loop stood in the row.
        guard takePlace() else { return false }
        changeRow { $0.removeAll { $0 === control } }
        return true
    }

    /// Gives a place back and tells the loop that has waited longest: one, which does the same if it has no use for it.
    func leave() {
        taken.subtract(1, ordering: .sequentiallyConsistent)
        tellNext()
    }

    /// The loop takes no more connections; a place that it was told of is for the next.
    func withdraw(_ control: LoopControl) {
        changeRow { $0.removeAll { $0 === control } }
        if taken.load(ordering: .sequentiallyConsistent) < places { tellNext() }
    }

    private func takePlace() -> Bool {
        var count = taken.load(ordering: .sequentiallyConsistent)
        while count < places {
            let (isTaken, now) = taken.weakCompareExchange(
                expected: count, desired: count + 1, ordering: .sequentiallyConsistent)
            if isTaken { return true }
            count = now
        }
        return false
    }

    private func tellNext() {
        guard waiting.load(ordering: .sequentiallyConsistent) > 0 else { return }
        changeRow { $0.isEmpty ? nil : $0.removeFirst() }?.offerPlace()
    }

    private func changeRow<Result: Sendable>(_ change: (inout [LoopControl]) -> Result) -> Result {
        row.withLock { row in
            defer { waiting.store(row.count, ordering: .sequentiallyConsistent) }
            return change(&row)
        }
    }
}
