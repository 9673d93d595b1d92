/// Tells between whom an agreement or a partnership is.
struct PartyReader {
    let context: OutcomeContext
    private var text: TokenizedReport { context.text }

    init(_ context: OutcomeContext) {
        self.context = context
    }

    /// The partners of an instrument, sorted, with the phrases that name them; nil when the report does not tell two.
    /// - Parameter verb: the word that governs it: who signs stands before.
    func parties(of phrase: InstrumentPhrase, _ verb: Range<Int>?) -> (partners: [String], proofs: [Proof])? {
        let modifiers = context.sides(in: phrase.modifiers)
        let named = context.distinct(modifiers.map(\.partner))
        if let sides = phrase.sides {
            let partners = context.distinct(context.sides(in: sides).map(\.partner))
            if partners.count >= 2, !phrase.isWith { return (partners, [Proof(sides, .parties)]) }
            if let partner = partners.first, let found = with(partners, partner, phrase) { return found }
        }
        if named.count >= 2, let first = modifiers.first, let last = modifiers.last {
            return (named, [Proof(first.tokens.lowerBound..<last.tokens.upperBound, .parties)])
        }
        // "The ASEAN Plan of Action" is the organisation's own.
        if let only = modifiers.first, named.count == 1, phrase.sides == nil, context.isOrganisation(only.partner),
            ["plan-of-action", "convention", "joint-statement"].contains(phrase.instrument)
        {
            return (named, [Proof(only.tokens, .parties)])
        }
        let sentence = text.sentences[phrase.sentence].tokens
        if let found = behind(phrase, verb, sentence) ?? agents(behind: verb, sentence) ?? owners(phrase) {
            return found
        }
        if let verb, verb.upperBound <= phrase.tokens.lowerBound, let found = subjects(before: verb, sentence) {
            return found
        }
        guard let pair = context.pair(at: phrase.sentence) else { return nil }
        // "A UN convention" is none of the two.
        if let only = named.first, !pair.contains(only) { return nil }
        return (pair, context.proofs(of: pair, near: phrase.head.lowerBound))
    }

    /// Of a tier: the sides it names, else the two of the sentence, else those of the exchange at hand.
    func partiesOfTier(_ phrase: InstrumentPhrase) -> (partners: [String], proofs: [Proof])? {
        if let sides = phrase.sides {
            let partners = context.distinct(context.sides(in: sides).map(\.partner))
            if partners.count == 2, !phrase.isWith { return (partners, [Proof(sides, .parties)]) }
            if partners.count == 1, let partner = partners.first, let found = with(partners, partner, phrase) {
                return found
            }
        }
        let named = context.distinct(context.sides(in: phrase.modifiers).map(\.partner))
        if named.count == 2 { return (named, context.proofs(of: named, near: phrase.head.lowerBound)) }
        let sentence = context.distinct(context.sides(in: text.sentences[phrase.sentence].tokens).map(\.partner))
        let pair = context.pair(at: phrase.sentence).flatMap { $0.count == 2 ? $0 : context.firstPair }
        let isOfAnother = sentence.count == 2 && pair.map(Set.init)?.isDisjoint(with: sentence) ?? true
        guard let parties = isOfAnother ? sentence : pair, parties.count == 2 else { return nil }
        return (parties, context.proofs(of: parties, near: phrase.head.lowerBound))
    }

    /// `an agreement with C`: C, and who stands before the instrument, else the other side of the exchange.
    private func with(_ partners: [String], _ partner: String, _ phrase: InstrumentPhrase) -> ([String], [Proof])? {
        let pair = context.pair(at: phrase.sentence) ?? []
        let sentence = text.sentences[phrase.sentence].tokens
        let owner = context.sides(in: sentence.lowerBound..<phrase.tokens.lowerBound).first {
            !partners.contains($0.partner)
        }
        var all = partners
        if pair.contains(partner), pair.count == 2, partners.allSatisfy(pair.contains) {
            all = pair
        } else if let owner {
            all.append(owner.partner)
        } else if let other = pair.first(where: { !partners.contains($0) }) {
            all.append(other)
        }
        all = context.distinct(all)
        guard all.count >= 2 else { return nil }
        return (all, context.proofs(of: all, near: phrase.head.lowerBound))
    }

    /// `signed a plan … with Zoran Petrašinović`: `with` behind what an active verb governs.
    private func behind(_ phrase: InstrumentPhrase, _ verb: Range<Int>?, _ sentence: Range<Int>) -> ([String], [Proof])?
    {
        guard phrase.sides == nil, let verb, verb.upperBound <= phrase.tokens.lowerBound else { return nil }
        let end = min(sentence.upperBound, phrase.tokens.upperBound + 3)
        guard phrase.tokens.upperBound < end,
            let with = (phrase.tokens.upperBound..<end).first(where: { text.tokens[$0].word == context.words.with })
        else { return nil }
        let sides = context.sides(in: with + 1..<min(with + 26, sentence.upperBound))
        guard let first = sides.first, first.tokens.lowerBound <= with + 6 else { return nil }
        return self.with(context.distinct(sides.map(\.partner)), first.partner, phrase)
    }

    /// `was signed by the ministers of A and B`, `was signed on Monday by X, and his counterpart Y`
    private func agents(behind verb: Range<Int>?, _ sentence: Range<Int>) -> ([String], [Proof])? {
        guard let verb, verb.upperBound < sentence.upperBound else { return nil }
        let opening = verb.upperBound..<min(verb.upperBound + 6, sentence.upperBound)
        guard let by = opening.first(where: { context.scene.isWord($0, "by") }) else { return nil }
        var last = by + 1
        var partners: [String] = []
        for side in context.sides(in: by + 1..<min(by + 40, sentence.upperBound)) {
            let gap = last..<max(last, side.tokens.lowerBound)
            guard gap.count <= 12, !gap.contains(where: { closesAgents($0) }) else { break }
            partners.append(side.partner)
            last = max(last, side.tokens.upperBound)
        }
        let all = context.distinct(partners)
        return all.count >= 2 ? (all, [Proof(by + 1..<last, .parties)]) : nil
    }

    private func closesAgents(_ index: Int) -> Bool {
        let word = context.functionWord(index)
        return word == "auxiliary" || word == "verb"
            || word == "preposition" && text.tokens[index].word != context.words.of
            || text.tokens[index].word == Lexicon.mark(";")
    }

    /// `on defence cooperation of A and B`: whose the matter is.
    private func owners(_ phrase: InstrumentPhrase) -> ([String], [Proof])? {
        guard let subject = phrase.subject else { return nil }
        let sides = context.scene.partners(in: subject).filter { $0.form == .name }
        guard let first = sides.first, let last = sides.last,
            text.tokens[last.tokens.lowerBound - 1].word == context.words.and
        else { return nil }
        let partners = context.distinct(sides.map(\.partner))
        return partners.count >= 2
            ? (partners, [Proof(first.tokens.lowerBound..<last.tokens.upperBound, .parties)]) : nil
    }

    /// `Lima and Brasília signed`: the sides joined right before the verb.
    private func subjects(before verb: Range<Int>, _ sentence: Range<Int>) -> ([String], [Proof])? {
        let sides = context.sides(in: max(sentence.lowerBound, verb.lowerBound - 24)..<verb.lowerBound)
        guard let last = sides.last, verb.lowerBound - last.tokens.upperBound <= 8 else { return nil }
        var start = last.tokens.lowerBound
        var partners = [last.partner]
        for side in sides.dropLast().reversed() {
            let gap = min(side.tokens.upperBound, start)..<start
            guard gap.count <= 8, gap.contains(where: { context.words.links(text.tokens[$0]) }) || gap.count <= 1,
                !gap.contains(where: { context.functionWord($0) == "auxiliary" || context.functionWord($0) == "verb" })
            else { break }
            partners.append(side.partner)
            start = min(start, side.tokens.lowerBound)
        }
        let all = context.distinct(partners)
        guard all.count == 2 || all.count == 3 else { return nil }
        return (all, [Proof(start..<last.tokens.upperBound, .parties)])
    }
}
