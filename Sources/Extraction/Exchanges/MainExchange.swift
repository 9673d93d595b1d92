/// What a report is about where no clause tells it whole: its opening speaks of a dialogue, of talks or of a meeting, and
/// two sides are named around it.
struct MainExchange {
    private let ledger: ExchangeLedger
    private let opening: [Int]
    /// By sentence of the report.
    private let cues: [[Cue]]
    private var scene: Scene { ledger.scene }
    private var clauses: ClauseReader { ClauseReader(scene: scene) }

    /// How many sentences of the body are its opening.
    private static let length = 8

    init(_ ledger: ExchangeLedger, body: [Int], cues: [[Cue]]) {
        self.ledger = ledger
        self.cues = cues
        opening = Array(body.prefix(Self.length))
    }

    /// - Returns: the exchange and where it is told; nil where two sides or the exchange itself are missing.
    func infer() -> (exchange: Exchange, cue: Cue)? {
        let cues = opening.flatMap { self.cues[$0] }.filter(tells)
        let cue = cues.first { $0.isDialogue && $0.kind != "dialogue" } ?? cues.first { $0.form == .noun } ?? cues.first
        guard let cue, let partners = sides(of: cue) else { return nil }
        var exchange = Exchange(
            kind: cue.kind == "dialogue" ? "security-dialogue" : cue.kind, status: "held",
            parties: partners.map { Exchange.Party(partner: $0) })
        exchange.participants = people(of: partners, cue)
        exchange.proofs = [scene.proof(of: cue)]
        for person in exchange.participants {
            guard let party = scene.party(person) else { continue }
            if let known = exchange.parties.firstIndex(where: { $0.partner == party.partner }) {
                exchange.parties[known].institution = exchange.parties[known].institution ?? party.institution
            }
            if let tokens = scene.cast.people[person].posts.first?.tokens {
                exchange.proofs.append(Proof(tokens, [.parties, .participants]))
            }
        }
        for partner in partners {
            let mention = opening.lazy.flatMap { scene.partners(in: scene.text.sentences[$0].tokens) }.first {
                $0.partner == partner
            }
            if let mention { exchange.proofs.append(Proof(mention.tokens, .parties)) }
        }
        ExchangeDetails(scene: scene, mainDate: ledger.mainDate).fill(&exchange, from: cue)
        exchange.ordinal = cue.ordinal
        for other in cues where other.kind == cue.kind && other.form == .noun {
            exchange.ordinal = exchange.ordinal ?? other.ordinal
            if let tokens = other.ordinalTokens, exchange.ordinal == other.ordinal {
                exchange.proofs.append(Proof(tokens, .ordinal))
            }
            guard exchange.level == nil, let level = other.level, let tokens = other.levelTokens else { continue }
            exchange.level = level
            exchange.proofs.append(Proof(tokens, .level))
        }
        return exchange.status == "held" ? (exchange, cue) : nil
    }

    /// Whether a cue can tell of the day's exchange: not of several, of another round, or of one to come.
    private func tells(_ cue: Cue) -> Bool {
        guard cue.form != .chair, !cue.isPlural, cue.shift == 0, !["signing", "round", "body"].contains(cue.kind) else {
            return false
        }
        guard cue.form == .noun || cue.kind != "reception" && !isOpenEnded(cue) else { return false }
        let status = clauses.status(of: cue)
        return status == nil || status?.value == "held"
    }

    /// `spoke with approval`, `called on them to …`: verbs that tell of a meeting only by whom they govern.
    private func isOpenEnded(_ cue: Cue) -> Bool {
        cue.head.count == 2 && !scene.isWord(cue.head.lowerBound, "met")
            && (scene.isWord(cue.head.upperBound - 1, "with") || scene.isWord(cue.head.upperBound - 1, "to")
                || scene.isWord(cue.head.upperBound - 1, "on"))
    }

    /// The two sides of the opening: those that the noun names, else those of whom people are named with their posts or who
    /// are named most, when they are spoken of as two.
    private func sides(of cue: Cue) -> [String]? {
        let named = Set(scene.partners(in: cue.tokens).map(\.partner))
        if named.count >= 2 { return named.sorted() }
        if let together = ministers(in: cue.sentence) { return together }
        var weights: [String: Int] = [:]
        var withPeople: Set<String> = []
        var isJoint = false
        for sentence in opening {
            let range = scene.text.sentences[sentence].tokens
            for reference in scene.references(in: range) {
                switch reference.target {
                case .person(let person):
                    guard reference.kind == .name, let partner = scene.cast.people[person].partner,
                        scene.cast.people[person].posts.contains(where: \.isCurrent)
                    else { continue }
                    weights[partner, default: 0] += 3
                    withPeople.insert(partner)
                case .parties, .partyInstitutions: isJoint = isJoint || reference.kind == .phrase
                case .institution(let institution):
                    if let partner = scene.cast.institutions[institution].partner { weights[partner, default: 0] += 1 }
                case .partner: continue
                }
            }
            for mention in scene.partners(in: range) { weights[mention.partner, default: 0] += 1 }
        }
        let ranked = weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2)
        guard ranked.count == 2 else { return nil }
        let sides = ranked.map(\.key)
        let here = Set(scene.partners(in: scene.text.sentences[cue.sentence].tokens).map(\.partner))
        guard here.isSuperset(of: sides) || ranked.allSatisfy({ $0.value >= 2 }) else { return nil }
        guard isJoint || withPeople.isSuperset(of: sides) || here.isSuperset(of: sides) else { return nil }
        return sides.sorted()
    }

    /// `the Ministers of Internal Affairs of Ukraine, Poland and Lithuania`: three states or more whose ministers are named as
    /// one.
    private func ministers(in sentence: Int) -> [String]? {
        let range = scene.text.sentences[sentence].tokens
        let organisations = scene.text.lexicon.names.organisations
        var states: [PartnerMention] = []
        for mention in scene.partners(in: range) where !organisations.contains(mention.partner) {
            if let last = states.last, mention.tokens.lowerBound - last.tokens.upperBound > 6 {
                guard Set(states.map(\.partner)).count < 3 else { break }
                states = []
            }
            states.append(mention)
        }
        guard let first = states.first, Set(states.map(\.partner)).count >= 3 else { return nil }
        let before = max(range.lowerBound, first.tokens.lowerBound - 9)..<first.tokens.lowerBound
        let isOfMinisters = scene.text.matches(in: before).contains { $0.sense.category == .post }
        return isOfMinisters ? Set(states.map(\.partner)).sorted() : nil
    }

    /// Those of the sides who are named with their posts; heads of state and of government only beside the noun itself.
    private func people(of partners: [String], _ cue: Cue) -> [Int] {
        var found: [Int] = []
        for sentence in opening {
            for reference in scene.references(in: scene.text.sentences[sentence].tokens) {
                guard case .person(let person) = reference.target, !found.contains(person),
                    sentence == cue.sentence || !scene.leadsStateOrGovernment(person),
                    let partner = scene.cast.people[person].partner, partners.contains(partner),
                    scene.isOfficial(reference)
                else { continue }
                found.append(person)
            }
        }
        return found
    }
}

extension Scene {
    /// Whether a phrase speaks of someone who represents a side: by a post, or as the counterpart of who holds one.
    func isOfficial(_ reference: Reference) -> Bool {
        guard case .person(let person) = reference.target else { return false }
        return isOfficial(person)
            || reference.tokens.contains { isWord($0, "counterpart") || isWord($0, "colleague") }
    }

    /// Whether someone holds a post that represents a side: one of a known level, and no expert or officer.
    func isOfficial(_ person: Int) -> Bool {
        cast.people[person].posts.contains {
            $0.isCurrent && ($0.institution != nil || $0.level != nil && $0.level != "working-level")
        }
    }

    /// Whether someone is spoken of as head of a state or of its government.
    func leadsStateOrGovernment(_ person: Int) -> Bool {
        let level = cast.level(ofPerson: person)
        return level == "head-of-state" || level == "head-of-government"
    }
}
