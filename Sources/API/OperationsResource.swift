internal import HTTP
internal import Records
internal import Search

/// What operators and orchestrators ask: alive, ready, which version.
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
            json.appendName("status")
            json.appendJSON(isReady ? "ready" : "draining")
            json.appendName("generation")
            json.appendJSON(snapshot.generation)
        default:
            json.appendName("version")
            json.appendJSON(options.version)
            json.appendName("generation")
            json.appendJSON(snapshot.generation)
            json.appendName("records")
            json.append(UInt8(ascii: "{"))
            for name in CollectionName.allCases {
                json.appendName(name.rawValue)
                json.appendJSON(snapshot.collection(name).entries.count)
            }
            json.append(UInt8(ascii: "}"))
        }
        json.append(contentsOf: "}\n".utf8)
        var response = Response(status, .json, json)
        response.fields.append(Field(name: "Cache-Control", value: "no-store"))
        return response
    }
}
