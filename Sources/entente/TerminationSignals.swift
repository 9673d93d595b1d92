internal import Dispatch

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// SIGTERM and SIGINT, and SIGHUP, waited for by the main thread. They are blocked in every thread, so that they wait for it
/// even in process 1 of a container, where signals have no default action.
enum TerminationSignals {
    /// To be called before the first other thread starts: threads inherit the mask.
    static func block() {
        var signals = set(of: [SIGTERM, SIGINT, SIGHUP])
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Waits for the first that ends the server and returns its name; from then on a second one ends the process at
    /// once. Until then `onHangUp` is called for each SIGHUP.
    static func wait(onHangUp: () -> Void) -> String {
        var number = next()
        while number == SIGHUP {
            onHangUp()
            number = next()
        }
        DispatchQueue.global().async {
            while next() == SIGHUP {}
            _exit(1)
        }
        return number == SIGINT ? "SIGINT" : "SIGTERM"
    }

    private static func next() -> Int32 {
        var signals = set(of: [SIGTERM, SIGINT, SIGHUP])
        var number: Int32 = 0
        sigwait(&signals, &number)
        return number
    }

    private static func set(of numbers: [Int32]) -> sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in numbers { sigaddset(&signals, number) }
        return signals
    }
}
