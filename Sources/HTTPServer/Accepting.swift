internal import HTTP

/// From the kernel's queue to a connection of the loop, or to a client that is turned away.
extension EventLoop {
    private static var acceptBatch: Int { 64 }
    /// Clients that were turned away and are still drained.
    private static var mostTurnedAway: Int { 16 }

    /// Descriptors that a loop takes beside those of its connections: its poller, what wakes it, its listener and the
    /// reserve of that, and the clients it turns away.
    static var descriptors: Int { 3 + Listener.mostReserves + mostTurnedAway }

    /// Takes a batch of those who wait. A place is taken first: who has none cannot be put back into the queue.
    /// - Returns: whether there may be more.
    @discardableResult
    mutating func acceptConnections() -> Bool {
        for _ in 0..<Self.acceptBatch {
            guard admission.enter(control) else {
                if acceptsConnections {
                    counters.count(.connections)
                    warn(.connectionsInUse)
                }
                pauseAccepting()
                return false
            }
            guard let (descriptor, peer) = acceptOne() else {
                admission.leave()
                return false
            }
            admit(descriptor, from: peer)
        }
        return true
    }

    /// Takes all who wait, as far as there are places, before the listener is closed: that would reset them.
    mutating func acceptLastConnections() {
        for _ in 0..<Int(Listener.backlog) / Self.acceptBatch where !acceptConnections() { return }
    }

    private mutating func acceptOne() -> (descriptor: Int32, peer: InternetAddress?)? {
        switch listener?.accept() ?? .none {
        case .connection(let descriptor, let peer): return (descriptor, peer)
        case .none: return nil
        case .outOfDescriptors:
            counters.count(.descriptors)
            warn(.descriptorsInUse)
            if let descriptor = listener?.acceptFromReserve() {
                turnAway(
                    descriptor, "The server has no descriptor left for another connection; try again in a moment.")
            } else {
                pauseAccepting()
                acceptingResumes = now &+ 1
            }
            return nil
        }
    }

    private mutating func admit(_ descriptor: Int32, from peer: InternetAddress?) {
        // A trusted proxy brings the connections of all its clients.
        if let limiter, let peer, !reporting.trusts(peer),
            !limiter.beginConnection(from: ClientAddress(peer), at: milliseconds)
        {
            counters.count(.connectionsPerAddress)
            admission.leave()
            return turnAway(
                descriptor, "Your address has as many connections as it may; close one, or use it again.")
        }
        adopt(descriptor, from: peer)
    }

    /// Takes up a connection that has its place: a non-blocking descriptor, which the loop closes.
    mutating func adopt(_ descriptor: Int32, from peer: InternetAddress? = nil) {
        let state = ConnectionState(acceptedAt: now, limits: deadlines, isSecured: security != nil)
        var connection = Connection(descriptor: descriptor, state: state)
        connection.peer = peer
        connection.isProxy = reporting.trusts(peer)
        counters.accepted.add(1)
        open(connection)
    }

    /// Answers a client that cannot be served. It has no place; what it still sends is drained for a while, lest a reset
    /// overtake the answer, unless there are too many of its kind or the last reserve is needed back.
    private mutating func turnAway(_ descriptor: Int32, _ detail: String) {
        // With TLS nothing can be said before a handshake, for which there is no room either.
        if security == nil { busyAnswer(detail).withUnsafeBufferPointer { _ = Platform.send(descriptor, $0) } }
        Platform.shutdownSending(descriptor)
        guard security == nil, turnedAway < Self.mostTurnedAway, listener?.hasReserve == true else {
            // What has arrived must be read: closing before would reset the connection.
            _ = Platform.receive(descriptor, into: scratch)
            Platform.close(descriptor)
            listener?.refillReserve()
            return
        }
        var state = ConnectionState(acceptedAt: now, limits: deadlines)
        state.handle(.sendingShut, at: now, limits: deadlines)
        var connection = Connection(descriptor: descriptor, state: state)
        connection.isTurnedAway = true
        turnedAway += 1
        open(connection)
    }

    private mutating func busyAnswer(_ detail: String) -> [UInt8] {
        var refusal = application.refusal(.serviceUnavailable, detail)
        refusal["Retry-After"] = "1"
        let busy = ResponseSerializer.encode(refusal)
        var octets = busy.head
        ResponseSerializer.appendEnd(
            date: clock.octets, connection: .close, requestID: identifiers.next().span, to: &octets)
        return octets + busy.content
    }

    /// A full house leaves new clients in the kernel's queue rather than turning them away.
    private mutating func pauseAccepting() {
        guard acceptsConnections else { return }
        acceptsConnections = false
        listenForConnections(false)
    }

    mutating func resumeAccepting() {
        acceptingResumes = .max
        guard !acceptsConnections else { return }
        acceptsConnections = true
        listenForConnections(true)
    }

    /// What a connection that has ended took is free again.
    mutating func giveBack(_ connection: Connection) {
        if let peer = connection.peer, !connection.isProxy {
            limiter?.endConnection(from: ClientAddress(peer), at: milliseconds)
        }
        if connection.isTurnedAway {
            turnedAway -= 1
            listener?.refillReserve()
        } else {
            admission.leave()
        }
        if acceptingResumes != .max { resumeAccepting() }
    }
}
