internal import HTTP
internal import Records
internal import Search

/// The publications of the register as they happen, as server-sent events (HTML Living Standard §9.2). How many may listen
/// is how many connections there may be: one that waits costs no more than any other.
struct EventsResource {
    private let catalog: Catalog

    init(_ catalog: Catalog) { self.catalog = catalog }

    func response(to request: Request) throws(Problem) -> Response {
        _ = try ParameterValues(request.parsed, by: [], of: "/events").reader.finish()
        guard Accept.best(of: [MediaType.eventStream], accept: request[.accept]) != nil else {
            throw Problem(.notAcceptable, "Events can be had as \(MediaType.eventStream.text) only; accept that.")
        }
        var response = Response(
            status: .ok,
            fields: [
                Field(name: "Content-Type", value: MediaType.eventStream.text),
                Field(name: "Cache-Control", value: "no-store"), .varies,
                // nginx would collect events until its buffer is full.
                Field(name: "X-Accel-Buffering", value: "no"),
            ])
        let last = request[.lastEventID]
        response.stream = StreamedContent { [catalog] waker in EventStream(catalog, after: last, waker) }
        return response
    }
}

/// One `generation` event for each publication; what was missed comes first, or `reset` when that is no longer known.
struct EventStream: ContentStream {
    /// Proxies end connections that are silent for longer; the standard advises it (§9.2.7).
    static let heartbeat = 15.0
    /// Milliseconds after which a client that has lost the connection comes again.
    static let retry = 5000

    private let catalog: Catalog
    private let observation: Observation
    private let lastEventID: String?
    /// The number of the last publication that has been told; nil before the first piece.
    private var told: Int?

    /// - Parameter lastEventID: the last generation that the client has been told.
    init(_ catalog: Catalog, after lastEventID: String?, _ waker: StreamWaker) {
        self.catalog = catalog
        self.lastEventID = lastEventID.flatMap { $0.isEmpty ? nil : $0 }
        observation = catalog.observe { waker.wake() }
    }

    mutating func appendPiece(to octets: inout [UInt8], size: Int) -> StreamStep {
        let state = catalog.state
        let isFirst = told == nil
        if isFirst { begin(state, &octets) }
        if let missed = told.flatMap(state.history.publications) {
            for publication in missed { Self.append(publication, to: &octets) }
            // A comment keeps the connection alive.
            if missed.isEmpty, !isFirst { octets.append(contentsOf: ":\n\n".utf8) }
        } else {
            Self.appendReset(to: state.snapshot.generation, &octets)
        }
        told = state.history.last
        return .waiting(seconds: Self.heartbeat)
    }

    /// An id without data is no event, but the client will come again with it.
    private mutating func begin(_ state: Catalog.State, _ octets: inout [UInt8]) {
        octets.append(contentsOf: "retry: \(Self.retry)\n".utf8)
        guard let lastEventID else {
            told = state.history.last
            octets.append(contentsOf: "id: \(state.snapshot.generation)\n\n".utf8)
            return
        }
        told = state.history.number(of: lastEventID, current: state.snapshot.generation)
        octets.append(UInt8(ascii: "\n"))
    }

    private static func append(_ publication: Publication, to octets: inout [UInt8]) {
        octets.append(contentsOf: "event: generation\nid: \(publication.generation)\ndata: {".utf8)
        octets.appendName("generation")
        octets.appendJSON(publication.generation)
        octets.appendName("previous")
        octets.appendJSON(publication.previous)
        octets.appendName("changes")
        octets.append(UInt8(ascii: "{"))
        for name in CollectionName.allCases {
            guard let counts = publication.counts[name] else { continue }
            octets.appendName(name.rawValue)
            octets.append(UInt8(ascii: "{"))
            for (kind, count) in [
                ("added", counts.added), ("changed", counts.changed), ("removed", counts.removed),
            ] {
                octets.appendName(kind)
                octets.appendJSON(count)
            }
            octets.append(UInt8(ascii: "}"))
        }
        octets.append(UInt8(ascii: "}"))
        octets.appendName("href")
        octets.appendJSON("/changes?since=\(publication.previous)")
        octets.append(contentsOf: "}\n\n".utf8)
    }

    private static func appendReset(to generation: String, _ octets: inout [UInt8]) {
        octets.append(contentsOf: "event: reset\nid: \(generation)\ndata: {".utf8)
        octets.appendName("generation")
        octets.appendJSON(generation)
        octets.append(contentsOf: "}\n\n".utf8)
    }
}
