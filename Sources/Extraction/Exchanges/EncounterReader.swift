internal import Records

/// Reads what brings two sides together without a word for it: "With X, the minister of A, Y of B spoke about …", "Y and X
/// confirmed that …".
struct EncounterReader {
    let ledger: ExchangeLedger
    private var scene: Scene { ledger.scene }
    private var text: TokenizedReport { scene.text }

    /// - Returns: the exchange of the two sides whose people act in a sentence, with the words that tell of it; nil where one
    ///   is known, or where nothing tells that they spoke to each other.
    func read(_ sentence: Int) -> (exchange: Exchange, cue: Cue)? {
        let range = text.sentences[sentence].tokens
        guard let verb = contact(in: range) else { return nil }
        var people: [Int] = []
        var proofs: [Proof] = []
        for reference in scene.references(in: range) {
            guard case .person(let person) = reference.target, !people.contains(person),
                !scene.leadsStateOrGovernment(person),
                scene.cast.people[person].partner != nil, scene.isOfficial(reference)
            else { continue }
            people.append(person)
            proofs.append(Proof(reference.tokens, [.parties, .participants]))
        }
        let parties = people.compactMap(scene.party)
        let partners = Set(parties.map(\.partner))
        guard partners.count == 2, !isKnown(people, partners) else { return nil }
        var exchange = Exchange(kind: "meeting", status: "held", parties: parties)
        exchange.participants = people
        exchange.proofs = [Proof(verb, [.kind, .status])] + proofs
        let cue = Cue(form: .verb, kind: exchange.kind, tokens: verb, head: verb, sentence: sentence, scope: range)
        ExchangeDetails(scene: scene, mainDate: ledger.mainDate).fill(&exchange, from: cue)
        return exchange.status == "held" ? (exchange, cue) : nil
    }

    /// Words of speaking, treating or agreeing; someone is told something, or something is spoken of.
    private func contact(in range: Range<Int>) -> Range<Int>? {
        text.matches(in: range).first {
            // "called on the minister to …" can be said to a newspaper.
            ($0.sense.category == .speech || $0.sense.category == .modality)
                && !scene.isWord($0.tokens.upperBound - 1, "on")
                || $0.sense.category == .treatment && text.value($0) == "discussed" && $0.tokens.count > 1
        }?.tokens
    }

    /// Whether an exchange that is known brings the two sides together, or all of these people.
    private func isKnown(_ people: [Int], _ partners: Set<String>) -> Bool {
        ledger.items.contains { item in
            partners.isSubset(of: item.partners)
                || Set(item.chairs + item.participants).isSuperset(of: people)
        }
    }
}
