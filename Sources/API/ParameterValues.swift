internal import HTTP
internal import Records

/// The values of a resource's own parameters, read by their descriptions; what is wrong with them is noted.
struct ParameterValues {
    private let descriptions: [ParameterDescription]
    private var texts: [String: String] = [:]
    private(set) var reader: ParameterReader

    /// - Parameter what: a resource that takes no parameters but these, as a message calls it. Without it the others are
    ///   for another reader, which goes on with `reader`.
    init(_ target: Target, by descriptions: [ParameterDescription], of what: String? = nil) {
        self.descriptions = descriptions
        reader = ParameterReader(target)
        let names = descriptions.map(\.name)
        for (name, value) in target.query {
            if let description = descriptions.first(where: { $0.name == name }) {
                if case .words = description.values, let known = texts[name] {
                    // Repeating it adds to it, as a comma does.
                    texts[name] = "\(known),\(value)"
                } else if reader.isNew(name) {
                    texts[name] = value
                }
            } else if let what {
                reader.noteUnknown(name, among: names, of: what)
            }
        }
        for description in descriptions where description.values == .text && texts[description.name]?.isEmpty == true {
            reader.note(description.name, "\(description.name) has no value; give one or leave the parameter out.")
        }
        for description in descriptions where description.isRequired && texts[description.name] == nil {
            reader.noteMissing(description.name, "\(description.name) is missing: \(description.summary).")
        }
    }

    /// What is given, or else holds; nil without either.
    subscript(name: String) -> String? { texts[name] ?? description(name)?.standard }

    var names: [String] { descriptions.map(\.name) }

    func isGiven(_ name: String) -> Bool { texts[name] != nil }

    mutating func note(_ name: String, _ detail: String, suggestion: String? = nil) {
        reader.note(name, detail, suggestion: suggestion)
    }

    /// - Parameter words: those that go here, where that depends on other parameters.
    mutating func word(_ name: String, among words: [String]? = nil) -> String? {
        guard let value = self[name] else { return nil }
        return reader.word(name, value, among: words ?? allowed(name))
    }

    mutating func words(_ name: String) -> [String]? {
        guard let value = self[name] else { return nil }
        return reader.words(name, value, among: allowed(name))
    }

    mutating func integer(_ name: String) -> Int? {
        guard let value = self[name], case .integer(let range)? = description(name)?.values else { return nil }
        return reader.integer(name, value, in: range)
    }

    mutating func isTrue(_ name: String) -> Bool {
        guard let value = self[name] else { return false }
        return reader.word(name, value, among: ["true", "false"]) == "true"
    }

    private func description(_ name: String) -> ParameterDescription? { descriptions.first { $0.name == name } }

    private func allowed(_ name: String) -> [String] {
        switch description(name)?.values {
        case .word(let words), .words(let words): words
        default: []
        }
    }
}
