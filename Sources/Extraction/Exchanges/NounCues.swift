internal import Records

/// Reads what a noun tells of: "the third security dialogue", "a reception for …".
struct NounCues {
    enum Reading {
        /// More of an exchange already known, by its index.
        case more(Int)
        case new(Exchange)
    }

    let ledger: ExchangeLedger
    private var scene: Scene { ledger.scene }
    private var text: TokenizedReport { scene.text }
    private var clauses: ClauseReader { ClauseReader(scene: scene) }
    private var series: SeriesReader { SeriesReader(ledger: ledger) }
    private var details: ExchangeDetails { ExchangeDetails(scene: scene, mainDate: ledger.mainDate) }

    /// - Returns: what the cue tells; nil when it tells of no exchange.
    func read(_ cue: Cue, chairs named: Chairs?, current: Int?) -> Reading? {
        var parties = (named?.people ?? []).compactMap(scene.party)
        for partner in partners(of: cue) where !parties.contains(where: { $0.partner == partner.partner }) {
            parties.append(partner)
        }
        var people = companions(of: cue)
        let status = clauses.status(of: cue)
        if let verb = cue.subject {
            // "sat down with X for talks"
            let met = scene.references(in: .between(verb.upperBound, cue.tokens.lowerBound))
            for actors in (clauses.subject(of: cue) + met).map({
                scene.actors($0.target, of: current.map { ledger.items[$0] })
            }) {
                for person in actors.people where !people.contains(person) { people.append(person) }
                for partner in actors.partners where !parties.contains(where: { $0.partner == partner }) {
                    parties.append(Exchange.Party(partner: partner))
                }
            }
            for party in people.compactMap(scene.party) where !parties.contains(where: { $0.partner == party.partner })
            {
                parties.append(party)
            }
        }
        if people.isEmpty, named == nil, !clauses.isDating(cue), let status, status.value == "held",
            status.tokens.upperBound <= cue.tokens.lowerBound
        {
            addHolders(before: status.tokens, cue, current, &people, &parties)
        }
        if let named { people.removeAll { named.people.contains($0) } }
        let isSeries = cue.ordinal != nil || cue.shift != 0 || isOfYear(cue)
        // A reference back to an exchange that the report has told of.
        if !isSeries, !isElsewhere(cue, people, current),
            let known = series.antecedent(of: cue, parties: parties, people: people, current),
            (status?.value ?? "held") == "held" || ledger.items[known].status != "held"
        {
            return .more(known)
        }
        if let organisation = cue.organisation.map({ ($0, cue.head.upperBound) }) ?? organisation(behind: cue) {
            if let session = session(cue, of: organisation, parties, status) { return session }
        }
        guard !cue.isPlural, !isOfBody(cue) else { return nil }
        if cue.kind == "body", !isSeries || status == nil && (cue.shift >= 0 || clauses.date(of: cue) == nil) {
            return nil
        }
        // "Ahead of the summit in Astana": of others, when nothing else is said of it.
        if !isSeries, clauses.isDating(cue), cue.kind == "summit" || cue.kind == "conference" { return nil }
        // "The next edition of the exercise": a round of something else.
        if cue.kind == "round", scene.isWord(cue.head.upperBound, "of") { return nil }
        if !isSeries {
            let isFixed = clauses.date(of: cue) != nil || clauses.place(of: cue) != nil
            let isTold = status.map { tells(cue, $0) } == true
            let isNamed = isFixed && partners(of: cue).count >= 2
            guard !people.isEmpty || named != nil || isOfParties(cue) || isTold && isFixed || isNamed else {
                return nil
            }
            guard
                !["dialogue", "round", "conference", "summit"].contains(cue.kind) || named != nil || parties.count >= 2
            else { return nil }
        }
        if parties.count < 2, isOfParties(cue) {
            for reference in scene.references(in: text.sentences[cue.sentence].tokens) {
                guard case .person(let person) = reference.target, !people.contains(person),
                    let party = scene.party(person)
                else { continue }
                people.append(person)
                if !parties.contains(where: { $0.partner == party.partner }) { parties.append(party) }
            }
        }
        if parties.isEmpty { parties = people.compactMap(scene.party) }
        if parties.count == 1, !people.isEmpty, let other = scene.complement(parties, cue, nil) {
            parties.append(other.party)
            if let person = other.person { people.append(person) }
        }
        if parties.count < 2 || (named == nil && people.isEmpty) {
            for party in parties.count < 2 ? series.parties(cue, parties, people, current) : [] {
                parties.append(party)
            }
        }
        guard Set(parties.map(\.partner)).count >= 2 else { return nil }
        var candidate = Exchange(
            kind: series.kind(of: cue, parties, current), status: status?.value ?? "held", parties: parties)
        if candidate.kind == "round" {
            // "Experts held their fourth round in Görlitz": of talks, when no mechanism has been named.
            guard cue.ordinal != nil, status?.value == "held", clauses.place(of: cue) != nil else { return nil }
            candidate.kind = "talks"
        }
        candidate.chairs = named?.people ?? []
        candidate.participants = people
        candidate.proofs = [scene.proof(of: cue)] + (named?.proofs ?? []).map { Proof($0, [.parties, .chairs]) }
        if let tokens = status?.tokens { candidate.proofs.append(Proof(tokens, .status)) }
        details.fill(&candidate, from: cue)
        if let ordinal = cue.ordinal {
            candidate.ordinal = ordinal
        } else if cue.shift != 0, let base = series.lastOrdinal(candidate) {
            candidate.ordinal = base + cue.shift
            guard candidate.ordinal ?? 0 > 0 else { return nil }
        }
        if cue.shift == 1, candidate.status == "held" { candidate.status = "planned" }
        return .new(candidate)
    }

    /// `The 18th AMMTC was held in Vientiane`: an organisation's own conference; only mentioned, it is a framework.
    private func session(
        _ cue: Cue, of organisation: (partner: String, end: Int), _ members: [Exchange.Party],
        _ status: (value: String, tokens: Range<Int>)?
    ) -> Reading? {
        guard let status, clauses.place(of: cue)?.name != nil || clauses.date(of: cue) != nil else { return nil }
        let others = members.filter { $0.partner != organisation.partner }
        var candidate = Exchange(
            kind: "conference", status: status.value, parties: [.init(partner: organisation.partner)] + others)
        candidate.proofs = [
            Proof(cue.tokens.lowerBound..<organisation.end, [.kind, .ordinal, .parties]),
            Proof(status.tokens, .status),
        ]
        details.fill(&candidate, from: cue)
        candidate.ordinal = cue.ordinal
        let named = cue.tokens.lowerBound..<organisation.end
        if candidate.level == nil, let level = level(in: named) {
            candidate.level = level.value
            candidate.proofs.append(Proof(level.tokens, .level))
        }
        return .new(candidate)
    }

    /// The level that the name of a conference tells: `ASEAN Ministerial Meeting`, `conference of the police chiefs`.
    private func level(in range: Range<Int>) -> (value: String, tokens: Range<Int>)? {
        for match in text.matches(in: range) where match.tokens.upperBound <= range.upperBound {
            if match.sense.category == .level { return (text.value(match), match.tokens) }
            guard match.sense.category == .post,
                let level = text.lexicon.names.levels[Int(match.sense.value)].level(for: nil)
            else { continue }
            return (level, match.tokens)
        }
        return nil
    }

    /// `the 41st meeting of the GCC Ministers of Interior`, `the EU-Western Balkans Ministerial Forum`: an organisation whose
    /// ministers or chiefs meet; not one of its own organs (`the 64th session of the ECOWAS Authority`).
    private func organisation(behind cue: Cue) -> (partner: String, end: Int)? {
        guard cue.kind == "conference" || cue.kind == "meeting" && cue.ordinal != nil else { return nil }
        let organisations = text.lexicon.names.organisations
        let behind = Range.between(cue.head.upperBound, min(cue.head.upperBound + 12, cue.scope.upperBound))
        if cue.kind == "conference",
            let own = scene.partners(in: cue.tokens).first(where: { organisations.contains($0.partner) })
        {
            return (own.partner, cue.head.upperBound)
        }
        guard scene.isWord(cue.head.upperBound, "of"),
            let first = scene.partners(in: behind).first, organisations.contains(first.partner)
        else { return nil }
        // "of the GCC Ministers of Interior", "of the secretaries of the Security Councils of the CIS"
        let after = Range.between(
            cue.head.upperBound + 1, min(first.tokens.upperBound + 4, cue.scope.upperBound))
        let ministers = text.matches(in: after).last { $0.sense.category == .post }
        guard ministers != nil || cue.kind == "conference" else { return nil }
        let end = max(ministers?.tokens.upperBound ?? 0, first.tokens.upperBound)
        return (first.partner, min(end, cue.scope.upperBound))
    }

    /// Whether a clause without people tells of an exchange: held between named parties, or put off, planned or proposed in
    /// so many words.
    private func tells(_ cue: Cue, _ status: (value: String, tokens: Range<Int>)) -> Bool {
        let gap =
            status.tokens.upperBound <= cue.tokens.lowerBound
            ? cue.tokens.lowerBound - status.tokens.upperBound
            : max(0, status.tokens.lowerBound - cue.tokens.upperBound)
        switch status.value {
        case "held": return !cue.isDefinite && !partners(of: cue).isEmpty
        case "proposed": return gap <= 2 && status.tokens.upperBound <= cue.head.lowerBound
        case "planned": return gap <= 8
        default: return true
        }
    }

    /// `the 64th session of the ECOWAS Authority`: a body's own meeting, not one between parties.
    private func isOfBody(_ cue: Cue) -> Bool {
        let behind = Range.between(cue.head.upperBound, min(cue.head.upperBound + 4, cue.scope.upperBound))
        if scene.isWord(cue.head.upperBound, "of"), behind.contains(where: { scene.isCueWord($0, "assembly") }) {
            return true
        }
        // "The inaugural meeting of the Joint Task Force": of a body that two sides have.
        if behind.contains(where: { scene.isCueWord($0, "joint") }) { return false }
        guard cue.kind == "meeting" || cue.kind == "conference", partners(of: cue).count < 2 else { return false }
        return scene.references(in: .between(cue.head.upperBound, min(cue.head.upperBound + 3, cue.scope.upperBound)))
            .contains {
                reference in
                switch reference.target {
                case .institution: return true
                // "The 64th session of ECOWAS": one partner alone has no exchange with itself.
                case .partner: return cue.ordinal != nil && scene.isWord(cue.head.upperBound, "of")
                default: return false
                }
            }
    }

    /// `a session in Tabatinga with X`: another place than that of the exchange at hand makes it another exchange.
    private func isElsewhere(_ cue: Cue, _ people: [Int], _ current: Int?) -> Bool {
        guard !cue.isDefinite, !people.isEmpty, let here = current.flatMap({ ledger.items[$0].place?.name }),
            let there = clauses.place(of: cue)?.name
        else { return false }
        return Folding.key(here) != Folding.key(there)
    }

    /// `X and Y opened a working session`: who stands before the verb of holding.
    private func addHolders(
        before verb: Range<Int>, _ cue: Cue, _ current: Int?, _ people: inout [Int], _ parties: inout [Exchange.Party]
    ) {
        var holder = cue
        holder.subject = verb
        let actors = clauses.subject(of: holder).map {
            scene.actors($0.target, of: current.map { ledger.items[$0] })
        }
        let found = actors.flatMap(\.people)
        var sides = found.compactMap(scene.party)
        for partner in actors.flatMap(\.partners) where !sides.contains(where: { $0.partner == partner }) {
            sides.append(Exchange.Party(partner: partner))
        }
        guard Set(sides.map(\.partner)).count >= 2 else { return }
        people = found
        for side in sides where !parties.contains(where: { $0.partner == side.partner }) { parties.append(side) }
    }

    /// `a meeting of the two police chiefs`, `talks between the two sides`.
    private func isOfParties(_ cue: Cue) -> Bool {
        scene.references(in: .between(cue.head.upperBound, min(cue.head.upperBound + 3, cue.scope.upperBound))).contains
        {
            $0.target == .parties
        }
    }

    /// `with X and Y`, `between X and Y` behind the noun: the people.
    private func companions(of cue: Cue) -> [Int] {
        var found: [Int] = []
        let end = min(cue.scope.upperBound, cue.head.upperBound + 30)
        guard cue.head.upperBound < end else { return [] }
        var isOpen = false
        var spokenBehind: Int?
        for index in cue.head.upperBound..<end {
            if scene.isWord(index, "with") || scene.isWord(index, "between")
                || scene.isWord(index, "of") && index == cue.head.upperBound
                || scene.isWord(index, "for") && cue.kind == "reception"
                || scene.isWord(index, "by") && cue.subject != nil
                || isCall(cue) && index == cue.head.upperBound
                    && (scene.isWord(index, "on") || scene.isWord(index, "to"))
            {
                isOpen = true
            }
            guard isOpen else { continue }
            // "… of the committee next month, the spokesperson said": who speaks does not meet.
            if index == spokenBehind, scene.text.match(at: index, .speech) != nil {
                found.removeLast()
                break
            }
            for reference in scene.references(in: index..<index + 1) {
                guard case .person(let person) = reference.target, !found.contains(person) else { continue }
                found.append(person)
                spokenBehind = reference.tokens.upperBound
            }
        }
        return found
    }

    /// `the High-Level Security Dialogue of 2022`
    private func isOfYear(_ cue: Cue) -> Bool {
        guard cue.isDialogue, cue.kind != "dialogue", scene.isWord(cue.head.upperBound, "of") else { return false }
        return scene.dates(in: cue.head.upperBound + 1..<cue.head.upperBound + 2).contains {
            if case .date(let day, _) = $0.meaning { return day.month == nil }
            return false
        }
    }

    /// `a courtesy call on X`, `a courtesy visit to X`
    private func isCall(_ cue: Cue) -> Bool {
        scene.isWord(cue.head.upperBound - 1, "call") || scene.isWord(cue.head.upperBound - 1, "visit")
    }

    /// `Việt Nam–India` before the noun, `between Vietnam and Indonesia`, `with Cambodia` behind it.
    private func partners(of cue: Cue) -> [Exchange.Party] {
        var found: [Exchange.Party] = []
        func add(_ partner: String) {
            if !found.contains(where: { $0.partner == partner }) { found.append(Exchange.Party(partner: partner)) }
        }
        for mention in scene.partners(in: cue.tokens) { add(mention.partner) }
        let end = min(cue.scope.upperBound, cue.head.upperBound + 24)
        guard cue.head.upperBound < end else { return found }
        for index in cue.head.upperBound..<end
        where scene.isWord(index, "between") || scene.isWord(index, "with") || scene.isWord(index, "of") {
            var last = index
            for mention in scene.partners(in: index..<end) {
                guard mention.tokens.lowerBound - last <= 8 else { break }
                add(mention.partner)
                last = mention.tokens.upperBound
            }
            if !found.isEmpty { break }
        }
        return found
    }
}
