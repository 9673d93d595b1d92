package import Records

/// Finds records by whatever people call them: id, code, name, alias or demonym, blind to case, diacritics and spacing.
package struct NameResolver: Sendable {
    private let register: Register
    /// Beside the vocabulary's: the places among all records of those with a name, by its key.
    private let places: HashedNames
    /// What suggestions are made from: the names as they are written, ids where there are none, and then aliases.
    private let names: [RecordType: [String]]

    /// Beyond, looking for a near name would take longer than it is worth.
    package static let mostCandidates = 5000

    /// - Parameter parts: of all records, in their order.
    init(_ register: Register, _ parts: [NamePart]) {
        self.register = register
        places = HashedNames(parts.lazy.flatMap(\.places))
        var names: [RecordType: [String]] = [:]
        for list in [\NamePart.names, \NamePart.aliases] {
            for (type, own) in parts.lazy.flatMap({ $0[keyPath: list] }) {
                let left = Self.mostCandidates - names[type, default: []].count
                names[type, default: []] += own.prefix(left)
            }
        }
        self.names = names
    }

    /// Every record of the type that is called so: institutions of several states may share an abbreviation, and people
    /// a short form.
    package func records(named name: String, of type: RecordType) -> [String] {
        let key = Folding.key(name)
        var found = register.vocabulary.ids(named: name, type: type)
        if !key.isEmpty {
            for place in places.names(NamePart.hash(key, type)) {
                let record = register.records[Int(place)]
                guard record.type == type, !found.contains(record.id), NamePart.names(of: record, have: key)
                else { continue }
                found.append(record.id)
            }
        }
        guard found.count > 1 else { return found }
        let proper = found.filter { id in
            register.record(id).map { NamePart.names(of: $0, have: key, among: NamePart.properNames) } ?? false
        }
        return proper.isEmpty ? found : proper
    }

    /// The known name that is nearest to a mistyped one, if any is near.
    package func suggestion(for name: String, of type: RecordType) -> String? {
        Suggestion.nearest(to: name, among: names[type] ?? [])
    }
}

/// What some records, which follow each other, are called.
struct NamePart: Sendable {
    /// An id, a code or a name proper wins over an alias that folds to the same key.
    static let properNames = ["id", "alpha3", "name", "code"]
    private static let allNames = properNames + ["abbreviation", "abbreviations", "aliases", "demonyms"]

    /// By the hash of each name's key; eight octets for each.
    private(set) var places: [(hash: UInt32, name: UInt32)] = []
    private(set) var names: [RecordType: [String]] = [:]
    private(set) var aliases: [RecordType: [String]] = [:]

    /// - Parameter place: among all records.
    mutating func add(_ record: Record, at place: Int) {
        if record.isReferenced {
            var keys: [String] = []
            Self.forEachName(of: record, Self.allNames) { name in
                let key = Folding.key(name)
                if !key.isEmpty, !keys.contains(key) { keys.append(key) }
                return true
            }
            for key in keys { places.append((Self.hash(key, record.type), UInt32(place))) }
        }
        // Only the first of a register are ever looked through.
        if names[record.type, default: []].count < NameResolver.mostCandidates {
            names[record.type, default: []].append(record["name"]?.text ?? record.id)
        }
        if aliases[record.type, default: []].count < NameResolver.mostCandidates {
            aliases[record.type, default: []] += record.texts("aliases")
        }
    }

    static func hash(_ key: String, _ type: RecordType) -> UInt32 {
        HashedNames.hash(key.utf8) ^ UInt32(type.order + 1) &* 0x9E37_79B9
    }

    static func names(of record: Record, have key: String, among properties: [String] = allNames) -> Bool {
        var isFound = false
        forEachName(of: record, properties) { name in
            isFound = Folding.key(name) == key
            return !isFound
        }
        return isFound
    }

    /// Calls with each name until it answers false.
    private static func forEachName(of record: Record, _ properties: [String], _ body: (String) -> Bool) {
        for property in properties {
            for name in property == "id" ? [record.id] : record.texts(property) where !body(name) { return }
        }
    }
}
