internal import Synchronization

/// The place where the current snapshot hangs. Readers take it and keep it for one request; a reload builds another
/// beside it and puts it here in one step.
package final class Catalog: Sendable {
    private let state: Mutex<Snapshot>
    private let counter = Atomic<UInt64>(1)

    package init(_ snapshot: Snapshot) { state = Mutex(snapshot) }

    package var current: Snapshot { state.withLock { $0 } }

    /// Rises with every publication.
    package var epoch: UInt64 { counter.load(ordering: .acquiring) }

    package func publish(_ snapshot: Snapshot) {
        state.withLock { $0 = snapshot }
        counter.add(1, ordering: .acquiringAndReleasing)
    }
}
