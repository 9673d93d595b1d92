package import Records

/// How reports word things: verbs, nouns and formulas by what they mean, read from the vocabulary's `wording-*.json`.
///
/// Each file is an object: category → (value → list of phrases).
package struct Wording: Sendable {
    struct Entry: Sendable {
        let category: Category
        let value: String
        let phrases: [String]
    }

    let entries: [Entry]

    /// Refused, each with file and line: what is no JSON, an unknown category, a value that is no term of the vocabulary,
    /// and an empty or repeated phrase.
    package init(files: [(name: String, bytes: [UInt8])], vocabulary: Vocabulary) throws(Diagnostics) {
        var decoder = WordingDecoder(vocabulary: vocabulary)
        for file in files {
            do {
                decoder.read(try JSONReader.read(file.bytes, file: file.name), file: file.name)
            } catch {
                decoder.diagnostics.append(error)
            }
        }
        guard decoder.diagnostics.isEmpty else { throw Diagnostics(decoder.diagnostics) }
        entries = decoder.entries
    }
}

private struct WordingDecoder {
    private var file = ""
    private let vocabulary: Vocabulary
    var entries: [Wording.Entry] = []
    var diagnostics: [Diagnostic] = []
    private var seen: Set<String> = []

    init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
    }

    private mutating func report(_ line: Int, _ message: String) {
        diagnostics.append(Diagnostic(file: file, line: line, message: message))
    }

    mutating func read(_ root: JSONNode, file: String) {
        self.file = file
        guard case .object(let categories) = root.value else {
            return report(root.line, "the file is \(root.value.summary); write an object of categories")
        }
        for member in categories {
            guard let category = Category(name: member.name), category.isWorded else {
                let names = Category.allCases.filter(\.isWorded).map(\.name)
                report(
                    member.line,
                    "'\(member.name)' is no category of wording\(Suggestion.phrase(to: member.name, among: names))")
                continue
            }
            guard case .object(let values) = member.node.value else {
                report(member.line, "'\(member.name)' is \(member.node.value.summary); write an object of values")
                continue
            }
            for value in values { read(value, category) }
        }
    }

    private mutating func read(_ value: JSONMember, _ category: Category) {
        guard case .array(let nodes) = value.node.value else {
            return report(value.line, "'\(value.name)' is \(value.node.value.summary); write a list of phrases")
        }
        var phrases: [String] = []
        for node in nodes {
            guard case .string(let phrase) = node.value, !Folding.key(phrase).isEmpty else {
                report(node.line, "\(node.value.summary) is no phrase; write words")
                continue
            }
            guard seen.insert("\(category.name) \(value.name) \(phrase)").inserted else {
                report(node.line, "'\(phrase)' stands twice under '\(value.name)'; remove one")
                continue
            }
            phrases.append(phrase)
        }
        if category == .city || category == .agency, vocabulary.type(of: value.name) != .partner {
            report(value.line, "'\(value.name)' is no partner of the vocabulary; cities stand under a partner's id")
        }
        entries.append(Wording.Entry(category: category, value: value.name, phrases: phrases))
    }
}

extension Category {
    /// Whether `wording-*.json` fills it.
    fileprivate var isWorded: Bool {
        switch self {
        case .partner, .demonym, .capital, .institution, .framework, .topic: false
        default: true
        }
    }
}
