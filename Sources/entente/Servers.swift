internal import Dispatch
internal import HTTPServer
internal import Synchronization

/// The ports in service: one, plain or with TLS, or one of each. They share connections and limits of addresses.
struct Servers {
    private var servers: [Server] = []
    private let security: Security?
    private let descriptors: DescriptorBudget

    /// - Parameter sockets: in the place of ports that settings name.
    /// - Throws: `SecurityError` for what is wrong with certificates or keys, `SystemError` when a port cannot be had.
    init(_ configuration: Configuration, sockets: InheritedSockets, application: any Application) throws {
        let security = try configuration.security.map(Security.init)
        let places = try Self.places(configuration, sockets)
        let descriptors = DescriptorBudget(
            connections: configuration.limits.connections, ports: places.count, loops: configuration.loops)
        var limits = configuration.limits
        limits.connections = descriptors.connections
        let admission = Admission(limits)
        self.security = security
        self.descriptors = descriptors
        do {
            for (place, isSecure) in places {
                servers.append(
                    try Server(
                        at: place, limits: limits, loops: configuration.loops, application: application,
                        security: isSecure ? security : nil, admission: admission))
            }
        } catch {
            for server in servers { server.stop(within: 0) }
            throw error
        }
    }

    /// Where clients are served, and whether with TLS.
    private static func places(
        _ configuration: Configuration, _ sockets: InheritedSockets
    ) throws(ConfigurationError) -> [(Server.Place, isSecure: Bool)] {
        guard sockets.secure.isEmpty || configuration.security != nil else {
            throw ConfigurationError(
                description:
                    "environment variable LISTEN_FDNAMES: error: a socket is called https, but there is no TLS "
                    + "without a certificate; give certificate and key.")
        }
        let hasSecurePort = configuration.tlsPort != 0 || !sockets.secure.isEmpty
        let isSecure = configuration.security != nil && !hasSecurePort
        var places: [(Server.Place, isSecure: Bool)] = []
        if !sockets.replacePort { places.append((.host(configuration.host, port: configuration.port), isSecure)) }
        places += sockets.ports.map { (.inherited(descriptor: $0), isSecure) }
        places += sockets.plain.map { (.inherited(descriptor: $0), false) }
        places += sockets.secure.map { (.inherited(descriptor: $0), true) }
        if configuration.tlsPort != 0, sockets.secure.isEmpty {
            places.append((.host(configuration.host, port: configuration.tlsPort), true))
        }
        return places
    }

    var addresses: [Server.Address] { servers.map(\.address) }
    var warnings: [String] { (descriptors.warning.map { [$0] } ?? []) + certificateWarnings }
    private var certificateWarnings: [String] { security?.warnings ?? [] }

    /// Reads certificates and keys again. What is wrong with them is told, and those in force stay.
    func reloadCertificates() {
        do {
            try security?.reload()
            Output.print("Received SIGHUP: certificates and keys were read again; new connections use them.")
            for warning in certificateWarnings { Output.printError(warning) }
        } catch {
            Output.printError("\(error) The certificates in force stay.")
        }
    }

    /// Serves on, but lets each connection end with its next answer.
    func announceEnd() {
        for server in servers { server.announceEnd() }
    }

    /// Serves on for a while, for those who choose between servers to notice; then nobody is let in any more.
    /// - Returns: true when everything had finished in time.
    func end(after delay: Double, within grace: Double) -> Bool {
        if delay > 0 { _ = DispatchSemaphore(value: 0).wait(timeout: .now() + delay) }
        return stop(within: grace)
    }

    /// Whether every loop has answered since it was asked the time before.
    func areLoopsAlive() -> Bool { servers.reduce(true) { $1.areLoopsAlive() && $0 } }

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
        return !late.load(ordering: .relaxed)
    }
}
