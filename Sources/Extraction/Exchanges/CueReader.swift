/// Finds the cues of a sentence.
struct CueReader {
    let scene: Scene
    var text: TokenizedReport { scene.text }

    static func read(_ scene: Scene, sentence: Int) -> [Cue] {
        let reader = CueReader(scene: scene)
        var cues = reader.joined(reader.heads(in: sentence).sorted { $0.head.lowerBound < $1.head.lowerBound })
        reader.setScopes(&cues, in: scene.text.sentences[sentence].tokens)
        return cues
    }

    /// Verbs and nouns of exchanges, the longest at each place.
    private func heads(in sentence: Int) -> [Cue] {
        let range = text.sentences[sentence].tokens
        var cues: [Cue] = []
        var end = range.lowerBound
        for match in text.matches(in: range) where match.tokens.lowerBound >= end {
            switch match.sense.category {
            case .exchangeVerb:
                let kind = text.value(match)
                guard isVerb(match.tokens), !isPartOfStatus(match.tokens),
                    kind != "reception" || hasGuest(match.tokens, in: range)
                else { continue }
                cues.append(
                    Cue(
                        form: kind == "chair" ? .chair : .verb, kind: kind, tokens: match.tokens, head: match.tokens,
                        sentence: sentence, scope: range))
                end = match.tokens.upperBound
            case .kind:
                if isCompound(match.tokens) { continue }
                // A longer verb ("held talks with") or a longer noun at the same place comes first in the list.
                if let name = properName(around: match.tokens) ?? post(around: match.tokens)
                    ?? format(around: match.tokens)
                {
                    end = max(end, name)
                    continue
                }
                cues.append(noun(match.tokens, text.value(match), in: range, sentence))
                end = match.tokens.upperBound
            case .nounModifier
            where scene.isWord(match.tokens.lowerBound, "next") && standsAlone(match.tokens, in: range):
                var cue = Cue(
                    form: .noun, kind: "round", tokens: match.tokens, head: match.tokens, sentence: sentence,
                    scope: range)
                cue.shift = 1
                cues.append(cue)
                end = match.tokens.upperBound
            case .framework:
                guard let cue = session(match, in: range, sentence) else { continue }
                cues.append(cue)
                end = match.tokens.upperBound
            case .ordinal:
                guard standsAlone(match.tokens, in: range) else { continue }
                var cue = Cue(
                    form: .noun, kind: "round", tokens: match.tokens, head: match.tokens, sentence: sentence,
                    scope: range)
                cue.ordinal = Int(text.value(match))
                cue.ordinalTokens = match.tokens
                cues.append(cue)
                end = match.tokens.upperBound
            default: continue
            }
        }
        return cues + acronyms(in: range, sentence, beside: cues)
    }

    /// `the 18th ASEAN Ministerial Meeting on Transnational Crime`: a framework counted is an occasion.
    private func session(_ match: TokenizedReport.Match, in range: Range<Int>, _ sentence: Int) -> Cue? {
        guard let host = text.lexicon.names.hosts[text.value(match)] else { return nil }
        var cue = Cue(
            form: .noun, kind: "conference", tokens: match.tokens, head: match.tokens, sentence: sentence, scope: range)
        readLeft(&cue, from: range.lowerBound)
        guard cue.ordinal != nil, isOccasionOfItsOwn(match.tokens, in: range) else { return nil }
        cue.organisation = host
        cue.tokens = (cue.ordinalTokens?.lowerBound ?? match.tokens.lowerBound)..<match.tokens.upperBound
        return cue
    }

    /// Whether something is said of it right behind: `(AMMTC) was held`, `, held in Vientiane`, `opened in`.
    private func isOccasionOfItsOwn(_ tokens: Range<Int>, in range: Range<Int>) -> Bool {
        var index = tokens.upperBound
        if scene.isMark(index, "("),
            let close = (index..<min(index + 4, range.upperBound)).last(where: { scene.isMark($0, ")") })
        {
            index = close + 1
        }
        if scene.isMark(index, ",") { index += 1 }
        if scene.isWord(index, "which") { index += 1 }
        return text.matches(in: .between(index, min(index + 1, range.upperBound))).contains {
            $0.sense.category == .status
        }
    }

    /// `The 6th DCD`: the mechanism by the acronym that the report has glossed.
    private func acronyms(in range: Range<Int>, _ sentence: Int, beside cues: [Cue]) -> [Cue] {
        guard !scene.mechanisms.isEmpty else { return [] }
        return range.compactMap { index in
            guard let kind = scene.mechanisms[text.tokens[index].word], text.tokens[index].shape.contains(.acronym),
                !scene.isMark(index - 1, "("), !cues.contains(where: { $0.head.contains(index) })
            else { return nil }
            return noun(index..<index + 1, kind, in: range, sentence)
        }
    }

    /// `The ninth is to be hosted by Australia`, `the ninth one`: the round without its noun.
    private func standsAlone(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
        guard tokens.lowerBound > sentence.lowerBound, tokens.upperBound < sentence.upperBound, !isDay(tokens),
            scene.isWord(tokens.lowerBound - 1, "the") || scene.isWord(tokens.lowerBound - 1, "a")
        else { return false }
        let next = tokens.upperBound
        // Plurals are read as their singular: "the next ones".
        if scene.isWord(next, "one") { return true }
        return scene.isCueWord(next, "auxiliary")
    }

    /// A noun after an article is no verb: "the host", "a visit".
    private func isVerb(_ tokens: Range<Int>) -> Bool {
        guard tokens.lowerBound > 0 else { return true }
        let before = tokens.lowerBound - 1
        // "with the prime minister as host"
        if scene.isWord(before, "as") { return false }
        let isArticle =
            scene.isCueWord(before, "indefinite")
            || scene.isCueWord(before, "definite") && !scene.isWord(before, "that")
        return !isArticle || tokens.count > 1
    }

    /// `is to be hosted by`: the words of a status are no verb of their own.
    private func isPartOfStatus(_ tokens: Range<Int>) -> Bool {
        text.matches(in: max(0, tokens.lowerBound - 4)..<tokens.lowerBound).contains {
            $0.sense.category == .status && $0.tokens.upperBound >= tokens.upperBound
        }
    }

    /// Whether someone is received, and not something.
    private func hasGuest(_ verb: Range<Int>, in sentence: Range<Int>) -> Bool {
        let behind = verb.upperBound..<min(sentence.upperBound, verb.upperBound + 16)
        for reference in scene.references(in: behind) {
            if case .person = reference.target { return true }
            if case .partner = reference.target { continue }
            return false
        }
        return false
    }

    /// The end of a framework's or institution's name that holds the noun ("ASEAN Ministerial Meeting on …").
    private func properName(around tokens: Range<Int>) -> Int? {
        let window = max(0, tokens.lowerBound - 8)..<tokens.upperBound
        return text.matches(in: window).first { match in
            (match.sense.category == .framework || match.sense.category == .institution)
                && match.tokens.lowerBound <= tokens.lowerBound && match.tokens.upperBound >= tokens.upperBound
                && match.tokens.count > tokens.count
        }?.tokens.upperBound
    }

    /// `reception centre`, `news conference`: no exchange.
    private func isCompound(_ tokens: Range<Int>) -> Bool {
        scene.isCueWord(tokens.upperBound, "compound") || scene.isCueWord(tokens.lowerBound - 1, "press")
    }

    /// The end of a format that holds the noun: "by video conference".
    private func format(around tokens: Range<Int>) -> Int? {
        text.matches(in: max(0, tokens.lowerBound - 3)..<tokens.upperBound).first { match in
            match.sense.category == .format && match.tokens.count > tokens.count
                && match.tokens.lowerBound <= tokens.lowerBound && match.tokens.upperBound >= tokens.upperBound
        }?.tokens.upperBound
    }

    /// The end of a person's post that holds the noun ("Undersecretary for Bilateral Relations").
    private func post(around tokens: Range<Int>) -> Int? {
        scene.references(in: max(0, tokens.lowerBound - 24)..<tokens.upperBound).first { reference in
            guard case .person = reference.target else { return false }
            return reference.tokens.contains(tokens.lowerBound) && reference.tokens.count > tokens.count
        }?.tokens.upperBound
    }

    // MARK: Nouns

    private func noun(_ head: Range<Int>, _ kind: String, in sentence: Range<Int>, _ number: Int) -> Cue {
        var cue = Cue(form: .noun, kind: kind, tokens: head, head: head, sentence: number, scope: sentence)
        cue.isPlural = isPlural(head, cue.kind)
        readLeft(&cue, from: sentence.lowerBound)
        readRight(&cue, to: sentence.upperBound)
        return cue
    }

    private func isPlural(_ tokens: Range<Int>, _ kind: String) -> Bool {
        guard kind != "talks", let last = tokens.last else { return false }
        return text.report.scalars[text.tokens[last].range.upperBound - 1] == "s"
    }

    /// What stands before the noun: article, ordinal, level, parties, adjectives.
    private func readLeft(_ cue: inout Cue, from bound: Int) {
        var index = cue.head.lowerBound
        let limit = max(bound, index - 16)
        while index > limit {
            let token = text.tokens[index - 1]
            if let partner = scene.partners(in: max(bound, index - 6)..<index).last,
                partner.tokens.upperBound >= index - (scene.isMark(index - 1, ".") ? 1 : 0)
            {
                // "U.S.-Ukraine": marks inside a name.
                index = partner.tokens.lowerBound
                continue
            }
            if token.word == Lexicon.mark(")"),
                let open = (max(bound, index - 4)..<index).last(where: { scene.isMark($0, "(") })
            {
                // "the 9th SOMTC (…) - United States consultation"
                index = open
                continue
            }
            if token.shape.contains(.mark) {
                guard Lexicon.isDash(token.word) || token.shape.contains(.possessive) || token.word == Lexicon.mark("&")
                else {
                    break
                }
                index -= 1
                continue
            }
            if scene.isCueWord(index - 1, "definite") {
                cue.isDefinite = true
                index -= 1
                break
            }
            if scene.isCueWord(index - 1, "indefinite") {
                index -= 1
                break
            }
            guard belongsToNoun(index - 1, before: cue.head.lowerBound) else { break }
            index -= 1
        }
        cue.tokens = index..<cue.head.upperBound
        for match in text.matches(in: index..<cue.head.lowerBound) where match.tokens.upperBound <= cue.head.upperBound
        {
            switch match.sense.category {
            case .ordinal where !isDay(match.tokens):
                if cue.ordinal == nil, let number = Int(text.value(match)) {
                    cue.ordinal = number
                    cue.ordinalTokens = match.tokens
                }
            case .level where cue.level == nil:
                cue.level = text.value(match)
                cue.levelTokens = match.tokens
            default: continue
            }
        }
        for position in index..<cue.head.lowerBound {
            // "Following discussions with …" tells of no next round.
            if scene.isCueWord(position, "next"), position > index || !scene.isCueWord(position, "beside") {
                cue.shift = 1
            }
            if scene.isCueWord(position, "previous") { cue.shift = -1 }
        }
        // "The first meeting of its kind", "the first talks since 2019" count nothing.
        if isFirstOfItsKind(cue.head.upperBound) {
            cue.ordinal = nil
            cue.ordinalTokens = nil
        }
    }

    private func isFirstOfItsKind(_ index: Int) -> Bool {
        (scene.isWord(index, "of") && scene.isWord(index + 1, "its")) || scene.isWord(index, "since")
            || scene.isWord(index, "in") && scene.isWord(index + 2, "year")
            || scene.isWord(index, "this") && scene.isWord(index + 1, "year")
    }

    /// `May 5th` is a day.
    private func isDay(_ tokens: Range<Int>) -> Bool {
        scene.dates(in: max(0, tokens.lowerBound - 3)..<tokens.upperBound).contains { $0.tokens.overlaps(tokens) }
    }

    /// Adjectives, ordinals, levels, names of partners; no verb, no preposition, no conjunction.
    private func belongsToNoun(_ index: Int, before head: Int) -> Bool {
        let token = text.tokens[index]
        if scene.dates(in: max(0, index - 4)..<index + 1).contains(where: { $0.tokens.contains(index) })
            && text.match(at: index, .ordinal) == nil
        {
            return false
        }
        let matches = text.matches(in: max(0, index - 5)..<index + 1).filter { $0.tokens.contains(index) }
        if matches.contains(where: { match in
            match.tokens.upperBound <= head
                && [.ordinal, .level, .partner, .demonym, .format, .capital, .topic, .institution, .framework].contains(
                    match.sense.category)
        }) {
            return true
        }
        if matches.contains(where: { $0.sense.category == .nounModifier && $0.tokens.upperBound <= head }) {
            return true
        }
        if matches.contains(where: { [.functionWord, .exchangeVerb, .status, .modality].contains($0.sense.category) }) {
            return false
        }
        return token.shape.contains(.capitalised)
    }

    /// What stands behind it: the level, the number in brackets.
    private func readRight(_ cue: inout Cue, to bound: Int) {
        let end = min(bound, cue.head.upperBound + 14)
        guard cue.level == nil, cue.head.upperBound < end else { return }
        for match in text.matches(in: .between(cue.head.upperBound, end)) where match.sense.category == .level {
            let gap = Range.between(cue.head.upperBound, match.tokens.lowerBound)
            let isClear = !gap.contains {
                text.tokens[$0].word == Lexicon.mark(",") || text.tokens[$0].word == Lexicon.mark(";")
            }
            guard isClear,
                scene.isWord(match.tokens.lowerBound, "at") || match.tokens.lowerBound == cue.head.upperBound
                    || scene.isWord(match.tokens.lowerBound - 1, "of")
                    || scene.isWord(match.tokens.lowerBound - 1, "at")
                    || scene.isWord(match.tokens.lowerBound - 1, "the")
            else { continue }
            cue.level = text.value(match)
            cue.levelTokens = match.tokens
            return
        }
    }
}
