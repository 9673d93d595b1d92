internal import Dispatch
internal import HTTP
internal import Synchronization

/// The server: one event loop for each processor, each a long block on a Dispatch queue of its own, all listening on the
/// same port. It starts, serves until told otherwise, and finishes what runs before it ends.
package final class Server: Sendable {
    package struct Address: Sendable {
        package let host: String
        package let port: UInt16
        package let isSecure: Bool

        /// As in a URL: an IPv6 address stands in brackets.
        package var authority: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }
        package var url: String { "\(isSecure ? "https" : "http")://\(authority)" }
    }

    /// Where a server listens.
    package enum Place: Sendable {
        /// A name or an IPv4 or IPv6 address; port 0 lets the system choose.
        case host(String, port: UInt16)
        /// A socket that listens already, with which the process was started. It stays open: whoever else holds it can
        /// go on listening when this server has ended.
        case inherited(descriptor: Int32)
    }

    package let address: Address
    private let controls: [LoopControl]
    private let counters: [LoopCounters]
    private let running = DispatchGroup()

    /// Opens the port and starts to serve.
    /// - Parameters:
    ///   - loops: nil starts one for each usable processor.
    ///   - security: makes the port speak TLS, and nothing else.
    ///   - reporting: who is told what it does.
    ///   - admission: shared with the other ports of the process; nil gives this one its own, by `limits`.
    /// - Throws: `SystemError` when nothing can listen there.
    package init(
        at place: Place, limits: Limits = Limits(), loops: Int? = nil, application: any Application,
        security: Security? = nil, admission: Admission? = nil, reporting: Reporting = Reporting()
    ) throws(SystemError) {
        var (host, boundPort): (String, UInt16)
        switch place {
        case .host(let name, let port):
            try Listener.probe(host: name, port: port)
            (host, boundPort) = (name, port)
        case .inherited(let descriptor): (host, boundPort) = try Platform.adoptListener(descriptor)
        }
        let count = max(1, loops ?? Platform.usableProcessors)
        let admission = admission ?? Admission(limits)
        var controls: [LoopControl] = []
        let counters = (0..<count).map { _ in LoopCounters(routes: application.routes) }
        self.counters = counters
        do throws(SystemError) {
            for number in 0..<count {
                let listener =
                    switch place {
                    case .host(let name, _): try Listener(host: name, port: boundPort, sharesPort: true)
                    case .inherited(let descriptor): try Listener(sharing: descriptor, port: boundPort)
                    }
                boundPort = listener.port
                let control = try LoopControl()
                let loop = try EventLoop.make(
                    listener: listener, control: control, limits: limits, admission: admission,
                    application: application, security: security, reporting: reporting, counters: counters[number])
                controls.append(control)
                Self.start(loop, number: number, in: running)
            }
        } catch {
            // Whole or not at all: no loop goes on serving for a server that nobody has.
            for control in controls { control.send(.stop) }
            running.wait()
            throw error
        }
        self.controls = controls
        address = Address(host: host, port: boundPort, isSecure: security != nil)
    }

    /// Formed outside any actor: a closure that a main-actor function hands to Dispatch traps on its first run.
    private static func start(_ loop: consuming sending EventLoop, number: Int, in group: DispatchGroup) {
        let box = Mutex<EventLoop?>(consume loop)
        DispatchQueue(label: "entente.loop.\(number)", qos: .userInitiated).async(group: group) {
            guard var loop = box.withLock({ $0.take() }) else { return }
            loop.run()
        }
    }

    /// - Parameters:
    ///   - host: a name or an IPv4 or IPv6 address.
    ///   - port: 0 lets the system choose.
    package convenience init(
        host: String, port: UInt16, limits: Limits = Limits(), loops: Int? = nil, application: any Application,
        security: Security? = nil, admission: Admission? = nil, reporting: Reporting = Reporting()
    ) throws(SystemError) {
        try self.init(
            at: .host(host, port: port), limits: limits, loops: loops, application: application, security: security,
            admission: admission, reporting: reporting)
    }

    /// Serves on, but lets each connection end with its next answer (RFC 9112 §9.6), so that clients go elsewhere.
    package func announceEnd() {
        for control in controls { control.send(.announceEnd) }
    }

    /// Calls every loop. One that hangs does not answer before the next time.
    /// - Returns: whether all have answered the time before.
    package func areLoopsAlive() -> Bool {
        controls.reduce(true) { $1.call() && $0 }
    }

    /// Adds what its loops have counted.
    package func add(to metrics: inout ServerMetrics) {
        for loop in counters { loop.add(to: &metrics) }
    }

    /// Takes no new connection, answers what has been asked, closes what is idle and ends streams that wait; after `seconds`
    /// closes the rest.
    /// - Returns: true when everything had finished in time.
    @discardableResult
    package func stop(within seconds: Double) -> Bool {
        for control in controls { control.send(.drain) }
        let inTime = running.wait(timeout: .now() + seconds) == .success
        if !inTime {
            for control in controls { control.send(.stop) }
            running.wait()
        }
        return inTime
    }
}
