internal import HTTP
internal import Records
internal import Search

/// What operators and orchestrators ask: alive, ready, which version, in which state.
struct OperationsResource {
    private let snapshot: Snapshot
    private let options: API.Options

    init(_ snapshot: Snapshot, _ options: API.Options) {
        self.snapshot = snapshot
        self.options = options
    }

    func response(to request: Request, _ resource: Resource) throws(Problem) -> Response {
        var reader = ParameterReader(request.parsed)
        for (name, _) in request.parsed.query { reader.noteUnknown(name, among: [], of: request.parsed.rawPath) }
        try reader.finish()
        var json = Array("{".utf8)
        var status = Status.ok
        switch resource {
        case .health:
            json.appendName("status")
            json.appendJSON("alive")
        case .readiness:
            let isReady = options.readiness.isReady
            if !isReady { status = .serviceUnavailable }
            appendReadiness(isReady, to: &json)
        case .status:
            appendStatus(to: &json)
        default:
            json.appendName("version")
            json.appendJSON(options.version)
            json.appendName("generation")
            json.appendJSON(snapshot.generation)
            appendRecords(to: &json)
        }
        json.append(contentsOf: "}\n".utf8)
        var response = Response(status, .json, json)
        response.fields.append(Field(name: "Cache-Control", value: "no-store"))
        return response
    }

    /// A stale register is served like any other, so that it is no reason to send requests elsewhere.
    private func appendReadiness(_ isReady: Bool, to json: inout [UInt8]) {
        let server = options.status()
        json.appendName("status")
        json.appendJSON(isReady ? "ready" : "draining")
        json.appendName("generation")
        json.appendJSON(snapshot.generation)
        json.appendName("register")
        json.appendJSON(server.register.rawValue)
        guard options.audience.includesOperators else { return }
        appendFaults(of: server, to: &json)
    }

    private func appendStatus(to json: inout [UInt8]) {
        let server = options.status()
        json.appendName("version")
        json.appendJSON(options.version)
        json.appendName("generation")
        json.appendJSON(snapshot.generation)
        json.appendName("register")
        json.appendJSON(server.register.rawValue)
        json.appendName("started")
        json.appendJSON(Feed.timestamp(server.started))
        json.appendName("uptime")
        json.appendJSON(server.uptime)
        json.appendName("data")
        json.appendJSON(server.data)
        json.appendName("vocabulary")
        json.appendJSON(server.vocabulary)
        json.appendName("watching")
        json.appendJSON(server.watching.rawValue)
        json.appendName("awaited")
        json.appendJSON(server.awaited)
        appendFaults(of: server, to: &json)
        json.appendName("faultyFiles")
        json.appendJSON(server.faultyFiles)
        json.appendName("reloads")
        json.append(UInt8(ascii: "{"))
        for outcome in ReloadReport.Outcome.allCases {
            json.appendName(outcome.rawValue)
            json.appendJSON(server.reloads[outcome] ?? 0)
        }
        json.append(UInt8(ascii: "}"))
        json.appendName("lastReload")
        if let report = server.lastReload { json.append(report: report) } else { json += "null".utf8 }
        appendRecords(to: &json)
        guard let connections = server.connections else { return }
        json.appendName("connections")
        json.append(UInt8(ascii: "{"))
        json.appendName("open")
        json.appendJSON(connections.open)
        json.appendName("most")
        json.appendJSON(connections.most)
        json.append(UInt8(ascii: "}"))
    }

    private func appendFaults(of server: ServerStatus, to json: inout [UInt8]) {
        json.appendName("faults")
        json.append(UInt8(ascii: "["))
        for fault in server.faults {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            json.appendName("file")
            json.appendJSON(fault.file)
            json.appendName("reason")
            json.appendJSON(fault.reason)
            json.appendName("since")
            json.appendJSON(Feed.timestamp(fault.since))
            json.append(UInt8(ascii: "}"))
        }
        json.append(UInt8(ascii: "]"))
    }

    private func appendRecords(to json: inout [UInt8]) {
        json.appendName("records")
        json.append(UInt8(ascii: "{"))
        for name in CollectionName.allCases {
            json.appendName(name.rawValue)
            json.appendJSON(snapshot.collection(name).entries.count)
        }
        json.append(UInt8(ascii: "}"))
    }
}
