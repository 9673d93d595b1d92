/// What the `q` parameter asks of a text: words, `"phrases"`, `prefixes*` and `-exclusions`, all of which must hold, but of
/// those that `OR` joins one at least.
package struct TextQuery: Sendable, Equatable {
    package struct Word: Sendable, Hashable {
        /// Folded.
        package let text: String
        /// Whether it may go on.
        package let isOpen: Bool
        /// Words that may stand in its place.
        package fileprivate(set) var others: [String] = []

        /// Whether it stands for itself alone.
        var isPlain: Bool { !isOpen && others.isEmpty }
    }

    /// Words that stand next to each other; one word most of the time.
    package typealias Phrase = [Word]

    /// Of each group one phrase at least.
    package private(set) var required: [[Phrase]] = []
    package private(set) var excluded: [Phrase] = []

    /// Asks for nothing: every text fits.
    package init() {}

    /// - Returns: nil when nothing in `text` can be looked for.
    package init?(_ text: String) {
        var rest = text[...]
        // Whether the next phrase joins the group before it.
        var isAlternative = false
        while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
            rest = rest[start...]
            let isExcluded = rest.first == "-"
            if isExcluded { rest.removeFirst() }
            let isQuoted = rest.first == "\""
            if isQuoted { rest.removeFirst() }
            let end = rest.firstIndex { isQuoted ? $0 == "\"" : $0.isWhitespace } ?? rest.endIndex
            let token = rest[..<end]
            rest = rest[end...].dropFirst()
            if token == "OR", !isQuoted, !isExcluded, !isAlternative, !required.isEmpty {
                isAlternative = true
                continue
            }
            // What punctuation joins, as in `cyber-security`, stands together.
            let words = TextIndex.words(of: String(token))
            guard !words.isEmpty else { continue }
            let isOpen = !isQuoted && token.last == "*"
            let phrase = words.indices.map { Word(text: words[$0], isOpen: isOpen && $0 == words.count - 1) }
            if isExcluded {
                excluded.append(phrase)
            } else if isAlternative {
                required[required.count - 1].append(phrase)
                isAlternative = false
            } else {
                required.append([phrase])
            }
        }
        if required.isEmpty, excluded.isEmpty { return nil }
    }

    package var words: [Word] { requiredWords + excluded.joined() }

    /// Those of phrases that a text may be found by.
    var requiredWords: [Word] { required.flatMap { $0.flatMap { $0 } } }

    /// The same with other words that may stand in place of required ones.
    func allowing(_ others: [String: [String]]) -> TextQuery {
        var query = self
        query.required = required.map { phrases in
            phrases.map { phrase in
                phrase.map { word in
                    var word = word
                    if !word.isOpen { word.others = others[word.text] ?? [] }
                    return word
                }
            }
        }
        return query
    }

    /// When it asks for nothing but one of two different plain words: these.
    var eitherWord: (Word, Word)? {
        guard required.count == 1, excluded.isEmpty, required[0].count == 2,
            required[0].allSatisfy({ $0.count == 1 && $0[0].isPlain }), required[0][0] != required[0][1]
        else { return nil }
        return (required[0][0][0], required[0][1][0])
    }
}
