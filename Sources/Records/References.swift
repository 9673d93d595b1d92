extension Schema {
    /// Calls `body` with every id that the values refer to, the types it may have and the property's path
    /// (`parties.partner`), in the schema's order.
    package static func forEachReference(
        in values: [Member], of type: RecordType,
        _ body: (_ id: String, _ types: [RecordType], _ path: PropertyPath) -> Void
    ) {
        forEachReference(in: values, as: properties(of: type), path: PropertyPath(), body)
    }

    private static func forEachReference(
        in members: [Member], as properties: [Property], path: PropertyPath,
        _ body: (String, [RecordType], PropertyPath) -> Void
    ) {
        var next = 0
        for member in members {
            guard let index = index(of: member.name, in: properties, from: next) else { continue }
            next = index + 1
            switch properties[index].shape {
            case .reference, .object, .list:
                let path = path.appending(member.name)
                forEachReference(in: member.value, as: properties[index].shape, path: path, body)
            default: break
            }
        }
    }

    /// Members stand in the properties' order as a rule: the next one is looked for behind the last.
    private static func index(of name: String, in properties: [Property], from next: Int) -> Int? {
        (next..<properties.count).first { properties[$0].name == name }
            ?? (0..<next).first { properties[$0].name == name }
    }

    private static func forEachReference(
        in value: Value, as shape: Shape, path: PropertyPath,
        _ body: (String, [RecordType], PropertyPath) -> Void
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
