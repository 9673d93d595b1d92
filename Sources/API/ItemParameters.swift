internal import HTTP
internal import Records
internal import Search

/// What a client asks of a single record.
struct ItemParameters {
    static let names = ["fields", "include", "pretty"]

    private(set) var fields: [String]?
    private(set) var include: [Inclusion] = []
    private(set) var isPretty = false

    /// - Throws: `Problem` that names every parameter that is wrong.
    init(_ target: Target, _ collection: CollectionName) throws(Problem) {
        var reader = ParameterReader(target)
        for (name, value) in target.query {
            guard reader.isNew(name) else { continue }
            switch name {
            case "fields": fields = reader.words(name, value, among: RecordJSON.memberNames(of: collection))
            case "include":
                include = reader.words(name, value, among: Inclusion.allCases.map(\.rawValue))
                    .compactMap(Inclusion.init)
            case "pretty": isPretty = reader.word(name, value, among: ["true", "false"]) == "true"
            default: reader.noteUnknown(name, among: Self.names, of: "a single record")
            }
        }
        try reader.finish()
    }
}
