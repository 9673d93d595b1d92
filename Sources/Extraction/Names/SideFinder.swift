/// Finds the partner a person speaks for from what stands around the name.
struct SideFinder {
    let text: NameText
    /// The partners the report names, the most frequent first.
    let partners: [Int32]
    private let counts: [Int32: (count: Int, first: Int)]
    let mentions: [PartnerMention]
    private let places: [PlaceMention]
    private let seats: Set<Int32>
    /// Where people are named, and who; where institutions are named, and which.
    let people: [(tokens: Range<Int>, index: Int)]
    private let bodies: [(tokens: Range<Int>, index: Int)]

    /// So many people are compared.
    private static let limit = 64

    init(
        text: NameText, partners: PartnerReader, people: [(tokens: Range<Int>, index: Int)],
        bodies: [(tokens: Range<Int>, index: Int)]
    ) {
        self.text = text
        self.partners = partners.ranking
        counts = partners.counts
        mentions = partners.partners
        places = partners.places
        seats = partners.seats
        self.people = people
        self.bodies = bodies
    }

    // MARK: By the post

    /// The partner before the first of two titles: "Hungarian Foreign Minister A and Interior Minister B".
    ///
    /// So are "US Secretary A, Attorney General B and Director C", up to so many.
    func byCoordination(_ roster: Roster, _ entry: Int, limit: Int = 6) -> Int32? {
        let person = roster.entries[entry]
        guard limit > 0, let mention = person.mentions.first, let post = person.posts.first,
            let neighbour = slice(of: people, in: max(0, mention.lowerBound - 40)..<mention.lowerBound, \.tokens).last,
            neighbour.index != entry, (0...3).contains(mention.lowerBound - neighbour.tokens.upperBound),
            text[mention.lowerBound - 1].word == text.words.and
                || text[mention.lowerBound - 1].word == text.words.the
                    && text[mention.lowerBound - 2].word == text.words.and
                || isListed(mention) && neighbour.tokens.upperBound == mention.lowerBound - 1
        else { return nil }
        guard let first = roster.entries[neighbour.index].posts.last(where: { $0.phrase.partner != nil }),
            let partner = first.phrase.partner, first.phrase.tokens.lowerBound == neighbour.tokens.lowerBound
        else {
            guard roster.entries[neighbour.index].posts.allSatisfy({ $0.phrase.partner == nil }) else { return nil }
            return byCoordination(roster, neighbour.index, limit: limit - 1)
        }
        if isTelling(post.phrase) {
            func has(_ partner: Int32) -> Bool { PostBody.known(post.phrase, of: partner, in: text) != nil }
            // "Turkish Foreign Minister A and Defence Minister B": when nobody else's defence ministry is known, his.
            let isLikely =
                post.words != first.words && post.isDeputy == first.isDeputy && !partners.prefix(8).contains(where: has)
            return has(partner) || isLikely && meetsOthers(mention) ? partner : nil
        }
        // "Vietnamese Minister A and Minister B" may be of two sides; those of a list are of one.
        let isLikely =
            first.phrase.head.sense != post.phrase.head.sense || isListed(mention) && first.words != post.words
        return isLikely && post.phrase.level(for: partner, in: text) != "ambassadorial" ? partner : nil
    }

    /// Whether the one named last of a pair meets somebody named behind: the two do not meet each other.
    private func meetsOthers(_ mention: Range<Int>) -> Bool {
        guard let sentence = sentence(around: mention.lowerBound),
            let other = slice(of: people, in: mention.upperBound..<sentence.upperBound, \.tokens).first
        else { return false }
        return meets(mention.upperBound..<other.tokens.lowerBound)
    }

    /// Whether a comma stands before a person, and before or behind the next one's title `and`.
    private func isListed(_ mention: Range<Int>) -> Bool {
        guard text.isMark(mention.lowerBound - 1, ","), let sentence = sentence(around: mention.lowerBound),
            let next = slice(of: people, in: mention.upperBound..<sentence.upperBound, \.tokens).first
        else { return false }
        let between = mention.upperBound..<next.tokens.lowerBound
        return between.count <= 2
            && between.allSatisfy { text.isMark($0, ",") || text[$0].word == text.words.and } && !between.isEmpty
    }

    /// The only partner of the report whose ministry or party the post belongs to; the home state's before others'.
    ///
    /// One word (`Interior`) tells nothing, since the vocabulary does not hold every state's ministries.
    func byPortfolio(_ roster: Roster, _ entry: Int, home: Int32?) -> Int32? {
        let posts = roster.entries[entry].posts.filter { isTelling($0.phrase) }
        guard !posts.isEmpty else { return nil }
        func has(_ partner: Int32) -> Bool {
            posts.contains { PostBody.known($0.phrase, of: partner, in: text) != nil }
        }
        if let home, has(home), !isTaken(home, roster, entry) { return home }
        // Every state has an interior minister, and the report's own needs no name.
        if let home, posts.contains(where: { PostBody.portfolio(of: $0.phrase, in: text).count == 1 }),
            !isTaken(home, roster, entry)
        {
            return home
        }
        // A state named but once may have such a ministry and no part in the report.
        let named = partners.filter { $0 != home && (counts[$0]?.count ?? 0) > 1 }.prefix(8)
        let having = (named.isEmpty ? partners.prefix(8) : named).filter(has)
        guard having.count == 1, let only = having.first else { return nil }
        let isDistinct = posts.contains { PostBody.portfolio(of: $0.phrase, in: text).count != 1 }
        let isLikely = home == nil && firstTown.map { $0 == only } ?? true && !isTaken(only, roster, entry)
        return isDistinct || isLikely ? only : nil
    }

    /// Whether a partner has somebody else in a post that only one can hold.
    func isTaken(_ partner: Int32, _ roster: Roster, _ entry: Int) -> Bool {
        let posts = roster.entries[entry].posts
        return roster.entries.prefix(SideFinder.limit).enumerated().contains { index, other in
            guard index != entry, other.partner == partner else { return false }
            return other.posts.contains { post in
                posts.contains { $0.words == post.words && $0.isDeputy == post.isDeputy && isExclusive($0) }
            }
        }
    }

    /// There are many ministers, but one of the interior.
    private func isExclusive(_ post: Roster.Post) -> Bool {
        if isTelling(post.phrase) { return true }
        let level = post.phrase.level(for: post.partner, in: text)
        return level == "head-of-state" || level == "head-of-government" || post.words.count > 1
    }

    /// Whether a post says what it is for: `minister` alone fits any state.
    private func isTelling(_ phrase: PostPhrase) -> Bool {
        !PostBody.portfolio(of: phrase, in: text).isEmpty || text.core(phrase.head.tokens).contains(text.words.party)
    }

    // MARK: By the sentence

    /// `Funakoshi headed the Japanese delegation`, `the Indian delegation was led by Dewal`.
    func byDelegation(_ roster: Roster, _ entry: Int) -> Int32? {
        for mention in roster.entries[entry].mentions.prefix(4) {
            guard let sentence = sentence(around: mention.lowerBound) else { continue }
            for side in slice(of: mentions, in: sentence, \.tokens) where isDelegation(side.tokens, in: sentence) {
                let between =
                    side.tokens.lowerBound >= mention.upperBound
                    ? mention.upperBound..<side.tokens.lowerBound
                    : side.tokens.upperBound..<max(side.tokens.upperBound, mention.lowerBound)
                guard between.count <= 8, between.contains(where: { text.words.leading.contains(text[$0].word) }) else {
                    continue
                }
                return number(of: side)
            }
        }
        return nil
    }

    /// `a delegation of the Ministry of Public Security of Vietnam led by …`
    func byLed(_ roster: Roster, _ entry: Int, _ institutions: InstitutionRegister) -> Int32? {
        guard let mention = roster.entries[entry].mentions.first, let sentence = sentence(around: mention.lowerBound)
        else { return nil }
        let near = max(sentence.lowerBound, mention.lowerBound - 5)..<mention.lowerBound
        guard let led = near.last(where: { text.words.leading.contains(text[$0].word) }) else { return nil }
        let start = max(sentence.lowerBound, led - 25)
        guard let team = (start..<led).last(where: { text.words.delegations.contains(text[$0].word) }) else {
            return nil
        }
        return sides(in: max(sentence.lowerBound, team - 3)..<led, institutions).last?.0
    }

    private func isDelegation(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
        let behind = tokens.upperBound
        return behind < sentence.upperBound && text.words.delegations.contains(text[behind].word)
    }

    /// `Darmanin, who was accompanied by …`: the side of whom the others accompany.
    func byCompany(_ roster: Roster, _ entry: Int) -> Int32? {
        guard let mention = roster.entries[entry].mentions.first, let sentence = sentence(around: mention.lowerBound)
        else { return nil }
        let start = max(sentence.lowerBound, mention.lowerBound - 30)
        guard let word = (start..<mention.lowerBound).last(where: { text[$0].word == text.words.accompanied }) else {
            return nil
        }
        let before = slice(of: people, in: sentence.lowerBound..<word, \.tokens)
        if let host = before.last(where: { $0.index != entry }) { return roster.entries[host.index].partner }
        // The host may be named without a title there.
        return (max(sentence.lowerBound, word - 12)..<word).lazy.filter { text.isCapitalised($0) }
            .compactMap { PersonName(at: $0, before: word, isTitled: false, in: text) }
            .compactMap { roster.candidates($0.words).last }.first.flatMap { roster.entries[$0].partner }
    }

    /// Of two who meet, one is the home state's: who meets its people is a guest, whom a guest meets is at home.
    func byPair(_ roster: Roster, _ entry: Int, home: Int32, _ institutions: InstitutionRegister) -> Int32? {
        guard let mention = roster.entries[entry].mentions.first, let sentence = sentence(around: mention.lowerBound),
            let other = slice(of: people, in: sentence.lowerBound..<mention.lowerBound, \.tokens)
                .last(where: { $0.index != entry }),
            let partner = roster.entries[other.index].partner,
            other.tokens.upperBound < mention.lowerBound,
            meets(other.tokens.upperBound..<mention.lowerBound)
        else { return nil }
        guard partner == home else { return home }
        let named = sides(in: sentence, institutions).map(\.0).filter { $0 != home }
        return named.first ?? partners.first { $0 != home && text.tables.isState[Int($0)] }
    }

    /// Whether the words between two people say that they meet.
    private func meets(_ range: Range<Int>) -> Bool {
        range.count <= 24 && range.contains { text.text.match(at: $0, .exchangeVerb) != nil }
            && !range.contains { text[$0].word == text.words.accompanied }
    }

    /// `Meanwhile in Colombo, …`: the state whose town opens the sentence, or one before it in the paragraph.
    func byTown(_ roster: Roster, _ entry: Int) -> Int32? {
        guard let mention = roster.entries[entry].mentions.first,
            let number = sentenceNumber(around: mention.lowerBound)
        else { return nil }
        let sentences = text.text.sentences
        for index in stride(from: number, through: max(0, number - 3), by: -1) {
            guard sentences[index].unit == sentences[number].unit else { return nil }
            let start = sentences[index].tokens.lowerBound
            let place = slice(of: places, in: start..<min(start + 5, max(start, mention.lowerBound)), \.tokens).first
            guard let place, place.name != nil, place.tokens.lowerBound > start,
                text.words.venues.contains(text[place.tokens.lowerBound - 1].word)
            else { continue }
            return place.country.flatMap { text.tables.number(of: $0) }.flatMap { seats.contains($0) ? nil : $0 }
        }
        return nil
    }

    /// The country of the first town that is named.
    var firstTown: Int32? {
        let town = places.first { $0.name != nil }?.country.flatMap { text.tables.number(of: $0) }
        // In Brussels on Estonia and Finland: a town whose state is not spoken of is where others meet.
        if let town, counts[town] != nil, !seats.contains(town) { return town }
        return partners.first { text.tables.isState[Int($0)] && (counts[$0]?.count ?? 0) >= 3 }
            ?? town.flatMap { seats.contains($0) ? nil : $0 }
    }

    /// The partner named in a sentence with the person that is nobody else's there, and the phrase that tells it.
    func bySentence(
        _ roster: Roster, _ entry: Int, _ institutions: InstitutionRegister, except: Int32?
    ) -> (partner: Int32, tokens: Range<Int>)? {
        let person = roster.entries[entry]
        var fallback: (partner: Int32, tokens: Range<Int>)?
        // A sentence of which the person is the subject tells more than one in which he is only met.
        for mention in person.mentions.prefix(8) {
            guard let sentence = sentence(around: mention.lowerBound) else { continue }
            let others = others(in: sentence, than: entry, roster)
            for (number, tokens) in sides(in: sentence, institutions) {
                guard number != except, !others.contains(number), !mention.overlaps(tokens) else { continue }
                let found = (number, clause(around: tokens, in: sentence))
                if isSubject(mention, in: sentence) { return found }
                if fallback == nil { fallback = found }
            }
        }
        if let fallback { return fallback }
        guard let first = person.mentions.first, let sentence = sentence(around: first.lowerBound) else { return nil }
        // Where nobody meets anybody, the others there may be of the same side.
        let isMeeting = sentence.contains { text.text.match(at: $0, .exchangeVerb) != nil }
        let others = isMeeting ? others(in: sentence, than: entry, roster) : []
        return (near(first) + partners.prefix(2)).first { $0 != except && !others.contains($0) }.map { ($0, first) }
    }

    /// The partners of the other people in a sentence.
    private func others(in sentence: Range<Int>, than entry: Int, _ roster: Roster) -> Set<Int32> {
        Set(
            slice(of: people, in: sentence, \.tokens).compactMap {
                $0.index == entry ? nil : roster.entries[$0.index].partner
            })
    }

    /// The partners named in a sentence, and those of the institutions named there; not the town or state of a visit.
    func sides(in sentence: Range<Int>, _ institutions: InstitutionRegister) -> [(Int32, Range<Int>)] {
        slice(of: mentions, in: sentence, \.tokens).compactMap { named in
            guard named.form != .demonym, !isDestination(named.tokens) else { return nil }
            return number(of: named).map { ($0, named.tokens) }
        }
            + slice(of: bodies, in: sentence, \.tokens).compactMap { body in
                institutions.owners[body.index].map { ($0, body.tokens) }
            }
    }

    private func isDestination(_ tokens: Range<Int>) -> Bool {
        var before = tokens.lowerBound - 1
        if before > 0, text[before].word == text.words.the { before -= 1 }
        return before >= 0 && text.words.destinations.contains(text[before].word)
    }

    /// The country of the town named last before a token, not far away.
    private func near(_ mention: Range<Int>) -> [Int32] {
        let place = slice(of: places, in: max(0, mention.lowerBound - 60)..<mention.lowerBound, \.tokens).last
        return place?.country.flatMap { text.tables.number(of: $0) }.map { [$0] } ?? []
    }

    /// The elements that begin in a range of tokens, of an array in the report's order.
    func slice<Element>(
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

    func number(of mention: PartnerMention) -> Int32? {
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

    func sentence(around token: Int) -> Range<Int>? {
        sentenceNumber(around: token).map { text.text.sentences[$0].tokens }
    }

    private func sentenceNumber(around token: Int) -> Int? {
        let sentences = text.text.sentences
        var low = 0
        var high = sentences.count
        while low < high {
            let middle = (low + high) / 2
            if sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
        }
        return low < sentences.count ? low : nil
    }
}
