/// Joins cues that tell of one exchange, and parts the sentence between those that do not.
extension CueReader {
    /// `the ninth round of their maritime dialogue` is one cue; so is `met in Tokyo for the ninth dialogue`.
    func joined(_ cues: [Cue]) -> [Cue] {
        var joined: [Cue] = []
        for cue in cues {
            guard let last = joined.last, cue.form == .noun else {
                joined.append(cue)
                continue
            }
            let gap = Range.between(last.head.upperBound, cue.tokens.lowerBound)
            if last.form == .noun, last.kind == "round" || last.kind == "meeting", gap.count == 1,
                scene.isWord(gap.lowerBound, "of"), cue.ordinal == nil
            {
                var whole = cue
                whole.tokens = last.tokens.lowerBound..<cue.tokens.upperBound
                whole.subject = last.subject
                whole.ordinal = last.ordinal
                whole.ordinalTokens = last.ordinalTokens
                whole.shift = last.shift
                whole.isDefinite = last.isDefinite
                joined[joined.count - 1] = whole
            } else if last.form == .noun, last.isDialogue || last.kind == "body", cue.isDefinite,
                cue.kind == "meeting" || cue.kind == "round", isHolding(gap)
            {
                // "The High-Level Dialogue held its inaugural meeting"
                var whole = last
                whole.ordinal = last.ordinal ?? cue.ordinal
                whole.ordinalTokens = last.ordinalTokens ?? cue.ordinalTokens
                whole.shift = cue.shift
                joined[joined.count - 1] = whole
            } else if last.form == .verb, last.kind == "meeting" || last.kind == "reception", last.subject == nil,
                isOccasion(gap, before: cue)
            {
                var whole = cue
                whole.subject = last.head
                joined[joined.count - 1] = whole
            } else {
                joined.append(cue)
            }
        }
        return joined
    }

    /// Whether nothing but a verb of holding stands between two nouns.
    private func isHolding(_ gap: Range<Int>) -> Bool {
        gap.count <= 4 && text.matches(in: gap).contains { $0.sense.category == .status }
    }

    /// Whether a noun is what the sides met for: `met … for the ninth dialogue`, `met for a working session`.
    private func isOccasion(_ gap: Range<Int>, before cue: Cue) -> Bool {
        if let last = gap.last, gap.count <= 2, scene.isWord(last, "for") { return !cue.isDefinite }
        // "sat down with his counterpart for talks"
        if let last = gap.last, gap.count <= 24, scene.isWord(last, "for"), !cue.isDefinite,
            ["talks", "working-session", "meeting"].contains(cue.kind)
        {
            return true
        }
        guard cue.ordinal != nil || cue.kind.hasSuffix("dialogue"), let last = gap.last, gap.count <= 14 else {
            return false
        }
        return scene.isWord(last, "for") || scene.isWord(last, "at") || scene.isWord(last, "during")
    }

    // MARK: Scopes

    /// Parts the sentence between its cues at the last boundary before each.
    func setScopes(_ cues: inout [Cue], in sentence: Range<Int>) {
        // Header and dateline are not said of anything.
        let opening = scene.document.layout.start
        let sentence = sentence.contains(opening) ? opening..<sentence.upperBound : sentence
        for index in cues.indices { cues[index].scope = sentence }
        // "The dialogue, co-chaired by X and Y, took place in Hanoi": who chairs does not part the clause.
        let parting = cues.indices.filter {
            cues[$0].form != .chair || !scene.isWord(cues[$0].head.upperBound - 1, "by")
        }
        var start = sentence.lowerBound
        for (position, index) in parting.enumerated() {
            var end = sentence.upperBound
            if position + 1 < parting.count {
                let (left, right) = (cues[index].head.upperBound, cues[parting[position + 1]].tokens.lowerBound)
                end = boundary(between: left, and: right) ?? max(left, right)
            }
            let first = min(start, cues[index].subject?.lowerBound ?? start, cues[index].tokens.lowerBound)
            cues[index].scope = first..<max(end, cues[index].head.upperBound)
            start = end
        }
    }

    /// Where the phrase begins that holds a token: "agreed to hold" is not parted.
    private func outsidePhrase(_ index: Int) -> Int {
        text.matches(in: max(0, index - 3)..<index).first {
            $0.sense.category == .status && $0.tokens.contains(index)
        }?.tokens.lowerBound ?? index
    }

    /// The last token between two cues that begins a clause.
    private func boundary(between left: Int, and right: Int) -> Int? {
        guard left < right else { return nil }
        if text.tokens[right - 1].word == Lexicon.mark(",") { return right }
        for index in (left..<right).reversed() {
            if text.tokens[index].word == Lexicon.mark(";") { return index + 1 }
            // "the fifth dialogue, which Hanoi hosted": still of the noun.
            if index - left <= 1, scene.isWord(index, "which") || scene.isWord(index, "where") { continue }
            if text.match(at: index, .clauseOpener) != nil { return outsidePhrase(index) }
        }
        for index in (left..<right).reversed() where text.tokens[index].word == Lexicon.mark(",") { return index + 1 }
        for index in (left..<right).reversed() where scene.isWord(index, "and") || scene.isWord(index, "of") {
            return index
        }
        return nil
    }
}
