internal import HTTP
internal import Records

/// The arguments of a call as the query that they are short for: from there on they are read like any request's
/// parameters, and what is wrong with them is told in the same words.
struct ToolArguments {
    /// Octets of the query: every unknown name in it is compared with all known ones.
    static let mostOctets = 2048

    private var values: [(name: String, value: String)] = []

    /// - Parameters:
    ///   - node: an object of texts, numbers, truth values and lists of those; null is as good as absent.
    ///   - joined: names of which several values are one parameter, parted by commas; others are repeated.
    /// - Throws: `Problem` that names every argument that is none of these.
    init(_ node: JSONNode?, joining joined: [String]) throws(Problem) {
        guard case .object(let members)? = node?.value else { return }
        var reader = ParameterReader()
        for member in members {
            switch member.node.value {
            case .null: continue
            case .array(let items):
                let texts = items.compactMap { Self.text(of: $0.value) }
                if texts.count < items.count {
                    reader.note(member.name, "\(member.name) is a list of something else than texts and numbers.")
                } else if joined.contains(member.name) || texts.isEmpty {
                    values.append((member.name, texts.joined(separator: ",")))
                } else {
                    values += texts.map { (member.name, $0) }
                }
            case let value:
                if let text = Self.text(of: value) {
                    values.append((member.name, text))
                } else {
                    reader.note(
                        member.name, "\(member.name) is \(value.summary); give a text, a number or a list of them.")
                }
            }
        }
        try reader.finish()
        guard query({ _ in true }).utf8.count <= Self.mostOctets else {
            throw Problem(.badRequest, "The arguments are too long; give at most \(Self.mostOctets) octets.")
        }
    }

    private static func text(of value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .boolean(let value): String(value)
        case .null, .array, .object: nil
        }
    }

    /// As if this had been asked for by HTTP.
    /// - Parameter isWanted: which of the arguments.
    func target(_ path: String, where isWanted: (String) -> Bool = { _ in true }) -> Target {
        Target("\(path)?\(query(isWanted))")
    }

    private func query(_ isWanted: (String) -> Bool) -> String {
        values.filter { isWanted($0.name) }
            .map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
    }
}
