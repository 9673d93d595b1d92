/// Finds whom people speak for and which institution their posts belong to, when their posts do not say.
struct Allegiance {
    let text: NameText
    /// The partners the report names, the most frequent first.
    let partners: [Int32]
    /// By partner's number: what the dateline's town makes likely.
    let home: Int32?
    /// So many people are compared.
    private static let limit = 64

    /// By person: why the partner or an institution is known, and the phrase that tells it.
    private(set) var bases: [Int: (words: String, tokens: Range<Int>)] = [:]
    private let mentions: [PartnerMention]
    private let counts: [Int32: (count: Int, first: Int)]
    private let places: [PlaceMention]
    /// Where people are named, and who.
    private var people: [(tokens: Range<Int>, index: Int)] = []
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
        people = roster.entries.enumerated().flatMap { index, entry in entry.mentions.map { (tokens: $0, index: index) }
        }
        .sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
        for entry in roster.entries.indices where roster.entries[entry].partner == nil {
            if let partner = byCoordination(roster, entry) ?? byPortfolio(roster, entry) {
                roster.update(entry) { $0.partner = partner }
            }
        }
        for entry in roster.entries.indices where roster.entries[entry].partner == nil {
            guard let found = bySentence(roster, entry, institutions) else { continue }
            roster.update(entry) { $0.partner = found.partner }
            bases[entry] = ("the post's partner is the party the person speaks for", found.tokens)
        }
        for entry in roster.entries.indices { settlePosts(of: entry, &roster, &institutions) }
    }

    /// The partner before the first of two titles: "Hungarian Foreign Minister A and Interior Minister B".
    private func byCoordination(_ roster: Roster, _ entry: Int) -> Int32? {
        let person = roster.entries[entry]
        guard let mention = person.mentions.first, let post = person.posts.first,
            let neighbour = slice(of: people, in: max(0, mention.lowerBound - 40)..<mention.lowerBound, \.tokens).last,
            (0...2).contains(mention.lowerBound - neighbour.tokens.upperBound),
            text[mention.lowerBound - 1].word == text.words.and,
            let first = roster.entries[neighbour.index].posts.last(where: { $0.phrase.partner != nil }),
            let partner = first.phrase.partner, first.phrase.tokens.lowerBound == neighbour.tokens.lowerBound
        else { return nil }
        if isTelling(post.phrase) { return known(post.phrase, of: partner) == nil ? nil : partner }
        let isLikely = first.phrase.head.sense != post.phrase.head.sense
        return isLikely && post.phrase.level(for: partner, in: text) != "ambassadorial" ? partner : nil
    }

    /// The partner whose ministry the post heads: only Vietnam of the report's states has one of Public Security.
    private func byPortfolio(_ roster: Roster, _ entry: Int) -> Int32? {
        let person = roster.entries[entry]
        let posts = person.posts.filter { isTelling($0.phrase) }
        guard !posts.isEmpty else { return nil }
        func has(_ partner: Int32) -> Bool { posts.contains { known($0.phrase, of: partner) != nil } }
        // A state named but once may have such a ministry and no part in the report.
        let named = partners.filter { $0 != home && (counts[$0]?.count ?? 0) > 1 }.prefix(8)
        let sides = (home.map { [$0] } ?? []) + (named.isEmpty ? partners.prefix(8) : named)
        let having = sides.filter(has)
        let isGeneric = having.count != 1 || posts.contains { portfolio(of: $0.phrase).count == 1 }
        // The other one in "met the Italian Minister of the Interior" is not Italy's too; a deputy may be.
        let first = person.mentions.first.flatMap { self.sentence(around: $0.lowerBound) }
        let others = first.map { self.others(in: $0, than: entry, roster) }
        let fitting = isGeneric ? having.filter { others?.contains($0) != true } : having
        guard fitting.count > 1 else { return fitting.first }
        let taken = Set(
            roster.entries.indices.prefix(Allegiance.limit).filter { $0 != entry }.compactMap { other -> Int32? in
                // Minister and deputy minister may be of one partner, two ministers are not.
                let isTaken = roster.entries[other].posts.contains { post in
                    person.posts.contains { $0.words == post.words && $0.isDeputy == post.isDeputy }
                }
                return isTaken ? roster.entries[other].partner : nil
            })
        return fitting.first { !taken.contains($0) } ?? fitting.first
    }

    /// Whether a post says what it is for: `minister` alone fits any state.
    private func isTelling(_ phrase: PostPhrase) -> Bool {
        !portfolio(of: phrase).isEmpty || text.core(phrase.head.tokens).contains(text.words.party)
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
            slice(of: people, in: sentence, \.tokens).compactMap {
                $0.index == entry ? nil : roster.entries[$0.index].partner
            })
    }

    /// The partners named in a sentence, and those of the institutions named there; not the town or state of a visit.
    private func sides(in sentence: Range<Int>, _ institutions: InstitutionRegister) -> [(Int32, Range<Int>)] {
        slice(of: mentions, in: sentence, \.tokens).compactMap { named in
            guard named.form != .demonym, !isDestination(named.tokens) else { return nil }
            return number(of: named).map { ($0, named.tokens) }
        }
            + slice(of: bodies, in: sentence, \.tokens).compactMap { body in
                institutions.owners[body.index].map { ($0, body.tokens) }
            }
    }

    private func isDestination(_ tokens: Range<Int>) -> Bool {
        let before = tokens.lowerBound - 1
        return before >= 0 && text.words.destinations.contains(text[before].word)
    }

    /// The country of the town named last before a token, not far away.
    private func near(_ mention: Range<Int>) -> [Int32] {
        let place = slice(of: places, in: max(0, mention.lowerBound - 60)..<mention.lowerBound, \.tokens).last
        return place?.country.flatMap { text.tables.number(of: $0) }.map { [$0] } ?? []
    }

    /// The elements that begin in a range of tokens, of an array in the report's order.
    private func slice<Element>(
        of elements: [Element], in range: Range<Int>, _ tokens: (Element) -> Range<Int>
    ) -> ArraySlice<Element> {
        func first(from token: Int) -> Int {
            var low = 0
            var high = elements.count
            while low < high {
                let middle = (low + high) / 2
                if tokens(elements[middle]).lowerBound < token { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return elements[first(from: range.lowerBound)..<first(from: range.upperBound)]
    }

    private func number(of mention: PartnerMention) -> Int32? {
        text.partner(at: mention.tokens.lowerBound, before: mention.tokens.upperBound)?.number
            ?? text.text.matches(in: mention.tokens.prefix(1)).lazy.compactMap { text.tables.partner($0.sense) }.first
    }

    /// `between the EU and Vietnam` around either of the two.
    private func clause(around tokens: Range<Int>, in sentence: Range<Int>) -> Range<Int> {
        let start = max(sentence.lowerBound, tokens.lowerBound - 8)
        guard let between = (start..<tokens.lowerBound).last(where: { text[$0].word == text.words.between }),
            let last = slice(of: mentions, in: tokens.lowerBound..<min(sentence.upperBound, between + 12), \.tokens)
                .last
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
        // "Politburo member", "Secretary of the Security Council"
        guard head.count > 1 else { return nil }
        return tables.institution(of: partner, core: Array(head.prefix(1)))
            ?? tables.institution(of: partner, core: Array(head.dropFirst()))
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
