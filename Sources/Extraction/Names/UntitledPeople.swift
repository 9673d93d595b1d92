/// Finds people without a title before the name.
extension PersonReader {
    func readUntitled(at start: Int, before end: Int) -> Finding? {
        // A small word may be a name's first: "To Lam, Minister of …", not "With Jan Lis, Minister of …".
        guard !text.begins(.functionWord, at: start) || text.words.nameLike.contains(text[start].word),
            let name = PersonName(at: start, before: end, isTitled: true, in: text), name.isFull,
            !name.isFollowedByTail
        else { return nil }
        let behind = text.behindHonours(at: name.tokens.upperBound, before: end)
        var mention = PersonMention(tokens: name.tokens.lowerBound..<behind, name: name)
        let bracket = text.behindBracket(at: behind, before: end)
        if bracket == behind + 3 || bracket == behind + 4,
            let partner = text.partner(at: behind + 1, before: bracket - 1)
        {
            mention.partner = partner.number
        }
        readSuffix(&mention, from: bracket, before: end)
        guard !mention.posts.isEmpty || mention.isCounterpart else { return nil }
        if text.begins(.functionWord, at: start), text.begins(.places, at: start + 1) { return nil }
        return .people([mention], end: mention.tokens.upperBound)
    }

    /// `Hungary's Szabó Ákos and his Serbian counterpart`, `Serbia's Dragan Ilić met`: a name with its state alone, when
    /// what follows is done by people.
    func readOwned(at start: Int, before end: Int) -> Finding? {
        guard let partner = text.partner(at: start, before: end), partner.category == .partner,
            partner.tokens.upperBound + 2 < end, text.isPossessive(partner.tokens.upperBound)
        else { return nil }
        let index = partner.tokens.upperBound + 1
        guard text.isCapitalised(index), !text.begins(.noNames, at: index),
            let name = PersonName(at: index, before: end, isTitled: false, in: text), name.words.count > 1,
            !name.isFollowedByTail
        else { return nil }
        let behind = name.tokens.upperBound
        var mention = PersonMention(tokens: start..<behind, name: name, partner: partner.number)
        readSuffix(&mention, from: text.behindBracket(at: behind, before: end), before: end)
        guard !mention.posts.isEmpty || behind < end && meets(behind, before: end) else { return nil }
        return .people([mention], end: mention.tokens.upperBound)
    }

    /// Whether `met`, or `and his Serbian counterpart`, stands at a token.
    func meets(_ index: Int, before end: Int) -> Bool {
        if let verb = text.phrase(.exchangeVerb, at: index, before: end) {
            return !text.isCapitalised(verb.tokens.lowerBound)
        }
        guard text[index].word == text.words.and else { return false }
        return (index + 1..<min(end, index + 6)).contains { isCounterpart($0, before: end) != nil }
    }

    /// Behind `counterpart`; nil when it does not stand there.
    func isCounterpart(_ index: Int, before end: Int) -> Int? {
        guard let match = text.phrase(.anaphor, at: index, before: end),
            text.tables.anaphors[Int(match.sense.value)] == .counterpart
        else { return nil }
        return match.tokens.upperBound
    }
}
