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
        readRound(sentence, speaker)
        for statement in found { take(statement) }
        if let speaker { last = (speaker, sentence) }
    }

    // MARK: Statements

    private mutating func take(_ statement: Statement) {
        guard let index = exchange(at: statement.sentence, of: statement.speaker) else { return }
        let exchange = exchanges.items[index]
        guard let actor = actor(of: statement.speaker, exchange), !isVisit(statement) else { return }
        guard !isBudget(statement) else { return }
        let items = actions.read(statement.complement).filter { isDeed($0, of: statement) }
        for var item in items {
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
    }

    /// What `will` only foretells and what is only called important is no commitment.
    private func isDeed(_ item: ActionReader.Item, of statement: Statement) -> Bool {
        let forms = AnchorReader(scene: scene)
        if statement.modality == "welcome" {
            return item.isNamed || statement.complement.contains { forms.ending($0) == .ing }
        }
        if statement.isModal, statement.modality == "plan" { return item.isNamed }
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

    /// `the next round will be held in …`: a plan of all its parties, unless someone is quoted with it.
    private mutating func readRound(_ sentence: Int, _ speaker: Speaker?) {
        let range = text.sentences[sentence].tokens
        guard let verb = text.matches(in: range).first(where: { $0.sense.category == .roundVerb })?.tokens else {
            return
        }
        let planned = exchanges.items.indices.first { index in
            exchanges.items[index].status == "planned" && exchanges.items[index].partners.count > 1
                && exchanges.items[index].proofs.contains { range.contains($0.tokens.lowerBound) }
        }
        guard let planned else { return }
        let round = exchanges.items[planned]
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
            side.map { exchanges.items[index].partners.contains($0) } ?? (exchanges.items[index].partners.count > 1)
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
        case .joint(let tokens): return exchange.partners.count > 1 ? CommitmentWriter.Actor(tokens: tokens) : nil
        case .one(let reference):
            guard let side = scene.side(of: reference), exchange.partners.contains(side) else { return nil }
            let id: String
            switch reference.target {
            case .person(let person):
                // What a president who was not there wishes is no commitment of the exchange.
                let attends = exchanges.items.contains {
                    $0.chairs.contains(person) || $0.participants.contains(person)
                }
                guard attends || !scene.isHeadOfState(person) else { return nil }
                id = scene.cast.id(ofPerson: person)
            case .institution(let institution): id = scene.cast.institutions[institution].id
            case .partner(let partner): id = partner
            case .parties, .partyInstitutions: return nil
            }
            return CommitmentWriter.Actor(id: id, side: side, tokens: reference.tokens)
        }
    }
}
