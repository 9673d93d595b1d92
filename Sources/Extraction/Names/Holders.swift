/// Whom a post, a delegation or a counterpart means, by who has been named.
extension Coreference {
    func holder(_ head: TokenizedReport.Match, _ partner: Int32?) -> Int? {
        let word = text[head.tokens.upperBound - 1].word
        func holds(_ person: Int) -> Bool {
            roster.entries[person].posts.contains { post in
                let tokens = post.phrase.head.tokens
                return text[tokens.upperBound - 1].word == word && post.phrase.isCurrent(in: text)
            }
        }
        if let partner {
            return recent.last { roster.entries[$0].partner == partner && holds($0) } ?? latest(of: partner)
        }
        for person in [sentenceSubject, subject] { if let person, holds(person) { return person } }
        return recent.last(where: holds)
    }

    func latest(of partner: Int32?) -> Int? {
        guard let partner else { return sentenceSubject ?? subject ?? recent.last }
        return recent.last { roster.entries[$0].partner == partner }
    }

    /// The ambassador that `the envoy` is.
    func envoy(of partner: Int32?) -> Int? {
        recent.last { person in
            let entry = roster.entries[person]
            return (partner == nil || entry.partner == partner) && entry.posts.contains { $0.phrase.isAbroad(in: text) }
        }
    }

    /// Whether a person is named as one who leads: `a delegation led by A`, `A, who headed the delegation`.
    func leads(_ tokens: Range<Int>) -> Bool {
        func isLeading(_ index: Int) -> Bool { text.words.leading.contains(text[index].word) }
        let before = max(sentence.lowerBound, tokens.lowerBound - 5)..<tokens.lowerBound
        if let led = before.last(where: isLeading) {
            return (max(sentence.lowerBound, led - 25)..<led).contains(where: isDelegation)
        }
        let behind = tokens.upperBound..<min(sentence.upperBound, tokens.upperBound + 9)
        guard let lead = behind.first(where: isLeading) else { return false }
        return (lead..<behind.upperBound).contains(where: isDelegation)
    }

    func isDelegation(_ index: Int) -> Bool { text.words.delegations.contains(text[index].word) }

    /// Who stands for `the delegation`; nobody where what follows tells whose or by whom led it is.
    func leader(_ partner: Int32?, delegation index: Int) -> Int? {
        let next = index + 1
        guard next < sentence.upperBound, !text.isMark(next, ","), !text.words.allegiances.contains(text[next].word),
            !text.isPossessive(next),
            !(next..<min(sentence.upperBound, next + 3)).contains(where: { text.words.leading.contains(text[$0].word) })
        else { return nil }
        return leaders.last { partner == nil || roster.entries[$0].partner == partner }
    }

    func counterpart(_ partner: Int32?) -> Int? {
        if let partner { return latest(of: partner) }
        return other(than: sentenceSubject ?? subject)
    }

    /// The latest person of another partner.
    func other(than person: Int?) -> Int? {
        let partner = person.flatMap { roster.entries[$0].partner }
        return recent.last { $0 != person && roster.entries[$0].partner != partner }
    }
}
