/// The name of an institution as it stands in a report, before it is known whose it is.
struct BodyPhrase: Sendable {
    /// With its gloss and the partner behind it: `Ministry of Public Security (MoPS) of Vietnam`.
    var tokens: Range<Int>
    /// Without gloss and what follows it.
    var name: Range<Int>
    /// The vocabulary's institutions of that name; several for an acronym that states share.
    var candidates: [Int32] = []
    /// The words of the name without partner and connectors.
    var core: [Word]
    var kind: Kind
    /// The partner's number, when the phrase names one.
    var partner: Int32?
    /// The acronym that a bracket gives it.
    var gloss: Int?
    /// The partner behind the gloss, which belongs to the name.
    var partnerBehind: Range<Int>?
    /// Whether it is written as a name; `the Indonesian police` is not.
    var isCapitalised = true

    /// Makes it another partner's body of that name.
    mutating func assign(_ partner: Int32) {
        guard partner != self.partner else { return }
        self.partner = partner
        candidates = []
        gloss = nil
    }

    enum Kind: Sendable { case known, ministry, other, generic }
}

/// Reads names of institutions: the vocabulary's, and others by the noun that heads them.
struct BodyReader: Sendable {
    let text: NameText

    private static let limit = 14

    /// The institution whose name begins at a token; nil when none does.
    func read(at start: Int, before end: Int) -> BodyPhrase? {
        let limit = min(end, start + BodyReader.limit)
        let known = readKnown(at: start, before: end)
        let patterned = readPattern(at: start, before: limit)
        guard var phrase = longer(known, patterned) else { return nil }
        let behindGloss = text.behindBracket(at: phrase.tokens.upperBound, before: end)
        if behindGloss == phrase.tokens.upperBound + 3, text[behindGloss - 2].shape.contains(.acronym) {
            phrase.gloss = behindGloss - 2
            phrase.tokens = phrase.tokens.lowerBound..<behindGloss
        }
        readPartnerBehind(&phrase, before: end)
        return phrase
    }

    private func longer(_ known: BodyPhrase?, _ patterned: BodyPhrase?) -> BodyPhrase? {
        guard let known, let patterned else { return known ?? patterned }
        return patterned.tokens.count > known.tokens.count ? patterned : known
    }

    private func readKnown(at start: Int, before end: Int) -> BodyPhrase? {
        guard let match = text.phrase(.institution, at: start, before: end) else { return nil }
        let candidates = text.text.matches(in: start..<start + 1).filter {
            $0.sense.category == .institution && $0.tokens == match.tokens
        }.map(\.sense.value)
        let known = text.tables.institutions[Int(match.sense.value)]
        return BodyPhrase(
            tokens: match.tokens, name: match.tokens, candidates: candidates, core: known.core, kind: .known,
            partner: candidates.count == 1 && !isAcronym(match.tokens) ? known.partner : nil)
    }

    /// States share acronyms, also with those of whom the vocabulary knows no such body.
    private func isAcronym(_ tokens: Range<Int>) -> Bool {
        tokens.count == 1 && text[tokens.lowerBound].shape.contains(.acronym)
    }

    // MARK: Patterns

    private func readPattern(at start: Int, before end: Int) -> BodyPhrase? {
        var index = start
        var owner: Int32?
        if let partner = text.partner(at: index, before: end) {
            owner = partner.number
            index = partner.tokens.upperBound
            if index < end, text.isPossessive(index) { index += 1 }
        }
        guard index < end else { return nil }
        var head: TokenizedReport.Match?
        var isCapitalised = true
        let first = index
        // What stands before the noun: "Home Affairs", "National", "Royal Thai".
        while index < end {
            if let match = text.phrase(.body, at: index, before: end) {
                head = match
                if !text.isCapitalised(match.tokens.lowerBound) { isCapitalised = false }
                index = match.tokens.upperBound
                // "Police Department", "Security Council Secretariat"
                if index < end, text.isCapitalised(index) || !isCapitalised, text.begins(.body, at: index) { continue }
                break
            }
            guard let next = behindQualifier(index, &owner, before: end) else { return nil }
            if !text.isCapitalised(index), !text[index].shape.contains(.mark) { isCapitalised = false }
            index = next
        }
        guard let head, isCapitalised || owner != nil || text.text.value(head) == "generic" else { return nil }
        let kind = kind(of: head)
        if let complement = behindComplement(index, before: end) {
            index = complement
        } else if head.tokens.lowerBound == first, kind != .generic {
            // "the Police", "the Ministry": no name of its own.
            guard owner != nil, isCapitalised, kind == .other else { return nil }
        }
        let tokens = start..<index
        return BodyPhrase(
            tokens: tokens, name: tokens, core: text.core(tokens), kind: kind, partner: owner,
            isCapitalised: isCapitalised)
    }

    private func kind(of head: TokenizedReport.Match) -> BodyPhrase.Kind {
        switch text.text.value(head) {
        case "ministry": .ministry
        case "generic": .generic
        default: .other
        }
    }

    /// Behind a word that can stand before the noun of a body; nil when none stands there.
    private func behindQualifier(_ index: Int, _ owner: inout Int32?, before end: Int) -> Int? {
        if let partner = text.partner(at: index, before: end) {
            owner = owner ?? partner.number
            let next = partner.tokens.upperBound
            return next < end && text.isPossessive(next) ? next + 1 : next
        }
        if let portfolio = text.phrase(.portfolio, at: index, before: end) {
            let next = portfolio.tokens.upperBound
            guard next < end else { return nil }
            let joins = text[next].word == text.words.and || text.isMark(next, "&") || Lexicon.isDash(text[next].word)
            return joins && next + 1 < end && text.begins(.portfolio, at: next + 1) ? next + 1 : next
        }
        let isPlain = !text.begins(.noBodies, at: index)
        return text.isCapitalised(index) && isPlain ? index + 1 : nil
    }

    /// Behind `of Public Security`, `for the Prevention of Crime`.
    private func behindComplement(_ start: Int, before end: Int) -> Int? {
        guard start < end, text.isPreposition(start) else { return nil }
        var index = start + 1
        var last: Int?
        var isKnown = false
        while index < end {
            let token = text[index]
            if let portfolio = text.phrase(.portfolio, at: index, before: end) {
                index = portfolio.tokens.upperBound
                last = index
                isKnown = true
            } else if token.word == text.words.the || text.words.complements.contains(token.word) {
                guard last == nil || token.word == text.words.of || text.words.complements.contains(token.word)
                else { break }
                index += 1
            } else if joins(index, before: end) {
                index += 1
            } else if last != nil, let noun = text.phrase(.body, at: index, before: end), text.isCapitalised(index) {
                // "Standing Committee of the National People's Congress"
                index = noun.tokens.upperBound
                last = index
            } else if last != nil, text.isPossessive(index), index + 1 < end, text.isCapitalised(index + 1) {
                index += 1
            } else if !isKnown, text.isCapitalised(index), !text.begins(.noBodies, at: index),
                !text.begins(.partners, at: index)
            {
                // Behind "Ministry of External Affairs" a name may follow.
                index += 1
                last = index
            } else {
                break
            }
        }
        return last
    }

    /// `and`, `&`, a comma or a hyphen between two of a body's words.
    private func joins(_ index: Int, before end: Int) -> Bool {
        guard index + 1 < end, text.begins(.portfolio, at: index + 1), text.isCapitalised(index + 1) else {
            return false
        }
        return text[index].word == text.words.and || text.isMark(index, "&") || text.isMark(index, ",")
            || Lexicon.isDash(text[index].word)
    }

    private func readPartnerBehind(_ phrase: inout BodyPhrase, before end: Int) {
        let of = phrase.tokens.upperBound
        guard of + 1 < end, text[of].word == text.words.of || text[of].word == text.words.in else { return }
        let start = text[of + 1].word == text.words.the ? of + 2 : of + 1
        guard let partner = text.partner(at: start, before: end), partner.category == .partner else { return }
        guard phrase.partner == nil || phrase.partner == partner.number else { return }
        phrase.partner = partner.number
        phrase.partnerBehind = of..<partner.tokens.upperBound
        phrase.tokens = phrase.tokens.lowerBound..<partner.tokens.upperBound
        if phrase.gloss == nil { phrase.name = phrase.tokens }
    }
}
