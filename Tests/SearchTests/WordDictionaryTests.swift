import Testing

@testable import Search

@Suite("Dictionary of words")
struct WordDictionaryTests {
    static let words = [
        "a", "an", "ant", "anti", "fraud", "fraude", "frau", "freud", "farud", "грамота", "громота", "z",
    ]
    static let dictionary = WordDictionary(
        rising: words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })

    @Test("a word is found by its number and a number by its word")
    func numbers() {
        for number in 0..<Self.dictionary.count {
            #expect(Self.dictionary.number(of: Self.dictionary[number]) == number)
        }
        for word in ["", "b", "antic", "zz", "гр"] { #expect(Self.dictionary.number(of: word) == nil) }
    }

    @Test("a beginning finds all words that go on", arguments: ["", "a", "an", "ant", "fr", "гр", "x", "zz"])
    func prefixes(prefix: String) {
        let found = Self.dictionary.numbers(startingWith: prefix).map { Self.dictionary[$0] }
        #expect(Set(found) == Set(Self.words.filter { $0.hasPrefix(prefix) }))
    }

    @Test(
        "the words one edit away are those whose distance is one",
        arguments: words + ["frud", "fruad", "fraaud", "xraud", "frauds", "рамота", "граомта", "", "b", "nothing"])
    func neighbours(word: String) {
        let found = Self.dictionary.numbers(oneEditFrom: word).map { Self.dictionary[$0] }
        #expect(Set(found) == Set(Self.words.filter { Self.distanceIsOne(word, $0) }))
        #expect(Set(found).count == found.count)
    }

    /// Over scalars, by trying every edit.
    private static func distanceIsOne(_ word: String, _ other: String) -> Bool {
        let (left, right) = (Array(word.unicodeScalars), Array(other.unicodeScalars))
        if left == right { return false }
        let start = zip(left, right).prefix { $0 == $1 }.count
        let (rest, others) = (left[start...], right[start...])
        return rest.dropFirst() == others || rest == others.dropFirst()
            || rest.dropFirst().elementsEqual(others.dropFirst())
            || rest.dropFirst().elementsEqual(others) || rest.elementsEqual(others.dropFirst())
            || rest.count > 1 && others.count > 1 && rest[start] == others[start + 1]
                && rest[start + 1] == others[start]
                && rest.dropFirst(2).elementsEqual(others.dropFirst(2))
    }

    @Test(
        "the logarithm is that of mathematics",
        arguments: [
            (1, 0), (2, 0.693_147_180_559_945_3), (10, 2.302_585_092_994_046), (0.5, -0.693_147_180_559_945_3),
            (1_000_001, 13.815_511_557_963_774), (1.999_999, 0.693_146_680_559_820_3),
        ])
    func logarithm(number: Double, expected: Double) {
        #expect(abs(InverseFrequency.naturalLogarithm(number) - expected) < 1e-14)
    }
}
