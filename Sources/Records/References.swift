extension Schema {
    /// Calls `body` with every id that the values refer to, the types it may have and the property's path
    /// (`parties.partner`), in the schema's order.
    package static func forEachReference(
        in values: [Member], of type: RecordType, _ body: (_ id: String, _ types: [RecordType], _ path: String) -> Void
    ) {
        forEachReference(in: values, as: properties(of: type), path: "", body)
    }

    private static func forEachReference(
        in members: [Member], as properties: [Property], path: String, _ body: (String, [RecordType], String) -> Void
    ) {
        for member in members {
            guard let property = properties.first(where: { $0.name == member.name }) else { continue }
            let path = path.isEmpty ? member.name : "\(path).\(member.name)"
            forEachReference(in: member.value, as: property.shape, path: path, body)
        }
    }

    private static func forEachReference(
        in value: Value, as shape: Shape, path: String, _ body: (String, [RecordType], String) -> Void
    ) {
        switch (shape, value) {
        case (.reference(let types), .text(let id)): body(id, types, path)
        case (.object(let properties), .object(let members)):
            forEachReference(in: members, as: properties, path: path, body)
        case (.list(let element), .list(let values)):
            for value in values { forEachReference(in: value, as: element, path: path, body) }
        default: break
        }
    }
}
