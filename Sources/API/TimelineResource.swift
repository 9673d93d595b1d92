internal import HTTP
internal import Records
internal import Search

/// How many records there are in each year, quarter or month.
struct TimelineResource {
    static let limit = 1...50
    /// A hundred years of months.
    static let mostIntervals = 1200

    static let parameters = [
        ParameterDescription(
            name: "interval", values: .word(Interval.allCases.map(\.rawValue)), summary: "What is counted in",
            standard: Interval.year.rawValue),
        ParameterDescription(
            name: "by", values: .word(ViewText.fieldNames), summary: "Field that parts the counts", example: "kind"),
        ParameterDescription(
            name: "of", values: .word(ViewText.datedCollections), summary: "Collection whose records are counted",
            standard: "dialogues"),
        ParameterDescription(
            name: "limit", values: .integer(limit), summary: "Values of the field at most: the most frequent ones",
            standard: "20"),
    ]

    private let snapshot: Snapshot

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    func response(to request: Request) throws(Problem) -> Response {
        var own = ParameterValues(request.parsed, by: Self.parameters)
        let name = own.word("of").flatMap(CollectionName.init) ?? .dialogues
        let collection = snapshot.collection(name)
        let interval = own.word("interval").flatMap(Interval.init) ?? .year
        let field = own.word("by", among: collection.fields.map(\.name))
        let limit = own.integer("limit") ?? Self.limit.upperBound
        let parameters = try CollectionParameters(request.parsed, name, in: snapshot, own: own)
        let presentation = try Presentation(
            format: parameters.format, isPretty: parameters.isPretty, accept: request[.accept])
        let documents = collection.documents(parameters.query)
        let timeline: Timeline
        do {
            timeline = try collection.timeline(
                of: documents, by: interval, parts: field, limit: limit, within: parameters.query.dates,
                mostIntervals: Self.mostIntervals)
        } catch {
            throw Problem([
                Problem.ParameterError(
                    parameter: "interval",
                    detail: "There are \(error.count) of these intervals between the first record and the last, more "
                        + "than \(Self.mostIntervals); take a longer one, or narrow the span by from and to.",
                    suggestion: Interval.year.rawValue)
            ])
        }
        return presentation.response(
            { json(timeline, of: collection, total: documents.count, request.parsed) },
            table: { Self.rows(timeline) }, modified: snapshot.modified)
    }

    private func json(
        _ timeline: Timeline, of collection: IndexedCollection, total: Int, _ target: Target
    ) -> [UInt8] {
        var json = Array("{\"data\":{".utf8)
        if let parts = timeline.parts {
            json.appendName("by")
            ViewText.append(parts, of: collection, snapshot, to: &json)
        }
        json.appendName("intervals")
        json.append(UInt8(ascii: "["))
        for place in timeline.counts.indices {
            json.appendSeparator()
            append(timeline, place, to: &json)
        }
        json.append(contentsOf: "]},\"meta\":{".utf8)
        json.appendName("of")
        json.appendJSON(collection.name.rawValue)
        json.appendName("interval")
        json.appendJSON(timeline.interval.rawValue)
        if let parts = timeline.parts { ViewText.append(summaryOf: parts, named: "by", to: &json) }
        json.appendName("total")
        json.appendJSON(total)
        json.appendName("undated")
        json.appendJSON(timeline.undated)
        json.appendName("generation")
        json.appendJSON(snapshot.generation)
        json.append(UInt8(ascii: "}"))
        ViewText.appendLinks(to: target, &json)
        return json
    }

    private func append(_ timeline: Timeline, _ place: Int, to json: inout [UInt8]) {
        let number = timeline.first + place
        json.append(UInt8(ascii: "{"))
        json.appendName("interval")
        json.appendJSON(timeline.interval.name(number))
        if let days = timeline.interval.days(number) {
            json.appendName("from")
            json.appendJSON(days.first.description)
            json.appendName("to")
            json.appendJSON(days.last.description)
        }
        json.appendName("count")
        json.appendJSON(timeline.counts[place])
        if timeline.parts != nil {
            json.appendName("counts")
            json.append(contentsOf: "[\(timeline.partCounts[place].map(String.init).joined(separator: ","))]".utf8)
        }
        json.append(UInt8(ascii: "}"))
    }

    /// A row for each interval, a column for each value of the field that parts the counts.
    private static func rows(_ timeline: Timeline) -> [[String]] {
        let header = ["interval", "from", "to", "count"] + (timeline.parts?.values.map(\.term) ?? [])
        return [header]
            + timeline.counts.indices.map { place in
                let number = timeline.first + place
                let days = timeline.interval.days(number)
                let span = [days?.first.description ?? "", days?.last.description ?? ""]
                return [timeline.interval.name(number)] + span + [String(timeline.counts[place])]
                    + timeline.partCounts[place].map(String.init)
            }
    }
}
