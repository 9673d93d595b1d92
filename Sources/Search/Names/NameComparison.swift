internal import Records

/// One name compared with those of the register: the best that was found for each subject.
struct NameComparison {
    private let name: String
    private let words: [String]
    private let key: [UInt8]
    private let types: Set<RecordType>
    private let register: Register
    private let index: NameIndex
    private var best: [Int: (name: UInt32, score: Double, reason: MatchReason)] = [:]

    init(_ name: String, among types: Set<RecordType>, register: Register, index: NameIndex) {
        self.name = name
        words = TextIndex.words(of: name)
        key = Array(words.joined().utf8)
        self.types = types
        self.register = register
        self.index = index
    }

    func candidates(limit: Int) -> [Candidate] {
        let found = best.map { subject, match in
            (
                score: (match.score * 1000).rounded() / 1000,
                // Records are in the order of their types and ids.
                position: Int(index.subjects[subject].position), match: match
            )
        }
        return found.sorted { ($1.score, $0.position) < ($0.score, $1.position) }.prefix(limit).map { found in
            let record = register.records[found.position]
            return Candidate(
                id: record.id, type: record.type, name: record["name"]?.text ?? record.displayName,
                matched: form(found.match.name, of: record).text, score: found.score, reason: found.match.reason)
        }
    }

    private mutating func add(_ name: UInt32, _ reason: MatchReason, times factor: Double = 1) {
        let subject = index.subject(of: name)
        let score = reason.score * factor
        if let known = best[subject], (known.score, name) >= (score, known.name) { return }
        best[subject] = (name, score, reason)
    }

    /// The type of the record whose name it is, when it is asked for.
    private func type(of name: UInt32) -> RecordType? {
        index.subjects[index.subject(of: name)].type.flatMap { types.contains($0) ? $0 : nil }
    }

    private func form(_ name: UInt32, of record: Record) -> NameForm {
        NameForm.all(of: record)[index.ordinal(of: name)]
    }

    // MARK: The same name

    mutating func compareKeys() {
        guard !key.isEmpty else { return }
        for candidate in index.byKey.names(HashedNames.hash(key)) where index.key(of: candidate) == key {
            guard type(of: candidate) != nil else { continue }
            let form = form(candidate, of: register.records[Int(index.subjects[index.subject(of: candidate)].position)])
            switch form.kind {
            case .name, .id: add(candidate, form.text == name ? .exact : .folded)
            case .code: add(candidate, .code)
            case .acronym: add(candidate, .acronym)
            case .alias: add(candidate, .alias)
            case .demonym: add(candidate, .demonym)
            }
        }
    }

    mutating func compareSignatures() {
        guard let signature = NameText.signature(of: words) else { return }
        for candidate in index.bySignature.names(HashedNames.hash(signature)) where type(of: candidate) != nil {
            let others = index.foldedWords(of: candidate)
            guard NameText.signature(of: others) == signature, index.key(of: candidate) != key else { continue }
            add(candidate, NameText.haveSameWords(words, others) ? .wordOrder : .transliteration)
        }
    }

    /// `MPS` for who has no such abbreviation in the register.
    mutating func compareInitials() {
        guard words.count == 1, 2...8 ~= key.count else { return }
        for candidate in index.byInitials.names(HashedNames.hash(key)) where type(of: candidate) != nil {
            if NameText.initials(of: index.foldedWords(of: candidate)) == key { add(candidate, .initials) }
        }
    }

    // MARK: Words in common

    /// A word of the name, and the words of the register that it may be.
    private struct Term {
        let weight: Double
        var variants: [(word: Int, similarity: Double)]
    }

    mutating func compareWords() {
        let terms = Set(words.prefix(NameMatcher.mostWords)).sorted().map(term)
        let norm = terms.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
        for candidate in namesSharing(terms, norm: norm) {
            guard let type = type(of: candidate) else { continue }
            compareLetters(candidate)
            if type == .person, index.ordinal(of: candidate) == 0 { comparePerson(candidate, terms) }
            // One of a person's names is a short name and no more.
            if type == .person, terms.count == 1 { continue }
            let cosine = similarity(of: candidate, to: terms) / norm
            if MatchReason.wordsInCommon.score * cosine >= NameMatcher.leastScore {
                add(candidate, .wordsInCommon, times: min(cosine, 1))
            }
        }
    }

    private func term(_ word: String) -> Term {
        let known = index.dictionary.number(of: word)
        var variants = known.map { [(word: $0, similarity: 1.0)] } ?? []
        let length = word.unicodeScalars.count
        if length >= (known == nil ? 3 : TextIndex.shortestCorrected) {
            variants += index.dictionary.numbers(oneEditFrom: word).map { ($0, 1 - 1 / Double(length)) }
        }
        // A mistyped word counts as the most frequent one that it may be, and one that nobody has as the rarest does.
        let weight = known.map(index.weight) ?? variants.map { index.weight(of: $0.word) }.min() ?? index.greatestWeight
        return Term(weight: weight, variants: variants)
    }

    /// The names to compare with, those with the weightiest words first, as many as the bound allows. Who shares only the
    /// words that are left has a cosine of at most their length over that of all: too little ends the search.
    private func namesSharing(_ terms: [Term], norm: Double) -> [UInt32] {
        let terms = terms.sorted { $0.weight > $1.weight }
        var names: Set<UInt32> = []
        var left = NameMatcher.mostCompared
        var steps = NameMatcher.mostLookedThrough
        var squares = norm * norm
        func add(_ some: some Collection<UInt32>) {
            names.formUnion(some.prefix(left))
            left -= min(left, some.count)
        }
        for (place, term) in terms.enumerated() {
            guard MatchReason.wordsInCommon.score * squares.squareRoot() >= NameMatcher.leastScore * norm else { break }
            for variant in term.variants where left > 0 {
                let all = index.names(with: variant.word)
                if all.count > left {
                    for other in terms[(place + 1)...].flatMap(\.variants) where steps > 0 {
                        add(index.names(with: variant.word, and: other.word, steps: &steps))
                    }
                }
                add(all)
            }
            squares = max(0, squares - term.weight * term.weight)
        }
        return names.sorted()
    }

    /// The sum of what equal and similar words weigh, over the length of the candidate's vector.
    private func similarity(of candidate: UInt32, to terms: [Term]) -> Double {
        let own = index.words(of: candidate)
        var (squares, sum) = (0.0, 0.0)
        for word in own { squares += index.weight(of: Int(word)) * index.weight(of: Int(word)) }
        for term in terms {
            var nearest = 0.0
            for variant in term.variants where own.contains(UInt32(variant.word)) {
                nearest = max(nearest, index.weight(of: variant.word) * variant.similarity)
            }
            sum += term.weight * nearest
        }
        return sum / squares.squareRoot()
    }

    private mutating func compareLetters(_ candidate: UInt32) {
        let length = index.keyLength(of: candidate)
        guard abs(length - key.count) <= 1, min(length, key.count) >= TextIndex.shortestCorrected,
            EditDistance.between(key, index.key(of: candidate), atMost: 1) == 1
        else { return }
        add(candidate, .oneEdit, times: 1 - 1 / Double(max(length, key.count)))
    }

    /// The family or the given name alone, or the first letter of one of them.
    private mutating func comparePerson(_ candidate: UInt32, _ terms: [Term]) {
        let own = index.words(of: candidate)
        guard own.count > 1 else { return }
        if let word = terms.first, terms.count == 1 {
            let ends = [own.first, own.last].compactMap { $0.map(Int.init) }
            let similar = word.variants.filter { ends.contains($0.word) }.map(\.similarity).max()
            if let similar { add(candidate, .shortName, times: similar) }
        } else {
            let others = index.foldedWords(of: candidate)
            let familyLast = words.dropFirst() + words.prefix(1)
            if Self.isAbbreviated(words[...], others) || Self.isAbbreviated(familyLast, others) {
                add(candidate, .initials)
            }
        }
    }

    /// Whether each word is the other or its first letter, and not all of them are letters: `A. Tanaka`.
    private static func isAbbreviated(_ words: ArraySlice<String>, _ others: [String]) -> Bool {
        guard words.count == others.count, words.contains(where: { $0.unicodeScalars.count > 1 }) else { return false }
        return zip(words, others).allSatisfy { word, other in
            word == other || word.unicodeScalars.count == 1 && word.unicodeScalars.first == other.unicodeScalars.first
        }
    }
}
