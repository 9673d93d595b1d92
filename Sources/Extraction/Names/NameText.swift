/// A report as the readers of names see it: which kinds of phrases begin at each token.
///
/// A class, since every reader keeps it: a copy is one reference.
final class NameText: Sendable {
    let text: TokenizedReport
    let tables: NameTables
    let words: ClosedWords
    private let tokens: [Token]

    init(_ text: TokenizedReport) {
        self.text = text
        tables = text.lexicon.names
        words = text.lexicon.names.words
        tokens = text.tokens
    }

    subscript(index: Int) -> Token { tokens[index] }

    func begins(_ categories: CategorySet, at index: Int) -> Bool {
        text.begins(categories, at: index)
    }

    /// The longest phrase of a category at a token that ends before a limit.
    func phrase(_ category: Category, at index: Int, before end: Int) -> TokenizedReport.Match? {
        index < end ? text.match(at: index, category, before: end) : nil
    }

    /// The longest name or adjective of a partner at a token, with the partner's number.
    func partner(at index: Int, before end: Int) -> (tokens: Range<Int>, number: Int32, category: Category)? {
        guard index < end, text.begins(.partners, at: index) else { return nil }
        var found: (tokens: Range<Int>, number: Int32, category: Category)?
        for number in text.matches(at: index) where text.matches[number].tokens.upperBound <= end {
            let match = text.matches[number]
            guard match.sense.category == .partner || match.sense.category == .demonym,
                let number = tables.partner(match.sense)
            else { continue }
            if let found, found.tokens.count > match.tokens.count { continue }
            // "Laos" and "Lao" fold to one word: with its ending it is the name.
            if found?.tokens == match.tokens,
                (match.sense.category == .partner) != isPlural(match.tokens.upperBound - 1)
            {
                continue
            }
            found = (match.tokens, number, match.sense.category)
        }
        return found
    }

    func isMark(_ index: Int, _ scalar: Unicode.Scalar) -> Bool { tokens[index].word == Lexicon.mark(scalar) }

    func isPossessive(_ index: Int) -> Bool { tokens[index].shape.contains(.possessive) }

    func isCapitalised(_ index: Int) -> Bool { tokens[index].shape.contains([.letters, .capitalised]) }

    /// Whether a word leads to what a post or body is for. Capitalised it may be a name: `Minister To Lam`.
    func isPreposition(_ index: Int) -> Bool {
        words.complements.contains(tokens[index].word) && !isCapitalised(index)
    }

    /// Whether a word is a plural: its number does not tell, since words fold without their ending.
    func isPlural(_ index: Int) -> Bool {
        let range = tokens[index].range
        return range.count > 3 && text.report.scalars[range.upperBound - 1] == "s"
    }

    /// Behind a bracket of at most eight tokens that opens at an index; the index itself if none does.
    func behindBracket(at index: Int, before end: Int) -> Int {
        guard index < end, isMark(index, "(") || isMark(index, "[") else { return index }
        var close = index + 1
        while close < min(end, index + 10) {
            if isMark(close, ")") || isMark(close, "]") { return close + 1 }
            close += 1
        }
        return index
    }

    /// Whether a range is an acronym, or several with dashes: `DGSN-DGST`.
    func isAcronym(in range: Range<Int>) -> Bool {
        tokens[range].contains { $0.shape.contains(.acronym) }
            && tokens[range].allSatisfy { $0.shape.contains(.acronym) || $0.shape.contains(.mark) }
    }

    /// Whether a word is a decoration or degree behind a name: `APM`, `OBE`, `PhD`.
    func isHonour(_ index: Int) -> Bool {
        guard let match = phrase(.nameParticle, at: index, before: tokens.count) else { return false }
        return text.value(match) == "honour" && !tokens[index].shape.isDisjoint(with: [.acronym, .letters])
    }

    /// Behind the honours that follow a name.
    func behindHonours(at index: Int, before end: Int) -> Int {
        var index = index
        while index < end, isHonour(index) { index += 1 }
        return index
    }

    /// Behind a stop that ends an abbreviation.
    func behindStop(at index: Int, before end: Int) -> Int {
        index < end && isMark(index, ".") && tokens[index].shape.contains(.glued) ? index + 1 : index
    }

    /// The words of a range without partners, connectors and marks.
    func core(_ range: Range<Int>) -> [Word] {
        var words: [Word] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if let partner = partner(at: index, before: range.upperBound) {
                index = partner.tokens.upperBound
                continue
            }
            let token = tokens[index]
            if !token.shape.contains(.mark), !self.words.isConnector(token.word) { words.append(token.word) }
            index += 1
        }
        return words
    }
}

/// Categories as one mask. Only those that have a mark can be in it.
struct CategorySet: OptionSet, Sendable {
    let rawValue: UInt64

    init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    private init(_ category: Category) {
        rawValue = category.bit
    }

    static let capital = CategorySet(.capital)
    static let city = CategorySet(.city)
    static let demonym = CategorySet(.demonym)
    static let institution = CategorySet(.institution)
    static let kind = CategorySet(.kind)
    static let ordinal = CategorySet(.ordinal)
    static let partner = CategorySet(.partner)
    static let rank = CategorySet(.rank)
    static let relativeDate = CategorySet(.relativeDate)
    static let weekday = CategorySet(.weekday)
    static let partners: CategorySet = [.partner, .demonym]
    static let places: CategorySet = [.capital, .city]
    static let nameParticle = CategorySet(.nameParticle)
    static let portfolio = CategorySet(.portfolio)
    static let body = CategorySet(.body)
    static let post = CategorySet(.post)
    static let nameTail = CategorySet(.nameTail)
    static let functionWord = CategorySet(.functionWord)
    static let month = CategorySet(.month)
    static let dates: CategorySet = [.weekday, .month, .ordinal, .relativeDate]
    static let sides: CategorySet = [.partner, .demonym, .capital, .city, .mask]
    /// What a title may begin with.
    static let titles: CategorySet = [
        .partner, .demonym, .institution, .rank, .post, .postModifier, .honorific, .portfolio,
    ]
    static let titlesOrCounterparts: CategorySet = [
        .partner, .demonym, .institution, .rank, .post, .postModifier, .honorific, .portfolio, .anaphor,
    ]
    /// What no word of a person's name is.
    static let noNames: CategorySet = [
        .partner, .demonym, .rank, .post, .postModifier, .portfolio, .body, .honorific, .weekday, .anaphor,
        .functionWord, .framework, .institution, .mask, .kind,
    ]
    static let framework = CategorySet(.framework)
    static let mask = CategorySet(.mask)
    static let anaphor = CategorySet(.anaphor)
    /// What people, institutions and partners are named by.
    static let mentioned: CategorySet = [
        .partner, .demonym, .institution, .framework, .rank, .post, .postModifier, .honorific, .portfolio,
        .anaphor, .body, .mask,
    ]
    static let postOrModifier: CategorySet = [.post, .postModifier]
    static let postOrPortfolio: CategorySet = [.post, .portfolio]
    static let bodyOrPortfolio: CategorySet = [.body, .portfolio]
    static let postModifier = CategorySet(.postModifier)
    static let qualifiers: CategorySet = [.postModifier, .portfolio]
    static let honorific = CategorySet(.honorific)
    static let rankOrHonorific: CategorySet = [.rank, .honorific]
    static let governmentVerb = CategorySet(.governmentVerb)
    /// What no body's own name holds.
    static let noBodies: CategorySet = [
        .post, .postModifier, .honorific, .weekday, .month, .anaphor, .functionWord, .nameParticle,
        .governmentVerb,
    ]
    /// What not even a title makes a word of a name.
    static let noNamesAtAll: CategorySet = [
        .demonym, .rank, .post, .postModifier, .portfolio, .body, .honorific, .weekday, .framework, .institution,
        .mask, .kind,
    ]
}
