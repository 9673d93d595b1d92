internal import HTTP

/// How an answer that is an object or a table is to be written: the parameters `format` and `pretty`, and Accept.
struct Presentation {
    static let formats = [Format.json, .csv]

    static let parameters = [
        ParameterDescription(
            name: "format", values: .word(formats.map(\.rawValue)),
            summary: "Representation; the Accept field does the same", example: "csv"),
        pretty,
    ]
    static let pretty = ParameterDescription(
        name: "pretty", values: .boolean, summary: "JSON with line breaks, for reading", standard: "false")

    let format: Format
    let isPretty: Bool

    /// - Parameters:
    ///   - format: what the parameter says.
    ///   - offered: the formats that there are.
    /// - Throws: 406 when Accept takes none of them, 400 when the parameters do not go together.
    init(
        format: Format?, isPretty: Bool, accept: String?, among offered: [Format] = Self.formats
    ) throws(Problem) {
        let preferred = Accept.best(of: offered.map(\.mediaType), accept: accept)
        if let format, !offered.contains(format) {
            throw Problem([
                Problem.ParameterError(
                    parameter: "format", detail: "This cannot be had as \(format.rawValue).",
                    suggestion: offered.first?.rawValue)
            ])
        }
        guard let chosen = format ?? offered.first(where: { $0.mediaType == preferred }) else {
            let types = offered.map(\.mediaType.text).joined(separator: ", ")
            throw Problem(.notAcceptable, "This can be had as \(types); accept that.")
        }
        guard chosen == .json || !isPretty else {
            throw Problem([
                Problem.ParameterError(
                    parameter: "pretty", detail: "pretty goes with JSON only, not with \(chosen.rawValue).")
            ])
        }
        self.format = chosen
        self.isPretty = isPretty
    }

    /// By the parameters of a resource that has described `Presentation.parameters` among its own.
    /// - Throws: also what else was noted.
    init(_ values: inout ParameterValues, accept: String?) throws(Problem) {
        let format = values.word("format").flatMap(Format.init)
        let isPretty = values.isTrue("pretty")
        try values.reader.finish()
        try self.init(format: format, isPretty: isPretty, accept: accept)
    }

    /// - Parameters:
    ///   - json: one line, ended.
    ///   - table: the header and the rows, made only when they are asked for.
    ///   - modified: seconds since 1970.
    func response(_ json: () -> [UInt8], table: () -> [[String]] = { [] }, modified: Int64) -> Response {
        let content: [UInt8]
        if format == .csv {
            var text: [UInt8] = []
            for row in table() { CSV.append(row, to: &text) }
            content = text
        } else {
            content = isPretty ? JSONText.pretty(json()) : json()
        }
        return .cacheable(format.mediaType.text, content, modified: modified, fields: [.varies])
    }
}
