/// Finds states, organisations and places.
struct PartnerReader: Sendable {
    private let text: NameText
    private(set) var partners: [PartnerMention] = []
    private(set) var places: [PlaceMention] = []
    /// By partner's number: how often it is named, and the first token.
    private(set) var counts: [Int32: (count: Int, first: Int)] = [:]

    init(_ text: NameText) {
        self.text = text
    }

    /// The partners named, the most frequent first.
    var ranking: [Int32] {
        counts.sorted { ($1.value.count, $0.value.first) < ($0.value.count, $1.value.first) }.map(\.key)
    }

    /// States that a report from Brussels or Geneva does not name, when it names two others: only the venue.
    var seats: Set<Int32> {
        guard counts.keys.count(where: { text.tables.isState[Int($0)] }) > 1 else { return [] }
        return Set(text.tables.seats.filter { counts[$0] == nil })
    }

    mutating func read(_ sentence: Range<Int>) {
        var index = sentence.lowerBound
        while index < sentence.upperBound {
            guard text.begins(.sides, at: index) else {
                index += 1
                continue
            }
            index = readSide(at: index, in: sentence)
        }
    }

    /// - Returns: behind what was read.
    private mutating func readSide(at index: Int, in sentence: Range<Int>) -> Int {
        let end = sentence.upperBound
        if let mask = text.phrase(.mask, at: index, before: end) { return mask.tokens.upperBound }
        var found: TokenizedReport.Match?
        for match in text.text.matches(in: index..<index + 1) where match.tokens.upperBound <= end {
            guard text.tables.partner(match.sense) != nil else { continue }
            if found.map({ match.tokens.count > $0.tokens.count }) ?? true { found = match }
        }
        guard let found, let number = text.tables.partner(found.sense) else { return index + 1 }
        let tokens = found.tokens
        let named = text.partner(at: index, before: end)
        let category = named?.tokens == tokens ? named?.category ?? found.sense.category : found.sense.category
        guard !isOfAnotherName(tokens, before: end) else { return tokens.upperBound }
        switch category {
        case .partner:
            add(tokens, number, .name)
            if text.tables.isState[Int(number)], isVenue(tokens, in: sentence) {
                places.append(PlaceMention(tokens: tokens, name: nil, country: text.tables.partners[Int(number)]))
            }
        case .demonym where isLanguage(tokens, in: sentence): break
        case .demonym: add(tokens, number, .demonym)
        case .capital where isGovernment(tokens, in: sentence): add(tokens, number, .government)
        default: addPlace(tokens, number, before: end)
        }
        return tokens.upperBound
    }

    private mutating func add(_ tokens: Range<Int>, _ number: Int32, _ form: PartnerMention.Form) {
        partners.append(PartnerMention(tokens: tokens, partner: text.tables.partners[Int(number)], form: form))
        counts[number, default: (0, tokens.lowerBound)].count += 1
    }

    private mutating func addPlace(_ tokens: Range<Int>, _ number: Int32, before end: Int) {
        // Towns share names: the state behind the comma decides.
        var country = number
        let comma = tokens.upperBound
        if comma + 1 < end, text.isMark(comma, ","), let state = text.partner(at: comma + 1, before: end) {
            country = state.number
        }
        places.append(
            PlaceMention(
                tokens: tokens, name: text.text.text(tokens), country: text.tables.partners[Int(country)]))
    }

    /// `Vietnam Airlines`, `Vietnam-Japan University`, `Jordan River`: within four words a noun makes it another name.
    private func isOfAnotherName(_ tokens: Range<Int>, before end: Int) -> Bool {
        var index = tokens.upperBound
        let limit = min(end, index + 6)
        while index < limit {
            if Lexicon.isDash(text[index].word), text[index].shape.contains(.glued) {
                index += 1
                continue
            }
            guard text.isCapitalised(index) else { return false }
            if text.begins(.nameTail, at: index) { return true }
            guard !text.begins(.noNamesAtAll, at: index) else { return false }
            index += 1
        }
        return false
    }

    /// `translated from Spanish`: an adjective behind a preposition with nothing behind it.
    private func isLanguage(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
        let before = tokens.lowerBound - 1
        guard before >= sentence.lowerBound, text.words.places.contains(text[before].word) else { return false }
        return tokens.upperBound >= sentence.upperBound
            || text[tokens.upperBound].shape.contains(.mark)
                && !Lexicon.isDash(text[tokens.upperBound].word)
    }

    /// Whether a state's name says where something is.
    private func isVenue(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
        var index = tokens.lowerBound - 1
        if index >= sentence.lowerBound, text[index].word == text.words.the { index -= 1 }
        guard index >= sentence.lowerBound, text.words.venues.contains(text[index].word) else { return false }
        let behind = tokens.upperBound
        // "in Vietnam's participation" is no place.
        return behind >= sentence.upperBound || !text.isPossessive(behind)
    }

    /// Whether a capital stands for its government: `Hanoi and Jakarta agreed`, `between Hanoi and Delhi`, `with Beijing`.
    private func isGovernment(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
        let end = sentence.upperBound
        var before = tokens.lowerBound - 1
        if before > sentence.lowerBound, text[before].word == text.words.and, let side = side(endingAt: before - 1) {
            before = side - 1
        }
        if before >= sentence.lowerBound {
            let word = text[before].word
            if word == text.words.between || word == text.words.with { return true }
            if Lexicon.isDash(text[before].word), side(endingAt: before - 1) != nil { return true }
            if text.words.places.contains(word) { return false }
        }
        var behind = tokens.upperBound
        if behind < end, Lexicon.isDash(text[behind].word), text.begins(.sides, at: behind + 1) {
            return text[behind].shape.contains(.glued)
        }
        if behind + 1 < end, text[behind].word == text.words.and, text.begins(.sides, at: behind + 1) {
            behind = longestSide(at: behind + 1, before: end)
        }
        return behind < end && text.begins(.governmentVerb, at: behind) && !text.isCapitalised(behind)
    }

    /// Where the name of at most three words begins that ends with a token.
    private func side(endingAt index: Int) -> Int? {
        (max(0, index - 2)...max(0, index)).first { start in
            text.text.matches(in: start..<start + 1).contains {
                text.tables.partner($0.sense) != nil && $0.tokens.upperBound == index + 1
            }
        }
    }

    private func longestSide(at index: Int, before end: Int) -> Int {
        text.text.matches(in: index..<index + 1).filter {
            text.tables.partner($0.sense) != nil && $0.tokens.upperBound <= end
        }.map(\.tokens.upperBound).max() ?? index
    }
}
