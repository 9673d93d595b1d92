/// A person named with a rank or post, as it stands in a report.
struct PersonMention: Sendable {
    /// Rank, post and name as they stand together.
    var tokens: Range<Int>
    var name: PersonName
    var posts: [PostPhrase] = []
    /// The rank written out.
    var rank: String?
    /// The partner's number, when the mention names one.
    var partner: Int32?
    /// The institution named beside the name, without a post.
    var body: BodyPhrase?
    var gender: Gender?
    /// `his Singaporean counterpart X`: the post of the other side's person, which is the one named before.
    var isCounterpart = false
    /// `A and B, their U.S. counterparts`: the one named before is of the same side.
    var isSharedCounterpart = false

    enum Gender: Sendable { case male, female }

    /// Makes it another partner's person.
    mutating func assign(_ partner: Int32) {
        self.partner = partner
        for index in posts.indices {
            posts[index].partner = partner
            posts[index].body?.assign(partner)
        }
    }
}

/// Ranks, posts and forms of address in a row, before a name or instead of one.
struct Title: Sendable {
    var tokens: Range<Int>
    var posts: [PostPhrase] = []
    var rank: String?
    var partner: Int32?
    var gender: PersonMention.Gender?
    var isCounterpart = false

    /// Whether it is plural: `Ministers A and B`.
    var isPlural: Bool { isRankPlural || posts.last?.isPlural ?? false }
    var isRankPlural = false
    /// `his counterpart` with nothing that tells more.
    var isOnlyCounterpart: Bool { isCounterpart && partner == nil && posts.isEmpty && rank == nil && gender == nil }
    /// `Secretaries of the Security Councils of Kyrgyzstan and Kazakhstan`: whose the first is, whose the second.
    var partnersInTurn: [Int32] = []
}

/// Reads titles.
struct TitleReader: Sendable {
    let text: NameText
    let posts: PostReader

    private static let limit = 6

    /// The title that begins at a token; nil when none does.
    func read(at start: Int, before end: Int) -> Title? {
        var title = Title(tokens: start..<start)
        var index = start
        var parts = 0
        while index < end, parts < TitleReader.limit {
            guard let next = readPart(at: index, before: end, &title) else { break }
            parts += 1
            title.tokens = start..<next
            index = next
            // "Politburo member, Minister of Public Security, General …" and "Minister and head of delegation"
            let behind = behindJoint(index, before: end)
            if behind > index, !title.posts.isEmpty, isTitleAgain(at: behind, before: end) { index = behind }
        }
        guard parts > 0, !(title.posts.isEmpty && title.rank == nil && !title.isCounterpart && !isAddressed(start))
        else {
            return nil
        }
        return title
    }

    private func isAddressed(_ index: Int) -> Bool {
        text.begins(.honorific, at: index)
    }

    private func isTitleAgain(at index: Int, before end: Int) -> Bool {
        guard text.begins(.titles, at: index) else { return false }
        if text.phrase(.rank, at: index, before: end) != nil { return true }
        return posts.read(at: index, before: end, isSuffix: false) != nil
    }

    /// Behind a comma, `and`, `cum`, a dash or a slash between two posts of one person.
    private func behindJoint(_ index: Int, before end: Int) -> Int {
        var index = index
        if index < end, text.isMark(index, ",") { index += 1 }
        if index < end, text[index].word == text.words.and || text.isMark(index, "&") { index += 1 }
        if index < end, text[index].word == text.words.concurrently { index += 1 }
        return index
    }

    private func readPart(at index: Int, before end: Int, _ title: inout Title) -> Int? {
        guard index < end, text.begins(.titlesOrCounterparts, at: index) else { return nil }
        if let behind = readCounterpart(at: index, before: end, &title) { return behind }
        let rank = text.phrase(.rank, at: index, before: end)
        let post = posts.read(at: index, before: end, isSuffix: false)
        // "Commissioner General Andrianto" is a rank, "Commissioner General of the National Police Agency" a post.
        if let rank, post.map({ $0.tokens.count <= rank.tokens.count }) ?? true {
            title.rank = title.rank ?? text.text.value(rank)
            title.isRankPlural = text.isPlural(rank.tokens.upperBound - 1)
            let behind = text.behindStop(at: rank.tokens.upperBound, before: end)
            // "(ret.)"
            return text.behindBracket(at: behind, before: min(end, behind + 5))
        }
        if let post {
            title.posts.append(post)
            if post.isPlural, let behind = readTurn(post, before: end, &title) { return behind }
            let stop = text.behindStop(at: post.tokens.upperBound, before: end)
            let next = stop < end && text.isCapitalised(stop) ? stop : post.tokens.upperBound
            return behindAcronym(at: next, before: end)
        }
        // "Sri" is a title, and the beginning of "Sri Lanka".
        let honorific = text.phrase(.honorific, at: index, before: end)
        if let honorific,
            text.partner(at: index, before: end).map({ $0.tokens.count <= honorific.tokens.count }) ?? true
        {
            switch text.text.value(honorific) {
            case "male": title.gender = .male
            case "female": title.gender = .female
            default: break
            }
            return text.behindStop(at: honorific.tokens.upperBound, before: end)
        }
        if let partner = text.partner(at: index, before: end), title.partner == nil {
            return readOwned(partner, before: end, &title)
        }
        if let modifier = text.phrase(.postModifier, at: index, before: end),
            text.begins(.rankOrHonorific, at: modifier.tokens.upperBound)
        {
            return modifier.tokens.upperBound
        }
        return nil
    }

    /// `and Kazakhstan` behind the posts of two partners.
    private func readTurn(_ post: PostPhrase, before end: Int, _ title: inout Title) -> Int? {
        let and = post.tokens.upperBound
        guard let first = post.partner else { return nil }
        var partners = [first]
        var index = and
        while index + 1 < end, partners.count < 12, text[index].word == text.words.and || text.isMark(index, ","),
            let next = text.partner(at: index + 1, before: end), next.category == .partner
        {
            partners.append(next.number)
            index = next.tokens.upperBound
        }
        guard partners.count > 1 else { return nil }
        title.partnersInTurn = partners
        return index
    }

    /// `Minister of Public Security (MPS) Tô Lâm`, `Permanent Secretary (Home Affairs) X`: behind the bracket, if a name
    /// follows it.
    private func behindAcronym(at index: Int, before end: Int) -> Int {
        let behind = text.behindBracket(at: index, before: end)
        guard behind > index, behind < end, text.isCapitalised(behind),
            text.isAcronym(in: index + 1..<behind - 1)
                || text.begins(.portfolio, at: index + 1) && text.isCapitalised(index + 1)
        else { return index }
        return behind
    }

    /// `counterpart from the Democratic Republic of Congo, …`
    private func readCounterpart(at index: Int, before end: Int, _ title: inout Title) -> Int? {
        guard let match = text.phrase(.anaphor, at: index, before: end),
            text.tables.anaphors[Int(match.sense.value)] == .counterpart
        else { return nil }
        let preposition = match.tokens.upperBound
        guard preposition + 1 < end else { return nil }
        // "his counterpart Minister X", "his counterpart, General X"
        let isMarked =
            text.isMark(preposition, ",") || text.isMark(preposition, ":") || Lexicon.isDash(text[preposition].word)
        let bare = isMarked ? preposition + 1 : preposition
        if bare < end, text.isCapitalised(bare), !text.begins(.partners, at: bare),
            text.begins(.titles, at: bare) || PersonName(at: bare, before: end, isTitled: false, in: text) != nil
        {
            title.isCounterpart = true
            title.isRankPlural = text.isPlural(preposition - 1)
            return bare
        }
        guard text.words.allegiances.contains(text[preposition].word) else { return nil }
        let start = text[preposition + 1].word == text.words.the ? preposition + 2 : preposition + 1
        guard let partner = text.partner(at: start, before: end) else { return nil }
        title.partner = partner.number
        title.isCounterpart = true
        title.isRankPlural = text.isPlural(preposition - 1)
        let behind = partner.tokens.upperBound
        return behind < end && text.isMark(behind, ",") ? behind + 1 : behind
    }

    /// `Vietnamese General …`, `Singaporean counterpart …`.
    private func readOwned(
        _ partner: (tokens: Range<Int>, number: Int32, category: Category), before end: Int, _ title: inout Title
    ) -> Int? {
        var next = partner.tokens.upperBound
        if next < end, text.isPossessive(next) { next += 1 }
        guard next < end else { return nil }
        if text.begins(.rankOrHonorific, at: next) {
            title.partner = partner.number
            return next
        }
        guard let match = text.phrase(.anaphor, at: next, before: end),
            text.tables.anaphors[Int(match.sense.value)] == .counterpart
        else { return nil }
        title.partner = partner.number
        title.isCounterpart = true
        next = match.tokens.upperBound
        title.isRankPlural = text.isPlural(next - 1)
        return next < end && text.isMark(next, ",") ? next + 1 : next
    }
}
