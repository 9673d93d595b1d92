internal import API
internal import Dispatch
internal import Search
internal import Synchronization

/// Keeps a register up to date on a thread of its own, at a lower priority than those of the connections. Any thread may
/// ask for a reload; wishes that come while one runs are met by one more.
final class RegisterKeeper: Sendable {
    private typealias Wish = (cause: String, completion: (@Sendable (ReloadReport) -> Void)?)

    private struct Wishes {
        var waiting: [Wish] = []
        var isStopping = false
    }

    private let wishes = Mutex(Wishes())
    private let current: Mutex<ServerStatus>
    private let waker: Waker

    /// Begins to keep it, see `RegisterUpdater`.
    /// - Returns: nil when there is no descriptor left to be woken by.
    static func begin(
        _ source: RegisterSource, _ catalog: Catalog, faults: [FileFault], options: RegisterUpdater.Options
    ) -> RegisterKeeper? {
        guard let waker = Waker() else { return nil }
        let keeper = RegisterKeeper(waker, FaultLedger(source, faults, at: options.clocks.wall()).status)
        var options = options
        options.note = { status in keeper.current.withLock { $0 = status } }
        let keeping = options
        DispatchQueue(label: "entente.register", qos: .utility).async {
            var updater = RegisterUpdater(source, catalog, faults: faults, options: keeping)
            keeper.run(&updater)
        }
        return keeper
    }

    private init(_ waker: Waker, _ status: ServerStatus) {
        self.waker = waker
        current = Mutex(status)
    }

    var status: ServerStatus { current.withLock { $0 } }

    /// - Parameters:
    ///   - cause: who or what asks, for the log.
    ///   - completion: called on the keeper's thread with what became of it. Never, when the keeper stops before.
    func reload(_ cause: String, completion: (@Sendable (ReloadReport) -> Void)? = nil) {
        wishes.withLock { $0.waiting.append((cause, completion)) }
        waker.wake()
    }

    /// Lets what runs end, and begins nothing more.
    func stop() {
        wishes.withLock { $0.isStopping = true }
        waker.wake()
    }

    private func run(_ updater: inout RegisterUpdater) {
        while true {
            let (waiting, isStopping) = wishes.withLock { wishes in
                defer { wishes.waiting = [] }
                return (wishes.waiting, wishes.isStopping)
            }
            if isStopping { return }
            if let first = waiting.first {
                let report = updater.reload(first.cause)
                for wish in waiting { wish.completion?(report) }
            } else {
                updater.turn()
                current.withLock { $0 = updater.status }
            }
            waker.wait(updater.rest, orFor: updater.descriptor)
        }
    }
}
