/// Finds who is meant where a report does not repeat the name.
struct Coreference {
    let text: NameText
    private(set) var roster: Roster
    private(set) var institutions: InstitutionRegister
    private(set) var references: [Reference] = []
    let mentions: [(tokens: Range<Int>, target: Reference.Target, isFull: Bool)]
    let sides: [PartnerMention]
    var nextMention = 0
    var nextSide = 0

    /// So many institutions are looked through.
    static let limit = 64

    /// The person that the sentence before spoke of first.
    var subject: Int?
    /// People in the order of their last mention, the latest last.
    var recent: [Int] = []
    var lastInstitution: Int?
    var lastPartner: String?
    /// Who leads delegations, the latest last.
    var leaders: [Int] = []
    /// Within the sentence at hand.
    var sentenceSubject: Int?
    var sentence = 0..<0

    init(
        _ text: NameText, _ reading: MentionReader, _ entered: (roster: Roster, people: [Int], bodies: [Int?]),
        _ roster: Roster, _ institutions: InstitutionRegister, sides: [PartnerMention]
    ) {
        self.text = text
        self.roster = roster
        self.institutions = institutions
        self.sides = sides
        var mentions: [(tokens: Range<Int>, target: Reference.Target, isFull: Bool)] = []
        for (person, index) in zip(reading.persons, entered.people) {
            let isFull = person.mention.name.tokens.count >= roster.entries[index].name.count
            mentions.append((person.mention.tokens, .person(index), isFull))
        }
        for (body, index) in zip(reading.phrases, entered.bodies) {
            guard let index else { continue }
            mentions.append((body.phrase.tokens, .institution(index), true))
        }
        self.mentions = mentions.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }

    mutating func read(_ sentence: Range<Int>) {
        self.sentence = sentence
        sentenceSubject = nil
        var index = sentence.lowerBound
        while index < sentence.upperBound { index = readToken(index) }
        if let sentenceSubject { subject = sentenceSubject }
    }

    /// - Returns: behind what was read.
    mutating func readToken(_ index: Int) -> Int {
        while nextMention < mentions.count, mentions[nextMention].tokens.lowerBound < index { nextMention += 1 }
        if nextMention < mentions.count, mentions[nextMention].tokens.lowerBound == index {
            let mention = mentions[nextMention]
            nextMention += 1
            add(mention.tokens, mention.target, mention.isFull ? .name : .shortName)
            return max(index + 1, mention.tokens.upperBound)
        }
        if text.isCapitalised(index), let behind = readName(at: index) { return behind }
        if text.begins(.anaphor, at: index), let behind = readAnaphor(at: index) { return behind }
        if text[index].word == text.words.the, let behind = readPhrase(at: index) {
            return behind
        }
        while nextSide < sides.count, sides[nextSide].tokens.lowerBound < index { nextSide += 1 }
        if nextSide < sides.count, sides[nextSide].tokens.lowerBound == index {
            let side = sides[nextSide]
            lastPartner = side.partner
            add(side.tokens, .partner(side.partner), .name)
            return side.tokens.upperBound
        }
        return index + 1
    }

    mutating func add(_ tokens: Range<Int>, _ target: Reference.Target, _ kind: Reference.Kind) {
        references.append(Reference(tokens: tokens, target: target, kind: kind))
        switch target {
        case .person(let person):
            if leads(tokens) {
                leaders.removeAll { $0 == person }
                leaders.append(person)
            }
            if sentenceSubject == nil, isSubject(tokens) { sentenceSubject = person }
            recent.removeAll { $0 == person }
            recent.append(person)
            if recent.count > 16 { recent.removeFirst() }
        case .institution(let institution): lastInstitution = institution
        case .partner, .parties, .partyInstitutions: break
        }
    }

    /// Whether nothing before a phrase makes it depend on a preposition or verb.
    func isSubject(_ tokens: Range<Int>) -> Bool {
        let before = tokens.lowerBound - 1
        guard before >= sentence.lowerBound else { return true }
        let token = text[before]
        if token.shape.contains(.mark) { return true }
        return token.word == text.words.and && sentenceSubject == nil && !text.begins(.governmentVerb, at: before)
            || text.words.subordinators.contains(token.word)
    }

    // MARK: Names

    /// A known person by name without a title.
    mutating func readName(at index: Int) -> Int? {
        guard let name = PersonName(at: index, before: sentence.upperBound, isTitled: true, in: text),
            !name.isFollowedByTail
        else { return nil }
        let found = roster.candidates(name.words)
        guard let person = found.last else { return nil }
        // Nobody is called by more words than the longest form.
        guard name.words.count <= roster.entries[person].words.count else { return nil }
        if text.begins(.noNames, at: index), name.words.count == 1 { return nil }
        let chosen = found.count == 1 ? person : recent.last(where: found.contains) ?? person
        roster.addAlias(name.tokens, to: chosen)
        add(name.tokens, .person(chosen), name.tokens.count >= roster.entries[chosen].name.count ? .name : .shortName)
        return name.tokens.upperBound
    }

    // MARK: Words that refer

    mutating func readAnaphor(at index: Int) -> Int? {
        guard let match = text.phrase(.anaphor, at: index, before: sentence.upperBound),
            let anaphor = text.tables.anaphors[Int(match.sense.value)]
        else { return nil }
        let isPlural: Set<NameTables.Anaphor> = [.bothParties, .bothOfficials, .bothInstitutions]
        if isPlural.contains(anaphor), isSingular(match.tokens) { return readPhrase(at: index) }
        switch anaphor {
        case .he, .she:
            let gender: PersonMention.Gender = anaphor == .he ? .male : .female
            guard let person = current(gender) else { return nil }
            roster.setGender(gender, of: person)
            add(match.tokens, .person(person), .pronoun)
        case .his, .her:
            if let behind = readPhrase(at: index) { return behind }
            let gender: PersonMention.Gender = anaphor == .his ? .male : .female
            guard let person = owner(at: index, gender) else { return nil }
            references.append(Reference(tokens: match.tokens, target: .person(person), kind: .pronoun))
        case .they:
            if sentenceSubject != nil, let institution = sentenceSubject.flatMap(institution(of:)) {
                add(match.tokens, .institution(institution), .pronoun)
            } else {
                add(match.tokens, .parties, .pronoun)
            }
        case .their: return nil
        case .bothParties, .bothOfficials: add(match.tokens, .parties, .phrase)
        case .bothInstitutions: add(match.tokens, .partyInstitutions, .phrase)
        case .counterpart, .official, .host, .guest, .side: return nil
        }
        return match.tokens.upperBound
    }

    /// Words fold without their plural ending: "the minister" is no "the ministers".
    func isSingular(_ tokens: Range<Int>) -> Bool {
        tokens.count == 2 && text[tokens.lowerBound].word == text.words.the && !text.isPlural(tokens.upperBound - 1)
    }

    func fits(_ person: Int, _ gender: PersonMention.Gender) -> Bool {
        roster.entries[person].gender.map { $0 == gender } ?? true
    }

    /// Whom `he` or `she` means: the subject so far, else that of the sentence before, else who was named last.
    func current(_ gender: PersonMention.Gender) -> Int? {
        for person in [sentenceSubject, subject] { if let person, fits(person, gender) { return person } }
        return recent.last { fits($0, gender) }
    }

    /// Whose `his` is: in "In his opening speech, Tùng said" the subject stands behind.
    func owner(at index: Int, _ gender: PersonMention.Gender) -> Int? {
        if let sentenceSubject, fits(sentenceSubject, gender) { return sentenceSubject }
        if let person = subjectBehind(index), fits(person, gender) { return person }
        return current(gender)
    }

    func subjectBehind(_ index: Int) -> Int? {
        for mention in mentions[nextMention...].prefix(6) where mention.tokens.lowerBound < sentence.upperBound {
            if case .person(let person) = mention.target, isSubject(mention.tokens) { return person }
        }
        for next in index..<min(sentence.upperBound, index + 30) where text.isMark(next, ",") {
            guard next + 1 < sentence.upperBound, text.isCapitalised(next + 1),
                let name = PersonName(at: next + 1, before: sentence.upperBound, isTitled: true, in: text),
                let person = roster.candidates(name.words).last
            else { continue }
            return person
        }
        return nil
    }

    func institution(of person: Int) -> Int? {
        roster.entries[person].posts.lazy.compactMap { $0.phrase.isCurrent(in: text) ? $0.institution : nil }.last
    }

    // MARK: Phrases

    /// `the minister`, `the Indonesian official`, `the ASEAN chief`, `the Vietnamese ministry`, `his Chinese counterpart`.
    mutating func readPhrase(at start: Int) -> Int? {
        let isOwned = text[start].word != text.words.the
        var index = start + 1
        var partner: Int32?
        if index < sentence.upperBound, text.begins(.postModifier, at: index), !text.begins(.post, at: index) {
            index += 1
        }
        if let side = text.partner(at: index, before: sentence.upperBound) {
            partner = side.number
            index = side.tokens.upperBound
            if index < sentence.upperBound, text.isPossessive(index) { index += 1 }
        }
        guard index < sentence.upperBound else { return nil }
        if text.isCapitalised(index), text[index].shape.contains(.acronym) { return nil }
        // A name that begins inside is more than the phrase: "the Vietnamese Ministry of Public Security".
        if nextMention < mentions.count, mentions[nextMention].tokens.lowerBound <= index { return nil }
        let tokens = { (end: Int) in start..<end }
        if let match = text.phrase(.anaphor, at: index, before: sentence.upperBound),
            let anaphor = text.tables.anaphors[Int(match.sense.value)]
        {
            return readRole(anaphor, match, tokens(match.tokens.upperBound), partner, isOwned)
        }
        if !isOwned, text.words.delegations.contains(text[index].word), let leader = leader(partner, delegation: index)
        {
            add(tokens(index + 1), .person(leader), .phrase)
            return index + 1
        }
        if let body = text.phrase(.body, at: index, before: sentence.upperBound),
            !text.isPlural(body.tokens.upperBound - 1)
        {
            return readBody(body, tokens(body.tokens.upperBound), partner, isOwned)
        }
        guard !isOwned, let post = post(at: index), let person = holder(post.head, partner) else { return nil }
        add(tokens(post.end), .person(person), .post)
        return post.end
    }

    /// A post without more than its portfolio: `minister`, `police chief`, `deputy minister`.
    func post(at start: Int) -> (head: TokenizedReport.Match, end: Int)? {
        var index = start
        while index < min(start + 6, sentence.upperBound) {
            if let head = text.phrase(.post, at: index, before: sentence.upperBound) {
                guard !text.isPlural(head.tokens.upperBound - 1) else { return nil }
                return (head, head.tokens.upperBound)
            }
            guard text.begins(.qualifiers, at: index) else { return nil }
            index += 1
        }
        return nil
    }

    mutating func readRole(
        _ anaphor: NameTables.Anaphor, _ match: TokenizedReport.Match, _ tokens: Range<Int>, _ partner: Int32?,
        _ isOwned: Bool
    ) -> Int? {
        switch anaphor {
        case .counterpart:
            guard let person = counterpart(partner) else { return nil }
            add(tokens, .person(person), .post)
        case .official where !isOwned && !text.isPlural(match.tokens.upperBound - 1):
            let isEnvoy = text.words.envoys.contains(text[match.tokens.lowerBound].word)
            guard let person = (isEnvoy ? envoy(of: partner) : nil) ?? latest(of: partner) else { return nil }
            add(tokens, .person(person), .phrase)
        case .guest where !isOwned && !text.isPlural(match.tokens.upperBound - 1):
            guard let person = partner == nil ? other(than: subject ?? sentenceSubject) : latest(of: partner) else {
                return nil
            }
            add(tokens, .person(person), .phrase)
        case .host where !isOwned && !text.isPlural(match.tokens.upperBound - 1):
            guard let person = other(than: subject) else { return nil }
            add(tokens, .person(person), .phrase)
        case .side:
            guard let partner else { return nil }
            add(tokens, .partner(text.tables.partners[Int(partner)]), .phrase)
        default: return nil
        }
        return tokens.upperBound
    }

    mutating func readBody(
        _ body: TokenizedReport.Match, _ tokens: Range<Int>, _ partner: Int32?, _ isOwned: Bool
    ) -> Int? {
        let head = text[body.tokens.upperBound - 1].word
        let owner =
            isOwned ? self.owner(at: tokens.lowerBound, .male) ?? self.owner(at: tokens.lowerBound, .female) : nil
        let found: Int?
        if let owner {
            found = institution(of: owner)
        } else if let partner {
            found = institutions.cores.indices.suffix(Coreference.limit).last {
                institutions.owners[$0] == partner && isHeaded(institutions.cores[$0], head)
            }
        } else {
            let fitting = institutions.cores.indices.suffix(Coreference.limit).filter {
                isHeaded(institutions.cores[$0], head)
            }
            found =
                fitting.first { $0 == lastInstitution }
                ?? (fitting.count == 1
                    ? fitting.first : subject.flatMap(institution(of:)).flatMap { fitting.contains($0) ? $0 : nil })
        }
        guard let found else { return nil }
        institutions.mention(found, at: tokens)
        add(tokens, .institution(found), .phrase)
        return tokens.upperBound
    }

    /// A ministry may be called a department where it is one.
    func isHeaded(_ core: [Word], _ head: Word) -> Bool {
        core.contains(head) || head == text.words.ministry && core.contains(text.words.department)
    }
}
