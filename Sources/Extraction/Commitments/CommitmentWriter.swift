internal import Records

/// Collects commitments as drafts: each deed once, with all the phrases that state it.
struct CommitmentWriter {
    private let scene: Scene
    /// By the token at which an agreement or a framework is named.
    private let agreements: [Int: (id: String, tokens: Range<Int>)]
    private let frameworks: [Int: (id: String, tokens: Range<Int>)]
    private(set) var drafts: [Draft] = []
    private var taken: [String: Int] = [:]
    /// By draft.
    private var origins: [(exchange: String, sentence: Int)] = []

    struct Actor {
        /// The record's id; nil when all sides commit together.
        var id: String?
        var side: String?
        var tokens: Range<Int>
    }

    struct Commitment {
        let actor: Actor
        let counterparts: CounterpartReader.Counterparts
        let modality: String
        let carrier: Range<Int>
        let item: ActionReader.Item
        let exchange: Exchange
        let exchangeID: String
        let sentence: Int
        var condition: (text: String, tokens: Range<Int>)?
    }

    init(scene: Scene, outcomes: [Draft]) {
        self.scene = scene
        agreements = Self.named(outcomes, .agreement, .instrument)
        frameworks = Self.named(outcomes, .framework, .id)
    }

    mutating func add(_ commitment: Commitment) {
        let topics = TopicReader.mentions(scene.document, in: commitment.item.scope)
        var ids = TopicReader.ids(topics)
        // "strengthen information exchange, share experience in …": the same deed of one list is on the same topic.
        if ids.isEmpty, let last = drafts.last, origins.last?.sentence == commitment.sentence,
            last.values["action"]?.text == commitment.item.action, last.values["modality"]?.text == commitment.modality
        {
            ids = (last.values["topics"]?.list ?? []).compactMap(\.text)
        }
        var proofs = proofs(of: commitment)
        proofs += topics.map { Proof($0.tokens, .topics) }
        if let known = repeated(commitment, ids) {
            drafts[known].proofs += proofs.filter { $0.supports != [.dialogue] }
            return
        }
        var values = values(of: commitment)
        if !ids.isEmpty { values.append(Member("topics", .list(ids.map(Value.text)))) }
        for (name, property, named) in [
            ("agreement", PropertySet.agreement, agreements), ("framework", .framework, frameworks),
        ] where !named.isEmpty {
            guard let found = commitment.item.scope.lazy.compactMap({ named[$0] }).first else { continue }
            values.append(Member(name, .text(found.id)))
            proofs.append(Proof(found.tokens, property))
        }
        origins.append((commitment.exchangeID, commitment.sentence))
        drafts.append(Draft(.commitment, id: id(of: commitment), values: values, proofs: proofs))
    }

    private func values(of commitment: Commitment) -> [Member] {
        var values = [
            Member("counterparts", .list(commitment.counterparts.ids.map(Value.text))),
            Member("modality", .text(commitment.modality)), Member("action", .text(commitment.item.action)),
            Member("dialogue", .text(commitment.exchangeID)),
        ]
        if let id = commitment.actor.id {
            values.append(Member("actor", .text(id)))
            if let side = commitment.actor.side { values.append(Member("side", .text(side))) }
        } else {
            values.append(Member("joint", .boolean(true)))
        }
        if let condition = commitment.condition { values.append(Member("condition", .text(condition.text))) }
        return values
    }

    private func proofs(of commitment: Commitment) -> [Proof] {
        var proofs = [Proof(commitment.carrier, .modality)]
        proofs += commitment.item.phrases.map { Proof($0, .action) }
        if let opening = commitment.exchange.opening { proofs.append(Proof(opening, .dialogue)) }
        let isJoint = commitment.actor.id == nil
        let tokens = commitment.actor.tokens
        proofs.append(isJoint ? Proof(tokens, [.joint, .counterparts]) : Proof(tokens, [.actor, .side]))
        if let tokens = commitment.counterparts.tokens { proofs.append(Proof(tokens, .counterparts)) }
        if let condition = commitment.condition { proofs.append(Proof(condition.tokens, .condition)) }
        return proofs
    }

    /// `ACTOR-MODALITY-ACTION-DATE`; the parties stand for a joint actor.
    private mutating func id(of commitment: Commitment) -> String {
        let whose = commitment.actor.id ?? commitment.exchange.partners.sorted().joined(separator: "-")
        var parts = [whose, commitment.modality, commitment.item.action]
        if let edtf = commitment.exchange.date.edtf { parts.append(Folding.slug(edtf)) }
        let id = parts.joined(separator: "-")
        let count = (taken[id] ?? 0) + 1
        taken[id] = count
        return count == 1 ? id : "\(id)-\(count)"
    }

    /// The same deed of the same actor told in another sentence with no other topic; for all sides together also with less
    /// force.
    private func repeated(_ commitment: Commitment, _ topics: [String]) -> Int? {
        drafts.indices.suffix(100).first { index in
            let values = drafts[index].values
            guard origins[index].exchange == commitment.exchangeID, origins[index].sentence != commitment.sentence,
                values["actor"]?.text == commitment.actor.id, values["action"]?.text == commitment.item.action,
                values["counterparts"]?.list.compactMap(\.text) == commitment.counterparts.ids
            else { return false }
            let known = (values["topics"]?.list ?? []).compactMap(\.text)
            let isSame = values["modality"]?.text == commitment.modality
            let isWeaker = commitment.actor.id == nil && commitment.item.action != "cooperate"
            return isSame && known == topics
                || (isSame || isWeaker) && topics.allSatisfy(known.contains) && commitment.item.action != "cooperate"
        }
    }

    private static func named(
        _ outcomes: [Draft], _ type: RecordType, _ property: PropertySet
    ) -> [Int: (id: String, tokens: Range<Int>)] {
        var named: [Int: (id: String, tokens: Range<Int>)] = [:]
        for draft in outcomes where draft.type == type {
            for proof in draft.proofs where proof.supports.contains(property) {
                named[proof.tokens.lowerBound] = named[proof.tokens.lowerBound] ?? (draft.id, proof.tokens)
            }
        }
        return named
    }
}
