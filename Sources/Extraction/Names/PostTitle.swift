extension PostPhrase {
    /// The post written out in one order: `Deputy Public Security Minister` → `Deputy Minister of Public Security`.
    func title(in text: NameText) -> String {
        var parts = modifiers.filter { !isDropped($0, text) }.map { words($0.tokens, text) }
        let head = words(head.tokens, text)
        if let before, complement == nil, isMinister(text) {
            let portfolio = words(before, text)
            parts.append("\(head) of \(PostPhrase.full[portfolio] ?? portfolio)")
        } else {
            if let before { parts.append(words(before, text)) }
            parts.append(head)
            if let complement { parts.append(words(complement, text)) }
        }
        return parts.joined(separator: " ")
    }

    /// `Foreign Minister` heads Foreign Affairs.
    private static let full = ["Foreign": "Foreign Affairs", "Home": "Home Affairs"]

    private func isMinister(_ text: NameText) -> Bool {
        head.tokens.count == 1 && text[head.tokens.lowerBound].word == text.words.minister
    }

    /// What tells of the day and not of the post: `visiting`, `newly appointed`, `former`.
    private func isDropped(_ modifier: TokenizedReport.Match, _ text: NameText) -> Bool {
        ["former", "passing"].contains(text.text.value(modifier))
    }

    /// With capitals, in the singular where the post is one of several.
    private func words(_ range: Range<Int>, _ text: NameText) -> String {
        var result = ""
        // "Politburo member" stays as written, "deputy chief" gets its capitals.
        let isLower = !range.contains { text.isCapitalised($0) }
        for index in range {
            let token = text[index]
            var word = text.text.text(index..<index + 1)
            if isLower, token.shape.contains(.letters), !text.words.isConnector(token.word) {
                word = word.prefix(1).uppercased() + word.dropFirst()
            }
            if isPlural, index == PostPhrase.noun(head.tokens, text) || index == head.tokens.upperBound - 1 {
                word = PostPhrase.singular(word)
            }
            if !result.isEmpty, !token.shape.contains(.glued) || index == range.lowerBound { result += " " }
            result += word
        }
        return result
    }

    private static func singular(_ word: String) -> String {
        if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
        return word.hasSuffix("s") ? String(word.dropLast()) : word
    }

    /// Whether the post is held now.
    func isCurrent(in text: NameText) -> Bool {
        !modifiers.contains { text.tables.modifiers[Int($0.sense.value)] == .former }
    }
}
