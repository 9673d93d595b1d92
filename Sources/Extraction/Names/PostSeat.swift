/// Where envoys and the offices of organisations work.
extension PostReader {
    /// Whether an office is another's in a state: `EU Delegation to Serbia`, `UNODC Country Office in Vietnam`.
    func isSentAbroad(_ body: BodyPhrase) -> Bool {
        body.partner.map(text.tables.isOrganisation) == true || !text.words.posts.isDisjoint(with: body.core)
    }

    /// Behind `to Uzbekistan and Tajikistan`, `in Tbilisi`, `to the Kingdom`: where an envoy or an office works.
    func behindSeat(_ preposition: Int, before end: Int) -> Int? {
        guard preposition + 1 < end, text.isPreposition(preposition) else { return nil }
        let start = text[preposition + 1].word == text.words.the ? preposition + 2 : preposition + 1
        guard start < end else { return nil }
        if text.words.realms.contains(text[start].word), start > preposition + 1 { return start + 1 }
        guard var behind = behindPlace(start, before: end) else { return nil }
        while behind + 1 < end, text[behind].word == text.words.and || text.isMark(behind, ","),
            let next = behindPlace(behind + 1, before: end)
        {
            behind = next
        }
        return behind
    }

    private func behindPlace(_ index: Int, before end: Int) -> Int? {
        if let partner = text.partner(at: index, before: end), partner.category == .partner {
            return partner.tokens.upperBound
        }
        guard text.begins(.places, at: index) else { return nil }
        return text.text.matches(in: index..<index + 1).filter {
            $0.tokens.upperBound <= end && ($0.sense.category == .city || $0.sense.category == .capital)
        }.map(\.tokens.upperBound).max()
    }
}
