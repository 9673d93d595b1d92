package import Records

/// Turns a register into a snapshot: each record is read once, and all that is kept of it written down meanwhile.
package enum SnapshotBuilder {
    /// - Parameters:
    ///   - generation: names the content, see `Snapshot.generation`.
    ///   - modified: seconds since 1970, see `Snapshot.modified`.
    package static func build(_ register: Register, generation: String, modified: Int64) -> Snapshot {
        var collections: [CollectionName: IndexedCollection] = [:]
        func add(_ name: CollectionName, _ fields: [CollectionField], _ columns: [String], _ parts: [CollectionPart]) {
            collections[name] = IndexedCollection(name: name, fields: fields, columns: columns, parts: parts)
        }
        var reader = RecordReader(register)
        // What documents are found by, the records that they state, comes before them.
        for type in RecordType.allCases {
            guard let name = CollectionName(type) else { continue }
            let fields = fields(of: name, register)
            add(name, fields, RecordTable.columns(of: type), reader.parts(of: type, fields: fields))
        }
        add(
            .series, fields(of: .series, register), SeriesText.columns,
            parts(of: register.series, fieldCount: fields(of: .series, register).count) { part, series in
                part.add(series, fields: fields(of: .series, register), register: register)
            })
        let encoder = RecordEncoder(register)
        add(
            .conflicts, fields(of: .conflicts, register), ConflictText.columns,
            parts(
                of: reader.conflicts.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) },
                fieldCount: fields(of: .conflicts, register).count
            ) { part, conflict in
                part.add(
                    conflict, fields: fields(of: .conflicts, register), context: reader.context, encoder: encoder)
            })
        let references = references(among: collections)
        let texts = TextStatistics(collections)
        for name in CollectionName.allCases { complete(name, references[name] ?? [], texts, in: &collections) }
        let builder = NameIndexBuilder(register) { id, name in
            (references[name] ?? []).reduce(0) { sum, reference in
                sum + (collections[reference.collection]?.count(reference.field, id) ?? 0)
            }
        }
        return Snapshot(
            generation: generation, modified: modified, register: register,
            names: NameResolver(register, reader.names), nameIndex: NameIndex(builder), termCounts: reader.termCounts,
            texts: texts, collections: collections, references: references)
    }

    private static func fields(of name: CollectionName, _ register: Register) -> [CollectionField] {
        FieldTable.fields(of: name).map { $0.ranked(by: register.vocabulary) }
    }

    private static func parts<Element>(
        of elements: [Element], fieldCount: Int, add: (inout CollectionPart, Element) -> Void
    ) -> [CollectionPart] {
        stride(from: 0, to: elements.count, by: CollectionPart.size).map { start in
            var part = CollectionPart(fieldCount: fieldCount)
            for element in elements[start...].prefix(CollectionPart.size) { add(&part, element) }
            return part
        }
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

    /// Writes behind each record's JSON how many records of other collections refer to it. Most have one of few endings.
    private static func complete(
        _ name: CollectionName, _ references: [Snapshot.Reference], _ texts: TextStatistics,
        in collections: inout [CollectionName: IndexedCollection]
    ) {
        guard let target = collections[name] else { return }
        guard !references.isEmpty else {
            return collections[name] = target.completed(among: texts)
        }
        let sources = references.compactMap { reference in
            collections[reference.collection].map { (collection: $0, field: reference.field) }
        }
        var known: [[Int]: UInt32] = [:]
        var endings: [[UInt8]] = []
        let numbers = (0..<target.count).map { place in
            let id = String(decoding: target.texts.id(place), as: UTF8.self)
            let counts = sources.map { $0.collection.count($0.field, id) }
            if let number = known[counts] { return number }
            known[counts] = UInt32(endings.count)
            endings.append(ending(counts: Array(zip(sources.map(\.collection.name.rawValue), counts))))
            return UInt32(endings.count - 1)
        }
        collections[name] = target.completed(among: texts, endings: endings, numbers: numbers)
    }

    /// `counts` as the last member of a record's JSON: what stands in place of its closing brace.
    static func ending(counts: [(name: String, count: Int)]) -> [UInt8] {
        var json = Array(",".utf8)
        var members = Array("{".utf8)
        for (name, count) in counts {
            members.appendName(name)
            members.appendJSON(count)
        }
        json += "\"counts\":".utf8
        json += members
        json += "}}".utf8
        return json
    }
}

/// How many words there are, in what full text looks through.
struct TextStatistics: Sendable {
    /// Records.
    let count: Int
    /// See `Ranking.saturation`, for most lengths.
    private let saturations: [Double]
    private let averageLength: Double

    init(_ collections: [CollectionName: IndexedCollection]) {
        let indexes = TextSearch.collections.compactMap { collections[$0]?.text }
        count = indexes.reduce(0) { $0 + $1.documentCount }
        let averageLength = max(1, Double(indexes.reduce(0) { $0 + $1.totalLength }) / Double(max(1, count)))
        self.averageLength = averageLength
        saturations = (0..<512).map { Ranking.saturation(of: $0, averageLength: averageLength) }
    }

    func saturation(of length: Int) -> Double {
        length < saturations.count
            ? saturations[length] : Ranking.saturation(of: length, averageLength: averageLength)
    }
}

extension CollectionPart {
    mutating func add(_ record: Record, fields: [CollectionField], context: FieldContext, encoder: RecordEncoder) {
        add(
            title: record.title, date: DateBounds(context.date(of: record)?.days),
            terms: { fields[$0].terms(record, context) }, texts: SearchableText.texts(of: record)
        ) { encoder.encode(record, into: &$0) }
    }

    mutating func add(_ series: Series, fields: [CollectionField], register: Register) {
        let newest = series.rounds.compactMap { register.value("date", of: $0.dialogue)?.date?.days }
            .max { $0.lowerBound < $1.lowerBound }
        add(
            title: series.title, date: DateBounds(newest),
            terms: { fields[$0].name == "kind" ? [series.kind] : series.parties }, texts: [series.title]
        ) { $0 += SeriesText.json(of: series, in: register) }
    }

    mutating func add(
        _ conflict: ConflictText.Item, fields: [CollectionField], context: FieldContext, encoder: RecordEncoder
    ) {
        var alone = conflict.record
        alone.conflicts = [conflict.conflict]
        let evidence = conflict.conflict.values.flatMap(\.evidence)
        add(
            title: conflict.record.title, date: nil, terms: { fields[$0].terms(alone, context) },
            texts: [conflict.record.title] + evidence.map(\.exact)
        ) { $0 += ConflictText.json(of: conflict, encoder: encoder) }
    }
}

extension DateBounds {
    fileprivate init?(_ days: ClosedRange<Day>?) {
        guard let days else { return nil }
        self.init(earliest: days.lowerBound.number, latest: days.upperBound.number)
    }
}
