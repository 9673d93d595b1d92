package import Records

/// Finds records by whatever people call them: id, code, name, alias or demonym, blind to case, diacritics and spacing.
package struct NameResolver: Sendable {
    private let vocabulary: Vocabulary
    /// Beside the vocabulary's: names of records, and names for records, that it does not know.
    private var ids: [RecordType: [String: [String]]] = [:]
    /// What suggestions are made from: the names as they are written, ids where there are none.
    private var names: [RecordType: [String]] = [:]

    /// By precedence: an id, a code or a name proper wins over an alias that folds to the same key.
    private static let nameProperties = [
        ["id"], ["alpha3"], ["name"], ["code"], ["abbreviation", "abbreviations", "aliases", "demonyms"],
    ]
    /// Beyond, looking for a near name would take longer than it is worth.
    package static let mostCandidates = 5000

    init(_ register: Register) {
        vocabulary = register.vocabulary
        for properties in Self.nameProperties {
            var found: [RecordType: [String: [String]]] = [:]
            for record in register.records where record.isReferenced {
                for name in properties.flatMap({ $0 == "id" ? [record.id] : record.texts($0) }) {
                    if vocabulary.ids(named: name, type: record.type).contains(record.id) { continue }
                    let key = Folding.key(name)
                    guard !key.isEmpty, found[record.type]?[key]?.contains(record.id) != true else { continue }
                    found[record.type, default: [:]][key, default: []].append(record.id)
                }
            }
            for (type, keys) in found { ids[type, default: [:]].merge(keys) { known, _ in known } }
        }
        for record in register.records { names[record.type, default: []].append(record["name"]?.text ?? record.id) }
        for record in register.records { names[record.type, default: []] += record.texts("aliases") }
    }

    /// Every record of the type that is called so: institutions of several states may share an abbreviation, and people
    /// a short form.
    package func records(named name: String, of type: RecordType) -> [String] {
        vocabulary.ids(named: name, type: type) + (ids[type]?[Folding.key(name)] ?? [])
    }

    /// The known name that is nearest to a mistyped one, if any is near.
    package func suggestion(for name: String, of type: RecordType) -> String? {
        Suggestion.nearest(to: name, among: (names[type] ?? []).prefix(Self.mostCandidates))
    }
}
