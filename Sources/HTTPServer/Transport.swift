/// The one seam between the loops and what carries the octets. The layers above never ask which kind they have.
enum Transport {
    case plain(Int32)
    case secured(SecureSession, Int32)

    func receive(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Transfer {
        switch self {
        case .plain(let descriptor): Platform.receive(descriptor, into: buffer)
        case .secured(let session, _): session.receive(into: buffer)
        }
    }

    func send(_ bytes: UnsafeBufferPointer<UInt8>) -> Transfer {
        switch self {
        case .plain(let descriptor): Platform.send(descriptor, bytes)
        case .secured(let session, _): session.send(bytes)
        }
    }

    /// Whether there is input, or its end, of which the descriptor shows nothing.
    var holdsInput: Bool {
        switch self {
        case .plain: false
        case .secured(let session, _): session.holdsInput
        }
    }

    /// Tells the client that nothing more comes.
    /// - Returns: what to wait for before calling again; nil when all is said.
    func shutdownSending() -> Poller.Interest? {
        switch self {
        case .plain(let descriptor):
            Platform.shutdownSending(descriptor)
            return nil
        case .secured(let session, let descriptor):
            let interest = session.shutdownSending()
            if interest == nil { Platform.shutdownSending(descriptor) }
            return interest
        }
    }

    /// Lets `close` show the client that something is missing: by a reset, and without close_notify (RFC 9112 §9.8).
    func resetWhenClosed() {
        switch self {
        case .plain(let descriptor): Platform.resetWhenClosed(descriptor)
        case .secured(let session, let descriptor):
            session.silence()
            Platform.resetWhenClosed(descriptor)
        }
    }

    func close() {
        switch self {
        case .plain(let descriptor): Platform.close(descriptor)
        case .secured(let session, let descriptor):
            session.free()
            Platform.close(descriptor)
        }
    }
}
