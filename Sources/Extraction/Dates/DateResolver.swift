internal import Records

/// Turns stated dates into days of the calendar, as far as the report and what is known of its publication allow.
///
/// The year of a day without one comes from, in this order: the publication (given, header, dateline), the weekday that
/// fits, bounds inside the text; else it stays open.
struct DateResolver {
    /// The day of publication and how it is known; `stated` is a day of the news, which stands in for it.
    let published: (day: Day, basis: RecordDate.Basis)?
    /// What is known of the day of publication when it is not known whole: day and month of the dateline, or the year.
    private let known: CalendarDay?
    /// The years of the text that lie behind or ahead: what a day without a year falls between.
    private let past: Int?
    private let future: Int?

    /// - Parameter given: the date of publication that is known from elsewhere.
    init(_ document: Document, mentions: [DateMention], given: RecordDate?, diagnostics: inout [Diagnostic]) {
        let text = document.text
        var published: (day: Day, basis: RecordDate.Basis)?
        if let given, given.precision == .day, let day = given.earliest { published = (day, given.basis) }
        if published == nil, let day = document.layout.dateline?.date.flatMap(DateResolver.day) {
            published = (day, .header)
        }
        var known: CalendarDay?
        for header in document.layout.headers where published == nil {
            guard let day = DateResolver.day(header.day) else { continue }
            if DateResolver.contradicts(day, document, mentions) {
                diagnostics.append(
                    Diagnostic(
                        file: text.report.file, line: text.report.line(at: text.range(of: header.tokens).lowerBound),
                        severity: .warning,
                        message: "the header's date \(day) contradicts the days of the text and is not used; "
                            + "give the day of publication with --published"))
            } else if header.isDefault {
                known = CalendarDay(year: header.day.year)
            } else {
                published = (day, .header)
            }
        }
        let (past, future) = DateResolver.bounds(mentions, text)
        if published == nil, let date = document.layout.dateline?.date {
            if let day = DateResolver.day(date) {
                published = (day, .header)
            } else if let day = DateResolver.day(date, on: mentions, past: past, future: future) {
                published = (day, .weekday)
            } else if date.month != nil, date.day != nil {
                known = CalendarDay(year: known?.year, month: date.month, day: date.day)
                if let known, let day = DateResolver.day(known) { published = (day, .header) }
            }
        }
        if published == nil, known?.year == nil, let day = DateResolver.newsDay(document, mentions),
            known.map({ DateResolver.isNear(day, $0) }) ?? true
        {
            published = (day, .stated)
        }
        self.published = published
        self.known = published == nil ? known : nil
        self.past = past
        self.future = future
    }

    /// A full day in the first sentences: no publication, but what "next month" counts from.
    private static func newsDay(_ document: Document, _ mentions: [DateMention]) -> Day? {
        let text = document.text
        let opening = document.statements.filter { document.zones[$0] == .body }.prefix(4).map {
            text.sentences[$0].tokens
        }
        return mentions.filter { mention in
            opening.contains { $0.contains(mention.tokens.lowerBound) }
                && (!isAhead(mention, text) || isOfSpeech(mention, text))
        }.compactMap { mention in
            guard case .date(let date, _) = mention.meaning else { return nil }
            return day(date)
        }.max()
    }

    /// `… will meet next month, a spokesperson said on Monday, Sept. 4, 2023.`
    private static func isOfSpeech(_ mention: DateMention, _ text: TokenizedReport) -> Bool {
        let start = mention.tokens.lowerBound
        return text.matches(in: max(0, start - 3)..<start).contains { $0.sense.category == .speech }
    }

    /// The latest year that lies behind and the earliest that lies ahead, as the text tells them.
    private static func bounds(_ mentions: [DateMention], _ text: TokenizedReport) -> (past: Int?, future: Int?) {
        var past: Int?
        var ahead: [Int] = []
        for mention in mentions {
            let date: CalendarDay
            switch mention.meaning {
            case .date(let day, _): date = day
            case .period(let from, _): date = from
            case .weekday, .relative: continue
            }
            guard let year = date.year else { continue }
            if isAhead(mention, text) {
                ahead.append(year)
            } else {
                past = max(past ?? year, year)
            }
        }
        return (past, ahead.filter { $0 >= past ?? $0 }.min())
    }

    /// The dateline's day in the one year in which it falls on the weekday that the text gives the news of the day.
    private static func day(_ date: CalendarDay, on mentions: [DateMention], past: Int?, future: Int?) -> Day? {
        guard let month = date.month, let day = date.day, let past else { return nil }
        let weekday = mentions.lazy.compactMap { mention -> Int? in
            guard case .weekday(let weekday, .nearest) = mention.meaning else { return nil }
            return weekday
        }.first
        guard let weekday else { return nil }
        let days = (past...max(past, min(future ?? past + 4, past + 4))).compactMap {
            Day(year: $0, month: month, day: day)
        }
        let fitting = days.filter { self.weekday($0) == weekday }
        return fitting.count == 1 ? fitting.first : nil
    }

    /// Whether a year is told as one to come: `set to be held in 2026`, `by 2030`, `Vision 2045`.
    private static func isAhead(_ mention: DateMention, _ text: TokenizedReport) -> Bool {
        let start = mention.tokens.lowerBound
        guard start > 0 else { return false }
        let isBracketed = start > 1 && text.tokens[start - 1].word == Lexicon.mark(")")
        let before = text.tokens[isBracketed ? start - 2 : start - 1]
        if before.word == text.lexicon.word("by") || before.word == text.lexicon.word("until") { return true }
        if before.shape.contains(.capitalised), before.shape.contains(.letters),
            !before.shape.contains(.opensSentence),
            isBracketed ? before.shape.contains(.acronym) : text.match(at: start - 1, .month) == nil
        {
            return true
        }
        // The nearest word that tells decides, within the clause.
        var first = start
        while first > max(0, start - 24), !Lexicon.isStop(text.tokens[first - 1].word),
            text.tokens[first - 1].word != Lexicon.mark(";")
        {
            first -= 1
        }
        var nearest: TokenizedReport.Match?
        for match in text.matches(in: first..<start) where match.sense.category == .status {
            // The "held" of "will be held", "is expected to be hosted" tells nothing by itself.
            if let nearest, match.tokens.lowerBound < nearest.tokens.upperBound + 3, text.value(match) == "held" {
                continue
            }
            nearest = match
        }
        return nearest.map { text.value($0) != "held" } ?? false
    }

    /// A header is wrong when every full day of the text lies well behind it, or the dateline's does.
    private static func contradicts(_ header: Day, _ document: Document, _ mentions: [DateMention]) -> Bool {
        // What is planned for some years may well be told before they begin.
        let dates = mentions.filter { mention in
            if case .period = mention.meaning { return false }
            return true
        }
        // A budget of the coming year may well be told of.
        if let past = bounds(dates, document.text).past, past > header.civil.year + 1 { return true }
        let days = mentions.compactMap { mention -> Day? in
            guard case .date(let date, _) = mention.meaning else { return nil }
            return day(date)
        }
        let all = days + [document.layout.dateline?.date.flatMap(day)].compactMap { $0 }
        return !all.isEmpty && all.allSatisfy { $0.number > header.number + 60 }
    }

    static func day(_ date: CalendarDay) -> Day? {
        guard let year = date.year, let month = date.month, let day = date.day else { return nil }
        return Day(year: year, month: month, day: day)
    }

    // MARK: Resolving

    /// - Parameters:
    ///   - isAhead: whether what is dated is yet to come.
    ///   - previous: the date that "the same day" means.
    func resolve(
        _ mention: DateMention, in text: TokenizedReport, isAhead: Bool, previous: RecordDate?
    ) -> RecordDate {
        let stated = text.text(mention.tokens)
        switch mention.meaning {
        case .date(let date, let weekday): return resolve(date, weekday, stated, isAhead)
        case .period(let from, let end):
            let to = resolve(end, nil, stated, isAhead)
            var start = from
            if start.year == nil, let year = to.edtf.flatMap({ Int($0.prefix(4)) }) {
                let isYearBefore = (from.month ?? 0, from.day ?? 0) > (end.month ?? 12, end.day ?? 31)
                start.year = isYearBefore ? year - 1 : year
            }
            let from = resolve(start, nil, stated, isAhead)
            guard let first = from.edtf, let last = to.edtf else { return .notStated(stated) }
            return date("\(first)/\(last)", to.basis, stated)
        case .weekday(let weekday, let shift): return resolve(weekday, shift, stated, isAhead)
        case .relative(let value, let month): return resolve(value, month, stated, previous)
        }
    }

    private func date(_ edtf: String, _ basis: RecordDate.Basis, _ stated: String?) -> RecordDate {
        (try? RecordDate(edtf, basis: basis, stated: stated)) ?? .notStated(stated)
    }

    private func resolve(_ date: CalendarDay, _ weekday: Int?, _ stated: String, _ isAhead: Bool) -> RecordDate {
        if date.year != nil || (date.month == nil && date.day == nil) {
            return self.date(Self.edtf(date), .stated, stated)
        }
        if let published {
            return self.date(Self.edtf(nearest(date, published.day, isAhead)), published.basis, stated)
        }
        if let weekday, let year = year(of: date, on: weekday) {
            var full = date
            full.year = year
            return self.date(Self.edtf(full), .weekday, stated)
        }
        if let year = known?.year {
            var full = date
            full.year = year
            return self.date(Self.edtf(full), .header, stated)
        }
        // What is ahead in the coming year is not behind in it.
        if let past, let future, past == future || past == future - 1, !isAhead {
            var full = date
            full.year = past
            return self.date(Self.edtf(full), .bounds, stated)
        }
        return self.date(Self.edtf(date), .stated, stated)
    }

    /// The year that puts a day or month nearest to the publication: behind it for what was, ahead for what will be.
    private func nearest(_ date: CalendarDay, _ published: Day, _ isAhead: Bool) -> CalendarDay {
        let year = published.civil.year
        var best = date
        best.year = year
        // A zone's width and a weekend: what happened "on 2 January" may be printed with a date of the first.
        let slack: Int32 = 3
        for candidate in [year - 1, year, year + 1] {
            guard let first = Day(year: candidate, month: date.month ?? 1, day: date.day ?? 1) else { continue }
            let last = Day(
                year: candidate, month: date.month ?? 12,
                day: date.day ?? Day.count(ofMonth: date.month ?? 12, year: candidate))
            if isAhead {
                guard (last ?? first).number >= published.number - slack else { continue }
                best.year = candidate
                break
            }
            if first.number <= published.number + slack { best.year = candidate }
        }
        return best
    }

    /// The one year between the bounds of the text in which a day falls on a weekday; within five years there is but one.
    private func year(of date: CalendarDay, on weekday: Int) -> Int? {
        guard let past, let month = date.month, let day = date.day else { return nil }
        let last = min(future ?? past + 4, past + 4)
        guard last >= past else { return nil }
        let years = (past...last).filter { year in
            Day(year: year, month: month, day: day).map(Self.weekday) == weekday
        }
        return years.count == 1 ? years.first : nil
    }

    private func resolve(_ weekday: Int, _ shift: DateMention.Shift, _ stated: String, _ isAhead: Bool) -> RecordDate {
        guard let published else { return .notStated(stated) }
        let distance = Int32((Self.weekday(published.day) - weekday + 7) % 7)
        var number = published.day.number - distance
        if shift == .last, distance == 0 { number -= 7 }
        if shift == .next || isAhead {
            number = published.day.number + Int32((weekday - Self.weekday(published.day) + 7) % 7)
        }
        if shift == .next, number == published.day.number { number += 7 }
        return date(
            Day(number: number).description, number == published.day.number ? published.basis : .weekday, stated)
    }

    private func resolve(_ value: String, _ month: Int?, _ stated: String, _ previous: RecordDate?) -> RecordDate {
        if value == "same-day" {
            if let edtf = previous?.edtf, previous?.precision == .day {
                return date(edtf, previous?.basis ?? .stated, stated)
            }
            return published.map { date($0.day.description, $0.basis, stated) } ?? resolveKnown("today", month, stated)
        }
        if let offset = ["day-before": Int32(-1), "day-after": 1][value] {
            if let previous, previous.precision == .day, let day = previous.earliest {
                return date(Day(number: day.number + offset).description, previous.basis, stated)
            }
            return published.map { date(Day(number: $0.day.number + offset).description, $0.basis, stated) }
                ?? .notStated(stated)
        }
        guard let published else { return resolveKnown(value, month, stated) }
        let (year, currentMonth, _) = published.day.civil
        switch value {
        case "today": return date(published.day.description, published.basis, stated)
        case "yesterday": return date(Day(number: published.day.number - 1).description, published.basis, stated)
        case "tomorrow": return date(Day(number: published.day.number + 1).description, published.basis, stated)
        case "this-week": return week(0, stated)
        case "last-week": return week(-7, stated)
        case "next-week": return week(7, stated)
        case "this-month":
            return self.date(Self.edtf(CalendarDay(year: year, month: currentMonth)), published.basis, stated)
        case "last-month":
            return self.date(Self.edtf(Self.shift(year, currentMonth, -1)), published.basis, stated)
        case "next-month":
            return self.date(Self.edtf(Self.shift(year, currentMonth, 1)), published.basis, stated)
        case "last-month-named", "next-month-named":
            guard let month else { return .notStated(stated) }
            // Never the month of publication itself.
            let shift = value == "last-month-named" ? (month < currentMonth ? 0 : -1) : (month > currentMonth ? 0 : 1)
            return date(Self.edtf(CalendarDay(year: year + shift, month: month)), published.basis, stated)
        case "this-year", "last-year", "next-year":
            let shift = value == "last-year" ? -1 : value == "next-year" ? 1 : 0
            return date(Self.edtf(CalendarDay(year: year + shift, month: month)), published.basis, stated)
        default: return .notStated(stated)
        }
    }

    /// A word of the day where only day and month of publication, or only its year, are known.
    private func resolveKnown(_ value: String, _ month: Int?, _ stated: String) -> RecordDate {
        guard let known else { return .notStated(stated) }
        if let offset = ["today": 0, "yesterday": -1, "tomorrow": 1][value] {
            guard let day = known.day else { return date(Self.edtf(known), .header, stated) }
            // Where a month begins or ends, another one would have to be guessed of which year.
            guard 1...28 ~= day + offset else { return .notStated(stated) }
            return date(
                Self.edtf(CalendarDay(year: known.year, month: known.month, day: day + offset)), .header, stated)
        }
        guard let year = known.year, let shift = ["this-year": 0, "last-year": -1, "next-year": 1][value] else {
            return .notStated(stated)
        }
        return date(Self.edtf(CalendarDay(year: year + shift, month: month)), .header, stated)
    }

    /// Monday to Sunday of the week of publication, or of one beside it.
    private func week(_ shift: Int32, _ stated: String) -> RecordDate {
        guard let published else { return .notStated(stated) }
        let monday = published.day.number - Int32(Self.weekday(published.day) - 1) + shift
        return date("\(Day(number: monday))/\(Day(number: monday + 6))", published.basis, stated)
    }
}
