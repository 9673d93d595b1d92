/// Finds the statements of a sentence by their modal verbs and nouns.
struct StatementReader {
    let scene: Scene
    private var text: TokenizedReport { scene.text }

    func read(sentence: Int) -> [Statement] {
        let range = text.sentences[sentence].tokens
        var carriers: [(value: String, tokens: Range<Int>, isNoun: Bool)] = []
        var end = range.lowerBound
        for match in text.matches(in: range) where match.tokens.lowerBound >= end {
            let category = match.sense.category
            guard category == .modality || category == .modalityNoun || category == .praise else { continue }
            if category == .praise {
                // What is praised may itself speak of hopes and plans.
                carriers.append(("", match.tokens, false))
            } else {
                guard isCarrier(match, in: range) else { continue }
                carriers.append((text.value(match), match.tokens, category == .modalityNoun))
            }
            end = match.tokens.upperBound
        }
        carriers = withoutNested(carriers)
        return carriers.enumerated().compactMap { index, carrier in
            guard !carrier.value.isEmpty else { return nil }
            let next = index + 1 < carriers.count ? carriers[index + 1].tokens.lowerBound : range.upperBound
            let subject = self.subject(of: carrier.tokens, isNoun: carrier.isNoun, in: range)
            let complement = Range.between(carrier.tokens.upperBound, complementEnd(from: carrier.tokens.upperBound, to: next))
            guard !complement.isEmpty else { return nil }
            return Statement(
                modality: carrier.value, verb: carrier.tokens, subject: subject, complement: complement,
                sentence: sentence)
        }
    }

    /// A participle before a noun is no statement ("the proposed memorandum", "the agreed text", "the planned visit").
    private func isCarrier(_ match: TokenizedReport.Match, in range: Range<Int>) -> Bool {
        let start = match.tokens.lowerBound
        guard start > range.lowerBound else { return match.tokens.count > 1 }
        if match.tokens.count == 1 {
            for word: StaticString in ["the", "a", "an", "as", "than", "was", "were", "been", "be"] where scene.isWord(start - 1, word) { return false }
        }
        // A modal verb needs who does it.
        if scene.isWord(start, "will"), scene.isWord(start - 1, "political") || scene.isWord(start - 1, "the") { return false }
        return true
    }

    /// "proposed that both sides should …": one statement, not two.
    private func withoutNested(
        _ carriers: [(value: String, tokens: Range<Int>, isNoun: Bool)]
    ) -> [(value: String, tokens: Range<Int>, isNoun: Bool)] {
        var kept: [(value: String, tokens: Range<Int>, isNoun: Bool)] = []
        for carrier in carriers {
            if let last = kept.last, !last.value.isEmpty || carrier.isNoun, isWeak(carrier.tokens) || carrier.value == "welcome",
                !hasOwnSubject(between: last.tokens.upperBound, and: carrier.tokens.lowerBound)
            {
                continue
            }
            kept.append(carrier)
        }
        return kept
    }

    private func isWeak(_ tokens: Range<Int>) -> Bool {
        for word: StaticString in ["will", "should", "must", "need", "are", "is", "ought", "would", "committed"] where scene.isWord(tokens.lowerBound, word) { return true }
        return false
    }

    /// Whether a new clause with its own subject begins: `… ; he`, `, adding that Italy`.
    private func hasOwnSubject(between start: Int, and end: Int) -> Bool {
        guard start < end else { return false }
        return (start..<end).contains { index in
            text.tokens[index].word == Lexicon.mark(";") || (text.match(at: index, .speech) != nil)
        }
    }

    /// The reference nearest before the verb; before a noun with an owner, who speaks in the sentence.
    private func subject(of verb: Range<Int>, isNoun: Bool, in range: Range<Int>) -> Reference? {
        let before = scene.references(in: range.lowerBound..<verb.lowerBound)
        if isNoun, let speech = text.matches(in: range.lowerBound..<verb.lowerBound).last(where: { $0.sense.category == .speech }) {
            return scene.references(in: range.lowerBound..<speech.tokens.lowerBound).last ?? nil
        }
        guard let last = before.last else { return nil }
        // "Italy, she added, will train": the remark between is not the subject.
        let gap = Range.between(last.tokens.upperBound, verb.lowerBound)
        if text.matches(in: gap).contains(where: { $0.sense.category == .speech }), scene.isMark(verb.lowerBound - 1, ","),
            let earlier = before.dropLast().last, scene.isMark(last.tokens.lowerBound - 1, ",")
        {
            return earlier
        }
        return last
    }

    /// A remark at the end ("…, he said") belongs to no complement.
    private func complementEnd(from start: Int, to end: Int) -> Int {
        guard start < end else { return start }
        let tail = max(start, end - 10)..<end
        for match in text.matches(in: tail) where match.sense.category == .speech {
            if let comma = (max(start, match.tokens.lowerBound - 8)..<match.tokens.lowerBound).last(where: { scene.isMark($0, ",") }),
                scene.references(in: comma..<end).contains(where: { _ in true })
            {
                return comma
            }
        }
        return end
    }
}
