/// Scores by Okapi BM25 (Robertson, Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond, 2009, §3). A prefix
/// and a corrected word count as one word, whichever of its forms a document has.
struct Ranking {
    /// How soon more of a word ceases to tell more, and how far long texts are made up for; the usual values, which are
    /// Lucene's.
    private static let k1 = 1.2
    private static let b = 0.75

    let words: [(word: TextQuery.Word, weight: Double)]
    private let texts: TextStatistics

    /// Takes the statistics from all collections, whichever will be ranked.
    init(_ query: TextQuery, _ snapshot: Snapshot) {
        texts = snapshot.texts
        var seen: Set<TextQuery.Word> = []
        words = query.requiredWords.filter { seen.insert($0).inserted }.map { word in
            var count = 0
            for name in TextSearch.collections { count += snapshot.collection(name).text.documentCount(with: word) }
            return (word, InverseFrequency.weight(of: count, among: snapshot.texts.count))
        }
    }

    /// What a document of a length is worth that has a word so often, before the word's weight.
    static func impact(of frequency: Int, length: Int, among texts: TextStatistics) -> Double {
        Double(frequency) * (k1 + 1) / (Double(frequency) + texts.saturation(of: length))
    }

    /// How often a word must stand in a text of a length to be worth half of what it can be.
    static func saturation(of length: Int, averageLength: Double) -> Double {
        k1 * (1 - b + b * (Double(length) / averageLength))
    }

    func impact(of frequency: Int, length: Int) -> Double { Self.impact(of: frequency, length: length, among: texts) }

    /// - Parameter documents: rising.
    func scores(of documents: PostingList, in collection: IndexedCollection) -> [Double] {
        let lengths = documents.documents.map(collection.text.length)
        var scores = [Double](repeating: 0, count: documents.count)
        for (word, weight) in words {
            for (place, frequency) in collection.text.frequencies(of: word, in: documents).enumerated()
            where frequency > 0 {
                scores[place] += weight * impact(of: Int(frequency), length: lengths[place])
            }
        }
        return scores
    }
}
