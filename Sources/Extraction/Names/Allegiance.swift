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
    private let counts: [Int32: (count: Int, first: Int)]
    private let places: [PlaceMention]
    /// Where institutions are named, and which.
    private let bodies: [(tokens: Range<Int>, index: Int)]

    init(text: NameText, partners: PartnerReader, home: Int32?, bodies: [(tokens: Range<Int>, index: Int)]) {
        self.text = text
        self.partners = partners.ranking
        self.home = home
        mentions = partners.partners
        counts = partners.counts
        places = partners.places
        self.bodies = bodies
    }

    mutating func settle(_ roster: inout Roster, _ institutions: inout InstitutionRegister) {
        for entry in roster.entries.indices where roster.entries[entry].partner == nil {
            if let partner = byPortfolio(roster, entry) { roster.update(entry) { $0.partner = partner } }
        }
        for entry in roster.entries.indices where roster.entries[entry].partner == nil {
            guard let found = bySentence(roster, entry, institutions) else { continue }
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
        // A state named but once may have such a ministry and no part in the report.
        let named = partners.filter { $0 != home && (counts[$0]?.count ?? 0) > 1 }
        let known = (home.map { [$0] } ?? []) + (named.isEmpty ? partners : named)
        let first = person.mentions.first.flatMap { sentence(around: $0.lowerBound) }
        let others = first.map { self.others(in: $0, than: entry, roster) } ?? []
        // The other one in "met the Italian Minister of the Interior" is not Italy's too; a deputy may be.
        let fitting = known.filter { partner in
            (!others.contains(partner) || !isGeneric(portfolios, known))
                && portfolios.contains { text.tables.ministry(of: partner, for: $0) != nil }
        }
        guard fitting.count > 1 else { return fitting.first }
        let taken = Set(
            roster.entries.indices.filter { $0 != entry }.compactMap { other -> Int32? in
                // Minister and deputy minister may be of one partner, two ministers are not.
                let isTaken = roster.entries[other].posts.contains { post in
                    person.posts.contains { $0.words == post.words && $0.isDeputy == post.isDeputy }
                }
                return isTaken ? roster.entries[other].partner : nil
            })
        return fitting.first { !taken.contains($0) } ?? fitting.first
    }

    /// Whether more than one of the partners has such a ministry.
    private func isGeneric(_ portfolios: [[Word]], _ partners: [Int32]) -> Bool {
        partners.count { partner in portfolios.contains { text.tables.ministry(of: partner, for: $0) != nil } } != 1
            || portfolios.contains { $0.count < 2 }
    }

    private func portfolio(of phrase: PostPhrase) -> [Word] {
        (phrase.before.map(text.core) ?? []) + (phrase.complement.map(text.core) ?? [])
    }

    /// The partner named in a sentence with the person that is nobody else's there.
    private func bySentence(
        _ roster: Roster, _ entry: Int, _ institutions: InstitutionRegister
    ) -> (partner: Int32, tokens: Range<Int>)? {
        let person = roster.entries[entry]
        var fallback: (partner: Int32, tokens: Range<Int>)?
        // A sentence of which the person is the subject tells more than one in which he is only met.
        for mention in person.mentions.prefix(8) {
            guard let sentence = sentence(around: mention.lowerBound) else { continue }
            let others = others(in: sentence, than: entry, roster)
            for (number, tokens) in sides(in: sentence, institutions) {
                guard !others.contains(number), !mention.overlaps(tokens) else { continue }
                let found = (number, clause(around: tokens, in: sentence))
                if isSubject(mention, in: sentence) { return found }
                if fallback == nil { fallback = found }
            }
        }
        if let fallback { return fallback }
        guard let first = person.mentions.first, let sentence = sentence(around: first.lowerBound) else { return nil }
        let others = others(in: sentence, than: entry, roster)
        return (near(first) + (home.map { [$0] } ?? []) + partners.prefix(2)).first { !others.contains($0) }.map {
            ($0, first)
        }
    }

    /// The partners of the other people in a sentence.
    private func others(in sentence: Range<Int>, than entry: Int, _ roster: Roster) -> Set<Int32> {
        Set(
            roster.entries.indices.compactMap { other in
                let isThere =
                    other != entry && roster.entries[other].mentions.contains { sentence.contains($0.lowerBound) }
                return isThere ? roster.entries[other].partner : nil
            })
    }

    /// The partners named in a sentence, and those of the institutions named there.
    private func sides(in sentence: Range<Int>, _ institutions: InstitutionRegister) -> [(Int32, Range<Int>)] {
        mentions.lazy.filter { $0.form != .demonym && sentence.contains($0.tokens.lowerBound) }.compactMap { named in
            number(of: named).map { ($0, named.tokens) }
        }
            + bodies.filter { sentence.contains($0.tokens.lowerBound) }.compactMap { body in
                institutions.owners[body.index].map { ($0, body.tokens) }
            }
    }

    /// The country of the town named last before a token, not far away.
    private func near(_ mention: Range<Int>) -> [Int32] {
        let place = places.last {
            $0.tokens.lowerBound < mention.lowerBound && mention.lowerBound - $0.tokens.upperBound < 60
        }
        return place?.country.flatMap { text.tables.number(of: $0) }.map { [$0] } ?? []
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
                $0.tokens.lowerBound >= tokens.lowerBound
                    && $0.tokens.upperBound <= min(sentence.upperBound, between + 12)
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

    private mutating func settlePosts(of entry: Int, _ roster: inout Roster, _ institutions: inout InstitutionRegister)
    {
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
                    "the post's institution is the body the person speaks for",
                    institutions.institutions[council].tokens
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
            for form in [portfolio] + forms {
                if let found = tables.institution(of: partner, core: form) { return found }
            }
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
