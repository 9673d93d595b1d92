internal import HTTP
internal import Records
internal import Search
internal import Synchronization

/// What can be asked, for programs: the OpenAPI document of the routes that are on.
struct OpenAPIResource {
    static let parameters = [ParameterDescription.pretty]

    let document: DocumentOfSnapshot

    func response(to request: Request, _ snapshot: Snapshot, make: (Snapshot) -> [UInt8]) throws(Problem) -> Response {
        let isPretty = try Self.parameters.values(of: request, at: "/openapi.json")["pretty"] == "true"
        try Accept.require(.json, request)
        let json = document.json(of: snapshot, make: make)
        return .cacheable(
            MediaType.json.text, isPretty ? JSONText.pretty(json) : json, modified: snapshot.modified, fields: [.varies]
        )
    }
}

/// A document that depends on the snapshot, made when it is first asked for and kept for the next to ask.
final class DocumentOfSnapshot: Sendable {
    private let kept = Mutex<(generation: String, json: [UInt8])?>(nil)

    func json(of snapshot: Snapshot, make: (Snapshot) -> [UInt8]) -> [UInt8] {
        kept.withLock { kept in
            if let kept, kept.generation == snapshot.generation { return kept.json }
            let json = make(snapshot)
            kept = (snapshot.generation, json)
            return json
        }
    }
}
