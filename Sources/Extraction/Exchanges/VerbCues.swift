internal import Records

/// Reads what a verb tells of: "X met Y", "received", "held talks with", "signed".
struct VerbCues {
    let ledger: ExchangeLedger
    private var scene: Scene { ledger.scene }
    private var text: TokenizedReport { scene.text }
    private var clauses: ClauseReader { ClauseReader(scene: scene) }
    private var details: ExchangeDetails { ExchangeDetails(scene: scene, mainDate: ledger.mainDate) }

    /// - Returns: the exchanges that the cue tells of; several when someone met others one by one.
    func read(_ cue: Cue, current: Int?) -> [Exchange] {
        let here = current.map { ledger.items[$0] }
        if cue.kind == "signing" { return [signing(cue, here)].compactMap(\.self) }
        let subject = clauses.subject(of: cue)
        let object = clauses.object(of: cue)
        if let here, object.isEmpty, subject.allSatisfy({ $0.kind == .phrase || $0.kind == .pronoun }),
            let next = next(cue, here)
        {
            return [next]
        }
        var subjects = subject.map { scene.actors($0.target, of: here) }
        // "The police directors of both nations, X and Y": who is named stands for both.
        let named = subject.indices.filter { subject[$0].target != .parties }
        if named.contains(where: { !subjects[$0].people.isEmpty }) { subjects = named.map { subjects[$0] } }
        var objects = object.map { scene.actors($0.target, of: here) }
        // "welcomed the results", "met the target": no one is met.
        let wantsPerson =
            cue.kind == "reception" || cue.kind == "working-session" && scene.isWord(cue.head.upperBound - 1, "with")
            || (cue.kind == "meeting" && cue.head.count == 1) || isWith(cue)
        if let first = object.first, wantsPerson, !clauses.isDirect(cue, first) { objects = [] }
        if wantsPerson, cue.kind != "meeting", cue.kind != "talks", objects.allSatisfy({ $0.people.isEmpty }) {
            return []
        }
        var people: [Int] = []
        for person in (subjects + objects).flatMap(\.people) where !people.contains(person) { people.append(person) }
        var parties = people.compactMap(scene.party)
        for partner in (subjects + objects).flatMap(\.partners)
        where !parties.contains(where: { $0.partner == partner }) {
            parties.append(Exchange.Party(partner: partner))
        }
        if parties.count < 2, let other = scene.complement(parties, cue, here) {
            if let person = other.person { people.append(person) }
            parties.append(other.party)
        }
        if let here, subjects.allSatisfy({ $0.people.isEmpty && $0.partners.isEmpty }), object.isEmpty,
            let next = next(cue, here)
        {
            return [next]
        }
        if isSeparate(cue) {
            let each = separate(cue, subject, object, here)
            if !each.isEmpty { return each }
        }
        if isWith(cue), objects.isEmpty { return [] }
        guard Set(parties.map(\.partner)).count >= 2, !people.isEmpty || cue.kind != "meeting" || subjects.count >= 2
        else { return [] }
        if isRequest(cue, object) { return [] }
        var candidate = Exchange(kind: cue.kind, status: "held", parties: parties)
        candidate.participants = people
        candidate.proofs =
            (subject + object).map { Proof($0.tokens, [.parties, .participants]) } + [
                Proof(cue.head, [.kind, .status])
            ]
        details.fill(&candidate, from: cue)
        return [candidate]
    }

    /// `spoke with X`, and not "spoke with approval of".
    private func isWith(_ cue: Cue) -> Bool {
        cue.kind == "talks" && cue.head.count == 2
            && (scene.isWord(cue.head.upperBound - 1, "with") || scene.isWord(cue.head.upperBound - 1, "to"))
    }

    /// `The group will meet again in June`: the next round of the exchange at hand.
    private func next(_ cue: Cue, _ here: Exchange) -> Exchange? {
        guard
            (cue.head.upperBound..<cue.head.upperBound + 3).contains(where: {
                scene.isWord($0, "again") || scene.isWord($0, "next")
            }),
            let status = clauses.status(of: cue), status.value == "planned"
        else { return nil }
        var candidate = Exchange(
            kind: here.isDialogue ? here.kind : cue.kind, status: status.value,
            parties: here.partners.map { Exchange.Party(partner: $0) })
        candidate.ordinal = here.ordinal.map { $0 + 1 }
        candidate.proofs = [Proof(cue.head, [.kind, .status])]
        details.fill(&candidate, from: cue)
        return candidate
    }

    /// A signing is an exchange of its own when others sign than those who met.
    private func signing(_ cue: Cue, _ here: Exchange?) -> Exchange? {
        let subject = clauses.subject(of: cue).flatMap { scene.actors($0.target, of: here).people }
        var people = Array(subject.suffix(2))
        for reference in scene.references(in: .between(cue.head.upperBound, cue.scope.upperBound)) {
            guard case .person(let person) = reference.target, !people.contains(person) else { continue }
            people.append(person)
        }
        let parties = people.compactMap(scene.party)
        let partners = Set(parties.map(\.partner))
        guard let here, !subject.isEmpty, people.count > subject.count, partners.count >= 2,
            !partners.isSubset(of: here.partners)
        else { return nil }
        var candidate = Exchange(kind: "signing", status: "held", parties: [])
        for party in parties where !candidate.parties.contains(where: { $0.partner == party.partner }) {
            candidate.parties.append(party)
        }
        candidate.participants = people
        candidate.proofs =
            [Proof(cue.head, [.kind, .status])]
            + people.map { Proof(scene.cast.people[$0].nameTokens, [.parties, .participants]) }
        details.fill(&candidate, from: cue)
        return candidate
    }

    /// `X and Y signed a memorandum`, `the pact was signed by X and Y`: what the sides came together for, where a report
    /// tells of no other exchange. Not what was signed in some earlier year.
    func occasion(_ cue: Cue) -> Exchange? {
        guard
            text.matches(in: text.sentences[cue.sentence].tokens).contains(where: {
                $0.sense.category == .instrument || $0.sense.category == .weakInstrument
            })
        else { return nil }
        // "was signed on Wednesday by X and Y"
        let passive = (cue.head.upperBound..<cue.head.upperBound + 7).contains { scene.isWord($0, "by") }
        let behind = scene.references(in: .between(cue.head.upperBound, cue.scope.upperBound)).filter { reference in
            if case .person = reference.target { return true }
            return false
        }
        let references = passive ? (behind.count >= 2 ? behind : clauses.object(of: cue)) : clauses.subject(of: cue)
        let signers = references.map { scene.actors($0.target, of: nil) }
        var candidate = Exchange(kind: "signing", status: "held", parties: [])
        candidate.participants = signers.flatMap(\.people)
        candidate.parties = candidate.participants.compactMap(scene.party)
        for partner in signers.flatMap(\.partners) where !candidate.partners.contains(partner) {
            candidate.parties.append(Exchange.Party(partner: partner))
        }
        guard Set(candidate.partners).count >= 2 else { return nil }
        candidate.proofs =
            [Proof(cue.head, [.kind, .status])] + references.map { Proof($0.tokens, [.parties, .participants]) }
        details.fill(&candidate, from: cue)
        let isRecent = candidate.date.edtf == nil || candidate.date.precision == .day
        return isRecent && candidate.status == "held" ? candidate : nil
    }

    /// `called on X to …` asks; `called on X` visits.
    private func isRequest(_ cue: Cue, _ object: [Reference]) -> Bool {
        guard
            scene.isWord(cue.head.lowerBound, "called") || scene.isWord(cue.head.lowerBound, "call")
                || scene.isWord(cue.head.lowerBound, "calling"),
            cue.kind == "meeting"
        else { return false }
        guard let last = object.last, case .person = last.target else { return true }
        return scene.isWord(last.tokens.upperBound, "to") || scene.isWord(last.tokens.upperBound, "for")
    }

    /// `met separately with`, `held bilateral meetings with`, `on the sidelines`: one exchange with each.
    private func isSeparate(_ cue: Cue) -> Bool {
        let end = min(cue.scope.upperBound, cue.head.upperBound + 3)
        let nearby = max(cue.scope.lowerBound, cue.head.lowerBound - 2)..<end
        if nearby.contains(where: { scene.isCueWord($0, "separately") }) { return true }
        let isPlural = cue.head.contains {
            scene.isWord($0, "meeting") && text.report.scalars[text.tokens[$0].range.upperBound - 1] == "s"
        }
        return isPlural || isReceivingMany(cue)
            || text.matches(in: text.sentences[cue.sentence].tokens).contains {
                $0.sense.category == .format && text.value($0) == "in-person" && $0.tokens.count >= 2
            }
    }

    /// `met A of X, B of Y and C of Z`: three guests of as many states come one by one.
    private func isReceivingMany(_ cue: Cue) -> Bool {
        guard cue.kind == "meeting" || cue.kind == "reception" else { return false }
        let guests = clauses.object(of: cue).compactMap { reference -> String? in
            if case .person(let person) = reference.target { return scene.cast.people[person].partner }
            return nil
        }
        return Set(guests).count >= 3
    }

    private func separate(
        _ cue: Cue, _ subject: [Reference], _ object: [Reference], _ here: Exchange?
    ) -> [Exchange] {
        let own = subject.map { scene.actors($0.target, of: here) }
        let people = own.flatMap(\.people)
        let home = Set(people.compactMap { scene.cast.people[$0].partner } + own.flatMap(\.partners))
        let others = object.filter { reference in
            let actors = scene.actors(reference.target, of: here)
            let partners = actors.people.compactMap { scene.cast.people[$0].partner } + actors.partners
            return !partners.isEmpty && home.isDisjoint(with: partners)
        }
        guard others.count >= 2, home.count == 1 else { return [] }
        return others.map { other in
            let actors = scene.actors(other.target, of: here)
            var parties = (people + actors.people).compactMap(scene.party)
            for partner in home.sorted() + actors.partners where !parties.contains(where: { $0.partner == partner }) {
                parties.append(Exchange.Party(partner: partner))
            }
            var candidate = Exchange(kind: cue.kind, status: "held", parties: parties)
            candidate.participants = people + actors.people
            candidate.proofs =
                (subject + [other]).map { Proof($0.tokens, [.parties, .participants]) } + [
                    Proof(cue.head, [.kind, .status])
                ]
            details.fill(&candidate, from: cue)
            return candidate
        }
    }
}
