internal import Records

/// Names that begin so, for who is still typing one.
package struct NameSuggestions: Sendable {
    package struct Suggestion: Sendable, Equatable {
        package let id: String
        package let collection: CollectionName
        /// The record's own name; the title of a series.
        package let name: String
        /// Which of its names begins so, as the register has it, when that is not its own name.
        package let alias: String?
        /// How many records refer to it; 0 for what no report names.
        package let records: Int
    }

    /// What has names, in the order in which equals stand.
    package static let collections: [CollectionName] = [
        .partners, .people, .institutions, .frameworks, .topics, .series,
    ]

    private let register: Register
    private let index: NameIndex

    package init(_ snapshot: Snapshot) {
        register = snapshot.register
        index = snapshot.nameIndex
    }

    /// Records one of whose names has words in a row of which the last begins with the last one of `prefix`, the others
    /// being its own. What reports name goes first; then who is called exactly so, then by `records`, then by name.
    /// - Returns: the foremost, and how many there are in all.
    package func suggestions(
        for prefix: String, in collections: [CollectionName], limit: Int
    ) -> (suggestions: [Suggestion], total: Int) {
        let words = TextIndex.words(of: prefix)
        var found: [Int: (name: UInt32, isExact: Bool)] = [:]
        for name in index.names(holding: words) {
            let subject = index.subject(of: name)
            guard collections.contains(where: { $0 == collection(of: subject) }) else { continue }
            let isExact = index.words(of: name).count == words.count && index.foldedWords(of: name) == words
            // A record's names rise from the foremost.
            if found[subject].map({ isExact && !$0.isExact }) ?? true { found[subject] = (name, isExact) }
        }
        var best = Best<Key, (subject: Int, name: UInt32)>(limit: limit)
        for (subject, match) in found {
            let (weight, rank) = (index.subjects[subject].weight, index.subjects[subject].rank)
            best.add(
                (subject, match.name), Key(isNamed: weight > 0, isExact: match.isExact, weight: weight, rank: rank))
        }
        return (best.values.map { suggestion($0.subject, $0.name) }, found.count)
    }

    private struct Key: Comparable {
        let isNamed: Bool
        let isExact: Bool
        let weight: UInt32
        let rank: UInt32

        /// The better one is the lesser: it stands first.
        static func < (left: Key, right: Key) -> Bool {
            if left.isNamed != right.isNamed { return left.isNamed }
            if left.isExact != right.isExact { return left.isExact }
            return (right.weight, left.rank) < (left.weight, right.rank)
        }
    }

    private func collection(of subject: Int) -> CollectionName? {
        index.subjects[subject].type.map(CollectionName.init) ?? .series
    }

    private func suggestion(_ subject: Int, _ name: UInt32) -> Suggestion {
        let position = Int(index.subjects[subject].position)
        let records = Int(index.subjects[subject].weight)
        guard index.subjects[subject].type != nil else {
            let series = register.series[position]
            return Suggestion(id: series.id, collection: .series, name: series.title, alias: nil, records: records)
        }
        let record = register.records[position]
        let form = NameForm.all(of: record)[index.ordinal(of: name)]
        return Suggestion(
            id: record.id, collection: CollectionName(record.type) ?? .partners,
            name: record["name"]?.text ?? record.title, alias: form.kind == .name ? nil : form.text, records: records)
    }
}
