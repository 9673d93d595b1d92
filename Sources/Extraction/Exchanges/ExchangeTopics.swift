/// What an exchange is about: the topics that its sentences give as its matter.
enum ExchangeTopics {
    static func read(_ scene: Scene, _ exchanges: inout Exchanges) {
        for sentence in scene.document.statements where scene.document.zones[sentence] == .body {
            guard let index = exchanges.current[sentence] else { continue }
            read(sentence, of: index, scene, &exchanges)
        }
    }

    private static func read(_ sentence: Int, of index: Int, _ scene: Scene, _ exchanges: inout Exchanges) {
        let text = scene.text
        let range = text.sentences[sentence].tokens
        let matches = text.matches(in: range)
        guard let treatment = matches.first(where: { isTreatment($0, scene, in: range) }) else { return }
        let end = matches.first {
            $0.sense.category == .modality && $0.tokens.lowerBound > treatment.tokens.upperBound + 1
        }?.tokens.lowerBound
        for mention in TopicReader.topics(
            scene.document, in: treatment.tokens.upperBound..<max(treatment.tokens.upperBound, end ?? range.upperBound))
        {
            if !exchanges.items[index].topics.contains(mention.topic) {
                exchanges.items[index].topics.append(mention.topic)
                exchanges.items[index].proofs.append(Proof(mention.tokens, "topics"))
            }
        }
        countTopics(behind: treatment, in: range, of: index, scene, &exchanges)
    }

    /// A verb of treating whose subject is the exchange or its parties, or `on` right behind its noun.
    private static func isTreatment(_ match: TokenizedReport.Match, _ scene: Scene, in range: Range<Int>) -> Bool {
        let text = scene.text
        guard match.sense.category == .treatment, text.value(match) == "discussed" else { return false }
        if match.tokens.count == 1,
            scene.isWord(match.tokens.lowerBound, "on") || scene.isWord(match.tokens.lowerBound, "about")
        {
            let before = max(range.lowerBound, match.tokens.lowerBound - 3)..<match.tokens.lowerBound
            return text.matches(in: before).contains {
                $0.sense.category == .kind && $0.tokens.upperBound == match.tokens.lowerBound
            }
        }
        return true
    }

    /// `discussed 10 carefully selected topics`.
    private static func countTopics(
        behind treatment: TokenizedReport.Match, in range: Range<Int>, of index: Int, _ scene: Scene,
        _ exchanges: inout Exchanges
    ) {
        let text = scene.text
        let start = treatment.tokens.upperBound
        guard start < range.upperBound, exchanges.items[index].topicCount == nil else { return }
        let count: Int?
        if let match = text.match(at: start, .cardinal) {
            count = Int(text.value(match))
        } else {
            count = text.tokens[start].shape.contains(.number) ? Int(text.text(start..<start + 1)) : nil
        }
        guard let count, count > 0 else { return }
        let window = start + 1..<min(range.upperBound, start + 5)
        guard
            let noun = text.matches(in: window).first(where: {
                $0.sense.category == .treatment && text.value($0) == "topics"
            })
        else { return }
        exchanges.items[index].topicCount = count
        exchanges.items[index].proofs.append(Proof(treatment.tokens.lowerBound..<noun.tokens.upperBound, "topicCount"))
    }
}
