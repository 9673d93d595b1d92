/// An instrument as a report names it: `the 2018 agreement on the transfer of sentenced persons`.
struct InstrumentPhrase {
    /// A term of the vocabulary.
    let instrument: String
    /// The noun: `memorandum of understanding`.
    let head: Range<Int>
    /// Whether the noun is an instrument only when something is signed, or when it is on something.
    let isWeak: Bool
    var isPlural = false
    /// `the`, `this`, `its` stands before it.
    var isDefinite = false
    var hasArticle = false
    /// What stands between the article and the noun.
    var modifiers: Range<Int>
    /// All of it, from the article to the last attachment.
    var tokens: Range<Int>
    /// What it is on, behind its opening word.
    var subject: Range<Int>?
    /// Behind `such as`, `including`: more of its topics.
    var examples: Range<Int>?
    /// A year or date of its signing: `2018`, `of 2003`, `signed in April 2001`.
    var signed: DateMention?
    var period: DateMention?
    /// A participle beside it: `freshly inked`, `signed in 2018`.
    var participle: Range<Int>?
    /// From `between` or `with` to the last of the sides named there.
    var sides: Range<Int>?
    var isWith = false
    let sentence: Int
}

/// Reads the phrases around nouns that are instruments. Looks at most some forty tokens to each side.
struct InstrumentPhraseReader {
    let context: OutcomeContext
    private var text: TokenizedReport { context.text }
    private var words: LinkingWords { context.words }

    init(_ context: OutcomeContext) {
        self.context = context
    }

    func phrases(in sentence: Int) -> [InstrumentPhrase] {
        let range = text.sentences[sentence].tokens
        var phrases: [InstrumentPhrase] = []
        var end = range.lowerBound
        for match in text.matches(in: range) where match.tokens.lowerBound >= end {
            switch match.sense.category {
            case .framework where match.tokens.count > 1: end = match.tokens.upperBound
            case .instrument, .weakInstrument:
                end = match.tokens.upperBound
                guard !isMeasure(match.tokens, from: range.lowerBound), !isCommonFramework(match.tokens) else {
                    continue
                }
                let phrase = phrase(match, sentence, range)
                end = max(end, phrase.subject?.upperBound ?? 0, phrase.examples?.upperBound ?? 0)
                // "(MoU)" is the same document.
                if end + 2 < range.upperBound, text.tokens[end].word == Lexicon.mark("("),
                    text.tokens[end + 2].word == Lexicon.mark(")")
                {
                    end += 3
                }
                phrases.append(phrase)
            default: continue
            }
        }
        return phrases
    }

    /// `30 minutes`, `deal with`: words that only look like instruments.
    private func isMeasure(_ tokens: Range<Int>, from start: Int) -> Bool {
        if tokens.lowerBound > start {
            let before = text.tokens[tokens.lowerBound - 1]
            let isYear = before.shape.contains(.number) && before.range.count == 4
            if before.shape.contains(.digits), !isYear { return true }
            // "The 90-minute talks", "ninety minutes"; what is signed has an s and an article, a verb or an "of".
            if tokens.count == 1, isMinutes(tokens) {
                let word = context.functionWord(tokens.lowerBound - 1)
                let isGoverned =
                    word == "article" || word == "pronoun"
                    || context.value(at: tokens.lowerBound - 1, .agreementStatus) != nil
                if !endsInS(tokens.lowerBound) || !(isGoverned || precedes(tokens.upperBound, words.of)) { return true }
            }
            // "The text of an agreement" is the agreement.
            if precedes(tokens.upperBound, words.of),
                isInstrument(tokens.upperBound + 1) || isInstrument(tokens.upperBound + 2)
            {
                return true
            }
            if before.word == words.to, tokens.count == 1 { return true }
            // "A great deal".
            for word: StaticString in ["great", "good"] where context.scene.isWord(tokens.lowerBound - 1, word) {
                if context.scene.isWord(tokens.lowerBound, "deal") { return true }
            }
        }
        return false
    }

    /// `Bilateral Framework for Closer Cooperation` is a document; a framework in small letters is anything.
    private func isCommonFramework(_ tokens: Range<Int>) -> Bool {
        guard context.scene.isWord(tokens.lowerBound, "framework"), tokens.count == 1 else { return false }
        return ![tokens.lowerBound - 1, tokens.lowerBound].allSatisfy {
            $0 >= 0 && text.tokens[$0].shape.contains(.capitalised)
        }
    }

    private func precedes(_ index: Int, _ word: Word) -> Bool {
        index < text.tokens.count && text.tokens[index].word == word
    }

    private func isInstrument(_ index: Int) -> Bool {
        index < text.tokens.count && text.match(at: index, .instrument) != nil
    }

    private func isMinutes(_ tokens: Range<Int>) -> Bool {
        text.match(at: tokens.lowerBound, .weakInstrument).map(text.value) == "minutes"
    }

    private func phrase(_ match: TokenizedReport.Match, _ sentence: Int, _ range: Range<Int>) -> InstrumentPhrase {
        var phrase = InstrumentPhrase(
            instrument: text.value(match), head: match.tokens, isWeak: match.sense.category == .weakInstrument,
            modifiers: match.tokens.lowerBound..<match.tokens.lowerBound, tokens: match.tokens, sentence: sentence)
        phrase.isPlural = isPlural(match.tokens) && phrase.instrument != "minutes"
        readModifiers(&phrase, from: range.lowerBound)
        AttachmentReader(context: context, end: range.upperBound).read(&phrase)
        return phrase
    }

    /// Whether the noun, or the last of its words, ends with a plural s; the lexicon's words are blind to it.
    private func isPlural(_ tokens: Range<Int>) -> Bool {
        // Of "plans of action" the first, of "action plans" the last.
        let isFirst = tokens.contains { words.isPreposition(text.tokens[$0].word) }
        let index = isFirst ? tokens.lowerBound : tokens.upperBound - 1
        return endsInS(index) || text.tokens[index].word == words.memoranda
    }

    private func endsInS(_ index: Int) -> Bool {
        let scalars = text.report.scalars
        let end = text.tokens[index].range.upperBound
        return end >= 2 && scalars[end - 1] == "s" && scalars[end - 2] != "s"
    }

    // MARK: Before the noun

    private func readModifiers(_ phrase: inout InstrumentPhrase, from bound: Int) {
        var index = phrase.head.lowerBound
        let limit = max(bound, index - 10)
        scan: while index > limit {
            let token = text.tokens[index - 1]
            if token.shape.contains(.mark) {
                guard
                    Lexicon.isDash(token.word) || token.shape.contains(.possessive)
                        || token.word == Lexicon.mark("\u{2019}")
                else { break }
                index -= 1
                continue
            }
            switch context.functionWord(index - 1) {
            case "article", "pronoun":
                phrase.hasArticle = true
                phrase.isDefinite = token.word != words.a && token.word != words.an && token.word != words.another
                phrase.tokens = index - 1..<phrase.tokens.upperBound
                break scan
            case "conjunction": guard joinsModifiers(index - 1, from: limit) else { break scan }
            case "adverb", nil: break
            default: break scan
            }
            if isParticiple(index - 1) {
                phrase.participle = index - 1..<index
            } else if isVerb(index - 1) {
                break
            }
            index -= 1
        }
        phrase.modifiers = index..<phrase.head.lowerBound
        if !phrase.hasArticle { phrase.tokens = index..<phrase.tokens.upperBound }
        for mention in context.scene.dates(in: phrase.modifiers) {
            switch mention.meaning {
            case .period: phrase.period = mention
            case .date(let date, _) where date.year != nil: phrase.signed = mention
            default: break
            }
        }
    }

    /// `a security and defence partnership document`: an article stands before both.
    private func joinsModifiers(_ index: Int, from limit: Int) -> Bool {
        guard text.tokens[index].word == words.and, index > limit else { return false }
        for before in stride(from: index - 1, to: max(limit, index - 4), by: -1) {
            if text.tokens[before].shape.contains(.mark) { return false }
            if context.functionWord(before) == "article" { return true }
            if context.value(at: before, .instrument) != nil || isVerb(before) { return false }
        }
        return false
    }

    private func isParticiple(_ index: Int) -> Bool { context.value(at: index, .agreementStatus) == "signed" }

    private func isVerb(_ index: Int) -> Bool {
        let isLower = !text.tokens[index].shape.contains(.capitalised)
        return isLower
            && text.matches(in: index..<index + 1).contains { match in
                guard match.tokens.count == 1 else { return false }
                switch match.sense.category {
                case .modality, .speech, .exchangeVerb, .governmentVerb, .treatment: return true
                case .agreementStatus: return text.value(match) != "signed" && text.value(match) != "drafted"
                default: return false
                }
            }
    }
}
