/// A word, a number or a mark of a report.
struct Token: Sendable {
    /// Unicode scalars from the start of the report; the end is exclusive.
    let start: Int32
    let end: Int32
    /// Equal for words that fold alike but for a plural s; see `Lexicon.word`. Marks have the word of their scalar.
    let word: Word
    var shape: Shape
    /// The first octet of the folded word: most words differ in it. 0 for marks.
    let initial: UInt8

    var range: Range<Int> { Int(start)..<Int(end) }

    struct Shape: OptionSet, Sendable {
        let rawValue: UInt16

        static let letters = Shape(rawValue: 1)
        /// Begins with a capital letter.
        static let capitalised = Shape(rawValue: 2)
        /// Two capitals at least: `MPS`, `MoPS`, `RoK`.
        static let acronym = Shape(rawValue: 4)
        /// Has a digit: `5`, `3rd`, `G20`.
        static let digits = Shape(rawValue: 8)
        /// Neither letter nor digit.
        static let mark = Shape(rawValue: 16)
        /// No white space before it.
        static let glued = Shape(rawValue: 32)
        /// `'s`, or the apostrophe of `officials'`.
        static let possessive = Shape(rawValue: 64)
        /// The first of its sentence's words: a capital there tells nothing.
        static let opensSentence = Shape(rawValue: 128)
        /// Its first letter is the only one: `K.`.
        static let initial = Shape(rawValue: 256)
        /// Only digits.
        static let number = Shape(rawValue: 512)
        /// The first after a line break.
        static let opensLine = Shape(rawValue: 1024)
    }
}

/// The number of a word: below the lexicon's count for words it knows, above for words only this report has.
typealias Word = UInt32

/// Tokens between two ends of a sentence, all of one unit.
struct Sentence: Sendable {
    let tokens: Range<Int>
    /// Paragraph or line of the report, from 1.
    let unit: Int
}
