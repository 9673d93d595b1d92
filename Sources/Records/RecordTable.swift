/// Records as rows, for CSV: the same columns for every record of a type.
package enum RecordTable {
    /// `id`, `title`, the properties in the schema's order (an object's as `place.name`), `certainty`, `review`,
    /// `documents`.
    package static func columns(of type: RecordType) -> [String] {
        ["id", "title"] + fields(of: type).map { $0.joined(separator: ".") } + ["certainty", "review", "documents"]
    }

    /// One text for each column: dates as EDTF, lists joined by `;`, the objects in them by their first property
    /// (parties by partner, posts by title), and nothing for what is not stated.
    package static func cells(of record: Record) -> [String] {
        let values = fields(of: record.type).map { path in
            let value = record[path[0]]
            return cell(path.count == 1 ? value : value?[path[1]])
        }
        return [record.id, record.title] + values
            + [record.certainty.rawValue, record.review.rawValue, record.documents.joined(separator: ";")]
    }

    /// A document's own title is the record's.
    private static func fields(of type: RecordType) -> [[String]] {
        Schema.properties(of: type).filter { $0.name != "title" }.flatMap { property in
            if case .object(let members) = property.shape {
                members.map { [property.name, $0.name] }
            } else {
                [[property.name]]
            }
        }
    }

    /// One value as text, see `cells`.
    package static func cell(_ value: Value?) -> String {
        switch value {
        case nil: ""
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .boolean(let boolean): String(boolean)
        case .date(let date): date.edtf ?? ""
        case .object(let members): cell(members.first?.value)
        case .list(let values): values.map(cell).joined(separator: ";")
        }
    }
}
