internal import COpenSSL
internal import Synchronization

/// The certificates and rules that new TLS connections begin with: Mozilla's intermediate profile without DHE, in the
/// client's order. Immutable, and counted by OpenSSL: a connection keeps what it began with.
final class SecureContext: Sendable {
    private static let ciphers =
        "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
        + "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
    private static let suites = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
    private static let groups = "X25519:P-256:P-384"

    /// An SSL_CTX, which nobody changes after `init`.
    private let handle: Mutex<OpaquePointer>
    let warnings: [String]

    init(_ options: SecurityOptions, tickets: TicketKeys) throws(SecurityError) {
        guard let first = options.pairs.first else {
            throw SecurityError(file: "certificate", reason: "TLS needs at least one; give its file.")
        }
        let others = SecureSites(tickets: tickets)
        var warnings: [String] = []
        for pair in options.pairs.dropFirst() {
            let context = try Self.makeContext(pair, options, SecureSites(tickets: tickets))
            others.adopt(context)
            warnings += PEMFile.warnings(about: pair, in: context)
        }
        let context = try Self.makeContext(first, options, others)
        self.warnings = PEMFile.warnings(about: first, in: context) + warnings
        handle = Mutex(context)
    }

    deinit { handle.withLock { SSL_CTX_free($0) } }

    /// The server's side of a connection; nil when there is no memory for it.
    func makeSession(on descriptor: Int32) -> SecureSession? {
        // The address alone leaves the lock: what stands there belongs to the caller.
        let address = handle.withLock { UInt(bitPattern: SSL_new($0)) }
        guard let session = OpaquePointer(bitPattern: address) else { return nil }
        guard SSL_set_fd(session, descriptor) == 1 else {
            SSL_free(session)
            return nil
        }
        SSL_set_accept_state(session)
        return SecureSession(session)
    }

    private static func makeContext(
        _ pair: SecurityOptions.Pair, _ options: SecurityOptions, _ sites: SecureSites
    ) throws(SecurityError) -> OpaquePointer {
        ERR_clear_error()
        guard let context = SSL_CTX_new(TLS_server_method()) else {
            throw PEMFile.error(pair.certificate, "OpenSSL cannot make a context")
        }
        do throws(SecurityError) {
            try configure(context, pair, sites)
            try PEMFile.load(pair, into: context)
            try requireClientCertificates(context, options.clientAuthorities)
            return context
        } catch {
            SSL_CTX_free(context)
            throw error
        }
    }

    private static func configure(
        _ context: OpaquePointer, _ pair: SecurityOptions.Pair, _ sites: SecureSites
    ) throws(SecurityError) {
        entente_ssl_ctx_restrict(context)
        entente_ssl_ctx_make_lean(context)
        SSL_CTX_set_security_level(context, 2)
        guard SSL_CTX_set_cipher_list(context, ciphers) == 1, SSL_CTX_set_ciphersuites(context, suites) == 1,
            entente_ssl_ctx_set_groups(context, groups) == 1, SecureCallbacks.install(in: context, sites)
        else { throw PEMFile.error(pair.certificate, "OpenSSL cannot be given the ciphers, groups or callbacks") }
        if sites.tickets.lifetime > 0 {
            _ = SSL_CTX_set_timeout(context, sites.tickets.lifetime)
            // Each resumed session brings another: one is enough, and a second costs every handshake.
            SSL_CTX_set_num_tickets(context, 1)
        } else {
            entente_ssl_ctx_disable_tickets(context)
        }
    }

    /// A session may be resumed only where the same authorities are asked for: their file marks it.
    private static func requireClientCertificates(_ context: OpaquePointer, _ file: String?) throws(SecurityError) {
        var mark = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        let content = try file.map(PEMFile.contents) ?? []
        guard EVP_Digest(content, content.count, &mark, &length, EVP_sha256(), nil) == 1,
            SSL_CTX_set_session_id_context(context, mark, length) == 1
        else { throw PEMFile.error(file ?? "client-ca", "OpenSSL cannot mark sessions") }
        guard let file else { return }
        guard SSL_CTX_load_verify_file(context, file) == 1, let names = SSL_load_client_CA_file(file) else {
            throw PEMFile.error(file, "it holds no certificate of an authority in PEM form")
        }
        SSL_CTX_set_client_CA_list(context, names)
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nil)
    }
}
