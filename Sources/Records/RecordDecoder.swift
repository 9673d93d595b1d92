/// Turns JSON into values as a schema says, collecting every fault with its line instead of stopping at the first.
///
/// What is faulty is left out of the result: when `diagnostics` is empty, the result is complete.
struct RecordDecoder {
    let file: String
    /// The lists that `Shape.term` names.
    let terms: TermLists
    var diagnostics: [Diagnostic] = []

    init(file: String, terms: TermLists) {
        self.file = file
        self.terms = terms
    }

    mutating func report(_ line: Int, _ message: String) {
        diagnostics.append(Diagnostic(file: file, line: line, message: message))
    }

    private mutating func mismatch(_ node: JSONNode, _ path: PropertyPath, expected: String) {
        report(node.line, "'\(path)' is \(node.value.summary); write \(expected)")
    }

    /// The members of an object in the order of `properties`.
    ///
    /// `owner` names the object in messages ("dialogue"); `envelope` lists names that the caller reads itself.
    mutating func members(
        of node: JSONNode, as properties: [Property], owner: String, path: PropertyPath = PropertyPath(),
        envelope: [String] = [],
        isComplete: Bool = true
    ) -> [Member] {
        guard case .object(let found) = node.value else {
            let name = path.description
            mismatch(node, name.isEmpty ? PropertyPath(owner) : path, expected: "an object")
            return []
        }
        var members: [Member] = []
        members.reserveCapacity(found.count)
        var seen: UInt64 = 0
        var last = -1
        var isOrdered = true
        for member in found {
            guard let slot = properties.position(of: member.name, after: last) else {
                if !envelope.contains(member.name) {
                    let names = properties.filter { !$0.isDerived }.map(\.name) + envelope
                    reportUnknown(member, of: owner, names)
                }
                continue
            }
            if properties[slot].isDerived {
                report(member.line, "'\(member.name)' of a \(owner) is computed; remove it")
                continue
            }
            seen |= 1 << UInt64(slot)
            if slot < last { isOrdered = false }
            last = slot
            let path = path.appending(member.name)
            if let value = value(of: member.node, as: properties[slot].shape, path: path) {
                members.append(Member(member.name, value))
            }
        }
        if isComplete {
            for slot in properties.indices where properties[slot].isRequired && seen & 1 << UInt64(slot) == 0 {
                report(node.line, "\(owner) lacks '\(path.appending(properties[slot].name))', which is required")
            }
        }
        return isOrdered ? members : properties.compactMap { property in members.first { $0.name == property.name } }
    }

    private mutating func reportUnknown(_ member: JSONMember, of owner: String, _ names: [String]) {
        let hint = Suggestion.nearest(to: member.name, among: names).map { "did you mean '\($0)'?" }
        report(
            member.line,
            "a \(owner) has no '\(member.name)'; \(hint ?? "it may have \(names.joined(separator: ", "))")")
    }

    mutating func value(of node: JSONNode, as shape: Shape, path: PropertyPath) -> Value? {
        switch shape {
        case .text: return text(of: node, path: path).map(Value.text)
        case .formatted(let format):
            guard let text = text(of: node, path: path) else { return nil }
            guard format.matches(text) else {
                report(node.line, "'\(path)' is '\(text)'; write \(format.form)")
                return nil
            }
            return .text(text)
        case .integer:
            guard case .integer(let integer) = node.value, integer >= 1 else {
                mismatch(node, path, expected: "a whole number from 1")
                return nil
            }
            return .integer(integer)
        case .boolean:
            guard case .boolean(let boolean) = node.value else {
                mismatch(node, path, expected: "true or false")
                return nil
            }
            return .boolean(boolean)
        case .date: return date(of: node, path: path).map(Value.date)
        case .term(let list): return term(of: node, list: list, path: path).map(Value.text)
        case .word(let words): return word(of: node, among: words, path: path).map(Value.text)
        case .reference(let types):
            let type = types.map(\.rawValue).joined(separator: " or ")
            guard let id = text(of: node, path: path) else { return nil }
            guard TextFormat.slug.matches(id) else {
                report(node.line, "'\(path)' is '\(id)'; write the id of a \(type): \(TextFormat.slug.form)")
                return nil
            }
            return .text(id)
        case .object(let properties):
            return .object(members(of: node, as: properties, owner: path.description, path: path))
        case .list(let element):
            guard case .array(let nodes) = node.value else {
                mismatch(node, path, expected: "a list")
                return nil
            }
            return .list(nodes.compactMap { value(of: $0, as: element, path: path) })
        }
    }

    mutating func text(of node: JSONNode, path: PropertyPath) -> String? {
        guard case .string(let text) = node.value, !text.isEmpty else {
            mismatch(node, path, expected: "a text that is not empty, or leave '\(path)' out")
            return nil
        }
        return text
    }

    mutating func word(of node: JSONNode, among words: [String], path: PropertyPath) -> String? {
        guard let text = text(of: node, path: path) else { return nil }
        guard words.contains(text) else {
            let hint = Suggestion.phrase(to: text, among: words)
            report(node.line, "'\(path)' is '\(text)'; write one of \(words.joined(separator: ", "))\(hint)")
            return nil
        }
        return text
    }

    private mutating func term(of node: JSONNode, list: String, path: PropertyPath) -> String? {
        guard let text = text(of: node, path: path) else { return nil }
        let ids = terms.ids(of: list)
        // A list that is missing is reported once, with the vocabulary.
        if ids.isEmpty { return text }
        // The list's own string, so that all records share its storage.
        if let id = ids.first(where: { $0 == text }) { return id }
        let hint =
            terms.term(text, of: list).map { "; did you mean '\($0)'?" } ?? Suggestion.phrase(to: text, among: ids)
        report(node.line, "'\(path)' is '\(text)', no \(list); write one of \(ids.joined(separator: ", "))\(hint)")
        return nil
    }

    private static let dateProperties = [
        Property("edtf", .text, "ISO 8601-2 date"),
        Property("basis", .word(RecordDate.Basis.allCases.map(\.rawValue)), .required, "How it is known"),
        Property("stated", .text, "The wording in the report"),
    ]

    private mutating func date(of node: JSONNode, path: PropertyPath) -> RecordDate? {
        let faults = diagnostics.count
        let members = members(of: node, as: RecordDecoder.dateProperties, owner: "date", path: path)
        guard diagnostics.count == faults, let basis = members["basis"]?.text.flatMap(RecordDate.Basis.init) else {
            return nil
        }
        let stated = members["stated"]?.text
        switch (members["edtf"]?.text, basis) {
        case (nil, .notStated): return .notStated(stated)
        case (nil, _):
            report(node.line, "'\(path)' has no 'edtf'; write the date, or the basis 'not-stated'")
        case (_?, .notStated):
            report(node.line, "'\(path)' has an 'edtf' but the basis 'not-stated'; say how the date is known")
        case (let edtf?, _):
            do {
                return try RecordDate(edtf, basis: basis, stated: stated)
            } catch {
                report(node["edtf"]?.line ?? node.line, "'\(path)': \(error)")
            }
        }
        return nil
    }
}

extension [Property] {
    /// The position of a property. Files mostly keep the schema's order, so the search begins after the last one found.
    fileprivate func position(of name: String, after last: Int) -> Int? {
        var index = last + 1
        for _ in 0..<count {
            if index >= count { index = 0 }
            if self[index].name == name { return index }
            index += 1
        }
        return nil
    }
}
