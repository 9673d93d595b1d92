/// Reads what a noun leaves unsaid from what has been told: its parties, the mechanism it is a round of, what it refers to.
struct SeriesReader {
    let ledger: ExchangeLedger
    private var scene: Scene { ledger.scene }

    /// Parties that the noun leaves unsaid: those of the exchange at hand, or the two sides of the report.
    func parties(
        _ cue: Cue, _ parties: [Exchange.Party], _ people: [Int], _ current: Int?
    ) -> [Exchange.Party] {
        let known = Set(parties.map(\.partner))
        // The same mechanism first: "the fifth dialogue" after "the sixth Thailand–Laos dialogue".
        let series = ledger.items.last {
            (($0.isDialogue && cue.isDialogue) || ($0.kind == cue.kind && cue.ordinal != nil)) && $0.ordinal != nil
                && (known.isEmpty || !known.isDisjoint(with: $0.partners))
        }
        if let base = series ?? current.map({ ledger.items[$0] }),
            known.isEmpty || !known.isDisjoint(with: base.partners)
        {
            return base.parties.filter { !known.contains($0.partner) }.map { Exchange.Party(partner: $0.partner) }
        }
        if known.count == 1, let other = scene.complement(parties, cue, nil) { return [other.party] }
        let sentence = scene.text.sentences[cue.sentence].tokens
        var found: [Exchange.Party] = []
        for mention in scene.partners(in: sentence)
        where !known.contains(mention.partner) && !found.contains(where: { $0.partner == mention.partner }) {
            found.append(Exchange.Party(partner: mention.partner))
        }
        if found.count + known.count == 2 { return found }
        return []
    }

    /// What `the dialogue` or `the round` is: the mechanism of these parties that the report has named.
    func kind(of cue: Cue, _ parties: [Exchange.Party], _ current: Int?) -> String {
        if cue.kind == "body" { return "meeting" }
        guard
            cue.kind == "dialogue" || cue.kind == "round"
                || (cue.kind == "meeting" && (cue.ordinal != nil || cue.shift != 0))
        else { return cue.kind }
        let partners = Set(parties.map(\.partner))
        let series = ledger.items.last {
            $0.ordinal != nil && (cue.kind != "dialogue" || $0.isDialogue) && Set($0.partners) == partners
        }
        if let series { return series.kind }
        if let current, cue.kind == "round", Set(ledger.items[current].partners) == partners {
            return ledger.items[current].kind
        }
        return cue.kind == "dialogue" ? "security-dialogue" : cue.kind
    }

    /// The last round held of the candidate's mechanism.
    func lastOrdinal(_ candidate: Exchange) -> Int? {
        let partners = Set(candidate.partners)
        let series = ledger.items.filter {
            $0.ordinal != nil && $0.kind == candidate.kind && Set($0.partners) == partners
        }
        return series.filter { $0.status == "held" }.compactMap(\.ordinal).max() ?? series.compactMap(\.ordinal).max()
    }

    /// The exchange that `the meeting`, `during the talks` means.
    func antecedent(of cue: Cue, parties: [Exchange.Party], people: [Int], _ current: Int?) -> Int? {
        guard cue.isDefinite || !people.isEmpty || isBare(cue) else { return nil }
        let partners = Set(parties.map(\.partner))
        func fits(_ index: Int) -> Bool {
            let item = ledger.items[index]
            guard item.status == "held" || cue.kind == item.kind else { return false }
            let others = item.chairs + item.participants
            if !people.isEmpty, !others.isEmpty, Set(others).intersection(people).count < min(people.count, 2) {
                return false
            }
            return partners.allSatisfy { partner in item.parties.contains { $0.partner == partner } }
        }
        let order = [current].compactMap { $0 } + ledger.items.indices.reversed().filter { $0 != current }
        if let exact = order.first(where: { fits($0) && ledger.items[$0].kind == cue.kind }) { return exact }
        switch cue.kind {
        case "dialogue", "round": return order.first { fits($0) && ledger.items[$0].isDialogue }
        case "meeting", "talks", "reception", "working-session", "phone-call":
            return order.first { index in
                fits(index) && !ledger.items[index].isDialogue && !ledger.traits[index].isNamed
            }
                ?? (cue.kind == "meeting" || cue.kind == "talks"
                    ? order.first { fits($0) && !ledger.items[$0].isDialogue } : nil)
                ?? (cue.kind == "meeting" && cue.isDefinite ? order.first(where: fits) : nil)
        default: return nil
        }
    }

    /// `At the meeting`, `During talks`: a preposition right before the noun.
    private func isBare(_ cue: Cue) -> Bool {
        let before = cue.tokens.lowerBound - 1
        return before >= 0
            && (scene.isWord(before, "during") || scene.isWord(before, "at") || scene.isWord(before, "after"))
    }
}

extension Exchange {
    /// Whether it is a round of a mechanism rather than a meeting.
    var isDialogue: Bool { Cue.isDialogue(kind) }
}

extension Cue {
    var isDialogue: Bool { Self.isDialogue(kind) }

    fileprivate static func isDialogue(_ kind: String) -> Bool {
        kind == "security-dialogue" || kind == "strategic-dialogue" || kind == "dialogue" || kind == "round"
    }
}
