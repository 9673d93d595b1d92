internal import Records

/// Collects names for a `NameIndex`.
struct NameIndexBuilder {
    private(set) var numbers: [String: UInt32] = [:]
    private(set) var subjects: [NameIndex.Subject] = []
    private(set) var owners: [UInt32] = []
    private(set) var words: [UInt32] = []
    private(set) var wordOffsets: [UInt32] = [0]
    private(set) var keys: [(hash: UInt32, name: UInt32)] = []
    private(set) var signatures: [(hash: UInt32, name: UInt32)] = []
    private(set) var initials: [(hash: UInt32, name: UInt32)] = []

    /// - Parameter weight: how many records refer to one of a type.
    init(_ register: Register, weight: (_ id: String, _ collection: CollectionName) -> Int) {
        for (position, record) in register.records.enumerated() {
            let forms = NameForm.all(of: record)
            guard !forms.isEmpty, let collection = CollectionName(record.type) else { continue }
            add(
                forms, at: position, weight: record.isReferenced ? weight(record.id, collection) : 0,
                hasInitials: record.type != .person && record.type != .topic)
        }
        for (position, series) in register.series.enumerated() {
            add(
                [NameForm(kind: .name, text: series.title)], at: register.records.count + position,
                weight: weight(series.id, .series), hasInitials: false)
        }
    }

    private mutating func add(_ forms: [NameForm], at position: Int, weight: Int, hasInitials: Bool) {
        subjects.append(
            NameIndex.Subject(
                position: UInt32(position), firstName: UInt32(owners.count), weight: UInt32(clamping: weight)))
        for form in forms {
            let name = UInt32(owners.count)
            owners.append(UInt32(subjects.count - 1))
            let own = TextIndex.words(of: form.text)
            for word in own {
                let number = numbers[word] ?? UInt32(numbers.count)
                numbers[word] = number
                words.append(number)
            }
            wordOffsets.append(UInt32(words.count))
            keys.append((HashedNames.hash(own.joined().utf8), name))
            if let signature = NameText.signature(of: own) {
                signatures.append((HashedNames.hash(signature), name))
            }
            if hasInitials, let letters = NameText.initials(of: own) {
                initials.append((HashedNames.hash(letters), name))
            }
        }
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
        let reduced = significant(words).map { Romanisation.reduced($0.utf8) }
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
