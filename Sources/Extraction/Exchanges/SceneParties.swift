/// Whom people and clauses stand for.
extension Scene {
    /// The party that a person takes part for; nil when nothing tells.
    func party(_ person: Int) -> Exchange.Party? {
        guard let partner = cast.people[person].partner else { return nil }
        // An institution that is inferred for a person is not stated to take part.
        guard cast.people[person].partnerBasis == nil else { return Exchange.Party(partner: partner) }
        let institution = cast.people[person].posts.last { $0.isCurrent && $0.institution != nil }?.institution
        return Exchange.Party(partner: partner, institution: institution, side: nil)
    }

    /// The other side of a clause that names but one: who else the sentence or the report speaks of.
    func complement(
        _ parties: [Exchange.Party], _ cue: Cue, _ here: Exchange?
    ) -> (party: Exchange.Party, person: Int?)? {
        let sentence = text.sentences[cue.sentence].tokens
        for reference in references(in: sentence) {
            guard case .person(let person) = reference.target, let party = party(person),
                !parties.contains(where: { $0.partner == party.partner })
            else { continue }
            return (party, person)
        }
        guard let own = parties.first?.partner else { return nil }
        if here == nil, let other = previousSpeaker(before: cue, than: own) { return other }
        // "The visitors had been received by the minister": who has met this side before.
        guard let here, here.hasParty(own) else { return nil }
        for person in here.chairs + here.participants {
            if let party = party(person), party.partner != own { return (party, person) }
        }
        return nil
    }
}

extension Scene {
    /// "The delegation had a working session with X": whom the sentences before have named last, of another side.
    private func previousSpeaker(before cue: Cue, than own: String) -> (party: Exchange.Party, person: Int?)? {
        let verb = cue.subject ?? cue.head
        let start = max(cue.scope.lowerBound, verb.lowerBound - 4)
        guard (start..<verb.lowerBound).contains(where: { isCueWord($0, "delegation") }) else { return nil }
        let range =
            text.sentences[max(0, cue.sentence - 3)].tokens.lowerBound..<text.sentences[cue.sentence].tokens.lowerBound
        for reference in references(in: range).reversed() {
            guard case .person(let person) = reference.target, reference.kind == .name, let party = party(person),
                party.partner != own
            else { continue }
            return (party, person)
        }
        return nil
    }

    /// The noun of a cue with what belongs to it on both sides, without its article, and what that proves: "third
    /// deputy-ministerial security dialogue between Vietnam and Indonesia".
    func proof(of cue: Cue) -> Proof {
        var start = cue.tokens.lowerBound
        let articles: [StaticString] = ["the", "a", "an", "this", "that", "their", "its", "his", "her"]
        if start < cue.head.lowerBound, articles.contains(where: { isWord(start, $0) }) { start += 1 }
        var end = cue.head.upperBound
        var supports: PropertySet = .kind
        if let level = cue.levelTokens, level.upperBound <= end + 8 {
            end = max(end, level.upperBound)
            supports.insert(.level)
        }
        if cue.ordinalTokens != nil { supports.insert(.ordinal) }
        if isWord(end, "between") {
            let last = partners(in: .between(end, min(end + 8, cue.scope.upperBound))).last
            end = last?.tokens.upperBound ?? end
        }
        if !partners(in: start..<end).isEmpty { supports.insert(.parties) }
        return Proof(start..<end, supports)
    }
}
