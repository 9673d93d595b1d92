internal import API
internal import FoundationEssentials
internal import HTTP
internal import HTTPServer
internal import Search
internal import Synchronization

/// What `/metrics` tells: everything that this process counts, put together when it is asked for.
final class Metrics: Sendable {
    private struct State: Sendable {
        var servers: Servers?
        /// When this process last published another generation, or its first.
        var published = ContinuousClock.now
    }

    private let catalog: Catalog
    private let log: LogSink
    private let desk: ReportDesk
    private let queue: WorkQueue
    private let status: @Sendable () -> ServerStatus
    private let started = Date().timeIntervalSince1970
    private let state = Mutex(State())
    private let observation = Mutex<Observation?>(nil)

    /// - Parameter status: tells of reloads.
    init(
        catalog: Catalog, log: LogSink, desk: ReportDesk, queue: WorkQueue,
        status: @escaping @Sendable () -> ServerStatus
    ) {
        (self.catalog, self.log, self.desk, self.queue, self.status) = (catalog, log, desk, queue, status)
        let told = catalog.observe { [weak self] in self?.state.withLock { $0.published = .now } }
        observation.withLock { $0 = told }
    }

    /// Begins to tell of these.
    func observe(_ servers: Servers) { state.withLock { $0.servers = servers } }

    var text: @Sendable () -> [UInt8] {
        { [self] in
            var text = MetricsText()
            let state = state.withLock { $0 }
            if let metrics = state.servers?.metrics {
                append(metrics, to: &text)
                appendTransport(metrics, to: &text)
            }
            appendRegister(published: state.published, to: &text)
            appendReloads(status(), to: &text)
            appendWork(to: &text)
            appendProcess(to: &text)
            return text.octets
        }
    }

    // MARK: HTTP

    private func append(_ metrics: ServerMetrics, to text: inout MetricsText) {
        text.begin(
            "entente_http_requests_total", .counter, "Requests that have been answered, or whose client went away.")
        let groups = metrics.requests.sorted { one, other in
            (one.key.route, one.key.verb.label, one.key.status) < (
                other.key.route, other.key.verb.label, other.key.status
            )
        }
        for (group, count) in groups {
            let status = group.status == 0 ? "none" : group.status == 599 ? "other" : String(group.status)
            text.sample(count, [("route", group.route), ("method", group.verb.label), ("status", status)])
        }
        text.begin(
            "entente_http_request_duration_seconds", .histogram,
            "From the first octet of a request until the system had taken the last one of its answer.")
        for (route, durations) in metrics.durations.sorted(by: { $0.key < $1.key }) {
            text.histogram(
                bounds: Durations.bounds, counts: durations.buckets, sum: Double(durations.nanoseconds) / 1e9,
                [("route", route)])
        }
        text.begin("entente_http_malformed_requests_total", .counter, "Messages that were refused, by what was wrong.")
        for (kind, count) in metrics.malformed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            text.sample(count, [("kind", kind.rawValue)])
        }
        text.begin("entente_limits_hit_total", .counter, "How often a limit was reached, by the setting that sets it.")
        for (limit, count) in metrics.limits.sorted(by: { $0.key.label < $1.key.label }) {
            text.sample(count, [("limit", limit.label)])
        }
        text.sample(queue.refused, [("limit", "work")])
    }

    private func appendTransport(_ metrics: ServerMetrics, to text: inout MetricsText) {
        text.begin("entente_http_connections", .gauge, "Open connections by what they are waiting for.")
        for (phase, count) in metrics.connections.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            text.sample(count, [("state", phase.label)])
        }
        text.add("entente_http_accepted_connections_total", .counter, "Connections that were let in.", metrics.accepted)
        text.add(
            "entente_http_received_bytes_total", .counter, "Octets from clients, without those of TLS.",
            metrics.received)
        text.add("entente_http_sent_bytes_total", .counter, "Octets to clients, without those of TLS.", metrics.sent)
        text.begin("entente_tls_handshakes_total", .counter, "TLS handshakes by how they ended.")
        for (handshake, count) in metrics.handshakes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            text.sample(
                count,
                [
                    ("result", handshake.result), ("version", handshake.version),
                    ("resumed", handshake.isResumed ? "true" : "false"),
                ])
        }
        text.add("entente_answer_cache_hits_total", .counter, "Answers that were remembered.", metrics.cacheHits)
        text.add("entente_answer_cache_misses_total", .counter, "Answers that had to be made.", metrics.cacheMisses)
        text.add("entente_answer_cache_bytes", .gauge, "Octets of remembered answers.", metrics.cacheOctets)
    }

    // MARK: The register and the work

    private func appendRegister(published: ContinuousClock.Instant, to text: inout MetricsText) {
        let snapshot = catalog.current
        let age = (ContinuousClock.now - published).components
        text.begin("entente_snapshot_info", .gauge, "The generation that is served.")
        text.sample(1, [("generation", snapshot.generation)])
        text.add(
            "entente_snapshot_age_seconds", .gauge, "Since this process took up the generation that it serves.",
            Double(age.seconds) + Double(age.attoseconds) / 1e18)
        text.add(
            "entente_snapshot_modified_timestamp_seconds", .gauge, "When the newest of its files was changed.",
            Int(snapshot.modified))
        text.begin("entente_records", .gauge, "Records by collection.")
        for name in CollectionName.allCases {
            text.sample(snapshot.collection(name).entries.count, [("type", name.rawValue)])
        }
    }

    private func appendReloads(_ status: ServerStatus, to text: inout MetricsText) {
        text.begin(
            "entente_reloads_total", .counter, "How often the register was to be read anew, by what became of it.")
        for outcome in ReloadReport.Outcome.allCases {
            text.sample(status.reloads[outcome, default: 0], [("result", outcome.rawValue)])
        }
        if let last = status.lastReload {
            text.add("entente_reload_timestamp_seconds", .gauge, "When that was last, since 1970.", Int(last.ended))
            text.add("entente_reload_seconds", .gauge, "How long it took.", Double(last.milliseconds) / 1000)
        }
        text.begin("entente_register_state", .gauge, "1 for how what is served stands to what the files say.")
        for state in ServerStatus.Register.allCases {
            text.sample(status.register == state ? 1 : 0, [("state", state.rawValue)])
        }
        text.add(
            "entente_faulty_files", .gauge, "Files that could not be taken in; /statusz names them.", status.faultyFiles
        )
    }

    private func appendWork(to text: inout MetricsText) {
        let durations = desk.durations
        text.begin("entente_extraction_seconds", .histogram, "How long it took to read a report that a client sent.")
        text.histogram(
            bounds: Durations.bounds, counts: durations.buckets, sum: Double(durations.nanoseconds) / 1e9)
        text.add(
            "entente_work_pending", .gauge, "Requests with content that wait for their answer or whose is made.",
            queue.count)
        text.add(
            "entente_log_lines_dropped_total", .counter, "Lines of the log that found no room or could not be written.",
            log.dropped)
    }

    // MARK: The process

    private func appendProcess(to text: inout MetricsText) {
        text.begin("entente_build_info", .gauge, "The program that runs.")
        text.sample(1, [("version", Entente.version), ("swift", Self.compiler)])
        let figures = ProcessFigures()
        for (name, kind, help, value) in [
            ("process_resident_memory_bytes", .gauge, "Resident memory.", figures.residentMemory),
            ("process_virtual_memory_bytes", .gauge, "Virtual memory.", figures.virtualMemory),
            ("process_open_fds", .gauge, "Open descriptors.", figures.openDescriptors),
            ("process_max_fds", .gauge, "Descriptors that may be open.", figures.mostDescriptors),
            ("process_threads", .gauge, "Threads.", figures.threads),
        ] as [(String, MetricsText.Kind, String, Int?)] {
            if let value { text.add(name, kind, help, value) }
        }
        if let time = figures.processorTime {
            text.add(
                "process_cpu_seconds_total", .counter, "Processor time of the program and of the system for it.", time)
        }
        text.add("process_start_time_seconds", .gauge, "When the program began, since 1970.", started)
    }

    /// The language version of the compiler.
    private static let compiler: String = {
        #if swift(>=6.4)
            "6.4 or later"
        #elseif swift(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }()
}

extension ConnectionState.Phase {
    fileprivate var label: String {
        switch self {
        case .handshaking: "handshaking"
        case .awaitingFirstOctet: "new"
        case .idle: "idle"
        case .readingHead: "reading-head"
        case .readingContent: "reading-content"
        case .writing: "writing"
        case .awaitingPiece: "streaming"
        case .awaitingAnswer: "answering"
        case .lingering: "closing"
        }
    }
}
