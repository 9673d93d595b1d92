/// A report in tokens and sentences, with every phrase of the lexicon that stands in it.
///
/// A class, since every reader keeps it: a copy is one reference.
final class TokenizedReport: Sendable {
    let report: Report
    let lexicon: Lexicon
    let tokens: [Token]
    let sentences: [Sentence]
    /// Whether the report is longer than what is read of it (`Tokenizer.limit`).
    let isCut: Bool
    /// In the order of their first token, longer ones first; phrases may overlap.
    let matches: [Match]
    /// By token: the index of the first match that begins there or later.
    private let firstMatch: [Int32]
    /// By token: the marks of the categories with a phrase that begins there.
    private let categories: [UInt64]

    /// A phrase of the lexicon at a place of the report.
    ///
    /// Dense texts have several at each token, and `Tokenizer.limit` tokens have numbers of 16 bits.
    struct Match: Sendable {
        private let start: UInt16
        private let end: UInt16
        let sense: Lexicon.Sense

        init(tokens: Range<Int>, sense: Lexicon.Sense) {
            start = UInt16(tokens.lowerBound)
            end = UInt16(tokens.upperBound)
            self.sense = sense
        }

        var tokens: Range<Int> { Int(start)..<Int(end) }
    }

    init(_ report: Report, lexicon: Lexicon) {
        let tokenizer = Tokenizer(report, lexicon: lexicon)
        self.report = report
        self.lexicon = lexicon
        let tokens = tokenizer.tokens
        sentences = tokenizer.sentences
        isCut = tokenizer.isCut
        var matches: [Match] = []
        matches.reserveCapacity(tokens.count)
        var firstMatch: [Int32] = []
        firstMatch.reserveCapacity(tokens.count + 1)
        var categories = [UInt64](repeating: 0, count: tokens.count)
        for sentence in tokenizer.sentences {
            for start in sentence.tokens {
                firstMatch.append(Int32(truncatingIfNeeded: matches.count))
                let first = matches.count
                lexicon.forEachPhrase(tokens, at: start, before: sentence.tokens.upperBound) { end, senses in
                    for sense in senses where Self.fits(tokens, start..<end, sense.form) {
                        matches.append(Match(tokens: start..<end, sense: sense))
                        categories[start] |= sense.category.bit
                    }
                }
                var (low, high) = (first, matches.count - 1)
                while low < high {
                    matches.swapAt(low, high)
                    (low, high) = (low + 1, high - 1)
                }
            }
        }
        firstMatch.append(Int32(truncatingIfNeeded: matches.count))
        self.tokens = tokens
        self.matches = matches
        self.firstMatch = firstMatch
        self.categories = categories
    }

    private static func fits(_ tokens: [Token], _ range: Range<Int>, _ form: Lexicon.Form) -> Bool {
        switch form {
        case .any: true
        case .capitalised:
            tokens[range.lowerBound].shape.contains(.capitalised) || tokens[range.lowerBound].shape.contains(.digits)
        case .acronym: range.allSatisfy { tokens[$0].shape.contains(.mark) || isCapital(tokens[$0]) }
        }
    }

    private static func isCapital(_ token: Token) -> Bool {
        token.shape.contains(.acronym) || token.shape.contains(.initial)
            || token.shape.contains([.digits, .capitalised])
    }

    /// The matches whose first token is in a range.
    func matches(in range: Range<Int>) -> ArraySlice<Match> {
        guard !range.isEmpty, range.upperBound < firstMatch.count else { return [] }
        return matches[Int(firstMatch[range.lowerBound])..<Int(firstMatch[range.upperBound])]
    }

    /// The indices of the matches that begin at a token: a slice of them would be counted as one more reference.
    func matches(at token: Int) -> Range<Int> { Int(firstMatch[token])..<Int(firstMatch[token + 1]) }

    /// The longest match of a category that begins at a token and ends before another.
    func match(at token: Int, _ category: Category, before end: Int = .max) -> Match? {
        guard mayBegin(category, at: token) else { return nil }
        for index in matches(at: token)
        where matches[index].sense.category == category && matches[index].tokens.upperBound <= end {
            return matches[index]
        }
        return nil
    }

    /// Whether a phrase of a category begins at a token that has a value.
    func means(_ category: Category, _ value: String, at token: Int) -> Bool {
        guard mayBegin(category, at: token) else { return false }
        for index in matches(at: token)
        where matches[index].sense.category == category && self.value(matches[index]) == value {
            return true
        }
        return false
    }

    /// False where no phrase of a category begins; of a category without a mark that is not known.
    private func mayBegin(_ category: Category, at token: Int) -> Bool {
        token < categories.count && (categories[token] & category.bit != 0 || category.bit == 0)
    }

    /// Whether a phrase of categories that have a mark begins at a token.
    func begins(_ categories: CategorySet, at token: Int) -> Bool {
        token < self.categories.count && self.categories[token] & categories.rawValue != 0
    }

    /// Whether a token is a word, given in its folded form.
    func isWord(_ token: Int, _ word: StaticString) -> Bool {
        tokens[token].initial == word.utf8Start.pointee && tokens[token].word == lexicon.word(word)
    }

    /// The index of the sentence that holds a token.
    func sentence(at token: Int) -> Int {
        var (low, high) = (0, sentences.count)
        while low < high {
            let middle = (low + high) / 2
            if sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Units that are read: all, unless the report is cut.
    var unitCount: Int { sentences.last?.unit ?? 0 }

    func value(_ match: Match) -> String { lexicon.value(match.sense) }

    /// Where tokens stand: Unicode scalars from the start of the report.
    func range(of tokens: Range<Int>) -> Range<Int> {
        guard let last = tokens.last else { return 0..<0 }
        return Int(self.tokens[tokens.lowerBound].start)..<Int(self.tokens[last].end)
    }

    /// The report's words at tokens, as they stand there.
    func text(_ tokens: Range<Int>) -> String { report.phrase(range(of: tokens)) ?? "" }

    /// The same on one line, with single spaces.
    func line(_ tokens: Range<Int>) -> String {
        let text = text(tokens)
        // As nearly all are: then no character need be looked at.
        var last: UInt8 = 0
        let isLine = text.utf8.allSatisfy { octet in
            defer { last = octet }
            return 0x20..<0x7F ~= octet && (octet != 0x20 || last != 0x20)
        }
        return isLine ? text : text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension Range<Int> {
    /// The tokens between two places; empty when the second lies before the first.
    static func between(_ start: Int, _ end: Int) -> Range<Int> { start..<Swift.max(start, end) }
}
