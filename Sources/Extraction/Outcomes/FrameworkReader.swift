internal import Records

/// Finds the frameworks that a report names: those of the vocabulary, and others by the nouns that head their names.
struct FrameworkReader {
    /// A framework at a place of the report.
    struct Mention {
        let id: String
        /// Nil for one of the vocabulary.
        var name: String?
        var abbreviation: String?
        /// The organisation it belongs to.
        var parent: String?
        var isGeneric = false
        let tokens: Range<Int>
    }

    let context: OutcomeContext
    private var text: TokenizedReport { context.text }
    private var words: LinkingWords { context.words }

    init(_ context: OutcomeContext) {
        self.context = context
    }

    static func read(_ scene: Scene, _ exchanges: Exchanges) -> [Draft] {
        guard !exchanges.items.isEmpty else { return [] }
        let reader = FrameworkReader(OutcomeContext(scene, exchanges))
        var drafts: [Draft] = []
        for sentence in scene.document.statements {
            for mention in reader.mentions(in: sentence) where !drafts.contains(where: { $0.id == mention.id }) {
                drafts.append(draft(mention))
            }
        }
        return drafts
    }

    private static func draft(_ mention: Mention) -> Draft {
        guard let name = mention.name else {
            return Draft(.framework, id: mention.id, proofs: [Proof(mention.tokens, .id)])
        }
        var values = [Member("name", .text(name))]
        if let abbreviation = mention.abbreviation { values.append(Member("abbreviation", .text(abbreviation))) }
        if let parent = mention.parent { values.append(Member("parent", .text(parent))) }
        var draft = Draft(.framework, id: mention.id, values: values)
        draft.proofs = [mention.parent == nil ? Proof(mention.tokens, .name) : Proof(mention.tokens, [.name, .parent])]
        if mention.isGeneric { draft.certainty = .ambiguous }
        return draft
    }

    /// The frameworks of a sentence, in order; none overlap.
    func mentions(in sentence: Int) -> [Mention] {
        let range = text.sentences[sentence].tokens
        var found: [Mention] = []
        var end = range.lowerBound
        for match in text.matches(in: range) where match.tokens.lowerBound >= end {
            let mention: Mention? =
                switch match.sense.category {
                case .framework: known(match)
                case .frameworkNoun: unknown(match, range, from: end)
                default: nil
                }
            guard let mention else { continue }
            found.append(mention)
            end = mention.tokens.upperBound
        }
        return found
    }

    // MARK: Known

    private func known(_ match: TokenizedReport.Match) -> Mention? {
        // "An ASEAN community" is none.
        let isName = match.tokens.allSatisfy { index in
            let shape = text.tokens[index].shape
            return !shape.contains(.letters) || shape.contains(.capitalised) || context.functionWord(index) != nil
                || match.tokens.count > 3
        }
        guard isName else { return nil }
        return Mention(
            id: text.value(match), tokens: match.tokens.lowerBound..<gloss(behind: match.tokens.upperBound).end)
    }

    /// `(AMMTC)`
    private func gloss(behind index: Int) -> (end: Int, acronym: String?) {
        guard index + 2 < text.tokens.count, text.tokens[index].word == Lexicon.mark("("),
            text.tokens[index + 1].shape.contains(.acronym), text.tokens[index + 2].word == Lexicon.mark(")")
        else { return (index, nil) }
        return (index + 3, text.text(index + 1..<index + 2))
    }

    // MARK: Others

    private func unknown(_ match: TokenizedReport.Match, _ range: Range<Int>, from start: Int) -> Mention? {
        switch text.value(match) {
        case "framework", "committee": named(match, range, from: start)
        case "generic": generic(match, range) ?? nil
        case "efforts": efforts(match, range)
        case "within": within(match, range)
        case "channel": channel(match, range)
        default: nil
        }
    }

    /// `Joint Border Security Committee`, `ASEAN Mechanism for Preventing and Combating Transnational Crime`.
    private func named(_ match: TokenizedReport.Match, _ range: Range<Int>, from start: Int) -> Mention? {
        let head = match.tokens
        guard text.tokens[head.lowerBound].shape.contains(.capitalised) else { return nil }
        var run = NameScan(text, words).run(around: head, in: max(start, range.lowerBound)..<range.upperBound)
        // Quoted or sentence-opening articles and adverbs are no part of the name.
        while let first = run.first, first < head.lowerBound,
            context.functionWord(first) != nil || context.value(at: first, .ordinal) != nil
        {
            run = run.dropFirst()
        }
        run = bounded(run, head, in: max(start, range.lowerBound)..<range.upperBound)
        if let bracket = run.first(where: { text.tokens[$0].word == Lexicon.mark("(") }), bracket >= head.upperBound {
            run = run.lowerBound..<bracket
        }
        let isCommittee = text.value(match) == "committee"
        let isJoint = text.matches(in: run).contains {
            $0.sense.category == .frameworkNoun && text.value($0) == "joint" && !head.overlaps($0.tokens)
        }
        let isBody = context.scene.references(in: run).contains {
            guard case .institution(let index) = $0.target, $0.tokens.overlaps(head) else { return false }
            return context.scene.cast.institutions[index].isKnown
        }
        guard !isCommittee || (isJoint && run.count > 2), !isBody, (2...14).contains(run.count),
            !isPost(run.lowerBound..<head.lowerBound)
        else { return nil }
        let name = text.line(run)
        let gloss = gloss(behind: run.upperBound)
        let parent = context.sides(in: run).first { context.isOrganisation($0.partner) }?.partner
        return Mention(
            id: Folding.slug(name), name: name, abbreviation: gloss.acronym, parent: parent, isGeneric: parent != nil,
            tokens: run.lowerBound..<gloss.end)
    }

    /// The name alone: without `Meeting of the` or `Conference of the Parties to the` before it and `in New Delhi` behind,
    /// with the sides that open it.
    private func bounded(_ run: Range<Int>, _ head: Range<Int>, in range: Range<Int>) -> Range<Int> {
        var (start, end) = (run.lowerBound, run.upperBound)
        if let event = text.match(at: start, .kind), event.tokens.upperBound < head.lowerBound,
            text.tokens[event.tokens.upperBound].word == words.of
        {
            start = skippingFunctionWords(event.tokens.upperBound + 1, before: head.lowerBound)
        }
        if context.scene.isWord(start, "parties"), context.scene.isWord(start + 1, "to") {
            start = skippingFunctionWords(start + 2, before: head.lowerBound)
        }
        while let side = context.scene.partners(in: max(range.lowerBound, start - 6)..<start).last,
            side.tokens.upperBound == start
                || side.tokens.upperBound == start - 1 && Lexicon.isDash(text.tokens[start - 1].word)
        {
            start = side.tokens.lowerBound
        }
        // Behind the noun only what it is on belongs to the name.
        if head.upperBound < end, !words.isPreposition(text.tokens[head.upperBound].word),
            !text.tokens[head.upperBound].shape.contains(.mark)
        {
            end = head.upperBound
        }
        let place = (head.upperBound..<max(head.upperBound, end)).first { index in
            text.tokens[index].word == words.inside && index + 1 < end
                && !context.scene.places(in: index + 1..<min(index + 3, range.upperBound)).isEmpty
        }
        return start..<(place ?? end)
    }

    private func skippingFunctionWords(_ start: Int, before end: Int) -> Int {
        (start..<max(start, end)).first { context.functionWord($0) == nil } ?? end
    }

    /// `Chairman of the Joint Committee` is a post; the committee alone a framework.
    private func isPost(_ run: Range<Int>) -> Bool {
        context.first(.post, in: run) != nil
    }

    /// The organisation that begins at a token.
    private func organisation(at index: Int, _ range: Range<Int>) -> (partner: String, tokens: Range<Int>)? {
        guard range.contains(index), let side = context.scene.partners(in: index..<index + 1).first,
            context.isOrganisation(side.partner)
        else {
            return nil
        }
        return (side.partner, side.tokens)
    }

    /// `drug combat cooperation forums within the ASEAN framework`: nouns of no name, of an organisation.
    private func generic(_ match: TokenizedReport.Match, _ range: Range<Int>) -> Mention? {
        let head = match.tokens
        guard !text.tokens[head.lowerBound].shape.contains(.capitalised) else { return nil }
        var start = head.lowerBound
        while start > max(range.lowerBound, head.lowerBound - 5), !text.tokens[start - 1].shape.contains(.mark),
            context.functionWord(start - 1) == nil, context.scene.partners(in: start - 1..<start).isEmpty
        {
            start -= 1
        }
        let topics = TopicReader.topics(context.scene.document, in: start..<head.lowerBound)
        guard !topics.isEmpty else { return nil }
        var end = head.upperBound
        var owner: (partner: String, tokens: Range<Int>)?
        if let before = context.scene.partners(in: max(range.lowerBound, start - 3)..<start).last,
            before.tokens.upperBound == start
        {
            owner = organisation(at: before.tokens.lowerBound, range)
        }
        for index in end..<min(end + 4, range.upperBound) where owner == nil {
            owner = organisation(at: index, range)
            if let owner { end = owner.tokens.upperBound }
        }
        guard let owner else { return nil }
        if end < range.upperBound, context.value(at: end, .frameworkNoun) == "within" { end += 1 }
        let name = text.text(owner.tokens) + " " + hyphenated(start..<head.upperBound, topics)
        return Mention(
            id: Folding.slug(name), name: name, parent: owner.partner, isGeneric: true,
            tokens: min(start, owner.tokens.lowerBound)..<max(end, head.upperBound))
    }

    /// Two words of a topic before another noun are written as one: `drug-combat cooperation forums`.
    private func hyphenated(_ tokens: Range<Int>, _ topics: [TopicMention]) -> String {
        guard let topic = topics.first, topic.tokens.lowerBound == tokens.lowerBound, topic.tokens.count > 1 else {
            return text.text(tokens)
        }
        let split = tokens.lowerBound + 2
        return text.text(tokens.lowerBound..<tokens.lowerBound + 1) + "-" + text.text(tokens.lowerBound + 1..<split)
            + " "
            + text.text(split..<tokens.upperBound)
    }

    /// `ASEAN efforts in fighting cybercrime`
    func efforts(_ match: TokenizedReport.Match, _ range: Range<Int>) -> Mention? {
        guard match.tokens.lowerBound > range.lowerBound,
            let side = context.scene.partners(
                in: max(range.lowerBound, match.tokens.lowerBound - 4)..<match.tokens.lowerBound
            ).last,
            side.tokens.upperBound == match.tokens.lowerBound,
            let owner = organisation(at: side.tokens.lowerBound, range)
        else { return nil }
        let window = match.tokens.upperBound..<min(match.tokens.upperBound + 5, range.upperBound)
        guard let topic = TopicReader.topics(context.scene.document, in: window).first else { return nil }
        // A wording may hold the verb: "fighting cybercrime".
        var first = topic.tokens.lowerBound
        while first < topic.tokens.upperBound - 1, text.match(at: first, .subjectWrapper) != nil { first += 1 }
        let name = text.text(owner.tokens) + " efforts against " + text.text(first..<topic.tokens.upperBound)
        return Mention(
            id: Folding.slug(name), name: name, parent: owner.partner,
            tokens: owner.tokens.lowerBound..<topic.tokens.upperBound)
    }

    /// `within the ASEAN framework`
    private func within(_ match: TokenizedReport.Match, _ range: Range<Int>) -> Mention? {
        guard
            let side = context.scene.partners(
                in: max(range.lowerBound, match.tokens.lowerBound - 8)..<match.tokens.lowerBound
            ).last,
            side.tokens.upperBound == match.tokens.lowerBound,
            let owner = organisation(at: side.tokens.lowerBound, range)
        else { return nil }
        var start = owner.tokens.lowerBound
        while start > range.lowerBound, owner.tokens.lowerBound - start < 2, context.functionWord(start - 1) != nil {
            start -= 1
        }
        if words.channel == text.tokens[match.tokens.lowerBound].word {
            return channel(of: owner, start..<match.tokens.upperBound)
        }
        let name = text.text(owner.tokens) + " framework"
        return Mention(
            id: Folding.slug(name), name: name, parent: owner.partner, tokens: start..<match.tokens.upperBound)
    }

    /// `via the International Criminal Police Organisation (Interpol)`, `through Europol channels`
    private func channel(_ match: TokenizedReport.Match, _ range: Range<Int>) -> Mention? {
        var index = match.tokens.upperBound
        if index < range.upperBound, text.tokens[index].word == words.the { index += 1 }
        guard let owner = organisation(at: index, range) else { return nil }
        return channel(of: owner, match.tokens.lowerBound..<gloss(behind: owner.tokens.upperBound).end)
    }

    private func channel(of owner: (partner: String, tokens: Range<Int>), _ tokens: Range<Int>) -> Mention {
        // The ids of organisations without a hyphen are their acronyms.
        let short = owner.partner.contains("-") ? text.text(owner.tokens) : owner.partner.uppercased()
        return Mention(id: owner.partner + "-channel", name: short + " channel", parent: owner.partner, tokens: tokens)
    }
}
