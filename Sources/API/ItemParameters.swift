internal import HTTP
internal import Records
internal import Search

/// What a client asks of a single record.
struct ItemParameters {
    /// All names a query may use with a record of a collection.
    static func names(for collection: CollectionName) -> [String] {
        ["fields", "include", "pretty"].filter { $0 != "include" || collection.recordType != nil }
    }

    private(set) var fields: [String]?
    private(set) var include: [Inclusion] = []
    private(set) var isPretty = false

    /// - Throws: `Problem` that names every parameter that is wrong.
    init(_ target: Target, _ collection: CollectionName) throws(Problem) {
        var reader = ParameterReader(target)
        let names = Self.names(for: collection)
        for (name, value) in target.query {
            guard names.contains(name) else {
                reader.noteUnknown(name, among: names, of: "a single record")
                continue
            }
            guard name != "pretty" || reader.isNew(name) else { continue }
            switch name {
            case "fields":
                fields = (fields ?? []) + reader.words(name, value, among: RecordJSON.memberNames(of: collection))
            case "include":
                include += reader.words(name, value, among: Inclusion.allCases.map(\.rawValue))
                    .compactMap(Inclusion.init)
            default: isPretty = reader.word(name, value, among: ["true", "false"]) == "true"
            }
        }
        try reader.finish()
    }
}
