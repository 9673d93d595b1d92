internal import Records

/// Gathers phrases and their meanings, of vocabulary and wording, for a `Lexicon`.
struct LexiconBuilder {
    let folded = FoldedScalars()
    private(set) var words = WordTable()
    /// By category: the values of its senses.
    private(set) var values: [[String]] = Array(repeating: [], count: Category.allCases.count)
    private var valueNumbers: [[String: Int32]] = Array(repeating: [:], count: Category.allCases.count)
    /// The trie: (node, word) → node; node 0 is the root.
    private(set) var edges: [UInt64: UInt32] = [:]
    /// By node.
    private(set) var senses: [[Lexicon.Sense]] = [[]]
    private(set) var abbreviations: Set<Word> = []

    init(vocabulary: Vocabulary, wording: Wording) {
        for record in vocabulary.records { add(record) }
        for entry in wording.entries {
            for phrase in entry.phrases { add(phrase, Self.form(of: phrase), entry.category, entry.value) }
        }
        for sense in wording.entries where sense.category == .abbreviation {
            for phrase in sense.phrases { abbreviations.formUnion(key(phrase)) }
        }
    }

    /// The values of a category, in the order of their numbers.
    func values(of category: Category) -> [String] { values[category.index] }

    /// The words of a phrase that the lexicon knows.
    func key(_ phrase: String) -> [Word] { hashes(phrase).compactMap(words.find) }

    /// The number of a word given in its folded form; a mark that no token has when the lexicon does not know it.
    func word(_ folded: StaticString) -> Word { words.find(WordHash(folded).singular) ?? .max }

    /// Words given in their folded form, those that the lexicon does not know left out.
    func words(_ folded: [StaticString]) -> WordSet { WordSet(folded.map(word)) }

    private mutating func add(_ record: Record) {
        switch record.type {
        case .partner:
            let isState = record["kind"]?.text == "state"
            for name in record.texts("name") + record.texts("aliases") { add(name, .capitalised, .partner, record.id) }
            // Codes of two letters are words of the language; what reports use of them is among the aliases.
            if !isState, let code = record["code"]?.text { add(code, .acronym, .partner, record.id) }
            for demonym in record.texts("demonyms") { add(demonym, .capitalised, .demonym, record.id) }
            for capital in record.texts("capitals") { add(capital, .capitalised, .capital, record.id) }
        case .institution, .framework:
            let category: Category = record.type == .institution ? .institution : .framework
            for name in record.texts("name") + record.texts("aliases") { add(name, .capitalised, category, record.id) }
            for acronym in record.texts("abbreviations") + record.texts("abbreviation") {
                add(acronym, .acronym, category, record.id)
            }
        case .topic:
            for name in record.texts("name") + record.texts("aliases") { add(name, .any, .topic, record.id) }
        default: break
        }
    }

    private static func form(of phrase: String) -> Lexicon.Form {
        phrase.unicodeScalars.first?.properties.isUppercase == true ? .capitalised : .any
    }

    private mutating func add(_ phrase: String, _ form: Lexicon.Form, _ category: Category, _ value: String) {
        let key = intern(phrase)
        guard !key.isEmpty else { return }
        var node: UInt32 = 0
        for word in key {
            let edge = UInt64(node) << 32 | UInt64(word)
            if let next = edges[edge] {
                node = next
            } else {
                node = UInt32(senses.count)
                edges[edge] = node
                senses.append([])
            }
        }
        let isAcronym = form == .acronym || (form == .capitalised && Self.isAcronym(phrase))
        let sense = Lexicon.Sense(
            value: number(of: value, in: category), category: category, form: isAcronym ? .acronym : form)
        if !senses[Int(node)].contains(sense) { senses[Int(node)].append(sense) }
    }

    /// Whether a phrase is one word with two capitals or more, dots aside: `UK`, `U.S.`, `MoPS`.
    private static func isAcronym(_ phrase: String) -> Bool {
        !phrase.contains(" ") && !phrase.contains("-")
            && phrase.unicodeScalars.count { $0.properties.isUppercase } >= 2
    }

    private mutating func number(of value: String, in category: Category) -> Int32 {
        if let number = valueNumbers[category.index][value] { return number }
        let number = Int32(values[category.index].count)
        values[category.index].append(value)
        valueNumbers[category.index][value] = number
        return number
    }

    /// The words of a phrase as the tokenizer reads them, marks left out.
    private func hashes(_ phrase: String) -> [UInt64] {
        var hashes: [UInt64] = []
        var hash: WordHash?
        func end() {
            if let hash { hashes.append(hash.singular) }
            hash = nil
        }
        let scalars = Array(phrase.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let (octets, count, kind) = folded.fold(scalar)
            switch kind {
            case .letter, .capital, .digit:
                hash = hash ?? WordHash()
                hash?.add(octets, count)
            case .mark: break
            case .space: end()
            case .other:
                let isApostrophe = scalar == "'" || scalar == "\u{2019}"
                let rest = scalars[(index + 1)...]
                if isApostrophe, rest.first == "s", rest.dropFirst().first.map({ $0 == " " || $0 == "-" }) ?? true {
                    // The possessive s is no word.
                    end()
                    return hashes + self.hashes(String(String.UnicodeScalarView(rest.dropFirst())))
                }
                if !isApostrophe || rest.first.map({ folded.fold($0).kind == .space }) ?? true { end() }
            }
        }
        end()
        return hashes
    }

    private mutating func intern(_ phrase: String) -> [Word] { hashes(phrase).map { words.intern($0) } }
}
