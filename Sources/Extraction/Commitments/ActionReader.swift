/// Finds what is to be done in the words that a statement governs: one item for each action of a list.
struct ActionReader {
    let scene: Scene
    private var text: TokenizedReport { scene.text }

    struct Item {
        /// A term of the vocabulary.
        var action: String
        /// The phrases that name it.
        var phrases: [Range<Int>]
        /// Where its topics, counterparts and agreements stand.
        var scope: Range<Int>
        /// Whether a phrase of the lexicon names it.
        var isNamed: Bool
        /// Whether a narrower action may take its place.
        var isOpen = true
    }

    /// A word or phrase of the complement that names an action.
    private struct Mention {
        let action: String
        let tokens: Range<Int>
        let isNoun: Bool
    }

    func read(_ complement: Range<Int>) -> [Item] {
        let range = complement.lowerBound..<end(of: complement)
        var items: [Item] = []
        var list = false
        for mention in mentions(in: range) {
            let separator = separator(before: mention, in: range)
            if separator == .comma, mention.isNoun { list = true }
            let begins =
                begins(mention, separator, list: list) && (isGeneral(mention) ? isDetailed(mention, in: range) : true)
            if let last = items.indices.last, !begins || repeats(mention, items[last], separator, in: range) {
                extend(&items[last], with: mention)
                continue
            }
            let start = items.isEmpty ? range.lowerBound : mention.tokens.lowerBound
            if let last = items.indices.last { items[last].scope = items[last].scope.lowerBound..<start }
            items.append(
                Item(action: mention.action, phrases: [mention.tokens], scope: start..<range.upperBound, isNamed: true))
            items[items.count - 1].isOpen = !(mention.isNoun && mention.action == "cooperate")
        }
        if items.isEmpty {
            let opening = range.lowerBound..<min(range.upperBound, range.lowerBound + 10)
            items = [Item(action: "cooperate", phrases: [opening], scope: range, isNamed: false)]
        }
        return splitInfinitives(items)
    }

    // MARK: Bounds

    /// Where the purpose or the consequence of what is agreed begins: `, thereby`, `, reinforcing the partnership`.
    private func end(of complement: Range<Int>) -> Int {
        let forms = AnchorReader(scene: scene)
        let first = complement.prefix(6).first { forms.ending($0) == .ing }
        for index in complement.dropFirst(3) {
            if scene.isWord(index, "thereby") || scene.isWord(index, "thus") || scene.isWord(index, "aiming") {
                return index
            }
            guard first == nil, scene.isMark(index, ","), !scene.isWord(index + 1, "including"),
                index + 1 < complement.upperBound, forms.ending(index + 1) == .ing,
                text.match(at: index + 1, .topic) == nil, text.match(at: index + 1, .actionNoun) == nil,
                text.match(at: index + 1, .topicOpening) == nil
            else { continue }
            return index
        }
        return complement.upperBound
    }

    private enum Separator { case none, comma, and, purpose }

    /// What parts an action from the words before it, up to three words away.
    private func separator(before mention: Mention, in range: Range<Int>) -> Separator {
        let window = max(range.lowerBound, mention.tokens.lowerBound - 3)..<mention.tokens.lowerBound
        for word: StaticString in ["that", "which", "who"] where scene.isWord(mention.tokens.lowerBound - 1, word) {
            return .none
        }
        for index in window.reversed() {
            if scene.isMark(index, ",") || scene.isMark(index, ";") { return .comma }
            if scene.isWord(index, "and") {
                return index > range.lowerBound && scene.isMark(index - 1, ",") ? .comma : .and
            }
            for word: StaticString in ["by", "through", "toward", "via"] where scene.isWord(index, word) {
                return .purpose
            }
        }
        return .none
    }

    /// Nouns need the commas of a list; verbs begin an item behind any conjunction.
    private func begins(_ mention: Mention, _ separator: Separator, list: Bool) -> Bool {
        switch separator {
        case .none: false
        case .comma: true
        case .and: !mention.isNoun || list
        case .purpose: !mention.isNoun
        }
    }

    /// A general verb is an item of its own only with cooperation or a topic behind it.
    private func isDetailed(_ mention: Mention, in range: Range<Int>) -> Bool {
        let behind = mention.tokens.upperBound..<min(range.upperBound, mention.tokens.upperBound + 7)
        return text.matches(in: behind).contains {
            $0.sense.category == .topic
                || ($0.sense.category == .actionNoun || $0.sense.category == .action)
                    && text.value($0) != "hold-dialogue"
        }
    }

    /// `strengthen cooperation, exchange information, share experiences`: what has no words of its own is one deed with
    /// what stands beside it.
    private func repeats(_ mention: Mention, _ item: Item, _ separator: Separator, in range: Range<Int>) -> Bool {
        if item.action == "support-position", separator == .purpose { return true }
        if item.action == "cooperate" { return isBare(item, mention) }
        guard item.action == mention.action else { return false }
        // "negotiating and finalising agreements"
        if let last = item.phrases.last, last.count == 1, isBare(item, mention) { return true }
        let next = mention.tokens.upperBound
        return next >= range.upperBound || text.tokens[next].shape.contains(.mark) || scene.isWord(next, "and")
    }

    /// Whether an item has no words of its own behind the phrase that names it.
    private func isBare(_ item: Item, _ mention: Mention) -> Bool {
        guard let last = item.phrases.last else { return false }
        return mention.tokens.lowerBound - last.upperBound <= 3
    }

    // MARK: Actions

    private func isGeneral(_ mention: Mention) -> Bool { mention.action == "cooperate" && !mention.isNoun }

    /// Actions that lead to others: `support the ministry in training`, `work together to share information`.
    private func rank(_ action: String) -> Int { action == "cooperate" ? 0 : action == "support-position" ? 1 : 2 }

    /// A narrower action takes the place of the general one that leads to it.
    private func extend(_ item: inout Item, with mention: Mention) {
        item.phrases.append(mention.tokens)
        if mention.isNoun, !item.isOpen { return }
        if rank(item.action) < rank(mention.action) {
            item.action = mention.action
        } else if mention.isNoun, mention.action == "cooperate" {
            item.isOpen = false
        }
    }

    /// The longest phrases that name actions, none overlapping.
    private func mentions(in range: Range<Int>) -> [Mention] {
        var mentions: [Mention] = []
        var end = range.lowerBound
        for match in text.matches(in: range)
        where match.tokens.lowerBound >= end && match.tokens.upperBound <= range.upperBound {
            let isNoun = match.sense.category == .actionNoun
            guard isNoun || match.sense.category == .action else { continue }
            let action = text.value(match)
            if isNoun ? action == "establish-mechanism" && isMet(match.tokens) : isNominal(match.tokens, in: range) {
                continue
            }
            // "Carry out" is no more about a document than "implement".
            let isCarriedOut =
                scene.isWord(match.tokens.lowerBound, "carry") || scene.isWord(match.tokens.lowerBound, "carrying")
            let needsObject = match.tokens.count == 1 || isCarriedOut && match.tokens.count == 2
            guard !needsObject || hasObject(action, behind: match.tokens.upperBound, in: range) else { continue }
            mentions.append(
                Mention(action: action, tokens: match.tokens, isNoun: isNoun && !isGerund(match.tokens, in: range)))
            end = match.tokens.upperBound
        }
        return mentions
    }

    /// `the 12th meeting of the joint working group`: what meets is there already.
    private func isMet(_ tokens: Range<Int>) -> Bool {
        (max(1, tokens.lowerBound - 4)..<tokens.lowerBound).contains { index in
            scene.isWord(index, "of") && text.matches(in: index - 1..<index).contains { $0.sense.category == .kind }
        }
    }

    /// `its draft`, `hours of arrest`: words that are verbs elsewhere.
    private func isNominal(_ tokens: Range<Int>, in range: Range<Int>) -> Bool {
        guard tokens.count == 1, tokens.lowerBound > range.lowerBound else { return false }
        let forms = AnchorReader(scene: scene)
        for word: StaticString in ["the", "a", "an", "its", "their", "his", "her", "this", "each", "of"]
        where scene.isWord(tokens.lowerBound - 1, word) {
            return forms.ending(tokens.lowerBound) != .ing
        }
        for word: StaticString in [
            "possible", "full", "continued", "strong", "every", "more", "mutual", "firm", "necessary", "any", "greater",
            "closer", "further", "technical", "financial", "active", "in",
        ] where scene.isWord(tokens.lowerBound - 1, word) && !scene.isWord(tokens.lowerBound - 2, "to") {
            return forms.ending(tokens.lowerBound) != .ing
        }
        return text.tokens[tokens.lowerBound - 1].shape.contains(.possessive)
    }

    /// `sign`, `implement`, `hold` mean an agreement or a dialogue only when one is named behind.
    private func hasObject(_ action: String, behind start: Int, in range: Range<Int>) -> Bool {
        let category: Category
        switch action {
        case "sign-agreement", "implement-agreement": category = .instrument
        case "hold-dialogue": category = .kind
        default: return true
        }
        return text.matches(in: start..<min(start + 9, range.upperBound)).contains {
            $0.sense.category == category || category == .instrument && $0.sense.category == .weakInstrument
        }
    }

    /// `training network administrators`: the noun is a verb when its object follows.
    private func isGerund(_ tokens: Range<Int>, in range: Range<Int>) -> Bool {
        let next = tokens.upperBound
        guard tokens.count == 1, next < range.upperBound, AnchorReader(scene: scene).ending(tokens.lowerBound) == .ing
        else {
            return false
        }
        let token = text.tokens[next]
        return token.shape.contains(.letters) && text.match(at: next, .functionWord) == nil
            && text.match(at: next, .actionNoun) == nil
            && !["course", "programme", "program", "centre", "center"].contains { scene.isWord(next, $0) }
    }

    /// `to speed up X and to work through Y`: an infinitive that names no action is an item of its own.
    private func splitInfinitives(_ items: [Item]) -> [Item] {
        items.flatMap { item -> [Item] in
            let inner = item.scope.dropFirst(3)
            guard
                let split = inner.first(where: { index in
                    scene.isWord(index, "and") && scene.isWord(index + 1, "to")
                        && text.matches(in: index..<item.scope.upperBound).contains { $0.sense.category == .topic }
                })
            else { return [item] }
            var first = item
            first.scope = item.scope.lowerBound..<split
            first.phrases = item.phrases.filter { $0.lowerBound < split }
            guard !first.phrases.isEmpty else { return [item] }
            let rest = split + 2..<item.scope.upperBound
            var second = Item(action: "cooperate", phrases: [rest.prefix(10)], scope: rest, isNamed: false)
            second.phrases += item.phrases.filter { $0.lowerBound > split }
            return [first, second]
        }
    }
}
