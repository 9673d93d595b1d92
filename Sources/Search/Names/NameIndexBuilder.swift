internal import Records

/// Collects names for a `NameIndex`.
struct NameIndexBuilder {
    private(set) var table = WordTable()
    /// What signatures hold of each word; nil for function words.
    private var reduced: [[UInt8]?] = []
    private(set) var subjects: [NameIndex.Subject] = []
    /// The subjects in the order of their names.
    private(set) var subjectsByName: [Int] = []
    private(set) var owners: [UInt32] = []
    private(set) var words: [UInt32] = []
    private(set) var wordOffsets: [UInt32] = [0]
    private(set) var keys: [(hash: UInt32, name: UInt32)] = []
    private(set) var signatures: [(hash: UInt32, name: UInt32)] = []
    private(set) var initials: [(hash: UInt32, name: UInt32)] = []

    /// - Parameter weight: how many records refer to one of a type.
    init(_ register: Register, weight: (_ id: String, _ collection: CollectionName) -> Int) {
        var sortKeys: [String] = []
        var first = 0
        for type in RecordType.allCases {
            let records = register.records(of: type)
            defer { first += records.count }
            guard NameMatcher.types.contains(type), let collection = CollectionName(type) else { continue }
            for (place, record) in records.enumerated() {
                sortKeys.append(Folding.fold(record["name"]?.text ?? record.title))
                add(
                    NameForm.all(of: record), at: first + place, type: type,
                    weight: record.isReferenced ? weight(record.id, collection) : 0,
                    hasInitials: type != .person && type != .topic)
            }
        }
        for (position, series) in register.series.enumerated() {
            sortKeys.append(Folding.fold(series.title))
            add(
                [NameForm(kind: .name, text: series.title)], at: position, type: nil,
                weight: weight(series.id, .series), hasInitials: false)
        }
        subjectsByName = sortKeys.indices.sorted { (sortKeys[$0], $0) < (sortKeys[$1], $1) }
    }

    private mutating func add(
        _ forms: [NameForm], at position: Int, type: RecordType?, weight: Int, hasInitials: Bool
    ) {
        subjects.append(
            NameIndex.Subject(
                position: UInt32(position), type: type, firstName: UInt32(owners.count),
                weight: UInt32(clamping: weight)))
        for form in forms {
            let name = UInt32(owners.count)
            owners.append(UInt32(subjects.count - 1))
            let own = TextIndex.words(of: form.text)
            for word in own { words.append(number(of: word)) }
            let significant = words[Int(wordOffsets[wordOffsets.count - 1])...].compactMap { reduced[Int($0)] }
            wordOffsets.append(UInt32(words.count))
            keys.append((HashedNames.hash(own.joined().utf8), name))
            if let signature = NameText.signature(ofReduced: significant) {
                signatures.append((HashedNames.hash(signature), name))
            }
            if hasInitials, let letters = NameText.initials(of: own) {
                initials.append((HashedNames.hash(letters), name))
            }
        }
    }
}

extension NameIndexBuilder {
    private mutating func number(of word: String) -> UInt32 {
        let number = table.number(of: word)
        if number == reduced.count { reduced.append(NameText.reduced(word)) }
        return number
    }
}

/// What is compared of names beside their letters; of folded words.
enum NameText {
    /// Words that say nothing of whom a name means.
    private static let functionWords: Set<String> = [
        "the", "of", "and", "for", "on", "in", "to", "against", "de", "du", "la",
    ]

    private static func significant(_ words: [String]) -> [String] { words.filter { !functionWords.contains($0) } }

    /// Equal for names of the same words in any order, function words aside and however they are romanised. Nil for
    /// names of less than four letters, which would mean too much.
    static func signature(of words: [String]) -> [UInt8]? {
        signature(ofReduced: words.compactMap(reduced))
    }

    /// A word as signatures hold it; nil for function words.
    static func reduced(_ word: String) -> [UInt8]? {
        functionWords.contains(word) ? nil : Romanisation.reduced(word.utf8)
    }

    static func signature(ofReduced reduced: [[UInt8]]) -> [UInt8]? {
        guard reduced.reduce(0, { $0 + $1.count }) >= 4 else { return nil }
        let sorted = reduced.sorted { $0.lexicographicallyPrecedes($1) }
        return Array(sorted.joined(separator: [UInt8(ascii: " ")]))
    }

    /// `mps` of the Ministry of Public Security; nil for less than two letters.
    static func initials(of words: [String]) -> [UInt8]? {
        let letters = significant(words).compactMap(\.unicodeScalars.first)
        return letters.count < 2 ? nil : letters.flatMap { Array(String($0).utf8) }
    }

    /// Whether two names have the same words in any order, function words aside.
    static func haveSameWords(_ left: [String], _ right: [String]) -> Bool {
        significant(left).sorted() == significant(right).sorted()
    }
}
