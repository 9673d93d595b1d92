internal import Records

/// Which documents hold which words, how often and in which order.
final class TextIndex: Sendable {
    /// Letters from which on a word is taken for a mistyped one when nothing fits; shorter ones are one edit away from too
    /// many.
    static let shortestCorrected = 5

    let dictionary: WordDictionary
    let postings: PackedPostings
    /// Of words that more than one in sixteen documents has also the documents as bits.
    private let dense: [Int: Bitmap]
    /// The words of all documents in the order in which they were read, and for each of their numbers the dictionary's.
    private let parts: [(words: TextPart, numbers: [UInt32])]
    /// For each document its place in that order.
    private let order: [UInt32]
    let lengths: [UInt16]
    /// Words of all documents.
    let totalLength: Int

    /// - Parameters:
    ///   - parts: all documents' words, in the order in which they were read.
    ///   - order: for each document its place in that order.
    init(_ parts: [TextPart], order: [UInt32]) {
        var table = WordTable()
        let known = parts.map { table.add($0.words) }
        let (dictionary, renumbered) = table.sorted()
        self.dictionary = dictionary
        self.parts = zip(parts, known).map { part, numbers in
            (part.withoutWords(), numbers.map { renumbered[Int($0)] })
        }
        self.order = order
        lengths = order.map { parts[Int($0) / FieldPart.size].lengths[Int($0) % FieldPart.size] }
        totalLength = lengths.reduce(0) { $0 + Int($1) }
        (postings, dense) = TextInversion(self.parts, order: order, words: dictionary.count).inverted()
    }

    /// - Parameter texts: the parts of each document, by number.
    convenience init(_ texts: [[String]]) {
        var parts: [TextPart] = []
        for (number, text) in texts.enumerated() {
            if number % FieldPart.size == 0 { parts.append(TextPart()) }
            parts[parts.count - 1].add(text)
        }
        self.init(parts, order: Array(0..<UInt32(texts.count)))
    }

    private init(_ index: TextIndex, postings: PackedPostings) {
        self.postings = postings
        (dictionary, dense, parts, order) = (index.dictionary, index.dense, index.parts, index.order)
        (lengths, totalLength) = (index.lengths, index.totalLength)
    }

    /// The same, its blocks of postings told what they are worth at best, so that a search for the best can leave them out.
    func rated(among texts: TextStatistics) -> TextIndex {
        var postings = postings
        postings.rate { document, frequency in
            Ranking.impact(of: frequency, length: Int(self.lengths[Int(document)]), among: texts)
        } rank: {
            self.order[Int($0)]
        }
        return TextIndex(self, postings: postings)
    }

    /// What it takes in memory.
    var size: Int {
        dictionary.size + postings.size + dense.values.reduce(0) { $0 + 8 * $1.words.count } + 2 * lengths.count
            + parts.reduce(0) { $0 + $1.words.size + 4 * $1.numbers.count }
    }

    /// How often a document has a word, however often it has it.
    var postingCount: Int { postings.counts.reduce(0) { $0 + Int($1) } }

    /// Folded words: runs of letters and digits, blind to case and diacritics.
    static func words(of text: String) -> [String] {
        var folded = Folding.fold(text)
        return folded.withUTF8 { bytes in
            bytes.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    var documentCount: Int { lengths.count }

    func documentCount(of word: Int) -> Int { Int(postings.counts[word]) }

    func length(of document: UInt32) -> Int { Int(lengths[Int(document)]) }

    // MARK: Finding

    func documents(_ query: TextQuery, among all: PostingList) -> PostingList {
        var lists = query.required.map { phrases in PostingList.union(of: phrases.map(documents)) }
        lists.sort { $0.count < $1.count }
        var result = lists.first?.intersection(all) ?? all
        for list in lists.dropFirst() { result = result.intersection(list) }
        for phrase in query.excluded { result = result.subtracting(documents(phrase)) }
        return result
    }

    /// How many documents have a word.
    func documentCount(with word: TextQuery.Word) -> Int {
        if word.isPlain { return dictionary.number(of: word.text).map(documentCount) ?? 0 }
        return documents(with: numbers(of: word)).count
    }

    /// For each of `documents`, which rise, how often a word stands in it.
    func frequencies(of word: TextQuery.Word, in documents: PostingList) -> [UInt32] {
        let wanted = documents.documents
        var sums = [UInt32](repeating: 0, count: wanted.count)
        for number in numbers(of: word).joined() {
            var cursor = PostingCursor(number, postings)
            for (place, document) in wanted.enumerated() {
                guard cursor.advance(to: document, postings) else { break }
                if let frequency = cursor.frequency(of: document, postings) { sums[place] += UInt32(frequency) }
            }
        }
        return sums
    }

    /// The numbers of the words that a word of a query may be.
    private func numbers(of word: TextQuery.Word) -> [Range<Int>] {
        if word.isOpen { return [dictionary.numbers(startingWith: word.text)] }
        let numbers = Set(([word.text] + word.others).compactMap(dictionary.number)).sorted()
        return numbers.map { $0..<$0 + 1 }
    }

    func documents(_ phrase: TextQuery.Phrase) -> PostingList {
        let words = phrase.map(numbers)
        guard var candidates = words.first.map(documents) else { return PostingList() }
        for word in words.dropFirst() { candidates = candidates.intersection(documents(with: word)) }
        if words.count == 1 { return candidates }
        var found: [UInt32] = []
        candidates.forEach { if holds(words, in: $0) { found.append($0) } }
        return PostingList(rising: found)
    }

    private func documents(with numbers: [Range<Int>]) -> PostingList {
        PostingList.union(of: numbers.joined().map(documents))
    }

    private func documents(with number: Int) -> PostingList {
        if let bits = dense[number] { return PostingList(bits, count: documentCount(of: number)) }
        return PostingList(rising: postings.documents(of: number))
    }

    /// Whether the words stand next to each other in a document.
    private func holds(_ words: [[Range<Int>]], in document: UInt32) -> Bool {
        let place = Int(order[Int(document)])
        let part = parts[place / FieldPart.size]
        // A part's end stands in no phrase.
        var text: [Int] = []
        part.words.forEachPlace(of: place % FieldPart.size) { text.append($0.map { Int(part.numbers[Int($0)]) } ?? -1) }
        guard text.count >= words.count else { return false }
        return (0...text.count - words.count).contains { start in
            words.indices.allSatisfy { offset in words[offset].contains { $0.contains(text[start + offset]) } }
        }
    }
}
