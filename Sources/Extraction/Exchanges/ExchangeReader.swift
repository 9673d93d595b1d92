internal import Records

/// Puts the exchanges of a report together: every cue either begins one or tells more of one already known.
struct ExchangeReader {
    private let scene: Scene
    private let clauses: ClauseReader
    private var exchanges: Exchanges
    /// Parallel to the exchanges: what the merging must remember of each.
    private var traits: [Traits] = []
    /// The date of the day's exchange, which "the same day" means.
    private var mainDate: RecordDate?
    private var mainDateTokens: Range<Int>?

    private struct Traits {
        /// Told by a noun that names the kind, not only by a verb.
        var isNamed: Bool
        /// Told as what had been before: `had met`, `last met`.
        var isPast: Bool
        /// The first cue's sentence.
        var sentence: Int
    }

    static func read(_ scene: Scene) -> Exchanges {
        var reader = ExchangeReader(scene)
        reader.readAll()
        reader.complete()
        reader.dropForeign()
        return reader.exchanges
    }

    private init(_ scene: Scene) {
        self.scene = scene
        clauses = ClauseReader(scene: scene)
        exchanges = Exchanges(current: Array(repeating: nil, count: scene.text.sentences.count))
    }

    private var text: TokenizedReport { scene.text }

    private mutating func readAll() {
        // Captions and standfirsts tell what the body tells again: last, but when there is no other.
        let statements = scene.document.statements
        let body = statements.filter { scene.document.zones[$0] == .body }
        var current: Int?
        for sentence in statements where scene.document.zones[sentence] == .caption {
            if sentence < body.first ?? .max { read(sentence, &current) }
        }
        for sentence in body {
            read(sentence, &current)
            exchanges.current[sentence] = current
        }
    }

    private mutating func read(_ sentence: Int, _ current: inout Int?) {
        var cues = CueReader.read(scene, sentence: sentence)
        attachChairs(&cues, current)
        var told: Int?
        for cue in cues {
            guard let index = take(cue, current), isAtHand(index), !isSpokenOf(cue) else { continue }
            told = told ?? index
        }
        current = told ?? current
    }

    /// "The minister praised the outcomes of the dialogue": someone speaks of it, and not at it.
    private func isSpokenOf(_ cue: Cue) -> Bool { cue.form == .noun && clauses.isSpokenOf(cue) }

    /// Whether what follows can be said at an exchange: it was held, and not in an earlier round.
    private func isAtHand(_ index: Int) -> Bool {
        let item = exchanges.items[index]
        guard item.status == "held", !traits[index].isPast else { return false }
        if let ordinal = item.ordinal {
            let partners = Set(item.partners)
            let isEarlier = exchanges.items.contains {
                $0.kind == item.kind && Set($0.partners) == partners && $0.status == "held"
                    && ($0.ordinal ?? 0) > ordinal
            }
            if isEarlier { return false }
        }
        if let day = mainDate?.earliest, let last = item.date.latest, last.number < day.number - 10 { return false }
        return true
    }

    // MARK: Chairs

    /// Who chairs by sentence position of the noun cue.
    private var chairs: [Int: (people: [Int], proofs: [Range<Int>])] = [:]

    private mutating func attachChairs(_ cues: inout [Cue], _ current: Int?) {
        chairs = [:]
        for (position, cue) in cues.enumerated() where cue.form == .chair {
            let isPassive = scene.isWord(cue.head.upperBound - 1, "by") || scene.isWord(cue.head.upperBound - 1, "of")
            let range = text.sentences[cue.sentence].tokens
            let before = scene.references(in: range.lowerBound..<cue.head.lowerBound)
            let behind = scene.references(in: cue.head.upperBound..<range.upperBound)
            var references = isPassive ? Array(behind) : Array(before)
            if !isPassive {
                // "X co-chaired the dialogue with Y".
                references += behind.filter { reference in
                    (max(cue.head.upperBound, reference.tokens.lowerBound - 2)..<reference.tokens.lowerBound).contains {
                        scene.isWord($0, "with")
                    }
                }
            }
            var people: [Int] = []
            var proofs: [Range<Int>] = []
            for reference in references {
                for person in scene.actors(reference.target, of: current.map { exchanges.items[$0] }).people
                where !people.contains(person) {
                    people.append(person)
                    proofs.append(reference.tokens)
                }
            }
            if people.count > 2 { people = Array(isPassive ? people.prefix(2) : people.suffix(2)) }
            guard !people.isEmpty else { continue }
            let nouns = cues.indices.filter { cues[$0].form == .noun }
            let target =
                isPassive
                ? nouns.last { $0 < position } : nouns.first { $0 > position } ?? nouns.last { $0 < position }
            if let target {
                chairs[target] = (people, proofs + [cue.head])
            } else if let current, people.count == 2 || isPassive {
                addChairs(people, proofs + [cue.head], to: current)
            }
        }
        // Positions count all cues; the chairs themselves are done with.
        pendingChairs = chairs.reduce(into: [:]) { result, entry in
            result[cues[entry.key].head.lowerBound] = entry.value
        }
        cues.removeAll { $0.form == .chair }
    }

    private var pendingChairs: [Int: (people: [Int], proofs: [Range<Int>])] = [:]

    private mutating func addChairs(_ people: [Int], _ proofs: [Range<Int>], to index: Int) {
        for person in people where !exchanges.items[index].chairs.contains(person) {
            exchanges.items[index].chairs.append(person)
        }
        let chairs = exchanges.items[index].chairs
        exchanges.items[index].participants.removeAll { chairs.contains($0) }
        for proof in proofs { exchanges.items[index].proofs.append(Proof(proof, "parties", "chairs")) }
        addParties(people.compactMap(party), to: index)
    }

    private func party(_ person: Int) -> Exchange.Party? {
        guard let partner = scene.cast.people[person].partner else { return nil }
        // An institution that is inferred for a person is not stated to take part.
        guard scene.cast.people[person].partnerBasis == nil else { return Exchange.Party(partner: partner) }
        let institution = scene.cast.people[person].posts.last { $0.isCurrent && $0.institution != nil }?.institution
        return Exchange.Party(partner: partner, institution: institution, side: nil)
    }

    private mutating func addParties(_ parties: [Exchange.Party], to index: Int) {
        for party in parties {
            if let known = exchanges.items[index].parties.firstIndex(where: { $0.partner == party.partner }) {
                if exchanges.items[index].parties[known].institution == nil {
                    exchanges.items[index].parties[known].institution = party.institution
                }
            } else {
                exchanges.items[index].parties.append(party)
            }
        }
    }

    // MARK: Cues

    /// - Returns: the exchange that the cue tells of; nil when it tells of none.
    private mutating func take(_ cue: Cue, _ current: Int?) -> Int? {
        cue.form == .verb ? takeVerb(cue, current) : takeNoun(cue, current)
    }

    private mutating func takeVerb(_ cue: Cue, _ current: Int?) -> Int? {
        let here = current.map { exchanges.items[$0] }
        if cue.kind == "signing" { return takeSigning(cue, here) }
        let subject = clauses.subject(of: cue)
        let object = clauses.object(of: cue)
        let subjects = subject.map { scene.actors($0.target, of: here) }
        var objects = object.map { scene.actors($0.target, of: here) }
        // "welcomed the results", "met the target": no one is met.
        let wantsPerson =
            cue.kind == "reception" || cue.kind == "working-session" && scene.isWord(cue.head.upperBound - 1, "with")
            || (cue.kind == "meeting" && cue.head.count == 1)
        if let first = object.first, wantsPerson, !clauses.isDirect(cue, first) { objects = [] }
        if wantsPerson, cue.kind != "meeting", objects.allSatisfy({ $0.people.isEmpty }) { return nil }
        var people: [Int] = []
        for person in (subjects + objects).flatMap(\.people) where !people.contains(person) { people.append(person) }
        var parties = people.compactMap(party)
        for partner in (subjects + objects).flatMap(\.partners)
        where !parties.contains(where: { $0.partner == partner }) {
            parties.append(Exchange.Party(partner: partner))
        }
        if parties.count < 2, let other = complement(parties, cue, here) {
            if let person = other.person { people.append(person) }
            parties.append(other.party)
        }
        if isSeparate(cue), let last = takeSeparately(cue, subject, object, here) { return last }
        guard Set(parties.map(\.partner)).count >= 2, !people.isEmpty || cue.kind != "meeting" || subjects.count >= 2
        else { return nil }
        if isRequest(cue, object) { return nil }
        var candidate = Exchange(kind: cue.kind, status: "held", parties: parties)
        candidate.participants = people
        candidate.proofs =
            (subject + object).map { Proof($0.tokens, "parties", "participants") } + [Proof(cue.head, "kind", "status")]
        fill(&candidate, from: cue)
        return merge(candidate, cue, isNamed: cue.kind != "meeting" && cue.kind != "reception")
    }

    /// A signing is an exchange of its own when others sign than those who met.
    private mutating func takeSigning(_ cue: Cue, _ here: Exchange?) -> Int? {
        let subject = clauses.subject(of: cue).flatMap { scene.actors($0.target, of: here).people }
        var people = Array(subject.suffix(2))
        for reference in scene.references(in: .between(cue.head.upperBound, cue.scope.upperBound)) {
            guard case .person(let person) = reference.target, !people.contains(person) else { continue }
            people.append(person)
        }
        let parties = people.compactMap(party)
        let partners = Set(parties.map(\.partner))
        guard !subject.isEmpty, people.count > subject.count, partners.count >= 2,
            !partners.isSubset(of: here?.partners ?? [])
        else { return nil }
        var candidate = Exchange(kind: "signing", status: "held", parties: [])
        for party in parties where !candidate.parties.contains(where: { $0.partner == party.partner }) {
            candidate.parties.append(party)
        }
        candidate.participants = people
        candidate.proofs =
            [Proof(cue.head, "kind", "status")]
            + people.map { Proof(scene.cast.people[$0].nameTokens, "parties", "participants") }
        fill(&candidate, from: cue)
        return merge(candidate, cue, isNamed: true)
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
        if nearby.contains(where: {
            scene.isWord($0, "separately") || scene.isWord($0, "separate") || scene.isWord($0, "individually")
        }) {
            return true
        }
        let isPlural = cue.head.contains {
            scene.isWord($0, "meeting") && text.report.scalars[text.tokens[$0].range.upperBound - 1] == "s"
        }
        return isPlural
            || text.matches(in: text.sentences[cue.sentence].tokens).contains {
                $0.sense.category == .format && text.value($0) == "in-person" && $0.tokens.count >= 2
            }
    }

    private mutating func takeSeparately(_ cue: Cue, _ subject: [Reference], _ object: [Reference], _ here: Exchange?)
        -> Int?
    {
        let own = subject.map { scene.actors($0.target, of: here) }
        let people = own.flatMap(\.people)
        let home = Set(people.compactMap { scene.cast.people[$0].partner } + own.flatMap(\.partners))
        let others = object.filter { reference in
            let actors = scene.actors(reference.target, of: here)
            let partners = actors.people.compactMap { scene.cast.people[$0].partner } + actors.partners
            return !partners.isEmpty && home.isDisjoint(with: partners)
        }
        guard others.count >= 2, home.count == 1 else { return nil }
        var last: Int?
        for other in others {
            let actors = scene.actors(other.target, of: here)
            var parties = (people + actors.people).compactMap(party)
            for partner in home.sorted() + actors.partners where !parties.contains(where: { $0.partner == partner }) {
                parties.append(Exchange.Party(partner: partner))
            }
            var candidate = Exchange(kind: cue.kind, status: "held", parties: parties)
            candidate.participants = people + actors.people
            candidate.proofs =
                (subject + [other]).map { Proof($0.tokens, "parties", "participants") } + [
                    Proof(cue.head, "kind", "status")
                ]
            fill(&candidate, from: cue)
            last = merge(candidate, cue, isNamed: false) ?? last
        }
        return last
    }

    /// The other side of a clause that names but one: who else the sentence or the report speaks of.
    private func complement(
        _ parties: [Exchange.Party], _ cue: Cue, _ here: Exchange?
    ) -> (party: Exchange.Party, person: Int?)? {
        let sentence = text.sentences[cue.sentence].tokens
        for reference in scene.references(in: sentence) {
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

    private mutating func takeNoun(_ cue: Cue, _ current: Int?) -> Int? {
        let named = pendingChairs[cue.head.lowerBound]
        var parties = (named?.people ?? []).compactMap(party)
        for partner in partners(of: cue) where !parties.contains(where: { $0.partner == partner.partner }) {
            parties.append(partner)
        }
        var people = companions(of: cue)
        let status = clauses.status(of: cue)
        if cue.subject != nil {
            for actors in clauses.subject(of: cue).map({
                scene.actors($0.target, of: current.map { exchanges.items[$0] })
            }) {
                for person in actors.people where !people.contains(person) { people.append(person) }
                for partner in actors.partners where !parties.contains(where: { $0.partner == partner }) {
                    parties.append(Exchange.Party(partner: partner))
                }
            }
            for party in people.compactMap(party) where !parties.contains(where: { $0.partner == party.partner }) {
                parties.append(party)
            }
        }
        if people.isEmpty, named == nil, let status, status.value == "held",
            status.tokens.upperBound <= cue.tokens.lowerBound
        {
            addHolders(before: status.tokens, cue, current, &people, &parties)
        }
        if let named { people.removeAll { named.people.contains($0) } }
        let isSeries = cue.ordinal != nil || cue.shift != 0
        // A reference back to an exchange that the report has told of.
        if !isSeries, let known = antecedent(of: cue, parties: parties, people: people, current),
            (status?.value ?? "held") == "held" || exchanges.items[known].status != "held"
        {
            tellMore(of: known, cue, named)
            return known
        }
        guard !cue.isPlural, !isOfBody(cue) else { return nil }
        if cue.kind == "body", !isSeries || status == nil { return nil }
        if !isSeries {
            let isFixed = clauses.date(of: cue) != nil || clauses.place(of: cue) != nil
            let isTold = status.map { tells(cue, $0) } == true
            guard !people.isEmpty || named != nil || isOfParties(cue) || (isTold && isFixed) else { return nil }
            guard
                !["dialogue", "round", "conference", "summit"].contains(cue.kind) || named != nil || parties.count >= 2
            else { return nil }
        }
        if parties.count < 2, isOfParties(cue) {
            for reference in scene.references(in: text.sentences[cue.sentence].tokens) {
                guard case .person(let person) = reference.target, !people.contains(person), let party = party(person)
                else { continue }
                people.append(person)
                if !parties.contains(where: { $0.partner == party.partner }) { parties.append(party) }
            }
        }
        if parties.count == 1, !people.isEmpty, let other = complement(parties, cue, nil) {
            parties.append(other.party)
            if let person = other.person { people.append(person) }
        }
        if parties.count < 2 || (named == nil && people.isEmpty) {
            for party in parties.count < 2 ? contextParties(cue, parties, people, current) : [] {
                parties.append(party)
            }
        }
        guard Set(parties.map(\.partner)).count >= 2 else { return nil }
        var candidate = Exchange(
            kind: kind(of: cue, parties, current), status: status?.value ?? "held", parties: parties)
        guard candidate.kind != "round" else { return nil }
        candidate.chairs = named?.people ?? []
        candidate.participants = people
        candidate.proofs = [Proof(cue.tokens, "kind")] + (named?.proofs ?? []).map { Proof($0, "parties", "chairs") }
        if let tokens = status?.tokens { candidate.proofs.append(Proof(tokens, "status")) }
        fill(&candidate, from: cue)
        if let ordinal = cue.ordinal {
            candidate.ordinal = ordinal
        } else if cue.shift != 0, let base = lastOrdinal(candidate, current) {
            candidate.ordinal = base + cue.shift
            guard candidate.ordinal ?? 0 > 0 else { return nil }
        }
        if cue.shift == 1, candidate.status == "held" { candidate.status = "planned" }
        return merge(candidate, cue, isNamed: true)
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
        case "proposed": return gap <= 2 && status.tokens.upperBound <= cue.tokens.lowerBound
        case "planned": return gap <= 8
        default: return true
        }
    }

    /// `the 64th session of the ECOWAS Authority`: a body's own meeting, not one between parties.
    private func isOfBody(_ cue: Cue) -> Bool {
        guard cue.kind == "meeting" || cue.kind == "conference", partners(of: cue).count < 2 else { return false }
        return scene.references(in: cue.head.upperBound..<min(cue.head.upperBound + 3, cue.scope.upperBound)).contains {
            reference in
            if case .institution = reference.target { return true }
            return false
        }
    }

    /// `X and Y opened a working session`: who stands before the verb of holding.
    private func addHolders(
        before verb: Range<Int>, _ cue: Cue, _ current: Int?, _ people: inout [Int], _ parties: inout [Exchange.Party]
    ) {
        var holder = cue
        holder.subject = verb
        let actors = clauses.subject(of: holder).map {
            scene.actors($0.target, of: current.map { exchanges.items[$0] })
        }
        let found = actors.flatMap(\.people)
        var sides = found.compactMap(party)
        for partner in actors.flatMap(\.partners) where !sides.contains(where: { $0.partner == partner }) {
            sides.append(Exchange.Party(partner: partner))
        }
        guard Set(sides.map(\.partner)).count >= 2 else { return }
        people = found
        for side in sides where !parties.contains(where: { $0.partner == side.partner }) { parties.append(side) }
    }

    /// `a meeting of the two police chiefs`, `talks between the two sides`.
    private func isOfParties(_ cue: Cue) -> Bool {
        scene.references(in: cue.head.upperBound..<min(cue.head.upperBound + 3, cue.scope.upperBound)).contains {
            $0.target == .parties
        }
    }

    /// `with X and Y`, `between X and Y` behind the noun: the people.
    private func companions(of cue: Cue) -> [Int] {
        var found: [Int] = []
        let end = min(cue.scope.upperBound, cue.head.upperBound + 30)
        guard cue.head.upperBound < end else { return [] }
        var isOpen = false
        for index in cue.head.upperBound..<end {
            if scene.isWord(index, "with") || scene.isWord(index, "between")
                || scene.isWord(index, "of") && index == cue.head.upperBound
            {
                isOpen = true
            }
            guard isOpen else { continue }
            for reference in scene.references(in: index..<index + 1) {
                guard case .person(let person) = reference.target, !found.contains(person) else { continue }
                found.append(person)
            }
        }
        return found
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

    /// Parties that the noun leaves unsaid: those of the exchange at hand, or the two sides of the report.
    private func contextParties(
        _ cue: Cue, _ parties: [Exchange.Party], _ people: [Int], _ current: Int?
    ) -> [Exchange.Party] {
        let known = Set(parties.map(\.partner))
        // The same mechanism first: "the fifth dialogue" after "the sixth Thailand–Laos dialogue".
        let series = exchanges.items.last {
            isDialogue($0.kind) && isDialogue(cue.kind) && $0.ordinal != nil
                && (known.isEmpty || !known.isDisjoint(with: $0.partners))
        }
        if let base = series ?? current.map({ exchanges.items[$0] }),
            known.isEmpty || !known.isDisjoint(with: base.partners)
        {
            return base.parties.filter { !known.contains($0.partner) }.map { Exchange.Party(partner: $0.partner) }
        }
        if known.count == 1, let other = complement(parties, cue, nil) { return [other.party] }
        let sentence = text.sentences[cue.sentence].tokens
        var found: [Exchange.Party] = []
        for mention in scene.partners(in: sentence)
        where !known.contains(mention.partner) && !found.contains(where: { $0.partner == mention.partner }) {
            found.append(Exchange.Party(partner: mention.partner))
        }
        if found.count + known.count == 2 { return found }
        return []
    }

    private func isDialogue(_ kind: String) -> Bool {
        kind == "security-dialogue" || kind == "strategic-dialogue" || kind == "dialogue" || kind == "round"
    }

    /// What `the dialogue` or `the round` is: the mechanism of these parties that the report has named.
    private func kind(of cue: Cue, _ parties: [Exchange.Party], _ current: Int?) -> String {
        if cue.kind == "body" { return "meeting" }
        guard
            cue.kind == "dialogue" || cue.kind == "round"
                || (cue.kind == "meeting" && (cue.ordinal != nil || cue.shift != 0))
        else { return cue.kind }
        let partners = Set(parties.map(\.partner))
        let series = exchanges.items.last {
            $0.ordinal != nil && Set($0.partners) == partners && (cue.kind != "dialogue" || isDialogue($0.kind))
        }
        if let series { return series.kind }
        if let current, Set(exchanges.items[current].partners) == partners, cue.kind != "dialogue" {
            return exchanges.items[current].kind
        }
        return cue.kind == "dialogue" ? "security-dialogue" : cue.kind
    }

    private func lastOrdinal(_ candidate: Exchange, _ current: Int?) -> Int? {
        let partners = Set(candidate.partners)
        let series = exchanges.items.filter {
            $0.kind == candidate.kind && Set($0.partners) == partners && $0.ordinal != nil
        }
        return series.filter { $0.status == "held" }.compactMap(\.ordinal).max() ?? series.compactMap(\.ordinal).max()
    }

    // MARK: Details

    private func fill(_ exchange: inout Exchange, from cue: Cue) {
        if let status = clauses.status(of: cue) {
            exchange.status = status.value
            exchange.proofs.append(Proof(status.tokens, "status"))
        }
        if let level = cue.level, let tokens = cue.levelTokens {
            exchange.level = level
            exchange.proofs.append(Proof(tokens, "level"))
        }
        if let tokens = cue.ordinalTokens { exchange.proofs.append(Proof(tokens, "ordinal")) }
        let isAhead = exchange.status == "planned" || exchange.status == "proposed"
        if let mention = clauses.date(of: cue) {
            exchange.date = scene.resolver.resolve(mention, in: text, isAhead: isAhead, previous: mainDate)
            exchange.proofs.append(Proof(mention.tokens, "date"))
        }
        if let place = clauses.place(of: cue) {
            exchange.place = place
            exchange.proofs.append(Proof(place.tokens, "place"))
        }
        if let format = clauses.format(in: cue.scope) {
            exchange.format = format.value
            exchange.proofs.append(Proof(format.tokens, "format"))
        }
        if exchange.status == "planned", let condition = condition(behind: cue) {
            exchange.condition = text.text(condition)
            exchange.proofs.append(Proof(condition, "condition"))
        }
    }

    /// `when the pandemic is brought under control`, `provided that …`, to the next mark.
    private func condition(behind cue: Cue) -> Range<Int>? {
        let sentence = text.sentences[cue.sentence].tokens
        let opener = text.matches(in: cue.head.upperBound..<sentence.upperBound).first {
            $0.sense.category == .condition
        }
        guard let opener else { return nil }
        var end = opener.tokens.upperBound
        while end < sentence.upperBound,
            !text.tokens[end].shape.contains(.mark) || Lexicon.isDash(text.tokens[end].word)
        { end += 1 }
        return end - opener.tokens.upperBound >= 2 ? opener.tokens.lowerBound..<end : nil
    }

    // MARK: Merging

    /// The exchange that `the meeting`, `during the talks` means.
    private func antecedent(of cue: Cue, parties: [Exchange.Party], people: [Int], _ current: Int?) -> Int? {
        guard cue.isDefinite || !people.isEmpty || isBare(cue) else { return nil }
        let partners = Set(parties.map(\.partner))
        func fits(_ index: Int) -> Bool {
            let item = exchanges.items[index]
            guard item.status == "held" || cue.kind == item.kind else { return false }
            let others = Set(item.chairs + item.participants)
            if !people.isEmpty, !others.isEmpty, others.intersection(people).count < min(people.count, 2) {
                return false
            }
            return partners.isEmpty || partners.isSubset(of: item.partners)
        }
        let order = [current].compactMap { $0 } + exchanges.items.indices.reversed().filter { $0 != current }
        if let exact = order.first(where: { fits($0) && exchanges.items[$0].kind == cue.kind }) { return exact }
        switch cue.kind {
        case "dialogue", "round": return order.first { fits($0) && isDialogue(exchanges.items[$0].kind) }
        case "meeting", "talks", "reception", "working-session", "phone-call", "session":
            return order.first { index in
                fits(index) && !isDialogue(exchanges.items[index].kind) && !traits[index].isNamed
            }
                ?? (cue.kind == "meeting" || cue.kind == "talks"
                    ? order.first { fits($0) && !isDialogue(exchanges.items[$0].kind) } : nil)
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

    private mutating func tellMore(of index: Int, _ cue: Cue, _ named: (people: [Int], proofs: [Range<Int>])?) {
        if !traits[index].isNamed, ["talks", "reception", "working-session", "phone-call"].contains(cue.kind) {
            exchanges.items[index].kind = cue.kind
            traits[index].isNamed = true
        }
        if exchanges.items[index].kind == cue.kind || cue.kind == "meeting" {
            exchanges.items[index].proofs.append(Proof(cue.tokens, "kind"))
            traits[index].isNamed = true
        }
        if let named { addChairs(named.people, named.proofs, to: index) }
        if exchanges.items[index].level == nil, let level = cue.level, let tokens = cue.levelTokens {
            exchanges.items[index].level = level
            exchanges.items[index].proofs.append(Proof(tokens, "level"))
        }
        // What the sentence adds to what was left open.
        var more = exchanges.items[index]
        let isDated = more.date.edtf != nil
        let isPlaced = more.place != nil
        let status = more.status
        if !isDated || !isPlaced || more.format == nil {
            var found = Exchange(kind: more.kind, status: more.status, parties: [])
            fill(&found, from: cue)
            guard found.status == status else { return }
            if !isDated, found.date.edtf != nil {
                more.date = found.date
                more.proofs += found.proofs.filter { $0.supports == ["date"] }
            }
            if !isPlaced, let place = found.place {
                more.place = place
                more.proofs += found.proofs.filter { $0.supports == ["place"] }
            }
            if more.format == nil, let format = found.format {
                more.format = format
                more.proofs += found.proofs.filter { $0.supports == ["format"] }
            }
            exchanges.items[index] = more
            noteDate(of: index)
        }
        if exchanges.items[index].opening == nil { exchanges.items[index].opening = cue.tokens }
    }

    private mutating func merge(_ exchange: Exchange, _ cue: Cue, isNamed: Bool) -> Int? {
        var candidate = exchange
        candidate.parties = []
        for party in exchange.parties {
            if let known = candidate.parties.firstIndex(where: { $0.partner == party.partner }) {
                candidate.parties[known].institution = candidate.parties[known].institution ?? party.institution
            } else {
                candidate.parties.append(party)
            }
        }
        candidate.chairs = unique(exchange.chairs)
        candidate.participants = unique(exchange.participants).filter { !candidate.chairs.contains($0) }
        for party in (candidate.chairs + candidate.participants).compactMap(party) {
            guard let known = candidate.parties.firstIndex(where: { $0.partner == party.partner }) else { continue }
            candidate.parties[known].institution = candidate.parties[known].institution ?? party.institution
        }
        let people = Set(candidate.chairs + candidate.participants)
        let partners = Set(candidate.partners)
        let known = exchanges.items.indices.first { index in
            let item = exchanges.items[index]
            let shared = partners.intersection(item.partners)
            guard shared.count >= 2 || (shared.count == partners.count && !shared.isEmpty) else { return false }
            if isDialogue(candidate.kind) != isDialogue(item.kind) { return false }
            if candidate.ordinal != nil || isDialogue(candidate.kind) {
                if candidate.kind != item.kind { return false }
                if let left = candidate.ordinal, let right = item.ordinal { return left == right }
                return isSameTime(candidate, item) && candidate.status == item.status
            }
            guard item.ordinal == nil, isSameTime(candidate, item), isSamePlace(candidate, item) else { return false }
            if (candidate.status == "held") != (item.status == "held") { return false }
            if candidate.kind != item.kind, isNamed, traits[index].isNamed { return false }
            let others = Set(item.chairs + item.participants)
            if people.isEmpty || others.isEmpty {
                return candidate.kind == item.kind || !isNamed || !traits[index].isNamed
            }
            return people.intersection(others).count >= min(2, people.count, others.count)
        }
        guard let known else {
            exchanges.items.append(candidate)
            traits.append(
                Traits(isNamed: isNamed, isPast: isPast(cue), sentence: cue.sentence))
            let index = exchanges.items.count - 1
            exchanges.items[index].opening = cue.tokens
            noteDate(of: index)
            return index
        }
        absorb(candidate, into: known, isNamed)
        return known
    }

    private func unique(_ people: [Int]) -> [Int] {
        people.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private func isPast(_ cue: Cue) -> Bool {
        let before = max(cue.scope.lowerBound, cue.head.lowerBound - 3)..<cue.head.lowerBound
        return before.contains { scene.isWord($0, "had") || scene.isWord($0, "last") || scene.isWord($0, "previously") }
    }

    private func isSameTime(_ left: Exchange, _ right: Exchange) -> Bool {
        guard let first = left.date.edtf, let second = right.date.edtf else { return true }
        return first == second || left.date.overlaps(right.date)
    }

    private func isSamePlace(_ left: Exchange, _ right: Exchange) -> Bool {
        guard let first = left.place?.name, let second = right.place?.name else { return true }
        return Folding.key(first) == Folding.key(second)
    }

    private mutating func absorb(_ candidate: Exchange, into index: Int, _ isNamed: Bool) {
        var item = exchanges.items[index]
        if isNamed, !traits[index].isNamed {
            item.kind = candidate.kind
            traits[index].isNamed = true
        }
        item.ordinal = item.ordinal ?? candidate.ordinal
        item.level = item.level ?? candidate.level
        item.format = item.format ?? candidate.format
        item.place = item.place ?? candidate.place
        item.condition = item.condition ?? candidate.condition
        if item.date.edtf == nil { item.date = candidate.date }
        item.proofs += candidate.proofs
        for person in candidate.chairs where !item.chairs.contains(person) { item.chairs.append(person) }
        for person in candidate.participants where !item.participants.contains(person) {
            item.participants.append(person)
        }
        item.participants = item.participants.filter { !item.chairs.contains($0) }
        exchanges.items[index] = item
        addParties(candidate.parties, to: index)
        noteDate(of: index)
    }

    private mutating func noteDate(of index: Int) {
        let item = exchanges.items[index]
        guard mainDate == nil, item.status == "held", item.date.precision == .day, !traits[index].isPast else { return }
        mainDate = item.date
        mainDateTokens = item.proofs.last { $0.supports == ["date"] }?.tokens
    }

    // MARK: At the end

    private mutating func complete() {
        inferMainDate()
        for index in exchanges.items.indices {
            inferDate(index)
            inferLevel(index)
            inferPlace(index)
            inferFormat(index)
        }
        for index in exchanges.items.indices where exchanges.items[index].level == nil { inheritLevel(index) }
        let isVisit = tellsOfVisit()
        for index in exchanges.items.indices {
            exchanges.items[index].parties.sort { $0.partner < $1.partner }
            if isVisit || exchanges.items[index].kind == "reception" { setSides(index) }
        }
    }

    private func tellsOfVisit() -> Bool {
        scene.document.statements.contains { sentence in
            text.matches(in: text.sentences[sentence].tokens).contains { $0.sense.category == .visit }
        }
    }

    /// Who is at home where two sides meet is the host.
    private mutating func setSides(_ index: Int) {
        let item = exchanges.items[index]
        guard item.format == "in-person", item.parties.count == 2, let country = item.place?.country,
            let host = item.parties.firstIndex(where: { $0.partner == country })
        else { return }
        exchanges.items[index].parties[host].side = "host"
        exchanges.items[index].parties[1 - host].side = "guest"
    }

    /// The day of the news, when no cue's clause states it: the first day of the first sentences.
    private mutating func inferMainDate() {
        guard mainDate == nil else { return }
        let opening = scene.document.statements.filter { scene.document.zones[$0] == .body }.prefix(3)
        for sentence in opening {
            for mention in scene.dates(in: text.sentences[sentence].tokens) {
                let date = scene.resolver.resolve(mention, in: text, isAhead: false, previous: nil)
                guard date.precision == .day, let day = date.earliest else { continue }
                if let published = scene.resolver.published?.day, abs(day.number - published.number) > 10 { continue }
                mainDate = date
                mainDateTokens = mention.tokens
                return
            }
        }
    }

    /// What is told beside the day's exchange without a date of its own happened on that day.
    private mutating func inferDate(_ index: Int) {
        let item = exchanges.items[index]
        guard item.date.edtf == nil, item.status == "held", let mainDate, !(item.chairs + item.participants).isEmpty,
            !traits[index].isPast
        else { return }
        exchanges.items[index].date = mainDate
        if let mainDateTokens { exchanges.items[index].proofs.append(Proof(mainDateTokens, "date")) }
    }

    private mutating func dropForeign() {
        let relevance = Relevance(scene)
        let kept = exchanges.items.indices.filter { relevance.holds(exchanges.items[$0]) }
        guard kept.count < exchanges.items.count else { return }
        let numbers = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        exchanges.items = kept.map { exchanges.items[$0] }
        exchanges.current = exchanges.current.map { $0.flatMap { numbers[$0] } }
    }

    /// The highest post that takes part.
    private mutating func inferLevel(_ index: Int) {
        guard exchanges.items[index].level == nil else { return }
        let people = exchanges.items[index].chairs + exchanges.items[index].participants
        guard let highest = people.compactMap(scene.cast.level(ofPerson:)).max(by: { Level.rank($0) < Level.rank($1) })
        else { return }
        exchanges.items[index].level = highest
        for person in people where scene.cast.level(ofPerson: person) == highest {
            if let post = scene.cast.people[person].posts.first(where: { $0.level == highest }) {
                exchanges.items[index].proofs.append(Proof(post.tokens, "level"))
            }
        }
    }

    /// The other rounds of a series are held at the level of the one that states it.
    private mutating func inheritLevel(_ index: Int) {
        let item = exchanges.items[index]
        let sibling = exchanges.items.indices.first { other in
            other != index && exchanges.items[other].kind == item.kind && exchanges.items[other].level != nil
                && (item.ordinal != nil || item.status != "held")
                && Set(exchanges.items[other].partners) == Set(item.partners)
        }
        guard let sibling else { return }
        exchanges.items[index].level = exchanges.items[sibling].level
        exchanges.items[index].proofs += exchanges.items[sibling].proofs.filter { $0.supports == ["level"] }
    }

    /// What the report tells without a place happened where it was filed, unless it happened elsewhere in time.
    private mutating func inferPlace(_ index: Int) {
        let item = exchanges.items[index]
        guard item.place == nil, item.status == "held", item.format == nil || item.format == "in-person",
            item.kind != "phone-call", !(item.chairs + item.participants).isEmpty,
            item.date.edtf == nil || item.date.edtf == mainDate?.edtf
        else { return }
        if let main = exchanges.items.first(where: {
            $0.status == "held" && $0.place?.name != nil && $0.date.edtf == mainDate?.edtf
        }),
            let place = main.place
        {
            exchanges.items[index].place = place
            exchanges.items[index].proofs.append(Proof(place.tokens, "place"))
        } else if let dateline = scene.document.layout.dateline {
            exchanges.items[index].place = PlaceMention(
                tokens: dateline.place, name: text.text(dateline.place), country: dateline.country)
            exchanges.items[index].proofs.append(Proof(dateline.place, "place"))
        }
    }

    private mutating func inferFormat(_ index: Int) {
        let item = exchanges.items[index]
        guard item.format == nil else { return }
        let isMet = item.status == "held" && !(item.chairs + item.participants).isEmpty && item.kind != "phone-call"
        exchanges.items[index].format = isMet && item.place?.name != nil ? "in-person" : "unspecified"
    }
}
