/// A listening socket and the descriptor held back for the moment when all others are taken.
struct Listener: ~Copyable {
    enum Acceptance {
        case connection(Int32)
        case none
        /// No descriptor was free: the waiting client was told so and let go.
        case refused
    }

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
        Platform.close(reserve)
    }

    /// Takes one waiting connection. Without a free descriptor the reserved one serves to accept, answer `busy` and
    /// close, so that a level-triggered loop does not spin on a client it can never take.
    mutating func accept(busy: [UInt8]) -> Acceptance {
        switch Platform.accept(on: descriptor) {
        case .connection(let client): return .connection(client)
        case .none: return .none
        case .outOfDescriptors:
            Platform.close(reserve)
            defer { reserve = Platform.reserveDescriptor() }
            guard case .connection(let client) = Platform.accept(on: descriptor) else { return .none }
            _ = busy.withUnsafeBufferPointer { Platform.send(client, $0) }
            Platform.shutdownSending(client)
            Platform.close(client)
            return .refused
        }
    }

    /// Fails when somebody else already listens there: SO_REUSEPORT alone would silently share the port with another
    /// process of the same user, and half of the requests would go astray.
    static func probe(host: String, port: UInt16) throws(SystemError) {
        guard port != 0 else { return }
        let probe = try Platform.listen(host: host, port: port, backlog: 1, sharesPort: false)
        Platform.close(probe.descriptor)
    }
}
