package import Records

/// Every phrase the extraction knows, with what it can mean: built once from vocabulary and wording, then shared.
///
/// Phrases are blind to case, diacritics, plurals, hyphens, stops and possessives between words; a phrase with a capital
/// wants one in the report, and an acronym wants its capitals.
package struct Lexicon: Sendable {
    let folded = FoldedScalars()
    fileprivate var words = WordTable()
    private var values: [[String]] = Array(repeating: [], count: Category.allCases.count)
    private var valueNumbers: [[String: Int32]] = Array(repeating: [:], count: Category.allCases.count)
    /// The trie: (node, word) → node; node 0 is the root.
    private var edges: [UInt64: UInt32] = [:]
    /// By word: the node it leads to from the root, 0 for none.
    private var roots: [UInt32] = []
    private var senses: [[Sense]] = [[]]
    private var abbreviations: Set<Word> = []
    /// What the readers of names look up by number.
    private(set) var names = NameTables()

    /// One meaning of a phrase.
    struct Sense: Sendable, Hashable {
        let category: Category
        /// Index into the category's values.
        let value: Int32
        let form: Form
        /// The category's, for masks.
        let bit: UInt64
    }

    /// What the report's spelling must be like.
    enum Form: Sendable { case any, capitalised, acronym }

    package init(vocabulary: Vocabulary, wording: Wording) {
        for record in vocabulary.records { add(record) }
        for entry in wording.entries {
            for phrase in entry.phrases { add(phrase, Lexicon.form(of: phrase), entry.category, entry.value) }
        }
        roots = [UInt32](repeating: 0, count: words.count)
        for word in 0..<UInt32(words.count) { roots[Int(word)] = edges[UInt64(word)] ?? 0 }
        for sense in wording.entries where sense.category == .abbreviation {
            for phrase in sense.phrases { abbreviations.formUnion(key(phrase)) }
        }
        names = NameTables(self, vocabulary)
    }

    /// Words with smaller numbers are the lexicon's.
    var wordCount: Word { Word(words.count) }

    func word(_ hash: WordHash) -> Word? { words.find(hash.singular) }

    func isAbbreviation(_ word: Word) -> Bool { abbreviations.contains(word) }

    /// The value of a sense: an id, a term or a number in digits.
    func value(_ sense: Sense) -> String { values[sense.category.index][Int(sense.value)] }

    // MARK: Marks

    private static let firstMark: Word = 0x8000_0000
    static let apostrophe = mark("'")

    static func mark(_ scalar: Unicode.Scalar) -> Word { firstMark | scalar.value }

    static func isStop(_ word: Word) -> Bool { word == mark(".") || word == mark("!") || word == mark("?") }

    static func isClosing(_ word: Word) -> Bool {
        word == mark("\"") || word == mark("\u{201D}") || word == mark("\u{2019}") || word == mark(")")
            || word == mark("'")
    }

    static func isDash(_ word: Word) -> Bool {
        word == mark("-") || word == mark("\u{2010}") || word == mark("\u{2011}") || word == mark("\u{2013}")
            || word == mark("\u{2014}")
    }

    // MARK: Look-up

    /// Calls `body` with each phrase that begins at a token: the index behind its last token, and its senses.
    func forEachPhrase(_ tokens: [Token], at start: Int, before end: Int, _ body: (Int, [Sense]) -> Void) {
        let first = tokens[start].word
        guard first < wordCount else { return }
        var node = roots[Int(first)]
        guard node != 0 else { return }
        var index = start + 1
        if !senses[Int(node)].isEmpty { body(index, senses[Int(node)]) }
        while true {
            while index < end, Lexicon.isSkipped(tokens[index]) { index += 1 }
            guard index < end, tokens[index].word < wordCount,
                let next = edges[UInt64(node) << 32 | UInt64(tokens[index].word)]
            else { return }
            node = next
            index += 1
            if !senses[Int(node)].isEmpty { body(index, senses[Int(node)]) }
        }
    }

    /// Marks that may stand between the words of a phrase.
    private static func isSkipped(_ token: Token) -> Bool {
        guard token.shape.contains([.mark, .glued]) else { return false }
        return token.shape.contains(.possessive) || isDash(token.word) || token.word == mark(".")
    }

    // MARK: Building

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

    private static func form(of phrase: String) -> Form {
        phrase.unicodeScalars.first?.properties.isUppercase == true ? .capitalised : .any
    }

    private mutating func add(_ phrase: String, _ form: Form, _ category: Category, _ value: String) {
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
        let isAcronym = form == .acronym || (form == .capitalised && Lexicon.isAcronym(phrase))
        let sense = Sense(
            category: category, value: number(of: value, in: category), form: isAcronym ? .acronym : form,
            bit: category.bit)
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

    /// The values of a category, in the order of their numbers.
    func values(of category: Category) -> [String] { values[category.index] }

    /// The words of a phrase that the lexicon knows.
    func key(_ phrase: String) -> [Word] { hashes(phrase).compactMap(words.find) }

    private mutating func intern(_ phrase: String) -> [Word] { hashes(phrase).map { words.intern($0) } }
}

extension Category {
    /// Its place among all categories.
    var index: Int { Category.positions[self] ?? 0 }

    private static let positions = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

extension Lexicon {
    /// The number of a word given in its folded form; a mark that no token has when the lexicon does not know it.
    func word(_ folded: StaticString) -> Word {
        var hash = WordHash()
        folded.withUTF8Buffer { for octet in $0 { hash.add(octet) } }
        return words.find(hash.singular) ?? .max
    }
}
