/// Tells security cooperation from what only looks like it: sport, trade rounds, exercises, tourism, health, courts.
struct Relevance {
    private let scene: Scene
    /// Mentions of topics in the body against words of other fields.
    private let ownWeight: Int
    private let foreignWeight: Int

    init(_ scene: Scene) {
        self.scene = scene
        var own = 0
        var foreign = 0
        for sentence in scene.document.statements {
            let range = scene.text.sentences[sentence].tokens
            own += 2 * scene.topics[sentence].count { !$0.isNamed }
            var end = range.lowerBound
            for match in scene.text.matches(in: range) where match.tokens.lowerBound >= end {
                if match.sense.category == .foreign {
                    foreign += 1
                    end = match.tokens.upperBound
                } else if match.sense.category == .kind, scene.text.value(match) == "security-dialogue" {
                    own += 4
                }
            }
        }
        ownWeight = own
        foreignWeight = foreign
    }

    /// Removes what is of another field.
    func dropForeign(from exchanges: inout Exchanges) {
        let own = exchanges.items.indices.filter { holds(exchanges.items[$0]) }
        let kept = exchanges.items.indices.filter { index in
            let item = exchanges.items[index]
            // The next round of what is of the field is of it, too.
            return own.contains(index)
                || item.chairs.isEmpty && item.participants.isEmpty
                    && own.contains { exchanges.items[$0].partners == item.partners }
        }
        guard kept.count < exchanges.items.count else { return }
        let numbers = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        exchanges.items = kept.map { exchanges.items[$0] }
        exchanges.current = exchanges.current.map { $0.flatMap { numbers[$0] } }
    }

    private func holds(_ exchange: Exchange) -> Bool {
        if exchange.kind == "security-dialogue", isOfSecurity(exchange) { return true }
        if foreignWeight > ownWeight { return isOfOfficers(exchange) }
        if ownWeight > 2 * foreignWeight, ownWeight >= 4 { return true }
        return isOfSecurity(exchange)
    }

    /// Whether people of the field take part, and the sentence that tells of it speaks of no other field.
    private func isOfOfficers(_ exchange: Exchange) -> Bool {
        let people = (exchange.chairs + exchange.participants).filter { person in
            scene.cast.people[person].posts.contains { isOfSecurity($0.tokens) }
        }
        let sides = Set(people.compactMap { scene.cast.people[$0].partner }).count
        guard sides >= 2 || sides == 1 && foreignWeight <= 2 * max(ownWeight, 2) else { return false }
        guard let opening = exchange.opening else { return true }
        let sentence = scene.text.sentences[scene.text.sentence(at: opening.lowerBound)].tokens
        return !scene.text.matches(in: sentence).contains { $0.sense.category == .foreign }
    }

    private func isOfSecurity(_ tokens: Range<Int>) -> Bool {
        scene.text.matches(in: tokens).contains { $0.sense.category == .securityWord }
    }

    /// Whether a post of those who take part, or the words of the mechanism, are of the field.
    private func isOfSecurity(_ exchange: Exchange) -> Bool {
        let posts = (exchange.chairs + exchange.participants).flatMap { scene.cast.people[$0].posts.map(\.tokens) }
        let nouns = exchange.proofs.filter { $0.supports.contains(.kind) }.map(\.tokens)
        return (posts + nouns).contains(where: isOfSecurity)
    }
}
