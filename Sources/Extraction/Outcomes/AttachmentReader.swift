/// Reads what stands behind an instrument: gloss, sides, subject, period, date and participle, in any order.
struct AttachmentReader {
    let context: OutcomeContext
    /// The end of the sentence.
    let end: Int
    private var text: TokenizedReport { context.text }
    private var words: LinkingWords { context.words }
    private static let limit = 40

    init(context: OutcomeContext, end: Int) {
        self.context = context
        self.end = end
    }

    func read(_ phrase: inout InstrumentPhrase) {
        let bound = min(end, phrase.head.upperBound + AttachmentReader.limit)
        var index = skipBracket(phrase.head.upperBound, bound)
        var covered = index
        for _ in 0..<8 where index < bound {
            // Behind a comma only what cannot be the next member of a list.
            let isBehindComma = words.isComma(text.tokens[index])
            let start = isBehindComma || isQuote(index) ? index + 1 : index
            guard start < bound else { break }
            if let next = readDate(&phrase, at: start, bound) ?? readParticiple(&phrase, at: start, bound)
                ?? readSides(&phrase, at: start, bound)
                ?? (isBehindComma && text.tokens[start].word != words.on ? nil : readSubject(&phrase, at: start, bound))
                ?? readExamples(&phrase, at: start, bound)
            {
                index = next
                covered = next
            } else {
                break
            }
        }
        phrase.tokens = phrase.tokens.lowerBound..<max(phrase.tokens.upperBound, covered)
    }

    /// Only the sides: what a tier has behind it.
    func readSides(of phrase: inout InstrumentPhrase) {
        let start = phrase.head.upperBound
        if start < end { _ = readSides(&phrase, at: start, min(end, start + AttachmentReader.limit)) }
    }

    private func isQuote(_ index: Int) -> Bool {
        let word = text.tokens[index].word
        return word == Lexicon.mark("\"") || word == Lexicon.mark("\u{201C}") || word == Lexicon.mark("\u{201D}")
    }

    /// `(MoU)`
    private func skipBracket(_ index: Int, _ bound: Int) -> Int {
        guard index < bound, text.tokens[index].word == Lexicon.mark("(") else { return index }
        for close in index + 1..<max(index + 1, min(index + 6, bound))
        where text.tokens[close].word == Lexicon.mark(")") {
            return close + 1
        }
        return index
    }

    // MARK: Time

    /// `2022-2024`, `for the period 2024-2027`, `in the 2024–2028 period`, `of 2003`, `in April 2001`, `last year`.
    private func readDate(_ phrase: inout InstrumentPhrase, at start: Int, _ bound: Int) -> Int? {
        for index in start..<min(start + 4, bound) {
            if let mention = context.date(at: index), mention.tokens.upperBound <= end {
                switch mention.meaning {
                case .period(let from, _) where from.month == nil && from.day == nil:
                    phrase.period = phrase.period ?? mention
                default:
                    let isNear = index == start + 1 || (index == start && phrase.participle != nil)
                    guard isNear, phrase.signed == nil else { return nil }
                    // "for 2024" is when it is for; "of 2003" and "in 2018" when it was signed.
                    guard text.tokens[start].word != words.purpose else { return nil }
                    phrase.signed = mention
                }
                var behind = mention.tokens.upperBound
                if behind < bound, text.tokens[behind].word == words.period { behind += 1 }
                return behind
            }
            let token = text.tokens[index]
            guard
                words.isPreposition(token.word) || token.word == words.the || token.word == words.period
                    || token.word == words.years
            else { return nil }
        }
        return nil
    }

    /// `signed in 2018`, `which they signed at the bridge`.
    private func readParticiple(_ phrase: inout InstrumentPhrase, at start: Int, _ bound: Int) -> Int? {
        let start = skipSigners(start, bound)
        guard phrase.participle == nil, start < bound, let match = text.match(at: start, .agreementStatus),
            text.value(match) == "signed",
            context.functionWord(start) == nil
        else { return nil }
        phrase.participle = match.tokens
        return match.tokens.upperBound
    }

    /// `which they`, `that the two sides`, `both countries`
    private func skipSigners(_ start: Int, _ bound: Int) -> Int {
        let signers: [StaticString] = [
            "which", "that", "they", "the", "two", "both", "sides", "countries", "parties", "ministries", "had", "have",
        ]
        var index = start
        while index < min(bound, start + 5), signers.contains(where: { context.scene.isWord(index, $0) }) { index += 1 }
        return index
    }

    // MARK: Sides

    /// `between A and B`, `with C`: up to the last side that is joined to the first.
    private func readSides(_ phrase: inout InstrumentPhrase, at start: Int, _ bound: Int) -> Int? {
        let word = text.tokens[start].word
        guard phrase.sides == nil, word == words.between || word == words.with || word == words.among else {
            return nil
        }
        let sides = context.sides(in: start + 1..<min(start + 28, end))
        guard let first = sides.first, first.tokens.lowerBound <= start + 5 else { return nil }
        var last = first.tokens.upperBound
        for side in sides.dropFirst() where side.tokens.lowerBound >= last {
            let gap = last..<side.tokens.lowerBound
            guard gap.count <= 7, gap.allSatisfy({ joinsSides($0) }) else { break }
            last = side.tokens.upperBound
        }
        for side in sides where side.tokens.lowerBound < last { last = max(last, side.tokens.upperBound) }
        phrase.sides = start..<last
        phrase.isWith = word == words.with
        return last
    }

    private func joinsSides(_ index: Int) -> Bool {
        let token = text.tokens[index]
        if Lexicon.isStop(token.word) || token.shape.contains(.digits) { return false }
        let word = context.functionWord(index)
        return word != "auxiliary" && word != "verb" && text.match(at: index, .agreementStatus) == nil
            && token.word != words.on
    }

    // MARK: Subject

    private func readSubject(_ phrase: inout InstrumentPhrase, at start: Int, _ bound: Int) -> Int? {
        guard phrase.subject == nil, let opening = text.match(at: start, .subjectOpening),
            context.value(at: start, .agreementStatus) != "in-force"
        else { return nil }
        // "The pact in Kigali": where, not on what.
        if text.tokens[start].word == words.inside, isPlace(opening.tokens.upperBound) { return nil }
        if text.value(opening) == "of", !phrase.isWeak, phrase.instrument != "treaty" { return nil }
        var index = opening.tokens.upperBound
        while index < bound, let next = step(index, bound) { index = next }
        var last = index
        while last > opening.tokens.upperBound, isLoose(last - 1) { last -= 1 }
        guard last > opening.tokens.upperBound else { return nil }
        phrase.subject = opening.tokens.upperBound..<last
        return last
    }

    private func isPlace(_ index: Int) -> Bool {
        guard index < end else { return false }
        return !context.scene.places(in: index..<index + 1).isEmpty || text.match(at: index, .capital) != nil
            || text.match(at: index, .city) != nil || context.scene.partners(in: index..<index + 1).first?.form == .name
    }

    /// What may not end a subject: commas, articles, prepositions, conjunctions.
    private func isLoose(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return (token.shape.contains(.mark) && !token.shape.contains(.possessive)) || context.functionWord(index) != nil
    }

    /// The token behind a word that still belongs to the subject; nil where the subject ends.
    private func step(_ index: Int, _ bound: Int) -> Int? {
        let token = text.tokens[index]
        if token.shape.contains(.mark) {
            if Lexicon.isDash(token.word), token.shape.contains(.glued) { return index + 1 }
            if token.shape.contains(.possessive) || token.word == Lexicon.mark("/") || isQuote(index) {
                return index + 1
            }
            return words.isComma(token) && continues(index + 1, bound) ? index + 1 : nil
        }
        if context.date(at: index) != nil || text.match(at: index, .relativeDate) != nil { return nil }
        if let wrapper = text.match(at: index, .subjectWrapper) { return wrapper.tokens.upperBound }
        if let topic = text.match(at: index, .topic) { return min(topic.tokens.upperBound, bound) }
        if let ordinal = text.match(at: index, .ordinal) { return ordinal.tokens.upperBound }
        switch context.functionWord(index) {
        case nil: return isPredicate(index) ? nil : index + 1
        case "article": return index + 1
        case "pronoun": return token.word == words.their || token.word == words.its ? index + 1 : nil
        case "conjunction":
            guard token.word == words.and || token.word == words.or else { return nil }
            return opensAnother(index + 1, bound) ? nil : index + 1
        case "preposition": return staysInside(index, bound) ? index + 1 : nil
        default: return nil
        }
    }

    /// Behind a comma: another topic of the same list.
    private func continues(_ start: Int, _ bound: Int) -> Bool {
        for index in start..<min(start + 3, bound) {
            if text.match(at: index, .topic) != nil { return true }
            guard words.links(text.tokens[index]) || text.tokens[index].word == words.the else { return false }
        }
        return false
    }

    /// Behind `and`: another instrument, or what was done beside it.
    private func opensAnother(_ start: Int, _ bound: Int) -> Bool {
        for index in start..<min(start + 6, bound) {
            if text.match(at: index, .instrument) != nil || text.match(at: index, .weakInstrument) != nil {
                return true
            }
            if text.tokens[index].shape.contains(.mark)
                || (index > start + 1 && context.functionWord(index) == "preposition")
            {
                return false
            }
            if index == start, isPredicate(index) || context.functionWord(index) == "auxiliary" { return true }
        }
        return false
    }

    private func isPredicate(_ index: Int) -> Bool {
        text.matches(in: index..<index + 1).contains { match in
            switch match.sense.category {
            case .agreementStatus: return text.value(match) == "signed" || text.value(match) == "in-force"
            case .modality:
                return !text.tokens[index].shape.contains(.capitalised) && text.match(at: index, .topic) == nil
            default: return false
            }
        }
    }

    private func staysInside(_ index: Int, _ bound: Int) -> Bool {
        let word = text.tokens[index].word
        let next = index + 1
        guard next < bound else { return false }
        // A date may stand a few words behind its preposition: "for the period 2024-2027".
        for ahead in next..<min(next + 3, bound) {
            if context.date(at: ahead) != nil { return false }
            guard text.tokens[ahead].word == words.the || text.tokens[ahead].word == words.period else { break }
        }
        switch word {
        case words.of, words.inside, words.on, words.against: return true
        case words.purpose: return context.functionWord(next) == nil || context.functionWord(next) == "article"
        case words.between, words.with, words.among:
            guard let side = context.sides(in: next..<min(next + 6, bound)).first else { return true }
            return side.tokens.lowerBound > next + 4
        default: return false
        }
    }

    /// `such as cybercrime, drug and human trafficking`, also behind a comma.
    private func readExamples(_ phrase: inout InstrumentPhrase, at start: Int, _ bound: Int) -> Int? {
        guard phrase.subject != nil, phrase.examples == nil else { return nil }
        let token = text.tokens[start].word
        guard token == words.including || (token == words.such && start + 1 < bound) else { return nil }
        var last = start + 1
        for mention in TopicReader.mentions(context.scene.document, in: start..<bound) {
            guard mention.tokens.lowerBound - last <= 4 else { break }
            last = mention.tokens.upperBound
        }
        guard last > start + 1 else { return nil }
        phrase.examples = start..<last
        return last
    }
}
