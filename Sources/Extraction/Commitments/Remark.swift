/// Who is quoted, told beside the quotation: `…, he said`, `said the minister`, `both assured`.
struct Remark {
    let tokens: Range<Int>
    let speaker: Speaker
    /// The index of its verb among the sentence's anchors.
    let anchor: Int

    /// - Returns: nil when the anchor is no remark.
    init?(_ index: Int, _ scene: Scene, _ range: Range<Int>, _ anchors: [Anchor]) {
        let verb = anchors[index]
        let text = scene.text
        guard verb.kind == .speech || verb.kind == .statement, !verb.isParticiple else { return nil }
        func isMark(_ index: Int) -> Bool { range.contains(index) && text.tokens[index].shape.contains(.mark) }
        let (start, end) = (verb.tokens.lowerBound, verb.tokens.upperBound)
        // "…, the two agreed on Sunday."
        let date = scene.dates(in: end..<max(end, min(range.upperBound, end + 2))).first
        let close = max(end, date?.tokens.upperBound ?? end)
        let isClosed = close >= range.upperBound || isMark(close)
        anchor = index
        if let name = scene.references(in: max(range.lowerBound, start - 20)..<start).last {
            let mark = name.tokens.lowerBound - 1
            let isBeside = start - name.tokens.upperBound <= 2 && mark > range.lowerBound && isMark(mark)
            if isBeside, isClosed || Lexicon.isClosing(text.tokens[mark].word) {
                tokens = mark..<close
                speaker = name.isOfSeveral ? .joint(name.tokens) : .one(name)
                return
            }
        }
        if isClosed, let opening = Remark.joint(before: start, scene, range) {
            tokens = opening - 1..<close
            speaker = .joint(opening..<end)
            return
        }
        guard verb.kind == .speech, isMark(start - 1),
            let name = scene.references(in: end..<min(range.upperBound, end + 2)).first
        else { return nil }
        tokens = start - 1..<name.tokens.upperBound
        speaker = .one(name)
    }

    /// `the meeting`, `the joint commission`, `participants`: where those begin who met.
    static func collective(endingAt index: Int, _ scene: Scene, _ range: Range<Int>) -> Int? {
        guard range.contains(index), scene.isCueWord(index, "collective") else { return nil }
        for start in stride(from: index - 1, through: max(range.lowerBound, index - 2), by: -1) {
            if scene.isWord(start, "the") { return start }
        }
        return index == range.lowerBound && AnchorReader(scene: scene).isPlural(index) ? index : nil
    }

    /// `, both agreed`, `, their governments have agreed`, `, the two ministers said`: where those together begin, behind a
    /// mark.
    private static func joint(before start: Int, _ scene: Scene, _ range: Range<Int>) -> Int? {
        let words: [StaticString] = ["both", "the", "two", "they", "their", "have", "had", "also", "as"]
        let forms = AnchorReader(scene: scene)
        var opening = collective(endingAt: start - 1, scene, range) ?? start
        while opening > range.lowerBound,
            words.contains(where: { scene.isWord(opening - 1, $0) })
                || forms.isPlural(opening - 1) && scene.isCueWord(opening - 1, "plural")
        {
            opening -= 1
        }
        guard opening < start, opening > range.lowerBound, scene.text.tokens[opening - 1].shape.contains(.mark),
            !scene.isWord(start - 1, "the")
        else { return nil }
        // "They" alone are those of the sentence before.
        let isTogether = (opening..<start).contains { !scene.isWord($0, "they") && !scene.isWord($0, "have") }
        return isTogether ? opening : nil
    }
}
