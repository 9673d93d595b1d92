package import Records

/// Finds records by whatever people call them: id, code, name, alias or demonym, blind to case, diacritics and spacing.
package struct NameResolver: Sendable {
    private let register: Register
    /// Beside the vocabulary's: names of records, and names for records, that it does not know.
    private var ids: [RecordType: [String: [String]]] = [:]
    /// What suggestions are made from: the names as they are written, ids where there are none.
    private var names: [RecordType: [String]] = [:]

    /// An id, a code or a name proper wins over an alias that folds to the same key.
    private static let properNames = ["id", "alpha3", "name", "code"]
    private static let otherNames = ["abbreviation", "abbreviations", "aliases", "demonyms"]
    /// Beyond, looking for a near name would take longer than it is worth.
    package static let mostCandidates = 5000

    init(_ register: Register) {
        self.register = register
        for record in register.records where record.isReferenced {
            for name in Self.names(of: record, Self.properNames + Self.otherNames) {
                if register.vocabulary.ids(named: name, type: record.type).contains(record.id) { continue }
                let key = Folding.key(name)
                guard !key.isEmpty, ids[record.type]?[key]?.contains(record.id) != true else { continue }
                ids[record.type, default: [:]][key, default: []].append(record.id)
            }
        }
        for record in register.records { names[record.type, default: []].append(record["name"]?.text ?? record.id) }
        for record in register.records { names[record.type, default: []] += record.texts("aliases") }
    }

    /// Every record of the type that is called so: institutions of several states may share an abbreviation, and people
    /// a short form.
    package func records(named name: String, of type: RecordType) -> [String] {
        let key = Folding.key(name)
        let found = register.vocabulary.ids(named: name, type: type) + (ids[type]?[key] ?? [])
        guard found.count > 1 else { return found }
        let proper = found.filter { id in
            register.record(id).map { Self.names(of: $0, Self.properNames).contains { Folding.key($0) == key } }
                ?? false
        }
        return proper.isEmpty ? found : proper
    }

    private static func names(of record: Record, _ properties: [String]) -> [String] {
        properties.flatMap { $0 == "id" ? [record.id] : record.texts($0) }
    }

    /// The known name that is nearest to a mistyped one, if any is near.
    package func suggestion(for name: String, of type: RecordType) -> String? {
        Suggestion.nearest(to: name, among: (names[type] ?? []).prefix(Self.mostCandidates))
    }
}
