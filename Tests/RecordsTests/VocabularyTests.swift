import Records
import Testing

@Suite("Vocabulary")
struct VocabularyTests {
    @Test(
        "A partner is found by slug, code, name, alias and demonym, however it is spelt",
        arguments: [
            ("vietnam", "vietnam"), ("VN", "vietnam"), ("vnm", "vietnam"), ("Viet Nam", "vietnam"),
            ("Việt Nam", "vietnam"),
            ("VIETNAMESE", "vietnam"), ("ấn độ", "india"), ("an do", "india"), ("ASEAN", "asean"),
            ("African Union", "african-union"),
            ("AU", "australia"), ("France", nil), ("", nil),
        ] as [(String, String?)])
    func partners(name: String, expected: String?) throws {
        #expect(try TestVocabulary.make().partner(named: name) == expected)
    }

    @Test("Topics, frameworks and institutions have their look-ups, several for a shared abbreviation")
    func otherNames() throws {
        let vocabulary = try TestVocabulary.make()
        #expect(vocabulary.topic(named: "Crime in Cyberspace") == "cybercrime")
        #expect(vocabulary.ids(named: "ammtc", type: .framework) == ["ammtc"])
        #expect(
            vocabulary.ids(named: "NSC", type: .institution) == [
                "national-security-council-india", "national-security-council-indonesia",
            ])
        #expect(vocabulary.ids(named: "NSC", type: .partner).isEmpty)
    }

    @Test("Topics know what is under them")
    func children() throws {
        let vocabulary = try TestVocabulary.make()
        #expect(vocabulary.children(ofTopic: "cybercrime") == ["high-tech-crime"])
        #expect(vocabulary.topicAndDescendants("cybercrime") == ["cybercrime", "high-tech-crime"])
        #expect(vocabulary.topicAndDescendants("terrorism") == ["terrorism"])
    }

    @Test("Terms keep their order and are found by alias")
    func terms() throws {
        let terms = try TestVocabulary.make().terms
        #expect(terms.ids(of: "level") == ["head-of-state", "ministerial", "deputy-ministerial", "unspecified"])
        #expect(terms.term("Vice-Ministerial", of: "level") == "deputy-ministerial")
        #expect(terms.term("royal", of: "level") == nil)
        #expect(terms.ids(of: "colour").isEmpty)
    }

    @Test("Entries become records of their type, reviewed and without evidence")
    func records() throws {
        let vocabulary = try TestVocabulary.make()
        let vietnam = try #require(vocabulary.record("vietnam"))
        #expect(vietnam.type == .partner)
        #expect(vietnam["kind"] == .text("state"))
        #expect(vietnam.texts("capitals") == ["Hanoi", "Hà Nội"])
        #expect(vietnam.source == SourceLine(file: "vocabulary/states.json", line: 5))
        #expect(vietnam.review == .reviewed)
        #expect(vietnam.evidence.isEmpty)
        #expect(vocabulary.record("asean")?["kind"] == .text("organisation"))
        #expect(vocabulary.record("nowhere") == nil)
    }

    @Test(
        "A bad entry is refused with its file and line",
        arguments: [
            ("states.json", "[\n{\"id\": \"x\", \"name\": \"X\", \"alpha3\": \"xx\"}]", 2, "three capital letters"),
            ("states.json", "[\n{\"id\": \"x\"}]", 2, "partner lacks 'name'"),
            ("states.json", "[\n{\"name\": \"X\"}]", 2, "lacks 'id'"),
            ("states.json", "[\n{\"id\": \"X Y\", \"name\": \"X\"}]", 2, "words of a-z"),
            ("states.json", "[\n{\"id\": \"x\", \"name\": \"X\", \"alias\": [\"Y\"]}]", 2, "did you mean 'aliases'?"),
            ("states.json", "[\n{\"id\": \"x\", \"name\": \"X\", \"aliases\": \"Y\"}]", 2, "write a list"),
            ("states.json", "{}", 1, "write a list of entries"),
            ("states.json", "[\n1]", 2, "write an object"),
            (
                "states.json", "[\n{\"id\": \"x\", \"name\": \"X\"},\n{\"id\": \"x\", \"name\": \"Y\"}]", 3,
                "taken by vocabulary/states.json:2"
            ),
            (
                "states.json",
                "[\n{\"id\": \"x\", \"name\": \"Xland\"},\n{\"id\": \"y\", \"name\": \"Y\", \"demonyms\": [\"X Länd\"]}]",
                3, "names both 'y' and 'x'"
            ),
            (
                "topics.json",
                "[{\"id\": \"a\", \"name\": \"A\", \"group\": \"crime\"},\n{\"id\": \"b\", \"name\": \"a\", \"group\": \"crime\"}]",
                2, "names both 'b' and 'a'"
            ),
            ("topics.json", "[\n{\"id\": \"a\", \"name\": \"A\", \"group\": \"crimes\"}]", 2, "did you mean 'crime'?"),
            (
                "topics.json",
                "[{\"id\": \"terrorism\", \"name\": \"T\", \"group\": \"crime\"},\n{\"id\": \"b\", \"name\": \"B\", \"group\": \"crime\", \"parent\": \"terorism\"}]",
                2, "did you mean 'terrorism'?"
            ),
            (
                "topics.json", "[\n{\"id\": \"a\", \"name\": \"A\", \"group\": \"crime\", \"parent\": \"a\"}]", 2,
                "lead back to 'a'"
            ),
            (
                "institutions.json", "[\n{\"id\": \"m\", \"name\": \"M\", \"partner\": \"ammtc\"}]", 2,
                "is the framework 'ammtc'"
            ),
            (
                "terms.json",
                "[\n{\"id\": \"level\", \"terms\": [{\"id\": \"a\"}, {\"id\": \"b\", \"aliases\": [\"A\"]}]}]", 2,
                "names both 'a' and 'b'"
            ),
            (
                "terms.json", "[\n{\"id\": \"review\", \"terms\": [{\"id\": \"extracted\"}]}]", 2,
                "exactly extracted, reviewed"
            ),
            ("terms.json", "[]", 1, "the list 'modality' is missing"),
            ("colours.json", "[]", 1, "no file of the vocabulary"),
        ])
    func diagnostics(file: String, text: String, line: Int, words: String) throws {
        let error = try #require(throws: Diagnostics.self) {
            try Vocabulary(files: TestVocabulary.files(replacing: [file: text]))
        }
        #expect(
            error.items.contains {
                $0.file == "vocabulary/\(file)" && $0.line == line && $0.message.contains(words)
            }, "\(error)")
    }

    @Test("A missing term list is reported once, not at every entry that would use it")
    func missingLists() throws {
        let error = try #require(throws: Diagnostics.self) {
            try Vocabulary(files: TestVocabulary.files(replacing: ["terms.json": "[]"]))
        }
        #expect(
            error.items.allSatisfy { $0.message.hasPrefix("the list '") && $0.message.hasSuffix("is missing; add it") })
    }

    @Test("A missing file is named")
    func missingFile() throws {
        let error = try #require(throws: Diagnostics.self) { try Vocabulary(files: []) }
        #expect(
            error.items.map(\.file).sorted() == [
                "frameworks.json", "institutions.json", "organisations.json", "states.json", "terms.json",
                "topics.json",
            ])
    }
}
