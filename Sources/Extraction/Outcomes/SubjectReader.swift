internal import Records

/// What an instrument is on, in the words of the register: the names of its topics, else the report's own.
struct SubjectReader {
    struct Subject {
        /// Nil when nothing says what the instrument is on.
        var text: String?
        /// Ids, in the order of their mention.
        var topics: [String] = []
        /// The words that state it.
        var tokens: Range<Int>?
    }

    let context: OutcomeContext
    private var text: TokenizedReport { context.text }
    private var words: LinkingWords { context.words }

    init(_ context: OutcomeContext) {
        self.context = context
    }

    func read(_ phrase: InstrumentPhrase) -> Subject {
        var subject = Subject()
        if phrase.instrument == "minutes" {
            subject = ofMinutes(phrase)
        } else if let tokens = phrase.subject {
            subject = complement(tokens)
        } else if let modifiers = modifiers(of: phrase) {
            subject = modifiers
        }
        if let examples = phrase.examples { add(topics(in: examples), to: &subject.topics) }
        return subject
    }

    /// Whether an instrument is of a field that the register leaves alone.
    func isForeign(_ phrase: InstrumentPhrase, _ subject: Subject) -> Bool {
        guard subject.topics.isEmpty else { return false }
        return context.first(.otherField, in: phrase.modifiers.lowerBound..<phrase.tokens.upperBound) != nil
    }

    // MARK: Complements

    /// `cooperation in preventing and fighting transnational crimes` is on transnational crime.
    private func complement(_ tokens: Range<Int>) -> Subject {
        let whole = skippingFunctionWords(tokens)
        let core = core(of: tokens)
        // "On deepening them": nothing is named.
        guard !core.isEmpty else { return Subject() }
        var subject = Subject(text: nil, topics: topics(in: tokens), tokens: tokens)
        let list = topicList(core)
        subject.text = list.isEmpty ? phrase(firstMember(namesItsMatter(core) ? core : whole)) : join(list)
        return subject
    }

    /// Whether what is left without its wrapping says enough by itself.
    private func namesItsMatter(_ core: Range<Int>) -> Bool {
        !core.isEmpty && text.match(at: core.lowerBound, .tier) != nil
    }

    private func core(of tokens: Range<Int>) -> Range<Int> {
        var index = tokens.lowerBound
        scan: while index < tokens.upperBound {
            if let wrapper = text.match(at: index, .subjectWrapper), wrapper.tokens.upperBound <= tokens.upperBound {
                index = wrapper.tokens.upperBound
            } else if context.functionWord(index) != nil {
                index += 1
            } else {
                break scan
            }
        }
        return index..<tokens.upperBound
    }

    private func skippingFunctionWords(_ tokens: Range<Int>) -> Range<Int> {
        var index = tokens.lowerBound
        while index < tokens.upperBound, context.functionWord(index) != nil { index += 1 }
        return index..<tokens.upperBound
    }

    /// The topics of a core that consists of nothing else: joined by commas and `and`, with suffixes that add nothing.
    private func topicList(_ core: Range<Int>) -> [String] {
        var found: [String] = []
        var index = core.lowerBound
        let mentions = TopicReader.mentions(context.scene.document, in: core)
        for mention in mentions where mention.tokens.lowerBound >= index || mention.tokens.upperBound > index {
            let gap = index..<max(index, mention.tokens.lowerBound)
            guard gap.allSatisfy({ isBetweenTopics($0) }) else { break }
            if !found.contains(mention.topic) { found.append(mention.topic) }
            index = skipSuffix(mention.tokens.upperBound, core.upperBound)
        }
        // A word behind that is no suffix makes it something else: "border police training centre".
        guard !found.isEmpty else { return [] }
        if index < core.upperBound, !words.links(text.tokens[index]), context.functionWord(index) == nil { return [] }
        return found
    }

    private func isBetweenTopics(_ index: Int) -> Bool {
        words.links(text.tokens[index]) || context.functionWord(index) == "article"
            || text.match(at: index, .subjectWrapper) != nil || context.functionWord(index) == "preposition"
    }

    private func skipSuffix(_ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, let suffix = text.match(at: index, .subjectSuffix) { index = suffix.tokens.upperBound }
        return min(index, end)
    }

    /// Of `police cooperation and organized crime prevention` the first: the others are its topics.
    private func firstMember(_ tokens: Range<Int>) -> Range<Int> {
        for index in tokens where words.links(text.tokens[index]) {
            let rest = index + 1..<tokens.upperBound
            guard index > tokens.lowerBound + 1, !topics(in: rest).isEmpty else { continue }
            return tokens.lowerBound..<index
        }
        return tokens
    }

    // MARK: Modifiers

    /// `extradition treaty`, `the police MoU`, `Association Agreement`.
    private func modifiers(of phrase: InstrumentPhrase) -> Subject? {
        let range = phrase.modifiers.lowerBound..<phrase.head.upperBound
        let mentions = TopicReader.mentions(context.scene.document, in: range)
        if !mentions.isEmpty {
            let ids = TopicReader.ids(mentions)
            return Subject(
                text: join(ids), topics: ids,
                tokens: (mentions.first?.tokens.lowerBound ?? range.lowerBound)..<range.upperBound)
        }
        var kept: [Int] = []
        var index = phrase.modifiers.lowerBound
        while index < phrase.modifiers.upperBound {
            if let end = skipped(index) {
                index = max(end, index + 1)
            } else {
                kept.append(index)
                index += 1
            }
        }
        guard let first = kept.first, let last = kept.last else { return nil }
        let tokens = first..<last + 1
        return Subject(text: self.phrase(tokens), topics: [], tokens: tokens)
    }

    /// The end of what says nothing of the subject: years, partners, adjectives, marks.
    private func skipped(_ index: Int) -> Int? {
        let token = text.tokens[index]
        if token.shape.contains(.mark) || token.shape.contains(.digits) { return index + 1 }
        if context.functionWord(index) != nil, token.word != words.and { return index + 1 }
        if token.word == words.and { return nil }
        if let partner = context.sides(in: index..<index + 1).first { return partner.tokens.upperBound }
        for category in [Category.instrumentModifier, .agreementStatus, .capital, .partner, .demonym] {
            if let match = text.match(at: index, category) { return match.tokens.upperBound }
        }
        return nil
    }

    // MARK: Minutes

    /// `the second Vietnam-Australia Vice-Ministerial Security Dialogue` without sides and level; where only "the dialogue"
    /// stands, the round at hand.
    private func ofMinutes(_ phrase: InstrumentPhrase) -> Subject {
        let exchange = context.exchange(before: phrase.head.upperBound).map { context.exchanges.items[$0] }
        guard let tokens = phrase.subject, tokens.contains(where: { context.value(at: $0, .ordinal) != nil }) else {
            guard let exchange else { return Subject() }
            let ordinal = exchange.ordinal.map { English.ordinal($0) + " " } ?? ""
            return Subject(text: ordinal + exchange.kind.replacing("-", with: " "), topics: [], tokens: phrase.subject)
        }
        var pieces: [String] = []
        var index = tokens.lowerBound
        while index < tokens.upperBound {
            if let partner = context.sides(in: index..<index + 1).first {
                index = max(index + 1, partner.tokens.upperBound)
            } else if let level = text.match(at: index, .level) {
                index = level.tokens.upperBound
            } else {
                let isOrdinal = context.value(at: index, .ordinal) != nil
                if !text.tokens[index].shape.contains(.mark), context.functionWord(index) == nil || isOrdinal {
                    pieces.append(text.text(index..<index + 1).lowercased())
                }
                index += 1
            }
        }
        return Subject(text: pieces.isEmpty ? nil : pieces.joined(separator: " "), topics: [], tokens: tokens)
    }

    // MARK: Words

    private func topics(in range: Range<Int>) -> [String] {
        TopicReader.ids(TopicReader.mentions(context.scene.document, in: range))
    }

    private func add(_ topics: [String], to list: inout [String]) {
        for topic in topics where !list.contains(topic) { list.append(topic) }
    }

    /// `drug-crime`, `cybercrime` → `drug crime and cybercrime`.
    private func join(_ topics: [String]) -> String {
        English.list(topics.map { $0.replacing("-", with: " ") })
    }

    /// The report's words in small letters, acronyms and names of partners aside; eight at most.
    private func phrase(_ tokens: Range<Int>) -> String? {
        var phrase = ""
        var count = 0
        for index in tokens {
            let token = text.tokens[index]
            let isGlued = token.shape.contains(.glued)
            if !isGlued {
                count += 1
                if count > 8 { break }
                if !phrase.isEmpty { phrase += " " }
            }
            let word = text.text(index..<index + 1)
            let keepsCase = token.shape.contains(.acronym) || context.sides(in: index..<index + 1).first != nil
            phrase += keepsCase ? word : word.lowercased()
        }
        return phrase.isEmpty ? nil : phrase
    }
}
