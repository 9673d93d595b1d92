internal import HTTP
internal import Records
internal import Search

/// One record, found by its id or by any name it goes by.
struct ItemResource {
    private let collection: IndexedCollection
    private let snapshot: Snapshot

    init(_ name: CollectionName, _ snapshot: Snapshot) {
        collection = snapshot.collection(name)
        self.snapshot = snapshot
    }

    func response(to request: Request, id name: String) throws(Problem) -> Response {
        let id = try id(of: name)
        // Before the redirection, which nobody should follow to learn what is wrong.
        let parameters = try ItemParameters(request.parsed, collection.name)
        if id != name { return .redirect(to: path(of: id), query: request.parsed.rawQuery) }
        guard Accept.best(of: [.json], accept: request[.accept]) != nil else {
            throw Problem(.notAcceptable, "A single record can be had as application/json only; accept that.")
        }
        let content = Envelope.item(try entry(id), in: collection.name, parameters, snapshot: snapshot)
        return .cacheable(MediaType.json.text, content, modified: snapshot.modified, fields: [.varies])
    }

    /// - Throws: 404 when there is none of this id.
    func entry(_ id: String) throws(Problem) -> Entry {
        guard let entry = snapshot.entry(id, in: collection.name) else { throw unknown(id) }
        return entry
    }

    /// The id of what a path calls by this name.
    /// - Throws: 404 when nothing, or more than one record, is called so.
    func id(of name: String) throws(Problem) -> String {
        if collection.number(of: name) != nil { return name }
        guard let type = collection.name.recordType else { throw unknown(name) }
        let ids = snapshot.names.records(named: name, of: type)
        guard let id = ids.first else { throw unknown(name) }
        guard ids.count == 1 else {
            throw Problem(
                .notFound, "\(name) names several of \(collection.name.rawValue): \(ids.joined(separator: ", ")).",
                suggestion: path(of: id))
        }
        return id
    }

    func path(of id: String) -> String { "/\(collection.name.rawValue)/\(id)" }

    private func unknown(_ name: String) -> Problem {
        var nearest = Suggestion.nearest(
            to: name, among: collection.entries.prefix(NameResolver.mostCandidates).lazy.map(\.id))
        if nearest == nil, let type = collection.name.recordType {
            nearest = snapshot.names.suggestion(for: name, of: type)
                .flatMap { snapshot.names.records(named: $0, of: type).first }
        }
        return Problem(
            .notFound, "There is no \(collection.name.recordType?.rawValue ?? collection.name.rawValue) \(name).",
            suggestion: nearest.map(path))
    }
}
