package import Records

/// Every phrase the extraction knows, with what it can mean: built once from vocabulary and wording, then shared.
///
/// Phrases are blind to case, diacritics, plurals, hyphens, stops and possessives between words; a phrase with a capital
/// wants one in the report, and an acronym wants its capitals.
///
/// A class, since everything read of a report keeps it: a copy is one reference.
package final class Lexicon: Sendable {
    let folded: FoldedScalars
    private let words: WordTable
    /// By category: the values of its senses.
    private let values: [[String]]
    private let edges: EdgeTable
    /// By word: the node it leads to from the root, 0 for none.
    private let roots: [UInt32]
    /// The senses of all nodes, in the nodes' order.
    private let senses: [Sense]
    /// By node: the index of its first sense, and one end more.
    private let firstSense: [UInt32]
    private let abbreviations: WordSet
    /// What the readers of names look up by number.
    let names: NameTables
    /// What the readers of sentences compare with.
    let linkingWords: LinkingWords

    /// One meaning of a phrase.
    struct Sense: Sendable, Hashable {
        /// Index into the category's values.
        let value: Int32
        let category: Category
        let form: Form
    }

    /// What the report's spelling must be like.
    enum Form: UInt8, Sendable { case any, capitalised, acronym }

    package init(vocabulary: Vocabulary, wording: Wording) {
        let builder = LexiconBuilder(vocabulary: vocabulary, wording: wording)
        folded = builder.folded
        words = builder.words
        values = builder.values
        edges = EdgeTable(builder.edges, nodes: builder.senses.count)
        roots = (0..<UInt64(builder.words.count)).map { builder.edges[$0] ?? 0 }
        senses = builder.senses.flatMap(\.self)
        firstSense = builder.senses.reduce(into: [0]) { $0.append(($0.last ?? 0) + UInt32($1.count)) }
        abbreviations = WordSet(builder.abbreviations)
        names = NameTables(builder, vocabulary)
        linkingWords = LinkingWords(builder)
    }

    /// Words with smaller numbers are the lexicon's.
    var wordCount: Word { Word(words.count) }

    func word(_ hash: WordHash) -> Word? { words.find(hash.singular) }

    /// The number of a word given in its folded form; a mark that no token has when the lexicon does not know it.
    func word(_ folded: StaticString) -> Word { words.find(WordHash(folded).singular) ?? .max }

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
    func forEachPhrase(_ tokens: [Token], at start: Int, before end: Int, _ body: (Int, ArraySlice<Sense>) -> Void) {
        let first = tokens[start].word
        guard first < wordCount else { return }
        var node = roots[Int(first)]
        guard node != 0 else { return }
        var index = start + 1
        while true {
            let range = Int(firstSense[Int(node)])..<Int(firstSense[Int(node) + 1])
            if !range.isEmpty { body(index, senses[range]) }
            while index < end, Lexicon.isSkipped(tokens[index]) { index += 1 }
            guard index < end, tokens[index].word < wordCount, let next = edges.node(node, tokens[index].word) else {
                return
            }
            node = next
            index += 1
        }
    }

    /// Marks that may stand between the words of a phrase.
    private static func isSkipped(_ token: Token) -> Bool {
        guard token.shape.contains([.mark, .glued]) else { return false }
        return token.shape.contains(.possessive) || isDash(token.word) || token.word == mark(".")
    }
}
