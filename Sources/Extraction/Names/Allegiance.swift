/// Finds whom people speak for and which institution their posts belong to, when their posts do not say.
struct Allegiance {
    let text: NameText
    /// The partners the report names, the most frequent first.
    let partners: [Int32]
    /// By partner's number: what the dateline's town makes likely.
    let home: Int32?
    /// By person: why the partner or an institution is known, and the phrase that tells it.
    private(set) var bases: [Int: (words: String, tokens: Range<Int>)] = [:]
    private let mentions: [PartnerMention]

    init(text: NameText, partners: PartnerReader, home: Int32?) {
        self.text = text
        self.partners = partners.ranking
        self.home = home
        mentions = partners.partners
    }

    mutating func settle(_ roster: inout Roster, _ institutions: inout InstitutionRegister) {
        for entry in roster.entries.indices where roster.entries[entry].partner == nil {
            if let partner = byPortfolio(roster, entry) { roster.update(entry) { $0.partner = partner } }
        }
        for entry in roster.entries.indices where roster.entries[entry].partner == nil {
            guard let found = bySentence(roster, entry) else { continue }
            roster.update(entry) { $0.partner = found.partner }
            bases[entry] = ("the post's partner is the party the person speaks for", found.tokens)
        }
        for entry in roster.entries.indices { settlePosts(of: entry, &roster, &institutions) }
    }

    /// The partner whose ministry the post heads: only Vietnam of the report's states has one of Public Security.
    private func byPortfolio(_ roster: Roster, _ entry: Int) -> Int32? {
        let person = roster.entries[entry]
        let portfolios = person.posts.map { portfolio(of: $0.phrase) }.filter { !$0.isEmpty }
        guard !portfolios.isEmpty else { return nil }
        let known = (home.map { [$0] } ?? []) + partners.filter { $0 != home }
        let fitting = known.filter { partner in
            portfolios.contains { text.tables.ministry(of: partner, for: $0) != nil }
        }
        guard fitting.count > 1 else { return fitting.first }
        let taken = Set(
            roster.entries.indices.filter { $0 != entry }.compactMap { other -> Int32? in
                let posts = roster.entries[other].posts.map { portfolio(of: $0.phrase) }
                return posts.contains(where: portfolios.contains) ? roster.entries[other].partner : nil
            })
        return fitting.first { !taken.contains($0) } ?? fitting.first
    }

    private func portfolio(of phrase: PostPhrase) -> [Word] {
        (phrase.before.map(text.core) ?? []) + (phrase.complement.map(text.core) ?? [])
    }

    /// The partner named in a sentence with the person that is nobody else's there.
    private func bySentence(_ roster: Roster, _ entry: Int) -> (partner: Int32, tokens: Range<Int>)? {
        let person = roster.entries[entry]
        let others = Set(roster.entries.indices.filter { $0 != entry }.compactMap { roster.entries[$0].partner })
        var fallback: (partner: Int32, tokens: Range<Int>)?
        // A sentence of which the person is the subject tells more than one in which he is only met.
        for mention in person.mentions.prefix(8) {
            guard let sentence = sentence(around: mention.lowerBound) else { continue }
            for named in mentions where named.form != .demonym && sentence.contains(named.tokens.lowerBound) {
                guard let number = number(of: named), !others.contains(number), !mention.overlaps(named.tokens) else {
                    continue
                }
                let found = (number, clause(around: named.tokens, in: sentence))
                if isSubject(mention, in: sentence) { return found }
                if fallback == nil { fallback = found }
            }
        }
        if let fallback { return fallback }
        if let first = person.mentions.first {
            if let home, !others.contains(home) { return (home, first) }
            if let other = partners.prefix(2).first(where: { !others.contains($0) }) { return (other, first) }
        }
        return nil
    }

    private func number(of mention: PartnerMention) -> Int32? {
        text.partner(at: mention.tokens.lowerBound, before: mention.tokens.upperBound)?.number
            ?? text.text.matches(in: mention.tokens.prefix(1)).lazy.compactMap { text.tables.partner($0.sense) }.first
    }

    /// `between the EU and Vietnam` around either of the two.
    private func clause(around tokens: Range<Int>, in sentence: Range<Int>) -> Range<Int> {
        let start = max(sentence.lowerBound, tokens.lowerBound - 8)
        guard let between = (start..<tokens.lowerBound).last(where: { text[$0].word == text.words.between }),
            let last = mentions.last(where: {
                $0.tokens.lowerBound >= tokens.lowerBound && $0.tokens.upperBound <= min(sentence.upperBound, between + 12)
            })
        else { return tokens }
        return between..<last.tokens.upperBound
    }

    private func isSubject(_ mention: Range<Int>, in sentence: Range<Int>) -> Bool {
        let before = mention.lowerBound - 1
        return before < sentence.lowerBound || text[before].shape.contains(.mark)
    }

    private func sentence(around token: Int) -> Range<Int>? {
        let sentences = text.text.sentences
        var low = 0
        var high = sentences.count
        while low < high {
            let middle = (low + high) / 2
            if sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
        }
        return low < sentences.count ? sentences[low].tokens : nil
    }

    // MARK: Institutions

    private mutating func settlePosts(of entry: Int, _ roster: inout Roster, _ institutions: inout InstitutionRegister) {
        for index in roster.entries[entry].posts.indices {
            let post = roster.entries[entry].posts[index]
            guard let partner = post.partner ?? roster.entries[entry].partner else { continue }
            var institution = post.institution
            if institution == nil, let known = known(post.phrase, of: partner) {
                institution = institutions.enterKnown(known, title(post.phrase))
            }
            if institution == nil, let council = council(post.phrase, of: partner, institutions) {
                institution = council
                bases[entry] = (
                    "the post's institution is the body the person speaks for", institutions.institutions[council].tokens
                )
            }
            roster.update(entry) {
                $0.posts[index].partner = partner
                $0.posts[index].institution = institution
            }
        }
    }

    /// What of a post names its institution: the post without rank and name.
    private func title(_ phrase: PostPhrase) -> Range<Int> { phrase.tokens }

    private func known(_ phrase: PostPhrase, of partner: Int32) -> Int32? {
        let words = text.words
        let head = text.core(phrase.head.tokens)
        let portfolio = portfolio(of: phrase)
        let tables = text.tables
        if head.contains(words.party) { return tables.institution(of: partner, core: [words.communist, words.party]) }
        if head.contains(words.police) || portfolio.contains(words.police) {
            let forms = [[words.national, words.police], [words.police, words.force], [words.federal, words.police]]
            for form in [portfolio] + forms { if let found = tables.institution(of: partner, core: form) { return found } }
        }
        if !portfolio.isEmpty {
            if let found = tables.ministry(of: partner, for: portfolio) { return found }
            return tables.institution(of: partner, core: portfolio)
        }
        // "Politburo member"
        return head.count > 1 ? tables.institution(of: partner, core: Array(head.prefix(1))) : nil
    }

    /// The security council that the report names, for a national security adviser.
    private func council(_ phrase: PostPhrase, of partner: Int32, _ institutions: InstitutionRegister) -> Int? {
        let words = text.words
        let title = text.core(phrase.tokens)
        guard title.contains(words.national), title.contains(words.security) else { return nil }
        return institutions.cores.indices.first {
            institutions.owners[$0] == partner && institutions.cores[$0].contains(words.council)
                && institutions.cores[$0].contains(words.security)
        }
    }
}
