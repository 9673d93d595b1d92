internal import COpenSSL

/// One TLS connection: OpenSSL's SSL on a non-blocking descriptor. A trivially copyable reference; whoever holds the
/// descriptor ends it with `free`.
struct SecureSession {
    enum Handshake {
        case complete
        case wouldBlock(Poller.Interest)
        case failed
    }

    private let session: OpaquePointer

    init(_ session: OpaquePointer) { self.session = session }

    /// The client's side, which takes any certificate; nil when there is no memory for it.
    static func client(on descriptor: Int32) -> SecureSession? {
        guard let context = SSL_CTX_new(TLS_client_method()) else { return nil }
        defer { SSL_CTX_free(context) }
        guard let session = SSL_new(context) else { return nil }
        guard SSL_set_fd(session, descriptor) == 1 else {
            SSL_free(session)
            return nil
        }
        SSL_set_connect_state(session)
        return SecureSession(session)
    }

    func handshake() -> Handshake {
        let status = SSL_do_handshake(session)
        // A step that goes on may have left errors that OpenSSL has coped with: they must not be taken for the next's.
        defer { ERR_clear_error() }
        if status == 1 { return .complete }
        switch SSL_get_error(session, status) {
        case SSL_ERROR_WANT_READ: return .wouldBlock(.reading)
        case SSL_ERROR_WANT_WRITE: return .wouldBlock(.writing)
        default: return .failed
        }
    }

    /// Of the two versions that are spoken here, whether it is TLS 1.3.
    var isNewest: Bool { SSL_version(session) == TLS1_3_VERSION }
    var version: String { isNewest ? "1.3" : "1.2" }
    var isResumed: Bool { SSL_session_reused(session) == 1 }

    /// Fills the buffer from as many records as have arrived.
    func receive(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Transfer {
        var total = 0
        repeat {
            var count = 0
            let room = UnsafeMutableBufferPointer(rebasing: buffer[total...])
            let status = SSL_read_ex(session, room.baseAddress, room.count, &count)
            guard status == 1 else {
                let outcome = outcome(status)
                return total > 0 ? .octets(total) : outcome
            }
            total += count
        } while total < buffer.count && SSL_has_pending(session) == 1
        return .octets(total)
    }

    /// After `.wouldBlock` the next call has to begin with the same octets: OpenSSL has encrypted some already.
    func send(_ bytes: UnsafeBufferPointer<UInt8>) -> Transfer {
        var total = 0
        while total < bytes.count {
            var count = 0
            let rest = UnsafeBufferPointer(rebasing: bytes[total...])
            let status = SSL_write_ex(session, rest.baseAddress, rest.count, &count)
            guard status == 1 else {
                let outcome = outcome(status)
                if case .wouldBlock = outcome, total > 0 { return .octets(total) }
                return outcome
            }
            total += count
        }
        return .octets(total)
    }

    /// Whether `receive` has something to say of which the descriptor shows nothing.
    var holdsInput: Bool {
        SSL_has_pending(session) == 1 || SSL_get_shutdown(session) & SSL_RECEIVED_SHUTDOWN != 0
    }

    /// Sends close_notify (RFC 8446 §6.1), once.
    /// - Returns: what to wait for before calling again; nil when it has been sent or cannot be.
    func shutdownSending() -> Poller.Interest? {
        guard SSL_is_init_finished(session) == 1 else { return nil }
        let status = SSL_shutdown(session)
        guard status < 0, case .wouldBlock(let interest) = outcome(status) else { return nil }
        return interest
    }

    /// From now on nothing is said, not even close_notify.
    func silence() { SSL_set_shutdown(session, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN) }

    func free() {
        if SSL_get_shutdown(session) & SSL_SENT_SHUTDOWN == 0 { _ = shutdownSending() }
        SSL_free(session)
        ERR_clear_error()
    }

    private func outcome(_ status: Int32) -> Transfer {
        switch SSL_get_error(session, status) {
        case SSL_ERROR_WANT_READ: return .wouldBlock(.reading)
        case SSL_ERROR_WANT_WRITE: return .wouldBlock(.writing)
        case SSL_ERROR_ZERO_RETURN: return .endOfInput
        default:
            // After such an error nothing more may be said or read (SSL_shutdown(3)).
            ERR_clear_error()
            SSL_set_shutdown(session, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN)
            return .failed
        }
    }
}
