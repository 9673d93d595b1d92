internal import Records

/// What the `q` parameter asks of a text: words, `"phrases"`, `prefixes*` and `-exclusions`, all of which must hold.
package struct TextQuery: Sendable, Equatable {
    package enum Condition: Sendable, Equatable {
        case word(String)
        case prefix(String)
        /// Folded words with one space between.
        case phrase(String)
    }

    package private(set) var required: [Condition] = []
    package private(set) var excluded: [Condition] = []

    /// - Returns: nil when nothing in `text` can be looked for.
    package init?(_ text: String) {
        var rest = text[...]
        while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
            rest = rest[start...]
            let isExcluded = rest.first == "-"
            if isExcluded { rest.removeFirst() }
            let condition: [Condition]
            if rest.first == "\"" {
                rest.removeFirst()
                let end = rest.firstIndex(of: "\"") ?? rest.endIndex
                let words = TextIndex.words(of: String(rest[..<end]))
                condition = words.isEmpty ? [] : [.phrase(words.joined(separator: " "))]
                rest = rest[end...].dropFirst()
            } else {
                let end = rest.firstIndex(where: \.isWhitespace) ?? rest.endIndex
                let token = rest[..<end]
                let words = TextIndex.words(of: String(token))
                condition = words.enumerated().map { index, word in
                    token.last == "*" && index == words.count - 1 ? .prefix(word) : .word(word)
                }
                rest = rest[end...]
            }
            if isExcluded { excluded += condition } else { required += condition }
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

    init(_ texts: [[String]]) {
        var lists: [String: PostingList] = [:]
        for (document, parts) in texts.enumerated() {
            // Two parts never make a phrase together: a full stop, which no word holds, stands between them.
            let words = parts.map { Self.words(of: $0) }
            self.texts.append(" " + words.map { $0.joined(separator: " ") }.joined(separator: " . ") + " ")
            for word in words.joined() { lists[word, default: PostingList()].append(UInt32(document)) }
        }
        dictionary = lists.keys.sorted()
        postings = dictionary.map { lists[$0] ?? PostingList() }
    }

    /// Folded words: runs of letters and digits, blind to case and diacritics.
    static func words(of text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map { Folding.fold(String($0)) }.filter { !$0.isEmpty }
    }

    func documents(_ query: TextQuery, among all: PostingList) -> PostingList {
        var result = all
        for condition in query.required { result = result.intersection(documents(condition)) }
        for condition in query.excluded { result = result.subtracting(documents(condition)) }
        return result
    }

    private func documents(_ condition: TextQuery.Condition) -> PostingList {
        switch condition {
        case .word(let word):
            let position = lowerBound(word)
            return position < dictionary.count && dictionary[position] == word ? postings[position] : PostingList()
        case .prefix(let prefix):
            var result = PostingList()
            var position = lowerBound(prefix)
            while position < dictionary.count, dictionary[position].hasPrefix(prefix) {
                result = result.union(postings[position])
                position += 1
            }
            return result
        case .phrase(let phrase):
            let words = phrase.split(separator: " ").map { documents(.word(String($0))) }
            let candidates = words.dropFirst().reduce(words.first ?? PostingList()) { $0.intersection($1) }
            return PostingList(rising: candidates.documents.filter { texts[Int($0)].contains(" \(phrase) ") })
        }
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
