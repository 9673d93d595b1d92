/// What has become of an instrument, by the words that govern its phrase.
struct AgreementStatusReader {
    struct Status {
        /// A term of the vocabulary.
        let value: String
        let tokens: Range<Int>
        /// Whether it was signed at what the sentence tells of, not at some earlier time.
        var isEvent = false
    }

    let context: OutcomeContext
    private var text: TokenizedReport { context.text }
    private var words: LinkingWords { context.words }

    init(_ context: OutcomeContext) {
        self.context = context
    }

    /// - Parameter others: the instruments of the sentence; words beside one of them are about that one.
    func read(_ phrase: InstrumentPhrase, among others: [InstrumentPhrase]) -> Status? {
        let sentence = text.sentences[phrase.sentence].tokens
        let next = others.first { $0.tokens.lowerBound >= phrase.tokens.upperBound }
        let previous = others.last { $0.head.upperBound <= phrase.tokens.lowerBound }
        let right =
            phrase.tokens
            .upperBound..<min(next?.tokens.lowerBound ?? sentence.upperBound, phrase.tokens.upperBound + 24)
        // What was read of the instrument before may reach into this one.
        let left = Range.between(
            max(previous?.tokens.upperBound ?? sentence.lowerBound, phrase.tokens.lowerBound - 24, sentence.lowerBound),
            phrase.tokens.lowerBound)
        var status = predicate(in: right) ?? governor(in: left)
        if status?.value == "proposed", let negotiation = negotiation(in: right.lowerBound..<sentence.upperBound) {
            status = negotiation
        }
        if let status { return status }
        if let participle = phrase.participle { return Status(value: "signed", tokens: participle) }
        return nil
    }

    /// What a phrase shares with those it is listed with, and, at last, what the sentence says anywhere before it.
    func distant(_ phrase: InstrumentPhrase) -> Status? {
        let sentence = text.sentences[phrase.sentence].tokens
        let left = max(sentence.lowerBound, phrase.tokens.lowerBound - 40)..<phrase.tokens.lowerBound
        return states(in: left).last {
            $0.value == "in-implementation" || $0.value == "in-force" || $0.value == "under-negotiation"
        }
    }

    // MARK: Behind

    /// `was signed after the talks`, `are in force`, `is still being finalised`.
    private func predicate(in range: Range<Int>) -> Status? {
        guard !range.isEmpty else { return nil }
        let states = states(in: range)
        // What is drafted is not yet signed, whatever is to follow; what is in force has been.
        let drafted = states.first { state in
            state.value == "under-negotiation"
                && (range.lowerBound..<state.tokens.upperBound).contains { context.functionWord($0) == "auxiliary" }
        }
        if let drafted { return drafted }
        var start = range.lowerBound
        for state in states {
            let isPredicate =
                (start..<max(start, state.tokens.lowerBound)).contains { context.functionWord($0) == "auxiliary" }
                || context.functionWord(state.tokens.lowerBound) == "auxiliary" || state.value == "in-force"
                || text.tokens[start].word == words.which || text.tokens[start].word == words.that
            if isPredicate { return state }
            // Behind a relative clause the predicate follows: "…, which both adopted last year, is being carried out".
            guard words.isComma(text.tokens[range.lowerBound]) else { return nil }
            start = state.tokens.upperBound
        }
        return nil
    }

    private func negotiation(in range: Range<Int>) -> Status? {
        states(in: range.lowerBound..<min(range.upperBound, range.lowerBound + 24)).first {
            $0.value == "under-negotiation"
        }
    }

    // MARK: Before

    /// The nearest word before that governs the phrase.
    private func governor(in range: Range<Int>) -> Status? {
        guard let last = states(in: range).last ?? basis(in: range) else { return nil }
        let gap = Range.between(last.tokens.upperBound, range.upperBound)
        let bound = last.value == "signed" || last.value == "proposed" ? 16 : 12
        return gap.count <= bound ? last : nil
    }

    /// `builds on the 2017 agreement`, `under the agreement`: what is built on is in force.
    private func basis(in range: Range<Int>) -> Status? {
        text.matches(in: range).last { match in
            match.sense.category == .agreementStatus && text.value(match) == "basis"
                && range.upperBound - match.tokens.upperBound <= 1
        }.map { Status(value: "in-force", tokens: $0.tokens) }
    }

    // MARK: Words

    /// All that the status words of a range say, in order.
    private func states(in range: Range<Int>) -> [Status] {
        var states: [Status] = []
        var end = range.lowerBound
        for match in text.matches(in: range)
        where match.sense.category == .agreementStatus && match.tokens.lowerBound >= end {
            guard match.tokens.upperBound <= range.upperBound else { continue }
            if let state = interpret(match) {
                states.append(state)
                end = match.tokens.upperBound
            }
        }
        return states
    }

    private func interpret(_ match: TokenizedReport.Match) -> Status? {
        let value = text.value(match)
        let tokens = match.tokens
        switch value {
        case "signed":
            if before(tokens, 4, "not") { return Status(value: "under-negotiation", tokens: tokens) }
            if before(tokens, 3, "intended") { return Status(value: "proposed", tokens: tokens) }
            return Status(value: "signed", tokens: tokens, isEvent: true)
        case "signing":
            if before(tokens, 4, "negotiation") { return Status(value: "under-negotiation", tokens: tokens) }
            if before(tokens, 4, "past") { return Status(value: "signed", tokens: tokens, isEvent: true) }
            if before(tokens, 8, "negotiation") { return Status(value: "under-negotiation", tokens: tokens) }
            return Status(value: "proposed", tokens: tokens)
        case "negotiation":
            return Status(value: before(tokens, 3, "start") ? "proposed" : "under-negotiation", tokens: tokens)
        case "drafted":
            return Status(value: before(tokens, 3, "intended") ? "proposed" : "under-negotiation", tokens: tokens)
        case "in-implementation":
            // What should be carried out need not be.
            return before(tokens, 2, "intended") && isPassive(tokens) ? nil : Status(value: value, tokens: tokens)
        case "in-force", "expired": return Status(value: value, tokens: tokens)
        default: return nil
        }
    }

    /// `would be carried out`
    private func isPassive(_ tokens: Range<Int>) -> Bool {
        tokens.lowerBound > 0 && text.tokens[tokens.lowerBound - 1].word == words.be
    }

    /// Whether a status word of a value stands at most some tokens before others, in the same clause.
    private func before(_ tokens: Range<Int>, _ distance: Int, _ value: String) -> Bool {
        let start = max(0, tokens.lowerBound - distance)
        return text.matches(in: start..<tokens.lowerBound).contains { match in
            match.sense.category == .agreementStatus && text.value(match) == value
                && match.tokens.upperBound <= tokens.lowerBound
                && !(match.tokens.upperBound..<tokens.lowerBound).contains {
                    text.tokens[$0].word == Lexicon.mark(";") || words.isComma(text.tokens[$0])
                }
        }
    }
}
