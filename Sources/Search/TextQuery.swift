/// What the `q` parameter asks of a text: words, `"phrases"`, `prefixes*` and `-exclusions`, all of which must hold.
package struct TextQuery: Sendable, Equatable {
    package struct Word: Sendable, Hashable {
        /// Folded.
        package let text: String
        /// Whether it may go on.
        package let isOpen: Bool
        /// Words that may stand in its place.
        package fileprivate(set) var others: [String] = []
    }

    /// Words that stand next to each other; one word most of the time.
    package typealias Phrase = [Word]

    package private(set) var required: [Phrase] = []
    package private(set) var excluded: [Phrase] = []

    /// Asks for nothing: every text fits.
    package init() {}

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
            let isOpen = !isQuoted && token.last == "*"
            let phrase = words.indices.map { Word(text: words[$0], isOpen: isOpen && $0 == words.count - 1) }
            if isExcluded { excluded.append(phrase) } else { required.append(phrase) }
        }
        if required.isEmpty, excluded.isEmpty { return nil }
    }

    package var words: [Word] { (required + excluded).flatMap { $0 } }

    /// The same with other words that may stand in place of required ones.
    func allowing(_ others: [String: [String]]) -> TextQuery {
        var query = self
        query.required = required.map { phrase in
            phrase.map { word in
                var word = word
                if !word.isOpen { word.others = others[word.text] ?? [] }
                return word
            }
        }
        return query
    }
}
