import Records
import Testing

@Suite("Schema")
struct SchemaTests {
    @Test("No type has a property twice, nor one that every record has", arguments: RecordType.allCases)
    func names(type: RecordType) {
        let names = Schema.properties(of: type).map(\.name)
        #expect(Set(names).count == names.count)
        let common = ["id", "type", "certainty", "basis", "review", "evidence", "conflicts", "documents", "names"]
        #expect(Set(names).isDisjoint(with: common))
        #expect(Schema.properties(of: type).allSatisfy { !$0.summary.isEmpty })
    }

    @Test("Plurals are the words of paths")
    func plurals() {
        #expect(
            RecordType.allCases.map(\.plural) == [
                "dialogues", "agreements", "partnerships", "commitments", "roles", "frameworks", "institutions",
                "people",
                "partners", "topics", "documents",
            ])
        #expect(RecordType.allCases.map(\.order) == Array(RecordType.allCases.indices))
    }

    @Test(
        "Formats accept their form and refuse others",
        arguments: [
            (TextFormat.slug, ["a", "a-1", "2024-x"], ["", "-a", "a-", "a--b", "A", "a_b", "é"]),
            (.alpha3, ["VNM"], ["vnm", "VN", "VNMX"]), (.wikidata, ["Q881"], ["Q", "Q0", "881", "Q8a"]),
            (.url, ["https://a.b/c?d#e", "http://a"], ["https://", "ftp://a", "https://a b", "https://ä"]),
            (.language, ["en", "vi", "zh-Hant", "en-GB"], ["", "e", "EN", "english", "en-", "en--GB"]),
            (.sha256, [TestFile.sha256], ["0", TestFile.sha256 + "0", String(repeating: "A", count: 64)]),
        ])
    func formats(format: TextFormat, valid: [String], invalid: [String]) throws {
        let pattern = try Regex(format.pattern)
        for text in valid { #expect(format.matches(text) && text.wholeMatch(of: pattern) != nil, "\(text)") }
        for text in invalid { #expect(!format.matches(text) && text.wholeMatch(of: pattern) == nil, "\(text)") }
    }

    @Test("References are found at every depth, with their allowed types")
    func references() throws {
        let file = try TestFile.decode(
            TestFile.text(
                TestFile.dialogue(
                    parties: #"[{"partner": "india", "institution": "x"}]"#,
                    more: #""place": {"country": "vietnam"}, "topics": ["terrorism"], "#)))
        var found: [String] = []
        Schema.forEachReference(in: file.records[0].values, of: .dialogue) { id, types, path in
            found.append("\(path) \(id) \(types.map(\.rawValue))")
        }
        #expect(
            found == [
                #"place.country vietnam ["partner"]"#, #"parties.partner india ["partner"]"#,
                #"parties.institution x ["institution"]"#, #"topics terrorism ["topic"]"#,
            ])
    }
}
