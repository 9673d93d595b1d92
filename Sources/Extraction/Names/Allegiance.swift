/// Settles whom people speak for and which institution their posts belong to, when their posts do not say.
struct Allegiance {
    let text: NameText
    let sides: SideFinder
    /// By partner's number: whose press it is, by agency or dateline. Its own people are named without their state.
    let home: Int32?
    /// By person: why the partner or an institution is known, and the phrase that tells it.
    private(set) var bases: [Int: (words: String, tokens: Range<Int>)] = [:]

    init(text: NameText, sides: SideFinder, home: Int32?) {
        self.text = text
        self.sides = sides
        self.home = home
    }

    mutating func settle(_ roster: inout Roster, _ institutions: inout InstitutionRegister) {
        var told: Int32?
        for entry in roster.entries.indices where roster.entries[entry].partner == nil {
            let stated =
                sides.byCoordination(roster, entry) ?? sides.byDelegation(roster, entry) ?? sides.bySide(roster, entry)
            let inferred =
                stated == nil
                ? sides.byLed(roster, entry, institutions)
                    ?? (isForeign(roster.entries[entry]) ? nil : sides.byPortfolio(roster, entry, home: home)) : nil
            told = told ?? inferred
            if let partner = stated ?? inferred { roster.update(entry) { $0.partner = partner } }
        }
        let home = home ?? told ?? sides.firstTown
        for entry in roster.entries.indices where roster.entries[entry].partner == nil {
            guard let found = around(entry, roster, institutions, home: home) else { continue }
            roster.update(entry) { $0.partner = found.partner }
            bases[entry] = ("the post's partner is the party the person speaks for", found.tokens)
        }
        for entry in roster.entries.indices { settlePosts(of: entry, &roster, &institutions) }
    }

    /// What the surroundings of a name tell.
    private func around(
        _ entry: Int, _ roster: Roster, _ institutions: InstitutionRegister, home: Int32?
    ) -> (partner: Int32, tokens: Range<Int>)? {
        let person = roster.entries[entry]
        guard let first = person.mentions.first else { return nil }
        if person.isCounterpart, let partner = sides.byCounterpart(roster, entry, institutions) {
            return (partner, first)
        }
        if self.home == nil, let home, let partner = sides.byObjects(roster, entry, home: home) {
            return (partner, first)
        }
        if let partner = sides.byCompany(roster, entry) ?? sides.byTown(roster, entry) { return (partner, first) }
        if let partner = sides.byRepresentation(roster, entry, institutions) { return (partner, first) }
        let isForeign = isForeign(person)
        if isForeign, let partner = sides.byEmbassy(roster, entry, home: home) { return (partner, first) }
        if let home, !isForeign, let partner = sides.byPair(roster, entry, home: home, institutions) {
            return (partner, first)
        }
        if let home, !isForeign, !sides.isTaken(home, roster, entry) { return (home, first) }
        return sides.bySentence(roster, entry, institutions, except: home) ?? home.map { ($0, first) }
    }

    /// An ambassador met at home is another state's.
    private func isForeign(_ person: Roster.Entry) -> Bool {
        person.posts.contains { $0.phrase.isAbroad(in: text) }
    }

    // MARK: Institutions

    private mutating func settlePosts(of entry: Int, _ roster: inout Roster, _ institutions: inout InstitutionRegister)
    {
        for index in roster.entries[entry].posts.indices {
            let post = roster.entries[entry].posts[index]
            guard let partner = post.partner ?? roster.entries[entry].partner else { continue }
            var institution = post.institution
            if institution == nil, let known = PostBody.known(post.phrase, of: partner, in: text) {
                institution = institutions.enterKnown(known, title(post.phrase))
            }
            if institution == nil, let body = post.phrase.body, body.isCapitalised, body.partner == nil {
                institution = institutions.enter(body, of: partner)
            }
            if institution == nil, let council = council(post.phrase, of: partner, institutions) {
                institution = council
                bases[entry] = (
                    "the post's institution is the body the person speaks for",
                    institutions.institutions[council].tokens
                )
            }
            roster.update(entry) {
                $0.posts[index].partner = partner
                $0.posts[index].institution = institution
            }
        }
    }

    /// What of a post names its institution: the post without rank and name.
    private func title(_ phrase: PostPhrase) -> Range<Int> { phrase.tokens }

    /// The security council that the report names, for a national security adviser.
    private func council(_ phrase: PostPhrase, of partner: Int32, _ institutions: InstitutionRegister) -> Int? {
        let words = text.words
        let title = text.core(phrase.tokens)
        guard title.contains(words.national), title.contains(words.security) else { return nil }
        return institutions.cores.indices.first {
            institutions.owners[$0] == partner && institutions.cores[$0].contains(words.council)
                && institutions.cores[$0].contains(words.security)
        }
    }
}
