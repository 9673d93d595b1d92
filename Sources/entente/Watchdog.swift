internal import Dispatch

/// Signs of life for the service manager, for as long as every event loop answers: a server that hangs is started anew.
struct Watchdog {
    private let timer: any DispatchSourceTimer

    /// - Parameter areLoopsAlive: asks every loop, and tells whether all have answered since it was called before.
    /// - Returns: nil when nobody waits for signs of life.
    init?(_ manager: ServiceManager, areLoopsAlive: @escaping @Sendable () -> Bool) {
        guard let seconds = manager.watchdog else { return nil }
        timer = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
        // Often enough that one late answer does no harm.
        timer.schedule(deadline: .now(), repeating: seconds / 4)
        timer.setEventHandler { if areLoopsAlive() { manager.isAlive() } }
        timer.resume()
    }

    func stop() { timer.cancel() }
}
