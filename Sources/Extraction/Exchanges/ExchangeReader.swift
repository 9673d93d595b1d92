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
        let item = ledger.items[index]
        guard item.status == "held", !ledger.traits[index].isPast else { return false }
        if let ordinal = item.ordinal {
            let isEarlier = ledger.items.contains {
                ($0.ordinal ?? 0) > ordinal && $0.kind == item.kind && $0.status == "held"
                    && Set($0.partners) == Set(item.partners)
            }
            if isEarlier { return false }
        }
        if let day = ledger.mainDate?.earliest, let last = item.date.latest, last.number < day.number - 10 {
            return false
        }
        return true
    }
}
