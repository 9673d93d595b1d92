internal import HTTP
internal import Records
internal import Search

/// What the resources answer, for the OpenAPI document.
extension Resource {
    /// Under which operations are grouped.
    var group: String {
        switch self {
        case .collection, .item: "Records"
        case .related: "Parts"
        case .search, .suggestions: "Search"
        case .matrix, .timeline, .graph, .vocabularies, .vocabulary: "Charts"
        case .changes, .events, .feed: "Following"
        case .export: "Exports"
        case .match, .extract, .assistant: "Names and reports"
        case .health, .readiness, .version, .status, .metrics, .reload, .openAPI: Self.operations
        }
    }

    static let operations = "Operations"

    /// Whether it is on their own listener alone, where they have one.
    var isForOperators: Bool { self == .status || self == .metrics }

    static let groups: [(name: String, summary: String)] = [
        ("Records", "Collections, filtered by any of their fields, and single records"),
        ("Parts", "The part of a collection that belongs to one record"),
        ("Search", "Full text and names over all records"),
        ("Charts", "Counts, graphs and the lists of words that fields take"),
        ("Following", "What is new: changes, events and feeds"),
        ("Exports", "Whole collections as files"),
        ("Names and reports", "What is asked with content"),
        (operations, "About this server"),
    ]

    /// The representations of a 200, the preferred one first.
    func representations(in snapshot: Snapshot) -> [(type: MediaType, schema: JSONTree)] {
        switch self {
        case .collection(let name), .related(let name, _): Self.list(of: name, in: snapshot)
        case .item(let name): [(.json, .schema(RecordSchemas.name(of: name) + "Item"))]
        case .search: Self.all("SearchHits", "a hit")
        case .suggestions: Self.all("Suggestions", "a suggestion")
        case .matrix: Self.table("Matrix")
        case .timeline: Self.table("Timeline")
        case .graph: [(.json, .schema("Graph"))]
        case .vocabularies: Self.table("VocabularyLists")
        case .vocabulary: Self.table("Vocabulary")
        case .changes: Self.table("Changes")
        case .events:
            [
                (
                    .eventStream,
                    Self.text("Events `generation`, whose data are a GenerationEvent, and `reset`, a ResetEvent")
                )
            ]
        case .feed(.json): [(.jsonFeed, .schema("JSONFeed"))]
        case .feed(.atom): [(.atom, Self.text("RFC 4287"))]
        case .export:
            [
                (
                    .json,
                    ["oneOf": .array(CollectionName.allCases.map { .schema(RecordSchemas.name(of: $0) + "Export") })]
                ),
                (.ndjson, Self.text("A record on each line, as in the collection's list")),
                (.csv, Self.text("A row for each record, with the columns of the collection's list")),
            ]
        case .match: [(.json, .schema("Candidates"))]
        case .extract: [(.json, .schema("Extraction"))]
        case .assistant:
            [(.json, ["type": ["object", "array"], "description": "A JSON-RPC 2.0 response, or those of a batch"])]
        case .health: [(.json, .schema("Health"))]
        case .readiness: [(.json, .schema("Readiness"))]
        case .version: [(.json, .schema("Version"))]
        case .status: [(.json, .schema("ServerStatus"))]
        case .reload: [(.json, .schema("Reload"))]
        case .metrics: [(.metrics, Self.text("Prometheus text exposition format 0.0.4"))]
        case .openAPI: [(.json, ["type": "object", "description": "An OpenAPI 3.1 document"])]
        }
    }

    private static func list(of name: CollectionName, in snapshot: Snapshot) -> [(type: MediaType, schema: JSONTree)] {
        let record = RecordSchemas.name(of: name)
        let columns = snapshot.collection(name).columns.joined(separator: ", ")
        return [
            (.json, .schema(record + "List")), (.ndjson, text("\(record) in JSON on each line")),
            (.csv, text("RFC 4180, with the columns \(columns)")),
        ]
    }

    private static func all(_ name: String, _ item: String) -> [(type: MediaType, schema: JSONTree)] {
        [(.json, .schema(name)), (.ndjson, text("In JSON \(item) on each line")), (.csv, text("RFC 4180"))]
    }

    private static func table(_ name: String) -> [(type: MediaType, schema: JSONTree)] {
        [(.json, .schema(name)), (.csv, text("RFC 4180"))]
    }

    private static func text(_ description: String) -> JSONTree {
        ["type": "string", "description": .string(description)]
    }

    /// Whether a 200 has an entity tag, by which it is asked for conditionally.
    var isValidated: Bool {
        switch self {
        case .events, .match, .extract, .assistant, .health, .readiness, .version, .status, .metrics, .reload: false
        default: true
        }
    }

    /// Whether Accept is heeded.
    private var isNegotiated: Bool {
        switch self {
        case .feed, .export, .health, .readiness, .version, .status, .metrics, .reload: false
        default: true
        }
    }

    /// Whether the path names something that another path names better, or that may not be there.
    private var isNamed: Bool {
        switch self {
        case .item, .related, .vocabulary: true
        default: false
        }
    }

    /// Whether a setting leaves it out.
    private var isOptional: Bool { self == .match || self == .extract || self == .assistant }

    /// Of the application and of the layers below, which refuse what is no right message or comes too often.
    var statuses: [Status] {
        var statuses = ProtocolError.Kind.allCases.map(\.status) + [.tooManyRequests, .internalServerError]
        if isValidated { statuses += [.notModified, .preconditionFailed] }
        if isNegotiated { statuses.append(.notAcceptable) }
        if isNamed { statuses += [.permanentRedirect, .notFound] }
        if isOptional { statuses += [.notFound, .unsupportedMediaType] }
        switch self {
        case .export, .metrics: statuses.append(.notFound)
        case .changes: statuses.append(.gone)
        case .extract: statuses.append(.unprocessableContent)
        case .assistant: statuses += [.accepted, .forbidden]
        case .reload: statuses += [.forbidden, .conflict]
        default: break
        }
        return statuses.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }.sorted { $0.code < $1.code }
    }

    /// Whether an answer of this status may be of the same form as a 200, and not only a problem.
    func saysItself(_ status: Status) -> Bool {
        switch self {
        case .readiness: status == .serviceUnavailable
        case .assistant: status == .badRequest || status == .notFound
        default: false
        }
    }

    /// Fields of a 200, beside those that all answers have.
    var fields: [String] {
        let own =
            switch self {
            case .collection, .related, .search: ["Link"]
            case .export: ["Content-Disposition"]
            default: [String]()
            }
        return (isValidated ? ["ETag", "Last-Modified"] : []) + ["Cache-Control"] + own
    }

    /// Where values of the answer lead: the path of another route, its parameter, and where its value stands.
    var links: [(path: String, parameter: String, value: String)] {
        let (first, generation) = ("$response.body#/data/0/id", "$response.body#/meta/generation")
        switch self {
        case .collection(let name):
            let parts = Routes.all.filter { route in
                if case .related(_, to: name) = route.resource { true } else { false }
            }
            return [("/\(name.rawValue)/{id}", "id", first)] + parts.map { ($0.path, "id", first) }
                + [("/changes", "since", generation)]
        case .related(let name, _): return [("/\(name.rawValue)/{id}", "id", first)]
        case .vocabularies: return [("/vocabularies/{name}", "name", first)]
        case .version: return [("/changes", "since", "$response.body#/generation")]
        default: return []
        }
    }
}
