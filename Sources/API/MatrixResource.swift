internal import HTTP
internal import Records
internal import Search

/// How often the values of two fields of a collection occur together: a heat map.
struct MatrixResource {
    static let limit = 1...200

    static let parameters = [
        ParameterDescription(
            name: "rows", values: .word(ViewText.fieldNames), summary: "Field whose values are the rows",
            isRequired: true, example: "partner"),
        ParameterDescription(
            name: "cols", values: .word(ViewText.fieldNames), summary: "Field whose values are the columns",
            isRequired: true, example: "topic"),
        ParameterDescription(
            name: "of", values: .word(ViewText.collections), summary: "Collection whose records are counted",
            standard: "dialogues"),
        ParameterDescription(
            name: "limit", values: .integer(limit), summary: "Rows at most, and columns: the most frequent ones",
            standard: "50"),
    ]

    private let snapshot: Snapshot

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    func response(to request: Request) throws(Problem) -> Response {
        var own = ParameterValues(request.parsed, by: Self.parameters)
        let name = own.word("of").flatMap(CollectionName.init) ?? .dialogues
        let collection = snapshot.collection(name)
        let fields = collection.fields.map(\.name)
        let (rows, columns) = (own.word("rows", among: fields), own.word("cols", among: fields))
        let limit = own.integer("limit")
        let parameters = try CollectionParameters(request.parsed, name, in: snapshot, own: own)
        let presentation = try Presentation(
            format: parameters.format, isPretty: parameters.isPretty, accept: request[.accept])
        let documents = collection.documents(parameters.query)
        guard let rows, let columns, let limit,
            let table = collection.crossTable(rows: rows, columns: columns, of: documents, limit: limit)
        else { throw Problem(.badRequest, "rows and cols name no fields of \(name.rawValue).") }
        return presentation.response(
            { json(table, of: collection, total: documents.count, request.parsed) }, table: { Self.rows(table) },
            modified: snapshot.modified)
    }

    private func json(
        _ table: CrossTable, of collection: IndexedCollection, total: Int, _ target: Target
    ) -> [UInt8] {
        var json = Array("{\"data\":{".utf8)
        json.appendName("rows")
        ViewText.append(table.rows, of: collection, snapshot, to: &json)
        json.appendName("cols")
        ViewText.append(table.columns, of: collection, snapshot, to: &json)
        json.appendName("cells")
        json.append(UInt8(ascii: "["))
        for cell in table.cells {
            json.appendSeparator()
            json.append(contentsOf: "[\(cell.row),\(cell.column),\(cell.count)]".utf8)
        }
        json.append(contentsOf: "]},\"meta\":{".utf8)
        json.appendName("of")
        json.appendJSON(collection.name.rawValue)
        json.appendName("total")
        json.appendJSON(total)
        ViewText.append(summaryOf: table.rows, named: "rows", to: &json)
        ViewText.append(summaryOf: table.columns, named: "cols", to: &json)
        json.appendName("generation")
        json.appendJSON(snapshot.generation)
        json.append(UInt8(ascii: "}"))
        ViewText.appendLinks(to: target, &json)
        return json
    }

    /// The table itself: a column for each value, headed by its id.
    private static func rows(_ table: CrossTable) -> [[String]] {
        var rows = table.rows.values.map { [$0.term] + table.columns.values.map { _ in "0" } }
        for cell in table.cells { rows[cell.row][cell.column + 1] = String(cell.count) }
        return [[table.rows.field] + table.columns.values.map(\.term)] + rows
    }
}
