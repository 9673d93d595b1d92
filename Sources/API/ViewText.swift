internal import HTTP
internal import Records
internal import Search

/// What the views of collections have in common.
enum ViewText {
    static let collections = CollectionName.allCases.map(\.rawValue)
    static let datedCollections = CollectionName.allCases.filter(\.isDated).map(\.rawValue)

    static let fieldNames = Set(CollectionName.allCases.flatMap(\.fieldNames)).sorted()

    /// What people call a value of a field.
    static func label(of term: String, _ field: CollectionField?, in snapshot: Snapshot) -> String {
        switch field?.values {
        case .records: snapshot.register.displayName(of: term) ?? term
        case .series: snapshot.register.series(term)?.title ?? term
        case .terms, .words: English.label(of: term)
        case .integers, .booleans, .texts, nil: term
        }
    }

    /// Appends the end of an answer that has no pages.
    static func appendLinks(to target: Target, _ json: inout [UInt8]) {
        json.appendName("links")
        json.append(UInt8(ascii: "{"))
        json.appendName("self")
        json.appendJSON(PageLinks(cursor: nil, target: target).own)
        json.append(contentsOf: "}}\n".utf8)
    }

    /// Appends a list of a field's values: `id`, `label` and `total` of each.
    static func append(
        _ axis: Axis, of collection: IndexedCollection, _ snapshot: Snapshot, to json: inout [UInt8]
    ) {
        let field = collection.field(axis.field)
        json.append(UInt8(ascii: "["))
        for value in axis.values {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            json.appendName("id")
            json.appendJSON(value.term)
            json.appendName("label")
            json.appendJSON(label(of: value.term, field, in: snapshot))
            json.appendName("total")
            json.appendJSON(value.count)
            json.append(UInt8(ascii: "}"))
        }
        json.append(UInt8(ascii: "]"))
    }

    /// Appends which field an axis is of, how many values that has and how many were kept.
    static func append(summaryOf axis: Axis, named name: String, to json: inout [UInt8]) {
        json.appendName(name)
        json.append(UInt8(ascii: "{"))
        json.appendName("field")
        json.appendJSON(axis.field)
        json.appendName("total")
        json.appendJSON(axis.total)
        json.appendName("returned")
        json.appendJSON(axis.values.count)
        json.append(UInt8(ascii: "}"))
    }
}
