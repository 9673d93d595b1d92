/// Collects the people and institutions that sentences name.
struct MentionReader: Sendable {
    private let text: NameText
    private let people: PersonReader
    private let bodies: BodyReader
    private(set) var persons: [Person] = []
    private(set) var phrases: [Body] = []
    /// Titles without a name, in the report's order.
    private(set) var titles: [Range<Int>] = []
    /// Acronyms that brackets define.
    private var glosses: Set<Word> = []

    struct Person: Sendable {
        var mention: PersonMention
        let isCaption: Bool
        /// Of the sentence, for `his counterpart`.
        let sentence: Range<Int>
    }

    struct Body: Sendable {
        let phrase: BodyPhrase
        /// The partner's number named last before it in the sentence.
        let nearest: Int32?
        let isCaption: Bool
    }

    init(_ text: NameText) {
        self.text = text
        people = PersonReader(text)
        bodies = BodyReader(text: text)
    }

    mutating func read(_ sentence: Range<Int>, isCaption: Bool) {
        var index = sentence.lowerBound
        let end = sentence.upperBound
        var nearest: Int32?
        while index < end {
            // Most words begin nothing.
            guard
                text.begins(.mentioned, at: index) || text.isCapitalised(index) || text[index].shape.contains(.acronym)
            else {
                index += 1
                continue
            }
            if text.begins(.mask, at: index), let mask = text.phrase(.mask, at: index, before: end) {
                index = mask.tokens.upperBound
                continue
            }
            // "ASEAN Chiefs of Police Conference" is no chief called Conference.
            if text.begins(.framework, at: index), let framework = text.phrase(.framework, at: index, before: end),
                framework.tokens.count > 1
            {
                index = framework.tokens.upperBound
                continue
            }
            var title: Range<Int>?
            switch people.read(at: index, before: end) {
            case .people(let mentions, let behind):
                for mention in mentions {
                    nearest = mention.partner ?? nearest
                    enter(mention, isCaption: isCaption, sentence: sentence)
                }
                index = behind
                continue
            case .post(let tokens): title = tokens
            case nil: break
            }
            if let phrase = body(at: index, before: end) {
                phrases.append(Body(phrase: phrase, nearest: nearest, isCaption: isCaption))
                nearest = phrase.partner ?? nearest
                if let gloss = phrase.gloss { glosses.insert(text[gloss].word) }
                index = phrase.tokens.upperBound
                continue
            }
            if let title { titles.append(title) }
            if let partner = text.partner(at: index, before: end) {
                nearest = partner.number
                index = partner.tokens.upperBound
            } else {
                index += 1
            }
        }
    }

    /// Keeps a person of public life: a professor or analyst is none.
    private mutating func enter(_ mention: PersonMention, isCaption: Bool, sentence: Range<Int>) {
        var mention = mention
        let held = mention.posts.count
        mention.posts.removeAll { text.tables.levels[Int($0.head.sense.value)].isPrivate }
        guard held == 0 || !mention.posts.isEmpty || mention.rank != nil else { return }
        if mention.isSharedCounterpart, let partner = mention.partner, let last = persons.last,
            last.sentence == sentence, last.mention.partner == nil,
            (1...2).contains(mention.tokens.lowerBound - last.mention.tokens.upperBound)
        {
            persons[persons.count - 1].mention.assign(partner)
        }
        persons.append(Person(mention: mention, isCaption: isCaption, sentence: sentence))
    }

    /// Whose post a counterpart holds on the other side: "A and B met their counterparts C and D" pairs them in turn.
    private func holder(counterpart index: Int) -> Int? {
        func isCounterpart(_ other: Int) -> Bool {
            persons[other].mention.isCounterpart && persons[other].sentence == persons[index].sentence
        }
        var run = index..<index + 1
        while run.lowerBound > 0, isCounterpart(run.lowerBound - 1) { run = run.lowerBound - 1..<run.upperBound }
        while run.upperBound < persons.count, isCounterpart(run.upperBound) {
            run = run.lowerBound..<run.upperBound + 1
        }
        func isHolder(_ other: Int) -> Bool {
            other >= 0 && persons[other].sentence == persons[index].sentence
                && persons[other].isCaption == persons[index].isCaption
        }
        let first = run.lowerBound - run.count
        let isInTurn = (first..<run.lowerBound).allSatisfy { isHolder($0) && !persons[$0].mention.posts.isEmpty }
        if isInTurn { return first + index - run.lowerBound }
        if isHolder(run.lowerBound - 1) { return run.lowerBound - 1 }
        // "Soylu met X, his Bulgarian counterpart": the one named with a post before.
        return (0..<run.lowerBound).last {
            persons[$0].isCaption == persons[index].isCaption && !persons[$0].mention.posts.isEmpty
        }
    }

    private func body(at index: Int, before end: Int) -> BodyPhrase? {
        if text.isCapitalised(index) || text.begins(.partners, at: index) || text.begins(.body, at: index) {
            if let phrase = bodies.read(at: index, before: end) { return phrase }
        }
        guard text[index].shape.contains(.acronym), glosses.contains(text[index].word) else { return nil }
        return BodyPhrase(
            tokens: index..<index + 1, name: index..<index + 1, core: [], kind: .known, isCapitalised: false)
    }

    /// Where the institutions stand that phrases were found to name.
    func places(of bodies: [Int?]) -> [(tokens: Range<Int>, index: Int)] {
        zip(phrases, bodies).compactMap { phrase, index in index.map { (phrase.phrase.tokens, $0) } }
    }

    /// Enters what was read: the article before its captions, institutions before the people in them.
    ///
    /// - Returns: the people, and by index of the mention and of the phrase who and what each is.
    func enter(_ institutions: inout InstitutionRegister) -> (roster: Roster, people: [Int], bodies: [Int?]) {
        var roster = Roster(text)
        var bodyIndices = [Int?](repeating: nil, count: phrases.count)
        for isCaption in [false, true] {
            var all = phrases.enumerated().filter { $0.element.isCaption == isCaption }.map { (Int?($0), $1) }
            for person in persons where person.isCaption == isCaption {
                let bodies = person.mention.posts.map(\.body) + [person.mention.body]
                for phrase in bodies.compactMap(\.self) {
                    let body = Body(phrase: phrase, nearest: person.mention.partner, isCaption: isCaption)
                    all.append((nil, body))
                }
            }
            for (index, body) in all.sorted(by: { $0.1.phrase.tokens.lowerBound < $1.1.phrase.tokens.lowerBound }) {
                let entered = institutions.enter(body.phrase, nearest: body.nearest)
                if let index { bodyIndices[index] = entered }
            }
        }
        var personIndices = [Int](repeating: 0, count: persons.count)
        for isCaption in [false, true] {
            for index in persons.indices where persons[index].isCaption == isCaption {
                var mention = persons[index].mention
                if mention.isCounterpart, mention.posts.isEmpty, let holder = holder(counterpart: index) {
                    mention.posts = roster.entries[personIndices[holder]].posts.prefix(1).map {
                        $0.phrase.of(mention.partner, at: mention.tokens)
                    }
                }
                personIndices[index] = roster.enter(mention, institutions: &institutions)
            }
        }
        return (roster, personIndices, bodyIndices)
    }
}

extension PostPhrase {
    /// The same post of another partner.
    fileprivate func of(_ partner: Int32?, at tokens: Range<Int>) -> PostPhrase {
        var other = self
        other.tokens = tokens
        other.partner = partner
        other.body = nil
        return other
    }
}
