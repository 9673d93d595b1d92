internal import HTTPServer

/// Where the server listens: at the ports that settings name, or on the sockets that it was given in their place.
struct Listening: Sendable {
    struct Port: Sendable {
        let place: Server.Place
        /// Whether it speaks TLS.
        let isSecure: Bool
    }

    /// At least one.
    let clients: [Port]
    /// None unless it is set, or given.
    let operators: [Server.Place]

    /// - Throws: for a socket that is to speak TLS when there is no certificate.
    init(_ configuration: Configuration, _ sockets: InheritedSockets) throws(ConfigurationError) {
        guard sockets.secure.isEmpty || configuration.security != nil else {
            throw ConfigurationError(
                description: "environment variable LISTEN_FDNAMES: error: a socket is called https, but there is no "
                    + "TLS without a certificate; give certificate and key.")
        }
        let hasSecurePort = configuration.tlsPort != 0 || !sockets.secure.isEmpty
        let isSecure = configuration.security != nil && !hasSecurePort
        var clients: [Port] = []
        if !sockets.replacePort {
            clients.append(Port(place: .host(configuration.host, port: configuration.port), isSecure: isSecure))
        }
        clients += sockets.ports.map { Port(place: .inherited(descriptor: $0), isSecure: isSecure) }
        clients += sockets.plain.map { Port(place: .inherited(descriptor: $0), isSecure: false) }
        clients += sockets.secure.map { Port(place: .inherited(descriptor: $0), isSecure: true) }
        if configuration.tlsPort != 0, sockets.secure.isEmpty {
            clients.append(Port(place: .host(configuration.host, port: configuration.tlsPort), isSecure: true))
        }
        self.clients = clients
        if sockets.operators.isEmpty {
            let isSet = configuration.adminPort != 0
            operators = isSet ? [.host(configuration.adminHost, port: configuration.adminPort)] : []
        } else {
            operators = sockets.operators.map { .inherited(descriptor: $0) }
        }
    }
}
