internal import Records

/// What everything that has a name is called: partners, people, institutions, frameworks, topics and series, those of the
/// vocabulary included that no report names. Words are numbers and tables are flat, some 50 octets for each name; names
/// as they are written stay in the register. Immutable.
package struct NameIndex: Sendable {
    /// Something that has names.
    struct Subject: Sendable {
        /// In `Register.records`, or in `Register.series`.
        let position: UInt32
        /// nil for a series.
        let type: RecordType?
        let firstName: UInt32
        /// How many records refer to it.
        let weight: UInt32
        /// In the order of names.
        var rank: UInt32 = 0
    }

    let dictionary: WordDictionary
    let subjects: [Subject]
    private let owners: [UInt32]
    /// Words of name n: `words[wordOffsets[n]..<wordOffsets[n + 1]]`.
    private let words: [UInt32]
    private let wordOffsets: [UInt32]
    /// Names with word w: `postings[postingOffsets[w]..<postingOffsets[w + 1]]`, rising.
    private let postings: [UInt32]
    private let postingOffsets: [UInt32]
    private let weights: [Float]
    /// What a word weighs that no name has.
    let greatestWeight: Double
    let byKey: HashedNames
    let bySignature: HashedNames
    let byInitials: HashedNames

    init(_ builder: NameIndexBuilder) {
        let (dictionary, renumbered) = builder.table.sorted()
        let words = builder.words.map { renumbered[Int($0)] }
        var counts = [UInt32](repeating: 0, count: dictionary.count + 1)
        let names = builder.owners.indices
        let offsets = builder.wordOffsets
        func distinctWords(_ name: Int) -> Set<UInt32> { Set(words[Int(offsets[name])..<Int(offsets[name + 1])]) }
        for name in names {
            for word in distinctWords(name) { counts[Int(word) + 1] += 1 }
        }
        for word in counts.indices.dropFirst() { counts[word] += counts[word - 1] }
        var postings = [UInt32](repeating: 0, count: Int(counts.last ?? 0))
        var ends = counts
        for name in names {
            for word in distinctWords(name) {
                postings[Int(ends[Int(word)])] = UInt32(name)
                ends[Int(word)] += 1
            }
        }
        self.dictionary = dictionary
        var subjects = builder.subjects
        for (rank, subject) in builder.subjectsByName.enumerated() { subjects[subject].rank = UInt32(rank) }
        self.subjects = subjects
        owners = builder.owners
        (self.words, wordOffsets) = (words, offsets)
        (self.postings, postingOffsets) = (postings, counts)
        greatestWeight = InverseFrequency.weight(of: 0, among: names.count)
        weights = (0..<dictionary.count).map { word in
            Float(InverseFrequency.weight(of: Int(counts[word + 1] - counts[word]), among: names.count))
        }
        byKey = HashedNames(builder.keys)
        bySignature = HashedNames(builder.signatures)
        byInitials = HashedNames(builder.initials)
    }

    /// The subject that a name belongs to.
    func subject(of name: UInt32) -> Int { Int(owners[Int(name)]) }

    /// Which of its subject's names it is.
    func ordinal(of name: UInt32) -> Int { Int(name - subjects[subject(of: name)].firstName) }

    func words(of name: UInt32) -> ArraySlice<UInt32> {
        words[Int(wordOffsets[Int(name)])..<Int(wordOffsets[Int(name) + 1])]
    }

    /// The names that hold folded words in a row, of which the last may go on. They rise; one may come more than once.
    func names(holding prefix: [String]) -> [UInt32] {
        guard let last = prefix.last else { return [] }
        let open = dictionary.numbers(startingWith: last)
        let whole = prefix.dropLast().map { word in dictionary.number(of: word).map { $0..<$0 + 1 } ?? 0..<0 }
        guard !open.isEmpty, whole.allSatisfy({ !$0.isEmpty }) else { return [] }
        let pattern = whole + [open]
        let rarest = pattern.min { postings(of: $0).count < postings(of: $1).count } ?? open
        let names = postings(of: rarest).filter { pattern.count == 1 || hold(pattern, in: $0) }
        return names.sorted()
    }

    private func postings(of words: Range<Int>) -> ArraySlice<UInt32> {
        postings[Int(postingOffsets[words.lowerBound])..<Int(postingOffsets[words.upperBound])]
    }

    private func hold(_ pattern: [Range<Int>], in name: UInt32) -> Bool {
        let own = words(of: name)
        guard own.count >= pattern.count else { return false }
        return (own.startIndex...own.endIndex - pattern.count).contains { start in
            pattern.indices.allSatisfy { pattern[$0].contains(Int(own[start + $0])) }
        }
    }

    /// The names that have a word, rising.
    func names(with word: Int) -> ArraySlice<UInt32> {
        postings[Int(postingOffsets[word])..<Int(postingOffsets[word + 1])]
    }

    /// How much a word tells, see `InverseFrequency`.
    func weight(of word: Int) -> Double { Double(weights[word]) }

    /// The names that have two words, rising; `steps`, which becomes less, bounds the names of the rarer one that are
    /// looked at.
    func names(with word: Int, and other: Int, steps: inout Int) -> [UInt32] {
        let (one, two) = (names(with: word), names(with: other))
        let (short, long) = one.count <= two.count ? (one, two) : (two, one)
        var position = long.startIndex
        let found = short.prefix(steps).filter { name in
            position = PostingList.lowerBound(of: name, in: postings, from: position, to: long.endIndex)
            return position < long.endIndex && postings[position] == name
        }
        steps -= min(steps, short.count)
        return found
    }

    /// A name's folded words.
    func foldedWords(of name: UInt32) -> [String] { words(of: name).map { dictionary[Int($0)] } }

    /// A name's folded words run together, see `Folding.key`.
    func key(of name: UInt32) -> [UInt8] { words(of: name).flatMap { dictionary.word(Int($0)) } }

    func keyLength(of name: UInt32) -> Int { words(of: name).reduce(0) { $0 + dictionary.word(Int($1)).count } }
}

/// Names by the hash of something said of them; who asks compares what was hashed. Eight octets for each.
struct HashedNames: Sendable {
    /// The hash above, the name below; rising.
    private let entries: [UInt64]

    init(_ names: some Sequence<(hash: UInt32, name: UInt32)>) {
        entries = names.map { UInt64($0.hash) << 32 | UInt64($0.name) }.sorted()
    }

    func names(_ hash: UInt32) -> [UInt32] {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle] >> 32 < hash { low = middle + 1 } else { high = middle }
        }
        return entries[low...].prefix { $0 >> 32 == hash }.map { UInt32(truncatingIfNeeded: $0) }
    }

    /// FNV-1a in 32 bits: equal in every process.
    static func hash(_ octets: some Sequence<UInt8>) -> UInt32 {
        octets.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    }
}
