internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// SIGTERM and SIGINT. Handled through Dispatch, also as process 1 of a container, where signals have no default action.
enum TerminationSignals {
    private static let handled: [(number: Int32, name: String)] = [(SIGTERM, "SIGTERM"), (SIGINT, "SIGINT")]

    /// Waits for the first of them and returns its name; from then on a second one ends the process at once.
    static func wait() -> String {
        let arrived = DispatchSemaphore(value: 0)
        let first = Atomic<Int>(-1)
        let sources = handled.indices.map { index in
            source(for: index) {
                let (isFirst, _) = first.compareExchange(expected: -1, desired: index, ordering: .relaxed)
                if isFirst { arrived.signal() } else { _exit(1) }
            }
        }
        for source in sources { source.activate() }
        arrived.wait()
        return handled[first.load(ordering: .relaxed)].name
    }

    private static func source(
        for index: Int, _ handler: @escaping @Sendable () -> Void
    ) -> any DispatchSourceSignal {
        let number = handled[index].number
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler(handler: handler)
        return source
    }
}
