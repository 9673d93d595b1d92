internal import Records

/// What the `q` parameter asks of a text: words, `"phrases"`, `prefixes*` and `-exclusions`, all of which must hold.
package struct TextQuery: Sendable, Equatable {
    /// Folded words that stand next to each other; one word most of the time.
    package struct Phrase: Sendable, Equatable {
        package let words: [String]
        /// Whether the last word may go on.
        package let isOpen: Bool
    }

    package private(set) var required: [Phrase] = []
    package private(set) var excluded: [Phrase] = []

    /// - Returns: nil when nothing in `text` can be looked for.
    package init?(_ text: String) {
        var rest = text[...]
        while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
            rest = rest[start...]
            let isExcluded = rest.first == "-"
            if isExcluded { rest.removeFirst() }
            let isQuoted = rest.first == "\""
            if isQuoted { rest.removeFirst() }
            let end = rest.firstIndex { isQuoted ? $0 == "\"" : $0.isWhitespace } ?? rest.endIndex
            let token = rest[..<end]
            rest = rest[end...].dropFirst()
            // What punctuation joins, as in `cyber-security`, stands together.
            let words = TextIndex.words(of: String(token))
            guard !words.isEmpty else { continue }
            let phrase = Phrase(words: words, isOpen: !isQuoted && token.last == "*")
            if isExcluded { excluded.append(phrase) } else { required.append(phrase) }
        }
        if required.isEmpty, excluded.isEmpty { return nil }
    }
}

/// Which documents hold which words: a sorted dictionary of folded words, a posting list for each, and the folded text
/// of each document for phrases.
struct TextIndex: Sendable {
    private var dictionary: [String] = []
    private var postings: [PostingList] = []
    /// Folded words of each document with one space between and around.
    private var texts: [String] = []

    /// Letters from which on a word is taken for a mistyped one when nothing fits; shorter ones are one edit away from too
    /// many.
    static let shortestCorrected = 5

    init(_ texts: [[String]]) {
        var lists: [String: PostingList] = [:]
        for (document, parts) in texts.enumerated() {
            // Two parts never make a phrase together: a full stop, which no word holds, stands between them.
            let folded = parts.map(Folding.fold)
            self.texts.append(" " + folded.joined(separator: " . ") + " ")
            for word in folded.flatMap(Self.split) { lists[word, default: PostingList()].append(UInt32(document)) }
        }
        dictionary = lists.keys.sorted()
        postings = dictionary.map { lists[$0] ?? PostingList() }
    }

    /// Folded words: runs of letters and digits, blind to case and diacritics.
    static func words(of text: String) -> [String] {
        split(Folding.fold(text))
    }

    /// The words of a folded text. Over bytes: building the index spends much of its time here.
    private static func split(_ folded: String) -> [String] {
        var folded = folded
        return folded.withUTF8 { bytes in
            bytes.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    func documents(_ query: TextQuery, among all: PostingList) -> PostingList {
        var result = all
        for phrase in query.required { result = result.intersection(documents(phrase)) }
        for phrase in query.excluded { result = result.subtracting(documents(phrase)) }
        return result
    }

    private func documents(_ phrase: TextQuery.Phrase) -> PostingList {
        var candidates: PostingList?
        for (index, word) in phrase.words.enumerated() {
            let isOpen = phrase.isOpen && index == phrase.words.count - 1
            let list = isOpen ? documents(startingWith: word) : documents(with: word)
            candidates = candidates?.intersection(list) ?? list
        }
        guard let candidates, phrase.words.count > 1 else { return candidates ?? PostingList() }
        let wanted = " " + phrase.words.joined(separator: " ") + (phrase.isOpen ? "" : " ")
        return PostingList(rising: candidates.documents.filter { texts[Int($0)].contains(wanted) })
    }

    private func documents(with word: String) -> PostingList {
        let position = lowerBound(word)
        return position < dictionary.count && dictionary[position] == word ? postings[position] : PostingList()
    }

    private func documents(startingWith prefix: String) -> PostingList {
        let start = lowerBound(prefix)
        return PostingList.union(
            of: postings[start...].prefix(dictionary[start...].prefix { $0.hasPrefix(prefix) }.count))
    }

    private func lowerBound(_ word: String) -> Int {
        var (low, high) = (0, dictionary.count)
        while low < high {
            let middle = (low + high) / 2
            if dictionary[middle] < word { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
