/// Finds the statements of a sentence, and who spoke in it last.
struct StatementReader {
    let scene: Scene
    private var text: TokenizedReport { scene.text }
    /// In tokens: what is longer is no sentence, and would be read in more than linear time.
    private static let longest = 400

    func read(sentence: Int, before: Speaker?) -> (statements: [Statement], speaker: Speaker?) {
        let range = text.sentences[sentence].tokens
        guard range.count <= Self.longest else { return ([], nil) }
        let anchors = AnchorReader(scene: scene).read(range)
        guard !anchors.isEmpty else { return ([], nil) }
        let speakers = SpeakerReader(scene, range, anchors, before: before)
        let statements = anchors.indices.compactMap { index -> Statement? in
            let anchor = anchors[index]
            guard anchor.kind != .speech, anchor.kind != .praise, anchor.value != "forecast", !isNested(index, anchors),
                !isAgreed(anchor, anchors, speakers.remarks),
                let speaker = speakers.speaker(of: index)
            else { return nil }
            let complement = complement(of: index, anchors, speakers.remarks, in: range)
            guard complement.count > 1 || opensList(anchor, range) else { return nil }
            return Statement(
                modality: anchor.value, carrier: anchor.tokens, speaker: speaker, complement: complement,
                sentence: sentence,
                isModal: anchor.kind == .modal && anchor.value != "offer" && anchor.value != "commit",
                isWeighed: anchor.kind == .noun && anchor.value == "urge", opensList: opensList(anchor, range))
        }
        let last =
            speakers.remarks.last?.speaker
            ?? anchors.lastIndex { $0.kind != .modal && $0.kind != .noun }.flatMap { speakers.speaker(of: $0) }
        return (statements, last)
    }

    /// `proposed that both sides should …` is one statement, not two.
    private func isNested(_ index: Int, _ anchors: [Anchor]) -> Bool {
        guard anchors[index].kind == .modal, index > 0 else { return false }
        let last = anchors[index - 1]
        guard last.kind != .speech, last.kind != .praise else { return false }
        let gap = Range.between(last.tokens.upperBound, anchors[index].tokens.lowerBound)
        return !gap.contains { index in
            // "…; and that they would" is more of the same.
            scene.isMark(index, ";") && !(index + 1..<index + 3).contains { scene.isWord($0, "that") }
        }
    }

    /// `… will do more together, their governments have agreed` is one statement: the remark's.
    private func isAgreed(_ anchor: Anchor, _ anchors: [Anchor], _ remarks: [Remark]) -> Bool {
        guard anchor.kind == .modal,
            let remark = remarks.first(where: { $0.tokens.lowerBound >= anchor.tokens.upperBound })
        else { return false }
        return anchors[remark.anchor].kind == .statement
    }

    /// From the carrier to the next statement or remark; of a remark (`…, both assured`) what stands before it.
    private func complement(
        of index: Int, _ anchors: [Anchor], _ remarks: [Remark], in range: Range<Int>
    ) -> Range<Int> {
        if let own = remarks.first(where: { $0.anchor == index }) { return range.lowerBound..<own.tokens.lowerBound }
        var start = anchors[index].tokens.upperBound
        // In the passive the subject names what will or must be done.
        if isPassive(anchors[index]) {
            start = anchors[..<index].last?.tokens.upperBound ?? range.lowerBound
        }
        var end = range.upperBound
        if let remark = remarks.first(where: { $0.tokens.lowerBound >= start }) { end = remark.tokens.lowerBound }
        let next = anchors[(index + 1)...].first { $0.kind != .modal && $0.tokens.lowerBound < end }
        if let next { end = next.tokens.lowerBound }
        // The conjunction and the subject that lead to the next statement are no part of this one.
        while end > start, isLink(end - 1) { end -= 1 }
        return .between(start, end)
    }

    private func isPassive(_ anchor: Anchor) -> Bool {
        anchor.kind == .modal && (anchor.value == "plan" || anchor.value == "urge")
            && scene.isWord(anchor.tokens.upperBound, "be")
    }

    /// `in which they agreed to:`, `… pledged the following:`: the points of a list follow.
    private func opensList(_ anchor: Anchor, _ range: Range<Int>) -> Bool {
        guard let last = range.last, scene.isMark(last, ":"), anchor.kind != .modal else { return false }
        return !AnchorReader(scene: scene).read(anchor.tokens.upperBound..<range.upperBound).contains {
            $0.kind != .modal && $0.kind != .noun
        }
    }

    private func isLink(_ index: Int) -> Bool {
        text.tokens[index].shape.contains(.mark) || scene.isWord(index, "and") || scene.isWord(index, "also")
            || scene.isWord(index, "while")
    }
}
