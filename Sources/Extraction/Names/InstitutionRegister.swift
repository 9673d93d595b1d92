internal import Records

/// The institutions of one report, each once.
struct InstitutionRegister: Sendable {
    private let text: NameText
    /// The partners the report names, the most frequent first.
    private let partners: [Int32]
    private(set) var institutions: [Institution] = []
    /// By institution: the partner's number and the words of its name.
    private(set) var owners: [Int32?] = []
    private(set) var cores: [[Word]] = []
    /// By institution: whether the report names it rather than a post in it.
    private var isNamed: [Bool] = []
    /// So many institutions are compared.
    private static let limit = 64
    private var indices: [String: Int] = [:]
    private var glosses: [Word: Int] = [:]

    init(text: NameText, partners: [Int32]) {
        self.text = text
        self.partners = partners
    }

    /// The institution that an acronym was defined for.
    func glossed(_ word: Word) -> Int? { glosses[word] }

    /// Finds whose institution a phrase names and enters it.
    ///
    /// - Parameter nearest: the partner of whom the sentence speaks there.
    mutating func enter(_ phrase: BodyPhrase, nearest: Int32?) -> Int? {
        guard let index = find(phrase, nearest: nearest) else { return nil }
        if let gloss = phrase.gloss { define(gloss, index) }
        if !isNamed[index] {
            isNamed[index] = true
            institutions[index].tokens = phrase.tokens
        }
        return index
    }

    /// Enters the body of a post whose holder's side is known.
    mutating func enter(_ phrase: BodyPhrase, of partner: Int32) -> Int? {
        guard phrase.candidates.isEmpty, phrase.name.count > 1 else { return nil }
        var owned = phrase
        owned.partner = partner
        return enter(owned, nearest: partner)
    }

    private mutating func find(_ phrase: BodyPhrase, nearest: Int32?) -> Int? {
        if phrase.name.count == 1, let index = glosses[text[phrase.name.lowerBound].word] { return index }
        if !phrase.candidates.isEmpty { return choose(phrase, nearest).map { enterKnown($0, phrase.tokens) } }
        if let partner = phrase.partner {
            if let known = known(phrase, of: partner) { return enterKnown(known, phrase.tokens) }
            guard phrase.isCapitalised || phrase.kind == .generic else { return nil }
            return enterNew(phrase, partner)
        }
        guard phrase.isCapitalised else { return nil }
        if let index = cores.indices.suffix(InstitutionRegister.limit).last(where: { cores[$0] == phrase.core }) {
            return index
        }
        for partner in (nearest.map { [$0] } ?? []) + partners {
            if let known = known(phrase, of: partner) { return enterKnown(known, phrase.tokens) }
        }
        return nil
    }

    private func known(_ phrase: BodyPhrase, of partner: Int32) -> Int32? {
        if let known = text.tables.institution(of: partner, core: phrase.core) { return known }
        guard phrase.kind == .ministry else { return nil }
        let words = text.words
        return text.tables.ministry(
            of: partner,
            for: phrase.core.filter { $0 != words.ministry && $0 != words.department && $0 != words.office })
    }

    /// Which of the institutions that share an acronym is meant.
    private func choose(_ phrase: BodyPhrase, _ nearest: Int32?) -> Int32? {
        let known = text.tables.institutions
        if phrase.candidates.count == 1, let only = phrase.candidates.first {
            // An acronym of a state that the report does not name is another state's.
            let isShort = phrase.partner == nil && phrase.name.count == 1
            let isNamed =
                known[Int(only)].partner.map { partners.contains($0) || text.tables.isOrganisation($0) } ?? true
            return isShort && !isNamed ? nil : only
        }
        func candidate(of partner: Int32?) -> Int32? {
            // "NSC" is also the plural-less form of "NSCS": the shorter name is meant.
            partner.flatMap { partner in
                phrase.candidates.filter { known[Int($0)].partner == partner }.min {
                    known[Int($0)].core.count < known[Int($1)].core.count
                }
            }
        }
        if phrase.partner != nil { return candidate(of: phrase.partner) }
        if let entered = phrase.candidates.first(where: { indices[known[Int($0)].id] != nil }) { return entered }
        if let near = candidate(of: nearest) { return near }
        return partners.lazy.compactMap { candidate(of: $0) }.first
    }

    // MARK: Entering

    /// Enters an institution of the vocabulary that a post or a phrase leads to.
    mutating func enterKnown(_ number: Int32, _ tokens: Range<Int>) -> Int {
        let known = text.tables.institutions[Int(number)]
        if let index = indices[known.id] { return index }
        let partner = known.partner.map { text.tables.partners[Int($0)] }
        return append(
            Institution(
                id: known.id, name: known.name, isKnown: true, abbreviations: [], partner: partner, tokens: tokens),
            known.partner, known.core)
    }

    private mutating func enterNew(_ phrase: BodyPhrase, _ partner: Int32) -> Int {
        let behind = phrase.partnerBehind.map {
            $0.lowerBound >= phrase.name.upperBound ? " " + text.text.text($0) : ""
        }
        let name = text.text.text(phrase.name) + (behind ?? "")
        let id = Folding.slug(name)
        if let index = indices[id] { return index }
        let same = cores.indices.suffix(InstitutionRegister.limit).first {
            owners[$0] == partner && cores[$0] == phrase.core
        }
        if let same { return same }
        return append(
            Institution(
                id: id, name: name, isKnown: false, abbreviations: [], partner: text.tables.partners[Int(partner)],
                tokens: phrase.tokens),
            partner, phrase.core)
    }

    private mutating func append(_ institution: Institution, _ owner: Int32?, _ core: [Word]) -> Int {
        indices[institution.id] = institutions.count
        institutions.append(institution)
        owners.append(owner)
        cores.append(core)
        isNamed.append(false)
        return institutions.count - 1
    }

    private mutating func define(_ gloss: Int, _ index: Int) {
        glosses[text[gloss].word] = index
        let acronym = text.text.text(gloss..<gloss + 1)
        if !institutions[index].abbreviations.contains(acronym) { institutions[index].abbreviations.append(acronym) }
    }

    /// Keeps where an institution is spoken of, when until now only a post in it was named.
    mutating func mention(_ index: Int, at tokens: Range<Int>) {
        guard !isNamed[index] else { return }
        isNamed[index] = true
        institutions[index].tokens = tokens
    }
}
