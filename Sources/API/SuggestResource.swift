internal import HTTP
internal import Records
internal import Search

/// Names that begin with what someone has typed so far.
struct SuggestResource {
    private static let limits = 1...50
    private static let types = NameSuggestions.collections.map(typeName)
    private static let columns = ["id", "type", "name", "alias", "records", "url"]

    static let parameters = [
        ParameterDescription(
            name: "prefix", values: .text,
            summary: "What a word of a name begins with, or whole words and the beginning of the next",
            isRequired: true, example: "viet"),
        ParameterDescription(
            name: "type", values: .words(types), summary: "Only names of these", example: "partner,person"),
        ParameterDescription(name: "limit", values: .integer(limits), summary: "Most names", standard: "10"),
        ParameterDescription(
            name: "format", values: .word(Format.allCases.map(\.rawValue)),
            summary: "How the answer is written; the Accept field does the same", standard: "json"),
        ParameterDescription(name: "pretty", values: .boolean, summary: "For reading", standard: "false"),
    ]

    private let snapshot: Snapshot

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    func response(to request: Request) throws(Problem) -> Response {
        var reader = ParameterReader(request.parsed)
        var (prefix, types, limit, isPretty) = ("", [String](), 10, false)
        var format: Format?
        for (name, value) in request.parsed.query {
            if name == "type" {
                types += reader.words(name, value, among: Self.types)
                continue
            }
            guard Self.parameters.contains(where: { $0.name == name }) else {
                reader.noteUnknown(name, among: Self.parameters.map(\.name), of: "suggestions")
                continue
            }
            guard reader.isNew(name) else { continue }
            switch name {
            case "prefix":
                prefix = value
                if Folding.key(value).isEmpty { reader.note(name, "prefix holds no letter or digit; give one.") }
            case "limit": limit = reader.integer(name, value, in: Self.limits) ?? limit
            case "format":
                format = reader.word(name, value, among: Format.allCases.map(\.rawValue)).flatMap(Format.init)
            default: isPretty = reader.word(name, value, among: ["true", "false"]) == "true"
            }
        }
        if !request.parsed.query.contains(where: { $0.name == "prefix" }) {
            reader.noteMissing("prefix", "prefix is missing; say what a name begins with, as in prefix=viet.")
        }
        try reader.finish()
        let chosen = try Format.chosen(format, accept: request[.accept])
        if isPretty, chosen != .json {
            throw Problem([
                Problem.ParameterError(
                    parameter: "pretty", detail: "pretty goes with JSON only, not with \(chosen.rawValue).")
            ])
        }
        let collections = NameSuggestions.collections.filter { types.isEmpty || types.contains(Self.typeName($0)) }
        let (found, total) = NameSuggestions(snapshot).suggestions(for: prefix, in: collections, limit: limit)
        let content: [UInt8] =
            switch chosen {
            case .json:
                json(found, total: total, limit: limit, PageLinks(cursor: nil, target: request.parsed), isPretty)
            case .ndjson: found.flatMap { json(of: $0) + [UInt8(ascii: "\n")] }
            case .csv: CSV.table(columns: Self.columns, rows: found.map(row))
            }
        return .cacheable(chosen.mediaType.text, content, modified: snapshot.modified, fields: [.varies])
    }

    private static func typeName(_ name: CollectionName) -> String { name.recordType?.rawValue ?? name.rawValue }

    private func url(of suggestion: NameSuggestions.Suggestion) -> String {
        "/\(suggestion.collection.rawValue)/\(suggestion.id)"
    }

    private func row(of suggestion: NameSuggestions.Suggestion) -> [String] {
        [
            suggestion.id, Self.typeName(suggestion.collection), suggestion.name, suggestion.alias ?? "",
            String(suggestion.records), url(of: suggestion),
        ]
    }

    private func json(
        _ found: [NameSuggestions.Suggestion], total: Int, limit: Int, _ links: PageLinks, _ isPretty: Bool
    ) -> [UInt8] {
        var json = Array("{\"data\":[".utf8)
        for suggestion in found {
            json.appendSeparator()
            json += self.json(of: suggestion)
        }
        json.append(contentsOf: "],\"meta\":{".utf8)
        Envelope.appendPage(total: total, returned: found.count, limit: limit, links, snapshot, to: &json)
        json.append(UInt8(ascii: "}"))
        Envelope.append(links, to: &json)
        json.append(contentsOf: "}\n".utf8)
        return isPretty ? JSONText.pretty(json) : json
    }

    private func json(of suggestion: NameSuggestions.Suggestion) -> [UInt8] {
        var json = Array("{".utf8)
        json.appendName("id")
        json.appendJSON(suggestion.id)
        json.appendName("type")
        json.appendJSON(Self.typeName(suggestion.collection))
        json.appendName("name")
        json.appendJSON(suggestion.name)
        if let alias = suggestion.alias {
            json.appendName("alias")
            json.appendJSON(alias)
        }
        json.appendName("records")
        json.appendJSON(suggestion.records)
        json.appendName("url")
        json.appendJSON(url(of: suggestion))
        json.append(UInt8(ascii: "}"))
        return json
    }
}
