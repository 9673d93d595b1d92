internal import Dispatch
internal import HTTPServer
internal import Logging
internal import Synchronization

/// The ports in service: one, plain or with TLS, or one of each. They share connections and limits of addresses.
struct Servers {
    private let servers: [Server]
    private let security: Security?
    private let descriptors: DescriptorBudget
    private let logger: Logger

    /// - Throws: `SecurityError` for what is wrong with certificates or keys, `SystemError` when a port cannot be had.
    init(_ configuration: Configuration, application: any Application, log: Log) throws {
        let security = try configuration.security.map(Security.init)
        let descriptors = DescriptorBudget(
            connections: configuration.limits.connections, ports: configuration.tlsPort == 0 ? 1 : 2,
            loops: configuration.loops)
        var limits = configuration.limits
        limits.connections = descriptors.connections
        let admission = Admission(limits)
        func server(port: UInt16, _ security: Security?) throws(SystemError) -> Server {
            try Server(
                host: configuration.host, port: port, limits: limits, loops: configuration.loops,
                application: application, security: security, admission: admission,
                reporting: log.reporting(configuration))
        }
        logger = log.logger
        self.security = security
        self.descriptors = descriptors
        guard configuration.tlsPort != 0 else {
            servers = [try server(port: configuration.port, security)]
            return
        }
        let plain = try server(port: configuration.port, nil)
        do {
            servers = [plain, try server(port: configuration.tlsPort, security)]
        } catch {
            plain.stop(within: 0)
            throw error
        }
    }

    var addresses: [Server.Address] { servers.map(\.address) }
    var warnings: [String] { (descriptors.warning.map { [$0] } ?? []) + certificateWarnings }
    private var certificateWarnings: [String] { security?.warnings ?? [] }

    /// Reads certificates and keys again. What is wrong with them is told, and those in force stay.
    func reloadCertificates() {
        do {
            try security?.reload()
            logger.notice("Received SIGHUP: certificates and keys were read again; new connections use them.")
            for warning in certificateWarnings { logger.warning("\(warning)") }
        } catch {
            logger.error("\(error) The certificates in force stay.")
        }
    }

    /// What all of them have counted.
    var metrics: ServerMetrics { servers.reduce(into: ServerMetrics()) { $1.add(to: &$0) } }

    /// Ends all of them at the same time.
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
        return !late.load(ordering: .relaxed)
    }
}
