/// The people of one report, each once, while they are found.
struct Roster: Sendable {
    private let text: NameText
    private(set) var entries: [Entry] = []
    private var byWord: [Word: [Int]] = [:]

    /// So many people of one name are compared.
    private static let limit = 32

    struct Entry: Sendable {
        var name: Range<Int>
        var words: [Word]
        /// Other forms of the name, each where it stands first.
        var aliases: [Range<Int>] = []
        var posts: [Post] = []
        var spelling: Spelling
        var partner: Int32?
        var gender: PersonMention.Gender?
        /// Whether the report calls the person somebody's counterpart.
        var isCounterpart = false
        /// A rank stated without a post.
        var rank: String?
        /// Whole phrases, and the names in them.
        var mentions: [Range<Int>] = []
        var names: [Range<Int>] = []
    }

    struct Post: Sendable {
        var phrase: PostPhrase
        var rank: String?
        var institution: Int?
        var partner: Int32?
        var tokens: Range<Int>
        /// Of a deputy.
        var isDeputy: Bool
        /// The words of the title.
        var words: [Word]
    }

    init(_ text: NameText) {
        self.text = text
    }

    // MARK: Entering

    /// Enters a mention.
    ///
    /// - Returns: the person's index.
    mutating func enter(_ mention: PersonMention, institutions: inout InstitutionRegister) -> Int {
        let index = find(mention) ?? append(mention)
        entries[index].mentions.append(mention.tokens)
        entries[index].names.append(mention.name.tokens)
        if mention.name.words.count > entries[index].words.count { rename(index, mention.name) }
        addAlias(mention.name.tokens, to: index)
        if entries[index].gender == nil { entries[index].gender = mention.gender }
        if mention.isCounterpart { entries[index].isCounterpart = true }
        var partner = mention.partner
        if let body = mention.body, let found = institutions.enter(body, nearest: mention.partner) {
            partner = partner ?? institutions.owners[found]
            if mention.posts.isEmpty { entries[index].partner = entries[index].partner ?? partner }
        }
        // The rank goes with the post that has a level: not with the seat in a committee.
        let ranked = mention.posts.firstIndex { level(of: $0) != nil } ?? 0
        for (number, phrase) in mention.posts.enumerated() {
            var institution = phrase.body.flatMap { institutions.enter($0, nearest: partner) }
            if institution == nil, mention.posts.count == 1, let body = mention.body {
                institution = institutions.enter(body, nearest: partner)
            }
            let owner = phrase.partner ?? institution.flatMap { institutions.owners[$0] }
            partner = partner ?? owner
            add(
                Post(
                    phrase: phrase, rank: number == ranked ? mention.rank : nil, institution: institution,
                    partner: owner, tokens: mention.tokens, isDeputy: isDeputy(phrase), words: titleWords(phrase)),
                to: index)
        }
        if mention.posts.isEmpty, let rank = mention.rank { addRank(rank, to: index) }
        if entries[index].partner == nil { entries[index].partner = partner }
        return index
    }

    func level(of phrase: PostPhrase) -> String? {
        text.tables.levels[Int(phrase.head.sense.value)].level(for: phrase.partner)
    }

    private func isDeputy(_ phrase: PostPhrase) -> Bool {
        phrase.modifiers.contains { text.tables.modifiers[Int($0.sense.value)] == .deputy }
            || text[phrase.head.tokens.lowerBound].word == text.words.deputy
    }

    private func titleWords(_ phrase: PostPhrase) -> [Word] {
        text.core(phrase.head.tokens).filter { $0 != text.words.deputy } + (phrase.before.map(text.core) ?? [])
            + (phrase.complement.map(text.core) ?? [])
    }

    private mutating func append(_ mention: PersonMention) -> Int {
        entries.append(
            Entry(name: mention.name.tokens, words: mention.name.words, spelling: spelling(mention.name.tokens)))
        index(entries.count - 1)
        return entries.count - 1
    }

    private mutating func index(_ entry: Int) {
        for word in entries[entry].words where byWord[word]?.last != entry {
            byWord[word, default: []].append(entry)
        }
    }

    private mutating func rename(_ entry: Int, _ name: PersonName) {
        let shorter = entries[entry].name
        entries[entry].name = name.tokens
        entries[entry].words = name.words
        entries[entry].spelling = spelling(name.tokens)
        addAlias(shorter, to: entry)
        index(entry)
    }

    /// Keeps a shorter or other form of the name.
    mutating func addAlias(_ tokens: Range<Int>, to entry: Int) {
        guard !isSame(entries[entry].name, tokens) else { return }
        guard let known = entries[entry].aliases.firstIndex(where: { isSame($0, tokens) }) else {
            return entries[entry].aliases.append(tokens)
        }
        if tokens.lowerBound < entries[entry].aliases[known].lowerBound { entries[entry].aliases[known] = tokens }
    }

    private func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        func words(_ name: Range<Int>) -> some Sequence<Word> {
            name.lazy.map { self.text[$0] }.filter { !$0.shape.contains(.mark) }.map(\.word)
        }
        return words(one).elementsEqual(words(other))
    }

    mutating func setGender(_ gender: PersonMention.Gender, of entry: Int) {
        if entries[entry].gender == nil { entries[entry].gender = gender }
    }

    // MARK: Posts

    private mutating func add(_ post: Post, to entry: Int) {
        for index in entries[entry].posts.indices {
            let known = entries[entry].posts[index]
            guard known.partner == nil || post.partner == nil || known.partner == post.partner else { continue }
            if abbreviates(post, known) { return }
            if isPart(post, of: known), known.partner != nil || post.partner == nil || known.words != post.words {
                entries[entry].posts[index].rank = known.rank ?? post.rank
                return
            }
            if isPart(known, of: post) || abbreviates(known, post) {
                entries[entry].posts[index] = post
                entries[entry].posts[index].rank = post.rank ?? known.rank
                entries[entry].posts[index].institution = post.institution ?? known.institution
                entries[entry].posts[index].partner = post.partner ?? known.partner
                return
            }
        }
        entries[entry].posts.append(post)
        if let rank = entries[entry].rank {
            entries[entry].rank = nil
            addRank(rank, to: entry)
        }
    }

    /// Whether a title says no more than another: `Minister` beside `Minister of Public Security`.
    private func isPart(_ post: Post, of other: Post) -> Bool {
        guard post.words.allSatisfy(other.words.contains) else { return false }
        let isBare = post.words.count == text.core(post.phrase.head.tokens).count && post.institution == nil
        if post.isDeputy != other.isDeputy { return isBare && !post.isDeputy }
        return post.institution == nil || other.institution == nil || post.institution == other.institution
    }

    /// `IGP` behind `Inspector-General of Police`.
    private func abbreviates(_ post: Post, _ other: Post) -> Bool {
        let head = post.phrase.head.tokens
        guard head.count == 1, text[head.lowerBound].shape.contains(.acronym), post.isDeputy == other.isDeputy else {
            return false
        }
        let initials = other.phrase.tokens.lazy.map { self.text[$0] }
            .filter { !$0.shape.contains(.mark) && !self.text.words.isConnector($0.word) }.map { self.initial($0) }
        return initials.starts(with: text[head.lowerBound].range.lazy.map { self.text.text.report.scalars[$0] })
    }

    private func initial(_ token: Token) -> Unicode.Scalar {
        let first = text.text.report.scalars[token.range.lowerBound].properties
        return first.uppercaseMapping.unicodeScalars.first ?? "?"
    }

    private mutating func addRank(_ rank: String, to entry: Int) {
        guard !entries[entry].posts.isEmpty else {
            entries[entry].rank = entries[entry].rank ?? rank
            return
        }
        // "Commissioner of Police (CP) Lim" has no rank beside the post.
        let title = rank.lowercased()
        guard entries[entry].posts.allSatisfy({ $0.phrase.title(in: text).lowercased() != title }) else { return }
        let index = entries[entry].posts.firstIndex { level(of: $0.phrase) != nil } ?? 0
        if entries[entry].posts.allSatisfy({ $0.rank == nil }) { entries[entry].posts[index].rank = rank }
    }

    /// Where people are named, and who, in the report's order.
    var places: [(tokens: Range<Int>, index: Int)] {
        entries.enumerated().flatMap { index, entry in entry.mentions.map { (tokens: $0, index: index) } }
            .sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
    }

    mutating func update(_ entry: Int, _ change: (inout Entry) -> Void) { change(&entries[entry]) }

    // MARK: Who is meant

    /// The person that a mention speaks of, if already known.
    private func find(_ mention: PersonMention) -> Int? {
        let words = mention.name.words
        let found = candidates(words)
        guard !found.isEmpty else { return variant(of: mention) }
        let fitting = found.filter { agrees(entries[$0], mention) }
        return fitting.count <= 1 ? fitting.first : best(fitting, mention)
    }

    private func best(_ found: [Int], _ mention: PersonMention) -> Int? {
        let heads = mention.posts.map(\.head.sense)
        return found.last { entry in entries[entry].posts.contains { heads.contains($0.phrase.head.sense) } }
            ?? found.last
    }

    private func agrees(_ entry: Entry, _ mention: PersonMention) -> Bool {
        guard let partner = mention.partner, let known = entry.partner else { return true }
        return partner == known || mention.name.words == entry.words
    }

    /// People whose name holds these words in this order, or the other way round.
    func candidates(_ words: [Word]) -> [Int] {
        var found: [Int] = []
        for word in words {
            for entry in (byWord[word] ?? []).suffix(Roster.limit) where !found.contains(entry) {
                let known = entries[entry].words
                if words.count <= known.count ? holds(known, words) : holds(words, known) { found.append(entry) }
            }
            // A shorter known name must hold at least this word: further ones bring no more.
            if words.count == 1 { break }
        }
        guard found.count > 1 else { return found }
        guard words.count == 1 else {
            // "Abdulaziz bin Saud" is first "Abdulaziz bin Saud bin Naif", not "Mohammed bin Abdulaziz Al Saud".
            let beginning = found.filter { entries[$0].words.first == words.first }
            return (beginning.isEmpty ? found : beginning).sorted()
        }
        // One word: the last of a name before the first, the first before those between.
        func rank(_ entry: Int) -> Int {
            entries[entry].words.last == words[0] ? 0 : entries[entry].words.first == words[0] ? 1 : 2
        }
        let least = found.map(rank).min() ?? 0
        return found.filter { rank($0) == least }.sorted()
    }

    private func holds(_ whole: [Word], _ part: [Word]) -> Bool {
        var rest = part[...]
        for word in whole where word == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }

    /// Someone of the same post whose name differs by spelling: `Andrianto`, `Adrianto`; `Xiaohong`, `Xiao Hong`.
    private func variant(of mention: PersonMention) -> Int? {
        guard mention.name.words.count > 1 || !mention.posts.isEmpty else { return nil }
        let spelling = spelling(mention.name.tokens)
        return entries.indices.suffix(Roster.limit).first { entry in
            let known = entries[entry].spelling
            if known.joined == spelling.joined { return true }
            guard agrees(entries[entry], mention), sharesPost(entries[entry], mention) else { return false }
            return Spelling.isVariant(spelling, known)
        }
    }

    private func spelling(_ name: Range<Int>) -> Spelling {
        let folded = text.text.lexicon.folded
        var words: [[UInt8]] = []
        for index in name where !text[index].shape.contains(.mark) {
            var word: [UInt8] = []
            word.reserveCapacity(text[index].range.count)
            for position in text[index].range { folded.append(text.text.report.scalars[position], to: &word) }
            words.append(word)
        }
        return Spelling(words: words)
    }

    private func sharesPost(_ entry: Entry, _ mention: PersonMention) -> Bool {
        entry.posts.contains { post in mention.posts.contains { $0.head.sense == post.phrase.head.sense } }
    }
}
