internal import Synchronization

/// The place where the current snapshot hangs. Readers take it and keep it for one request; a reload builds another
/// beside it and puts it here in one step.
package final class Catalog: Sendable {
    /// A snapshot and how it came about.
    package struct State: Sendable {
        package fileprivate(set) var snapshot: Snapshot
        package fileprivate(set) var history: ChangeHistory
    }

    private let contents: Mutex<State>
    private let counter = Atomic<UInt64>(1)
    /// Held while a snapshot is compared with the one before: of two publications one waits, readers never.
    private let publishing = Mutex<Void>(())
    private let observers = Observers()

    package init(_ snapshot: Snapshot) {
        contents = Mutex(State(snapshot: snapshot, history: ChangeHistory()))
    }

    package var current: Snapshot { contents.withLock { $0.snapshot } }

    /// The current snapshot with the changes that led to it.
    package var state: State { contents.withLock { $0 } }

    /// Rises with every publication.
    package var epoch: UInt64 { counter.load(ordering: .acquiring) }

    /// Puts another snapshot in place of the current one, from any thread, and tells the observers. One of the same
    /// generation has nothing to tell.
    /// - Returns: what it changes in each collection in which anything changes.
    @discardableResult
    package func publish(_ snapshot: Snapshot) -> [CollectionName: ChangeCounts] {
        publishing.withLock { _ in
            let previous = current
            let isNew = snapshot.generation != previous.generation
            let comparison = isNew ? Comparison(of: snapshot, with: previous) : nil
            contents.withLock { state in
                state.snapshot = snapshot
                if let comparison { state.history.append(comparison) }
                // Here, so that whoever has seen the new snapshot sees the new epoch, too: after an answer from the one
                // no answer is given that was remembered of the other.
                counter.add(1, ordering: .acquiringAndReleasing)
            }
            if isNew { observers.tell() }
            return comparison?.counts ?? [:]
        }
    }

    /// - Parameter action: called after each publication, on the publisher's thread, as long as the result lives.
    package func observe(_ action: @escaping @Sendable () -> Void) -> Observation {
        Observation(observers, number: observers.add(action))
    }
}

/// Ends, when it is let go, what `Catalog.observe` began.
package final class Observation: Sendable {
    private let observers: Observers
    private let number: UInt64

    fileprivate init(_ observers: Observers, number: UInt64) {
        self.observers = observers
        self.number = number
    }

    deinit { observers.remove(number) }
}

private final class Observers: Sendable {
    private struct State {
        var last: UInt64 = 0
        var actions: [UInt64: @Sendable () -> Void] = [:]
    }

    private let state = Mutex(State())

    func add(_ action: @escaping @Sendable () -> Void) -> UInt64 {
        state.withLock { state in
            state.last += 1
            state.actions[state.last] = action
            return state.last
        }
    }

    func remove(_ number: UInt64) { state.withLock { $0.actions[number] = nil } }

    /// Outside the lock: an action may let its observation go.
    func tell() {
        for action in state.withLock({ Array($0.actions.values) }) { action() }
    }
}
