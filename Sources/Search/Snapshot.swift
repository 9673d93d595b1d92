package import Records

/// The whole register, indexed: immutable and complete. A request sees exactly one.
package final class Snapshot: Sendable {
    /// Names the content: equal registers have equal generations on every replica.
    package let generation: String
    /// Seconds since 1970 at which the newest of its files was changed.
    package let modified: Int64
    package let register: Register
    package let names: NameResolver
    package let termCounts: TermCounts
    package let nameIndex: NameIndex
    let texts: TextStatistics
    /// In the order of their names.
    private let collections: [IndexedCollection]
    /// For each collection the fields of other collections that refer to its records, in the order of collections.
    private let references: [CollectionName: [Reference]]

    /// A field of a collection by which its records refer to records of another.
    package struct Reference: Sendable {
        package let collection: CollectionName
        package let field: String
    }

    init(
        generation: String, modified: Int64, register: Register, names: NameResolver, nameIndex: NameIndex,
        termCounts: TermCounts, texts: TextStatistics, collections: [CollectionName: IndexedCollection],
        references: [CollectionName: [Reference]]
    ) {
        self.generation = generation
        self.modified = modified
        self.register = register
        self.names = names
        self.termCounts = termCounts
        self.texts = texts
        self.nameIndex = nameIndex
        self.collections = CollectionName.allCases.map { name in
            collections[name] ?? IndexedCollection(name: name, fields: [], columns: [], parts: [])
        }
        self.references = references
    }

    package func collection(_ name: CollectionName) -> IndexedCollection { collections[name.order] }

    /// One record of a collection. Reference data that no report names is in no list, but can be looked up.
    package func entry(_ id: String, in name: CollectionName) -> Entry? {
        let collection = collection(name)
        if let number = collection.number(of: id) { return collection.entry(number) }
        guard let record = register.record(id), record.type == name.recordType else { return nil }
        var json: [UInt8] = []
        RecordEncoder(register).encode(record, into: &json)
        let sources = references(to: name).map { ($0.collection.rawValue, 0) }
        guard !sources.isEmpty else { return Entry(json[...]) }
        return Entry(json.dropLast(), ending: SnapshotBuilder.ending(counts: sources))
    }

    package func references(to collection: CollectionName) -> [Reference] { references[collection] ?? [] }

    /// The cells of a record's row, in the order of its collection's columns.
    package func row(_ number: UInt32, of collection: IndexedCollection) -> [String] {
        let id = collection.entry(number).id
        switch collection.name {
        case .series: return register.series(id).map { SeriesText.cells(of: $0, in: register) } ?? []
        case .conflicts: return ConflictText.item(id, in: register).map(ConflictText.cells) ?? []
        default: return register.record(id).map(RecordTable.cells) ?? []
        }
    }

    /// The records that refer to one, newest first: what its collection lists for it.
    package func documents(_ reference: Reference, to id: String) -> PostingList {
        collection(reference.collection).documents(reference.field, id)
    }
}
