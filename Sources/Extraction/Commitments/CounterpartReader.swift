/// Tells towards whom something is said.
struct CounterpartReader {
    let scene: Scene

    struct Counterparts {
        /// Ids, in their order.
        var ids: [String]
        /// What names them.
        var tokens: Range<Int>?
    }

    /// Those named in an item, else in the whole complement, else the other sides of the exchange.
    func read(
        _ scope: Range<Int>, _ complement: Range<Int>, of actor: CommitmentWriter.Actor, at exchange: Exchange
    ) -> Counterparts {
        guard actor.id != nil else { return all(of: actor, at: exchange) }
        return named(in: scope, actor, exchange) ?? named(in: complement, actor, exchange)
            ?? all(of: actor, at: exchange)
    }

    /// All sides of an exchange, or all others of one who speaks alone.
    func all(of actor: CommitmentWriter.Actor, at exchange: Exchange) -> Counterparts {
        let others = exchange.partners.filter { $0 != actor.side }.sorted()
        return Counterparts(ids: others.isEmpty ? exchange.partners.sorted() : others)
    }

    /// The other sides, by their institutions where they are told.
    private func others(than actor: CommitmentWriter.Actor, at exchange: Exchange) -> [String] {
        exchange.parties.filter { $0.partner != actor.side }
            .map { party in party.institution.map { scene.cast.institutions[$0].id } ?? party.partner }.sorted()
    }

    private func named(in range: Range<Int>, _ actor: CommitmentWriter.Actor, _ exchange: Exchange) -> Counterparts? {
        var ids: [String] = []
        var proof: Range<Int>?
        for reference in scene.references(in: range) where ids.count < 2 {
            let id: String
            switch reference.target {
            case .parties:
                guard ids.isEmpty else { continue }
                return Counterparts(ids: exchange.partners.sorted(), tokens: reference.tokens)
            case .partyInstitutions:
                guard ids.isEmpty else { continue }
                return Counterparts(ids: others(than: actor, at: exchange), tokens: reference.tokens)
            case .person(let person): id = scene.cast.id(ofPerson: person)
            case .institution(let institution): id = scene.cast.institutions[institution].id
            case .partner(let partner): id = partner
            }
            guard let side = scene.side(of: reference), side != actor.side, exchange.hasParty(side) else {
                continue
            }
            if !ids.contains(id) { ids.append(id) }
            proof = proof ?? reference.tokens
        }
        return ids.isEmpty ? nil : Counterparts(ids: ids.sorted(), tokens: proof)
    }
}
