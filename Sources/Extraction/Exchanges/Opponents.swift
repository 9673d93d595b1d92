/// Parts people whom an exchange brings together but whose partner no words of their own tell: who meets someone of one
/// side is of another.
enum Opponents {
    /// - Returns: the cast with such people on the other side.
    static func settle(_ scene: Scene) -> Cast {
        var cast = scene.cast
        let isGuessed = cast.people.map { $0.partnerBasis != nil }
        guard isGuessed.contains(true) else { return cast }
        let clauses = ClauseReader(scene: scene)
        for sentence in scene.document.statements {
            let named = people(Array(scene.references(in: scene.text.sentences[sentence].tokens)))
            guard named.count >= 2, named.contains(where: { isGuessed[$0] }) else { continue }
            let cues = CueReader.read(scene, sentence: sentence).filter { $0.form != .noun && $0.kind != "signing" }
            for cue in cues + [cue(of: sentence, scene)].compactMap({ $0 }) {
                var people = people(clauses.subject(of: cue))
                people += self.people(clauses.object(of: cue)).filter { !people.contains($0) }
                part(people, &cast, scene)
            }
        }
        return cast
    }

    /// `X and Y agreed in Warsaw on Friday that …`: two people who agree have talked, when nothing else tells how.
    static func agreement(_ scene: Scene, sentence: Int) -> Cue? {
        guard let cue = cue(of: sentence, scene) else { return nil }
        let people = people(ClauseReader(scene: scene).subject(of: cue))
        return Set(people.compactMap { scene.cast.people[$0].partner }).count == 2 ? cue : nil
    }

    private static func cue(of sentence: Int, _ scene: Scene) -> Cue? {
        let text = scene.text
        let range = text.sentences[sentence].tokens
        let start = scene.document.layout.start
        let scope = range.contains(start) ? start..<range.upperBound : range
        let verb = text.matches(in: scope).first {
            $0.sense.category == .modality && text.value($0) == "agree"
        }
        return verb.map {
            Cue(form: .verb, kind: "talks", tokens: $0.tokens, head: $0.tokens, sentence: sentence, scope: scope)
        }
    }

    private static func people(_ references: [Reference]) -> [Int] {
        references.compactMap { reference in
            if case .person(let person) = reference.target { return person }
            return nil
        }
    }

    private static func part(_ people: [Int], _ cast: inout Cast, _ scene: Scene) {
        guard people.count == 2, let side = cast.people[people[0]].partner, side == cast.people[people[1]].partner,
            let guessed = people.reversed().first(where: { cast.people[$0].partnerBasis != nil }),
            let other = otherSide(than: side, cast, scene)
        else { return }
        cast.people[guessed].partner = other
        for index in cast.people[guessed].posts.indices {
            cast.people[guessed].posts[index].partner = other
            guard let institution = cast.people[guessed].posts[index].institution,
                cast.institutions[institution].partner == side
            else { continue }
            cast.people[guessed].posts[index].institution = nil
        }
    }

    /// Where the report was filed, else whom it names most.
    private static func otherSide(than side: String, _ cast: Cast, _ scene: Scene) -> String? {
        var counts: [String: Int] = [:]
        for mention in cast.partners where mention.partner != side { counts[mention.partner, default: 0] += 1 }
        if let home = scene.document.layout.dateline?.country, home != side, counts[home] != nil { return home }
        return cast.partners.map(\.partner).filter { $0 != side }.max {
            (counts[$0] ?? 0) < (counts[$1] ?? 0)
        }
    }
}
