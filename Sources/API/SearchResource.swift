internal import HTTP
internal import Records
internal import Search

/// Full text over the records of all types, in one ranking.
struct SearchResource {
    static let parameters = SearchParameters.descriptions
    private static let columns = ["type", "id", "title", "score"]

    private let snapshot: Snapshot
    let search: TextSearch

    init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
        search = TextSearch(snapshot)
    }

    func response(to request: Request) throws(Problem) -> Response {
        let parameters = try SearchParameters(request.parsed)
        let format = try Format.chosen(parameters.format, accept: request[.accept])
        try check(parameters, format)
        let answer = try answer(parameters.question)
        let links = PageLinks(cursor: cursor(behind: answer, parameters), target: request.parsed)
        return .cacheable(
            format.mediaType.text, content(answer, parameters, format, links), modified: snapshot.modified,
            fields: [.varies] + (links.field.map { [Field(name: "Link", value: $0)] } ?? []))
    }

    /// Of the next page; nil on the last.
    func cursor(behind answer: TextSearch.Answer, _ parameters: SearchParameters) -> String? {
        let last = answer.hasMore ? answer.hits.last : nil
        return last.map { Cursor(question: parameters.fingerprint, lastID: entry(of: $0).id).token }
    }

    func answer(_ question: TextSearch.Question) throws(Problem) -> TextSearch.Answer {
        do {
            return try search.answer(question)
        } catch {
            let (parameter, detail) =
                switch error {
                case .cursorOutOfDate:
                    (
                        "cursor",
                        "The record the cursor points behind is no longer among the hits; begin anew without it."
                    )
                case .prefixTooWide(let prefix):
                    ("q", "More than \(TextSearch.mostExpansions) words begin with \(prefix); give more letters.")
                }
            throw Problem([Problem.ParameterError(parameter: parameter, detail: detail)])
        }
    }

    /// Refuses what rows and lines have no place for.
    private func check(_ parameters: SearchParameters, _ format: Format) throws(Problem) {
        guard format != .json else { return }
        var errors = parameters.namesForJSONOnly.map { name in
            Problem.ParameterError(parameter: name, detail: "\(name) goes with JSON only, not with \(format.rawValue).")
        }
        for name in parameters.fields ?? [] where format == .csv && !Self.columns.contains(name) {
            errors.append(
                Problem.ParameterError(
                    parameter: "fields",
                    detail: "The table has no column \(name) but \(Self.columns.joined(separator: ", "))."))
        }
        guard errors.isEmpty else { throw Problem(errors) }
    }

    func entry(of hit: TextSearch.Hit) -> Entry { snapshot.collection(hit.collection).entry(hit.number) }

    // MARK: Writing

    private func content(
        _ answer: TextSearch.Answer, _ parameters: SearchParameters, _ format: Format, _ links: PageLinks
    ) -> [UInt8] {
        switch format {
        case .json:
            let json = json(answer, parameters, links)
            return parameters.isPretty ? JSONText.pretty(json) : json
        case .ndjson:
            var lines: [UInt8] = []
            for hit in answer.hits {
                append(hit, of: answer, keeping: parameters.fields, to: &lines)
                lines.append(UInt8(ascii: "\n"))
            }
            return lines
        case .csv:
            let chosen = Self.columns.filter { $0 == "score" || parameters.fields?.contains($0) ?? true }
            return CSV.table(columns: chosen, rows: answer.hits.map { hit in chosen.map { cell($0, of: hit) } })
        }
    }

    private func cell(_ column: String, of hit: TextSearch.Hit) -> String {
        switch column {
        case "type": hit.collection.recordType?.rawValue ?? ""
        case "id": entry(of: hit).id
        case "title": entry(of: hit).title
        default: Self.rounded(hit.score)
        }
    }

    private func json(_ answer: TextSearch.Answer, _ parameters: SearchParameters, _ links: PageLinks) -> [UInt8] {
        var json = Array("{\"data\":[".utf8)
        for hit in answer.hits {
            json.appendSeparator()
            append(hit, of: answer, keeping: parameters.fields, to: &json)
        }
        json.append(contentsOf: "],\"meta\":{".utf8)
        Envelope.appendPage(
            total: answer.total, returned: answer.hits.count, limit: parameters.question.limit, links, snapshot,
            to: &json)
        if !answer.corrections.isEmpty { append(answer.corrections, to: &json) }
        json.append(UInt8(ascii: "}"))
        if parameters.question.countsTypes { append(answer.counts, to: &json) }
        Envelope.append(links, to: &json)
        json.append(contentsOf: "}\n".utf8)
        return json
    }

    /// The record as in its list, with `score` and `matches` behind its own members.
    private func append(
        _ hit: TextSearch.Hit, of answer: TextSearch.Answer, keeping fields: [String]?, to json: inout [UInt8]
    ) {
        json += JSONText.project(entry(of: hit).json, keeping: fields).dropLast()
        json.appendName("score")
        json.append(contentsOf: Self.rounded(hit.score).utf8)
        json.appendName("matches")
        json.append(UInt8(ascii: "["))
        for match in search.matches(of: hit, in: answer) {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            json.appendName("field")
            json.appendJSON(match.field)
            json.appendName("ranges")
            let ranges = match.ranges.map { "[\($0.lowerBound),\($0.upperBound)]" }
            json.append(contentsOf: "[\(ranges.joined(separator: ","))]}".utf8)
        }
        json.append(contentsOf: "]}".utf8)
    }

    func append(_ corrections: [TextSearch.Correction], to json: inout [UInt8]) {
        json.appendName("corrected")
        json.append(UInt8(ascii: "["))
        for correction in corrections {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            json.appendName("word")
            json.appendJSON(correction.word)
            json.appendName("taken")
            json.appendJSON(correction.taken)
            json.append(UInt8(ascii: "}"))
        }
        json.append(UInt8(ascii: "]"))
    }

    private func append(_ counts: [(collection: CollectionName, count: Int)], to json: inout [UInt8]) {
        json.appendName("facets")
        json.append(contentsOf: "{\"type\":[".utf8)
        // As facets of lists: the most frequent first, then by value.
        let facets = counts.filter { $0.count > 0 }.map { ($0.collection.recordType?.rawValue ?? "", $0.count) }
        for (value, count) in facets.sorted(by: { ($1.1, $0.0) < ($0.1, $1.0) }) {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            json.appendName("value")
            json.appendJSON(value)
            json.appendName("count")
            json.appendJSON(count)
            json.append(UInt8(ascii: "}"))
        }
        json.append(contentsOf: "]}".utf8)
    }

    /// Four decimals: more say nothing of a ranking.
    static func rounded(_ score: Double) -> String { "\((score * 10_000).rounded() / 10_000)" }
}
