internal import Records

/// Turns statements into commitments: who, for whom, how firmly, what, on which topics.
struct CommitmentReader {
    private let scene: Scene
    private let exchanges: Exchanges
    private let statements: StatementReader
    private let actions: ActionReader
    private let counterparts: CounterpartReader
    private var text: TokenizedReport { scene.text }
    private var writer: CommitmentWriter
    /// Who spoke last, and in which sentence.
    private var last: (speaker: Speaker, sentence: Int)?
    /// The statement whose list of points is read, and the sentence of its last point.
    private var list: (statement: Statement, sentence: Int)?

    /// - Parameter outcomes: the agreements and frameworks of the report, to which commitments are linked.
    static func read(_ scene: Scene, _ exchanges: Exchanges, outcomes: [Draft]) -> [Draft] {
        guard !exchanges.items.isEmpty else { return [] }
        var reader = CommitmentReader(scene, exchanges, outcomes)
        for sentence in scene.document.statements where scene.document.zones[sentence] == .body {
            reader.read(sentence)
        }
        return reader.writer.drafts
    }

    private init(_ scene: Scene, _ exchanges: Exchanges, _ outcomes: [Draft]) {
        self.scene = scene
        self.exchanges = exchanges
        statements = StatementReader(scene: scene)
        actions = ActionReader(scene: scene)
        counterparts = CounterpartReader(scene: scene)
        writer = CommitmentWriter(scene: scene, outcomes: outcomes)
    }

    private mutating func read(_ sentence: Int) {
        let before = last.flatMap { sentence - $0.sentence <= 2 ? $0.speaker : nil }
        let (found, speaker) = statements.read(sentence: sentence, before: before)
        let points =
            list.map { PointReader(scene: scene).points(of: sentence, behind: $0.sentence, of: $0.statement) } ?? []
        for point in points { take(point) }
        let round = round(in: sentence)
        // "Agreed that the next round will be held": a statement of its own.
        var isStated = false
        for statement in found where points.isEmpty { isStated = take(statement, besides: round) || isStated }
        if let round, !isStated { take(round, sentence, speaker) }
        list =
            points.isEmpty ? found.last { $0.opensList }.map { ($0, sentence) } : list.map { ($0.statement, sentence) }
        if let speaker { last = (speaker, sentence) }
    }

    // MARK: Statements

    /// - Parameter round: the planned round of the sentence.
    /// - Returns: whether it is a statement on a round.
    @discardableResult
    private mutating func take(_ statement: Statement, besides round: Round? = nil) -> Bool {
        guard let index = exchange(at: statement.sentence, of: statement.speaker) else { return false }
        let exchange = exchanges.items[index]
        guard let actor = actor(of: statement.speaker, exchange), !isVisit(statement) else { return false }
        guard !isBudget(statement) else { return false }
        var isOnRound = false
        let items = actions.read(statement.complement).filter { isDeed($0, of: statement) }
        for var item in items {
            if item.action == "hold-dialogue" {
                // What is foretold of a round is its plan.
                if statement.isModal, statement.modality == "plan", round != nil || isPassive(statement) { continue }
                isOnRound = true
            }
            // "Welcomes this arrangement": that it was signed.
            if statement.modality == "welcome", !item.isNamed,
                text.matches(in: item.scope).contains(where: { $0.sense.category == .instrument })
            {
                item.action = "sign-agreement"
            }
            let counterparts = counterparts.read(item.scope, statement.complement, of: actor, at: exchange)
            guard !counterparts.ids.isEmpty else { continue }
            let commitment = CommitmentWriter.Commitment(
                actor: actor, counterparts: counterparts, modality: statement.modality, carrier: statement.carrier,
                item: item, exchange: exchange, exchangeID: exchanges.ids[index], sentence: statement.sentence)
            writer.add(commitment)
        }
        return isOnRound
    }

    private func isPassive(_ statement: Statement) -> Bool { scene.isWord(statement.carrier.upperBound, "be") }

    /// What `will` only foretells and what is only called important is no commitment.
    private func isDeed(_ item: ActionReader.Item, of statement: Statement) -> Bool {
        let forms = AnchorReader(scene: scene)
        if statement.modality == "welcome" {
            return item.isNamed || statement.complement.contains { forms.ending($0) == .ing }
        }
        if statement.isModal, statement.modality == "plan" || isPassive(statement) { return item.isNamed }
        if statement.isWeighed {
            // "the need to …", "the importance of …ing".
            let first = statement.complement.lowerBound
            return item.isNamed || scene.isWord(first, "to")
                || statement.complement.prefix(2).contains { forms.ending($0) == .ing }
        }
        return item.isNamed || item.scope.count >= 4
    }

    /// `asked for $46 billion`: of a parliament, not of the other side.
    private func isBudget(_ statement: Statement) -> Bool {
        statement.modality == "request"
            && statement.complement.prefix(5).contains { scene.isMark($0, "$") || scene.isMark($0, "€") }
    }

    /// `will meet`, `is to call on`: exchanges are recorded as such.
    private func isVisit(_ statement: Statement) -> Bool {
        guard statement.isModal else { return false }
        let opening = statement.complement.prefix(3)
        return text.matches(in: opening).contains { $0.sense.category == .exchangeVerb || $0.sense.category == .visit }
    }

    // MARK: Rounds

    /// A planned exchange and the verb that plans it.
    private typealias Round = (exchange: Int, verb: Range<Int>)

    /// `the next round will be held in …`
    private func round(in sentence: Int) -> Round? {
        let range = text.sentences[sentence].tokens
        guard let verb = text.matches(in: range).first(where: { $0.sense.category == .roundVerb })?.tokens else {
            return nil
        }
        let planned = exchanges.items.indices.first { index in
            exchanges.items[index].status == "planned" && exchanges.items[index].parties.count > 1
                && exchanges.items[index].proofs.contains { range.contains($0.tokens.lowerBound) }
        }
        return planned.map { ($0, verb) }
    }

    /// A plan of all its parties, unless someone is quoted with it.
    private mutating func take(_ planned: Round, _ sentence: Int, _ speaker: Speaker?) {
        let (round, verb) = (exchanges.items[planned.exchange], planned.verb)
        guard let index = held(with: round.partners, before: sentence) else { return }
        let exchange = exchanges.items[index]
        let actor = speaker.flatMap { self.actor(of: $0, exchange) } ?? CommitmentWriter.Actor(tokens: verb)
        let parties = counterparts.all(of: actor, at: round)
        let item = ActionReader.Item(action: "hold-dialogue", phrases: [verb], scope: verb, isNamed: true)
        writer.add(
            CommitmentWriter.Commitment(
                actor: actor, counterparts: parties, modality: "plan", carrier: verb, item: item, exchange: exchange,
                exchangeID: exchanges.ids[index], sentence: sentence,
                condition: round.condition.map { text in
                    (text, round.proofs.first { $0.supports.contains(.condition) }?.tokens ?? verb)
                }))
    }

    // MARK: Exchanges

    /// The exchange at which something was said: the one at hand, if it was held and its speaker took part.
    private func exchange(at sentence: Int, of speaker: Speaker) -> Int? {
        let side: String? =
            switch speaker {
            case .one(let reference): scene.side(of: reference)
            case .joint: nil
            }
        let current = exchanges.current[sentence]
        func fits(_ index: Int) -> Bool {
            side.map { exchanges.items[index].hasParty($0) } ?? (exchanges.items[index].parties.count > 1)
        }
        if let current, exchanges.items[current].status == "held", fits(current) { return current }
        if let current, fits(current) {
            return held(with: exchanges.items[current].partners, before: sentence) ?? current
        }
        return exchanges.items.indices.first { exchanges.items[$0].status == "held" && fits($0) }
            ?? exchanges.items.indices.first(where: fits)
    }

    /// The exchange of the same parties that the report spoke of last as held.
    private func held(with partners: [String], before sentence: Int) -> Int? {
        let wanted = Set(partners)
        func fits(_ index: Int) -> Bool {
            exchanges.items[index].status == "held" && Set(exchanges.items[index].partners) == wanted
        }
        return exchanges.current[...sentence].suffix(200).reversed().lazy.compactMap(\.self).first(where: fits)
            ?? exchanges.items.indices.first(where: fits)
    }

    // MARK: Actors

    /// Who commits; nil for those whose side is at no recorded exchange.
    private func actor(of speaker: Speaker, _ exchange: Exchange) -> CommitmentWriter.Actor? {
        switch speaker {
        case .joint(let tokens): return exchange.parties.count > 1 ? CommitmentWriter.Actor(tokens: tokens) : nil
        case .one(let reference):
            guard let side = scene.side(of: reference), exchange.hasParty(side) else { return nil }
            let id: String
            switch reference.target {
            case .person(let person):
                // What a president who was not there wishes is no commitment of the exchange.
                let attends = exchanges.items.contains {
                    $0.chairs.contains(person) || $0.participants.contains(person)
                }
                guard attends || !scene.leadsStateOrGovernment(person) else { return nil }
                id = scene.cast.id(ofPerson: person)
            case .institution(let institution): id = scene.cast.institutions[institution].id
            case .partner(let partner): id = partner
            case .parties, .partyInstitutions: return nil
            }
            return CommitmentWriter.Actor(id: id, side: side, tokens: reference.tokens)
        }
    }
}
