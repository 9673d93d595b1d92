/// The extent of a person's name at a token.
struct PersonName: Sendable {
    /// From the first to the last word of the name, with initials, particles and `Jr.`.
    let tokens: Range<Int>
    /// The words by which the person is known again: without initials, particles and suffixes.
    let words: [Word]
    let isFollowedByTail: Bool
    /// Whether it says enough without a title: two words, or initials before one.
    var isFull: Bool { tokens.count > 1 }

    /// A word of a name may hold at most as many tokens as the longest names have.
    private static let limit = 16

    /// Reads the name that begins at a token; nil when none does.
    ///
    /// - Parameter isTitled: whether a rank or post stands before it, which lets words begin it that mean something else
    ///   (`To Lam`, `He Lifeng`, `Israel Katz`, `Santiago Peña`).
    init?(at start: Int, before end: Int, isTitled: Bool, in text: NameText) {
        var reader = NameReading(text: text, index: start, end: min(end, start + PersonName.limit))
        reader.read(isTitled: isTitled)
        guard reader.last > start, !reader.words.isEmpty else { return nil }
        tokens = start..<reader.last
        words = reader.words
        let next = reader.last
        isFollowedByTail =
            next < end && text.isCapitalised(next) && text.begins(.nameTail, at: next)
            || reader.words.count > 1 && text.begins(.nameTail, at: reader.lastWord)
                && !text[reader.lastWord].shape.contains(.glued)
            || reader.words.count == 1 && text.begins(.nameTail, at: start)
    }
}

private struct NameReading {
    let text: NameText
    var index: Int
    let end: Int
    /// Behind the last token that belongs to the name.
    var last = 0
    var lastWord = 0
    var words: [Word] = []

    /// So many words most names have at most.
    private static let usual = 4

    init(text: NameText, index: Int, end: Int) {
        self.text = text
        self.index = index
        self.end = end
    }

    mutating func read(isTitled: Bool) {
        let start = index
        while index < end {
            let token = text[index]
            if token.shape.contains(.initial), token.shape.contains(.capitalised), isInitial() { continue }
            if !words.isEmpty, isSuffix() { continue }
            if isParticle(isTitled || index > start) { continue }
            if text.isCapitalised(index), fits(index, isFirst: words.isEmpty, isTitled: isTitled) {
                if words.isEmpty { words.reserveCapacity(Self.usual) }
                words.append(token.word)
                lastWord = index
                index += 1
                last = index
                skipStop()
                continueHyphen()
                continue
            }
            if !words.isEmpty, isNickname() { continue }
            return
        }
    }

    /// `K.`, `J.D.`, and `K Shanmugam` without the stop.
    private mutating func isInitial() -> Bool {
        let behind = text.behindStop(at: index + 1, before: end)
        guard behind < end else { return false }
        let hasStop = behind > index + 1
        guard hasStop || (text.isCapitalised(behind) && !text.begins(.functionWord, at: index)) else { return false }
        // What ends a sentence after a name's words is no middle initial.
        guard text.isCapitalised(behind), !text.begins(.noNames, at: behind) else { return false }
        index = behind
        return true
    }

    /// `van der`, `bin`, `al-`: followed by a word of the name.
    private mutating func isParticle(_ isAllowed: Bool) -> Bool {
        guard isAllowed, let match = text.phrase(.nameParticle, at: index, before: end) else { return false }
        guard text.text.value(match) == "particle" else { return false }
        var next = match.tokens.upperBound
        // "al-Amir" is a name whatever "Amir" alone is.
        let isBound = next + 1 < end && Lexicon.isDash(text[next].word) && text[next + 1].shape.contains(.glued)
        if next < end, Lexicon.isDash(text[next].word), text[next].shape.contains(.glued) { next += 1 }
        if next < end, let second = text.phrase(.nameParticle, at: next, before: end),
            text.text.value(second) == "particle"
        {
            next = second.tokens.upperBound
            if next < end, Lexicon.isDash(text[next].word), text[next].shape.contains(.glued) { next += 1 }
        }
        guard next < end, text.isCapitalised(next), isBound || !text.begins(.noNames, at: next) else { return false }
        words.append(text[next].word)
        lastWord = next
        index = next + 1
        last = index
        skipStop()
        continueHyphen()
        return true
    }

    /// `Ma. Corazon`, `Hj. Mohd`: the stop of an abbreviated name with more of it behind.
    private mutating func skipStop() {
        let behind = text.behindStop(at: index, before: end)
        guard behind > index, text.text.lexicon.isAbbreviation(text[index - 1].word), behind < end,
            text.isCapitalised(behind), !text.begins(.noNames, at: behind)
        else { return }
        index = behind
    }

    /// `Geun-hye`, `Jean-Yves`.
    private mutating func continueHyphen() {
        while index + 1 < end, Lexicon.isDash(text[index].word), text[index].shape.contains(.glued),
            text[index + 1].shape.contains([.letters, .glued]), !text.begins(.partners, at: index + 1)
        {
            words.append(text[index + 1].word)
            index += 2
            last = index
        }
    }

    private mutating func isSuffix() -> Bool {
        var next = index
        if next < end, text.isMark(next, ",") { next += 1 }
        guard let match = text.phrase(.nameParticle, at: next, before: end), text.text.value(match) == "suffix"
        else { return false }
        index = text.behindStop(at: match.tokens.upperBound, before: end)
        last = index
        return true
    }

    /// `Ronald "Bato" dela Rosa`: one or two words in quotation marks, with more of the name behind them.
    private mutating func isNickname() -> Bool {
        guard index + 3 < end, isQuote(index), text.isCapitalised(index + 1) else { return false }
        let close = isQuote(index + 2) ? index + 2 : index + 3
        guard isQuote(close), close + 1 < end else { return false }
        let next = close + 1
        guard
            text.isCapitalised(next) && !text.begins(.noNames, at: next)
                || text.phrase(.nameParticle, at: next, before: end) != nil
        else { return false }
        index = next
        return true
    }

    private func isQuote(_ index: Int) -> Bool {
        text.isMark(index, "\"") || text.isMark(index, "\u{201C}") || text.isMark(index, "\u{201D}")
    }

    /// Whether a capitalised word can belong to the name.
    private func fits(_ index: Int, isFirst: Bool, isTitled: Bool) -> Bool {
        if text.begins(.month, at: index), index + 1 < end, text[index + 1].shape.contains(.digits) { return false }
        if !isFirst, text.isHonour(index), text[index].shape.contains(.acronym) { return false }
        guard text.begins(.noNames, at: index) || (isFirst && text.begins(.places, at: index)) else {
            // An acronym that the lexicon does not know may be a family name in capitals: `Jürgen STOCK`, `SAR Sokha`.
            if isFirst, text[index].shape.contains(.acronym), !isTitled { return false }
            return true
        }
        if !isFirst {
            // "Mohamed Ahmed Sheikh Ali"
            if text.begins(.honorific, at: index) { return true }
            guard text.begins(.functionWord, at: index), isBareWord(index) else { return false }
            // "General Nguyen Van An met": a capital inside a sentence, with none behind it.
            let isLast = isTitled && text[index].range.count <= 3 && !text.begins(.anaphor, at: index)
            return hasNameBehind(index) || isLast && (index + 1 >= end || !text.isCapitalised(index + 1))
        }
        // "Chad Wolf", not "Vietnam Nguyen Thi Mai" behind "the Office of INTERPOL"
        if text.begins(.partners, at: index), !text.words.namesakes.contains(text[index].word) { return false }
        return isTitled && isBareWord(index) && hasNameBehind(index)
    }

    /// Whether only the meaning as a small word, a state's or a town's name stands against a word.
    private func isBareWord(_ index: Int) -> Bool {
        guard !text.begins(.noNamesAtAll, at: index) else { return false }
        return text.text.matches(at: index).allSatisfy { text.text.matches[$0].tokens.count == 1 }
    }

    private func hasNameBehind(_ index: Int) -> Bool {
        guard index + 1 < end, text.isCapitalised(index + 1) else { return false }
        return !text.begins(.noNames, at: index + 1)
    }
}
