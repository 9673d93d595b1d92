/// The value of a property. Its `Shape` says what a text means: words, a term of a list or the id of another record.
package enum Value: Sendable, Hashable {
    case text(String)
    /// At least 1: ordinals, counts and positions.
    case integer(Int)
    case boolean(Bool)
    indirect case date(RecordDate)
    /// Members in the schema's order, those that are not stated left out.
    case object([Member])
    case list([Value])

    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    package var integer: Int? {
        if case .integer(let integer) = self { integer } else { nil }
    }

    package var boolean: Bool? {
        if case .boolean(let boolean) = self { boolean } else { nil }
    }

    package var date: RecordDate? {
        if case .date(let date) = self { date } else { nil }
    }

    /// The elements of a list; none for anything else.
    package var list: [Value] {
        if case .list(let values) = self { values } else { [] }
    }

    /// The object's member of that name.
    package subscript(name: String) -> Value? {
        if case .object(let members) = self { members[name] } else { nil }
    }
}

/// A property's name and its value.
package struct Member: Sendable, Hashable {
    package let name: String
    package var value: Value

    package init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }
}

extension [Member] {
    /// The value of the member of that name. Records have few members: looking through them is fastest.
    package subscript(name: String) -> Value? {
        first { $0.name == name }?.value
    }
}
