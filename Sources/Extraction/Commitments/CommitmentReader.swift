internal import Records

/// Turns statements into commitments: who, for whom, how firmly, what, on which topics.
struct CommitmentReader {
    private let scene: Scene
    private let exchanges: Exchanges
    private let agreements: [Draft]
    private let statements: StatementReader
    private var text: TokenizedReport { scene.text }
    private var drafts: [Draft] = []
    private var taken: [String: Int] = [:]
    /// Who spoke last.
    private var speaker: Reference?

    static func read(_ scene: Scene, _ exchanges: Exchanges, agreements: [Draft]) -> [Draft] {
        guard !exchanges.items.isEmpty else { return [] }
        var reader = CommitmentReader(scene, exchanges, agreements)
        for sentence in scene.document.statements where scene.document.zones[sentence] == .body { reader.read(sentence) }
        return reader.drafts
    }

    private init(_ scene: Scene, _ exchanges: Exchanges, _ agreements: [Draft]) {
        self.scene = scene
        self.exchanges = exchanges
        self.agreements = agreements
        statements = StatementReader(scene: scene)
    }

    private mutating func read(_ sentence: Int) {
        let range = text.sentences[sentence].tokens
        let found = statements.read(sentence: sentence)
        if let before = speakerBeforeSpeech(in: range) { speaker = before }
        for statement in found { take(statement) }
        if let after = speakerBehindSpeech(in: range) { speaker = after }
    }

    // MARK: Speakers

    /// `X said …`: the name before the first verb of saying or asking.
    private func speakerBeforeSpeech(in range: Range<Int>) -> Reference? {
        let verb = text.matches(in: range).first {
            $0.sense.category == .speech || $0.sense.category == .modality || $0.sense.category == .praise
        }
        guard let verb else { return nil }
        return scene.references(in: range.lowerBound..<verb.tokens.lowerBound).last { isActor($0) }
    }

    /// `…, he added`: the name beside a verb of saying at the end.
    private func speakerBehindSpeech(in range: Range<Int>) -> Reference? {
        let tail = max(range.lowerBound, range.upperBound - 12)..<range.upperBound
        guard let verb = text.matches(in: tail).last(where: { $0.sense.category == .speech }) else { return nil }
        let beside = max(range.lowerBound, verb.tokens.lowerBound - 10)..<range.upperBound
        return scene.references(in: beside).last { isActor($0) }
    }

    private func isActor(_ reference: Reference) -> Bool {
        switch reference.target {
        case .person, .institution, .partner, .parties, .partyInstitutions: true
        }
    }

    // MARK: Statements

    private struct Actor {
        /// The record id; nil when all sides commit together.
        var id: String?
        var side: String?
        var tokens: Range<Int>?
    }

    private mutating func take(_ statement: Statement) {
        guard let index = exchanges.current[statement.sentence] ?? exchanges.items.indices.first else { return }
        let exchange = exchanges.items[index]
        guard let actor = actor(of: statement, exchange) else { return }
        let parties = Set(exchange.partners)
        if let side = actor.side, !exchanges.items.contains(where: { $0.partners.contains(side) }) { return }
        guard !isExchange(statement) else { return }
        let counterparts = self.counterparts(of: statement, actor, exchange)
        guard !counterparts.isEmpty || !parties.isEmpty else { return }
        for item in items(of: statement) {
            add(item, statement, actor, counterparts, exchangeID: exchanges.ids[index], exchange)
        }
    }

    /// `will meet`, `invited X to visit`: what is said of the exchange itself is recorded with it.
    private func isExchange(_ statement: Statement) -> Bool {
        guard statement.modality == "plan" || statement.modality == "welcome" else { return false }
        if statement.modality == "welcome", let first = scene.references(in: statement.complement).first,
            case .person = first.target, first.tokens.lowerBound - statement.verb.upperBound <= 3
        {
            return true
        }
        return false
    }

    private func actor(of statement: Statement, _ exchange: Exchange) -> Actor? {
        let range = text.sentences[statement.sentence].tokens
        var reference = statement.subject
        if statement.modality == "urge", isShould(statement.verb) || reference == nil {
            reference = speakerBehindSpeech(in: range) ?? speaker ?? reference
        }
        guard let reference = reference ?? speakerBehindSpeech(in: range) ?? speaker else { return nil }
        if isJoint(reference, statement) { return Actor(id: nil, side: nil, tokens: reference.tokens) }
        switch reference.target {
        case .person(let person):
            return Actor(id: scene.cast.id(ofPerson: person), side: scene.cast.people[person].partner, tokens: reference.tokens)
        case .institution(let institution):
            return Actor(
                id: scene.cast.institutions[institution].id, side: scene.cast.institutions[institution].partner,
                tokens: reference.tokens)
        case .partner(let partner): return Actor(id: partner, side: partner, tokens: reference.tokens)
        case .parties, .partyInstitutions: return Actor(id: nil, side: nil, tokens: reference.tokens)
        }
    }

    private func isShould(_ verb: Range<Int>) -> Bool {
        for word: StaticString in ["should", "must", "need", "are", "is", "ought", "it"] where scene.isWord(verb.lowerBound, word) { return true }
        return false
    }

    /// `X and Y agreed`: two sides before the verb.
    private func isJoint(_ reference: Reference, _ statement: Statement) -> Bool {
        switch reference.target {
        case .parties, .partyInstitutions: return true
        default: break
        }
        let range = text.sentences[statement.sentence].tokens
        let before = Array(scene.references(in: .between(range.lowerBound, reference.tokens.lowerBound)))
        guard let other = before.last, side(of: other) != side(of: reference), side(of: other) != nil else { return false }
        let gap = Range.between(other.tokens.upperBound, reference.tokens.lowerBound)
        return gap.count <= 3 && gap.contains { scene.isWord($0, "and") || scene.isMark($0, "&") }
    }

    private func side(of reference: Reference) -> String? {
        switch reference.target {
        case .person(let person): scene.cast.people[person].partner
        case .institution(let institution): scene.cast.institutions[institution].partner
        case .partner(let partner): partner
        case .parties, .partyInstitutions: nil
        }
    }

    // MARK: Counterparts

    private struct Counterparts {
        var ids: [String]
        var tokens: Range<Int>?
        var isEmpty: Bool { ids.isEmpty }
    }

    private func counterparts(of statement: Statement, _ actor: Actor, _ exchange: Exchange) -> Counterparts {
        let partners = exchange.partners.sorted()
        guard actor.id != nil else { return Counterparts(ids: partners, tokens: nil) }
        var ids: [String] = []
        var proof: Range<Int>?
        for reference in scene.references(in: statement.complement) {
            switch reference.target {
            case .parties, .partyInstitutions:
                if ids.isEmpty { return Counterparts(ids: partners, tokens: reference.tokens) }
            case .person(let person):
                guard scene.cast.people[person].partner != actor.side, scene.cast.id(ofPerson: person) != actor.id else { continue }
                ids.append(scene.cast.id(ofPerson: person))
            case .institution(let institution):
                guard scene.cast.institutions[institution].partner != actor.side else { continue }
                ids.append(scene.cast.institutions[institution].id)
            case .partner(let partner):
                guard partner != actor.side, partners.contains(partner) else { continue }
                ids.append(partner)
            }
            proof = proof ?? reference.tokens
            if ids.count == 2 { break }
        }
        ids = ids.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }.sorted()
        if ids.isEmpty { return Counterparts(ids: partners.filter { $0 != actor.side }, tokens: nil) }
        return Counterparts(ids: ids, tokens: proof)
    }

    // MARK: What

    private struct Item {
        var action: String
        var tokens: Range<Int>
        /// Where its topics stand.
        var scope: Range<Int>
        var more: [Range<Int>] = []
    }

    /// The actions that the complement lists; `cooperate` when it names none.
    private func items(of statement: Statement) -> [Item] {
        var found: [Item] = []
        var end = statement.complement.lowerBound
        for match in text.matches(in: statement.complement) where match.tokens.lowerBound >= end && match.sense.category == .action {
            let action = text.value(match)
            end = match.tokens.upperBound
            if var last = found.last, last.action == action || action == "cooperate" && !beginsItem(match.tokens.lowerBound, statement) {
                last.scope = .between(last.scope.lowerBound, statement.complement.upperBound)
                if last.action == action { last.more.append(match.tokens) }
                found[found.count - 1] = last
                continue
            }
            // A narrower action takes the place of the general one that leads to it.
            if let last = found.last, last.action == "cooperate", !beginsItem(match.tokens.lowerBound, statement) {
                found[found.count - 1].action = action
                found[found.count - 1].more.append(match.tokens)
                continue
            }
            let start = found.isEmpty ? statement.complement.lowerBound : match.tokens.lowerBound
            if !found.isEmpty { found[found.count - 1].scope = .between(found[found.count - 1].scope.lowerBound, match.tokens.lowerBound) }
            found.append(Item(action: action, tokens: match.tokens, scope: start..<statement.complement.upperBound))
        }
        if found.isEmpty {
            found = [Item(action: "cooperate", tokens: opening(of: statement.complement), scope: statement.complement)]
        }
        return found
    }

    /// Whether a list's mark or a conjunction parts an action from what stands before it.
    private func beginsItem(_ index: Int, _ statement: Statement) -> Bool {
        let window = max(statement.complement.lowerBound, index - 4)..<index
        return window.contains { scene.isMark($0, ",") || scene.isMark($0, ";") || scene.isWord($0, "and") || scene.isWord($0, "also") }
    }

    /// The first words, for the proof of an action that has none of its own.
    private func opening(of range: Range<Int>) -> Range<Int> {
        range.lowerBound..<min(range.upperBound, range.lowerBound + 10)
    }

    // MARK: Drafts

    private mutating func add(
        _ item: Item, _ statement: Statement, _ actor: Actor, _ counterparts: Counterparts, exchangeID: String,
        _ exchange: Exchange
    ) {
        let topics = TopicReader.topics(scene.document, in: item.scope)
        var values = [
            Member("counterparts", .list(counterparts.ids.map(Value.text))),
            Member("modality", .text(statement.modality)), Member("action", .text(item.action)),
            Member("dialogue", .text(exchangeID)),
        ]
        var proofs = [Proof(statement.verb, "modality"), Proof(item.tokens, "action")]
        proofs += item.more.map { Proof($0, "action") }
        if let opening = exchange.opening { proofs.append(Proof(opening, "dialogue")) }
        var whose = exchange.partners.sorted().joined(separator: "-")
        if let id = actor.id {
            whose = id
            values.append(Member("actor", .text(id)))
            if let side = actor.side { values.append(Member("side", .text(side))) }
            if let tokens = actor.tokens { proofs.append(Proof(tokens, "actor", "side")) }
        } else {
            values.append(Member("joint", .boolean(true)))
            if let tokens = actor.tokens { proofs.append(Proof(tokens, "joint", "counterparts")) }
        }
        if let tokens = counterparts.tokens { proofs.append(Proof(tokens, "counterparts")) }
        let ids = topics.reduce(into: [String]()) { if !$0.contains($1.topic) { $0.append($1.topic) } }
        if !ids.isEmpty { values.append(Member("topics", .list(ids.map(Value.text)))) }
        proofs += topics.map { Proof($0.tokens, "topics") }
        if let agreement = agreement(in: item.scope) { values.append(Member("agreement", .text(agreement))) }
        var parts = [whose, statement.modality, item.action]
        if let edtf = exchange.date.edtf { parts.append(Folding.slug(edtf)) }
        let id = parts.joined(separator: "-")
        let count = (taken[id] ?? 0) + 1
        taken[id] = count
        drafts.append(Draft(.commitment, id: count == 1 ? id : "\(id)-\(count)", values: values, proofs: proofs))
    }

    /// The agreement whose instrument stands inside a range.
    private func agreement(in range: Range<Int>) -> String? {
        agreements.first { draft in
            draft.proofs.contains { $0.supports.contains("instrument") && range.contains($0.tokens.lowerBound) }
        }?.id
    }
}
