/// What an exchange is about: the topics of the sentences that tell of it, and of what its sides discuss or agree on.
enum ExchangeTopics {
    static func read(_ scene: Scene, _ exchanges: inout Exchanges) {
        for sentence in scene.document.statements where scene.document.zones[sentence] == .body {
            guard let index = exchanges.current[sentence] else { continue }
            let range = scene.text.sentences[sentence].tokens
            guard let start = matter(of: sentence, index, scene, exchanges) else { continue }
            let end = otherSpeaker(behind: start, in: range, scene)
            for mention in TopicReader.topics(scene.document, in: .between(start, end)) {
                if !exchanges.items[index].topics.contains(mention.topic) {
                    exchanges.items[index].topics.append(mention.topic)
                    exchanges.items[index].proofs.append(Proof(mention.tokens, "topics"))
                }
            }
            countTopics(in: range, of: index, scene, &exchanges)
        }
    }

    /// Where in a sentence its matter begins: behind the cue that tells of the exchange, or behind a verb of discussing or
    /// agreeing whose subject is no single person.
    private static func matter(of sentence: Int, _ index: Int, _ scene: Scene, _ exchanges: Exchanges) -> Int? {
        let range = scene.text.sentences[sentence].tokens
        let cues = CueReader.read(scene, sentence: sentence)
        let proofs = exchanges.items[index].proofs.map(\.tokens)
        let clauses = ClauseReader(scene: scene)
        let own = cues.first { cue in
            // Who is told to have met, even in a remark, met about something.
            let isTold = exchanges.items[index].opening?.overlaps(cue.head) == true
            guard isTold || cue.form != .noun || !clauses.isSpokenOf(cue) else { return false }
            return proofs.contains { $0.overlaps(cue.head) } && !cue.isPlural && cue.kind != "signing"
        }
        if let own { return own.head.upperBound }
        let treatment = scene.text.matches(in: range).first { isTreatment($0, scene, in: range) }
        guard let treatment, !isOfOnePerson(treatment.tokens, in: range, scene) else { return nil }
        return treatment.tokens.upperBound
    }

    private static func isTreatment(_ match: TokenizedReport.Match, _ scene: Scene, in range: Range<Int>) -> Bool {
        if match.sense.category == .modality { return scene.text.value(match) == "agree" }
        guard match.sense.category == .treatment, scene.text.value(match) == "discussed" else { return false }
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
            exchanges.items[index].proofs.append(Proof(verb.tokens.lowerBound..<noun.tokens.upperBound, "topicCount"))
            return
        }
    }
}
