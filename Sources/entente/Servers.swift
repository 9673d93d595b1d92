internal import Dispatch
internal import HTTPServer
internal import Logging
internal import Synchronization

/// The ports in service: one, plain or with TLS, or one of each, which share connections and limits of addresses; and
/// where it is set one for operators, which nothing that clients do can fill.
struct Servers {
    /// Connections of operators and of what watches for them.
    private static let operatorConnections = 32

    private var servers: [Server] = []
    private var operators: [Server] = []
    private let security: Security?
    private let logger: Logger
    private let places: Places

    /// Where there are places for connections, and how many are taken by clients.
    struct Places: Sendable {
        fileprivate let listening: Listening
        fileprivate let descriptors: DescriptorBudget
        fileprivate let admission: Admission
        fileprivate let limits: Limits

        init(_ configuration: Configuration, _ listening: Listening) {
            self.listening = listening
            descriptors = DescriptorBudget(
                connections: configuration.limits.connections, ports: listening.clients.count,
                loops: configuration.loops, apart: listening.operators.isEmpty ? nil : operatorConnections)
            var limits = configuration.limits
            limits.connections = descriptors.connections
            self.limits = limits
            admission = Admission(limits)
        }

        var open: Int { admission.count }
        var most: Int { admission.places }
    }

    /// - Parameter operations: what the port for operators serves, where there is one.
    /// - Throws: `SecurityError` for what is wrong with certificates or keys, `SystemError` when a port cannot be had.
    init(
        _ configuration: Configuration, _ places: Places, application: any Application, operations: any Application,
        log: Log
    ) throws {
        let security = try configuration.security.map(Security.init)
        logger = log.logger
        self.security = security
        self.places = places
        do {
            for port in places.listening.clients {
                servers.append(
                    try Server(
                        at: port.place, limits: places.limits, loops: configuration.loops, application: application,
                        security: port.isSecure ? security : nil, admission: places.admission,
                        reporting: log.reporting(configuration)))
            }
            for place in places.listening.operators {
                operators.append(try Self.operators(at: place, configuration, application: operations, log: log))
            }
        } catch {
            for server in servers + operators { server.stop(within: 0) }
            throw error
        }
    }

    private static func operators(
        at place: Server.Place, _ configuration: Configuration, application: any Application, log: Log
    ) throws(SystemError) -> Server {
        var limits = configuration.limits
        limits.connections = operatorConnections
        (limits.connectionsPerAddress, limits.requestsPerWindow) = (0, 0)
        limits.answerTime = longestReload
        return try Server(
            at: place, limits: limits, loops: 1, application: application, reporting: log.reporting(configuration))
    }

    /// Seconds for which an operator may wait for a reload.
    private static let longestReload = 3600.0

    var operatorsAddress: Server.Address? { operators.first?.address }
    var addresses: [Server.Address] { servers.map(\.address) }
    var warnings: [String] { (places.descriptors.warning.map { [$0] } ?? []) + certificateWarnings }
    private var certificateWarnings: [String] { security?.warnings ?? [] }

    /// Reads certificates and keys, where there are any, again. What is wrong with them is told, and those in force stay.
    func reloadCertificates() {
        guard let security else { return }
        do {
            try security.reload()
            logger.notice("Received SIGHUP: certificates and keys were read again; new connections use them.")
            for warning in certificateWarnings { logger.warning("\(warning)") }
        } catch {
            logger.error("\(error) The certificates in force stay.")
        }
    }

    /// Serves on, but lets each connection end with its next answer.
    func announceEnd() {
        for server in servers { server.announceEnd() }
    }

    /// Serves on for a while, for those who choose between servers to notice; then nobody is let in any more. Operators
    /// can ask until all others have ended.
    /// - Returns: true when everything had finished in time.
    func end(after delay: Double, within grace: Double) -> Bool {
        if delay > 0 { _ = DispatchSemaphore(value: 0).wait(timeout: .now() + delay) }
        return stop(within: grace)
    }

    /// What all of them have counted.
    var metrics: ServerMetrics {
        (servers + operators).reduce(into: ServerMetrics()) { $1.add(to: &$0) }
    }

    /// Seconds for the last answer to an operator.
    private static let operatorsGrace = 1.0

    /// Whether every loop has answered since it was asked the time before.
    func areLoopsAlive() -> Bool { (servers + operators).reduce(true) { $1.areLoopsAlive() && $0 } }

    /// Ends all of them at the same time.
    private func stop(within seconds: Double) -> Bool {
        let group = DispatchGroup()
        let late = Atomic<Bool>(false)
        for server in servers {
            DispatchQueue.global().async(group: group) {
                if !server.stop(within: seconds) { late.store(true, ordering: .relaxed) }
            }
        }
        group.wait()
        for server in operators { server.stop(within: Self.operatorsGrace) }
        return !late.load(ordering: .relaxed)
    }
}
