/// A stretch of text that speaks of a topic.
struct TopicMention: Sendable, Hashable {
    let tokens: Range<Int>
    /// An id of the vocabulary.
    let topic: String
    /// Whether it stands in the name of a framework or an instrument: `ASEAN Ministerial Meeting on Drug Matters`.
    let isNamed: Bool
}

/// Finds topics by the wordings of the vocabulary, by words that share a head (`drug and human trafficking`) and by pairs of
/// words with others between them (`share timely intelligence`).
struct TopicReader {
    private let text: TokenizedReport
    private let range: Range<Int>
    private let words: LinkingWords
    private var mentions: [TopicMention] = []

    /// Topics that a range of tokens speaks of, in the order of their mention; one may stand there more than once.
    /// Those in names are left out: the name is spoken of, not the topic.
    static func topics(_ document: Document, in range: Range<Int>) -> [TopicMention] {
        mentions(document, in: range).filter { !$0.isNamed }
    }

    /// As `topics`, with those in the names of frameworks and instruments. Names of bodies and posts give none.
    static func mentions(_ document: Document, in range: Range<Int>) -> [TopicMention] {
        var reader = TopicReader(document.text, range)
        reader.read()
        return reader.mentions
    }

    /// The ids of mentions, each once.
    static func ids(_ mentions: [TopicMention]) -> [String] {
        mentions.reduce(into: []) { ids, mention in
            if !ids.contains(mention.topic) { ids.append(mention.topic) }
        }
    }

    private init(_ text: TokenizedReport, _ range: Range<Int>) {
        self.text = text
        self.range = range
        words = text.lexicon.linkingWords
    }

    private mutating func read() {
        var end = range.lowerBound
        var name: (end: Int, isBody: Bool) = (range.lowerBound, false)
        for match in text.matches(in: range) where match.tokens.upperBound <= range.upperBound {
            switch match.sense.category {
            case .framework, .institution, .partner:
                if match.tokens.upperBound > name.end {
                    name = (match.tokens.upperBound, match.sense.category != .framework)
                }
            case .topic where match.tokens.lowerBound >= end:
                end = match.tokens.upperBound
                let isInside = match.tokens.upperBound <= name.end
                if isInside, name.isBody { continue }
                add(match, isNamed: isInside)
            case .topicOpening: addPair(match)
            case .topicClosing: addPassive(match)
            default: break
            }
        }
        guard !mentions.isEmpty else { return }
        mentions = mentions.filter { !isTrainingForAnother($0) }
        mentions.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }

    private mutating func add(_ match: TokenizedReport.Match, isNamed: Bool) {
        let topic = text.value(match)
        var isNamed = isNamed
        if !isNamed, let noun = NameScan(text, words).noun(around: match.tokens, in: range) {
            guard noun != .body else { return }
            isNamed = true
        }
        let shared = sharedHead(match.tokens)
        for mention in shared.reversed() {
            mentions.append(TopicMention(tokens: mention.tokens, topic: mention.topic, isNamed: isNamed))
        }
        mentions.append(TopicMention(tokens: match.tokens, topic: topic, isNamed: isNamed))
        for mention in sharedBeginning(match.tokens) {
            mentions.append(TopicMention(tokens: mention.tokens, topic: mention.topic, isNamed: isNamed))
        }
    }

    // MARK: Coordination

    /// `drug and human trafficking`, `economic, cyber and drug-related crimes`: the words before that take the same head,
    /// the last one first.
    private func sharedHead(_ tokens: Range<Int>) -> [(tokens: Range<Int>, topic: String)] {
        let head = text.tokens[tokens.upperBound - 1]
        guard tokens.count > 1, !head.shape.contains(.mark) else { return [] }
        var found: [(tokens: Range<Int>, topic: String)] = []
        var end = tokens.lowerBound
        for _ in 0..<6 {
            var modifierEnd = end
            while modifierEnd > range.lowerBound, words.links(text.tokens[modifierEnd - 1]) { modifierEnd -= 1 }
            guard modifierEnd < end else { return found }
            // The longest modifier of up to three tokens (`high-tech`) that makes a topic with the head.
            var match: (tokens: Range<Int>, topic: String)?
            for length in 1...3 where modifierEnd - length >= range.lowerBound {
                let start = modifierEnd - length
                guard !words.links(text.tokens[start]) else { break }
                if let topic = topic(Array(text.tokens[start..<modifierEnd]) + [head]) {
                    match = (start..<modifierEnd, topic)
                }
            }
            guard let match, !isObject(match.tokens.lowerBound) else { return found }
            found.append(match)
            end = match.tokens.lowerBound
        }
        return found
    }

    /// `misuse of the internet and maritime security`: what closes a phrase of its own takes no head.
    private func isObject(_ index: Int) -> Bool {
        index >= range.lowerBound + 2 && text.tokens[index - 1].word == words.the
            && words.isPreposition(text.tokens[index - 2].word)
    }

    /// `smuggling of firearms and people`: the words behind that take the same beginning.
    private func sharedBeginning(_ tokens: Range<Int>) -> [(tokens: Range<Int>, topic: String)] {
        guard let preposition = tokens.dropFirst().first(where: { words.isPreposition(text.tokens[$0].word) }) else {
            return []
        }
        let beginning = Array(text.tokens[tokens.lowerBound...preposition])
        var found: [(tokens: Range<Int>, topic: String)] = []
        var end = tokens.upperBound
        for _ in 0..<6 {
            var start = end
            while start < range.upperBound, words.links(text.tokens[start]) { start += 1 }
            guard start > end, start < range.upperBound else { return found }
            var match: (tokens: Range<Int>, topic: String)?
            for length in 1...3 where start + length <= range.upperBound {
                if let topic = topic(beginning + text.tokens[start..<start + length]) {
                    match = (start..<start + length, topic)
                }
            }
            // What is a topic of its own needs no beginning of another.
            guard let match, text.match(at: start, .topic) == nil else { return found }
            found.append(match)
            end = match.tokens.upperBound
        }
        return found
    }

    /// The topic that tokens mean when they stand together.
    private func topic(_ tokens: [Token]) -> String? {
        var topic: String?
        text.lexicon.forEachPhrase(tokens, at: 0, before: tokens.count) { end, senses in
            guard end == tokens.count, let sense = senses.first(where: { $0.category == .topic }) else { return }
            topic = text.lexicon.value(sense)
        }
        return topic
    }

    // MARK: Words apart

    /// `share timely intelligence`, `protect Nigerian traders`: up to four words between the two.
    private mutating func addPair(_ opening: TokenizedReport.Match) {
        let topic = text.value(opening)
        let start = opening.tokens.upperBound
        // "security for the countries' diplomatic delegations and citizens"
        let reach = words.isPreposition(text.tokens[start - 1].word) ? 8 : 5
        for index in start..<min(start + reach, range.upperBound) {
            let token = text.tokens[index]
            if token.shape.contains(.mark), !token.shape.contains(.possessive), !Lexicon.isDash(token.word) { return }
            if words.isPreposition(token.word), token.word != words.of { return }
            let closing = text.matches(in: index..<index + 1).first {
                $0.sense.category == .topicClosing && text.value($0) == topic
            }
            guard let closing, !isAdjective(index) else { continue }
            let tokens = opening.tokens.lowerBound..<closing.tokens.upperBound
            guard closing.tokens.upperBound <= range.upperBound,
                !mentions.contains(where: { $0.topic == topic && $0.tokens.overlaps(tokens) })
            else { return }
            mentions.append(TopicMention(tokens: tokens, topic: topic, isNamed: false))
            return
        }
    }

    /// `information must be exchanged`, `intelligence is then passed on`: the passive of a pair.
    private mutating func addPassive(_ closing: TokenizedReport.Match) {
        let topic = text.value(closing)
        let start = closing.tokens.upperBound
        var isPassive = false
        for index in start..<min(start + 7, range.upperBound) {
            let token = text.tokens[index]
            if token.shape.contains(.mark) || words.isPreposition(token.word) { return }
            isPassive =
                isPassive || ["be", "being", "been", "is", "are", "was", "were"].contains { text.isWord(index, $0) }
            guard isPassive, isParticiple(index),
                let opening = text.matches(in: index..<index + 1).first(where: {
                    $0.sense.category == .topicOpening && text.value($0) == topic
                })?.tokens
            else { continue }
            let tokens = closing.tokens.lowerBound..<opening.upperBound
            guard !mentions.contains(where: { $0.topic == topic && $0.tokens.overlaps(tokens) }) else { return }
            mentions.append(TopicMention(tokens: tokens, topic: topic, isNamed: false))
            return
        }
    }

    private func isParticiple(_ index: Int) -> Bool {
        let end = text.tokens[index].range.upperBound
        return text.report.scalars[end - 1] == "d" || text.report.scalars[end - 1] == "n"
    }

    /// `safeguard national security`, not `safeguard nationals`: words fold without their ending.
    private func isAdjective(_ index: Int) -> Bool {
        text.isWord(index, "national") && text.report.scalars[text.tokens[index].range.upperBound - 1] != "s"
    }

    /// `training officers for UN peacekeeping missions` speaks of peacekeeping.
    private func isTrainingForAnother(_ mention: TopicMention) -> Bool {
        guard mention.topic == "training", text.tokens[mention.tokens.lowerBound].word == words.training else {
            return false
        }
        let start = mention.tokens.lowerBound + 1
        for index in start..<min(start + 5, range.upperBound) {
            if text.tokens[index].shape.contains(.mark) { return false }
            guard text.tokens[index].word == words.purpose else { continue }
            return index > start
                && mentions.contains { $0.tokens.lowerBound > index && $0.tokens.lowerBound <= index + 2 }
        }
        return false
    }
}
