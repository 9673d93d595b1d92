/// The reference data of a register: partners, topics, known frameworks and institutions, and the term lists.
///
/// Look-ups are blind to case, diacritics and spacing (see `Folding.key`).
package struct Vocabulary: Sendable {
    package let terms: TermLists
    /// By type, then in the order of the files; without evidence.
    package let records: [Record]
    private let positions: [String: Int]
    private var names: [RecordType: [String: [String]]] = [:]
    private var childTopics: [String: [String]] = [:]

    /// The records must be checked: see `VocabularyDecoder`.
    init(terms: TermLists, records: [Record]) {
        self.terms = terms
        self.records = records
        positions = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.id, $0) })
        // A slug or code wins over a name that folds to the same key: `AU` is Australia, whoever else is called so.
        for properties in Vocabulary.nameProperties {
            for record in records {
                for name in properties.flatMap({ $0 == "id" ? [record.id] : record.texts($0) }) {
                    add(name, of: record)
                }
            }
        }
        for topic in records where topic.type == .topic {
            if let parent = topic["parent"]?.text { childTopics[parent, default: []].append(topic.id) }
        }
    }

    private static let nameProperties = [
        ["id"], ["alpha3"], ["name"], ["code"],
        ["abbreviation", "abbreviations", "aliases", "demonyms"],
    ]

    private mutating func add(_ name: String, of record: Record) {
        let key = Folding.key(name)
        if names[record.type]?[key]?.contains(record.id) == true { return }
        names[record.type, default: [:]][key, default: []].append(record.id)
    }

    /// The reference record of that id.
    package func record(_ id: String) -> Record? { positions[id].map { records[$0] } }

    /// The ids of the reference records of a type that a name means: slug, code, name, abbreviation, alias or demonym.
    /// Several only where states share an abbreviation (`NSC`).
    package func ids(named name: String, type: RecordType) -> [String] {
        names[type]?[Folding.key(name)] ?? []
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
