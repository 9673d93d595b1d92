/// A listening socket and the descriptor held back for the moment when all others are taken.
struct Listener: ~Copyable {
    let descriptor: Int32
    let port: UInt16
    private var reserve: Int32

    /// - Parameter sharesPort: several listeners of this process take the same port, each with a queue of its own.
    init(host: String, port: UInt16, sharesPort: Bool) throws(SystemError) {
        (descriptor, self.port) = try Platform.listen(host: host, port: port, backlog: 4096, sharesPort: sharesPort)
        reserve = Platform.reserveDescriptor()
    }

    deinit {
        Platform.close(descriptor)
        if reserve >= 0 { Platform.close(reserve) }
    }

    func accept() -> Platform.Acceptance { Platform.accept(on: descriptor) }

    /// Without a free descriptor the reserved one serves to take the waiting client, answer it and let it go, so that a
    /// level-triggered loop does not spin on a client it can never take.
    /// - Returns: false when not even so a client could be taken.
    mutating func turnAway(with answer: [UInt8], scratch: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        if reserve >= 0 { Platform.close(reserve) }
        defer { reserve = Platform.reserveDescriptor() }
        guard case .connection(let client) = accept() else { return false }
        Platform.dismiss(client, with: answer, scratch: scratch)
        return true
    }

    /// Fails when somebody else already listens there: SO_REUSEPORT alone would silently share the port with another
    /// process of the same user, and half of the requests would go astray. Nothing listens meanwhile: a client that came
    /// in that moment would be let down.
    static func probe(host: String, port: UInt16) throws(SystemError) {
        guard port != 0 else { return }
        let probe = try Platform.listen(host: host, port: port, backlog: nil, sharesPort: false)
        Platform.close(probe.descriptor)
    }
}
