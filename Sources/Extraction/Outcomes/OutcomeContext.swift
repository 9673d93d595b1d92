internal import Records

/// A report with its exchanges, and who is meant at a place of it.
struct OutcomeContext {
    let scene: Scene
    let exchanges: Exchanges
    let words: LinkingWords
    /// By token: its sentence is found by halving, so that no reader carries it along.
    private let firstTokens: [Int]

    var text: TokenizedReport { scene.text }

    init(_ scene: Scene, _ exchanges: Exchanges) {
        self.scene = scene
        self.exchanges = exchanges
        words = scene.text.lexicon.linkingWords
        firstTokens = scene.text.sentences.map(\.tokens.lowerBound)
    }

    /// The index of the sentence that holds a token.
    func sentence(of token: Int) -> Int {
        var (low, high) = (0, firstTokens.count)
        while low < high {
            let middle = (low + high) / 2
            if firstTokens[middle] <= token { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }

    // MARK: Matches

    /// The value of the longest phrase of a category at a token.
    func value(at token: Int, _ category: Category) -> String? { text.match(at: token, category).map(text.value) }

    /// `article`, `preposition`, `auxiliary` …; nil for words that carry meaning.
    func functionWord(_ token: Int) -> String? { value(at: token, .functionWord) }

    /// The first phrase of a category in a range.
    func first(_ category: Category, in range: Range<Int>) -> TokenizedReport.Match? {
        text.matches(in: range).first { $0.sense.category == category && $0.tokens.upperBound <= range.upperBound }
    }

    func date(at token: Int) -> DateMention? { scene.dates(in: token..<token + 1).first }

    // MARK: Exchanges

    /// The exchange that a sentence speaks of.
    func exchange(at sentence: Int) -> Int? {
        exchanges.current.indices.contains(sentence) ? exchanges.current[sentence] : nil
    }

    /// The exchange told in the sentence, by the last of its phrases before a token; else the one at hand.
    func exchange(before token: Int) -> Int? {
        let sentence = sentence(of: token)
        let range = text.sentences[sentence].tokens
        var nearest: (item: Int, position: Int)?
        for (index, item) in exchanges.items.enumerated() {
            for proof in item.proofs where range.contains(proof.tokens.lowerBound) && proof.tokens.lowerBound < token {
                if proof.tokens.lowerBound > nearest?.position ?? -1 { nearest = (index, proof.tokens.lowerBound) }
            }
        }
        return nearest?.item ?? exchange(at: sentence)
    }

    /// The two sides of a sentence's exchange, else those of the report.
    func pair(at sentence: Int) -> [String]? {
        if let index = exchange(at: sentence) {
            let partners = distinct(exchanges.items[index].partners)
            // An organisation beside two states is where they met.
            let states = partners.count > 2 ? partners.filter { !isOrganisation($0) } : partners
            if (2...3).contains(states.count) { return states }
        }
        return firstPair
    }

    /// The two of the report's first exchange of two.
    var firstPair: [String]? { exchanges.items.lazy.map { distinct($0.partners) }.first { $0.count == 2 } }

    // MARK: Sides

    /// Partners that a range names, also through people and bodies, in order.
    func sides(in range: Range<Int>) -> [(partner: String, tokens: Range<Int>)] {
        guard !range.isEmpty else { return [] }
        var sides = scene.partners(in: range).map { (partner: $0.partner, tokens: $0.tokens) }
        for reference in scene.references(in: range) {
            switch reference.target {
            case .person(let person):
                if let partner = scene.cast.people[person].partner { sides.append((partner, reference.tokens)) }
            case .institution(let institution):
                if let partner = scene.cast.institutions[institution].partner {
                    sides.append((partner, reference.tokens))
                }
            case .partner(let partner): sides.append((partner, reference.tokens))
            case .parties, .partyInstitutions: break
            }
        }
        return sides.sorted {
            ($0.tokens.lowerBound, $0.tokens.upperBound) < ($1.tokens.lowerBound, $1.tokens.upperBound)
        }
    }

    /// Whether a partner is an organisation, not a state.
    func isOrganisation(_ partner: String) -> Bool {
        text.lexicon.names.organisations.contains(partner)
    }

    func distinct(_ partners: [String]) -> [String] { Set(partners).sorted() }

    /// A phrase that names partners: the shortest stretch of a sentence with all of them, nearest to a token; else one
    /// mention of each.
    func proofs(of partners: [String], near token: Int) -> [Proof] {
        let home = sentence(of: token)
        var best: (tokens: Range<Int>, cost: Int)?
        // Parallel to the partners.
        var last = [Range<Int>?](repeating: nil, count: partners.count)
        var current = -1
        for mention in scene.cast.partners {
            guard let partner = partners.firstIndex(of: mention.partner) else { continue }
            let sentence = sentence(of: mention.tokens.lowerBound)
            guard scene.document.zones[sentence] != .surroundings, scene.document.zones[sentence] != .title else {
                continue
            }
            if sentence != current {
                current = sentence
                last = Array(repeating: nil, count: partners.count)
            }
            last[partner] = mention.tokens
            let named = last.compactMap(\.self)
            guard named.count == partners.count, let start = named.map(\.lowerBound).min(),
                let end = named.map(\.upperBound).max(), end - start <= 12
            else { continue }
            let cost = (end - start) + 6 * abs(sentence - home)
            if cost < best?.cost ?? .max { best = (start..<end, cost) }
        }
        if let best { return [Proof(best.tokens, .parties)] }
        return partners.compactMap { partner in
            scene.cast.partners.first { $0.partner == partner }.map { Proof($0.tokens, .parties) }
        }
    }
}
