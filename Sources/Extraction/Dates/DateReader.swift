/// Finds dates in all the forms of reports. Numbers alone are no dates; a year needs a word that makes it one.
struct DateReader {
    private let text: TokenizedReport

    /// All mentions inside a range of tokens, in order, none overlapping.
    static func read(_ text: TokenizedReport, in range: Range<Int>) -> [DateMention] {
        let reader = DateReader(text: text)
        var mentions: [DateMention] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard reader.mayBegin(index), let mention = reader.mention(at: index, before: range.upperBound) else {
                index += 1
                continue
            }
            mentions.append(mention)
            index = mention.tokens.upperBound
        }
        return mentions
    }

    /// All mentions in what a report states; its header is no part of that.
    static func read(_ document: Document) -> [DateMention] {
        document.statements.flatMap { read(document.text, in: document.unheaded($0)) }
    }

    /// The first full or yearless day that begins at most a few tokens behind a place.
    static func day(in text: TokenizedReport, near start: Int) -> (tokens: Range<Int>, day: CalendarDay)? {
        let reader = DateReader(text: text)
        for index in start..<min(start + 6, text.tokens.count) {
            if let mention = reader.mention(at: index, before: text.tokens.count),
                case .date(let day, _) = mention.meaning, day.day != nil
            {
                return (mention.tokens, day)
            }
        }
        return nil
    }

    /// A date begins with a number, with a word of dates, or with `last` or `next` before one.
    private func mayBegin(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return token.shape.contains(.digits) || token.initial == UInt8(ascii: "l")
            || token.initial == UInt8(ascii: "n") || text.begins(.dates, at: index)
    }

    private func mention(at start: Int, before end: Int) -> DateMention? {
        let token = text.tokens[start]
        if token.shape.contains(.digits) {
            return numeric(start, end) ?? dayFirst(start, end) ?? year(start, end)
        }
        guard text.begins(.dates, at: start) else { return shifted(start, end) }
        if let weekday = term(start, .weekday) { return fromWeekday(start, weekday, end) }
        if term(start, .month) != nil, let found = monthFirst(start, end) { return found }
        // In words a day needs its `of`: `the second May round` has none.
        if let ordinal = term(start, .ordinal), isOf(ordinal.end, end), let day = dayFirst(start, end) { return day }
        if let relative = text.match(at: start, .relativeDate),
            !["recent", "open-future"].contains(text.value(relative))
        {
            // `in the autumn of 2022` is not this year's.
            var index = relative.tokens.upperBound
            if text.value(relative) == "this-year", let year = trailingYear(&index, end) {
                return DateMention(tokens: start..<index, meaning: .date(CalendarDay(year: year), weekday: nil))
            }
            return DateMention(tokens: relative.tokens, meaning: .relative(text.value(relative), month: nil))
        }
        return shifted(start, end)
    }

    // MARK: Parts

    private func term(_ index: Int, _ category: Category) -> (value: Int, end: Int)? {
        guard let match = text.match(at: index, category), let value = Int(text.value(match)) else { return nil }
        return (value, match.tokens.upperBound)
    }

    /// A number of up to four digits.
    private func number(_ index: Int, _ end: Int) -> Int? {
        guard index < end, text.tokens[index].shape.contains(.number) else { return nil }
        let range = text.tokens[index].range
        guard range.count <= 4 else { return nil }
        var value = 0
        for position in range {
            guard let digit = text.report.scalars[position].decimal else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    private func year(at index: Int, _ end: Int) -> Int? {
        guard let value = number(index, end), 1900...2099 ~= value, text.tokens[index].range.count == 4 else {
            return nil
        }
        return value
    }

    /// `5`, `5th`, `twenty-second` before a month.
    private func dayNumber(_ index: Int, _ end: Int) -> (day: Int, end: Int)? {
        if let value = number(index, end), 1...31 ~= value, text.tokens[index].range.count <= 2 {
            return (value, index + 1)
        }
        guard index < end, let ordinal = term(index, .ordinal), 1...31 ~= ordinal.value else { return nil }
        return (ordinal.value, ordinal.end)
    }

    private func isMark(_ index: Int, _ end: Int, _ scalar: Unicode.Scalar) -> Bool {
        index < end && text.tokens[index].word == Lexicon.mark(scalar)
    }

    private func isWord(_ index: Int, _ end: Int, _ word: StaticString) -> Bool {
        index < end && text.isWord(index, word)
    }

    /// `of`, also that of `5 de diciembre de 2024`.
    private func isOf(_ index: Int, _ end: Int) -> Bool { isWord(index, end, "of") || isWord(index, end, "de") }

    /// As `joins`, between two full dates or years, of which `and` makes a range only behind `between`.
    private func spans(_ index: Int, from start: Int, _ end: Int) -> Int? {
        guard !isMark(index, end, "/"),
            !isWord(index, end, "and") || (start > 0 && isWord(start - 1, end, "between"))
        else { return nil }
        return joins(index, end)
    }

    /// `-`, `–`, `to`, `and`, `until` between two days or years.
    private func joins(_ index: Int, _ end: Int) -> Int? {
        guard index < end else { return nil }
        if Lexicon.isDash(text.tokens[index].word) || isWord(index, end, "to") || isWord(index, end, "and")
            || isWord(index, end, "until") || isWord(index, end, "through")
        {
            return index + 1
        }
        return isMark(index, end, "/") || isMark(index, end, "&") ? index + 1 : nil
    }

    // MARK: Forms

    /// `2024-12-05`, `05/12/2024`, `12-05-2024`, `5.12.2024`; month first only where the day cannot be a month.
    private func numeric(_ start: Int, _ end: Int) -> DateMention? {
        guard let first = number(start, end), start + 4 < end, text.tokens[start + 1].shape.contains([.mark, .glued]),
            let second = number(start + 2, end), text.tokens[start + 3].word == text.tokens[start + 1].word,
            let third = number(start + 4, end)
        else { return nil }
        let mark = text.tokens[start + 1].word
        guard Lexicon.isDash(mark) || mark == Lexicon.mark("/") || mark == Lexicon.mark(".") else { return nil }
        var day = CalendarDay()
        if text.tokens[start].range.count == 4 {
            day = CalendarDay(year: first, month: second, day: third)
        } else {
            guard text.tokens[start + 4].range.count == 4 else { return nil }
            let isMonthFirst = second > 12
            day = CalendarDay(year: third, month: isMonthFirst ? first : second, day: isMonthFirst ? second : first)
        }
        guard isPossible(day) else { return nil }
        return DateMention(tokens: start..<start + 5, meaning: .date(day, weekday: nil))
    }

    private func isPossible(_ day: CalendarDay) -> Bool {
        guard let month = day.month, 1...12 ~= month else { return false }
        return day.day.map { 1...31 ~= $0 } ?? true
    }

    /// `5 December 2024`, `the 16th of May, 2018`, `22-26 May`, `27 and 28 May`, `22 May to 3 June 2024`.
    private func dayFirst(_ start: Int, _ end: Int) -> DateMention? {
        guard let first = dayNumber(start, end) else { return nil }
        var index = first.end
        var last: (day: Int, end: Int)?
        if let join = joins(index, end), let second = dayNumber(join, end), second.day > first.day {
            last = second
            index = second.end
        }
        // `15. maj 2024`.
        let isDotted =
            isMark(index, end, ".") && text.tokens[index].shape.contains(.glued) && index + 2 < end
            && year(at: index + 2, end) != nil
        if isDotted || isOf(index, end) { index += 1 }
        guard index < end, let month = term(index, .month) else { return nil }
        index = month.end
        if isMark(index, end, "."), text.tokens[index].shape.contains(.glued), year(at: index + 1, end) != nil {
            index += 1
        }
        let year = trailingYear(&index, end)
        // `two Maj. Generals`.
        guard year != nil || text.match(at: month.end - 1, .rank) == nil else { return nil }
        let from = CalendarDay(year: year, month: month.value, day: first.day)
        if let last {
            return DateMention(
                tokens: start..<index,
                meaning: .period(from, CalendarDay(year: year, month: month.value, day: last.day)))
        }
        if let join = spans(index, from: start, end), let second = dayNumber(join, end), second.end < end,
            let otherMonth = term(second.end, .month)
        {
            var behind = otherMonth.end
            let otherYear = trailingYear(&behind, end)
            return DateMention(
                tokens: start..<behind,
                meaning: .period(
                    CalendarDay(year: year ?? otherYear, month: month.value, day: first.day),
                    CalendarDay(year: otherYear ?? year, month: otherMonth.value, day: second.day)))
        }
        return DateMention(tokens: start..<index, meaning: .date(from, weekday: nil))
    }

    /// `, 2024`, ` 2024`, `(2024)` right behind a month or a day.
    private func trailingYear(_ index: inout Int, _ end: Int) -> Int? {
        if let year = year(at: index, end) {
            index += 1
            return year
        }
        if isMark(index, end, ","), let year = year(at: index + 1, end) {
            index += 2
            return year
        }
        if isOf(index, end), let year = year(at: index + 1, end) {
            index += 2
            return year
        }
        return nil
    }

    /// `December 5, 2024`, `May 20`, `March 11 to 13`, `May 30 - June 2`, `December 2019`, `July last year`, `next May`.
    private func monthFirst(_ start: Int, _ end: Int) -> DateMention? {
        guard let month = term(start, .month), text.tokens[start].shape.contains(.capitalised) else { return nil }
        var index = month.end
        if isMark(index, end, "."), text.tokens[index].shape.contains(.glued), number(index + 1, end) != nil {
            index += 1
        }
        if year(at: index, end) == nil, let first = dayNumber(index, end) {
            index = first.end
            var last: CalendarDay?
            if let join = joins(index, end) {
                if let second = dayNumber(join, end), second.day > first.day, !isOther(second.end, end) {
                    last = CalendarDay(year: nil, month: month.value, day: second.day)
                    index = second.end
                }
            }
            var year = trailingYear(&index, end)
            var from = CalendarDay(year: year, month: month.value, day: first.day)
            if last == nil, let join = spans(index, from: start, end), let other = term(join, .month),
                let second = dayNumber(other.end, end)
            {
                index = second.end
                year = trailingYear(&index, end) ?? year
                from.year = from.year ?? year
                last = CalendarDay(year: nil, month: other.value, day: second.day)
            }
            if var last {
                last.year = year
                return DateMention(tokens: start..<index, meaning: .period(from, last))
            }
            return DateMention(tokens: start..<index, meaning: .date(from, weekday: nil))
        }
        if let year = trailingYear(&index, end) {
            return DateMention(
                tokens: start..<index, meaning: .date(CalendarDay(year: year, month: month.value), weekday: nil))
        }
        if index < end, let relative = text.match(at: index, .relativeDate) {
            let value = text.value(relative)
            if value == "last-year" || value == "next-year" || value == "this-year" {
                return DateMention(
                    tokens: start..<relative.tokens.upperBound, meaning: .relative(value, month: month.value))
            }
        }
        guard start > 0, isPreposition(start - 1) || isCompound(start), text.match(at: start, .rank) == nil else {
            return nil
        }
        return DateMention(tokens: start..<index, meaning: .date(CalendarDay(month: month.value), weekday: nil))
    }

    /// Whether what follows a number makes it something else than a day: `May 5 and 20 officers`.
    private func isOther(_ index: Int, _ end: Int) -> Bool {
        index < end && text.tokens[index].shape.contains(.letters) && !text.tokens[index].shape.contains(.capitalised)
            && !isPreposition(index) && text.tokens[index].word >= text.lexicon.wordCount
    }

    /// The `May` of `mid-May`.
    private func isCompound(_ index: Int) -> Bool {
        index > 1 && text.tokens[index].shape.contains(.glued) && Lexicon.isDash(text.tokens[index - 1].word)
            && text.tokens[index - 1].shape.contains(.glued) && text.tokens[index - 2].shape.contains(.letters)
            && !text.tokens[index - 2].shape.contains(.capitalised)
    }

    private func isPreposition(_ index: Int) -> Bool {
        ["in", "since", "last", "next", "until", "by", "from", "of", "early", "late", "mid", "this", "for", "at"]
            .contains { text.isWord(index, $0) }
    }

    /// `Thursday`, `last Thursday`, `Thursday, December 5`, `Thursday (5/12)`.
    private func fromWeekday(_ start: Int, _ weekday: (value: Int, end: Int), _ end: Int) -> DateMention {
        var index = weekday.end
        if isMark(index, end, ",") || isMark(index, end, "(") { index += 1 }
        if isWord(index, end, "the") { index += 1 }
        if index < end, let day = (dayFirst(index, end) ?? monthFirst(index, end) ?? numeric(index, end)),
            case .date(let date, _) = day.meaning, date.day != nil
        {
            return DateMention(tokens: start..<day.tokens.upperBound, meaning: .date(date, weekday: weekday.value))
        }
        var shift = DateMention.Shift.nearest
        if start > 0 {
            if isWord(start - 1, end, "last") { shift = .last }
            if isWord(start - 1, end, "next") || isWord(start - 1, end, "coming") { shift = .next }
        }
        return DateMention(tokens: start..<weekday.end, meaning: .weekday(weekday.value, shift))
    }

    /// A year that a word or a bracket makes one: `in 2016`, `since 2013`, `2024-2028`, `the 2020 memorandum`.
    private func year(_ start: Int, _ end: Int) -> DateMention? {
        guard let first = year(at: start, end), !isFileNumber(start) else { return nil }
        if let join = joins(start + 1, end), isMark(start + 1, end, "/") || spans(start + 1, from: start, end) != nil,
            let last = year(at: join, end), last >= first
        {
            return DateMention(
                tokens: start..<join + 1, meaning: .period(CalendarDay(year: first), CalendarDay(year: last)))
        }
        if start + 2 < end, Lexicon.isDash(text.tokens[start + 1].word), text.tokens[start + 1].shape.contains(.glued),
            let last = number(start + 2, end), text.tokens[start + 2].range.count == 2, first % 100 < last
        {
            return DateMention(
                tokens: start..<start + 3,
                meaning: .period(CalendarDay(year: first), CalendarDay(year: first / 100 * 100 + last)))
        }
        return DateMention(tokens: start..<start + 1, meaning: .date(CalendarDay(year: first), weekday: nil))
    }

    /// Whether a year only ends a number: `15/2024`.
    private func isFileNumber(_ index: Int) -> Bool {
        index > 1 && text.tokens[index].shape.contains(.glued) && text.tokens[index - 1].word == Lexicon.mark("/")
            && text.tokens[index - 1].shape.contains(.glued) && text.tokens[index - 2].shape.contains(.number)
    }

    /// `last May`, `next December`.
    private func shifted(_ start: Int, _ end: Int) -> DateMention? {
        let isLast = isWord(start, end, "last")
        guard isLast || isWord(start, end, "next"), start + 1 < end,
            text.tokens[start + 1].shape.contains(.capitalised), let month = term(start + 1, .month)
        else { return nil }
        return DateMention(
            tokens: start..<month.end,
            meaning: .relative(isLast ? "last-month-named" : "next-month-named", month: month.value))
    }
}

extension Unicode.Scalar {
    /// The digit that it is in any script.
    fileprivate var decimal: Int? {
        if isASCII { return "0"..."9" ~= self ? Int(value) - 0x30 : nil }
        return properties.numericType == .decimal ? properties.numericValue.map { Int($0) } : nil
    }
}
