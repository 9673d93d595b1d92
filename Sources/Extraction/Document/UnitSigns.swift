/// What a unit, given by its tokens, looks like by itself: heading, credit, caption, notice or closing line.
struct UnitSigns: Sendable {
    let text: TokenizedReport

    /// Whether a short unit begins with a phrase of the layout and holds little else.
    func isHeading(_ range: Range<Int>, _ values: Set<String>, slack: Int = 4) -> Bool {
        guard let start = range.first(where: { !text.tokens[$0].shape.contains(.mark) }) else { return false }
        return text.matches(in: start..<start + 1).contains { match in
            match.sense.category == .layout && values.contains(text.value(match))
                && range.upperBound - match.tokens.upperBound <= slack
        }
    }

    /// `MORE National ARTICLES`, `Other top stories`: what announces other articles, in few words and no sentence.
    func isTeaserHeading(_ range: Range<Int>) -> Bool {
        let range = trimmingMarks(range)
        guard (2...6).contains(range.count), let last = range.last, isUnstopped(range),
            text.tokens[range.lowerBound].shape.contains(.capitalised)
        else { return false }
        func isLayout(_ index: Int, _ value: String) -> Bool {
            text.matches(in: index..<index + 1).contains {
                $0.sense.category == .layout && text.value($0) == value && $0.tokens.count == 1
            }
        }
        return isLayout(range.lowerBound, "teaser-opening") && isLayout(last, "teaser-noun")
    }

    /// The source of a unit that is nothing but a credit: `VNA`, `Source: VOV`, `– ANI`, `(Bernama)`.
    func credit(_ range: Range<Int>) -> String? {
        var start = range.lowerBound
        while start < range.upperBound, text.tokens[start].shape.contains(.mark) { start += 1 }
        guard start < range.upperBound else { return nil }
        let isMarked = text.matches(in: start..<start + 1).contains {
            $0.sense.category == .layout && text.value($0) == "source"
        }
        if isMarked {
            start += 1
            while start < range.upperBound, text.tokens[start].shape.contains(.mark) { start += 1 }
        }
        let names = start..<range.upperBound
        let isBracketed =
            text.tokens[range.lowerBound].word == Lexicon.mark("(")
            && text.tokens[range.upperBound - 1].word == Lexicon.mark(")")
        guard !names.isEmpty, names.count <= (isMarked ? 8 : 5) else { return nil }
        let isName = names.allSatisfy { index in
            let token = text.tokens[index]
            if token.shape.contains(.mark) { return !Lexicon.isStop(token.word) || index == names.upperBound - 1 }
            if isMarked { return token.shape.contains(.capitalised) || names.count <= 3 }
            return token.shape.contains(isBracketed ? .capitalised : .acronym)
        }
        return isName ? text.text(trimmingMarks(names)) : nil
    }

    func trimmingMarks(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while let last = range.last, text.tokens[last].shape.contains(.mark) { range = range.dropLast() }
        while let first = range.first, text.tokens[first].shape.contains(.mark) { range = range.dropFirst() }
        return range
    }

    /// Whether a unit could be a headline: words enough, and no bars of a menu.
    func isHeadline(_ range: Range<Int>) -> Bool {
        let bars = [Lexicon.mark("|"), Lexicon.mark("\u{B7}"), Lexicon.mark(">"), Lexicon.mark("\u{BB}")]
        guard range.count >= 4 else { return false }
        // `(MENAFN- The Peninsula) The Peninsula` is an agency and a paper.
        if text.tokens[range.lowerBound].word == Lexicon.mark("("),
            let close = range.first(where: { text.tokens[$0].word == Lexicon.mark(")") }),
            range.upperBound - close <= 4
        {
            return false
        }
        return !isMenu(range) && !isHeading(range, ["menu"], slack: 2) && !isHeading(range, ["notice"], slack: 8)
            && !isHeading(range, ["published", "updated"])
            && !range.contains { bars.contains(text.tokens[$0].word) }
    }

    /// Whether most of a unit's words are those of a menu: `HOME NEWS OPINION LOG IN`.
    private func isMenu(_ range: Range<Int>) -> Bool {
        let words = range.filter { text.tokens[$0].shape.contains(.letters) }
        let menu = words.filter { index in
            text.matches(in: index..<index + 1).contains {
                $0.sense.category == .layout && text.value($0) == "menu"
            }
        }
        return menu.count >= 3 && menu.count * 2 >= words.count
    }

    /// Whether a unit reads like a heading: short, and no sentence of it is finished.
    func isUnstopped(_ range: Range<Int>) -> Bool {
        guard let last = range.last, range.count <= 40 else { return false }
        var end = last
        while end > range.lowerBound, Lexicon.isClosing(text.tokens[end].word) { end -= 1 }
        return !Lexicon.isStop(text.tokens[end].word)
    }

    /// A short unit of the page's furniture: `Share this article`, `Tags: Oman, Kenya`.
    func isFurniture(_ range: Range<Int>) -> Bool {
        guard range.count <= 12, let first = range.first else { return false }
        if isHeading(range, ["notice", "published", "updated", "menu", "tail"]) {
            return isUnstopped(range) || range.count <= 6
        }
        return isUnstopped(range)
            && text.matches(in: first..<first + 1).contains { match in
                match.sense.category == .layout && text.value(match) == "notice"
                    && match.tokens.upperBound < range.upperBound
                    && text.tokens[match.tokens.upperBound].word == Lexicon.mark(":")
            }
    }

    /// A longer remark of the editors: "This article was translated …".
    func isNotice(_ range: Range<Int>) -> Bool {
        guard range.count <= 40 else { return false }
        return text.matches(in: range).contains { match in
            match.sense.category == .layout && match.tokens.count >= 3 && text.value(match) == "notice"
                && match.tokens.lowerBound <= range.lowerBound + 2
        }
    }

    /// Whether a unit is a photo's legend: it ends with a credit in brackets, begins as one, or says who stands where.
    func isCaption(_ range: Range<Int>) -> Bool {
        guard let first = range.first, range.count <= 160 else { return false }
        let phrases = text.matches(in: range).filter { $0.sense.category == .layout }
        if phrases.contains(where: {
            text.value($0) == "caption" && $0.tokens.lowerBound <= first + 1 && followsColon($0, range)
        }) {
            return true
        }
        let closing = phrases.contains { match in
            let value = text.value(match)
            guard value == "caption" || value == "source", range.upperBound - match.tokens.lowerBound <= 14 else {
                return false
            }
            guard match.tokens.lowerBound > range.lowerBound else { return false }
            let before = text.tokens[match.tokens.lowerBound - 1].word
            return before == Lexicon.mark("(") || before == Lexicon.mark("[")
                || (value == "caption" && (followsColon(match, range) || before == Lexicon.mark(".")))
        }
        if closing { return true }
        return range.count <= 60
            && phrases.contains { match in
                guard text.value(match) == "caption-cue", match.tokens.lowerBound > first else { return false }
                let before = text.tokens[match.tokens.lowerBound - 1].word
                return match.tokens.count == 1
                    ? before == Lexicon.mark("(") && match.tokens.upperBound < range.upperBound
                        && text.tokens[match.tokens.upperBound].word == Lexicon.mark(")")
                    : isUnstopped(range)
            }
    }

    private func followsColon(_ match: TokenizedReport.Match, _ range: Range<Int>) -> Bool {
        let end = match.tokens.upperBound
        guard end < range.upperBound else { return false }
        let next = text.tokens[end].word
        return next == Lexicon.mark(":") || next == Lexicon.mark("/")
            || text.value(match) == "caption" && match.tokens.count > 1
    }

    /// `The Monitor Team`, `KOF/AA`, `Reporting by …; editing by …`, `(c) … All rights reserved.`
    func isClosingLine(_ range: Range<Int>) -> Bool {
        guard range.count <= 24 else { return false }
        let isNotice = text.matches(in: range).contains {
            $0.sense.category == .layout && $0.tokens.count >= 2
                && ["notice", "published", "updated"].contains(text.value($0))
        }
        return isNotice || (range.count <= 6 && isUnstopped(range))
    }
}
