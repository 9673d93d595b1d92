internal import Records

/// What an exchange is about: the topics of the sentences that tell of it, and of what its sides discuss or agree on.
enum ExchangeTopics {
    static func read(_ scene: Scene, _ exchanges: inout Exchanges) {
        for sentence in scene.document.statements where scene.document.zones[sentence] == .body {
            let range = scene.text.sentences[sentence].tokens
            var told: [Range<Int>] = []
            for matter in matters(of: sentence, scene, exchanges) {
                told.append(matter.tokens)
                add(matter, scene, &exchanges)
            }
            guard let index = exchanges.current[sentence] ?? joint(sentence, scene, exchanges) else { continue }
            for tokens in treated(in: range, scene) where !told.contains(where: { $0.overlaps(tokens) }) {
                add(Matter(exchange: index, tokens: tokens), scene, &exchanges)
            }
            countTopics(in: range, of: index, scene, &exchanges)
        }
    }

    /// Adds the topics of the sentences at hand that are no agreement's and nobody's proposal: what a report tells of an
    /// exchange in none of the usual words is its matter all the same.
    static func complete(_ scene: Scene, _ exchanges: inout Exchanges, outcomes: [Draft]) {
        var taken = TokenSet(count: scene.text.tokens.count)
        for draft in outcomes
        where draft.type == .agreement || draft.type == .commitment && draft.values["joint"] == nil {
            for proof in draft.proofs where proof.supports.contains(.topics) { taken.insert(proof.tokens) }
        }
        let held = exchanges.items.indices.filter { exchanges.items[$0].status == "held" }
        for sentence in scene.document.statements where scene.document.zones[sentence] == .body {
            guard let index = exchanges.current[sentence] ?? (held.count == 1 ? held.first : nil), held.contains(index)
            else { continue }
            let tokens = scene.text.sentences[sentence].tokens
            guard isTold(index, in: tokens, scene, exchanges) else { continue }
            for mention in scene.topics[sentence]
            where !mention.isNamed && !mention.tokens.contains(where: taken.contains) {
                add(mention, to: index, &exchanges)
            }
        }
    }

    /// Whether a sentence can be about an exchange: it tells of no other, and not of third states alone.
    private static func isTold(_ index: Int, in tokens: Range<Int>, _ scene: Scene, _ exchanges: Exchanges) -> Bool {
        let told = exchanges.items.indices.filter { other in
            exchanges.items[other].proofs.contains {
                $0.supports.contains(.kind) && tokens.contains($0.tokens.lowerBound)
            }
        }
        if !told.isEmpty, !told.contains(index) { return false }
        // What guests were shown is no matter of the talks.
        let matches = scene.text.matches(in: tokens)
        if matches.contains(where: { $0.sense.category == .cueWord && scene.text.value($0) == "tour" }) { return false }
        // "Quang raised …" is one side's matter.
        let verb = matches.first { isTreatment($0, "discussed", scene) }
        if let verb, isOfOnePerson(verb.tokens, in: tokens, scene) { return false }
        let partners = scene.partners(in: tokens)
        if partners.isEmpty || partners.contains(where: { exchanges.items[index].hasParty($0.partner) }) { return true }
        // "The two forces also plan to join a mission of the African Union."
        return tokens.contains { position in
            scene.isWord(position, "both") || scene.isWord(position, "two") || scene.isWord(position, "sides")
        }
    }

    /// A stretch of a sentence that says what an exchange is about.
    private struct Matter {
        let exchange: Int
        let tokens: Range<Int>
    }

    private static func add(_ matter: Matter, _ scene: Scene, _ exchanges: inout Exchanges) {
        let end = otherSpeaker(behind: matter.tokens.lowerBound, in: matter.tokens, scene)
        for mention in TopicReader.topics(scene.document, in: .between(matter.tokens.lowerBound, end)) {
            add(mention, to: matter.exchange, &exchanges)
        }
    }

    private static func add(_ mention: TopicMention, to index: Int, _ exchanges: inout Exchanges) {
        guard !exchanges.items[index].topics.contains(mention.topic) else { return }
        exchanges.items[index].topics.append(mention.topic)
        exchanges.items[index].proofs.append(Proof(mention.tokens, .topics))
    }

    /// What stands behind the cues that tell of exchanges, up to the next cue of another.
    private static func matters(of sentence: Int, _ scene: Scene, _ exchanges: Exchanges) -> [Matter] {
        let range = scene.text.sentences[sentence].tokens
        let clauses = ClauseReader(scene: scene)
        let cues = exchanges.cues[sentence].filter { $0.form != .chair && !clauses.isDating($0) }
        var matters: [Matter] = []
        for (position, cue) in cues.enumerated() where !cue.isPlural && cue.kind != "signing" {
            let owners = exchanges.items.indices.filter { exchanges.items[$0].isNamed(by: cue.head) }
            guard let first = owners.first else { continue }
            // Who is told to have met, even in a remark, met about something.
            let isTold = exchanges.items[first].opening?.overlaps(cue.head) == true
            guard isTold || cue.form != .noun || !clauses.isSpokenOf(cue) else { continue }
            let next = cues.dropFirst(position + 1).first { other in
                exchanges.items.indices.contains { $0 != first && exchanges.items[$0].isNamed(by: other.head) }
                    && !exchanges.items[first].isNamed(by: other.head)
            }
            let bound = next.map { max(cue.head.upperBound, $0.scope.lowerBound) } ?? range.upperBound
            let tokens = Range.between(cue.head.upperBound, condition(in: cue.head.upperBound..<bound, scene) ?? bound)
            matters += owners.map { Matter(exchange: $0, tokens: tokens) }
        }
        return matters
    }

    /// Where the condition of a planned round begins: no matter of it.
    private static func condition(in range: Range<Int>, _ scene: Scene) -> Int? {
        scene.text.matches(in: range).first { $0.sense.category == .condition }?.tokens.lowerBound
    }

    /// What is discussed or agreed on in a sentence by both sides: behind the verb, or before a passive one.
    private static func treated(in range: Range<Int>, _ scene: Scene) -> [Range<Int>] {
        let matches = scene.text.matches(in: range)
        if let passive = matches.first(where: { isTreatment($0, "presented", scene) }) {
            let opening = (range.lowerBound..<passive.tokens.lowerBound).last { scene.isWord($0, "with") }
            return [(opening ?? range.lowerBound)..<passive.tokens.lowerBound]
        }
        let verb = matches.first {
            isTreatment($0, "discussed", scene) || $0.sense.category == .modality && scene.text.value($0) == "agree"
        }
        guard let verb, !isOfOnePerson(verb.tokens, in: range, scene) else { return [] }
        return [verb.tokens.upperBound..<range.upperBound]
    }

    /// Before the report has told of an exchange: the one whose sides all stand before the verb.
    private static func joint(_ sentence: Int, _ scene: Scene, _ exchanges: Exchanges) -> Int? {
        let range = scene.text.sentences[sentence].tokens
        guard let start = treated(in: range, scene).first?.lowerBound else { return nil }
        let sides = Set(
            scene.references(in: .between(range.lowerBound, start)).flatMap { reference in
                let actors = scene.actors(reference.target, of: nil)
                return actors.partners + actors.people.compactMap { scene.cast.people[$0].partner }
            })
        return exchanges.items.firstIndex { $0.status == "held" && sides.isSuperset(of: $0.partners) }
    }

    private static func isTreatment(_ match: TokenizedReport.Match, _ value: String, _ scene: Scene) -> Bool {
        guard match.sense.category == .treatment, scene.text.value(match) == value else { return false }
        return match.tokens.count > 1
            || !(scene.isWord(match.tokens.lowerBound, "on") || scene.isWord(match.tokens.lowerBound, "about"))
    }

    /// "Quang raised …" is one side's matter.
    private static func isOfOnePerson(_ verb: Range<Int>, in range: Range<Int>, _ scene: Scene) -> Bool {
        let before = scene.references(in: .between(range.lowerBound, verb.lowerBound))
        guard let last = before.last, case .person = last.target else { return false }
        return before.count == 1
    }

    /// Where someone else begins to ask or to hope: that is the matter of a commitment.
    private static func otherSpeaker(behind start: Int, in range: Range<Int>, _ scene: Scene) -> Int {
        scene.text.matches(in: .between(start, range.upperBound)).first { match in
            match.sense.category == .modality && scene.text.value(match) != "agree" && scene.text.value(match) != "plan"
        }?.tokens.lowerBound ?? range.upperBound
    }

    /// `discussed 10 carefully selected topics`.
    private static func countTopics(in range: Range<Int>, of index: Int, _ scene: Scene, _ exchanges: inout Exchanges) {
        let text = scene.text
        guard exchanges.items[index].topicCount == nil else { return }
        let noun = text.matches(in: range).first { $0.sense.category == .treatment && text.value($0) == "topics" }
        guard let noun else { return }
        let window = max(range.lowerBound, noun.tokens.lowerBound - 4)..<noun.tokens.lowerBound
        for position in window.reversed() {
            let count: Int?
            if let match = text.match(at: position, .cardinal) {
                count = Int(text.value(match))
            } else {
                count = text.tokens[position].shape.contains(.number) ? Int(text.text(position..<position + 1)) : nil
            }
            guard let count, count > 1 else { continue }
            let verb = text.matches(in: max(range.lowerBound, position - 2)..<position).first {
                $0.sense.category == .treatment
            }
            guard let verb else { return }
            exchanges.items[index].topicCount = count
            exchanges.items[index].proofs.append(Proof(verb.tokens.lowerBound..<noun.tokens.upperBound, .topicCount))
            return
        }
    }
}

extension Exchange {
    /// Whether words stand where its kind is told.
    fileprivate func isNamed(by tokens: Range<Int>) -> Bool {
        proofs.contains { $0.supports.contains(.kind) && $0.tokens.overlaps(tokens) }
    }
}
