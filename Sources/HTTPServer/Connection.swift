internal import HTTP

/// What a loop knows of one connection: a trivially copyable value in the loop's slab. Everything that only an
/// unfinished exchange needs is in `Unfinished`, so that an idle connection costs nothing else.
struct Connection {
    var descriptor: Int32 = -1
    /// Told apart from an earlier connection in the same slot, for events that were already collected.
    var generation: UInt32 = 0
    var state: ConnectionState
    /// When the wheel will look at it; the true deadline may be later.
    var armed = Tick.max
    /// Number of its `Unfinished`, or -1.
    var unfinished: Int32 = -1
    var requests: UInt32 = 0
    /// Who is at the other end; nil where that is no Internet address.
    var peer: InternetAddress?
    /// Whether the peer is a proxy that is trusted.
    var isProxy = false
    /// Octets that the kernel has taken for it.
    var delivered = 0
    /// Answered without a place among the connections, and only drained.
    var isTurnedAway = false
    /// Nothing more is read as a request; the connection ends with the answers that are on their way.
    var isClosing = false
    /// Answers wait for the client to take them, or a stream for its next piece: nothing is read meanwhile.
    var awaitsWriting = false
    /// What the loop is told of.
    var interest = Poller.Interest.reading
    /// TLS, once the client has begun it; given back by `Transport.close`.
    var session: SecureSession?

    static var vacant: Connection {
        Connection(state: ConnectionState(acceptedAt: 0, limits: Deadlines(Limits())))
    }

    var isOpen: Bool { descriptor >= 0 }
    var transport: Transport { session.map { .secured($0, descriptor) } ?? .plain(descriptor) }
}

/// The parts of an exchange that had to wait: for the rest of a message, or for the client to take its answer.
struct Unfinished {
    /// Received, and not yet part of a complete message.
    var input: [UInt8] = []
    /// When its first octet came: nanoseconds of the monotonic clock.
    var began: Int64 = 0
    /// The head is looked at again at this size, or as soon as a line has ended.
    var nextAttempt = 0
    var content: ContentReader?
    /// Given once the content has been read and dropped.
    var reply: Reply?
    /// The request that is answered from its content.
    var exchange: ContentExchange?
    var output: [UInt8] = []
    var sent = 0
    /// The content that is being sent; what is behind `output` comes from it.
    var stream: OutgoingStream?
    /// Content is on its way whose end the client learns from that of the connection alone: closed in order before all is
    /// out, what has been sent would pass for the whole (RFC 9112 §8).
    var endsWithConnection = false
    /// Requests that are not yet written down.
    var journal = Journal()

    /// An answer is made or streamed, behind which nothing is read.
    var isAnswering: Bool { stream != nil || exchange?.answer != nil }
    /// What is begun is known to answer a HEAD request.
    var omitsContent: Bool? { terms?.omitsContent }
    var terms: Reply.Terms? { reply?.terms ?? exchange?.terms }
}

/// Slots by number, the free ones kept for reuse.
struct Slab<Element> {
    private(set) var elements: [Element] = []
    private var free: [Int32] = []
    private let vacant: Element

    init(vacant: Element) { self.vacant = vacant }

    var count: Int { elements.count - free.count }

    subscript(index: Int) -> Element {
        _read { yield elements[index] }
        _modify { yield &elements[index] }
    }

    mutating func insert(_ element: Element) -> Int {
        if let index = free.popLast() {
            elements[Int(index)] = element
            return Int(index)
        }
        elements.append(element)
        return elements.count - 1
    }

    mutating func remove(_ index: Int) {
        elements[index] = vacant
        free.append(Int32(index))
    }
}
