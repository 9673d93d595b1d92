/// Finds the day of publication around an article: a machine's header (` date 2018-09-06 `), a line of its own
/// (`17.02.2023 16:36`, `Published: 6 September 2018`), or a byline (`The Monitor, 28 Apr, 2023 10:36 AM`).
struct HeaderReader {
    private let text: TokenizedReport
    private let signs: UnitSigns
    /// By unit: the sentences in it.
    private let sentences: [Range<Int>]

    /// A date that is no part of the article.
    struct Line {
        let tokens: Range<Int>
        let sentences: Range<Int>
        let day: CalendarDay
        /// How much speaks for the day of publication, and not of viewing or of a change.
        let weight: Int
    }

    /// Units from the start and before the end in which such lines stand.
    private static let head = 14
    private static let tail = 5

    init(_ text: TokenizedReport, _ signs: UnitSigns, sentences: [Range<Int>]) {
        (self.text, self.signs, self.sentences) = (text, signs, sentences)
    }

    /// ` date 2018-09-06 ` fused to the first line.
    func machineHeader() -> Layout.Header? {
        guard let first = text.tokens.first, first.word == text.lexicon.word("date"),
            let found = DateReader.day(in: text, near: 1), found.day.year != nil
        else { return nil }
        return Layout.Header(tokens: 0..<found.tokens.upperBound, day: found.day, isMachine: true)
    }

    /// The lines that hold little but a full day: those of the head, else those behind the article.
    func lines(from start: Int) -> [Line] {
        let head = lines(in: sentences.indices.prefix(Self.head), from: start)
        if !head.isEmpty { return head }
        return lines(in: sentences.indices.dropFirst(Self.head).suffix(Self.tail), from: start)
    }

    private func lines(in units: Range<Int>, from start: Int) -> [Line] {
        units.flatMap { unit -> [Line] in
            guard let first = sentences[unit].first, let last = sentences[unit].last else { return [] }
            let whole = text.sentences[first].tokens.lowerBound..<text.sentences[last].tokens.upperBound
            guard mayHoldYear(whole) else { return [] }
            // `15. maj 2024 13:17` is no two sentences.
            if whole.lowerBound >= start, let line = line(whole, sentences[unit]) { return [line] }
            return sentences[unit].flatMap { sentence -> [Line] in
                let range = text.sentences[sentence].tokens
                guard range.lowerBound >= start else { return [] }
                if let line = line(range, sentence..<sentence + 1) { return [line] }
                return parts(of: range).compactMap { line($0, sentence..<sentence) }
            }
        }
    }

    /// The lines of a sentence that has several: a byline and the list below it.
    private func parts(of range: Range<Int>) -> [Range<Int>] {
        let starts = range.filter { $0 == range.lowerBound || text.tokens[$0].shape.contains(.opensLine) }
        guard starts.count > 1 else { return [] }
        return zip(starts, starts.dropFirst() + [range.upperBound]).map { $0..<$1 }
    }

    private func line(_ range: Range<Int>, _ sentences: Range<Int>) -> Line? {
        guard range.count <= 30, let date = fullDay(in: range) else { return nil }
        let label = text.matches(in: range).first { match in
            match.sense.category == .layout && ["published", "updated", "viewed"].contains(text.value(match))
                && text.tokens[match.tokens.lowerBound].shape.contains(.capitalised)
                && match.tokens.upperBound <= date.tokens.lowerBound
                && date.tokens.lowerBound - match.tokens.upperBound <= 4
        }
        let clock = clock(in: range)
        let code = code(in: range)
        let words = range.filter { index in
            !code.contains(index) && text.tokens[index].shape.contains(.letters)
                && !text.tokens[index].shape.contains(.digits)
                && !date.tokens.contains(index) && label?.tokens.contains(index) != true && !clock.contains(index)
                && text.match(at: index, .weekday) == nil
        }
        // Who wrote it may stand beside it; a sentence has small words, or ends.
        let isName = words.allSatisfy { text.tokens[$0].shape.contains(.capitalised) || isSmall($0) }
        let isLabelled = label != nil && words.count <= 8 && isName
        let isTimed = clock.contains { text.tokens[$0].shape.contains(.number) } && words.count <= 10 && isName
        guard isLabelled || isTimed || words.count <= 2 || words.count <= 6 && isName && isBarred(date.tokens, range)
        else { return nil }
        guard words.isEmpty || isLabelled || signs.isUnstopped(range) else { return nil }
        // A place beside the day makes a dateline.
        guard isLabelled || isTimed || !words.contains(where: isTown) else { return nil }
        var weight = isTimed ? 2 : 0
        if let label { weight += ["published": 4, "updated": 1][text.value(label)] ?? -8 }
        return Line(tokens: range, sentences: sentences, day: date.day, weight: weight)
    }

    /// Without a number of four digits there is no year.
    private func mayHoldYear(_ range: Range<Int>) -> Bool {
        range.contains { text.tokens[$0].shape.contains(.number) && text.tokens[$0].range.count == 4 }
    }

    private func fullDay(in range: Range<Int>) -> (tokens: Range<Int>, day: CalendarDay)? {
        guard mayHoldYear(range) else { return nil }
        return DateReader.read(text, in: range).lazy.compactMap { mention in
            guard case .date(let day, _) = mention.meaning, day.year != nil, day.day != nil else { return nil }
            return (mention.tokens, day)
        }.first
    }

    /// What a template has left unfilled: `{{values.hits}}`.
    private func code(in range: Range<Int>) -> Range<Int> {
        guard let start = range.first(where: { text.tokens[$0].word == Lexicon.mark("{") }),
            let end = range.last(where: { text.tokens[$0].word == Lexicon.mark("}") }), start < end
        else { return range.upperBound..<range.upperBound }
        return start..<end
    }

    /// `16:36`, `10:36 AM`, `19:15 (GMT+7)`, `11 a.m.`
    private func clock(in range: Range<Int>) -> Set<Int> {
        var found: Set<Int> = []
        for index in range {
            let isHour = text.tokens[index].shape.contains(.number) && text.tokens[index].range.count <= 2
            if isHour, index + 2 < range.upperBound, text.tokens[index + 2].shape.contains(.number),
                text.tokens[index + 1].word == Lexicon.mark(":"), text.tokens[index + 1].shape.contains(.glued)
            {
                found.formUnion([index, index + 2])
            }
            guard let match = text.match(at: index, .layout), text.value(match) == "clock",
                match.tokens.upperBound <= range.upperBound
            else { continue }
            found.formUnion(match.tokens)
            if index > range.lowerBound, text.tokens[index - 1].shape.contains(.number) { found.insert(index - 1) }
        }
        return found
    }

    private func isSmall(_ index: Int) -> Bool {
        ["by", "from", "at", "on", "in", "of", "the", "and"].contains { (word: StaticString) in
            text.tokens[index].word == text.lexicon.word(word)
        }
    }

    /// Whether a bar, a dot or a dash parts the day from the words beside it: `By Staff Reporter | May 5, 2023`.
    private func isBarred(_ date: Range<Int>, _ range: Range<Int>) -> Bool {
        [date.lowerBound - 1, date.upperBound].contains { index in
            guard range.contains(index) else { return false }
            let word = text.tokens[index].word
            return Lexicon.isDash(word) || ["|", "\u{B7}", "\u{2022}", "/"].contains { word == Lexicon.mark($0) }
        }
    }

    private func isTown(_ index: Int) -> Bool {
        text.matches(in: index..<index + 1).contains {
            $0.sense.category == .capital || $0.sense.category == .city
        }
    }
}
