internal import HTTP
internal import Records
internal import Search

/// A collection, whole or the part of it that belongs to one record.
struct ListResource {
    private let collection: IndexedCollection
    private let snapshot: Snapshot

    init(_ name: CollectionName, _ snapshot: Snapshot) {
        collection = snapshot.collection(name)
        self.snapshot = snapshot
    }

    func response(to request: Request) throws(Problem) -> Response {
        try response(to: request, parameters(of: request))
    }

    /// - Parameter parent: what the record is called in the path; another name than its id is redirected.
    func response(to request: Request, of parent: String, in name: CollectionName) throws(Problem) -> Response {
        let item = ItemResource(name, snapshot)
        let id = try item.id(of: parent)
        let field = name.recordType?.rawValue ?? name.rawValue
        let parameters = try parameters(of: request, fixed: Filter(field: field, values: [[id]], isFixed: true))
        if id != parent {
            return .redirect(to: "\(item.path(of: id))/\(collection.name.rawValue)", query: request.parsed.rawQuery)
        }
        return try response(to: request, parameters)
    }

    private func parameters(of request: Request, fixed: Filter? = nil) throws(Problem) -> CollectionParameters {
        try CollectionParameters(request.parsed, collection.name, in: snapshot, fixed: fixed)
    }

    private func response(to request: Request, _ parameters: CollectionParameters) throws(Problem) -> Response {
        let format = try Format.chosen(parameters.format, accept: request[.accept])
        try check(parameters, format)
        let answer = try answer(parameters.query)
        let links = PageLinks(answer, of: collection, parameters, target: request.parsed)
        return .cacheable(
            format.mediaType.text, content(answer, parameters, format, links), modified: snapshot.modified,
            fields: [.varies] + (links.field.map { [Field(name: "Link", value: $0)] } ?? []))
    }

    /// - Throws: 400 for a cursor that leads nowhere any more.
    func answer(_ query: Query) throws(Problem) -> Answer {
        do {
            return try collection.answer(query)
        } catch {
            throw Problem([
                Problem.ParameterError(
                    parameter: "cursor",
                    detail: "The record the cursor points behind is no longer in the list; begin anew without it.")
            ])
        }
    }

    /// Refuses what rows and lines have no place for.
    private func check(_ parameters: CollectionParameters, _ format: Format) throws(Problem) {
        guard format != .json else { return }
        var errors = parameters.namesForJSONOnly.map { name in
            Problem.ParameterError(parameter: name, detail: "\(name) goes with JSON only, not with \(format.rawValue).")
        }
        for name in parameters.fields ?? [] where format == .csv && columns(of: name).isEmpty {
            errors.append(
                Problem.ParameterError(
                    parameter: "fields", detail: "A table has no column \(name); leave it out or ask for JSON."))
        }
        guard errors.isEmpty else { throw Problem(errors) }
    }

    /// The columns of a member: one, or one for each member of an object.
    private func columns(of name: String) -> [Int] {
        collection.columns.indices.filter { index in
            collection.columns[index] == name || collection.columns[index].hasPrefix("\(name).")
        }
    }

    private func content(
        _ answer: Answer, _ parameters: CollectionParameters, _ format: Format, _ links: PageLinks
    ) -> [UInt8] {
        switch format {
        case .json:
            return Envelope.list(answer, of: collection, parameters, links: links, snapshot: snapshot)
        case .ndjson:
            return answer.documents.flatMap { number in
                JSONText.project(collection.entry(number).json, keeping: parameters.fields) + [UInt8(ascii: "\n")]
            }
        case .csv:
            let chosen = parameters.fields.map { Set($0.flatMap(columns)).sorted() }
            let indices = chosen ?? Array(collection.columns.indices)
            return CSV.table(
                columns: indices.map { collection.columns[$0] },
                rows: answer.documents.map { number in
                    let row = snapshot.row(number, of: collection)
                    return indices.map { row[$0] }
                })
        }
    }
}
