internal import Dispatch

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// SIGTERM and SIGINT, waited for by the main thread. They are blocked in every thread, so that they wait for it even
/// in process 1 of a container, where signals have no default action.
enum TerminationSignals {
    /// To be called before the first other thread starts: threads inherit the mask.
    static func block() {
        var signals = handled
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    /// Waits for the first of them and returns its name; from then on a second one ends the process at once.
    static func wait() -> String {
        let name = next()
        DispatchQueue.global().async {
            _ = next()
            _exit(1)
        }
        return name
    }

    private static func next() -> String {
        var signals = handled
        var number: Int32 = 0
        sigwait(&signals, &number)
        return number == SIGINT ? "SIGINT" : "SIGTERM"
    }

    private static var handled: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        return signals
    }
}
