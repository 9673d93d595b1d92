internal import HTTP
internal import Records
internal import Search

/// What a client asks of the search over all records.
struct SearchParameters {
    /// More words than any question needs; each of them costs a look-up in every collection.
    static let mostWords = 64

    private static let types = TextSearch.collections.compactMap(\.recordType?.rawValue)
    private static let members = TextSearch.collections.map(RecordJSON.memberNames).reduce(into: [String]()) {
        $0 += $1.filter(Set($1).subtracting($0).contains)
    }
    private static let limits = 1...CollectionParameters.maximumLimit
    private static let formats = Format.allCases.map(\.rawValue)

    static let descriptions = [
        ParameterDescription(
            name: "q", values: .text,
            summary:
                "Words, \"phrases\", prefixes* and -exclusions, all of which must hold, or one of those that OR joins",
            isRequired: true,
            example: "cyber security"),
        ParameterDescription(
            name: "type", values: .words(types), summary: "Only records of these types", example: "dialogue,person"),
        ParameterDescription(
            name: "limit", values: .integer(limits), summary: "Most hits on a page", standard: "20"),
        ParameterDescription(name: "cursor", values: .text, summary: "The next page, from meta.next"),
        ParameterDescription(
            name: "facets", values: .words(["type"]),
            summary: "Counts of what fits for each type, those that type= leaves out included", example: "type"),
        ParameterDescription(
            name: "fields", values: .words(members),
            summary: "Only these members of each record, beside its score and matches", example: "id,title"),
        ParameterDescription(
            name: "format", values: .word(formats),
            summary: "How the answer is written; the Accept field does the same",
            standard: "json"),
        ParameterDescription(name: "pretty", values: .boolean, summary: "For reading", standard: "false"),
    ]

    let question: TextSearch.Question
    private(set) var fields: [String]?
    private(set) var format: Format?
    private(set) var isPretty = false
    /// The question without its page, as cursors hold it.
    let fingerprint: UInt64

    /// - Parameter standard: the limit where none is given.
    /// - Throws: `Problem` that names every parameter that is wrong.
    init(_ target: Target, limit standard: Int? = nil) throws(Problem) {
        var reader = ParameterReader(target)
        var text = TextQuery()
        var (types, limit, countsTypes) = ([String](), standard ?? 20, false)
        var cursor: String?
        for (name, value) in target.query {
            if name == "type" {
                // Repeating it adds to it, as a comma does.
                types += reader.words(name, value, among: Self.types)
                continue
            }
            guard Self.descriptions.contains(where: { $0.name == name }) else {
                reader.noteUnknown(name, among: Self.descriptions.map(\.name), of: "the search")
                continue
            }
            guard ["facets", "fields"].contains(name) || reader.isNew(name) else { continue }
            switch name {
            case "q": text = Self.query(value, &reader)
            case "limit": limit = reader.integer(name, value, in: Self.limits) ?? limit
            case "cursor": cursor = value
            case "facets": countsTypes = !reader.words(name, value, among: ["type"]).isEmpty
            case "fields": fields = (fields ?? []) + reader.words(name, value, among: Self.members)
            case "format": format = reader.word(name, value, among: Self.formats).flatMap(Format.init)
            default: isPretty = reader.word(name, value, among: ["true", "false"]) == "true"
            }
        }
        if !target.query.contains(where: { $0.name == "q" }) {
            reader.noteMissing("q", "q is missing; say what to look for, as in q=cyber+security.")
        }
        let collections = TextSearch.collections.filter { name in
            types.isEmpty || types.contains { $0 == name.recordType?.rawValue }
        }
        fingerprint = Cursor.fingerprint(of: "search|\(collections.map(\.rawValue))|\(text)")
        let last = cursor.flatMap(Cursor.init)
        if cursor != nil, last?.question != fingerprint {
            reader.note(
                "cursor", "The cursor is not from this question; take it from the page before, or leave it out.")
        }
        try reader.finish()
        question = TextSearch.Question(
            text, in: collections, limit: limit, after: last?.lastID, countsTypes: countsTypes)
    }

    private static func query(_ value: String, _ reader: inout ParameterReader) -> TextQuery {
        guard let text = TextQuery(value) else {
            reader.note("q", "q holds no word to look for; give letters or digits.")
            return TextQuery()
        }
        if text.words.count > mostWords {
            reader.note("q", "q has \(text.words.count) words; give at most \(mostWords).")
        }
        return text
    }

    /// Those given that only JSON has a place for.
    var namesForJSONOnly: [String] { (question.countsTypes ? ["facets"] : []) + (isPretty ? ["pretty"] : []) }
}
