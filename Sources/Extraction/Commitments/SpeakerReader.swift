/// Tells who says what in one sentence: subjects, remarks (`…, he added`), and sides that speak together.
struct SpeakerReader {
    private let scene: Scene
    private let range: Range<Int>
    private let anchors: [Anchor]
    private let forms: AnchorReader
    /// Who spoke in the sentence before.
    private let before: Speaker?
    let remarks: [Remark]
    private var text: TokenizedReport { scene.text }

    /// Who is quoted, told beside the quotation: `…, he said`, `said the minister`.
    struct Remark {
        let tokens: Range<Int>
        let speaker: Speaker
        /// The anchor's index.
        let anchor: Int
    }

    init(_ scene: Scene, _ range: Range<Int>, _ anchors: [Anchor], before: Speaker?) {
        self.scene = scene
        self.before = before
        self.range = range
        self.anchors = anchors
        forms = AnchorReader(scene: scene)
        remarks = anchors.indices.compactMap { Self.remark($0, scene, range, anchors) }
    }

    // MARK: Remarks

    private static func remark(_ index: Int, _ scene: Scene, _ range: Range<Int>, _ anchors: [Anchor]) -> Remark? {
        let anchor = anchors[index]
        let text = scene.text
        guard anchor.kind == .speech || anchor.kind == .statement, !anchor.isParticiple else { return nil }
        func isMark(_ index: Int) -> Bool { range.contains(index) && text.tokens[index].shape.contains(.mark) }
        let (start, end) = (anchor.tokens.lowerBound, anchor.tokens.upperBound)
        let isClosed = end >= range.upperBound || isMark(end)
        let before = scene.references(in: max(range.lowerBound, start - 20)..<start).last
        if let before, start - before.tokens.upperBound <= 2, isMark(before.tokens.lowerBound - 1),
            !isOpening(before.tokens.lowerBound, range)
        {
            let isQuoted = Lexicon.isClosing(text.tokens[before.tokens.lowerBound - 1].word)
            if isClosed || isQuoted {
                return Remark(tokens: before.tokens.lowerBound - 1..<end, speaker: .one(before), anchor: index)
            }
        }
        if isClosed, start > range.lowerBound + 1, scene.isWord(start - 1, "both"), isMark(start - 2) {
            return Remark(tokens: start - 2..<end, speaker: .joint(start - 1..<end), anchor: index)
        }
        let behind = scene.references(in: end..<min(range.upperBound, end + 3)).first
        if anchor.kind == .speech, let behind, behind.tokens.lowerBound - end <= 1, isMark(start - 1) {
            return Remark(tokens: start - 1..<behind.tokens.upperBound, speaker: .one(behind), anchor: index)
        }
        return nil
    }

    private static func isOpening(_ index: Int, _ range: Range<Int>) -> Bool { index <= range.lowerBound + 1 }

    /// The first remark behind a place of the sentence, else the last before it.
    private func remark(around position: Int) -> Remark? {
        remarks.first { $0.tokens.lowerBound >= position } ?? remarks.last
    }

    // MARK: Who speaks

    /// Who makes the statement of an anchor.
    func speaker(of index: Int) -> Speaker? {
        let anchor = anchors[index]
        if let own = remarks.first(where: { $0.anchor == index }) { return own.speaker }
        switch anchor.kind {
        case .statement, .speech, .praise: return performer(of: index)
        case .noun: return owner(of: index)
        case .modal: return modalSpeaker(of: index)
        }
    }

    private func performer(of index: Int) -> Speaker? {
        let anchor = anchors[index]
        if anchor.isParticiple { return governor(of: index) }
        if isFirstPerson(anchor.tokens.lowerBound) { return remark(around: anchor.tokens.upperBound)?.speaker }
        let start = anchor.tokens.lowerBound
        if let joint = pair(before: start) ?? coordinated(before: start) { return joint }
        guard let own = relative(before: start) ?? subject(before: start) else {
            if isImpersonal(anchor) { return .joint(anchor.tokens) }
            return anchors[..<index].last?.kind == .speech ? speaker(of: index - 1) : nil
        }
        let speech = speech(governing: own)
        if let speech, anchor.tokens.lowerBound - own.tokens.upperBound > 3, let outer = self.speaker(of: speech) {
            return outer
        }
        return settle(own, anchor, reporter: reporter(of: own, speech))
    }

    /// `it was agreed that`.
    private func isImpersonal(_ anchor: Anchor) -> Bool {
        scene.isWord(anchor.tokens.lowerBound - 1, "was") || scene.isWord(anchor.tokens.lowerBound - 1, "is")
    }

    /// Whom `who` before a verb stands for.
    private func relative(before position: Int) -> Reference? {
        guard scene.isWord(position - 1, "who"), position - 1 > range.lowerBound else { return nil }
        return scene.references(in: max(range.lowerBound, position - 30)..<position - 1)
            .last { position - 1 - $0.tokens.upperBound <= 1 }
    }

    /// Of a participle: who is named in the remark right before it, else who does what the clause before tells.
    private func governor(of index: Int) -> Speaker? {
        let start = anchors[index].tokens.lowerBound
        if let remark = remarks.last(where: { $0.tokens.upperBound <= start && start - $0.tokens.upperBound <= 1 }) {
            return remark.speaker
        }
        if let finite = anchors[..<index].lastIndex(where: { !$0.isParticiple && $0.kind != .noun && $0.kind != .modal }
        ) {
            return speaker(of: finite)
        }
        let first = scene.references(in: range.lowerBound..<start).first { isSubject($0) }
        guard let first else { return nil }
        // `X and Y held talks, agreeing to`: the pair stands around the first.
        let pair = scene.references(in: .between(first.tokens.upperBound, min(start, first.tokens.upperBound + 14)))
            .first { isCoordinated($0) }
        return pair.map { .joint(first.tokens.lowerBound..<$0.tokens.upperBound) } ?? asSpeaker(first)
    }

    /// Of a noun: who affirms the readiness; or whose it is when it is only conveyed.
    private func owner(of index: Int) -> Speaker? {
        let anchor = anchors[index]
        guard let verb = anchors[..<index].last else { return nil }
        if verb.value == "convey" {
            let around = verb.tokens.upperBound..<min(range.upperBound, anchor.tokens.upperBound + 3)
            if let owner = scene.references(in: around).first(where: { $0.kind != .pronoun }) {
                return asSpeaker(owner)
            }
            if let owner = around.lazy.compactMap(government).first { return .one(owner) }
        }
        return speaker(of: index - 1)
    }

    private func modalSpeaker(of index: Int) -> Speaker? {
        let anchor = anchors[index]
        let start = anchor.tokens.lowerBound
        if isFirstPerson(start) { return remark(around: start)?.speaker ?? before }
        let own =
            pair(before: start) ?? coordinated(before: start)
            ?? (relative(before: start) ?? subject(before: start)).flatMap { own in
                isAdjacent(own, to: start)
                    ? settle(own, anchor, reporter: reporter(of: own, speech(governing: own))) : nil
            }
        if anchor.value != "urge", let own { return own }
        if anchor.value == "plan", scene.isWord(anchor.tokens.upperBound, "be") { return .joint(anchor.tokens) }
        // What should be is said by someone; what will be done by nobody named is said for all.
        if let remark = remark(around: start) { return remark.speaker }
        if let speech = anchors[..<index].lastIndex(where: { $0.kind == .speech || $0.kind == .statement }) {
            return speaker(of: speech)
        }
        return before
    }

    // MARK: Subjects

    /// The reference nearest before a verb that may be a subject, objects and remarks aside.
    private func subject(before position: Int) -> Reference? {
        let named = scene.references(in: range.lowerBound..<position).reversed().first { reference in
            reference.tokens.upperBound <= position && isSubject(reference)
                && !remarks.contains { $0.tokens.overlaps(reference.tokens) } && !isAsked(reference)
        }
        return named ?? government(range.lowerBound) ?? government(position - 1)
    }

    /// A capital, standing for its government.
    private func government(_ index: Int) -> Reference? {
        guard range.contains(index), let capital = text.match(at: index, .capital) else { return nil }
        return Reference(tokens: capital.tokens, target: .partner(text.value(capital)), kind: .shortName)
    }

    private func isSubject(_ reference: Reference) -> Bool {
        guard !isPossessive(reference), !isModifier(reference) else { return false }
        var before = reference.tokens.lowerBound - 1
        for word: StaticString in ["the", "both", "its", "his", "her", "their"] where scene.isWord(before, word) {
            before -= 1
            break
        }
        guard before >= range.lowerBound else { return true }
        if anchors.contains(where: { $0.kind == .speech && $0.tokens.upperBound == before + 1 }) { return true }
        if text.tokens[before].shape.contains(.mark) {
            return !text.tokens[before].shape.contains(.possessive) && !scene.isMark(before, "(")
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
    private func isAdjacent(_ reference: Reference, to position: Int) -> Bool {
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
    private func pair(before position: Int) -> Speaker? {
        var index = position - 1
        for _ in 0..<2 where index > range.lowerBound && forms.isAdverb(index) { index -= 1 }
        guard index >= range.lowerBound else { return nil }
        for word: StaticString in ["both", "two", "three"] where scene.isWord(index, word) {
            return .joint(index..<index + 1)
        }
        return nil
    }

    /// `the police chiefs of X and Y`, `Maputo and Pretoria`: two states right before the verb.
    private func coordinated(before position: Int) -> Speaker? {
        var end = position
        while end > range.lowerBound + 3, forms.isAdverb(end - 1) || isCopula(end - 1) { end -= 1 }
        guard let second = partner(endingAt: end), second.tokens.lowerBound - 2 > range.lowerBound - 1,
            scene.isWord(second.tokens.lowerBound - 1, "and"),
            let first = partner(endingAt: second.tokens.lowerBound - 1), first.id != second.id,
            !scene.isWord(first.tokens.lowerBound - 1, "between"), !scene.isWord(first.tokens.lowerBound - 1, "with")
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
    private func asSpeaker(_ reference: Reference) -> Speaker {
        if case .joint? = before, scene.isWord(reference.tokens.lowerBound, "they") { return .joint(reference.tokens) }
        switch reference.target {
        case .parties, .partyInstitutions: return .joint(reference.tokens)
        default: return isCoordinated(reference) ? .joint(reference.tokens) : .one(reference)
        }
    }

    /// Whether `and` joins a reference to one of another side.
    private func isCoordinated(_ reference: Reference) -> Bool {
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

    // MARK: Reported speech

    /// The verb of saying in whose clause a subject stands: `said (that) Vietnam`.
    private func speech(governing reference: Reference) -> Int? {
        let start = reference.tokens.lowerBound
        return anchors.lastIndex { anchor in
            guard anchor.kind == .speech, anchor.tokens.upperBound <= start else { return false }
            let gap = anchor.tokens.upperBound..<start
            return gap.count <= 2 || (gap.count <= 14 && gap.suffix(3).contains { scene.isWord($0, "that") })
        }
    }

    private func reporter(of own: Reference, _ speech: Int?) -> Speaker? {
        if let speech { return speaker(of: speech) }
        return remarks.first { $0.tokens.lowerBound >= own.tokens.lowerBound }?.speaker
    }

    /// Own subject or who reports it: a government called by its capital or its people speaks through who is quoted, and
    /// so do both sides where one of them tells what they want.
    private func settle(_ own: Reference, _ anchor: Anchor, reporter: Speaker?) -> Speaker {
        let speaker = asSpeaker(own)
        guard case .one(let other)? = reporter else { return speaker }
        switch speaker {
        case .joint:
            let isDeed =
                anchor.value == "agree" || anchor.value == "commit" || anchor.value == "plan"
                || anchor.value == "pledge"
            return isDeed ? speaker : .one(other)
        case .one:
            let announces = anchors.contains {
                $0.kind == .speech && $0.value == "announce" && $0.tokens.upperBound <= own.tokens.lowerBound
            }
            guard case .partner = own.target, scene.side(of: other) == scene.side(of: own),
                announces || !isNamed(own)
            else { return speaker }
            return .one(other)
        }
    }

    private func isNamed(_ reference: Reference) -> Bool {
        scene.partners(in: reference.tokens).contains { $0.form == .name } || reference.kind == .phrase
    }

    private func isFirstPerson(_ position: Int) -> Bool {
        let index = forms.isAdverb(position - 1) ? position - 2 : position - 1
        guard index >= range.lowerBound else { return false }
        return scene.isWord(index, "we") || scene.isWord(index, "i")
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
