internal import Synchronization

/// What other threads may ask of a running loop.
enum LoopCommand: UInt8 {
    case none
    /// Serve on, but let each connection end with its next answer.
    case announceEnd
    /// Take no new connection, finish what runs, then end.
    case drain
    /// End at once.
    case stop
}

/// The handle by which other threads reach a loop: a command, the streams that have been woken, a place for a connection,
/// and a descriptor that wakes the loop.
final class LoopControl: Sendable {
    let wakeDescriptor: Int32
    private let woken = Mutex<Set<UInt64>>([])
    private let requested = Atomic<UInt8>(LoopCommand.none.rawValue)
    private let hasOffer = Atomic<Bool>(false)
    private let isCalled = Atomic<Bool>(false)

    init() throws(SystemError) { wakeDescriptor = try Platform.makeWakeDescriptor() }

    deinit { Platform.close(wakeDescriptor) }

    var command: LoopCommand { LoopCommand(rawValue: requested.load(ordering: .acquiring)) ?? .none }

    func send(_ command: LoopCommand) {
        requested.store(command.rawValue, ordering: .releasing)
        Platform.wake(wakeDescriptor)
    }

    /// Tells a loop that waits for it that there may be a place for a connection.
    func offerPlace() {
        hasOffer.store(true, ordering: .releasing)
        Platform.wake(wakeDescriptor)
    }

    /// Whether `offerPlace` has been called since the last call.
    func takeOffer() -> Bool { hasOffer.exchange(false, ordering: .acquiringAndReleasing) }

    /// Calls the loop, which answers at the end of the turn it is in.
    /// - Returns: whether it has answered the call before this one.
    func call() -> Bool {
        let hasAnswered = !isCalled.exchange(true, ordering: .acquiringAndReleasing)
        Platform.wake(wakeDescriptor)
        return hasAnswered
    }

    func answerCall() { isCalled.store(false, ordering: .releasing) }

    /// Makes the loop ask the stream of the connection that the token names, or for the answer it waits for. However often this is done, the loop is
    /// told once.
    func wakeStream(_ token: UInt64) {
        let isFirst = woken.withLock { tokens in
            defer { tokens.insert(token) }
            return tokens.isEmpty
        }
        if isFirst { Platform.wake(wakeDescriptor) }
    }

    /// The tokens of the connections whose streams have been woken since the last call.
    func takeWokenStreams() -> Set<UInt64> {
        woken.withLock { tokens in
            defer { tokens = [] }
            return tokens
        }
    }
}
