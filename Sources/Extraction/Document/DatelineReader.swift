/// Reads where and when a report was filed: `HÀ NỘI —`, `Hanoi (VNA) –`, `Hanoi, The Gulf Observer:`,
/// `KUALA LUMPUR, June 5 (Bernama) --`.
enum DatelineReader {
    /// A dateline ends within so many tokens or is none.
    private static let bound = 18

    static func read(_ text: TokenizedReport, _ unit: Range<Int>) -> (dateline: Layout.Dateline, agency: String?)? {
        guard let start = unit.first, let end = separator(text, unit) else { return nil }
        let head = start..<end
        guard !head.isEmpty, let place = place(text, head) else { return nil }
        var behind = end
        while behind < unit.upperBound,
            Lexicon.isDash(text.tokens[behind].word) || text.tokens[behind].word == Lexicon.mark(":")
        {
            behind += 1
        }
        guard behind < unit.upperBound else { return nil }
        let date = DateReader.day(in: text, near: place.tokens.upperBound + 1).flatMap {
            $0.tokens.upperBound <= end ? $0 : nil
        }
        let dateline = Layout.Dateline(
            tokens: start..<behind, place: place.tokens, country: place.country, date: date?.day)
        return (dateline, agency(text, place.tokens.upperBound..<end, date: date?.tokens))
    }

    /// The first dash or colon, when nothing before it speaks.
    private static func separator(_ text: TokenizedReport, _ unit: Range<Int>) -> Int? {
        var depth = 0
        for index in unit.prefix(bound) {
            let token = text.tokens[index]
            if token.word == Lexicon.mark("(") || token.word == Lexicon.mark("[") { depth += 1 }
            if token.word == Lexicon.mark(")") || token.word == Lexicon.mark("]") { depth -= 1 }
            if Lexicon.isDash(token.word) {
                let isSpaced =
                    !token.shape.contains(.glued) || token.word != Lexicon.mark("-")
                    || (index > unit.lowerBound && text.tokens[index - 1].word == Lexicon.mark("."))
                    || (index + 1 < unit.upperBound && Lexicon.isDash(text.tokens[index + 1].word))
                if isSpaced, depth == 0 { return index > unit.lowerBound ? index : nil }
                continue
            }
            if token.word == Lexicon.mark(":"), depth == 0 { return index > unit.lowerBound ? index : nil }
            if endsWithoutSeparator(text, index, unit), depth == 0 { return index + 1 }
            if token.shape.contains(.mark) { continue }
            guard
                token.shape.contains(.capitalised) || token.shape.contains(.digits) || depth > 0
                    || text.match(at: index, .month) != nil
                    || (index > unit.lowerBound && token.word == text.lexicon.word("de")
                        && text.tokens[index - 1].shape.contains(.number))
            else { return nil }
        }
        return nil
    }

    /// `New Delhi, Jun 14 (PTI) India and …`, `MINSK, 14 June. /BelTelegraf/. Secretary …`: a bracket or a day closes it.
    private static func endsWithoutSeparator(_ text: TokenizedReport, _ index: Int, _ unit: Range<Int>) -> Bool {
        guard index > unit.lowerBound, index + 1 < unit.upperBound else { return false }
        let (word, next) = (text.tokens[index].word, text.tokens[index + 1])
        if word == Lexicon.mark(")") { return next.shape.contains(.capitalised) }
        guard word == Lexicon.mark("."), next.word != Lexicon.mark("/"), !next.shape.contains(.glued) else {
            return false
        }
        // `BUCHAREST. March 3 (Ukrinform). Ukraine's minister …`
        if text.tokens[index - 1].word == Lexicon.mark(")") {
            return DateReader.read(text, in: unit.lowerBound..<index).contains { !$0.tokens.isEmpty }
        }
        return text.tokens[index - 1].shape.contains(.number) || text.tokens[index - 1].word == Lexicon.mark("/")
            || (text.match(at: index - 1, .month) != nil && !next.shape.contains(.number))
    }

    /// A line of its own that holds little but a place and a full day, in any order: `Brussels, 29 January 2024`,
    /// `RNP Media Centre | Kigali | Friday, 27 January 2023`.
    static func readLine(_ text: TokenizedReport, _ unit: Range<Int>) -> (dateline: Layout.Dateline, agency: String?)? {
        guard let start = unit.first, unit.count <= 20,
            let date = DateReader.read(text, in: unit).lazy.compactMap({ mention -> CalendarDay? in
                guard case .date(let day, _) = mention.meaning, day.year != nil, day.day != nil else { return nil }
                return day
            }).first,
            let place = text.matches(in: unit).first(where: {
                $0.sense.category == .capital || $0.sense.category == .city
            })
        else { return nil }
        let isSpeech = unit.contains { index in
            let token = text.tokens[index]
            return token.shape.contains(.letters) && !token.shape.contains(.capitalised)
                && text.match(at: index, .month) == nil
        }
        guard !isSpeech || unit.count <= 12 else { return nil }
        let dateline = Layout.Dateline(
            tokens: start..<unit.upperBound, place: place.tokens, country: text.value(place), date: date)
        return (dateline, nil)
    }

    /// A line of nothing but a town, with its state, a day or a source: `Washington, DC`, `New Delhi, May 30`,
    /// `Baku, April 5, AZERTAC`, `QNA - Doha`.
    static func readPlace(_ text: TokenizedReport, _ line: Range<Int>) -> (dateline: Layout.Dateline, agency: String?)?
    {
        let isSigned =
            line.count > 2 && text.tokens[line.lowerBound].shape.contains(.acronym)
            && text.tokens[line.lowerBound + 1].shape.contains(.mark)
            && !text.matches(in: line.lowerBound..<line.lowerBound + 1).contains {
                $0.sense.category == .capital || $0.sense.category == .city
            }
        if isSigned, let found = readPlace(text, line.dropFirst(2)) {
            return (found.dateline, text.text(line.lowerBound..<line.lowerBound + 1))
        }
        guard let start = line.first, line.count <= 12,
            let place = text.matches(in: start..<start + 1).first(where: {
                ($0.sense.category == .capital || $0.sense.category == .city)
                    && $0.tokens.upperBound <= line.upperBound
            })
        else { return nil }
        let date = DateReader.read(text, in: line).lazy.compactMap {
            mention -> (tokens: Range<Int>, day: CalendarDay)? in
            guard case .date(let day, _) = mention.meaning, day.day != nil else { return nil }
            return (mention.tokens, day)
        }.first
        let others = place.tokens.upperBound..<line.upperBound
        var isState = false
        var words = 0
        for index in others where date?.tokens.contains(index) != true {
            let token = text.tokens[index]
            if token.shape.contains(.mark) {
                guard !Lexicon.isStop(token.word) || index + 1 == line.upperBound else { return nil }
                continue
            }
            guard token.shape.contains(.capitalised) else { return nil }
            if text.matches(in: index..<index + 1).contains(where: { $0.sense.category == .partner }) { isState = true }
            words += 1
        }
        // `Beijing Declaration` is a headline.
        let isParted =
            others.isEmpty || text.tokens[others.lowerBound].shape.contains(.mark)
            || date?.tokens.lowerBound == others.lowerBound
        guard isParted, words <= (date == nil ? isState ? 3 : 1 : 4) else { return nil }
        let dateline = Layout.Dateline(
            tokens: line, place: place.tokens, country: text.value(place), date: date?.day)
        return (dateline, agency(text, others, date: date?.tokens))
    }

    /// A place at the start: a city, a capital or a partner that the lexicon knows, or a word in capitals.
    private static func place(_ text: TokenizedReport, _ head: Range<Int>) -> (tokens: Range<Int>, country: String?)? {
        let start = head.lowerBound
        let known = text.matches(in: start..<start + 1).filter { match in
            match.tokens.upperBound <= head.upperBound
                && (match.sense.category == .capital || match.sense.category == .city
                    || match.sense.category == .partner)
        }
        let longest = known.map(\.tokens.count).max() ?? 0
        let best = known.filter { $0.tokens.count == longest }
        if let match = best.first(where: { $0.sense.category != .partner }) ?? best.first {
            // A party's name alone before a colon is a place only if a city could stand there.
            return (match.tokens, text.value(match))
        }
        // An unknown town is told by the day behind it.
        if text.tokens[start].shape.contains(.capitalised), start + 2 < head.upperBound,
            text.tokens[start + 1].word == Lexicon.mark(","),
            DateReader.read(text, in: start + 2..<head.upperBound).first?.tokens.lowerBound == start + 2
        {
            return (start..<start + 1, nil)
        }
        guard text.tokens[start].shape.contains(.acronym), text.tokens[start].end - text.tokens[start].start > 3 else {
            return nil
        }
        var end = start + 1
        while end < head.upperBound, text.tokens[end].shape.contains(.acronym) { end += 1 }
        let follower = end < head.upperBound ? text.tokens[end].word : Lexicon.mark(",")
        guard follower == Lexicon.mark(",") || follower == Lexicon.mark("(") || follower == Lexicon.mark("/") else {
            return nil
        }
        let country = text.matches(in: end..<min(end + 3, head.upperBound)).first { $0.sense.category == .partner }
        return (start..<end, country.map(text.value))
    }

    /// What else stands there by name: `(VNA)`, `, The Gulf Observer`, `ANTARA News`.
    private static func agency(_ text: TokenizedReport, _ rest: Range<Int>, date: Range<Int>?) -> String? {
        var names: [Int] = []
        for index in rest where date?.contains(index) != true {
            let token = text.tokens[index]
            if token.shape.contains(.mark) || token.shape.contains(.number) {
                if !names.isEmpty, token.word != Lexicon.mark("/") { break }
                continue
            }
            let isPlace = text.matches(in: index..<index + 1).contains {
                $0.sense.category == .partner || $0.sense.category == .capital || $0.sense.category == .month
                    || $0.sense.category == .weekday
            }
            if isPlace { continue }
            names.append(index)
        }
        guard let first = names.first, let last = names.last else { return nil }
        return text.text(first..<last + 1)
    }
}
