package import Records

/// Turns a register into a snapshot: fields read, postings built, every record's JSON encoded once.
package enum SnapshotBuilder {
    /// - Parameters:
    ///   - generation: names the content, see `Snapshot.generation`.
    ///   - modified: seconds since 1970, see `Snapshot.modified`.
    package static func build(_ register: Register, generation: String, modified: Int64) -> Snapshot {
        let context = FieldContext(register)
        let encoder = RecordEncoder(register)
        var collections: [CollectionName: IndexedCollection] = [:]
        for name in CollectionName.allCases {
            let fields = FieldTable.fields(of: name).map { $0.ranked(by: register.vocabulary) }
            let drafts: [Draft]
            let columns: [String]
            switch (name, name.recordType) {
            case (_, .some(let type)):
                // The vocabulary's topics are all listed; of its other records those that a report names.
                drafts = register.records(of: type).filter { $0.isReferenced || type == .topic }.map {
                    Draft($0, fields: fields, context: context, encoder: encoder)
                }
                columns = RecordTable.columns(of: type)
            case (.series, _):
                drafts = register.series.map { Draft($0, fields: fields, register: register) }
                columns = SeriesText.columns
            default:
                drafts = ConflictText.all(in: register).map {
                    Draft($0, fields: fields, context: context, encoder: encoder)
                }
                columns = ConflictText.columns
            }
            collections[name] = IndexedCollection(name: name, fields: fields, columns: columns, drafts: drafts)
        }
        let references = references(among: collections)
        for name in CollectionName.allCases { addCounts(to: name, references[name] ?? [], in: &collections) }
        let builder = NameIndexBuilder(register) { id, name in
            (references[name] ?? []).reduce(0) { sum, reference in
                sum + (collections[reference.collection]?.documents(reference.field, id).count ?? 0)
            }
        }
        return Snapshot(
            generation: generation, modified: modified, register: register, names: NameResolver(register),
            nameIndex: NameIndex(builder), collections: collections, references: references)
    }

    /// A collection refers to another by the field that is named after the other's records: `partner`, `topic`, `series`.
    private static func references(
        among collections: [CollectionName: IndexedCollection]
    ) -> [CollectionName: [Snapshot.Reference]] {
        var references: [CollectionName: [Snapshot.Reference]] = [:]
        for target in CollectionName.allCases {
            let fieldName = target.recordType?.rawValue ?? target.rawValue
            references[target] = CollectionName.allCases.filter { source in
                source != target && collections[source]?.field(fieldName) != nil
            }.map { Snapshot.Reference(collection: $0, field: fieldName) }
        }
        return references
    }

    /// Writes into each record's JSON how many records of other collections refer to it.
    private static func addCounts(
        to name: CollectionName, _ references: [Snapshot.Reference],
        in collections: inout [CollectionName: IndexedCollection]
    ) {
        guard !references.isEmpty, var target = collections[name] else { return }
        let sources = references.compactMap { reference in
            collections[reference.collection].map { (collection: $0, field: reference.field) }
        }
        target.updateJSON { id, json in
            append(
                counts: sources.map { ($0.collection.name.rawValue, $0.collection.documents($0.field, id).count) },
                to: &json)
        }
        collections[name] = target
    }
}

extension SnapshotBuilder {
    /// Adds `counts` to a record's JSON, before its closing brace.
    static func append(counts: [(name: String, count: Int)], to json: inout [UInt8]) {
        guard json.popLast() != nil else { return }
        json.appendName("counts")
        json.append(UInt8(ascii: "{"))
        for (name, count) in counts {
            json.appendName(name)
            json.appendJSON(count)
        }
        json.append(contentsOf: "}}".utf8)
    }
}

extension Draft {
    init(_ record: Record, fields: [CollectionField], context: FieldContext, encoder: RecordEncoder) {
        var json: [UInt8] = []
        encoder.encode(record, into: &json)
        let names = ["name", "aliases", "abbreviation", "abbreviations", "subject", "role", "publisher", "condition"]
        self.init(
            entry: Entry(
                id: record.id, title: record.title, json: json, date: DateBounds(context.date(of: record)?.days)),
            terms: fields.map { $0.terms(record, context) },
            text: [record.title] + names.flatMap { record.texts($0) } + record.evidence.map(\.exact))
    }

    init(_ series: Series, fields: [CollectionField], register: Register) {
        let newest = series.rounds.compactMap { register.record($0.dialogue)?["date"]?.date?.days }
            .max { $0.lowerBound < $1.lowerBound }
        self.init(
            entry: Entry(
                id: series.id, title: series.title, json: SeriesText.json(of: series, in: register),
                date: DateBounds(newest)),
            terms: fields.map { $0.name == "kind" ? [series.kind] : series.parties }, text: [series.title])
    }

    init(
        _ conflict: ConflictText.Item, fields: [CollectionField], context: FieldContext, encoder: RecordEncoder
    ) {
        var alone = conflict.record
        alone.conflicts = [conflict.conflict]
        self.init(
            entry: Entry(
                id: conflict.id, title: conflict.record.title,
                json: ConflictText.json(of: conflict, encoder: encoder), date: nil),
            terms: fields.map { $0.terms(alone, context) },
            text: [conflict.record.title] + conflict.conflict.values.flatMap(\.evidence).map(\.exact))
    }
}

extension DateBounds {
    fileprivate init?(_ days: ClosedRange<Day>?) {
        guard let days else { return nil }
        self.init(earliest: days.lowerBound.number, latest: days.upperBound.number)
    }
}
