internal import HTTP
internal import Records
internal import Search

/// What has changed in the register since a generation that the client has seen. It is known of the last publications of
/// this process alone.
struct ChangesResource {
    static let parameters =
        [
            ParameterDescription(
                name: "since", values: .text, summary: "The meta.generation of an earlier answer", isRequired: true),
            ParameterDescription(
                name: "of", values: .words(ViewText.collections),
                summary: "Only these collections", example: "dialogues,agreements"),
        ] + Presentation.parameters

    private let state: Catalog.State

    init(_ state: Catalog.State) { self.state = state }

    /// - Throws: 410 when the generation is unknown or too old.
    func response(to request: Request) throws(Problem) -> Response {
        var values = ParameterValues(request.parsed, by: Self.parameters, of: "/changes")
        let names = values.words("of").map { $0.compactMap(CollectionName.init) } ?? CollectionName.allCases
        let presentation = try Presentation(&values, accept: request[.accept])
        let since = values["since"] ?? ""
        let history = state.history
        guard let number = history.number(of: since, current: state.snapshot.generation),
            let all = history.changes(after: number)
        else {
            throw Problem(
                .gone,
                "The changes since generation \(since) are not known, or no longer; fetch the collections anew and "
                    + "follow from generation \(state.snapshot.generation).")
        }
        let parts = CollectionName.allCases.filter(names.contains).map { ($0, all[$0] ?? CollectionChanges()) }
        return presentation.response(
            { json(parts, since: since, target: request.parsed) }, table: { Self.table(parts) },
            modified: state.snapshot.modified)
    }

    private func json(_ parts: [(CollectionName, CollectionChanges)], since: String, target: Target) -> [UInt8] {
        var json = Array("{\"data\":{".utf8)
        for (name, changes) in parts {
            json.appendName(name.rawValue)
            json.append(UInt8(ascii: "{"))
            for (kind, ids) in Self.kinds(of: changes) {
                json.appendName(kind)
                json.appendJSON(ids)
            }
            json.append(UInt8(ascii: "}"))
        }
        json.append(contentsOf: "},\"meta\":{".utf8)
        json.appendName("total")
        json.appendJSON(parts.reduce(0) { $0 + $1.1.count })
        json.appendName("since")
        json.appendJSON(since)
        json.appendName("generation")
        json.appendJSON(state.snapshot.generation)
        json.append(UInt8(ascii: "}"))
        ViewText.appendLinks(to: target, &json)
        return json
    }

    private static func table(_ parts: [(CollectionName, CollectionChanges)]) -> [[String]] {
        [["collection", "change", "id"]]
            + parts.flatMap { name, changes in
                kinds(of: changes).flatMap { kind, ids in ids.map { [name.rawValue, kind, $0] } }
            }
    }

    private static func kinds(of changes: CollectionChanges) -> [(String, [String])] {
        [("added", changes.added), ("changed", changes.changed), ("removed", changes.removed)]
    }
}
