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
        // "The visitors had been received by the minister": who has met this side before.
        guard let here, let own = parties.first?.partner, here.partners.contains(own) else { return nil }
        for person in here.chairs + here.participants {
            if let party = party(person), party.partner != own { return (party, person) }
        }
        return nil
    }
}
