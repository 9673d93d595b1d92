/// A listening socket and a few descriptors held back for the moment when all others are taken.
struct Listener: ~Copyable {
    /// Connections that may wait in the kernel.
    static let backlog: Int32 = 4096
    static let mostReserves = 8

    let descriptor: Int32
    let port: UInt16
    private var reserves: [Int32] = []

    /// Shares the queue of a socket that listens already.
    init(sharing inherited: Int32, port: UInt16) throws(SystemError) {
        descriptor = try Platform.duplicate(inherited)
        self.port = port
        for _ in 0..<Self.mostReserves { refillReserve() }
    }

    /// - Parameter sharesPort: several listeners of this process take the same port, each with a queue of its own.
    init(host: String, port: UInt16, sharesPort: Bool) throws(SystemError) {
        (descriptor, self.port) = try Platform.listen(
            host: host, port: port, backlog: Self.backlog, sharesPort: sharesPort)
        for _ in 0..<Self.mostReserves { refillReserve() }
    }

    deinit {
        Platform.close(descriptor)
        for reserve in reserves { Platform.close(reserve) }
    }

    var hasReserve: Bool { !reserves.isEmpty }

    func accept() -> Platform.Acceptance { Platform.accept(on: descriptor) }

    /// Without a free descriptor a reserved one serves to take the waiting client, so that it can be answered and a
    /// level-triggered loop does not spin on a client it can never take.
    /// - Returns: nil when not even so a client could be taken.
    mutating func acceptFromReserve() -> Int32? {
        if let reserve = reserves.popLast() { Platform.close(reserve) }
        if case .connection(let client, _) = accept() { return client }
        refillReserve()
        return nil
    }

    /// Holds one more descriptor back, if one is missing and to be had.
    mutating func refillReserve() {
        guard reserves.count < Self.mostReserves else { return }
        let reserve = Platform.reserveDescriptor()
        if reserve >= 0 { reserves.append(reserve) }
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
