internal import HTTP
internal import Records
internal import Search

/// What a parameter is and takes, for the resources that read it and for those who ask what there is (Parameter Object of
/// OpenAPI 3.1).
struct ParameterDescription: Sendable {
    enum Values: Sendable, Equatable {
        case text
        /// A text of a fixed form.
        case formatted(TextFormat)
        case integer(ClosedRange<Int>)
        case boolean
        /// EDTF or ISO 8601.
        case date
        /// One of these words.
        case word([String])
        /// Some of these words, parted by commas.
        case words([String])
        /// One of these words, or some of the others, parted by commas.
        case either([String], or: [String])
        /// Whole numbers, parted by commas.
        case integers(ClosedRange<Int>)
        /// Texts, parted by commas.
        case texts
        /// Names or ids of records of a type, parted by commas.
        case records(RecordType)
        /// Names of anything, as many and as long at most.
        case names(most: Int, longest: Int)
    }

    let name: String
    let values: Values
    /// One sentence, without a full stop.
    let summary: String
    var isRequired = false
    /// The value that holds when none is given, as it would be written.
    var standard: String?
    /// A value that a request to the register that ships may have.
    var example: String?

    static let pretty = ParameterDescription(
        name: "pretty", values: .boolean, summary: "Line breaks and indents", standard: "false")
}

extension [ParameterDescription] {
    /// The values that a request gives, each at most once; of those that are words or dates only right ones.
    /// - Throws: 400 with every parameter that is wrong or not described here.
    func values(of request: Request, at path: String) throws(Problem) -> [String: String] {
        var reader = ParameterReader(request.parsed)
        var values: [String: String] = [:]
        for (name, value) in request.parsed.query {
            guard let description = first(where: { $0.name == name }) else {
                reader.noteUnknown(name, among: map(\.name), of: path)
                continue
            }
            guard reader.isNew(name) else { continue }
            if value.isEmpty {
                reader.note(name, "\(name) has no value; give one or leave the parameter out.")
            } else if case .boolean = description.values {
                _ = reader.word(name, value, among: ["true", "false"])
            }
            values[name] = value
        }
        try reader.finish()
        return values
    }
}
