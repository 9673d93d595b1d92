/// A JSON value (RFC 8259) that knows the line of its file on which it begins (1-based).
package struct JSONNode: Sendable {
    package let value: JSONValue
    package let line: Int

    package init(value: JSONValue, line: Int) {
        self.value = value
        self.line = line
    }

    /// The member of that name, when the node is an object that has it.
    package subscript(name: String) -> JSONNode? {
        guard case .object(let members) = value else { return nil }
        return members.first { $0.name == name }?.node
    }
}

/// The value of a `JSONNode`. A number without fraction and exponent is an `integer`.
package enum JSONValue: Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONNode])
    case object([JSONMember])

    /// The value in words, for messages: "the text 'held'", "a list".
    package var summary: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "the number \(value)"
        case .number(let value): "the number \(value)"
        case .string(let text): "the text '\(text)'"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

/// One member of an object; `line` is where its name stands.
package struct JSONMember: Sendable {
    package let name: String
    package let line: Int
    package let node: JSONNode

    package init(name: String, line: Int, node: JSONNode) {
        self.name = name
        self.line = line
        self.node = node
    }
}
