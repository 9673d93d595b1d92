internal import Synchronization

/// Whether new requests should be sent here; false from the moment the server begins to drain.
package final class Readiness: Sendable {
    private let state = Atomic<Bool>(true)

    package init() {}

    package var isReady: Bool { state.load(ordering: .relaxed) }

    package func beginDraining() { state.store(false, ordering: .relaxed) }
}
