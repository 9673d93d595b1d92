internal import HTTP

/// One thread's share of the server: its listener, its connections, their buffers and timers. Nothing here is shared but
/// `admission`, so nothing is locked; a request is read, answered and sent without leaving the thread, but for
/// answers from content, which may be made on others.
struct EventLoop: ~Copyable {
    private static let listenerToken = UInt64.max
    private static let wakeToken = UInt64.max - 1

    let limits: Limits
    let deadlines: Deadlines
    let application: any Application
    /// Present when this port speaks TLS.
    let security: Security?
    var strictTransportLine: [UInt8] { security?.strictTransportLine ?? [] }
    let admission: Admission
    var limiter: AddressLimiter? { admission.limiter }
    let control: LoopControl
    let reporting: Reporting
    let counters: LoopCounters
    private let poller: Poller
    /// nil once the server stops.
    var listener: Listener?
    var acceptsConnections = true
    /// Connections whose transport holds input that it has taken off the descriptor: no event will tell of it.
    private var buffered: [UInt64] = []
    private var lastBuffered: [UInt64] = []
    /// When accepting is tried again that failed for want of a descriptor which no connection here can give back.
    var acceptingResumes = Tick.max
    /// Connections that were answered without a place and are drained.
    var turnedAway = 0
    private let origin = Platform.monotonicNanoseconds() / 1_000_000

    private(set) var now: Tick = 1
    /// The same moment on the system's monotonic clock, which all loops share.
    private(set) var nanoseconds: Int64 = 0
    var milliseconds: Int64 { nanoseconds / 1_000_000 }
    /// The same on the calendar, for lines of the log.
    private(set) var time = LineTime()
    private var generation: UInt32 = 0
    var clock = DateField()
    var connections = Slab(vacant: Connection.vacant)
    var unfinished = Slab(vacant: Unfinished())
    private var wheel = TimerWheel(now: 1)
    /// Whether a connection may take another request after an answer.
    private(set) var keepsConnections = true
    private(set) var isDraining = false

    var head = RequestHead()
    var cache: AnswerCache
    var identifiers = RequestIdentifiers()
    /// Answers of the connection at hand, sent together.
    var output: [UInt8] = []
    /// Their requests.
    var journal = Journal()
    /// When the first octet of the message at hand was received: nanoseconds of the monotonic clock.
    var started: Int64 = 0
    var sampling: Sampling
    /// Lines of the access log that this turn has made, and their number.
    var lines: [UInt8] = []
    var lineCount = 0
    /// The last client that has been written, and how.
    var lastClient: InternetAddress?
    var clientText: [UInt8] = []
    /// The generation of the application's data, as of an epoch.
    var dataGeneration: [UInt8] = []
    var generationEpoch: UInt64?
    /// When each warning may be told again.
    var warnsAgain = InlineArray<2, Tick>(repeating: 0)
    /// What a stream has just given.
    var piece: [UInt8] = []
    let scratch: UnsafeMutableBufferPointer<UInt8>

    static func make(
        listener: consuming Listener, control: LoopControl, limits: Limits, admission: Admission,
        application: any Application, security: Security?, reporting: Reporting = Reporting(),
        counters: LoopCounters? = nil
    ) throws(SystemError) -> sending EventLoop {
        let poller = try Poller()
        guard poller.addShared(listener.descriptor, token: listenerToken),
            poller.add(control.wakeDescriptor, token: wakeToken, interest: .reading)
        else { throw Platform.failure("epoll_ctl", "for the listener") }
        return EventLoop(
            poller: poller, listener: listener, control: control, limits: limits, admission: admission,
            application: application, security: security, reporting: reporting,
            counters: counters ?? LoopCounters(routes: application.routes))
    }

    private init(
        poller: consuming Poller, listener: consuming Listener, control: LoopControl, limits: Limits,
        admission: Admission, application: any Application, security: Security?, reporting: Reporting,
        counters: LoopCounters
    ) {
        self.limits = limits
        self.deadlines = Deadlines(limits)
        self.application = application
        self.admission = admission
        self.security = security
        self.control = control
        self.reporting = reporting
        self.counters = counters
        sampling = Sampling(share: reporting.share)
        self.poller = poller
        self.listener = consume listener
        cache = AnswerCache(
            capacity: limits.answerCache, offers: application.offers, negotiation: application.negotiationFields)
        scratch = .allocate(capacity: 65_536)
        scratch.initialize(repeating: 0)
        output.reserveCapacity(65_536)
    }

    deinit { scratch.deallocate() }

    mutating func run() {
        while turn(waiting: waitingTime) {}
    }

    /// One round: waits until something is ready, and takes it.
    /// - Parameter milliseconds: -1 waits for ever.
    /// - Returns: false when the loop has ended.
    mutating func turn(waiting milliseconds: Int32) -> Bool {
        let ready = poller.wait(milliseconds: milliseconds)
        refreshTime()
        defer { handOverLines() }
        if acceptingResumes <= now { resumeAccepting() }
        for index in 0..<ready {
            let token = poller.token(at: index)
            switch token {
            case Self.listenerToken: acceptConnections()
            case Self.wakeToken:
                Platform.clearWake(control.wakeDescriptor)
                if control.command == .stop {
                    closeAll()
                    return false
                }
                if control.command != .none { keepsConnections = false }
                if control.command == .drain { beginDraining() }
                control.answerCall()
                if control.takeOffer(), listener != nil {
                    resumeAccepting()
                    acceptConnections()
                }
                for token in control.takeWokenStreams() { handle(token) }
            default: handle(token, isBroken: poller.isBroken(at: index))
            }
        }
        resumeBuffered()
        while let index = wheel.popExpired(at: now) { expire(index) }
        return !(isDraining && connections.count == 0)
    }

    // MARK: Time

    private var waitingTime: Int32 {
        if !buffered.isEmpty { return 0 }
        let next = min(wheel.nextTick ?? .max, acceptingResumes)
        if next == .max { return -1 }
        return next <= now ? 0 : Int32(next - now) * 100
    }

    private mutating func refreshTime() {
        nanoseconds = Platform.monotonicNanoseconds()
        now = Tick(truncatingIfNeeded: (milliseconds - origin) / 100 + 1)
        let calendar = Platform.wallClockMilliseconds()
        // Answers that are remembered may bear a time that is now to come.
        if calendar / 1000 < clock.seconds { cache.removeAll() }
        clock.update(calendar / 1000)
        if !sampling.isOff { time.update(calendar) }
    }

    private mutating func expire(_ index: Int) {
        connections[index].armed = .max
        let phase = connections[index].state.phase
        let expiry = connections[index].state.expiry(at: now)
        if expiry != .notYet, let limit = ServerMetrics.Limit(timeIn: phase) { counters.count(limit) }
        switch expiry {
        case .notYet: arm(index)
        case .askStream: handle(token(index))
        case .close: close(index)
        case .refuse(let error): refuseIncomplete(index, error)
        }
    }

    /// Tells the state what happened and sees to it that the wheel looks in time.
    mutating func note(_ event: ConnectionState.Event, _ index: Int) {
        let phase = connections[index].state.phase
        connections[index].state.handle(event, at: now, limits: deadlines)
        if connections[index].state.phase != phase {
            counters.leave(phase)
            counters.enter(connections[index].state.phase)
        }
        if connections[index].state.deadline < connections[index].armed { arm(index) }
    }

    private mutating func arm(_ index: Int) {
        let deadline = connections[index].state.deadline
        wheel.arm(index, at: deadline)
        connections[index].armed = deadline
    }

    // MARK: Opening and closing

    mutating func open(_ connection: Connection) {
        generation &+= 1
        var connection = connection
        connection.generation = generation
        let index = connections.insert(connection)
        counters.enter(connection.state.phase)
        guard poller.add(connection.descriptor, token: token(index), interest: .reading) else { return close(index) }
        arm(index)
    }

    mutating func close(_ index: Int) {
        abandonEntries(index)
        let connection = connections[index]
        counters.leave(connection.state.phase)
        if connection.state.phase == .handshaking { counters.count(.abandoned) }
        if let number = unfinishedNumber(index), unfinished[number].endsWithConnection {
            connection.transport.resetWhenClosed()
        }
        connection.transport.close()
        wheel.disarm(index)
        dropUnfinished(index)
        connections.remove(index)
        giveBack(connection)
    }

    /// Listens to the listener, or leaves those who wait there alone.
    mutating func listenForConnections(_ isListening: Bool) {
        guard let descriptor = listener?.descriptor else { return }
        if isListening {
            _ = poller.addShared(descriptor, token: Self.listenerToken)
        } else {
            poller.remove(descriptor)
        }
    }

    private mutating func closeListener() {
        // The socket of an inherited listener outlives its descriptor here, and so would the poller's interest in it.
        listenForConnections(false)
        listener = nil
        admission.withdraw(control)
    }

    private mutating func beginDraining() {
        guard !isDraining else { return }
        acceptLastConnections()
        isDraining = true
        closeListener()
        for index in connections.elements.indices where connections[index].isOpen {
            guard isWaitedFor(index) else { continue }
            // A request may have arrived a moment ago: it still gets its answer.
            handle(token(index))
            if connections[index].isOpen, isWaitedFor(index) { close(index) }
        }
    }

    /// Whether nothing has come from the client, or nothing since the last answer, or a stream has nothing for it.
    private func isWaitedFor(_ index: Int) -> Bool {
        switch connections[index].state.phase {
        case .idle, .awaitingFirstOctet, .awaitingPiece: true
        case .handshaking: connections[index].session == nil
        case .readingHead, .readingContent, .awaitingAnswer, .writing, .lingering: false
        }
    }

    private mutating func closeAll() {
        closeListener()
        for index in connections.elements.indices where connections[index].isOpen { close(index) }
    }

    // MARK: Readiness

    func token(_ index: Int) -> UInt64 {
        UInt64(connections[index].generation) << 32 | UInt64(index)
    }

    /// - Parameter isBroken: whether the connection can no longer be used, which a waiting stream would not notice.
    private mutating func handle(_ token: UInt64, isBroken: Bool = false) {
        let index = Int(token & 0xffff_ffff)
        guard connections[index].isOpen, connections[index].generation == UInt32(token >> 32) else { return }
        switch connections[index].state.phase {
        case .handshaking: continueHandshake(index)
        case .writing: resumeWriting(index)
        case .awaitingPiece, .awaitingAnswer: if isBroken { close(index) } else { resumeWriting(index) }
        case .lingering:
            if connections[index].awaitsWriting { shutdownSending(index) } else { drainInput(index) }
            return
        case .awaitingFirstOctet, .idle, .readingHead, .readingContent:
            guard receive(index) else { return }
        }
        if connections[index].isOpen, !connections[index].awaitsWriting, connections[index].transport.holdsInput {
            buffered.append(self.token(index))
        }
    }

    /// One turn for each, so that a client that never stops sending leaves the others theirs.
    private mutating func resumeBuffered() {
        swap(&buffered, &lastBuffered)
        for token in lastBuffered { handle(token) }
        lastBuffered.removeAll(keepingCapacity: true)
    }

    mutating func setInterest(_ index: Int, _ interest: Poller.Interest) {
        guard connections[index].interest != interest else { return }
        connections[index].interest = interest
        if !poller.change(connections[index].descriptor, token: token(index), interest: interest) {
            connections[index].isClosing = true
        }
    }

    /// - Returns: whether there was any input.
    private mutating func receive(_ index: Int) -> Bool {
        switch connections[index].transport.receive(into: scratch) {
        case .octets(let count):
            counters.received.add(count)
            setInterest(index, .reading)
            let buffer = UnsafeBufferPointer(rebasing: scratch[..<count])
            take(index, buffer.span)
            return true
        case .wouldBlock(let interest): setInterest(index, interest)
        case .endOfInput: inputEnded(index)
        case .failed: close(index)
        }
        return false
    }

    /// Ends the sending side; where TLS cannot say so at once, it does later.
    mutating func shutdownSending(_ index: Int) {
        let interest = connections[index].transport.shutdownSending()
        connections[index].awaitsWriting = interest != nil
        setInterest(index, interest ?? .reading)
    }

    private mutating func drainInput(_ index: Int) {
        for _ in 0..<16 {
            switch connections[index].transport.receive(into: scratch) {
            case .octets(let count): counters.received.add(count)
            case .wouldBlock(let interest): return setInterest(index, interest)
            case .endOfInput, .failed: return close(index)
            }
        }
    }
}
