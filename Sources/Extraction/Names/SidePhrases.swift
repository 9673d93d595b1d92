/// Phrases that tell for whom the people around them stand.
extension SideFinder {
    /// `On the Emirati side … A and B`, `for Spain …`, `on behalf of Laos …`, and `A signed it for Qatar`.
    func bySide(_ roster: Roster, _ entry: Int) -> Int32? {
        guard let mention = roster.entries[entry].mentions.first, let sentence = sentence(around: mention.lowerBound)
        else { return nil }
        for side in slice(
            of: mentions, in: mention.upperBound..<min(sentence.upperBound, mention.upperBound + 7), \.tokens)
        where side.form == .name {
            let verb = mention.upperBound..<side.tokens.lowerBound
            if isFor(side, in: sentence), verb.contains(where: { text.words.signing.contains(text[$0].word) }) {
                return number(of: side)
            }
        }
        let before = slice(of: mentions, in: sentence.lowerBound..<mention.lowerBound, \.tokens)
        return before.last { isSidePhrase($0, in: sentence) }.flatMap(number)
    }

    /// `his counterpart General X` without a state: of the other party than who is named before.
    func byCounterpart(_ roster: Roster, _ entry: Int, _ institutions: InstitutionRegister) -> Int32? {
        guard let mention = roster.entries[entry].mentions.first, let sentence = sentence(around: mention.lowerBound),
            let other = slice(of: people, in: sentence.lowerBound..<mention.lowerBound, \.tokens)
                .last(where: { $0.index != entry }),
            let partner = roster.entries[other.index].partner
        else { return nil }
        return sides(in: sentence, institutions).map(\.0).first { $0 != partner }
            ?? partners.first { $0 != partner && text.tables.isState[Int($0)] }
    }

    /// Whether `for`, or `on behalf of`, stands before a partner.
    private func isFor(_ side: PartnerMention, in sentence: Range<Int>) -> Bool {
        let before = preposition(of: side)
        guard before >= sentence.lowerBound else { return false }
        return text.words.isFor(text[before].word)
            || text[before].word == text.words.of && before > sentence.lowerBound
                && text[before - 1].word == text.words.behalf
    }

    /// Whether a partner opens the list of those who stood for it.
    private func isSidePhrase(_ side: PartnerMention, in sentence: Range<Int>) -> Bool {
        let before = preposition(of: side)
        guard before >= sentence.lowerBound else { return false }
        let behind = side.tokens.upperBound
        if side.form == .demonym {
            if composes(behind, in: sentence) { return true }
            guard behind < sentence.upperBound, text.words.sideOpenings.contains(text[before].word) else {
                return false
            }
            return text.words.delegations.contains(text[behind].word) || text[behind].word == text.words.part
        }
        guard isFor(side, in: sentence) else { return false }
        let opens = before == sentence.lowerBound || text[before - 1].shape.contains(.mark)
        return opens || text[before].word == text.words.of
    }

    /// `The Nepali delegation includes A and B`, `is made up of`, `comprised`.
    private func composes(_ team: Int, in sentence: Range<Int>) -> Bool {
        guard team < sentence.upperBound, text.words.delegations.contains(text[team].word) else { return false }
        return (team + 1..<min(sentence.upperBound, team + 4)).contains {
            text.words.composing.contains(text[$0].word)
        }
    }

    /// The ambassador's side for the others of an embassy.
    func byEmbassy(_ roster: Roster, _ entry: Int, home: Int32?) -> Int32? {
        guard let mention = roster.entries[entry].mentions.first else { return nil }
        return slice(of: people, in: 0..<mention.lowerBound, \.tokens).last { other in
            let person = roster.entries[other.index]
            return other.index != entry && person.partner != nil && person.partner != home
                && person.posts.contains { $0.phrase.isAbroad(in: text) }
        }.flatMap { roster.entries[$0.index].partner }
    }

    /// Of three states, whose minister met those of the two others.
    func byObjects(_ roster: Roster, _ entry: Int, home: Int32) -> Int32? {
        guard let mention = roster.entries[entry].mentions.first, let sentence = sentence(around: mention.lowerBound),
            let verb = (mention.upperBound..<min(sentence.upperBound, mention.upperBound + 3)).first(where: {
                text.text.match(at: $0, .exchangeVerb) != nil
            })
        else { return nil }
        let met = slice(of: mentions, in: verb..<min(sentence.upperBound, verb + 15), \.tokens)
            .filter { $0.form != .government }.compactMap(number)
        guard met.contains(home) else { return nil }
        return partners.first { !met.contains($0) && text.tables.isState[Int($0)] }
    }

    /// The token before a partner and its article.
    private func preposition(of side: PartnerMention) -> Int {
        let before = side.tokens.lowerBound - 1
        return before > 0 && text[before].word == text.words.the ? before - 1 : before
    }

    /// `Spain was represented by Undersecretary A`, `Undersecretary A for Spain`, `Spain sent an observer, ACP B`.
    func byRepresentation(_ roster: Roster, _ entry: Int, _ institutions: InstitutionRegister) -> Int32? {
        guard let mention = roster.entries[entry].mentions.first, let sentence = sentence(around: mention.lowerBound)
        else { return nil }
        if let partner = byEllipsis(mention, in: sentence) { return partner }
        let near = max(sentence.lowerBound, mention.lowerBound - 6)..<mention.lowerBound
        let passive = near.last { index in
            guard text.words.representing.contains(text[index].word) else { return false }
            return text[index].word == text.words.sent || (index..<mention.lowerBound).contains { isBy($0) }
        }
        if let word = passive {
            return sides(in: max(sentence.lowerBound, word - 10)..<word, institutions).last?.0
        }
        let behind = mention.upperBound..<min(sentence.upperBound, mention.upperBound + 8)
        guard let word = behind.first(where: { text.words.representing.contains(text[$0].word) }) else { return nil }
        return sides(in: word..<min(sentence.upperBound, word + 6), institutions).first?.0
    }

    private func isBy(_ index: Int) -> Bool { text[index].word == text.words.by }

    /// `…, and Uzbekistan by First Deputy Minister A`, behind "Kazakhstan was represented by …".
    private func byEllipsis(_ mention: Range<Int>, in sentence: Range<Int>) -> Int32? {
        guard mention.lowerBound - 2 >= sentence.lowerBound, isBy(mention.lowerBound - 1),
            let side = slice(of: mentions, in: sentence.lowerBound..<mention.lowerBound, \.tokens).last,
            side.tokens.upperBound == mention.lowerBound - 1,
            (sentence.lowerBound..<side.tokens.lowerBound).contains(where: isBy)
        else { return nil }
        return number(of: side)
    }
}
