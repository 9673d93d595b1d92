internal import Records

/// Full text over the records of all types, best first: Okapi BM25 over one set of statistics, so that scores of different
/// types compare and do not depend on which types are asked for.
package struct TextSearch: Sendable {
    package struct Question: Sendable {
        package let text: TextQuery
        /// Those of `TextSearch.collections` that are looked through.
        package let collections: [CollectionName]
        package let limit: Int
        /// The id of the last hit of the page before.
        package let after: String?
        /// Whether what fits of the other types is counted, too.
        package let countsTypes: Bool

        package init(
            _ text: TextQuery, in collections: [CollectionName] = TextSearch.collections, limit: Int = 20,
            after: String? = nil, countsTypes: Bool = false
        ) {
            self.text = text
            self.collections = collections
            self.limit = limit
            self.after = after
            self.countsTypes = countsTypes
        }
    }

    package struct Hit: Sendable, Equatable {
        package let collection: CollectionName
        package let number: UInt32
        /// Not negative; what it means is only which of two hits is the better one.
        package let score: Double
    }

    package struct Answer: Sendable {
        package let hits: [Hit]
        package let total: Int
        package let hasMore: Bool
        /// How many records of each type fit that was looked through.
        package let counts: [(collection: CollectionName, count: Int)]
        /// The words that were also taken for those of the question, because nothing fitted these.
        package let corrections: [Correction]
        /// The question with these words.
        fileprivate let text: TextQuery
    }

    package struct Correction: Sendable, Equatable {
        package let word: String
        package let taken: [String]
    }

    package enum Failure: Error, Equatable {
        /// The hit a cursor points behind is not among those of this snapshot.
        case cursorOutOfDate
        /// More than `mostExpansions` words begin so.
        case prefixTooWide(String)
    }

    /// What is looked through, in the order in which equal scores stand.
    package static let collections = RecordType.allCases.compactMap(CollectionName.init)
    /// Words that a prefix may stand for in a collection.
    package static let mostExpansions = 1024
    /// Words taken for a mistyped one; of more, those in the most documents.
    static let mostCorrections = 8

    private let snapshot: Snapshot

    package init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    package func answer(_ question: Question) throws(Failure) -> Answer {
        try checkPrefixes(of: question.text)
        let (text, found, corrections) = find(question)
        let wanted = found.filter { question.collections.contains($0.name) }
        let ranking = Ranking(text, snapshot)
        var best = Best<HitKey, Hit>(limit: question.limit + 1, after: try last(question, wanted, text, ranking))
        for (place, (name, matches)) in wanted.enumerated() where matches.count > 0 {
            let collection = snapshot.collection(name)
            func key(_ score: Double, _ document: UInt32) -> HitKey {
                HitKey(score: score, place: place, rank: collection.idRank(of: document))
            }
            if var texts = BestTexts(text, ranking, collection, fitting: matches.documents) {
                texts.find {
                    best.isOpen(to: HitKey(score: $0, place: place, rank: $1))
                } add: {
                    best.add(Hit(collection: name, number: $0, score: $1), key($1, $0))
                }
                continue
            }
            let documents = matches.documents ?? collection.text.documents(text, among: .all(collection.count))
            for (document, score) in zip(documents.documents, ranking.scores(of: documents, in: collection)) {
                best.add(Hit(collection: name, number: document, score: score), key(score, document))
            }
        }
        return Answer(
            hits: Array(best.values.prefix(question.limit)), total: wanted.reduce(0) { $0 + $1.matches.count },
            hasMore: best.values.count > question.limit,
            counts: found.map { (collection: $0.name, count: $0.matches.count) },
            corrections: corrections, text: text)
    }

    /// What fits in a collection.
    private struct Matches {
        let count: Int
        /// nil when it is what has one of two words, which need not be put together to be counted.
        let documents: PostingList?
    }

    private typealias Found = [(name: CollectionName, matches: Matches)]

    /// Looks again with corrected words where nothing fits, and keeps to the question where nothing fits then.
    private func find(_ question: Question) -> (text: TextQuery, found: Found, corrections: [Correction]) {
        func isEmpty(_ found: Found) -> Bool {
            found.allSatisfy { $0.matches.count == 0 || !question.collections.contains($0.name) }
        }
        let looked = question.countsTypes ? Self.collections : Self.collections.filter(question.collections.contains)
        let found = matches(question.text, looked)
        guard isEmpty(found) else { return (question.text, found, []) }
        let near = corrections(of: question.text, among: question.collections)
        let corrected = question.text.allowing(Dictionary(uniqueKeysWithValues: near.map { ($0.word, $0.taken) }))
        let foundNear = near.isEmpty ? found : matches(corrected, looked)
        return isEmpty(foundNear) ? (question.text, found, []) : (corrected, foundNear, near)
    }

    /// The places where a hit's record holds what was looked for.
    package func matches(of hit: Hit, in answer: Answer) -> [TextMatch] {
        let id = snapshot.collection(hit.collection).entry(hit.number).id
        return snapshot.register.record(id).map { answer.text.matches(in: $0) } ?? []
    }

    private func matches(_ text: TextQuery, _ names: [CollectionName]) -> Found {
        names.map { name in
            let index = snapshot.collection(name).text
            if let (left, right) = text.eitherWord {
                // The documents of one and of the other, but of both once.
                let lists = [left, right].map { index.documents([$0]) }
                let both = lists[0].intersection(lists[1]).count
                return (name, Matches(count: lists[0].count + lists[1].count - both, documents: nil))
            }
            let documents = index.documents(text, among: .all(index.documentCount))
            return (name, Matches(count: documents.count, documents: documents))
        }
    }

    private func checkPrefixes(of text: TextQuery) throws(Failure) {
        for word in text.words where word.isOpen {
            for name in Self.collections {
                let words = snapshot.collection(name).text.dictionary.numbers(startingWith: word.text)
                if words.count > Self.mostExpansions { throw .prefixTooWide(word.text) }
            }
        }
    }

    /// Where the hit stands that a page begins behind.
    private func last(
        _ question: Question, _ wanted: Found, _ text: TextQuery, _ ranking: Ranking
    ) throws(Failure) -> HitKey? {
        guard let id = question.after else { return nil }
        for (place, (name, matches)) in wanted.enumerated() {
            let collection = snapshot.collection(name)
            guard let number = collection.number(of: id) else { continue }
            let list = PostingList(rising: [number])
            let own = list.intersection(matches.documents ?? collection.text.documents(text, among: list))
            guard let score = ranking.scores(of: own, in: collection).first else { break }
            return HitKey(score: score, place: place, rank: collection.idRank(of: number))
        }
        throw .cursorOutOfDate
    }

    /// For each longer word those of the collections that are one edit away, the most frequent first.
    private func corrections(of text: TextQuery, among collections: [CollectionName]) -> [Correction] {
        let words = text.requiredWords.filter {
            !$0.isOpen && $0.text.unicodeScalars.count >= TextIndex.shortestCorrected
        }
        return Set(words.map(\.text)).sorted().compactMap { word in
            var counts: [String: Int] = [:]
            for index in collections.map({ snapshot.collection($0).text }) {
                for number in index.dictionary.numbers(oneEditFrom: word) {
                    counts[index.dictionary[number], default: 0] += index.documentCount(of: number)
                }
            }
            let near = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostCorrections)
            return near.isEmpty ? nil : Correction(word: word, taken: near.map(\.key))
        }
    }
}

/// Where a hit stands: by score, then by type and id.
private struct HitKey: Comparable {
    let score: Double
    /// Of its collection among those looked through.
    let place: Int
    /// Of its id within its collection.
    let rank: UInt32

    /// The better one is the lesser: it stands first.
    static func < (left: HitKey, right: HitKey) -> Bool {
        (right.score, left.place, left.rank) < (left.score, right.place, right.rank)
    }
}
