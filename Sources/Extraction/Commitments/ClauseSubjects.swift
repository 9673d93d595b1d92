/// The subjects of the verbs of one sentence, and which of them are sides that act together.
struct ClauseSubjects {
    let scene: Scene
    let range: Range<Int>
    let anchors: [Anchor]
    let remarks: [Remark]
    /// Who spoke in the sentence before.
    let before: Speaker?
    private var text: TokenizedReport { scene.text }
    private var forms: AnchorReader { AnchorReader(scene: scene) }

    /// The reference nearest before a verb that may be a subject, objects and remarks aside.
    func subject(before position: Int) -> Reference? {
        let named = scene.references(in: range.lowerBound..<position).reversed().first { reference in
            reference.tokens.upperBound <= position && isSubject(reference)
                && !remarks.contains { $0.tokens.overlaps(reference.tokens) } && !isAsked(reference)
        }
        return named ?? government(range.lowerBound) ?? government(position - 1)
    }

    /// A capital, standing for its government.
    func government(_ index: Int) -> Reference? {
        guard range.contains(index), let capital = text.match(at: index, .capital) else { return nil }
        return Reference(tokens: capital.tokens, target: .partner(text.value(capital)), kind: .shortName)
    }

    func isSubject(_ reference: Reference) -> Bool {
        guard !isPossessive(reference), !isModifier(reference) else { return false }
        var before = reference.tokens.lowerBound - 1
        for word: StaticString in ["the", "both", "its", "his", "her", "their"] where scene.isWord(before, word) {
            before -= 1
            break
        }
        guard before >= range.lowerBound else { return true }
        if anchors.contains(where: { $0.kind == .speech && $0.tokens.upperBound == before + 1 }) { return true }
        if text.tokens[before].shape.contains(.mark) {
            let isInWord = text.tokens[before].shape.contains(.glued) && Lexicon.isDash(text.tokens[before].word)
            return !isInWord && !text.tokens[before].shape.contains(.possessive) && !scene.isMark(before, "(")
        }
        if scene.isWord(before, "and") {
            if scene.side(of: reference) == nil || scene.isMark(before - 1, ",") { return true }
            guard let other = scene.references(in: max(range.lowerBound, before - 20)..<before).last,
                before - other.tokens.upperBound <= 1
            else { return true }
            return isSubject(other)
        }
        for word: StaticString in [
            "but", "while", "that", "when", "whereas", "if", "because", "where", "so", "although", "though", "as",
        ]
        where scene.isWord(before, word) { return true }
        return false
    }

    private func isPossessive(_ reference: Reference) -> Bool {
        let end = reference.tokens.upperBound
        if end < range.upperBound, text.tokens[end].shape.contains(.possessive) { return true }
        return scene.isWord(reference.tokens.lowerBound, "his") || scene.isWord(reference.tokens.lowerBound, "her")
    }

    /// `the EU agency`: a partner's name before a noun is an attribute of it.
    private func isModifier(_ reference: Reference) -> Bool {
        guard case .partner = reference.target, reference.tokens.upperBound + 1 < range.upperBound else { return false }
        let next = reference.tokens.upperBound
        let isNoun =
            text.tokens[next].shape.contains(.letters) && !text.tokens[next].shape.contains(.capitalised)
            && forms.ending(next) == .other && !forms.isAdverb(next)
        return isNoun && scene.isMark(next + 1, ",") && !anchors.contains { $0.tokens.contains(next) }
    }

    /// Who is asked (`proposed that Vietnam …`) does not speak next.
    private func isAsked(_ reference: Reference) -> Bool {
        anchors.contains { anchor in
            anchor.kind == .statement && anchor.tokens.upperBound <= reference.tokens.lowerBound
                && reference.tokens.lowerBound - anchor.tokens.upperBound <= 2
                && !(anchor.tokens.upperBound..<reference.tokens.lowerBound).contains {
                    text.tokens[$0].shape.contains(.mark)
                }
        }
    }

    /// Whether nothing but adverbs, a remark or an apposition stands between subject and verb.
    func isAdjacent(_ reference: Reference, to position: Int) -> Bool {
        let gap = Range.between(reference.tokens.upperBound, position)
        guard gap.count <= 16,
            !anchors.contains(where: { anchor in
                gap.contains(anchor.tokens.lowerBound) && !remarks.contains { $0.tokens.overlaps(anchor.tokens) }
            })
        else { return false }
        return gap.count <= 7 || scene.isMark(gap.lowerBound, ",")
    }

    // MARK: Together

    /// `both promised`, `the two agreed`.
    func pair(before position: Int) -> Speaker? {
        var index = position - 1
        for _ in 0..<2 where index > range.lowerBound && forms.isAdverb(index) { index -= 1 }
        guard index >= range.lowerBound else { return nil }
        for word: StaticString in ["both", "two", "three"] where scene.isWord(index, word) {
            return .joint(index..<index + 1)
        }
        return plural(endingAt: index) ?? collective(endingAt: index)
    }

    /// `the meeting`, `participants`: all who met.
    private func collective(endingAt index: Int) -> Speaker? {
        guard let start = Remark.collective(endingAt: index, scene, range) else { return nil }
        return .joint(start..<index + 1)
    }

    /// `four countries of the region have agreed`: one cannot agree alone, and nobody is named.
    func unnamed(before position: Int) -> Speaker? {
        let opening = max(range.lowerBound, position - 12)..<position
        return opening.last { forms.isPlural($0) && scene.isCueWord($0, "plural") }.map { .joint($0..<$0 + 1) }
    }

    /// `the two home secretaries`, `both nations`, `the EU and its partners`: a plural noun that stands for all sides.
    private func plural(endingAt index: Int) -> Speaker? {
        guard forms.isPlural(index), scene.isCueWord(index, "plural") else { return nil }
        for start in stride(from: index - 1, through: max(range.lowerBound, index - 3), by: -1) {
            if text.tokens[start].shape.contains(.mark), !Lexicon.isDash(text.tokens[start].word) { return nil }
            for word: StaticString in ["both", "two", "three", "four", "our"] where scene.isWord(start, word) {
                // "The next meeting of the two ministers will …" is the meeting.
                let first = scene.isWord(start - 1, "the") ? start - 1 : start
                return first > range.lowerBound && scene.isWord(first - 1, "of") ? nil : .joint(start..<index + 1)
            }
            let isOwn = scene.isWord(start, "its") || scene.isWord(start, "their") || scene.isWord(start, "his")
            if isOwn, start > range.lowerBound, scene.isWord(start - 1, "and") { return .joint(start..<index + 1) }
            // "The ministers": all of them, when nothing says whose.
            if scene.isWord(start, "the"), start == index - 1 {
                let opens = start == range.lowerBound || text.tokens[start - 1].shape.contains(.mark)
                return opens ? .joint(start..<index + 1) : nil
            }
        }
        return nil
    }

    /// `the police chiefs of X and Y`, `Maputo and Pretoria`: two states right before the verb.
    /// - Parameter isObject: whether `between` and `with` may stand before them.
    func coordinated(before position: Int, isObject: Bool = false) -> Speaker? {
        var end = position
        while end > range.lowerBound + 3, forms.isAdverb(end - 1) || isCopula(end - 1) { end -= 1 }
        // "The police of X and Y (PDRM)"
        if end > range.lowerBound + 5, scene.isMark(end - 1, ")"), scene.isMark(end - 3, "(") { end -= 3 }
        guard let second = partner(endingAt: end), second.tokens.lowerBound - 2 > range.lowerBound - 1,
            scene.isWord(second.tokens.lowerBound - 1, "and"),
            let first = partner(endingAt: second.tokens.lowerBound - 1), first.id != second.id,
            isObject
                || !scene.isWord(first.tokens.lowerBound - 1, "between")
                    && !scene.isWord(first.tokens.lowerBound - 1, "with")
        else { return nil }
        return .joint(first.tokens.lowerBound..<second.tokens.upperBound)
    }

    private func isCopula(_ index: Int) -> Bool { scene.isWord(index, "are") || scene.isWord(index, "were") }

    private func partner(endingAt end: Int) -> (id: String, tokens: Range<Int>)? {
        let window = max(range.lowerBound, end - 5)..<end
        if let match = text.matches(in: window).first(where: {
            $0.tokens.upperBound == end && ($0.sense.category == .partner || $0.sense.category == .capital)
        }) {
            return (text.value(match), match.tokens)
        }
        return nil
    }

    /// A reference with what it is joined to.
    func asSpeaker(_ reference: Reference) -> Speaker {
        if case .joint? = before, scene.isWord(reference.tokens.lowerBound, "they") { return .joint(reference.tokens) }
        switch reference.target {
        case .parties, .partyInstitutions: return .joint(reference.tokens)
        default: return isCoordinated(reference) ? .joint(reference.tokens) : .one(reference)
        }
    }

    /// Whether `and` joins a reference to one of another side.
    func isCoordinated(_ reference: Reference) -> Bool {
        let start = reference.tokens.lowerBound
        let window = max(range.lowerBound, start - 4)..<start
        guard let joint = window.last(where: { scene.isWord($0, "and") || scene.isMark($0, "&") }),
            let side = scene.side(of: reference)
        else { return false }
        let others = scene.references(in: max(range.lowerBound, joint - 24)..<joint).reversed()
        for other in others where other.tokens.upperBound <= joint && !isPossessive(other) {
            guard joint - other.tokens.upperBound <= 12 else { return false }
            let gap = other.tokens.upperBound..<joint
            if anchors.contains(where: { gap.contains($0.tokens.lowerBound) })
                || text.matches(in: gap).contains(where: { $0.sense.category == .exchangeVerb })
            {
                return false
            }
            if let otherSide = scene.side(of: other), otherSide != side { return true }
        }
        return false
    }

    /// Whom `who` before a verb stands for.
    func relative(before position: Int) -> Reference? {
        guard let who = relativePronoun(before: position) else { return nil }
        return scene.references(in: max(range.lowerBound, who - 29)..<who).last { who - $0.tokens.upperBound <= 1 }
    }

    /// `who`, `who have also`
    private func relativePronoun(before position: Int) -> Int? {
        var index = position - 1
        while index > range.lowerBound, forms.isAdverb(index) { index -= 1 }
        return index > range.lowerBound && scene.isWord(index, "who") ? index : nil
    }

    /// `between A and B, who have agreed`
    func relativePair(before position: Int) -> Speaker? {
        guard let who = relativePronoun(before: position) else { return nil }
        return coordinated(before: scene.isMark(who - 1, ",") ? who - 1 : who, isObject: true)
    }
}

extension Reference {
    /// `both sides`, `the ministries`
    var isOfSeveral: Bool {
        switch target {
        case .parties, .partyInstitutions: true
        case .person, .institution, .partner: false
        }
    }
}

extension Scene {
    /// For whom a reference speaks; nil when it means several or nobody knows.
    func side(of reference: Reference) -> String? {
        switch reference.target {
        case .person(let person): cast.people[person].partner
        case .institution(let institution): cast.institutions[institution].partner
        case .partner(let partner): partner
        case .parties, .partyInstitutions: nil
        }
    }
}
