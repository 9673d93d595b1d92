/// Tells who says what in one sentence: subjects, remarks (`…, he added`), and sides that speak together.
struct SpeakerReader {
    private let scene: Scene
    private let range: Range<Int>
    private let anchors: [Anchor]
    private let forms: AnchorReader
    /// Who spoke in the sentence before.
    private let before: Speaker?
    private let subjects: ClauseSubjects
    let remarks: [Remark]

    init(_ scene: Scene, _ range: Range<Int>, _ anchors: [Anchor], before: Speaker?) {
        self.scene = scene
        self.before = before
        self.range = range
        self.anchors = anchors
        forms = AnchorReader(scene: scene)
        remarks = anchors.indices.compactMap { Remark($0, scene, range, anchors) }
        subjects = ClauseSubjects(scene: scene, range: range, anchors: anchors, remarks: remarks, before: before)
    }

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
        if forms.isImpersonal(anchor.tokens, in: range) || forms.isReached(anchor.tokens) {
            return agent(behind: anchor) ?? .joint(anchor.tokens)
        }
        if let joint = subjects.pair(before: start) ?? subjects.coordinated(before: start)
            ?? subjects.relativePair(before: start)
        {
            return joint
        }
        // One cannot agree alone.
        if anchor.value == "agree", scene.isWord(start - 1, "they") { return .joint(start - 1..<start) }
        guard let own = subjects.relative(before: start) ?? subjects.subject(before: start) else {
            if anchor.value == "agree", let all = subjects.unnamed(before: start) { return all }
            return anchors[..<index].last?.kind == .speech ? speaker(of: index - 1) : nil
        }
        let speech = speech(governing: own)
        if let speech, anchor.tokens.lowerBound - own.tokens.upperBound > 3, let outer = self.speaker(of: speech) {
            return outer
        }
        return settle(own, anchor, reporter: reporter(of: own, speech))
    }

    /// `it was proposed by the minister that`
    private func agent(behind anchor: Anchor) -> Speaker? {
        let start = anchor.tokens.upperBound
        guard scene.isWord(start, "by"), anchor.value != "agree" else { return nil }
        let named = scene.references(in: start..<min(range.upperBound, start + 4)).first
        return named.map(subjects.asSpeaker)
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
        let first = scene.references(in: range.lowerBound..<start).first { subjects.isSubject($0) }
        guard let first else { return nil }
        // `X and Y held talks, agreeing to`: the pair stands around the first.
        let pair = scene.references(in: .between(first.tokens.upperBound, min(start, first.tokens.upperBound + 14)))
            .first { subjects.isCoordinated($0) }
        return pair.map { .joint(first.tokens.lowerBound..<$0.tokens.upperBound) } ?? subjects.asSpeaker(first)
    }

    /// Of a noun: who affirms the readiness; or whose it is when it is only conveyed.
    private func owner(of index: Int) -> Speaker? {
        let anchor = anchors[index]
        if let owner = forms.owner(of: anchor.tokens, in: range) { return subjects.asSpeaker(owner) }
        guard let verb = anchors[..<index].last else { return nil }
        if verb.value == "convey" {
            let around = verb.tokens.upperBound..<min(range.upperBound, anchor.tokens.upperBound + 3)
            if let owner = scene.references(in: around).first(where: { $0.kind != .pronoun }) {
                return subjects.asSpeaker(owner)
            }
            if let owner = around.lazy.compactMap(subjects.government).first { return .one(owner) }
        }
        return speaker(of: index - 1)
    }

    private func modalSpeaker(of index: Int) -> Speaker? {
        let anchor = anchors[index]
        let start = anchor.tokens.lowerBound
        if isFirstPerson(start) { return remark(around: start)?.speaker ?? before }
        let own =
            subjects.pair(before: start) ?? subjects.coordinated(before: start)
            ?? (subjects.relative(before: start) ?? subjects.subject(before: start)).flatMap { own in
                subjects.isAdjacent(own, to: start)
                    ? settle(own, anchor, reporter: reporter(of: own, speech(governing: own))) : nil
            }
        if anchor.value != "urge", let own { return own }
        if anchor.value == "plan", scene.isWord(anchor.tokens.upperBound, "be") { return .joint(anchor.tokens) }
        // "Discussed how training should be improved", "ways in which it must be reinforced" ask for nothing.
        if anchor.value == "urge", scene.isWord(anchor.tokens.upperBound, "be"), remarks.isEmpty,
            anchors[..<index].last?.kind != .speech
        {
            return nil
        }
        // What should be is said by someone; what will be done by nobody named is said for all.
        if let remark = remark(around: start) { return remark.speaker }
        if let speech = anchors[..<index].lastIndex(where: { $0.kind == .speech || $0.kind == .statement }) {
            return speaker(of: speech)
        }
        return before
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

    /// Own subject or who reports it: a subjects.government called by its capital or its people speaks through who is quoted, and
    /// so do both sides where one of them tells what they want.
    private func settle(_ own: Reference, _ anchor: Anchor, reporter: Speaker?) -> Speaker {
        let speaker = subjects.asSpeaker(own)
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
