internal import Records

/// Reads what a clause says of its exchange: status, date, place, format, who takes part.
struct ClauseReader {
    let scene: Scene
    private var text: TokenizedReport { scene.text }

    /// Whether a noun is what someone speaks of: a person stands before it, and a verb of saying or praising between.
    func isSpokenOf(_ cue: Cue) -> Bool {
        let sentence = text.sentences[cue.sentence].tokens
        guard cue.tokens.lowerBound - sentence.lowerBound > 3 else { return false }
        let before = Range.between(sentence.lowerBound, cue.tokens.lowerBound)
        let isByPerson = scene.references(in: before).contains { reference in
            if case .person = reference.target { return true }
            return false
        }
        return isByPerson
            && text.matches(in: before).contains { [.speech, .praise, .modality].contains($0.sense.category) }
    }

    /// "Ahead of the reception, …": the noun only says when something else happened.
    func isDating(_ cue: Cue) -> Bool {
        guard cue.form == .noun else { return false }
        let before = max(0, cue.tokens.lowerBound - 4)..<cue.tokens.lowerBound
        return text.matches(in: before).contains {
            $0.sense.category == .cueWord && text.value($0) == "beside" && $0.tokens.upperBound == cue.tokens.lowerBound
        }
    }

    // MARK: Status

    /// The status that the words around a cue give it, with those words; nil when nothing tells.
    func status(of cue: Cue) -> (value: String, tokens: Range<Int>)? {
        let scope = cue.scope
        let matches = text.matches(in: scope).filter {
            $0.sense.category == .status && $0.tokens.upperBound <= scope.upperBound && isOutside($0.tokens, cue)
        }
        func nearest(_ values: [String], within bound: Int) -> TokenizedReport.Match? {
            matches.filter { values.contains(text.value($0)) && distance($0.tokens, cue.tokens) <= bound }
                .min { distance($0.tokens, cue.tokens) < distance($1.tokens, cue.tokens) }
        }
        if let match = nearest(["postponed", "cancelled"], within: 28) { return (text.value(match), match.tokens) }
        if cue.form != .noun {
            // Before a verb only what governs it: "is due to hold talks", "will meet".
            let governing = matches.filter { match in
                match.tokens.upperBound <= cue.head.lowerBound && cue.head.lowerBound - match.tokens.upperBound <= 3
                    && text.value(match) != "held"
            }
            if let match = governing.last { return (text.value(match), match.tokens) }
            return nil
        }
        // "After talks in Hanoi, the two are to …": what was before is not to come.
        if isBehind(cue) { return nil }
        let planned = nearest(["planned", "proposed"], within: 14)
        let held = nearest(["held"], within: 14)
        if let planned {
            guard let held, distance(held.tokens, cue.tokens) < distance(planned.tokens, cue.tokens),
                !isGoverned(held.tokens, by: planned.tokens)
            else { return (text.value(planned), planned.tokens) }
        }
        return held.map { ("held", $0.tokens) }
    }

    /// `after`, `following` right before the noun.
    private func isBehind(_ cue: Cue) -> Bool {
        let before = cue.tokens.lowerBound - 1
        return scene.isWord(before, "after") || scene.isWord(before, "following")
            || scene.isWord(cue.tokens.lowerBound, "following")
    }

    /// "to be held", "will be held": the second word is part of the first.
    private func isGoverned(_ held: Range<Int>, by planned: Range<Int>) -> Bool {
        planned.overlaps(held) || (planned.upperBound <= held.lowerBound && held.lowerBound - planned.upperBound <= 3)
    }

    private func isOutside(_ tokens: Range<Int>, _ cue: Cue) -> Bool {
        !tokens.overlaps(cue.head) || cue.form == .noun
    }

    private func distance(_ left: Range<Int>, _ right: Range<Int>) -> Int {
        left.overlaps(right)
            ? 0
            : left.upperBound <= right.lowerBound
                ? right.lowerBound - left.upperBound : left.lowerBound - right.upperBound
    }

    // MARK: Date

    /// The mention nearest behind the cue in its clause, else the nearest before it; years of agreements and visions aside.
    func date(of cue: Cue) -> DateMention? {
        let mentions = scene.dates(in: cue.scope).filter { !isOfAnother($0, cue) }
        guard let first = mentions.firstIndex(where: { $0.tokens.lowerBound >= cue.head.upperBound }) else {
            return mentions.last
        }
        // "yesterday (Tuesday, 5 March 2024)": what is in brackets says which day.
        let next = mentions.index(after: first)
        if next < mentions.endIndex, scene.isMark(mentions[next].tokens.lowerBound - 1, "("),
            mentions[next].tokens.lowerBound - mentions[first].tokens.upperBound <= 1
        {
            return mentions[next]
        }
        return mentions[first]
    }

    /// Whether a date belongs to a document or a partnership beside it ("the 2020 memorandum", "the 2024–2028 period"), or
    /// is the start of something that lasts ("since 2013").
    private func isOfAnother(_ mention: DateMention, _ cue: Cue) -> Bool {
        if case .date(let day, _) = mention.meaning, day.month == nil {
            let start = mention.tokens.lowerBound
            let behind = Range.between(
                mention.tokens.upperBound, min(mention.tokens.upperBound + 1, cue.scope.upperBound))
            if text.matches(in: behind).contains(where: { isDocument($0) }) { return true }
            if scene.isWord(start - 1, "since"),
                start > cue.head.upperBound || !scene.isMark(mention.tokens.upperBound, ",")
            {
                return true
            }
            let before = max(cue.scope.lowerBound, start - 5)..<start
            return text.matches(in: before).contains { isDocument($0) && $0.tokens.lowerBound >= cue.head.upperBound }
        }
        if case .period(let from, _) = mention.meaning, from.month == nil { return true }
        return false
    }

    // MARK: Place and format

    private func isDocument(_ match: TokenizedReport.Match) -> Bool {
        match.sense.category == .instrument || match.sense.category == .tier
    }

    func place(of cue: Cue) -> PlaceMention? {
        let places = scene.places(in: cue.scope).filter(isVenue)
        if places.isEmpty, let place = hosted(in: cue.scope) { return place }
        if let place = places.first(where: { $0.tokens.lowerBound >= cue.head.lowerBound }) ?? places.last {
            return place
        }
        if let place = unknownPlace(behind: cue) { return place }
        if scene.isWord(cue.scope.lowerBound, "there"), cue.sentence > 0,
            let place = scene.places(in: text.sentences[cue.sentence - 1].tokens).last
        {
            return place
        }
        guard let dateline = scene.document.layout.dateline,
            cue.scope.contains(where: { scene.isWord($0, "here") && !text.tokens[$0].shape.contains(.opensSentence) })
        else { return nil }
        return PlaceMention(tokens: dateline.place, name: text.text(dateline.place), country: dateline.country)
    }

    /// `which Hanoi hosted in October`, `Kyiv was the place of the dialogue`: the town that hosts is the venue, also where
    /// it stands for its government.
    private func hosted(in scope: Range<Int>) -> PlaceMention? {
        for verb in scope where scene.isCueWord(verb, "hosting") && !scene.isWord(verb + 1, "by") {
            let before = Range.between(max(scope.lowerBound, verb - 3), verb)
            // The longest comes first: `New Delhi`, not `Delhi`.
            let town = text.matches(in: before).first { match in
                (match.sense.category == .capital || match.sense.category == .city)
                    && verb - match.tokens.upperBound <= 1
            }
            guard let town else { continue }
            return PlaceMention(tokens: town.tokens, name: text.text(town.tokens), country: text.value(town))
        }
        return nil
    }

    /// `in Namaacha`, `at the Lebombo border post`: a name that no gazetteer knows, right behind its preposition.
    private func unknownPlace(behind cue: Cue) -> PlaceMention? {
        for index in Range.between(cue.head.upperBound, cue.scope.upperBound)
        where scene.isCueWord(index, "venue") {
            let hasArticle = scene.isWord(index + 1, "the")
            let start = hasArticle ? index + 2 : index + 1
            var end = start
            while end < cue.scope.upperBound, isUnknownName(end) { end += 1 }
            // `at the Sheraton` is a house, and `at the Lebombo border post` a place.
            guard end > start, end - start <= 3, !hasArticle || scene.isCueWord(end, "locality") else { continue }
            // `at Jogoo House`: a building of that name.
            if end < cue.scope.upperBound, text.tokens[end].shape.contains([.capitalised, .letters]) { continue }
            return PlaceMention(tokens: start..<end, name: text.text(start..<end), country: nil)
        }
        return nil
    }

    private func isUnknownName(_ index: Int) -> Bool {
        let token = text.tokens[index]
        return token.shape.contains([.capitalised, .letters]) && !token.shape.contains(.acronym)
            && token.word >= text.lexicon.wordCount
            && !scene.references(in: max(0, index - 6)..<index + 1).contains { $0.tokens.contains(index) }
    }

    /// Whether a place stands right behind `in` or `at`, and not as where someone is posted: `Ambassador in Hanoi`.
    func isOccasion(_ place: PlaceMention) -> Bool {
        let index = place.tokens.lowerBound - 1
        guard index > 0, scene.isCueWord(index, "venue") else { return false }
        return !text.matches(in: max(0, index - 3)..<index).contains { match in
            match.tokens.upperBound == index && (match.sense.category == .post || match.sense.category == .body)
        }
    }

    /// Whether a place is said to be where something happens: `in Hanoi`, `at the Lebombo border post`.
    private func isVenue(_ place: PlaceMention) -> Bool {
        var start = place.tokens.lowerBound
        // `at Jogoo House, Nairobi`
        if scene.isMark(start - 1, ",") {
            start -= 1
            while start > 3, text.tokens[start - 1].shape.contains([.capitalised, .letters]) { start -= 1 }
        }
        return (max(0, start - 3)..<start).reversed().contains { index in
            scene.isCueWord(index, "venue")
                || (scene.isWord(index, "for") && index == start - 1)
        }
    }

    func format(in scope: Range<Int>) -> (value: String, tokens: Range<Int>)? {
        text.matches(in: scope).first { $0.sense.category == .format && text.value($0) != "in-person" }
            .map { (text.value($0), $0.tokens) }
    }

    // MARK: Sides

    /// Who stands before a verb in its clause: a list of people, or the nearest name.
    func subject(of cue: Cue) -> [Reference] {
        let verb = (cue.subject ?? cue.head).lowerBound
        // "The two last met in Abuja": both sides of the exchange at hand.
        let opening = Range.between(cue.scope.lowerBound, min(cue.scope.lowerBound + 2, verb))
        if verb - cue.scope.lowerBound <= 4,
            opening.contains(where: { scene.isWord($0, "two") || scene.isWord($0, "both") }),
            scene.references(in: cue.scope.lowerBound..<verb).isEmpty
        {
            return [Reference(tokens: cue.scope.lowerBound..<verb, target: .parties, kind: .phrase)]
        }
        let before = Array(scene.references(in: .between(cue.scope.lowerBound, (cue.subject ?? cue.head).lowerBound)))
        guard let last = before.last else { return [] }
        return list(endingWith: last, in: before)
    }

    /// Who stands behind it, up to where another matter begins.
    func object(of cue: Cue) -> [Reference] {
        let behind = Array(scene.references(in: .between(cue.head.upperBound, cue.scope.upperBound)))
        guard let first = behind.first else { return [] }
        var found = [first]
        for reference in behind.dropFirst() {
            guard let last = found.last, isList(.between(last.tokens.upperBound, reference.tokens.lowerBound)) else {
                break
            }
            found.append(reference)
        }
        return found
    }

    private func list(endingWith last: Reference, in references: [Reference]) -> [Reference] {
        var found = [last]
        for reference in references.dropLast().reversed() {
            guard let first = found.first, isList(.between(reference.tokens.upperBound, first.tokens.lowerBound)) else {
                break
            }
            found.insert(reference, at: 0)
        }
        return found
    }

    /// Whether nothing but commas, `and` and what explains a name stands between two references.
    private func isList(_ gap: Range<Int>) -> Bool {
        guard gap.count <= 12 else { return false }
        let joins = gap.contains {
            scene.isWord($0, "and") || scene.isWord($0, "with") || scene.isMark($0, ",") || scene.isMark($0, "&")
        }
        guard joins || gap.isEmpty else { return false }
        return !gap.contains { index in
            text.match(at: index, .exchangeVerb) != nil || text.match(at: index, .modality) != nil
                || text.match(at: index, .clauseOpener).map { $0.tokens.count == 1 && !scene.isWord(index, "to") }
                    == true
                || scene.isMark(index, ";")
        }
    }

    /// Whether between a verb and its object stands nothing that could be the object instead: "received in Hanoi on
    /// Thursday X", not "welcomed the results of X".
    func isDirect(_ cue: Cue, _ object: Reference) -> Bool {
        let gap = Range.between(cue.head.upperBound, object.tokens.lowerBound)
        guard gap.count <= 14 else { return false }
        return gap.allSatisfy { index in
            let token = text.tokens[index]
            if token.shape.contains(.mark) { return true }
            if scene.dates(in: max(gap.lowerBound, index - 6)..<index + 1).contains(where: { $0.tokens.contains(index) }
            ) {
                return true
            }
            if scene.places(in: max(gap.lowerBound, index - 6)..<index + 1).contains(where: {
                $0.tokens.contains(index)
            }) {
                return true
            }
            if scene.partners(in: max(gap.lowerBound, index - 6)..<index + 1).contains(where: {
                $0.tokens.contains(index)
            }) {
                return true
            }
            return text.matches(in: max(gap.lowerBound, index - 5)..<index + 1).contains {
                $0.tokens.contains(index)
                    && [.directWord, .visit, .format, .rank, .post, .postModifier].contains($0.sense.category)
            }
        }
    }
}
