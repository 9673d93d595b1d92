internal import Records

extension Coreference {
    /// What was found, in the form the other stages read.
    func cast(_ partners: PartnerReader, _ allegiance: Allegiance) -> Cast {
        var cast = Cast()
        cast.institutions = institutions.institutions
        for index in cast.institutions.indices {
            cast.institutions[index].isAgency = Level.isAgency(cast.institutions[index])
        }
        let bases = spoken(allegiance.bases)
        cast.people = roster.entries.enumerated().map { person($1, bases[$0]) }
        // "Chad Wolf" and "Santiago Peña" name neither a state nor a town.
        var inNames = TokenSet(count: text.text.tokens.count)
        for entry in roster.entries {
            for name in entry.names { inNames.insert(name) }
        }
        cast.partners = partners.partners.filter { !inNames.contains($0.tokens.lowerBound) }
        cast.places = partners.places.filter { !inNames.contains($0.tokens.lowerBound) }
        cast.references = references
        return cast
    }

    /// A phrase in which a person speaks for the institution proves more than where it is named: "He affirmed the NSC".
    private func spoken(_ bases: [Int: (words: String, tokens: Range<Int>)]) -> [Int: (
        words: String, tokens: Range<Int>
    )] {
        var result = bases
        var isFound: Set<Int> = []
        for (one, other) in zip(references, references.dropFirst()) {
            guard case .person(let entry) = one.target, case .institution(let institution) = other.target,
                let basis = bases[entry], (1...3).contains(other.tokens.lowerBound - one.tokens.upperBound),
                roster.entries[entry].posts.contains(where: { $0.institution == institution }),
                isFound.insert(entry).inserted
            else { continue }
            result[entry] = (basis.words, one.tokens.lowerBound..<other.tokens.upperBound)
        }
        return result
    }

    private func person(_ entry: Roster.Entry, _ basis: (words: String, tokens: Range<Int>)?) -> Person {
        let name = text.text.text(entry.name)
        return Person(
            id: Folding.slug(name), name: name, nameTokens: entry.name, aliases: entry.aliases.map(text.text.text),
            aliasTokens: entry.aliases,
            posts: entry.posts.map(post), partner: entry.partner.map { text.tables.partners[Int($0)] },
            partnerBasis: basis?.words, basisTokens: basis?.tokens, rank: entry.rank)
    }

    private func post(_ post: Roster.Post) -> Person.Post {
        Person.Post(
            title: post.phrase.title(in: text), rank: post.rank, institution: post.institution,
            partner: post.partner.map { text.tables.partners[Int($0)] },
            level: post.phrase.level(for: post.partner, in: text), isCurrent: post.phrase.isCurrent(in: text),
            tokens: post.tokens)
    }
}
