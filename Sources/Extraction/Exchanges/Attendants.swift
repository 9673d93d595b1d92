internal import Records

/// Who took part, told in a sentence of its own: "X and Y took part in the talks", "X and Y analysed …" behind an exchange
/// without names.
extension ExchangeLedger {
    /// Adds the people of a sentence to the exchange at hand when they stand for its sides.
    mutating func addAttendants(in sentence: Int, to index: Int) {
        let range = scene.text.sentences[sentence].tokens
        let text = scene.text
        let attending = text.matches(in: range).filter {
            $0.sense.category == .cueWord && text.value($0) == "attending"
        }.map(\.tokens.lowerBound)
        var found = attending.flatMap { people(before: $0, in: range, of: index) }
        if items[index].kind == "conference" {
            // "Albania, Montenegro and Serbia took part": who comes to an organisation's conference.
            for verb in attending {
                addParties(
                    scene.partners(in: range.lowerBound..<verb).map { Exchange.Party(partner: $0.partner) }, to: index)
            }
        }
        let isNameless = items[index].chairs.isEmpty && items[index].participants.isEmpty
        if isNameless, let verb = treatment(in: range) {
            let both = people(before: verb, in: range, of: index)
            let sides = Set(both.compactMap { scene.cast.people[$0.person].partner })
            if sides.isSuperset(of: items[index].partners) { found += both }
        }
        add(found, to: index)
    }

    private func treatment(in range: Range<Int>) -> Int? {
        let scene = scene
        return scene.text.matches(in: range).first {
            $0.sense.category == .treatment && scene.text.value($0) == "discussed"
                && !(scene.isWord($0.tokens.lowerBound, "on") && $0.tokens.count == 1)
        }?.tokens.lowerBound
    }

    /// The people in a clause before its verb who stand for a side of the exchange.
    private func people(before verb: Int, in range: Range<Int>, of index: Int) -> [(person: Int, tokens: Range<Int>)] {
        let start = (range.lowerBound..<verb).last { scene.isMark($0, ";") } ?? range.lowerBound
        return scene.references(in: start..<verb).compactMap { reference in
            guard case .person(let person) = reference.target, let partner = scene.cast.people[person].partner,
                items[index].hasParty(partner)
            else { return nil }
            return (person, reference.tokens)
        }
    }
}
