internal import HTTP
internal import Records
internal import Search

/// `/search` as a tool.
struct SearchTool: Tool {
    static let name = "search"
    static let title = "Search the register"
    static let summary = """
        Full text over all records: dialogues, agreements, partnerships, commitments, people, institutions and others, \
        best first, each with the words of reports that state it. For questions that name no partner, or when it is \
        not known of what type a record is. All words have to be in one record: use few.
        """
    static let joined = ["type"]
    static let limits = 1...50
    private static let most = 3

    static let parameters =
        SearchResource.parameters.filter { ["q", "type", "cursor"].contains($0.name) } + [
            ParameterDescription(
                name: "limit", values: .integer(limits), summary: "Most hits", standard: "10")
        ]

    static let output = JSONSchema.object(
        [
            .init("total", .count, "How many records fit"),
            .init("next", .text, "The cursor of the next page, when there is one", isRequired: false),
            .init(
                "corrected",
                .list(.object([.init("word", .text, "As given"), .init("taken", .list(.text), "Instead")], .refused)),
                "Words that fit nothing, and those that were looked for instead", isRequired: false),
            .init("hits", .list(CitedRegister.schema([.init("score", .number, "How well it fits")])), "Best first"),
            CitedRegister.generation,
        ], .refused)

    private let register: CitedRegister

    init(_ register: CitedRegister) { self.register = register }

    var input: JSONSchema { .object(Self.parameters.map(JSONSchema.Member.init), .refused) }

    func answer(_ arguments: ToolArguments) throws(Problem) -> [UInt8] {
        var own = ParameterValues(arguments.target("/search"), by: Self.parameters, of: Self.name)
        let limit = own.integer("limit")
        _ = own.words("type")
        try own.reader.finish()
        let parameters = try SearchParameters(arguments.target("/search") { $0 != "limit" }, limit: limit)
        let resource = SearchResource(register.snapshot)
        let answer = try resource.answer(parameters.question)
        var json = Array("{".utf8)
        json.appendName("total")
        json.appendJSON(answer.total)
        if let cursor = resource.cursor(behind: answer, parameters) {
            json.appendName("next")
            json.appendJSON(cursor)
        }
        if !answer.corrections.isEmpty { resource.append(answer.corrections, to: &json) }
        json.appendName("hits")
        json.append(UInt8(ascii: "["))
        for hit in answer.hits {
            json.appendSeparator()
            append(hit, of: answer, resource, to: &json)
        }
        json.append(UInt8(ascii: "]"))
        register.appendEnd(to: &json)
        return json
    }

    private func append(
        _ hit: TextSearch.Hit, of answer: TextSearch.Answer, _ resource: SearchResource, to json: inout [UInt8]
    ) {
        let entry = resource.entry(of: hit)
        let matches = resource.search.matches(of: hit, in: answer)
        register.append(
            entry.json, entry.id, in: hit.collection, keeping: ["id", "type", "title"], most: Self.most,
            preferring: matches.compactMap(\.evidence), to: &json)
        json.removeLast()
        json.appendName("score")
        json.append(contentsOf: SearchResource.rounded(hit.score).utf8)
        json.append(UInt8(ascii: "}"))
    }
}
