internal import Records

/// A conflict as JSON and as a row: the record it is part of, the property, and every value with its evidence.
package enum ConflictText {
    package static let memberNames = ["id", "record", "type", "title", "property", "values"]
    static let columns = ["id", "record", "type", "title", "property", "values"]

    /// `RECORD.PROPERTY`; no id of a record holds a full stop.
    /// - Parameter repeats: how many conflicts before it in the record are about the same property.
    static func id(of conflict: Conflict, in record: Record, repeats: Int) -> String {
        "\(record.id).\(conflict.property)" + (repeats > 0 ? ".\(repeats + 1)" : "")
    }

    static func json(of conflict: Conflict, id: String, in record: Record, encoder: RecordEncoder) -> [UInt8] {
        var json = Array("{".utf8)
        json.appendName("id")
        json.appendJSON(id)
        json.appendName("record")
        json.appendJSON(record.id)
        json.appendName("type")
        json.appendJSON(record.type.rawValue)
        json.appendName("title")
        json.appendJSON(record.title)
        var own: [UInt8] = []
        encoder.encode(conflict, into: &own)
        json.appendSeparator()
        // The conflict's members join those of this object.
        json += own.dropFirst()
        return json
    }

    static func cells(of conflict: Conflict, id: String, in record: Record) -> [String] {
        [
            id, record.id, record.type.rawValue, record.title, conflict.property,
            conflict.values.map { RecordTable.cell($0.value) }.joined(separator: ";"),
        ]
    }
}
