/// A verb or noun on which the meaning of a stretch of a sentence hangs: what is said, asked, praised or promised.
struct Anchor: Sendable {
    enum Kind: Sendable {
        /// `proposed that`: a verb with a modality of its own.
        case statement
        /// `will`, `should`, `ready to`: a modality that another verb may govern.
        case modal
        /// `readiness to`, `the need for`: a noun, governed by a verb of saying.
        case noun
        case speech
        case praise
    }

    let kind: Kind
    /// The modality; of speech `speech` or, where what is said is another's, `convey`.
    let value: String
    let tokens: Range<Int>
    /// `…ing` behind a comma: its subject is that of the clause before.
    let isParticiple: Bool
}

/// Finds the anchors of a sentence.
struct AnchorReader {
    let scene: Scene
    private var text: TokenizedReport { scene.text }

    func read(_ range: Range<Int>) -> [Anchor] {
        var anchors: [Anchor] = []
        var end = range.lowerBound
        for match in text.matches(in: range)
        where match.tokens.lowerBound >= end && match.tokens.upperBound <= range.upperBound {
            guard let kind = kind(of: match.sense.category), isAnchor(match.tokens, kind, in: range, after: anchors)
            else {
                continue
            }
            let isParticiple = kind != .noun && kind != .modal && ending(match.tokens.lowerBound) == .ing
            anchors.append(
                Anchor(kind: kind, value: text.value(match), tokens: match.tokens, isParticiple: isParticiple))
            end = match.tokens.upperBound
        }
        return anchors
    }

    private func kind(of category: Category) -> Anchor.Kind? {
        switch category {
        case .modality: .statement
        case .modal: .modal
        case .modalityNoun: .noun
        case .speech: .speech
        case .praise: .praise
        default: nil
        }
    }

    private func isAnchor(_ tokens: Range<Int>, _ kind: Anchor.Kind, in range: Range<Int>, after anchors: [Anchor])
        -> Bool
    {
        let start = tokens.lowerBound
        let before = start - 1
        switch kind {
        case .noun: return isGoverned(tokens, after: anchors) || owner(of: tokens, in: range) != nil
        case .modal:
            // "The political will", "should the bridge reopen".
            guard start > range.lowerBound, tokens.upperBound < range.upperBound else { return false }
            // "Joint work that is to be activated", "measures which will help": what is told of a thing foretells.
            let isRelative = scene.isWord(before, "which") || scene.isWord(before, "that")
            if isRelative, text.match(at: start, .modal).map(text.value) == "plan" { return false }
            return !scene.isWord(before, "the") && !scene.isWord(before, "political") && !scene.isWord(before, "not")
        case .statement, .speech, .praise: break
        }
        if kind == .statement, tokens.contains(where: { scene.isWord($0, "was") || scene.isWord($0, "been") }) {
            return isReached(tokens) || hasSubject(before: start, in: range)
        }
        // "If we wish to": a condition.
        if kind == .statement, (max(range.lowerBound, start - 3)..<start).contains(where: { scene.isWord($0, "if") }) {
            return false
        }
        guard start > range.lowerBound else { return ending(start) == .ing }
        switch ending(start) {
        case .ing:
            return text.tokens[before].shape.contains(.mark) || scene.isWord(before, "and")
                || scene.isWord(before, "while")
                || scene.isWord(before, "also")
        case .ed:
            // A participle before a noun or in the passive.
            if text.lexicon.linkingWords.participleOpenings.contains(text.tokens[before].word) {
                return kind == .statement && isImpersonal(tokens, in: range)
            }
            return !isReducedRelative(start, in: range, after: anchors) && !isCall(tokens, in: range)
        case .other:
            // `requests`, `hopes` may be nouns: a verb stands right behind who does it.
            return hasSubject(before: start, in: range) || scene.isWord(before, "and") && !anchors.isEmpty
        }
    }

    /// `it was agreed that`, `it has further been agreed by the two sides to`.
    func isImpersonal(_ tokens: Range<Int>, in range: Range<Int>) -> Bool {
        var index = tokens.lowerBound - 1
        while index > range.lowerBound, isAdverb(index) { index -= 1 }
        guard index > range.lowerBound,
            scene.isWord(index, "was") || scene.isWord(index, "is") || scene.isWord(index, "been")
        else { return false }
        index -= 1
        while index > range.lowerBound, isAdverb(index) { index -= 1 }
        guard index >= range.lowerBound, scene.isWord(index, "it") else { return false }
        let value = text.match(at: tokens.lowerBound, .modality).map(text.value)
        let takesInfinitive = value == "agree" || value == "propose"
        for index in tokens.upperBound..<min(range.upperBound, tokens.upperBound + 12) {
            if scene.isWord(index, "that") || takesInfinitive && scene.isWord(index, "to") { return true }
        }
        return false
    }

    /// `agreement was reached to`: nobody's verb.
    func isReached(_ tokens: Range<Int>) -> Bool {
        let isPassive = tokens.contains { scene.isWord($0, "was") || scene.isWord($0, "been") }
        return isPassive
            && ["to", "that", "on"].contains { (word: StaticString) in scene.isWord(tokens.upperBound, word) }
    }

    /// Whose a noun is that stands as a predicate: `it was his hope that`, `her wish is to`.
    func owner(of tokens: Range<Int>, in range: Range<Int>) -> Reference? {
        let (before, end) = (tokens.lowerBound - 1, tokens.upperBound)
        func isCopula(_ index: Int) -> Bool {
            range.contains(index)
                && (scene.isWord(index, "is") || scene.isWord(index, "was") || scene.isWord(index, "remains"))
        }
        func opens(_ index: Int) -> Bool {
            range.contains(index) && (scene.isWord(index, "that") || scene.isWord(index, "to"))
        }
        let isPredicate = isCopula(before - 1) && scene.isWord(before - 2, "it") && before - 2 >= range.lowerBound
        guard before >= range.lowerBound, isPredicate && opens(end) || isCopula(end) && opens(end + 1) else {
            return nil
        }
        return scene.references(in: before..<before + 1).last { $0.tokens == before..<before + 1 }
    }

    /// `the teams proposed at the meeting`: a participle behind its noun, within the clause of another verb.
    private func isReducedRelative(_ start: Int, in range: Range<Int>, after anchors: [Anchor]) -> Bool {
        guard let last = anchors.last else { return false }
        let before = text.tokens[start - 1]
        guard before.shape.contains(.letters), !before.shape.contains(.capitalised), !isAdverb(start - 1) else {
            return false
        }
        for word: StaticString in ["and", "but", "who", "he", "she", "they", "both", "two", "that"]
        where scene.isWord(start - 1, word) {
            return false
        }
        if scene.references(in: max(range.lowerBound, start - 16)..<start).contains(where: {
            $0.tokens.upperBound == start
        }) {
            return false
        }
        return !Range.between(last.tokens.upperBound, start).contains { scene.isMark($0, ",") || scene.isMark($0, ";") }
    }

    /// `called on the minister`: a visit, unless the minister is called on to do something.
    private func isCall(_ tokens: Range<Int>, in range: Range<Int>) -> Bool {
        guard text.match(at: tokens.lowerBound, .exchangeVerb)?.tokens == tokens else { return false }
        let behind = tokens.upperBound..<min(range.upperBound, tokens.upperBound + 14)
        return !behind.contains { scene.isWord($0, "to") || scene.isWord($0, "for") }
    }

    /// A noun needs a verb of saying before it, with no more than its attributes between.
    private func isGoverned(_ tokens: Range<Int>, after anchors: [Anchor]) -> Bool {
        guard let last = anchors.last, last.kind == .speech, tokens.lowerBound - last.tokens.upperBound <= 6 else {
            return false
        }
        let end = tokens.upperBound
        for word: StaticString in ["to", "that", "of", "for", "in", "on", "by"]
        where scene.isWord(end, word) || scene.isWord(end - 1, word) {
            return true
        }
        return false
    }

    /// Whether a name, a pronoun, `both` or a remark stands right before, adverbs aside.
    private func hasSubject(before start: Int, in range: Range<Int>) -> Bool {
        var index = start - 1
        for _ in 0..<2 where index > range.lowerBound && isAdverb(index) { index -= 1 }
        guard index >= range.lowerBound else { return false }
        for word: StaticString in ["both", "two", "we", "i", "who", "it", "side", "delegation", "police"]
        where scene.isWord(index, word) {
            return true
        }
        if scene.isMark(index, ",") || text.match(at: index, .capital) != nil { return true }
        return scene.references(in: max(range.lowerBound, index - 15)..<index + 1).contains {
            $0.tokens.upperBound == index + 1
        }
    }

    /// `also`, `has`, `always`, `…ly`: what may stand between subject and verb.
    func isAdverb(_ index: Int) -> Bool {
        text.tokens.indices.contains(index)
            && (text.lexicon.linkingWords.adverbs.contains(text.tokens[index].word)
                || ending(index) == .other && endsInLy(index))
    }

    // MARK: Forms of words

    enum Ending { case ed, ing, other }

    /// How a word of the report ends; the lexicon's numbers no longer tell.
    func ending(_ index: Int) -> Ending {
        let range = text.tokens[index].range
        guard range.count > 4 else { return .other }
        let scalars = text.report.scalars
        let last = scalars[range.upperBound - 1]
        if last == "d", scalars[range.upperBound - 2] == "e" { return .ed }
        if last == "g", scalars[range.upperBound - 2] == "n", scalars[range.upperBound - 3] == "i" { return .ing }
        return .other
    }

    /// Whether a noun ends as a plural does; the lexicon's words are blind to it.
    func isPlural(_ index: Int) -> Bool {
        let last = text.report.scalars[text.tokens[index].range.upperBound - 1]
        return last == "s" || last == "n"
    }

    private func endsInLy(_ index: Int) -> Bool {
        let range = text.tokens[index].range
        guard range.count > 3 else { return false }
        return text.report.scalars[range.upperBound - 1] == "y" && text.report.scalars[range.upperBound - 2] == "l"
    }
}
