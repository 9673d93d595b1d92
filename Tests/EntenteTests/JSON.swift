import Records

extension JSONNode? {
    subscript(name: String) -> JSONNode? { flatMap { $0[name] } }

    var text: String? {
        if case .string(let text)? = self?.value { text } else { nil }
    }

    var integer: Int? {
        if case .integer(let integer)? = self?.value { integer } else { nil }
    }

    /// The elements of a list; none for anything else.
    var items: [JSONNode] {
        if case .array(let items)? = self?.value { items } else { [] }
    }

    /// The texts of a list, or the one text.
    var texts: [String] { text.map { [$0] } ?? items.compactMap { Optional($0).text } }

    var isNull: Bool {
        if case .null? = self?.value { true } else { false }
    }
}

extension JSONNode {
    var members: [JSONMember] {
        if case .object(let members) = value { members } else { [] }
    }
}
