/// The closed-class words that hold phrases together, as the lexicon numbers them.
struct LinkingWords: Sendable {
    let and: Word
    let or: Word
    let of: Word
    let on: Word
    let the: Word
    /// `for`
    let purpose: Word
    /// `in`
    let inside: Word
    let between: Word
    let with: Word
    let to: Word
    let against: Word
    let training: Word
    let among: Word
    let be: Word
    let channel: Word
    let by: Word
    let since: Word
    let relation: Word
    let chaired: Word
    let into: Word
    let during: Word
    let which: Word
    let that: Word
    let along: Word
    let a: Word
    let an: Word
    let another: Word
    let their: Word
    let its: Word
    let such: Word
    let including: Word
    let period: Word
    let years: Word
    let memoranda: Word
    /// What may stand between subject and verb.
    let adverbs: WordSet
    /// What makes a participle of a verb in `…ed` behind it: `the proposed text`, `is expected to`.
    let participleOpenings: WordSet
    private let comma = Lexicon.mark(",")
    private let ampersand = Lexicon.mark("&")
    private let slash = Lexicon.mark("/")

    init(_ lexicon: LexiconBuilder) {
        and = lexicon.word("and")
        or = lexicon.word("or")
        of = lexicon.word("of")
        on = lexicon.word("on")
        the = lexicon.word("the")
        purpose = lexicon.word("for")
        inside = lexicon.word("in")
        between = lexicon.word("between")
        with = lexicon.word("with")
        to = lexicon.word("to")
        against = lexicon.word("against")
        training = lexicon.word("training")
        among = lexicon.word("among")
        be = lexicon.word("be")
        channel = lexicon.word("channel")
        by = lexicon.word("by")
        since = lexicon.word("since")
        relation = lexicon.word("relation")
        chaired = lexicon.word("chaired")
        into = lexicon.word("into")
        during = lexicon.word("during")
        which = lexicon.word("which")
        that = lexicon.word("that")
        along = lexicon.word("along")
        a = lexicon.word("a")
        an = lexicon.word("an")
        another = lexicon.word("another")
        their = lexicon.word("their")
        its = lexicon.word("its")
        such = lexicon.word("such")
        including = lexicon.word("including")
        period = lexicon.word("period")
        years = lexicon.word("years")
        memoranda = lexicon.word("memoranda")
        adverbs = lexicon.words([
            "also", "has", "have", "had", "always", "then", "again", "further", "now", "would", "soon", "once",
            "likewise", "too", "thus", "therefore", "already", "still", "all", "did", "even", "moreover",
        ])
        participleOpenings = lexicon.words([
            "the", "a", "an", "as", "than", "is", "are", "was", "were", "been", "be", "being", "by", "not", "newly",
            "recently", "freshly", "their", "its", "his", "her", "of", "previously", "in", "on", "all", "any",
        ])
    }

    /// Whether a token joins members of a list: a comma, `and`, `or`, `&`.
    func links(_ token: Token) -> Bool {
        token.word == and || token.word == or || token.word == comma || token.word == ampersand || token.word == slash
    }

    func isPreposition(_ word: Word) -> Bool {
        word == of || word == inside || word == on || word == purpose || word == against || word == to || word == with
    }

    func isComma(_ token: Token) -> Bool { token.word == comma }
}

/// Tells words that stand in a name from the same words in a sentence.
struct NameScan {
    enum Noun { case framework, body, instrument }

    private let text: TokenizedReport
    private let words: LinkingWords

    init(_ text: TokenizedReport, _ words: LinkingWords) {
        self.text = text
        self.words = words
    }

    /// The noun that makes a name of capitalised words: `Narcotics Control Board`, `Joint Working Group on Counter Terrorism`.
    /// - Returns: nil when the words are not capitalised, or only as the first of a sentence or a heading.
    func noun(around tokens: Range<Int>, in range: Range<Int>) -> Noun? {
        let isCapital = tokens.contains { isName($0) && !text.tokens[$0].shape.contains(.opensSentence) }
        guard isCapital || (isName(tokens.lowerBound) && follows(tokens.upperBound, range)) else { return nil }
        let run = run(around: tokens, in: range)
        var noun: Noun?
        for match in text.matches(in: run) where isName(match.tokens.lowerBound) && !tokens.overlaps(match.tokens) {
            switch match.sense.category {
            case .post: return .body
            case .nameNoun:
                if text.value(match) == "body" { return .body }
                noun = noun ?? .framework
            case .framework: noun = .framework
            case .instrument: noun = .instrument
            default: break
            }
        }
        return noun
    }

    private func isName(_ index: Int) -> Bool {
        text.tokens[index].shape.contains([.letters, .capitalised])
    }

    private func follows(_ index: Int, _ range: Range<Int>) -> Bool {
        index < range.upperBound && isName(index)
    }

    /// The capitalised words around some, with the small words between them.
    func run(around tokens: Range<Int>, in range: Range<Int>) -> Range<Int> {
        var start = tokens.lowerBound
        var end = tokens.upperBound
        let limit = 12
        while start > max(range.lowerBound, tokens.lowerBound - limit), let step = step(before: start, range) {
            start = step
        }
        while end < min(range.upperBound, tokens.upperBound + limit), let step = step(behind: end, range) { end = step }
        return start..<end
    }

    private func step(before start: Int, _ range: Range<Int>) -> Int? {
        var index = start - 1
        for _ in 0..<3 where index > range.lowerBound && isSmall(index) { index -= 1 }
        return index >= range.lowerBound && isName(index) ? index : nil
    }

    private func step(behind end: Int, _ range: Range<Int>) -> Int? {
        var index = end
        for _ in 0..<3 where index < range.upperBound - 1 && isSmall(index) { index += 1 }
        return index < range.upperBound && isName(index) ? index + 1 : nil
    }

    private func isSmall(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return words.isPreposition(token.word) || token.word == words.and || token.word == words.the
            || (token.shape.contains(.mark)
                && (Lexicon.isDash(token.word) || token.word == Lexicon.mark("&")
                    || token.shape.contains(.possessive) || token.word == Lexicon.mark("(")))
    }
}
