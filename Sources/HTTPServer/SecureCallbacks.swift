internal import COpenSSL

/// What the callbacks of an SSL_CTX find behind it: the keys of tickets and the contexts of other names.
final class SecureSites {
    let tickets: TicketKeys
    private(set) var contexts: [OpaquePointer] = []

    init(tickets: TicketKeys) { self.tickets = tickets }

    deinit {
        for context in contexts { SSL_CTX_free(context) }
    }

    /// Takes over the caller's reference.
    func adopt(_ context: OpaquePointer) { contexts.append(context) }
}

/// The questions that OpenSSL asks during a handshake.
enum SecureCallbacks {
    /// Where a context keeps its `SecureSites`, which goes with it: connections may outlive a reload.
    private static let index = CRYPTO_get_ex_new_index(CRYPTO_EX_INDEX_SSL_CTX, 0, nil, nil, nil) {
        _, sites, _, _, _, _ in
        if let sites { Unmanaged<SecureSites>.fromOpaque(sites).release() }
    }

    private static func sites(of session: OpaquePointer) -> SecureSites? {
        SSL_CTX_get_ex_data(SSL_get_SSL_CTX(session), index).map {
            Unmanaged<SecureSites>.fromOpaque($0).takeUnretainedValue()
        }
    }

    /// - Returns: false when there is no memory for it.
    static func install(in context: OpaquePointer, _ sites: SecureSites) -> Bool {
        let reference = Unmanaged.passRetained(sites)
        guard SSL_CTX_set_ex_data(context, index, reference.toOpaque()) == 1 else {
            reference.release()
            return false
        }
        SSL_CTX_set_alpn_select_cb(
            context,
            { _, chosen, length, offered, count, _ in SecureCallbacks.selectProtocol(chosen, length, offered, count) },
            nil)
        entente_ssl_ctx_set_server_name_callback(context) { session, _, _ in
            if let session { SecureCallbacks.selectSite(session) }
            return SSL_TLSEXT_ERR_OK
        }
        SSL_CTX_set_tlsext_ticket_key_evp_cb(context) { session, name, vector, cipher, mac, encrypts in
            guard let session, let name, let vector, let cipher, let mac else { return -1 }
            return SecureCallbacks.sites(of: session)?.tickets.prepare(
                name: name, vector: vector, cipher: cipher, mac: mac, encrypts: encrypts == 1,
                renews: SecureCallbacks.renewsTickets(session)) ?? -1
        }
        return true
    }

    /// A client of TLS 1.3 uses a ticket once (RFC 8446 §C.4): without another, every second connection would need a whole
    /// handshake. A renewed ticket starts its lifetime anew, though, so where clients show certificates none is: a
    /// certificate is looked at again when its first ticket has expired.
    private static func renewsTickets(_ session: OpaquePointer) -> Bool {
        SSL_version(session) == TLS1_3_VERSION && SSL_get_verify_mode(session) == SSL_VERIFY_NONE
    }

    /// http/1.1 out of a list of names, each behind its length (RFC 7301 §3.1); a client that speaks only others is
    /// refused, as §3.2 says, but for http/1.0, which is served here as well.
    private static func selectProtocol(
        _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ length: UnsafeMutablePointer<UInt8>?,
        _ offered: UnsafePointer<UInt8>?, _ count: UInt32
    ) -> Int32 {
        let names = UnsafeBufferPointer(start: offered, count: Int(count))
        for name in ["http/1.1", "http/1.0"] {
            var start = 1
            while start <= names.count {
                let end = start + Int(names[start - 1])
                guard end <= names.count else { break }
                if names[start..<end].elementsEqual(name.utf8) {
                    chosen?.pointee = offered.map { $0 + start }
                    length?.pointee = UInt8(end - start)
                    return SSL_TLSEXT_ERR_OK
                }
                start = end + 1
            }
        }
        return SSL_TLSEXT_ERR_ALERT_FATAL
    }

    /// The certificate for the name that the client asks for: one with exactly that name, else one with a wildcard for
    /// it, else the first.
    private static func selectSite(_ session: OpaquePointer) {
        guard let name = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name),
            let main = SSL_get_SSL_CTX(session), let sites = SecureCallbacks.sites(of: session), !sites.contexts.isEmpty
        else { return }
        for flag in [X509_CHECK_FLAG_NO_WILDCARDS, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS] {
            for context in [main] + sites.contexts
            where X509_check_host(SSL_CTX_get0_certificate(context), name, 0, UInt32(flag), nil) == 1 {
                SSL_set_SSL_CTX(session, context)
                return
            }
        }
    }
}
