/// The values of a field along one side of a table.
package struct Axis: Sendable {
    package let field: String
    /// The values that were kept, with how many records have each: in the field's own order where it has one (terms of
    /// the vocabulary, numbers), else the most frequent first.
    package let values: [Facet.Count]
    /// How many values there are in all.
    package let total: Int
    /// For the number of each term of the field its place in `values`, -1 where it was left out.
    let places: [Int32]

    /// - Parameter limit: of the values the most frequent are kept.
    init(_ field: CollectionField, _ index: FieldIndex, among documents: PostingList, limit: Int) {
        self.field = field.name
        var (kept, total) = index.mostFrequent(limit, among: documents)
        self.total = total
        if field.isSortable {
            func rank(_ number: Int) -> Int64 { field.rank(of: index.terms[number]) ?? .max }
            kept.sort { (rank($0.number), index.terms[$0.number]) < (rank($1.number), index.terms[$1.number]) }
        }
        values = kept.map { Facet.Count(term: index.terms[$0.number], count: $0.count) }
        places = index.places(of: kept.map(\.number))
    }
}

/// Two fields of a collection crossed.
package struct CrossTable: Sendable {
    package struct Cell: Sendable, Equatable {
        package let row: Int
        package let column: Int
        package let count: Int
    }

    package let rows: Axis
    package let columns: Axis
    /// How many records have both values, row by row, without those that none has.
    package let cells: [Cell]
}

extension IndexedCollection {
    package func axis(_ name: String, of documents: PostingList, limit: Int) -> Axis? {
        guard let field = field(name), let index = index(of: name) else { return nil }
        return Axis(field, index, among: documents, limit: limit)
    }

    /// Takes one step for each pair of values of each document, and four octets for each cell.
    /// - Parameter limit: rows at most, and columns at most.
    /// - Returns: nil when there is no such field.
    package func crossTable(rows: String, columns: String, of documents: PostingList, limit: Int) -> CrossTable? {
        guard let rowIndex = index(of: rows), let columnIndex = index(of: columns),
            let rows = axis(rows, of: documents, limit: limit), let columns = axis(columns, of: documents, limit: limit)
        else { return nil }
        let width = columns.values.count
        var counts = [UInt32](repeating: 0, count: rows.values.count * width)
        documents.forEach { document in
            rowIndex.forEachTerm(of: document) { row in
                let row = Int(rows.places[row])
                if row < 0 { return }
                columnIndex.forEachTerm(of: document) { column in
                    let column = Int(columns.places[column])
                    if column >= 0 { counts[row * width + column] += 1 }
                }
            }
        }
        let cells = counts.indices.filter { counts[$0] > 0 }.map {
            CrossTable.Cell(row: $0 / width, column: $0 % width, count: Int(counts[$0]))
        }
        return CrossTable(rows: rows, columns: columns, cells: cells)
    }
}
