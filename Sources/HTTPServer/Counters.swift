internal import HTTP
internal import Synchronization

/// A number that one thread raises and any thread reads: no lock and no locked instruction.
struct Counter: ~Copyable {
    private let value = Atomic<Int>(0)

    var current: Int { value.load(ordering: .relaxed) }

    func add(_ count: Int) { value.store(value.load(ordering: .relaxed) &+ count, ordering: .relaxed) }

    func set(_ count: Int) { value.store(count, ordering: .relaxed) }
}

/// What one loop counts. Its thread alone writes; whoever asks for metrics reads and sums.
final class LoopCounters: Sendable {
    private let names: [String]
    private let routes: [RouteCounters]
    private let states = InlineArray<16, Counter> { _ in Counter() }
    private let malformed = InlineArray<64, Counter> { _ in Counter() }
    private let limits = InlineArray<32, Counter> { _ in Counter() }
    private let handshakes = InlineArray<8, Counter> { _ in Counter() }
    let received = Counter()
    let sent = Counter()
    let accepted = Counter()
    let cacheHits = Counter()
    let cacheMisses = Counter()
    let cacheOctets = Counter()

    /// - Parameter names: those of the application's routes, at least one.
    init(routes names: [String]) {
        self.names = names
        routes = names.map { _ in RouteCounters() }
    }

    func count(route: UInt16, method: Method, status: Int, nanoseconds: Int64) {
        let place = Int(route) < routes.count ? Int(route) : 0
        routes[place].count(method, status, nanoseconds)
    }

    func count(_ kind: ProtocolError.Kind) {
        malformed[kind.number].add(1)
        if let limit = ServerMetrics.Limit(kind) { count(limit) }
    }

    func count(_ limit: ServerMetrics.Limit) { limits[limit.rawValue].add(1) }
    func count(_ handshake: ServerMetrics.Handshake) { handshakes[handshake.rawValue].add(1) }

    func enter(_ phase: ConnectionState.Phase) { states[Int(phase.rawValue)].add(1) }
    func leave(_ phase: ConnectionState.Phase) { states[Int(phase.rawValue)].add(-1) }

    /// Adds what has been counted.
    func add(to metrics: inout ServerMetrics) {
        for (name, route) in zip(names, routes) { route.add(to: &metrics, name) }
        for phase in ConnectionState.Phase.allCases {
            metrics.connections[phase, default: 0] += states[Int(phase.rawValue)].current
        }
        for kind in ProtocolError.Kind.allCases {
            metrics.malformed[kind, default: 0] += malformed[kind.number].current
        }
        for limit in ServerMetrics.Limit.allCases {
            metrics.limits[limit, default: 0] += limits[limit.rawValue].current
        }
        for handshake in ServerMetrics.Handshake.allCases {
            metrics.handshakes[handshake, default: 0] += handshakes[handshake.rawValue].current
        }
        metrics.received += received.current
        metrics.sent += sent.current
        metrics.accepted += accepted.current
        metrics.cacheHits += cacheHits.current
        metrics.cacheMisses += cacheMisses.current
        metrics.cacheOctets += cacheOctets.current
    }
}

/// The requests of one route: how many of each method and status, and how long they took.
private final class RouteCounters: Sendable {
    private let requests = InlineArray<192, Counter> { _ in Counter() }
    private let buckets = InlineArray<16, Counter> { _ in Counter() }
    private let nanoseconds = Counter()

    func count(_ method: Method, _ status: Int, _ nanoseconds: Int64) {
        let number = ServerMetrics.Verb(method).rawValue * ServerMetrics.statuses.count
        requests[number + ServerMetrics.place(of: status)].add(1)
        buckets[Durations.place(of: nanoseconds)].add(1)
        self.nanoseconds.add(Int(nanoseconds))
    }

    func add(to metrics: inout ServerMetrics, _ route: String) {
        for verb in ServerMetrics.Verb.allCases {
            for (place, status) in ServerMetrics.statuses.enumerated() {
                let count = requests[verb.rawValue * ServerMetrics.statuses.count + place].current
                guard count > 0 else { continue }
                metrics.requests[ServerMetrics.Group(route: route, verb: verb, status: status), default: 0] += count
            }
        }
        var durations = metrics.durations[route] ?? Durations()
        for place in 0...Durations.bounds.count { durations.buckets[place] += buckets[place].current }
        durations.nanoseconds += nanoseconds.current
        guard durations.count > 0 else { return }
        metrics.durations[route] = durations
    }
}

extension ProtocolError.Kind {
    /// Its place among the cases.
    fileprivate var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
