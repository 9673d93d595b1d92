/// The closed word lists of `terms.json`: levels, kinds, statuses, modalities and so on, each in its meaningful order.
package struct TermLists: Sendable {
    package struct Term: Sendable, Hashable {
        package let id: String
        /// In a few words; nil where the id says enough.
        package let meaning: String?
        /// Other wordings of the press.
        package let aliases: [String]
    }

    package struct List: Sendable {
        package let id: String
        package let terms: [Term]
        fileprivate let ids: [String]
        /// Folded id or alias → id.
        fileprivate let keys: [String: String]
    }

    /// In the order of the file.
    package private(set) var lists: [List] = []
    private var positions: [String: Int] = [:]

    /// The ids of a list's terms in its order; none when there is no such list.
    package func ids(of list: String) -> [String] {
        positions[list].map { lists[$0].ids } ?? []
    }

    package func terms(of list: String) -> [Term] {
        positions[list].map { lists[$0].terms } ?? []
    }

    /// The id of the term that a word names, by id or alias, blind to case, spacing and diacritics.
    package func term(_ word: String, of list: String) -> String? {
        positions[list].flatMap { lists[$0].keys[Folding.key(word)] }
    }

    /// Lists whose terms the code itself knows: the file orders and names them, but cannot add to them.
    private static let fixed: [String: [String]] = [
        "certainty": Certainty.allCases.map(\.rawValue),
        "review": Review.allCases.map(\.rawValue),
        "basis": RecordDate.Basis.allCases.map(\.rawValue),
        "precision": RecordDate.Precision.allCases.map(\.rawValue),
    ]

    private static let properties = [
        Property("id", .formatted(.slug), .required, "The list's name"),
        Property("terms", .list(.object(term)), .required, "Its terms in order"),
    ]

    private static let term = [
        Property("id", .formatted(.slug), .required, "The term"),
        Property("meaning", .text, "What it says, in a few words"),
        Property("aliases", .list(.text), "Other wordings"),
    ]

    init() {}

    /// Reads `terms.json`; faults are appended to `diagnostics`.
    init(_ entries: [JSONNode], file: String, diagnostics: inout [Diagnostic]) {
        var decoder = RecordDecoder(file: file, terms: TermLists())
        for entry in entries {
            let members = decoder.members(of: entry, as: TermLists.properties, owner: "term list")
            guard let id = members["id"]?.text else { continue }
            let terms = (members["terms"]?.list ?? []).compactMap { value in
                value["id"]?.text.map { id in
                    let aliases = value["aliases"]?.list.compactMap(\.text) ?? []
                    return Term(id: id, meaning: value["meaning"]?.text, aliases: aliases)
                }
            }
            if positions[id] != nil {
                decoder.report(entry.line, "the list '\(id)' stands twice; join them")
            }
            if let known = TermLists.fixed[id], Set(known) != Set(terms.map(\.id)) {
                decoder.report(entry.line, "the list '\(id)' must hold exactly \(known.joined(separator: ", "))")
            }
            positions[id] = lists.count
            lists.append(List(id: id, terms: terms, line: entry.line, decoder: &decoder))
        }
        for id in Set(TermLists.fixed.keys).union(Schema.termLists).subtracting(lists.map(\.id)).sorted() {
            decoder.report(1, "the list '\(id)' is missing; add it")
        }
        diagnostics += decoder.diagnostics
    }
}

extension TermLists.List {
    fileprivate init(id: String, terms: [TermLists.Term], line: Int, decoder: inout RecordDecoder) {
        var keys: [String: String] = [:]
        for term in terms {
            for word in [term.id] + term.aliases {
                guard let other = keys.updateValue(term.id, forKey: Folding.key(word)), other != term.id else {
                    continue
                }
                decoder.report(line, "'\(word)' names both '\(other)' and '\(term.id)' of the list '\(id)'; remove one")
            }
        }
        self.init(id: id, terms: terms, ids: terms.map(\.id), keys: keys)
    }
}

extension Schema {
    /// The term lists that the schema names.
    static let termLists: Set<String> = {
        func lists(in shape: Shape) -> [String] {
            switch shape {
            case .term(let list): [list]
            case .object(let properties): properties.flatMap { lists(in: $0.shape) }
            case .list(let element): lists(in: element)
            default: []
            }
        }
        return Set(RecordType.allCases.flatMap(properties).flatMap { lists(in: $0.shape) })
    }()
}
