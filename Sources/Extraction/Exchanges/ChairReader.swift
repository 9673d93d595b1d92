/// Who chairs an exchange, and where it is said.
struct Chairs {
    let people: [Int]
    let proofs: [Range<Int>]
}

/// Reads who chairs what in a sentence: "co-chaired by X and Y", "X co-chaired the dialogue with Y".
struct ChairReader {
    let scene: Scene
    /// The exchange at hand.
    let here: Exchange?
    /// By the position of the noun they stand with.
    private(set) var named: [Int: Chairs] = [:]
    /// Those who stand without a noun: chairs of the exchange at hand.
    private(set) var unnamed: [Chairs] = []

    init(_ cues: [Cue], _ scene: Scene, here: Exchange?) {
        self.scene = scene
        self.here = here
        let nouns = cues.indices.filter { cues[$0].form == .noun }
        for (position, cue) in cues.enumerated() where cue.form == .chair {
            let isPassive = scene.isWord(cue.head.upperBound - 1, "by") || scene.isWord(cue.head.upperBound - 1, "of")
            let chairs = chairs(of: cue, isPassive: isPassive)
            guard !chairs.people.isEmpty else { continue }
            let previous = nouns.last { $0 < position }
            if let noun = isPassive ? previous : nouns.first(where: { $0 > position }) ?? previous {
                named[cues[noun].head.lowerBound] = chairs
            } else if chairs.people.count == 2 || isPassive {
                unnamed.append(chairs)
            }
        }
    }

    private func chairs(of cue: Cue, isPassive: Bool) -> Chairs {
        let range = scene.text.sentences[cue.sentence].tokens
        let behind = scene.references(in: cue.head.upperBound..<range.upperBound)
        var references = Array(isPassive ? behind : scene.references(in: range.lowerBound..<cue.head.lowerBound))
        if !isPassive {
            // "X co-chaired the dialogue with Y".
            references += behind.filter { reference in
                (max(cue.head.upperBound, reference.tokens.lowerBound - 2)..<reference.tokens.lowerBound).contains {
                    scene.isWord($0, "with")
                }
            }
        }
        var people: [Int] = []
        var proofs: [Range<Int>] = []
        for reference in references {
            for person in scene.actors(reference.target, of: here).people where !people.contains(person) {
                people.append(person)
                proofs.append(reference.tokens)
            }
        }
        if people.count > 2 { people = Array(isPassive ? people.prefix(2) : people.suffix(2)) }
        return Chairs(people: people, proofs: proofs + [cue.head])
    }
}
