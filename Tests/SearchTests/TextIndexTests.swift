import Testing

@testable import Search

@Suite("Full text")
struct TextIndexTests {
    static let texts: [[String]] = [
        ["Third Kenya–Japan security dialogue", "Nairobi"],
        ["Cyber-security talks", "Tōkyō talks on fraud"],
        ["Fight against fraud", "security of cyber space"],
        ["Phạm Văn Đức meets his counterpart", "Kenya's delegation"],
        ["Dialogue", "Security council"],
    ]

    @Test(
        "a query finds what holds all its words, phrases and prefixes and none of its exclusions",
        arguments: [
            ("kenya", [0, 3]), ("KENYA", [0, 3]), ("kenya japan", [0]), ("kenya fraud", []),
            ("\"security dialogue\"", [0]), ("\"dialogue security\"", []), ("security dialogue", [0, 4]),
            ("tokyo", [1]), ("pham van duc", [3]), ("Phạm", [3]), ("\"Đức meets\"", [3]),
            ("cyber-security", [1]), ("\"cyber security\"", [1]), ("cyber security", [1, 2]),
            ("secur*", [0, 1, 2, 4]), ("del*", [3]), ("cyber-sec*", [1]), ("\"secur*\"", []), ("x*", []),
            ("security -cyber", [0, 4]), ("security -cyber-security", [0, 2, 4]), ("-security", [3]),
            ("security -\"security council\"", [0, 1, 2]), ("talks -to*", []), ("-sec* -kenya", []),
            ("security - cyber", [1, 2]), ("  kenya\tnairobi\n", [0]), ("\"kenya", [0, 3]), ("\"\" kenya", [0, 3]),
            ("kenya's", [3]),
        ] as [(String, [UInt32])])
    func finds(query: String, documents: [UInt32]) throws {
        let index = TextIndex(Self.texts)
        let text = try #require(TextQuery(query))
        #expect(index.documents(text, among: .all(Self.texts.count)).documents == documents)
    }

    @Test("two parts of a text make no phrase together")
    func partsStandApart() throws {
        let index = TextIndex([["fraud and", "theft"], ["fraud and theft"]])
        let query = try #require(TextQuery("\"and theft\""))
        #expect(index.documents(query, among: .all(2)).documents == [1])
    }

    @Test("a text without letters or digits is no query", arguments: ["", " ", "-", "--", "\"\"", "*", "-*", "…"])
    func nothingToLookFor(text: String) {
        #expect(TextQuery(text) == nil)
    }

    @Test("only documents among those given are found")
    func amongGiven() throws {
        let query = try #require(TextQuery("security"))
        let found = TextIndex(Self.texts).documents(query, among: PostingList(rising: [2, 3]))
        #expect(found.documents == [2])
    }
}
