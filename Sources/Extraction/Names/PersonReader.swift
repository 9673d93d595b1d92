/// Finds the people that a sentence names with a rank or post.
struct PersonReader: Sendable {
    let text: NameText
    let titles: TitleReader
    let posts: PostReader

    init(_ text: NameText) {
        self.text = text
        posts = PostReader(text: text)
        titles = TitleReader(text: text, posts: posts)
    }

    /// What begins at a token.
    enum Finding: Sendable {
        case people([PersonMention], end: Int)
        /// A title without a name; the tokens of its first post.
        case post(Range<Int>)
    }

    func read(at index: Int, before end: Int) -> Finding? {
        if text.begins(.titlesOrCounterparts, at: index), let title = titles.read(at: index, before: end) {
            if let found = readTitled(title, before: end) { return found }
            if text.isCapitalised(index), let found = readUntitled(at: index, before: end) { return found }
            return title.posts.first.map { .post($0.tokens) }
        }
        if text.begins(.partners, at: index), let found = readOwned(at: index, before: end) { return found }
        guard text.isCapitalised(index) else { return nil }
        return readUntitled(at: index, before: end)
    }

    // MARK: Title before the name

    func readTitled(_ title: Title, before end: Int) -> Finding? {
        var start = title.tokens.upperBound
        // "Spain's Interior Minister, Fernando Ibarrola, …", "the director of the Border Guard (BG), A. Beck, …"
        let comma = text.behindBracket(at: start, before: end)
        if comma < end, text.isMark(comma, ",") || Lexicon.isDash(text[comma].word) {
            return readApposed(title, behind: comma, before: end)
        }
        guard var mention = mention(title, nameAt: &start, before: end),
            !title.isOnlyCounterpart || mention.name.words.count > 1
        else { return nil }
        mention.tokens = title.tokens.lowerBound..<mention.tokens.upperBound
        return .people(readList(mention, title, before: end), end: 0).ended
    }

    func mention(
        _ title: Title, nameAt start: inout Int, before end: Int, isApposed: Bool = false
    ) -> PersonMention? {
        guard let name = PersonName(at: start, before: end, isTitled: true, in: text), !name.isFollowedByTail else {
            return nil
        }
        var mention = PersonMention(
            tokens: start..<name.tokens.upperBound, name: name, posts: title.posts, rank: title.rank,
            partner: title.partner ?? title.posts.lazy.compactMap(\.partner).first, gender: title.gender,
            isCounterpart: title.isCounterpart)
        readBehind(&mention, before: end, isApposed: isApposed)
        return mention
    }

    func readApposed(_ title: Title, behind comma: Int, before end: Int) -> Finding? {
        guard !title.posts.isEmpty || title.isRankPlural else { return nil }
        var start = comma + 1
        var whole = title
        if let second = titles.read(at: start, before: end), second.posts.isEmpty {
            whole.rank = title.rank ?? second.rank
            whole.gender = title.gender ?? second.gender
            start = second.tokens.upperBound
        }
        guard var mention = mention(whole, nameAt: &start, before: end, isApposed: true) else { return nil }
        let isAddressed = start > comma + 1
        let behind = mention.name.tokens.upperBound
        // "the minister, Hanoi said" has no full name; an apposition ends with a comma or the sentence.
        guard isAddressed || mention.name.words.count > 1,
            isAddressed || title.isPlural || behind >= end || text[behind].shape.contains(.mark)
                || text.begins(.governmentVerb, at: behind)
        else { return nil }
        // In a list the name has a title of its own behind it.
        guard isAddressed || title.isPlural || !hasSuffix(behind, before: end) else { return nil }
        mention.tokens = title.tokens.lowerBound..<mention.tokens.upperBound
        return .people(readList(mention, whole, before: end), end: 0).ended
    }

    /// `Ministers A and B`, `interior ministers A of France and B of Germany`.
    func readList(_ first: PersonMention, _ title: Title, before end: Int) -> [PersonMention] {
        var mentions = [first]
        guard title.isPlural else { return mentions }
        if let partner = title.partnersInTurn.first { mentions[0].assign(partner) }
        while mentions.count < 12, let last = mentions.last {
            let first = text.behindBracket(at: last.tokens.upperBound, before: end)
            var start = first
            if start < end, text.isMark(start, ",") || text.isMark(start, ";") { start += 1 }
            if start < end, text[start].word == text.words.and { start += 1 }
            guard start > first, start < end else { break }
            var shared = title
            if !title.isCounterpart { shared.partner = nil }
            let owner = owner(at: start, before: end)
            if let owner {
                start = owner.behind
            } else if text.begins(.rankOrHonorific, at: start), let address = titles.read(at: start, before: end),
                address.posts.isEmpty
            {
                shared.rank = address.rank
                shared.gender = address.gender
                start = address.tokens.upperBound
            }
            guard start < end, text.isCapitalised(start) else { break }
            for index in shared.posts.indices where mentions[0].partner != nil && title.partner == nil {
                shared.posts[index].partner = title.posts[index].partner
            }
            guard var next = mention(shared, nameAt: &start, before: end) else { break }
            if mentions.count < title.partnersInTurn.count { next.assign(title.partnersInTurn[mentions.count]) }
            if let owner { next.assign(owner.partner) }
            mentions.append(next)
        }
        distribute(title, among: &mentions)
        return mentions
    }

    /// `Foreign and Defence Ministers A and B`, `Ministers of Interior and of Justice, A and B`: to each his own.
    func distribute(_ title: Title, among mentions: inout [PersonMention]) {
        guard mentions.count > 1, title.posts.count == 1, let post = title.posts.first, post.isPlural,
            let whole = post.complement ?? post.before
        else { return }
        let start = post.complement == nil ? whole.lowerBound : whole.lowerBound + 1
        let ands = (start..<whole.upperBound).filter { text[$0].word == text.words.and }
        guard ands.count == mentions.count - 1, mentions.allSatisfy({ $0.posts.count == 1 }) else { return }
        for (index, (first, end)) in zip([start] + ands.map { $0 + 1 }, ands + [whole.upperBound]).enumerated() {
            if post.complement == nil {
                mentions[index].posts[0].before = first..<end
            } else {
                mentions[index].posts[0].complement = (text.isPreposition(first) ? first : first - 1)..<end
            }
        }
    }

    /// `of Oman,` before the next name in "the interior ministers of Jordan, A, and of Oman, B".
    func owner(at index: Int, before end: Int) -> (partner: Int32, behind: Int)? {
        guard index + 2 < end, text[index].word == text.words.of,
            let partner = text.partner(
                at: text[index + 1].word == text.words.the ? index + 2 : index + 1, before: end),
            partner.tokens.upperBound + 1 < end, text.isMark(partner.tokens.upperBound, ",")
        else { return nil }
        return (partner.number, partner.tokens.upperBound + 1)
    }

    // MARK: Behind the name

    func readBehind(_ mention: inout PersonMention, before end: Int, isApposed: Bool) {
        let name = text.behindHonours(at: mention.tokens.upperBound, before: end)
        mention.tokens = mention.tokens.lowerBound..<name
        var index = text.behindBracket(at: name, before: end)
        // "Fernando Ibarrola (Spain)"
        if index == name + 3 || index == name + 4, let partner = text.partner(at: name + 1, before: index - 1) {
            mention.partner = mention.partner ?? partner.number
        }
        // "President Joko Widodo of Indonesia", "General X of the Ministry of …", "X from Europol", "X for Rwanda"
        if index + 1 < end, text.words.allegiances.contains(text[index].word), !text.isCapitalised(index) {
            let start = text[index + 1].word == text.words.the ? index + 2 : index + 1
            if let body = posts.bodies.read(at: start, before: end), body.isCapitalised, body.kind != .generic {
                mention.body = body
                mention.tokens = mention.tokens.lowerBound..<body.tokens.upperBound
                index = body.tokens.upperBound
            } else if let partner = text.partner(at: start, before: end), partner.category == .partner {
                mention.partner = mention.partner ?? partner.number
                mention.tokens = mention.tokens.lowerBound..<partner.tokens.upperBound
                index = partner.tokens.upperBound
            }
        }
        // Behind "the Director of …, Zlatan X," stands the next one's title.
        if !isApposed { readSuffix(&mention, from: index, before: end) }
    }

    /// Whether a post stands behind a comma, and not behind "and the".
    func hasSuffix(_ index: Int, before end: Int) -> Bool {
        guard index + 1 < end, text.isMark(index, ","), text[index + 1].word != text.words.and,
            text[index + 1].word != text.words.who,
            let post = readApposition(at: behindFillers(index + 1, before: end), before: end)
        else { return false }
        return !isApposed(post, before: end)
    }

    /// `, Politburo member and Minister of Public Security`: every post up to the next clause.
    func readSuffix(_ mention: inout PersonMention, from start: Int, before end: Int) {
        var index = start
        var found = 0
        while index < end, found < 5 {
            let next: Int
            let isJoined = !mention.posts.isEmpty
            if text.isMark(index, ",") || Lexicon.isDash(text[index].word) && found == 0 {
                next = behindFillers(index + 1, before: end)
            } else if found > 0, text[index].word == text.words.and || text.isMark(index, "&") {
                next = behindFillers(index + 1, before: end)
            } else if found == 0, text[index].word == text.words.who {
                next = behindFillers(index, before: end)
            } else {
                return
            }
            if !mention.posts.isEmpty, found == 0, mention.body == nil, readBody(&mention, at: next, before: end) {
                return
            }
            if readCounterpart(&mention, at: next, before: end) { return }
            guard next < end, let post = readApposition(at: next, before: end),
                !(isJoined && isApposed(post, before: end))
            else { return }
            mention.posts.append(post)
            mention.partner = mention.partner ?? post.partner
            mention.tokens = mention.tokens.lowerBound..<post.tokens.upperBound
            index = text.behindBracket(at: post.tokens.upperBound, before: end)
            found += 1
        }
    }

    /// `, his counterpart of the Democratic Republic of Congo`, `, their U.S. counterparts`.
    func readCounterpart(_ mention: inout PersonMention, at start: Int, before end: Int) -> Bool {
        guard start < end else { return false }
        var index = start
        var partner = text.partner(at: index, before: end)
        if let side = partner {
            index = text.behindStop(at: side.tokens.upperBound, before: end)
            if index < end, text.isPossessive(index) { index += 1 }
        }
        guard index < end, let behind = isCounterpart(index, before: end) else { return false }
        mention.isSharedCounterpart = text.isPlural(behind - 1)
        index = behind
        if partner == nil, index + 1 < end, text.words.allegiances.contains(text[index].word) {
            partner = text.partner(at: text[index + 1].word == text.words.the ? index + 2 : index + 1, before: end)
            index = partner?.tokens.upperBound ?? index
        }
        mention.isCounterpart = true
        mention.partner = mention.partner ?? partner?.number
        mention.tokens = mention.tokens.lowerBound..<index
        return true
    }

    /// `Deputy Minister X, Lao Ministry of Public Security,`
    func readBody(_ mention: inout PersonMention, at index: Int, before end: Int) -> Bool {
        guard index < end, mention.posts.allSatisfy({ $0.body == nil }),
            let body = posts.bodies.read(at: index, before: end), body.partner != nil, body.isCapitalised
        else { return false }
        let behind = body.tokens.upperBound
        guard behind >= end || text.isMark(behind, ",") || text.isMark(behind, ".") || text.isMark(behind, ";") else {
            return false
        }
        mention.body = body
        mention.partner = mention.partner ?? body.partner
        mention.tokens = mention.tokens.lowerBound..<behind
        return true
    }

    /// A post that is no other person's: no name and no further title follows it at once.
    func readApposition(at start: Int, before end: Int) -> PostPhrase? {
        guard start < end, text.begins(.titles, at: start) || text.isCapitalised(start),
            let post = posts.read(at: start, before: end, isSuffix: true)
        else { return nil }
        let behind = text.behindBracket(at: text.behindStop(at: post.tokens.upperBound, before: end), before: end)
        guard behind < end else { return post }
        if text.begins(.rankOrHonorific, at: behind) { return nil }
        if text.isCapitalised(behind), PersonName(at: behind, before: end, isTitled: true, in: text) != nil {
            return nil
        }
        return post
    }

    /// Whether a post is the next person's: in "…, and the Italian Interior Minister, Lucia Ferrantini, met".
    func isApposed(_ post: PostPhrase, before end: Int) -> Bool {
        let comma = text.behindBracket(at: post.tokens.upperBound, before: end)
        guard comma + 1 < end, text.isMark(comma, ",") else { return false }
        if text.begins(.rankOrHonorific, at: comma + 1) { return true }
        guard let name = PersonName(at: comma + 1, before: end, isTitled: false, in: text), name.words.count > 1 else {
            return false
        }
        return true
    }

    /// Behind `and`, `the`, `a`, `who is also`, `currently`: small words before a post.
    func behindFillers(_ start: Int, before end: Int) -> Int {
        var index = start
        while index < min(end, start + 5), !text.begins(.titles, at: index), isFiller(index, before: end) { index += 1 }
        // "the ministry's Director-General", "the country's police chief"
        let isOwner = index + 1 < end && (text.begins(.body, at: index) || text.words.realms.contains(text[index].word))
        return isOwner && !text.isCapitalised(index) && text.isPossessive(index + 1) ? index + 2 : index
    }

    /// A small word that is no verb: behind "A, met" another one's post stands.
    func isFiller(_ index: Int, before end: Int) -> Bool {
        text.phrase(.functionWord, at: index, before: end).map { text.text.value($0) != "verb" } ?? false
    }
}

extension PersonReader.Finding {
    /// With the end of its last person.
    fileprivate var ended: PersonReader.Finding {
        guard case .people(let people, _) = self, let last = people.last else { return self }
        return .people(people, end: last.tokens.upperBound)
    }
}
