/// Scores by Okapi BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond, 2009, §3). A prefix
/// and a corrected word count as one word, whichever of its forms a document has.
struct Ranking {
    /// How soon more of a word ceases to tell more, and how far long texts are made up for; the usual values, which are
    /// Lucene's.
    private static let k1 = 1.2
    private static let b = 0.75

    private let words: [(word: TextQuery.Word, weight: Double)]
    private let averageLength: Double

    /// Takes the statistics from all collections, whichever will be ranked.
    init(_ query: TextQuery, _ snapshot: Snapshot) {
        let indexes = TextSearch.collections.map { snapshot.collection($0).text }
        let total = indexes.reduce(0) { $0 + $1.documentCount }
        averageLength = max(1, Double(indexes.reduce(0) { $0 + $1.totalLength }) / Double(max(1, total)))
        var seen: Set<TextQuery.Word> = []
        words = query.required.flatMap { $0 }.filter { seen.insert($0).inserted }.map { word in
            let count = indexes.reduce(0) { $0 + $1.documentCount(with: word) }
            return (word, InverseFrequency.weight(of: count, among: total))
        }
    }

    /// - Parameter documents: rising.
    func scores(of documents: PostingList, in collection: IndexedCollection) -> [Double] {
        var scores = [Double](repeating: 0, count: documents.count)
        for (word, weight) in words {
            let frequencies = collection.text.frequencies(of: word, in: documents)
            for (position, document) in documents.documents.enumerated() {
                let frequency = Double(frequencies[position])
                let length = Double(collection.text.length(of: document)) / averageLength
                let saturation = Self.k1 * (1 - Self.b + Self.b * length)
                scores[position] += weight * frequency * (Self.k1 + 1) / (frequency + saturation)
            }
        }
        return scores
    }
}
