/// Which institution of the vocabulary a post belongs to.
enum PostBody {
    /// The words of what a post is for.
    static func portfolio(of phrase: PostPhrase, in text: NameText) -> [Word] {
        (phrase.before.map(text.core) ?? []) + (phrase.complement.map(text.core) ?? [])
    }

    /// The number of a partner's institution; nil when the vocabulary has none.
    static func known(_ phrase: PostPhrase, of partner: Int32, in text: NameText) -> Int32? {
        let words = text.words
        let head = text.core(phrase.head.tokens)
        let portfolio = portfolio(of: phrase, in: text)
        let tables = text.tables
        if head.contains(words.party) { return tables.institution(of: partner, core: [words.communist, words.party]) }
        if head.contains(words.police) || portfolio.contains(words.police) {
            let forms = [[words.national, words.police], [words.police, words.force], [words.federal, words.police]]
            for form in [portfolio] + forms {
                if let found = tables.institution(of: partner, core: form) { return found }
            }
        }
        if !portfolio.isEmpty {
            if let found = tables.ministry(of: partner, for: portfolio) { return found }
            return tables.institution(of: partner, core: portfolio)
        }
        // "Politburo member", "Secretary of the Security Council"
        guard head.count > 1 else { return nil }
        return tables.institution(of: partner, core: Array(head.prefix(1)))
            ?? tables.institution(of: partner, core: Array(head.dropFirst()))
    }
}
