internal import Records

/// JSON that is put together before it is written: schemas and the other parts of the OpenAPI document. Members keep their
/// order.
indirect enum JSONTree: Sendable, Equatable {
    struct Member: Sendable, Equatable {
        let name: String
        let value: JSONTree
    }

    case string(String)
    case integer(Int)
    case boolean(Bool)
    case array([JSONTree])
    case object([Member])

    /// The member of an object; nil where there is none.
    subscript(name: String) -> JSONTree? {
        if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
    }

    /// An object with further members behind its own; those without a value are left out.
    func adding(_ members: KeyValuePairs<String, JSONTree?>) -> JSONTree {
        guard case .object(let own) = self else { return self }
        return .object(own + members.compactMap { entry in entry.value.map { Member(name: entry.key, value: $0) } })
    }
}

extension JSONTree: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(arrayLiteral elements: JSONTree...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSONTree)...) {
        self = .object(elements.map { Member(name: $0.0, value: $0.1) })
    }
}

extension [UInt8] {
    mutating func append(tree: JSONTree) {
        switch tree {
        case .string(let text): appendJSON(text)
        case .integer(let number): appendJSON(number)
        case .boolean(let value): appendJSON(value)
        case .array(let elements):
            append(UInt8(ascii: "["))
            for element in elements {
                appendSeparator()
                append(tree: element)
            }
            append(UInt8(ascii: "]"))
        case .object(let members):
            append(UInt8(ascii: "{"))
            for member in members {
                appendName(member.name)
                append(tree: member.value)
            }
            append(UInt8(ascii: "}"))
        }
    }
}

// MARK: JSON Schema (2020-12, the dialect of OpenAPI 3.1)

extension JSONTree {
    static let text: JSONTree = ["type": "string"]
    static let count: JSONTree = ["type": "integer", "minimum": 0]
    static let truth: JSONTree = ["type": "boolean"]
    static let texts = list(of: text)
    /// Whatever it is.
    static let anything: JSONTree = [:]

    static func strings(_ texts: [String]) -> JSONTree { .array(texts.map(JSONTree.string)) }

    static func oneOf(_ words: [String]) -> JSONTree { ["type": "string", "enum": strings(words)] }

    static func list(of item: JSONTree) -> JSONTree { ["type": "array", "items": item] }

    static func map(of value: JSONTree) -> JSONTree { ["type": "object", "additionalProperties": value] }

    static func orNull(_ schema: JSONTree) -> JSONTree { ["anyOf": [schema, ["type": "null"]]] }

    /// A component of the document.
    static func schema(_ name: String) -> JSONTree { ["$ref": .string("#/components/schemas/\(name)")] }

    /// An object with these members and no others.
    /// - Parameter optional: names of those that need not be there.
    static func members(_ members: KeyValuePairs<String, JSONTree>, optional: [String] = []) -> JSONTree {
        let required = members.map(\.key).filter { !optional.contains($0) }
        return closed(members.map { Member(name: $0.key, value: $0.value) }, required: required)
    }

    /// - Parameter isOpen: whether there may be others.
    static func closed(_ members: [Member], required: [String], isOpen: Bool = false) -> JSONTree {
        let object: JSONTree = ["type": "object", "properties": .object(members)]
        return object.adding([
            "required": required.isEmpty ? nil : strings(required), "additionalProperties": isOpen ? nil : false,
        ])
    }
}
