import COpenSSL
import HTTPServer

/// The client's side of TLS on a connected, blocking descriptor.
final class TestSession {
    struct Options {
        var serverName: String?
        var protocols: [String] = []
        var versions = TLS1_2_VERSION...TLS1_3_VERSION
        /// For TLS 1.2, as OpenSSL names them.
        var ciphers: String?
        var certificate: SecurityOptions.Pair?
        /// One that `resumable` gave.
        var resumed: Ticket?
    }

    /// What a later connection can resume.
    final class Ticket {
        fileprivate let handle: OpaquePointer

        fileprivate init(_ handle: OpaquePointer) { self.handle = handle }

        /// As the server sent it.
        var octets: [UInt8] {
            var start: UnsafePointer<UInt8>?
            var count = 0
            SSL_SESSION_get0_ticket(handle, &start, &count)
            return Array(UnsafeBufferPointer(start: start, count: count))
        }

        deinit { SSL_SESSION_free(handle) }
    }

    private let context: OpaquePointer
    private let session: OpaquePointer

    init(_ options: Options, on descriptor: Int32) throws {
        guard let context = SSL_CTX_new(TLS_client_method()) else { throw Self.failure("SSL_CTX_new") }
        guard let session = Self.session(options, context, descriptor) else {
            SSL_CTX_free(context)
            throw Self.failure("preparing TLS")
        }
        (self.context, self.session) = (context, session)
        guard SSL_connect(session) == 1 else { throw Self.failure("handshake") }
    }

    private static func session(_ options: Options, _ context: OpaquePointer, _ descriptor: Int32) -> OpaquePointer? {
        SSL_CTX_set_security_level(context, 0)
        SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(options.versions.lowerBound), nil)
        SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(options.versions.upperBound), nil)
        if let ciphers = options.ciphers, SSL_CTX_set_cipher_list(context, ciphers) != 1 { return nil }
        if let pair = options.certificate {
            guard SSL_CTX_use_certificate_chain_file(context, pair.certificate) == 1,
                SSL_CTX_use_PrivateKey_file(context, pair.key, SSL_FILETYPE_PEM) == 1
            else { return nil }
        }
        let protocols = options.protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        if !protocols.isEmpty, SSL_CTX_set_alpn_protos(context, protocols, UInt32(protocols.count)) != 0 { return nil }
        guard let session = SSL_new(context) else { return nil }
        if let name = options.serverName { _ = entente_ssl_set_server_name(session, name) }
        if let ticket = options.resumed { _ = SSL_set_session(session, ticket.handle) }
        SSL_set_fd(session, descriptor)
        return session
    }

    deinit {
        // Else OpenSSL takes the session for broken, and would not resume it.
        SSL_set_shutdown(session, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN)
        SSL_free(session)
        SSL_CTX_free(context)
    }

    /// `TLSv1.2` or `TLSv1.3`.
    var version: String { String(cString: SSL_get_version(session)) }
    var cipher: String { String(cString: SSL_CIPHER_get_name(SSL_get_current_cipher(session))) }
    var isResumed: Bool { SSL_session_reused(session) == 1 }
    /// What the server chose by ALPN; nil without.
    var negotiatedProtocol: String? {
        var name: UnsafePointer<UInt8>?
        var length: UInt32 = 0
        SSL_get0_alpn_selected(session, &name, &length)
        return name.map { String(decoding: UnsafeBufferPointer(start: $0, count: Int(length)), as: UTF8.self) }
    }
    /// The common name of the server's certificate.
    var peerName: String {
        var name = [CChar](repeating: 0, count: 256)
        let count = X509_NAME_get_text_by_NID(
            X509_get_subject_name(SSL_get0_peer_certificate(session)), NID_commonName, &name, Int32(name.count))
        return String(decoding: name.prefix(Int(max(count, 0))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    /// After an answer has been read, which TLS 1.3 sends its tickets before.
    var resumable: Ticket? { SSL_get1_session(session).map(Ticket.init) }

    /// All octets in one record, if they fit one.
    func send(_ octets: [UInt8]) throws {
        guard !octets.isEmpty else { return }
        var count = 0
        guard SSL_write_ex(session, octets, octets.count, &count) == 1 else { throw Self.failure("SSL_write") }
    }

    /// - Returns: 0 at close_notify, and only there.
    func receive(into buffer: inout [UInt8]) throws -> Int {
        var count = 0
        let status = SSL_read_ex(session, &buffer, buffer.count, &count)
        if status == 1 { return count }
        guard SSL_get_error(session, status) == SSL_ERROR_ZERO_RETURN else { throw Self.failure("SSL_read") }
        return 0
    }

    func shutdownSending() { _ = SSL_shutdown(session) }

    /// Changes the key of this direction and asks for the same of the other (RFC 8446 §4.6.3), with the next octets.
    func updateKeys() { _ = SSL_key_update(session, SSL_KEY_UPDATE_REQUESTED) }

    /// Asks for a second handshake (TLS 1.2).
    func renegotiate() throws {
        SSL_renegotiate(session)
        guard SSL_do_handshake(session) == 1 else { throw Self.failure("renegotiation") }
    }

    private static func failure(_ call: String) -> TestClientError {
        defer { ERR_clear_error() }
        let reason = ERR_reason_error_string(ERR_peek_last_error()).map { String(cString: $0) }
        return reason.map { TestClientError(description: "\(call): \($0)") } ?? .system(call)
    }
}
