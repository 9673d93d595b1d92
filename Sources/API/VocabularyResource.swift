internal import HTTP
internal import Records
internal import Search

/// The closed lists of words that fields and filters take their values from, and the topics.
struct VocabularyResource {
    static let parameters = Presentation.parameters

    private let snapshot: Snapshot

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// All lists.
    func list(_ request: Request) throws(Problem) -> Response {
        var values = ParameterValues(request.parsed, by: Self.parameters, of: "/vocabularies")
        let presentation = try Presentation(&values, accept: request[.accept])
        let lists = VocabularyList.all(in: snapshot)
        return presentation.response(
            { json(lists, request.parsed, Self.append) },
            table: {
                [["id", "label", "terms", "fields"]]
                    + lists.map { list in
                        [list.id, list.label, String(list.terms.count), list.fieldNames.joined(separator: ";")]
                    }
            }, modified: snapshot.modified)
    }

    /// One list: its terms in their order.
    /// - Parameter name: its id, or the plural of that, which is redirected.
    func one(_ request: Request, name: String) throws(Problem) -> Response {
        var values = ParameterValues(request.parsed, by: Self.parameters, of: "a vocabulary")
        let presentation = try Presentation(&values, accept: request[.accept])
        let ids = VocabularyList.ids(in: snapshot)
        guard ids.contains(name) else {
            if let id = ids.first(where: { English.plural(of: $0) == name }) {
                return .redirect(to: "/vocabularies/\(id)", query: request.parsed.rawQuery)
            }
            throw Problem(
                .notFound, "There is no vocabulary \(name).",
                suggestion: Suggestion.nearest(to: name, among: ids).map { "/vocabularies/\($0)" })
        }
        let list = VocabularyList(name, in: snapshot)
        return presentation.response(
            { json(list.terms, request.parsed, Self.append) },
            table: {
                [["id", "label", "meaning", "aliases", "records"]]
                    + list.terms.map { term in
                        [
                            term.id, term.label, term.meaning ?? "", term.aliases.joined(separator: ";"),
                            String(term.records),
                        ]
                    }
            }, modified: snapshot.modified)
    }

    private func json<Item>(
        _ items: [Item], _ target: Target, _ append: (Item, inout [UInt8]) -> Void
    ) -> [UInt8] {
        var json = Array("{\"data\":[".utf8)
        for item in items {
            json.appendSeparator()
            append(item, &json)
        }
        json.append(contentsOf: "],\"meta\":{".utf8)
        json.appendName("total")
        json.appendJSON(items.count)
        json.appendName("generation")
        json.appendJSON(snapshot.generation)
        json.append(UInt8(ascii: "}"))
        ViewText.appendLinks(to: target, &json)
        return json
    }

    private static func append(_ list: VocabularyList, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "{"))
        json.appendName("id")
        json.appendJSON(list.id)
        json.appendName("label")
        json.appendJSON(list.label)
        json.appendName("terms")
        json.appendJSON(list.terms.count)
        json.appendName("fields")
        json.appendJSON(list.fieldNames)
        json.appendName("href")
        json.appendJSON("/vocabularies/\(list.id)")
        json.append(UInt8(ascii: "}"))
    }

    private static func append(_ term: VocabularyList.Term, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "{"))
        json.appendName("id")
        json.appendJSON(term.id)
        json.appendName("label")
        json.appendJSON(term.label)
        if let meaning = term.meaning {
            json.appendName("meaning")
            json.appendJSON(meaning)
        }
        json.appendName("aliases")
        json.appendJSON(term.aliases)
        json.appendName("records")
        json.appendJSON(term.records)
        json.append(UInt8(ascii: "}"))
    }
}
