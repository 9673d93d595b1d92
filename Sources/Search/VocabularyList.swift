internal import Records

/// A list of words that fields take their values from, with how many records use each.
package struct VocabularyList: Sendable {
    package struct Term: Sendable, Equatable {
        package let id: String
        package let label: String
        package let meaning: String?
        package let aliases: [String]
        /// How many records of all types have it.
        package let records: Int
    }

    package let id: String
    package let label: String
    /// In their meaningful order; topics by their id.
    package let terms: [Term]
    /// The fields that a list is filtered by with it, as `dialogues.level`.
    package let fieldNames: [String]

    /// The list that the topics make.
    private static let topic = RecordType.topic.rawValue

    /// Of the vocabulary's lists, in its order, and of the topics.
    package static func ids(in snapshot: Snapshot) -> [String] {
        snapshot.register.vocabulary.terms.lists.map(\.id) + [topic]
    }

    package static func all(in snapshot: Snapshot) -> [VocabularyList] {
        ids(in: snapshot).map { VocabularyList($0, in: snapshot) }
    }

    /// - Parameter id: one of `ids`.
    package init(_ id: String, in snapshot: Snapshot) {
        self.id = id
        label = English.label(of: id)
        let fields = Self.fields(of: id, in: snapshot)
        fieldNames = fields.map { "\($0.collection.name.rawValue).\($0.field)" }
        func records(_ term: String) -> Int {
            // Series are made of dialogues, and what documents hold is stated by other records.
            let counted = fields.filter { $0.collection.name.recordType != nil && !$0.isOfOthers }
            return counted.reduce(snapshot.termCounts.count(of: term, in: id)) { sum, entry in
                sum + entry.collection.count(entry.field, term)
            }
        }
        if id == Self.topic {
            terms = snapshot.register.records(of: .topic).map { topic in
                Term(
                    id: topic.id, label: topic.displayName, meaning: nil, aliases: topic.texts("aliases"),
                    records: records(topic.id))
            }
        } else {
            terms = snapshot.register.vocabulary.terms.terms(of: id).map { term in
                Term(
                    id: term.id, label: English.label(of: term.id), meaning: term.meaning, aliases: term.aliases,
                    records: records(term.id))
            }
        }
    }

    private static func fields(
        of id: String, in snapshot: Snapshot
    ) -> [(collection: IndexedCollection, field: String, isOfOthers: Bool)] {
        CollectionName.allCases.flatMap { name in
            let collection = snapshot.collection(name)
            return collection.fields.filter { field in
                switch field.values {
                case .terms(let list): list == id
                case .words: field.name == id
                case .records(let type): id == topic && type == .topic && field.name == topic
                default: false
                }
            }.map { (collection, $0.name, id == topic && name == .documents) }
        }
    }
}

/// How many records have the terms that no field finds: the sides of parties, and how dates are known and how fine they
/// are. Counted once for each snapshot.
package struct TermCounts: Sendable {
    private enum Key: Hashable {
        case basis(RecordDate.Basis)
        case precision(RecordDate.Precision)
        case side(String)
    }

    private var counts: [Key: Int] = [:]

    /// Counts a record once for each of its terms.
    mutating func add(_ record: Record) {
        var found: [Key] = []
        for member in record.values { Self.collect(member.value, &found) }
        for key in found { counts[key, default: 0] += 1 }
    }

    mutating func add(_ other: TermCounts) { counts.merge(other.counts, uniquingKeysWith: +) }

    /// Adds each term of a value that is not there yet.
    private static func collect(_ value: Value, _ found: inout [Key]) {
        func add(_ key: Key) {
            if !found.contains(key) { found.append(key) }
        }
        switch value {
        case .date(let date):
            add(.basis(date.basis))
            add(.precision(date.precision))
        case .object(let members):
            for member in members {
                if member.name == "side", let side = member.value.text { add(.side(side)) }
                collect(member.value, &found)
            }
        case .list(let values):
            for value in values { collect(value, &found) }
        default: break
        }
    }

    package func count(of term: String, in list: String) -> Int {
        let key: Key? =
            switch list {
            case "basis": RecordDate.Basis(rawValue: term).map(Key.basis)
            case "precision": RecordDate.Precision(rawValue: term).map(Key.precision)
            case "side": .side(term)
            default: nil
            }
        return key.flatMap { counts[$0] } ?? 0
    }
}
