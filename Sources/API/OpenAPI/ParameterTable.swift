internal import Records

/// The parameters of all operations as components, each written once however many operations have it.
struct ParameterTable {
    private(set) var components: [JSONTree.Member] = []
    /// By name, where in `components` it is.
    private var places: [String: Int] = [:]
    private let terms: TermLists

    init(_ terms: TermLists) { self.terms = terms }

    /// - Parameter path: of the operation, which tells parameters of one name apart.
    /// - Returns: a reference to the component.
    mutating func reference(to parameter: ParameterDescription, of path: String) -> JSONTree {
        let object = queryParameter(parameter)
        return reference(to: object, named: parameter.name, of: path)
    }

    /// A parameter of another kind than those of the query.
    mutating func reference(to object: JSONTree, named name: String, of path: String) -> JSONTree {
        let segments = path.split { "/{}.".contains($0) }.joined(separator: ".")
        for key in [name, "\(segments).\(name)"] {
            let place = places[key] ?? components.count
            if place == components.count {
                places[key] = place
                components.append(JSONTree.Member(name: key, value: object))
            }
            if components[place].value == object { return ["$ref": .string("#/components/parameters/\(key)")] }
        }
        return object
    }

    private func queryParameter(_ parameter: ParameterDescription) -> JSONTree {
        let schema = schema(parameter)
        let isList = schema["type"] == "array" || schema["anyOf"] != nil
        let object: JSONTree = [
            "name": .string(parameter.name), "in": "query", "description": .string(parameter.summary),
        ]
        return object.adding([
            "required": parameter.isRequired ? true : nil, "style": isList ? "form" : nil,
            "explode": isList ? false : nil, "schema": schema,
            "example": parameter.example.map { Self.value($0, of: parameter.values) },
        ])
    }

    /// The schema of a parameter, or of a member of content.
    func schema(_ parameter: ParameterDescription) -> JSONTree {
        let standard = parameter.standard.map { Self.value($0, of: parameter.values) }
        return schema(parameter.values).adding(["default": standard])
    }

    private func schema(_ values: ParameterDescription.Values) -> JSONTree {
        let text: JSONTree = ["type": "string", "minLength": 1]
        switch values {
        case .text: return text
        case .formatted(let format): return ["type": "string", "pattern": .string(format.pattern)]
        case .integer(let range): return Self.integer(range)
        case .boolean: return .truth
        case .date: return ["type": "string", "format": "edtf"]
        case .word(let words): return .oneOf(words)
        case .words(let words): return Self.some(self.words(words))
        case .either(let word, let words): return ["anyOf": [.oneOf(word), Self.some(self.words(words))]]
        case .integers(let range): return Self.some(Self.integer(range))
        case .texts: return Self.some(text)
        case .records(let type): return Self.some(text.adding(["format": .string("\(type.rawValue)-name")]))
        case .names(let most, let longest):
            return Self.some(text.adding(["maxLength": .integer(longest)])).adding(["maxItems": .integer(most)])
        }
    }

    /// A list of words that has a name of its own is referred to.
    private func words(_ words: [String]) -> JSONTree {
        let list = terms.lists.first { $0.terms.map(\.id) == words }
        return list.map { .schema(RecordSchemas.name(ofList: $0.id)) } ?? .oneOf(words)
    }

    private static func integer(_ range: ClosedRange<Int>) -> JSONTree {
        ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
    }

    private static func some(_ item: JSONTree) -> JSONTree { JSONTree.list(of: item).adding(["minItems": 1]) }

    /// What a text in a query means, as JSON.
    private static func value(_ text: String, of values: ParameterDescription.Values) -> JSONTree {
        switch values {
        case .text, .formatted, .date, .word, .either: .string(text)
        case .integer: Int(text).map(JSONTree.integer) ?? .string(text)
        case .boolean: .boolean(text == "true")
        case .integers: .array(text.split(separator: ",").compactMap { Int($0) }.map(JSONTree.integer))
        case .words: .strings(text.split(separator: ",").map(String.init))
        // A name may hold a comma.
        case .texts, .records, .names: .strings([text])
        }
    }
}
