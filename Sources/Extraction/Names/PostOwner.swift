/// Reads what stands behind a post and its complement: whose it is, and more of it behind a comma.
extension PostReader {
    /// `(MPS)`, and `of Vietnam` or `of the Ministry …` behind what the post is for.
    func readOwner(_ phrase: inout PostPhrase, before end: Int) {
        var index = phrase.tokens.upperBound
        let behind = text.behindBracket(at: index, before: end)
        if behind == index + 3, text[index + 1].shape.contains(.acronym) { index = behind }
        guard index + 1 < end, text[index].word == text.words.of || text[index].word == text.words.in else { return }
        let start = text[index + 1].word == text.words.the ? index + 2 : index + 1
        guard start < end else { return }
        if phrase.body == nil, let body = bodies.read(at: start, before: end), body.isCapitalised {
            phrase.body = body
            phrase.partner = phrase.partner ?? body.partner
            phrase.tokens = phrase.tokens.lowerBound..<body.tokens.upperBound
        } else if let partner = text.partner(at: start, before: end), partner.category == .partner {
            phrase.partner = phrase.partner ?? partner.number
            phrase.tokens = phrase.tokens.lowerBound..<partner.tokens.upperBound
        }
    }

    /// `Deputy Chief, Indonesian National Police` and `Director, Ministry of …`.
    func readComma(_ phrase: inout PostPhrase, before end: Int) {
        let comma = text.behindBracket(at: phrase.tokens.upperBound, before: end)
        guard phrase.body == nil, phrase.before == nil, comma + 1 < end, text.isMark(comma, ","),
            let body = bodies.read(at: comma + 1, before: end), body.isCapitalised, body.kind != .generic
        else { return }
        // The body must end the apposition: in "the minister, the Federal Police said" it does not.
        let behind = body.tokens.upperBound
        guard behind < end,
            text.isMark(behind, ",") || text.isMark(behind, ".") || text.isMark(behind, ";")
                || text[behind].word == text.words.and
        else { return }
        phrase.body = body
        phrase.partner = phrase.partner ?? body.partner
        phrase.tokens = phrase.tokens.lowerBound..<behind
    }
}
