internal import Records

/// Puts the exchanges of a report together: every cue either begins one or tells more of one already known.
struct ExchangeReader {
    private let scene: Scene
    private var ledger: ExchangeLedger
    /// By sentence: the exchange at hand.
    private var current: [Int?]
    /// By sentence.
    private var cues: [[Cue]]

    static func read(_ scene: Scene) -> Exchanges {
        var reader = ExchangeReader(scene)
        reader.readAll()
        var exchanges = Exchanges(
            items: ExchangeCompletion.complete(reader.ledger), current: reader.current, cues: reader.cues)
        Relevance(scene).dropForeign(from: &exchanges)
        return exchanges
    }

    private init(_ scene: Scene) {
        self.scene = scene
        ledger = ExchangeLedger(scene: scene)
        current = Array(repeating: nil, count: scene.text.sentences.count)
        cues = Array(repeating: [], count: scene.text.sentences.count)
    }

    private mutating func readAll() {
        // Captions and standfirsts tell what the body tells again: last, but when there is no other.
        let statements = scene.document.statements
        let body = statements.filter { scene.document.zones[$0] == .body }
        var atHand: Int?
        for sentence in statements where scene.document.zones[sentence] == .caption {
            if sentence < body.first ?? .max { read(sentence, &atHand) }
        }
        for sentence in body {
            read(sentence, &atHand)
            current[sentence] = atHand
        }
        if !ledger.items.indices.contains(where: isAtHand),
            let (exchange, cue) = MainExchange(ledger, body: body, cues: cues).infer()
        {
            let index = ledger.merge(exchange, cue, isNamed: cue.form == .noun)
            for sentence in body where current[sentence] == nil { current[sentence] = index }
        }
        if !ledger.items.indices.contains(where: isAtHand) { readSignings(in: body) }
        nameByTitle()
        addNamed(in: body)
    }

    /// A headline that names the mechanism tells what the day's meeting was.
    private mutating func nameByTitle() {
        guard let index = ledger.items.indices.first(where: isAtHand) else { return }
        let titles = scene.text.sentences.indices.filter { scene.document.zones[$0] == .title }
        for cue in titles.flatMap({ CueReader.read(scene, sentence: $0) }) where cue.form == .noun && !cue.isPlural {
            guard cue.isDialogue, cue.kind != "dialogue", cue.kind != "round" else { continue }
            let named = Set(scene.partners(in: cue.tokens).map(\.partner))
            guard named.count >= 2, named == Set(ledger.items[index].partners) else { continue }
            ledger.name(index, by: cue)
        }
    }

    /// Who is named with a post where the report tells of an exchange, and speaks for one of its sides, took part in it.
    private mutating func addNamed(in body: [Int]) {
        var known = Set(ledger.items.flatMap { $0.chairs + $0.participants })
        for sentence in body {
            guard let index = current[sentence], ledger.items[index].status == "held" else { continue }
            let attendants = scene.references(in: scene.text.sentences[sentence].tokens).compactMap {
                reference -> (person: Int, tokens: Range<Int>)? in
                guard case .person(let person) = reference.target, reference.kind == .name,
                    let partner = scene.cast.people[person].partner, ledger.items[index].hasParty(partner),
                    scene.isOfficial(reference), !scene.leadsStateOrGovernment(person), known.insert(person).inserted
                else { return nil }
                return (person, reference.tokens)
            }
            ledger.add(attendants, to: index)
        }
    }

    /// A report that tells of no exchange but a signature: the signing is one.
    private mutating func readSignings(in body: [Int]) {
        var atHand: Int?
        for sentence in body {
            for cue in cues[sentence] where cue.form == .verb && cue.kind == "signing" {
                guard let signing = VerbCues(ledger: ledger).occasion(cue) else { continue }
                atHand = ledger.merge(signing, cue, isNamed: true)
            }
            current[sentence] = atHand ?? current[sentence]
        }
    }

    private mutating func read(_ sentence: Int, _ current: inout Int?) {
        let cues = CueReader.read(scene, sentence: sentence)
        self.cues[sentence] = cues
        let chairs = ChairReader(cues, scene, here: current.map { ledger.items[$0] })
        if let current {
            for found in chairs.unnamed { ledger.add(found, to: current) }
        }
        var told: Int?
        var dating: Int?
        var spokenOf: Int?
        for cue in cues where cue.form != .chair {
            guard let index = take(cue, chairs.named[cue.head.lowerBound], current), isAtHand(index) else { continue }
            if isSpokenOf(cue) {
                spokenOf = spokenOf ?? index
            } else if ClauseReader(scene: scene).isDating(cue) {
                dating = dating ?? index
            } else {
                told = told ?? index
            }
        }
        if ledger.items.isEmpty, let cue = Opponents.agreement(scene, sentence: sentence) { told = take(cue, nil, nil) }
        if told == nil, dating == nil, spokenOf == nil, scene.document.zones[sentence] == .body,
            let (exchange, cue) = EncounterReader(ledger: ledger).read(sentence)
        {
            told = ledger.merge(exchange, cue, isNamed: false)
        }
        current = told ?? dating ?? current ?? spokenOf
        if let current { ledger.addAttendants(in: sentence, to: current) }
    }

    /// - Returns: the exchange that the cue tells of; nil when it tells of none.
    private mutating func take(_ cue: Cue, _ chairs: Chairs?, _ current: Int?) -> Int? {
        if cue.form == .verb {
            var last: Int?
            let found = VerbCues(ledger: ledger).read(cue, current: current)
            let isNamed = found.count == 1 && cue.kind != "meeting" && cue.kind != "reception"
            for exchange in found { last = ledger.merge(exchange, cue, isNamed: isNamed) }
            return last
        }
        switch NounCues(ledger: ledger).read(cue, chairs: chairs, current: current) {
        case .more(let known):
            ledger.tellMore(of: known, cue, chairs)
            return known
        case .new(let exchange): return ledger.merge(exchange, cue, isNamed: true)
        case nil: return nil
        }
    }

    /// "The minister praised the outcomes of the dialogue": someone speaks of it, and not at it.
    private func isSpokenOf(_ cue: Cue) -> Bool { cue.form == .noun && ClauseReader(scene: scene).isSpokenOf(cue) }

    /// Whether what follows can be said at an exchange: it was held, and not in an earlier round.
    private func isAtHand(_ index: Int) -> Bool {
        // Field by field: a whole exchange is a dozen references.
        guard ledger.items[index].status == "held", !ledger.traits[index].isPast else { return false }
        if let ordinal = ledger.items[index].ordinal {
            let isEarlier = ledger.items.indices.contains { other in
                (ledger.items[other].ordinal ?? 0) > ordinal && ledger.items[other].kind == ledger.items[index].kind
                    && ledger.items[other].status == "held"
                    && Set(ledger.items[other].partners) == Set(ledger.items[index].partners)
            }
            if isEarlier { return false }
        }
        if let day = ledger.mainDate?.earliest, let last = ledger.items[index].date.latest,
            last.number < day.number - 10
        {
            return false
        }
        return true
    }
}
