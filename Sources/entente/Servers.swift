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
    private var operators: Server?
    private let security: Security?
    private let logger: Logger
    private let places: Places

    /// How many connections of clients there may be, and are.
    struct Places: Sendable {
        fileprivate let descriptors: DescriptorBudget
        fileprivate let admission: Admission
        fileprivate let limits: Limits

        init(_ configuration: Configuration) {
            descriptors = DescriptorBudget(
                connections: configuration.limits.connections, ports: configuration.tlsPort == 0 ? 1 : 2,
                loops: configuration.loops, apart: configuration.adminPort == 0 ? nil : operatorConnections)
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
        func server(port: UInt16, _ security: Security?) throws(SystemError) -> Server {
            try Server(
                host: configuration.host, port: port, limits: places.limits, loops: configuration.loops,
                application: application, security: security, admission: places.admission,
                reporting: log.reporting(configuration))
        }
        logger = log.logger
        self.security = security
        self.places = places
        do {
            let hasOwnPort = configuration.tlsPort != 0
            servers.append(try server(port: configuration.port, hasOwnPort ? nil : security))
            if hasOwnPort { servers.append(try server(port: configuration.tlsPort, security)) }
            if configuration.adminPort != 0 {
                operators = try Self.operators(configuration, application: operations, log: log)
            }
        } catch {
            for server in servers { server.stop(within: 0) }
            throw error
        }
    }

    private static func operators(
        _ configuration: Configuration, application: any Application, log: Log
    ) throws(SystemError) -> Server {
        var limits = configuration.limits
        limits.connections = operatorConnections
        (limits.connectionsPerAddress, limits.requestsPerWindow) = (0, 0)
        limits.answerTime = longestReload
        return try Server(
            host: configuration.adminHost, port: configuration.adminPort, limits: limits, loops: 1,
            application: application, reporting: log.reporting(configuration))
    }

    /// Seconds for which an operator may wait for a reload.
    private static let longestReload = 3600.0

    var operatorsAddress: Server.Address? { operators?.address }
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

    /// What all of them have counted.
    var metrics: ServerMetrics {
        (servers + (operators.map { [$0] } ?? [])).reduce(into: ServerMetrics()) { $1.add(to: &$0) }
    }

    /// Seconds for the last answer to an operator.
    private static let operatorsGrace = 1.0

    /// Ends all of them at the same time, but for that of operators, who can ask until the others have ended.
    /// - Returns: true when everything had finished in time.
    func stop(within seconds: Double) -> Bool {
        let group = DispatchGroup()
        let late = Atomic<Bool>(false)
        for server in servers {
            DispatchQueue.global().async(group: group) {
                if !server.stop(within: seconds) { late.store(true, ordering: .relaxed) }
            }
        }
        group.wait()
        operators?.stop(within: Self.operatorsGrace)
        return !late.load(ordering: .relaxed)
    }
}
