/// The level of a post, which depends on the body it is held in and on what it is for.
extension PostPhrase {
    /// The level that head, body and modifiers make; nil when the post tells none.
    func level(for partner: Int32?, in text: NameText) -> String? {
        let level = bodyLevel(text.tables.levels[Int(head.sense.value)].level(for: partner), partner, in: text)
        // An ambassador for cyber affairs leads a department at home.
        if level == "ambassadorial", let complement, text.words.isFor(text[complement.lowerBound].word) {
            return "senior-official"
        }
        if level == "ambassadorial", let complement, text[complement.lowerBound].word == text.words.in,
            complement.contains(where: { text[$0].word == text.words.charge })
        {
            return "senior-official"
        }
        guard isDeputy(in: text) else { return level }
        return switch level {
        case "ministerial": "deputy-ministerial"
        case "head-of-government": "ministerial"
        case "head-of-agency": "senior-official"
        case "ambassadorial": "working-level"
        default: level
        }
    }

    /// Whether it is a post at an embassy, of whatever level: who holds it at home is another state's.
    func isAbroad(in text: NameText) -> Bool {
        let head = text.core(head.tokens)
        return text.tables.levels[Int(self.head.sense.value)].level(for: nil) == "ambassadorial"
            || head.contains { text.words.attaches.contains($0) || text.words.posts.contains($0) }
            || body.map { $0.core.contains(where: text.words.posts.contains) } ?? false
    }

    private func isDeputy(in text: NameText) -> Bool {
        modifiers.contains { text.tables.modifiers[Int($0.sense.value)] == .deputy }
    }

    private func bodyLevel(_ level: String?, _ partner: Int32?, in text: NameText) -> String? {
        switch level {
        case "head-of-state": presidentLevel(partner, in: text)
        case "head-of-agency": headLevel(partner, in: text)
        case "senior-official", "working-level", "ministerial": directorLevel(level, in: text)
        default: level
        }
    }

    /// The president of a court, a directorate or INTERPOL is no head of state.
    private func presidentLevel(_ partner: Int32?, in text: NameText) -> String {
        guard text[head.tokens.upperBound - 1].word == text.words.president else { return "head-of-state" }
        if let body {
            let core = core(of: body, in: text)
            if core.contains(where: text.words.parliaments.contains) { return "ministerial" }
            let isRealm = core.contains { text.words.realms.contains($0) || text.words.presidencies.contains($0) }
            return isRealm || core.contains(text.words.party) ? "head-of-state" : "head-of-agency"
        }
        if let complement, complement.contains(where: { text.begins(.bodyOrPortfolio, at: $0) }) {
            return complement.contains { text.words.parliaments.contains(text[$0].word) }
                ? "ministerial" : "head-of-agency"
        }
        let isUnion = partner.map { text.tables.partners[Int($0)] } == "european-union"
        return partner.map(text.tables.isOrganisation) == true && !isUnion ? "head-of-agency" : "head-of-state"
    }

    /// `Head of the Interior Ministry` is its minister, the head of a department or division no head of an agency, the
    /// head of a mission an envoy.
    private func headLevel(_ partner: Int32?, in text: NameText) -> String {
        guard head.tokens.count == 1, let body else { return "head-of-agency" }
        if body.kind == .ministry || body.core.contains(text.words.ministry), !body.core.contains(text.words.department)
        {
            return "ministerial"
        }
        let isOffice = body.core.contains(text.words.office) && partner.map(text.tables.isOrganisation) == true
        if isOffice || body.core.contains(where: text.words.posts.contains) { return "ambassadorial" }
        guard let noun = body.core.first(where: { text.words.partsOfBodies[$0] != nil }),
            !body.core.contains(text.words.police), !body.core.contains(text.words.national)
        else { return "head-of-agency" }
        return text.words.partsOfBodies[noun] ?? "head-of-agency"
    }

    /// The director general of a police or agency heads it; that of a ministry's part does not.
    private func directorLevel(_ level: String?, in text: NameText) -> String? {
        guard let body, complement == nil, before == nil, holds(body, in: text) else { return level }
        let title = text.core(head.tokens)
        let core = core(of: body, in: text)
        if title == [text.words.secretary] { return core.contains(text.words.council) ? "head-of-agency" : level }
        guard text.words.directors.contains(title), !core.contains(where: text.words.bodyParts.contains) else {
            return level
        }
        let isAgency =
            core.contains(where: text.words.agencies.contains)
            || core.contains(where: text.words.directorates.contains)
                && core.contains(where: text.words.agencyWords.contains)
        return isAgency ? "head-of-agency" : level
    }

    /// Whether the post is the body's own: a "director at the agency" is one of many.
    private func holds(_ body: BodyPhrase, in text: NameText) -> Bool {
        var before = body.tokens.lowerBound - 1
        guard before >= head.tokens.upperBound else { return true }
        if text[before].word == text.words.the { before -= 1 }
        return text[before].word == text.words.of || text[before].shape.contains(.mark)
    }

    /// The words of a body's whole name, also where an acronym stands for it.
    private func core(of body: BodyPhrase, in text: NameText) -> [Word] {
        body.candidates.first.map { body.core + text.tables.institutions[Int($0)].core } ?? body.core
    }
}
