internal import Records

/// The exchanges found so far, and what putting them together must remember of each.
struct ExchangeLedger {
    let scene: Scene
    private(set) var items: [Exchange] = []
    /// Parallel to the exchanges.
    private(set) var traits: [Traits] = []
    /// The date of the day's exchange, which "the same day" means.
    private(set) var mainDate: RecordDate?
    private(set) var mainDateTokens: Range<Int>?

    struct Traits {
        /// Told by a noun that names the kind, not only by a verb.
        var isNamed: Bool
        /// Told as what had been before: `had met`, `last met`.
        let isPast: Bool
    }

    init(scene: Scene) { self.scene = scene }

    mutating func add(_ found: Chairs, to index: Int) {
        for person in found.people where !items[index].chairs.contains(person) {
            items[index].chairs.append(person)
        }
        let chairs = items[index].chairs
        items[index].participants.removeAll { chairs.contains($0) }
        for proof in found.proofs { items[index].proofs.append(Proof(proof, [.parties, .chairs])) }
        addParties(found.people.compactMap(scene.party), to: index)
    }

    mutating func add(_ attendants: [(person: Int, tokens: Range<Int>)], to index: Int) {
        for (person, tokens) in attendants
        where !items[index].chairs.contains(person) && !items[index].participants.contains(person) {
            items[index].participants.append(person)
            items[index].proofs.append(Proof(tokens, [.parties, .participants]))
        }
        addParties(attendants.map(\.person).compactMap(scene.party), to: index)
    }

    mutating func addParties(_ parties: [Exchange.Party], to index: Int) {
        for party in parties {
            if let known = items[index].parties.firstIndex(where: { $0.partner == party.partner }) {
                if items[index].parties[known].institution == nil {
                    items[index].parties[known].institution = party.institution
                }
            } else {
                items[index].parties.append(party)
            }
        }
    }

    /// Makes a meeting the round of a mechanism that a cue names.
    mutating func name(_ index: Int, by cue: Cue) {
        guard items[index].kind == "meeting" || items[index].kind == "talks", items[index].ordinal == nil else {
            return
        }
        items[index].kind = cue.kind
        items[index].ordinal = cue.ordinal
        items[index].proofs.append(scene.proof(of: cue))
        guard items[index].level == nil, let level = cue.level, let tokens = cue.levelTokens else { return }
        items[index].level = level
        items[index].proofs.append(Proof(tokens, .level))
    }

    /// Adds what a cue says of an exchange already known.
    mutating func tellMore(of index: Int, _ cue: Cue, _ chairs: Chairs?) {
        // "The discussions" may be those of any meeting.
        let isTelling = !cue.isDefinite || !scene.isWord(cue.head.upperBound - 1, "discussion")
        if !traits[index].isNamed, isTelling,
            ["talks", "reception", "working-session", "phone-call"].contains(cue.kind)
        {
            items[index].kind = cue.kind
            traits[index].isNamed = true
        }
        if items[index].kind == cue.kind || cue.kind == "meeting" {
            items[index].proofs.append(Proof(scene.proof(of: cue).tokens, .kind))
            traits[index].isNamed = true
        }
        if let chairs { add(chairs, to: index) }
        if items[index].level == nil, let level = cue.level, let tokens = cue.levelTokens {
            items[index].level = level
            items[index].proofs.append(Proof(tokens, .level))
        }
        // What the sentence adds to what was left open.
        var more = items[index]
        let isDated = more.date.edtf != nil
        let isPlaced = more.place != nil
        let status = more.status
        if !isDated || !isPlaced || more.format == nil {
            var found = Exchange(kind: more.kind, status: more.status, parties: [])
            ExchangeDetails(scene: scene, mainDate: mainDate).fill(&found, from: cue)
            guard found.status == status else { return }
            if !isDated, found.date.edtf != nil {
                more.date = found.date
                more.proofs += found.proofs.filter { $0.supports == [.date] }
            }
            if !isPlaced, let place = found.place,
                place.name != nil || place.tokens.lowerBound - cue.head.upperBound <= 4
            {
                more.place = place
                more.proofs += found.proofs.filter { $0.supports == [.place] }
            }
            if more.format == nil, let format = found.format {
                more.format = format
                more.proofs += found.proofs.filter { $0.supports == [.format] }
            }
            items[index] = more
            noteDate(of: index)
        }
        if items[index].opening == nil { items[index].opening = cue.tokens }
    }

    /// Adds an exchange, or what it tells of one already known.
    ///
    /// - Returns: its index.
    mutating func merge(_ exchange: Exchange, _ cue: Cue, isNamed: Bool) -> Int {
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
        for party in (candidate.chairs + candidate.participants).compactMap(scene.party) {
            guard let known = candidate.parties.firstIndex(where: { $0.partner == party.partner }) else { continue }
            candidate.parties[known].institution = candidate.parties[known].institution ?? party.institution
        }
        let people = Set(candidate.chairs + candidate.participants)
        let partners = Set(candidate.partners)
        let known = items.indices.first { index in
            let item = items[index]
            let shared = partners.count { partner in item.parties.contains { $0.partner == partner } }
            guard shared >= 2 || (shared == partners.count && shared > 0) else { return false }
            if candidate.isDialogue != item.isDialogue { return false }
            if candidate.ordinal != nil || candidate.isDialogue {
                if candidate.kind != item.kind { return false }
                if let left = candidate.ordinal, let right = item.ordinal { return left == right }
                return isSameTime(candidate, item) && candidate.status == item.status
            }
            guard item.ordinal == nil, isSameTime(candidate, item), isSamePlace(candidate, item) else { return false }
            if (candidate.status == "held") != (item.status == "held") { return false }
            if candidate.kind != item.kind, isNamed, traits[index].isNamed { return false }
            let others = Set(item.chairs + item.participants)
            // Two of those who came to a meeting of many met by themselves as well.
            if item.parties.count > 2, partners.count == 2, people.count >= 2, !others.isSuperset(of: people) {
                return false
            }
            if people.isEmpty || others.isEmpty {
                return candidate.kind == item.kind || !isNamed || !traits[index].isNamed
            }
            return people.intersection(others).count >= min(2, people.count, others.count)
        }
        guard let known else {
            items.append(candidate)
            traits.append(
                Traits(isNamed: isNamed, isPast: isPast(cue)))
            let index = items.count - 1
            items[index].opening = cue.tokens
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
        return before.contains { scene.isCueWord($0, "earlier") }
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
        var item = items[index]
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
        items[index] = item
        addParties(candidate.parties, to: index)
        noteDate(of: index)
    }

    private mutating func noteDate(of index: Int) {
        guard mainDate == nil, items[index].status == "held", items[index].date.precision == .day,
            !traits[index].isPast
        else { return }
        mainDate = items[index].date
        mainDateTokens = items[index].proofs.last { $0.supports == [.date] }?.tokens
    }
}
