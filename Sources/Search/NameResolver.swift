package import Records

/// Finds records by whatever people call them: id, code, name, alias or demonym, blind to case, diacritics and spacing.
package struct NameResolver: Sendable {
    private var ids: [RecordType: [String: [String]]] = [:]
    /// What suggestions are made from: the names as they are written.
    private var names: [RecordType: [String]] = [:]

    /// A slug, a code or a name proper wins over an alias that folds to the same key.
    private static let nameProperties = [
        ["alpha3"], ["name"], ["code"], ["abbreviation", "abbreviations", "aliases", "demonyms"],
    ]

    init(_ register: Register) {
        for record in register.records {
            add(record.id, record)
            names[record.type, default: []].append(record.displayName)
        }
        for properties in Self.nameProperties {
            for record in register.records {
                for name in properties.flatMap({ record.texts($0) }) { add(name, record) }
            }
        }
        for record in register.records { names[record.type, default: []] += record.texts("aliases") }
    }

    private mutating func add(_ name: String, _ record: Record) {
        let key = Folding.key(name)
        guard !key.isEmpty, ids[record.type]?[key]?.contains(record.id) != true else { return }
        ids[record.type, default: [:]][key, default: []].append(record.id)
    }

    /// Every record of the type that is called so. A name means one partner or topic; institutions of several states
    /// may share an abbreviation, and people a short form.
    package func records(named name: String, of type: RecordType) -> [String] {
        let found = ids[type]?[Folding.key(name)] ?? []
        switch type {
        case .institution, .person, .framework: return found
        default: return Array(found.prefix(1))
        }
    }

    /// The known name that is nearest to a mistyped one, if any is near.
    package func suggestion(for name: String, of type: RecordType) -> String? {
        Suggestion.nearest(to: name, among: names[type] ?? [])
    }
}
