internal import Records

/// What a JSON value looks like, as tools declare it (JSON Schema 2020-12, of which this is the part that they need).
indirect enum JSONSchema: Sendable {
    struct Member: Sendable {
        let name: String
        let schema: JSONSchema
        /// One sentence, without a full stop.
        let summary: String
        var isRequired = true
        /// What holds when it is left out, as JSON.
        var standard: String?
    }

    /// Members of an object beside those that are listed.
    enum Others: Sendable {
        case allowed, refused
        /// Those whose names fit a regular expression.
        case fitting([(pattern: String, schema: JSONSchema)])
    }

    case text, number, boolean
    case integer(ClosedRange<Int>)
    case word([String])
    case list(JSONSchema)
    case object([Member], Others)
    /// An object of any names, with values of one kind.
    case table(JSONSchema)

    /// Counts, from none.
    static let count = JSONSchema.integer(0...Int.max)

    /// Appends one object.
    func append(to json: inout [UInt8], summary: String? = nil, standard: String? = nil) {
        json.append(UInt8(ascii: "{"))
        appendKeywords(to: &json)
        if let summary {
            json.appendName("description")
            json.appendJSON(summary)
        }
        if let standard {
            json.appendName("default")
            json.append(contentsOf: standard.utf8)
        }
        json.append(UInt8(ascii: "}"))
    }

    private func appendKeywords(to json: inout [UInt8]) {
        json.appendName("type")
        switch self {
        case .text: json.appendJSON("string")
        case .number: json.appendJSON("number")
        case .boolean: json.appendJSON("boolean")
        case .integer(let range):
            json.appendJSON("integer")
            json.appendName("minimum")
            json.appendJSON(range.lowerBound)
            guard range.upperBound < .max else { return }
            json.appendName("maximum")
            json.appendJSON(range.upperBound)
        case .word(let words):
            json.appendJSON("string")
            json.appendName("enum")
            json.appendJSON(words)
        case .list(let item):
            json.appendJSON("array")
            json.appendName("items")
            item.append(to: &json)
        case .object(let members, let others):
            json.appendJSON("object")
            Self.append(members, to: &json)
            Self.append(others, to: &json)
        case .table(let value):
            json.appendJSON("object")
            json.appendName("additionalProperties")
            value.append(to: &json)
        }
    }

    private static func append(_ members: [Member], to json: inout [UInt8]) {
        json.appendName("properties")
        json.append(UInt8(ascii: "{"))
        for member in members {
            json.appendName(member.name)
            member.schema.append(to: &json, summary: member.summary, standard: member.standard)
        }
        json.append(UInt8(ascii: "}"))
        let required = members.filter(\.isRequired).map(\.name)
        guard !required.isEmpty else { return }
        json.appendName("required")
        json.appendJSON(required)
    }

    private static func append(_ others: Others, to json: inout [UInt8]) {
        switch others {
        case .allowed: return
        case .refused: break
        case .fitting(let patterns):
            json.appendName("patternProperties")
            json.append(UInt8(ascii: "{"))
            for (pattern, schema) in patterns {
                json.appendName(pattern)
                schema.append(to: &json)
            }
            json.append(UInt8(ascii: "}"))
        }
        json.appendName("additionalProperties")
        json.appendJSON(false)
    }
}

extension JSONSchema.Member {
    init(_ name: String, _ schema: JSONSchema, _ summary: String, isRequired: Bool = true) {
        self.init(name: name, schema: schema, summary: summary, isRequired: isRequired)
    }

    /// A parameter of the API as a tool takes it: several values are a list.
    init(_ parameter: ParameterDescription) {
        let isNumber = if case .integer = parameter.values { true } else { false }
        self.init(
            name: parameter.name, schema: JSONSchema(parameter.values), summary: parameter.summary,
            isRequired: parameter.isRequired, standard: isNumber ? parameter.standard : nil)
    }
}

extension JSONSchema {
    init(_ values: ParameterDescription.Values) {
        self =
            switch values {
            case .text, .formatted, .date: .text
            case .integer(let range): .integer(range)
            case .boolean: .boolean
            case .word(let words): .word(words)
            case .words(let words): .list(.word(words))
            case .either, .texts, .records, .names: .list(.text)
            case .integers(let range): .list(.integer(range))
            }
    }
}
