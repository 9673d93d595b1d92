internal import Records

/// Finds who and what a report names: partners, institutions, people with ranks and posts, places, and every
/// phrase that refers to one of them.
enum NameReader {
    /// - Returns: the cast, and what could not be decided (people of whom no partner is told).
    static func read(_ document: Document) -> (cast: Cast, diagnostics: [Diagnostic]) {
        let text = NameText(document.text)
        var partners = PartnerReader(text)
        for sentence in document.statements { partners.read(text.stated(sentence, of: document)) }
        let town = document.layout.dateline?.country.flatMap { text.tables.number(of: $0) }
        let filed = town.flatMap { partners.seats.contains($0) ? nil : $0 }
        var reading = MentionReader(text)
        for sentence in document.statements {
            let isCaption = document.zones[sentence] == .caption
            reading.read(text.stated(sentence, of: document), isCaption: isCaption)
        }
        let states = partners.ranking.filter { text.tables.isState[Int($0)] }
        // From Brussels on Estonia and Finland: where a report was filed is no home when others alone are spoken of.
        let isElsewhere = filed.map { !states.contains($0) } ?? false && states.count >= 2
        let home = text.agency ?? (isElsewhere ? states.first : filed)
        var institutions = InstitutionRegister(text: text, partners: (home.map { [$0] } ?? []) + partners.ranking)
        let entered = reading.enter(&institutions)
        var roster = entered.roster
        let sides = SideFinder(
            text: text, partners: partners, people: roster.places, bodies: reading.places(of: entered.bodies))
        var allegiance = Allegiance(text: text, sides: sides, home: home)
        allegiance.settle(&roster, &institutions)
        var coreference = Coreference(text, reading, entered, roster, institutions, sides: partners.partners)
        for sentence in document.statements { coreference.read(text.stated(sentence, of: document)) }
        let cast = coreference.cast(partners, allegiance)
        return (cast, diagnostics(cast, document))
    }

    private static func diagnostics(_ cast: Cast, _ document: Document) -> [Diagnostic] {
        let report = document.text.report
        var line = 1
        var position = 0
        return cast.people.filter { $0.partner == nil && !$0.posts.isEmpty }.sorted {
            $0.nameTokens.lowerBound < $1.nameTokens.lowerBound
        }.map { person in
            let start = document.text.range(of: person.nameTokens).lowerBound
            line += report.scalars[position..<max(position, start)].count { $0 == "\n" }
            position = max(position, start)
            return Diagnostic(
                file: report.file, line: line, severity: .warning,
                message: "whom '\(person.name)' speaks for is not told; name the partner in review")
        }
    }
}

extension NameText {
    /// The state whose news agency signs the report: in dateline, credit or caption, at its start or end.
    fileprivate var agency: Int32? {
        let count = text.tokens.count
        for range in [0..<min(80, count), max(0, count - 40)..<count] {
            if let home = text.matches(in: range).lazy.compactMap({ self.tables.home($0.sense) }).first { return home }
        }
        return nil
    }

    /// The tokens of a sentence without header and dateline.
    func stated(_ sentence: Int, of document: Document) -> Range<Int> {
        let tokens = text.sentences[sentence].tokens
        let start = document.layout.start
        return tokens.contains(start) ? start..<tokens.upperBound : tokens
    }
}
