/// The reference data of a register: partners, topics, known frameworks and institutions, and the term lists.
///
/// Look-ups are blind to case, diacritics and spacing (see `Folding.key`).
package struct Vocabulary: Sendable {
    package let terms: TermLists
    /// By type, then in the order of the files; without evidence.
    package let records: [Record]
    private let positions: [String: Int]
    /// For each type, folded name → positions of the records it means, the foremost first.
    private var names: [RecordType: [String: Positions]] = [:]
    private var childTopics: [String: [String]] = [:]

    /// Nearly every name means one record: no array for those.
    private enum Positions {
        case one(Int)
        case several([Int])

        var all: [Int] {
            switch self {
            case .one(let position): [position]
            case .several(let positions): positions
            }
        }
    }

    /// The records must be checked: see `VocabularyDecoder`.
    init(terms: TermLists, records: [Record]) {
        self.terms = terms
        self.records = records
        positions = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.id, $0) })
        for type in Set(records.map(\.type)) {
            var names: [String: Positions] = [:]
            for properties in Vocabulary.nameProperties {
                for position in records.indices where records[position].type == type {
                    for property in properties {
                        let found = property == "id" ? [records[position].id] : records[position].texts(property)
                        for name in found { Vocabulary.add(position, named: name, to: &names) }
                    }
                }
            }
            self.names[type] = names
        }
        for topic in records where topic.type == .topic {
            if let parent = topic["parent"]?.text { childTopics[parent, default: []].append(topic.id) }
        }
    }

    /// A slug or code wins over a name that folds to the same key: `AU` is Australia, whoever else is called so.
    private static let nameProperties = [
        ["id"], ["alpha3"], ["name"], ["code"],
        ["abbreviation", "abbreviations", "aliases", "demonyms"],
    ]

    private static func add(_ position: Int, named name: String, to names: inout [String: Positions]) {
        let key = Folding.key(name)
        guard let known = names[key] else {
            names[key] = .one(position)
            return
        }
        if !known.all.contains(position) { names[key] = .several(known.all + [position]) }
    }

    /// The reference record of that id.
    package func record(_ id: String) -> Record? { positions[id].map { records[$0] } }

    /// The type of the reference record of that id.
    package func type(of id: String) -> RecordType? { positions[id].map { records[$0].type } }

    /// The ids of the reference records of a type that a name means: slug, code, name, abbreviation, alias or demonym.
    /// Several only where states share an abbreviation (`NSC`).
    package func ids(named name: String, type: RecordType) -> [String] {
        names[type]?[Folding.key(name)]?.all.map { records[$0].id } ?? []
    }

    /// The partner that a slug, code, name, alias or demonym means.
    package func partner(named name: String) -> String? { ids(named: name, type: .partner).first }

    /// The topic that a slug, name or alias means.
    package func topic(named name: String) -> String? { ids(named: name, type: .topic).first }

    /// The topics directly under one, in the order of the file.
    package func children(ofTopic id: String) -> [String] { childTopics[id] ?? [] }

    /// A topic and everything under it.
    package func topicAndDescendants(_ id: String) -> [String] {
        [id] + children(ofTopic: id).flatMap(topicAndDescendants)
    }
}
