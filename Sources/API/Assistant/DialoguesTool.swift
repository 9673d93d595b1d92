internal import HTTP
internal import Records
internal import Search

/// `/dialogues` as a tool, with its filters.
struct DialoguesTool: Tool {
    static let name = "list_dialogues"
    static let title = "List dialogues"
    static let summary = """
        Recorded exchanges, from phone calls to summits, that fit all filters, newest first, each with the words of \
        reports that state it. Several values of a filter mean one of them; "partner.all" means every one of them, and \
        "kind!" none of them (so for every filter). Names are understood however they are written. total says how many \
        there are.
        """
    static let joined = ["sort"]
    static let limits = 1...50
    private static let general = ["q", "sort", "cursor"]

    private static let own = [
        ParameterDescription(
            name: "limit", values: .integer(limits), summary: "Most dialogues in the answer", standard: "10")
    ]

    static let output = JSONSchema.object(
        [
            .init("total", .count, "How many dialogues fit"),
            .init("next", .text, "The cursor of the next page, when there is one", isRequired: false),
            .init("dialogues", .list(CitedRegister.schema()), "In the order asked for"), CitedRegister.generation,
        ], .refused)

    private let register: CitedRegister
    private var collection: IndexedCollection { register.snapshot.collection(.dialogues) }

    init(_ register: CitedRegister) { self.register = register }

    var input: JSONSchema {
        let fields = collection.fields.map { field in
            JSONSchema.Member(field.name, .list(schema(of: field)), field.summary, isRequired: false)
        }
        let names = "^(?:\(collection.fields.map(\.name).joined(separator: "|")))(?:\\.all|!)$"
        let others = [
            JSONSchema.Member("from", .text, "Not before this date: 2024-12-05, 2024-12 or 2024", isRequired: false),
            JSONSchema.Member("to", .text, "Not behind this date", isRequired: false),
            JSONSchema.Member("q", .text, "Words that it has to hold", isRequired: false),
            JSONSchema.Member(
                "sort",
                .list(.word(collection.sortableFields.flatMap { [$0, "-\($0)"] })),
                "By what it is sorted, - for falling; -date when left out", isRequired: false),
            JSONSchema.Member("cursor", .text, "The next page, from next of the page before", isRequired: false),
        ]
        return .object(
            fields + others + Self.own.map(JSONSchema.Member.init), .fitting([(names, .list(.text))]))
    }

    private func schema(of field: CollectionField) -> JSONSchema {
        switch field.values {
        case .terms(let list): .word(register.snapshot.register.vocabulary.terms.ids(of: list))
        case .words(let words): .word(words)
        case .integers: .integer(1...9999)
        case .booleans: .boolean
        case .records, .series, .texts: .text
        }
    }

    func answer(_ arguments: ToolArguments) throws(Problem) -> [UInt8] {
        let target = arguments.target("/dialogues")
        var own = ParameterValues(target, by: Self.own)
        let limit = own.integer("limit")
        let parameters = try CollectionParameters(
            target, .dialogues, in: register.snapshot, own: own, general: Self.general)
        var query = parameters.query
        query.limit = limit ?? query.limit
        let answer = try ListResource(.dialogues, register.snapshot).answer(query)
        var json = Array("{".utf8)
        json.appendName("total")
        json.appendJSON(answer.total)
        if let cursor = PageLinks(answer, of: collection, parameters, target: target).cursor {
            json.appendName("next")
            json.appendJSON(cursor)
        }
        json.appendName("dialogues")
        register.append(answer.documents, of: .dialogues, to: &json)
        register.appendEnd(to: &json)
        return json
    }
}

extension CitedRegister {
    /// Appends a list of records of a collection, each with a few citations.
    func append(_ documents: some Sequence<UInt32>, of name: CollectionName, to json: inout [UInt8]) {
        let collection = snapshot.collection(name)
        json.append(UInt8(ascii: "["))
        for number in documents {
            let entry = collection.entry(number)
            json.appendSeparator()
            append(entry.json, entry.id, in: name, most: Self.fewCitations, to: &json)
        }
        json.append(UInt8(ascii: "]"))
    }
}
