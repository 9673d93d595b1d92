internal import HTTP

/// From a new connection on a port that speaks TLS to one that requests can be read from.
extension EventLoop {
    /// The type of a handshake record, with which every TLS client begins (RFC 8446 §5.1).
    private static var handshakeRecord: Int { 22 }

    mutating func continueHandshake(_ index: Int) {
        guard let session = connections[index].session ?? beginHandshake(index) else { return }
        switch session.handshake() {
        case .complete:
            counters.count(ServerMetrics.Handshake(isNew13: session.isNewest, isResumed: session.isResumed))
            setInterest(index, .reading)
            note(.handshakeCompleted, index)
        case .wouldBlock(let interest): setInterest(index, interest)
        case .failed:
            // OpenSSL has told the client why; what the client still sends must not reset the connection before that.
            counters.count(.failed)
            session.free()
            connections[index].session = nil
            connections[index].isClosing = true
            beginLingering(index)
        }
    }

    /// Looks who speaks before anything is spent on TLS.
    private mutating func beginHandshake(_ index: Int) -> SecureSession? {
        let descriptor = connections[index].descriptor
        switch Platform.peekFirstOctet(descriptor) {
        case nil: break
        case Self.handshakeRecord:
            connections[index].session = security?.context.makeSession(on: descriptor)
            if connections[index].session == nil { close(index) }
        case -1: close(index)
        default:
            counters.count(.plainText)
            refuseIncomplete(index, ProtocolError(.plainTextOnSecurePort))
        }
        return connections[index].isOpen ? connections[index].session : nil
    }
}
