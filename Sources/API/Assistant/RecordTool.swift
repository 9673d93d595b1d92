internal import HTTP
internal import Records
internal import Search

/// One record, as `/{collection}/{id}` has it.
struct RecordTool: Tool {
    static let name = "get_record"
    static let title = "Get a record"
    static let summary = """
        One record with all that the register holds of it, and the words of reports that state it. id is its id or any \
        name that it goes by, in any language or as a code: Viet Nam, VN, ASEAN, Tô Lâm. A partner has its profile: \
        first and last dialogue, tiers, topics, counterparts. related has the newest records that refer to it.
        """
    static let joined: [String] = []

    private static let types = CollectionName.allCases.map { $0.recordType?.rawValue ?? $0.rawValue }

    static let parameters = [
        ParameterDescription(
            name: "type", values: .word(types), summary: "Of what type it is", isRequired: true, example: "partner"),
        ParameterDescription(
            name: "id", values: .text, summary: "Its id, or any name that means one record", isRequired: true,
            example: "Viet Nam"),
    ]

    static let output = JSONSchema.object(
        [.init("record", CitedRegister.schema(), "The record"), CitedRegister.generation], .refused)

    private let register: CitedRegister

    init(_ register: CitedRegister) { self.register = register }

    var input: JSONSchema { .object(Self.parameters.map(JSONSchema.Member.init), .refused) }

    func answer(_ arguments: ToolArguments) throws(Problem) -> [UInt8] {
        var own = ParameterValues(arguments.target("/"), by: Self.parameters, of: Self.name)
        let type = own.word("type")
        let name = own["id"]
        try own.reader.finish()
        guard let name, let place = Self.types.firstIndex(where: { $0 == type }) else {
            throw Problem(.badRequest, "type and id name no record.")
        }
        let collection = CollectionName.allCases[place]
        let entry = try entry(name, in: collection)
        var json = Array("{\"record\":".utf8)
        register.append(
            Envelope.record(entry, in: collection, register.snapshot), entry.id, in: collection,
            most: CitedRegister.manyCitations, to: &json)
        register.appendEnd(to: &json)
        return json
    }

    /// - Throws: what the API says of a path that leads nowhere, as of an argument.
    private func entry(_ name: String, in collection: CollectionName) throws(Problem) -> Entry {
        let resource = ItemResource(collection, register.snapshot)
        do throws(Problem) {
            return try resource.entry(resource.id(of: name))
        } catch {
            let near = error.suggestion?.split(separator: "/").last.map(String.init)
            throw Problem([Problem.ParameterError(parameter: "id", detail: error.detail, suggestion: near)])
        }
    }
}
