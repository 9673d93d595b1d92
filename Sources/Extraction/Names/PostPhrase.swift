/// A post as it stands in a report: `Vietnamese Deputy Minister of Public Security`.
struct PostPhrase: Sendable {
    var tokens: Range<Int>
    /// The noun that heads it, with its level.
    var head: TokenizedReport.Match
    /// `deputy`, `acting`, `former`, in their order.
    var modifiers: [TokenizedReport.Match] = []
    /// What the post is for, before the head: `Public Security` of `Public Security Minister`.
    var before: Range<Int>?
    /// What the post is for, behind the head and with its preposition: `of Public Security`.
    var complement: Range<Int>?
    /// The partner's number, when the phrase names one.
    var partner: Int32?
    var body: BodyPhrase?
    var isPlural = false

    /// The noun that takes the plural: `Secretaries` of `Secretaries of the Security Councils`.
    static func noun(_ head: Range<Int>, _ text: NameText) -> Int {
        (head.first { text.words.isConnector(text[$0].word) } ?? head.upperBound) - 1
    }
}

/// Reads posts.
struct PostReader: Sendable {
    let text: NameText
    let bodies: BodyReader

    static let limit = 28

    init(text: NameText) {
        self.text = text
        bodies = BodyReader(text: text)
    }

    /// The post that begins at a token; nil when none does.
    ///
    /// - Parameter isSuffix: whether it stands behind a name, so that no name ends what the post is for.
    func read(at start: Int, before end: Int, isSuffix: Bool) -> PostPhrase? {
        let limit = min(end, start + PostReader.limit)
        guard var phrase = readHead(at: start, before: limit) else { return nil }
        if phrase.tokens.upperBound < limit { readComplement(&phrase, before: limit, isSuffix) }
        return phrase
    }

    func readHead(at start: Int, before end: Int) -> PostPhrase? {
        var index = start
        var partner: Int32?
        var body: BodyPhrase?
        var before: Range<Int>?
        var modifiers: [TokenizedReport.Match] = []
        while index < end {
            if let head = text.phrase(.post, at: index, before: end), !isModifier(head, before: end) {
                return PostPhrase(
                    tokens: start..<head.tokens.upperBound, head: head, modifiers: modifiers, before: before,
                    partner: partner ?? body?.partner ?? owner(of: head), body: body,
                    isPlural: text.isPlural(PostPhrase.noun(head.tokens, text)))
            }
            if index == start, let found = readBody(at: index, before: end) {
                body = found
                index = found.tokens.upperBound
                if index < end, text.isPossessive(index) { index += 1 }
                continue
            }
            let known = text.phrase(.institution, at: index, before: end)
            let named = text.partner(at: index, before: end)
            if let match = text.phrase(.postModifier, at: index, before: end), before == nil || body == nil {
                modifiers.append(match)
                index = match.tokens.upperBound
            } else if let known, body == nil, before == nil, known.tokens.count > named?.tokens.count ?? 0,
                let phrase = bodies.read(at: index, before: end)
            {
                body = phrase
                index = phrase.tokens.upperBound
            } else if let named, partner == nil, before == nil, body == nil {
                partner = named.number
                // "U.S. Deputy Chief of Mission"
                index = text.behindStop(at: named.tokens.upperBound, before: end)
            } else if let portfolio = text.phrase(.portfolio, at: index, before: end), body == nil {
                before = (before?.lowerBound ?? index)..<portfolio.tokens.upperBound
                index = portfolio.tokens.upperBound
                if joins(index, before: end) { index += 1 }
            } else if named != nil || known != nil {
                return nil
            } else {
                return nil
            }
            if index < end, text.isPossessive(index) { index += 1 }
            if index < end, Lexicon.isDash(text[index].word), text[index].shape.contains(.glued) { index += 1 }
        }
        return nil
    }

    /// Whom the post itself names: `European Commissioner`, `FBI Director`.
    func owner(of head: TokenizedReport.Match) -> Int32? {
        if let owner = text.tables.levels[Int(head.sense.value)].owner { return owner }
        let start = head.tokens.lowerBound
        if let partner = text.partner(at: start, before: head.tokens.upperBound) { return partner.number }
        return text.phrase(.institution, at: start, before: head.tokens.upperBound).flatMap {
            text.tables.institutions[Int($0.sense.value)].partner
        }
    }

    /// `assistant` is a post, but not in `assistant minister`.
    func isModifier(_ head: TokenizedReport.Match, before end: Int) -> Bool {
        let next = head.tokens.upperBound
        return head.tokens.count == 1 && text.begins(.postModifier, at: head.tokens.lowerBound) && next < end
            && text.begins(.postOrPortfolio, at: next)
    }

    /// `National Police Agency (NPA)` before `Commissioner General`.
    func readBody(at index: Int, before end: Int) -> BodyPhrase? {
        guard text.isCapitalised(index), !text.begins(.postModifier, at: index),
            let body = bodies.read(at: index, before: end), body.isCapitalised, body.kind != .generic,
            text.begins(.postOrModifier, at: body.tokens.upperBound),
            // "South African Police Minister" is for the police, not of a body of that name.
            !body.candidates.isEmpty || !isMinister(body.tokens.upperBound)
        else { return nil }
        return body
    }

    func isMinister(_ index: Int) -> Bool { text[index].word == text.words.minister }

    /// `and`, `&`, a comma or a slash before another word of a portfolio.
    func joins(_ index: Int, before end: Int) -> Bool {
        guard index + 1 < end, text.begins(.portfolio, at: index + 1) else { return false }
        return text[index].word == text.words.and || text.isMark(index, "&") || text.isMark(index, "/")
            || text.isMark(index, ",") && text.isCapitalised(index + 1)
    }

    func readComplement(_ phrase: inout PostPhrase, before end: Int, _ isSuffix: Bool) {
        // "Director General of National Security and Territorial Surveillance"
        let and = phrase.tokens.upperBound
        if phrase.body == nil, phrase.head.tokens.count > 2, and + 1 < end, text[and].word == text.words.and,
            text.begins(.portfolio, at: and + 1), text.isCapitalised(and + 1),
            phrase.head.tokens.contains(where: { text[$0].word == text.words.of }),
            let behind = behindPortfolio(and + 1, before: end, isSuffix, isOpen: false),
            !text.begins(.post, at: behind)
        {
            phrase.complement = and..<behind
            phrase.tokens = phrase.tokens.lowerBound..<behind
            return readOwner(&phrase, before: end)
        }
        // "Joint Secretary (Counter Terrorism) in the Ministry of …"
        let stop = text.behindStop(at: phrase.tokens.upperBound, before: end)
        let bracket = text.behindBracket(at: stop, before: end)
        let preposition = bracket < end && text.isPreposition(bracket) ? bracket : phrase.tokens.upperBound
        guard preposition + 1 < end, text.isPreposition(preposition) else {
            return readComma(&phrase, before: end)
        }
        let start = text[preposition + 1].word == text.words.the ? preposition + 2 : preposition + 1
        guard start < end else { return }
        func extend(to end: Int) { phrase.tokens = phrase.tokens.lowerBound..<end }
        let isOf = text[preposition].word == text.words.of || text[preposition].word == text.words.in
        if phrase.body == nil, let body = bodies.read(at: start, before: end), body.isCapitalised {
            phrase.body = body
            phrase.partner = phrase.partner ?? body.partner
            if body.partner == nil, let owner = owner(behind: body.tokens.upperBound, before: end) {
                phrase.partner = phrase.partner ?? owner.partner
                return extend(to: owner.behind)
            }
            if isSentAbroad(body), let seat = behindSeat(body.tokens.upperBound, before: end) {
                return extend(to: seat)
            }
            return extend(
                to: body.gloss == nil || body.partnerBehind != nil ? body.tokens.upperBound : body.name.upperBound)
        }
        if let partner = text.partner(at: start, before: end), partner.category == .partner {
            if text[preposition].word == text.words.to {
                phrase.complement = preposition..<partner.tokens.upperBound
            } else if isOf, phrase.partner == nil {
                phrase.partner = partner.number
            } else if text[preposition].word == text.words.in, phrase.partner.map(text.tables.isOrganisation) == true {
                // "OSCE Project Coordinator in Uzbekistan"
                return extend(to: behindSeat(preposition, before: end) ?? partner.tokens.upperBound)
            } else {
                return
            }
            // "Ambassador Extraordinary and Plenipotentiary of Japan to Uzbekistan", "Ambassador of Iraq to the Kingdom"
            let behind = partner.tokens.upperBound
            if isOf, behind < end, text[behind].word == text.words.to, let seat = behindSeat(behind, before: end) {
                return extend(to: seat)
            }
            return extend(to: behind)
        }
        if text[preposition].word == text.words.to, text.words.realms.contains(text[start].word),
            start > preposition + 1, start + 1 >= end || text[start + 1].word != text.words.of
        {
            phrase.complement = preposition..<start + 1
            return extend(to: start + 1)
        }
        if text[preposition].word == text.words.in, text[start].word == text.words.charge {
            // "deputy commander in charge of law of the Coast Guard", "Ambassador in charge of Cyber Policy"
            return readCharge(&phrase, preposition, before: end, isSuffix)
        }
        if let both = text.phrase(.anaphor, at: preposition + 1, before: end),
            text.tables.anaphors[Int(both.sense.value)] == .bothParties
        {
            return extend(to: both.tokens.upperBound)
        }
        if text[preposition].word == text.words.to {
            // "Adviser to the Algerian President for Security Affairs"
            guard let other = readHead(at: start, before: end) else { return }
            var superior = other
            readComplement(&superior, before: end, isSuffix)
            phrase.complement = preposition..<superior.tokens.upperBound
            phrase.partner = phrase.partner ?? superior.partner
            return extend(to: superior.tokens.upperBound)
        }
        let owner = readAdjective(start, before: end)
        let portfolio = owner?.behind ?? start
        guard phrase.complement == nil,
            let behind = behindPortfolio(
                portfolio, before: end, isSuffix, isOpen: isOf || text.words.isFor(text[preposition].word))
                ?? (owner == nil ? nil : portfolio)
        else { return }
        phrase.partner = phrase.partner ?? owner?.partner
        phrase.complement = preposition..<behind
        extend(to: behind)
        readOwner(&phrase, before: end)
    }

    func readCharge(_ phrase: inout PostPhrase, _ preposition: Int, before end: Int, _ isSuffix: Bool) {
        let of = preposition + 2
        guard of + 1 < end, text[of].word == text.words.of,
            let behind = behindPortfolio(of + 1, before: end, isSuffix, isOpen: true)
        else { return }
        phrase.complement = preposition..<behind
        phrase.tokens = phrase.tokens.lowerBound..<behind
        readOwner(&phrase, before: end)
    }

    /// Whether an office is another's in a state: `EU Delegation to Serbia`, `UNODC Country Office in Vietnam`.
    func isSentAbroad(_ body: BodyPhrase) -> Bool {
        body.partner.map(text.tables.isOrganisation) == true || body.core.contains(where: text.words.posts.contains)
    }

    /// Behind `to Uzbekistan and Tajikistan`, `in Tbilisi`, `to the Kingdom`: where an envoy or an office works.
    func behindSeat(_ preposition: Int, before end: Int) -> Int? {
        guard preposition + 1 < end, text.isPreposition(preposition) else { return nil }
        let start = text[preposition + 1].word == text.words.the ? preposition + 2 : preposition + 1
        guard start < end else { return nil }
        if text.words.realms.contains(text[start].word), start > preposition + 1 { return start + 1 }
        guard var behind = behindPlace(start, before: end) else { return nil }
        while behind + 1 < end, text[behind].word == text.words.and || text.isMark(behind, ","),
            let next = behindPlace(behind + 1, before: end)
        {
            behind = next
        }
        return behind
    }

    func behindPlace(_ index: Int, before end: Int) -> Int? {
        if let partner = text.partner(at: index, before: end), partner.category == .partner {
            return partner.tokens.upperBound
        }
        guard text.begins(.places, at: index) else { return nil }
        return text.text.matches(in: index..<index + 1).filter {
            $0.tokens.upperBound <= end && ($0.sense.category == .city || $0.sense.category == .capital)
        }.map(\.tokens.upperBound).max()
    }

    /// `Kenya` of `Counter Terrorism Directorate at Kenya's National Security Council`, behind the first of the two.
    func owner(behind index: Int, before end: Int) -> (partner: Int32, behind: Int)? {
        guard index + 1 < end, text.isPreposition(index) else { return nil }
        let start = text[index + 1].word == text.words.the ? index + 2 : index + 1
        guard let partner = text.partner(at: start, before: end) else { return nil }
        let body = bodies.read(at: start, before: end)
        return (partner.number, body?.tokens.upperBound ?? partner.tokens.upperBound)
    }

    /// `Uzbek` of `head of the Uzbek criminal police`, `Guangxi` of `head of the Guangxi regional department`.
    func readAdjective(_ start: Int, before end: Int) -> (partner: Int32, behind: Int)? {
        if let partner = text.partner(at: start, before: end) {
            let behind = partner.tokens.upperBound
            return (partner.number, behind < end && text.isPossessive(behind) ? behind + 1 : behind)
        }
        guard text.begins(.places, at: start),
            let place = text.text.matches(in: start..<start + 1).first(where: {
                $0.tokens.upperBound <= end && ($0.sense.category == .city || $0.sense.category == .capital)
            }), let partner = text.tables.partner(place.sense)
        else { return nil }
        return (partner, place.tokens.upperBound)
    }

    /// Behind what a post is for; nil when nothing that could be it stands there.
    func behindPortfolio(_ start: Int, before end: Int, _ isSuffix: Bool, isOpen: Bool) -> Int? {
        var index = start
        // "the Citizen Protection Ministry" has a word that no list has before one that a list has.
        if isOpen, index + 1 < end, text.isCapitalised(index), !text.begins(.noNames, at: index),
            text.begins(.portfolio, at: index + 1), text.isCapitalised(index + 1)
        {
            index += 1
        }
        while index < end, let portfolio = text.phrase(.portfolio, at: index, before: end) {
            index = portfolio.tokens.upperBound
            guard index + 1 < end else { break }
            if joins(index, before: end) || (Lexicon.isDash(text[index].word) && text.begins(.portfolio, at: index + 1))
            {
                index += 1
            } else if text.isPreposition(index), text.begins(.portfolio, at: index + 1) {
                index += 1
            } else if text[index].word == text.words.and, text.isPreposition(index + 1), index + 2 < end,
                text.begins(.portfolio, at: index + 2)
            {
                // "Ministers of Interior and of Immigration"
                index += 2
            }
        }
        while index > start, index < end, let body = text.phrase(.body, at: index, before: end),
            !text.isCapitalised(index)
        {
            index = body.tokens.upperBound
        }
        if index > start || !isOpen { return index > start ? index : nil }
        // What no list has: all capitalised words behind a name, else all but the two that may be one.
        var run = start
        while run < min(end, start + 7), text.isCapitalised(run), !text.begins(.noNames, at: run) { run += 1 }
        guard run > start, !text.begins(.places, at: start) else { return nil }
        let isClosed = isSuffix || run < end && text.isMark(run, ",")
        return isClosed ? run : max(start + 1, run - 2)
    }
}
