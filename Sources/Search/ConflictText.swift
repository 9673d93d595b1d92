internal import Records

/// A conflict as JSON and as a row: the record it is part of, the property, and every value with its evidence.
package enum ConflictText {
    package static let memberNames = ["id", "record", "type", "title", "property", "values"]
    static let columns = ["id", "record", "type", "title", "property", "values"]

    /// One conflict of a record.
    struct Item: Sendable {
        /// `RECORD.PROPERTY`, numbered where a record has several about one property; no id of a record holds a full stop.
        let id: String
        let record: Record
        let conflict: Conflict
    }

    static func item(_ id: String, in register: Register) -> Item? {
        register.record(String(id.prefix { $0 != "." })).flatMap { items(of: $0).first { $0.id == id } }
    }

    static func items(of record: Record) -> [Item] {
        record.conflicts.enumerated().map { index, conflict in
            let repeats = record.conflicts[..<index].count { $0.property == conflict.property }
            let id = "\(record.id).\(conflict.property)" + (repeats > 0 ? ".\(repeats + 1)" : "")
            return Item(id: id, record: record, conflict: conflict)
        }
    }

    static func json(of item: Item, encoder: RecordEncoder) -> [UInt8] {
        var json = Array("{".utf8)
        json.appendName("id")
        json.appendJSON(item.id)
        json.appendName("record")
        json.appendJSON(item.record.id)
        json.appendName("type")
        json.appendJSON(item.record.type.rawValue)
        json.appendName("title")
        json.appendJSON(item.record.title)
        var own: [UInt8] = []
        encoder.encode(item.conflict, into: &own)
        json.appendSeparator()
        // The conflict's members join those of this object.
        json += own.dropFirst()
        return json
    }

    static func cells(of item: Item) -> [String] {
        [
            item.id, item.record.id, item.record.type.rawValue, item.record.title, item.conflict.property,
            item.conflict.values.map { RecordTable.cell($0.value) }.joined(separator: ";"),
        ]
    }
}
