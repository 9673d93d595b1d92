internal import Synchronization

/// What a port that speaks TLS needs.
package struct SecurityOptions: Sendable {
    /// A certificate with its chain, and its private key: paths of PEM files.
    package struct Pair: Sendable, Equatable {
        package let certificate: String
        package let key: String

        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Chosen by the name that the client asks for; the first also serves clients that ask for none of the names.
    package var pairs: [Pair]
    /// A PEM file of authorities. With it, a client must show a certificate that one of them has signed.
    package var clientAuthorities: String?
    /// Seconds for which a session may be resumed; the keys change as often. 0 resumes none.
    package var ticketLifetime = 86_400
    /// Seconds for which browsers shall come by TLS alone (RFC 6797); 0 says nothing of it.
    package var strictTransport = 0

    package init(pairs: [Pair]) { self.pairs = pairs }
}

/// A certificate, key or authority that cannot be used: which file, and why.
package struct SecurityError: Error, Sendable, Equatable, CustomStringConvertible {
    package let file: String
    package let reason: String

    package var description: String { "\(file): error: \(reason)" }
}

/// TLS of one server: the certificates in force and what outlives them. Loops take the context once for each new
/// connection; those that are open keep the one they began with.
package final class Security: Sendable {
    private let options: SecurityOptions
    private let tickets: TicketKeys
    private let current: Mutex<SecureContext>
    /// The whole line, empty without one.
    let strictTransportLine: [UInt8]

    /// Reads all files.
    package init(_ options: SecurityOptions) throws(SecurityError) {
        // OpenSSL writes without MSG_NOSIGNAL: a client that is gone must be an error of that write alone.
        Platform.ignoreBrokenPipes()
        self.options = options
        tickets = TicketKeys(lifetime: options.ticketLifetime)
        current = Mutex(try SecureContext(options, tickets: tickets))
        strictTransportLine =
            options.strictTransport == 0
            ? [] : Array("Strict-Transport-Security: max-age=\(options.strictTransport)\r\n".utf8)
    }

    /// Reads all files again, for the connections to come. When one of them cannot be used, everything stays as it was.
    package func reload() throws(SecurityError) {
        let context = try SecureContext(options, tickets: tickets)
        current.withLock { $0 = context }
    }

    /// What is no error but should not stay: keys that others may read, certificates out of their time.
    package var warnings: [String] { context.warnings }

    var context: SecureContext { current.withLock { $0 } }
}
