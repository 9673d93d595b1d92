import Records
import Testing

@Suite("Merging into one register")
struct RegisterTests {
    private let third = "india-vietnam-security-dialogue-3"

    @Test("The same id from two files is one record with both documents, in the order of publication")
    func unites() throws {
        let register = try TestFile.register(
            TestFile.text(
                document: "late", published: "2025-01-02", TestFile.dialogue(more: #""topics": ["terrorism"], "#)),
            TestFile.text(
                document: "early", published: "2024-12-05",
                TestFile.dialogue(more: #""topics": ["cybercrime", "terrorism"], "topicCount": 10, "#)))
        let record = try #require(register.record(third))
        #expect(record.documents == ["early", "late"])
        #expect(record.evidence.map(\.document) == ["early", "late"])
        #expect(record.texts("topics") == ["cybercrime", "terrorism"])
        #expect(record["topicCount"] == .integer(10))
        #expect(record.conflicts.isEmpty)
        #expect(register.records(of: .dialogue).count == 1)
        #expect(register.records(of: .document).map(\.id) == ["early", "late"])
    }

    @Test("The order of the files does not matter")
    func order() throws {
        let texts = [
            TestFile.text(
                document: "b", published: "2024-12-06",
                TestFile.dialogue(level: "ministerial", more: #""topics": ["terrorism"], "#)),
            TestFile.text(
                document: "a", published: "2024-12-06", TestFile.dialogue(more: #""topics": ["cybercrime"], "#)),
            TestFile.text(document: "c", published: "2024-12-05", review: "extracted", TestFile.dialogue(ordinal: 4)),
        ]
        func encoded(_ order: [Int]) throws -> [UInt8] {
            let register = try TestFile.register(texts[order[0]], texts[order[1]], texts[order[2]])
            var bytes: [UInt8] = []
            for record in register.records { RecordEncoder(register).encode(record, into: &bytes) }
            return bytes
        }
        let expected = try encoded([0, 1, 2])
        #expect(try encoded([2, 1, 0]) == expected)
        #expect(try encoded([1, 2, 0]) == expected)
    }

    @Test("Values that contradict each other become a conflict with both evidences, the reviewed one shown")
    func conflicts() throws {
        let register = try TestFile.register(
            TestFile.text(
                document: "early", published: "2024-12-05", review: "extracted",
                TestFile.dialogue(ordinal: 2, supports: "ordinal")),
            TestFile.text(document: "late", published: "2025-01-02", TestFile.dialogue(supports: "ordinal")),
            TestFile.text(document: "latest", published: "2025-02-02", TestFile.dialogue(supports: "ordinal")))
        let record = try #require(register.record(third))
        #expect(record["ordinal"] == .integer(3))
        #expect(record.review == .extracted)
        let conflict = try #require(record.conflicts.first)
        #expect(record.conflicts.count == 1)
        #expect(conflict.property == "ordinal")
        #expect(conflict.values.map(\.value) == [.integer(3), .integer(2)])
        #expect(conflict.values.map { $0.evidence.map(\.document) } == [["late", "latest"], ["early"]])
    }

    @Test("Among reviewed files the earlier is shown, then the one whose id comes first")
    func precedence() throws {
        let register = try TestFile.register(
            TestFile.text(document: "b", published: "2024-12-06", TestFile.dialogue(level: "ministerial")),
            TestFile.text(document: "a", published: "2024-12-06", TestFile.dialogue(level: "deputy-ministerial")),
            TestFile.text(document: "c", published: "2024-12-05", TestFile.dialogue(level: "head-of-state")))
        let record = try #require(register.record(third))
        #expect(record["level"] == .text("head-of-state"))
        #expect(
            record.conflicts.first?.values.map(\.value) == [
                .text("head-of-state"), .text("deputy-ministerial"), .text("ministerial"),
            ])
    }

    @Test(
        "Dates of two sources become the narrower one or a conflict",
        arguments: [
            ("2024-12-05", "2024", "2024-12-05", false), ("2024", "2024-12", "2024-12", false),
            ("2024-12/2024-12", "2024-12-05", "2024-12-05", false),
            ("../2024-12-31", "2024-12-05", "2024-12-05", false),
            ("../2024-12-31", "2024-01/2024-06", "2024-01/2024-06", false),
            ("XXXX-12-05", "2024-12-05", "2024-12-05", false), ("2024-12-05", "XXXX-12-05", "2024-12-05", false),
            ("XXXX-12-05", "2024-12-06", "XXXX-12-05", true), ("2024-12-05", "2024-12-06", "2024-12-05", true),
            ("2024", "2025-01", "2024", true), ("2024/2027", "2023/2027", "2024/2027", true),
            ("not-stated", "2024", "2024", false), ("2024", "not-stated", "2024", false),
        ])
    func dates(first: String, second: String, shown: String, isConflict: Bool) throws {
        func date(_ edtf: String) -> String {
            edtf == "not-stated" ? #"{"basis": "not-stated"}"# : #"{"edtf": "\#(edtf)", "basis": "stated"}"#
        }
        let register = try TestFile.register(
            TestFile.text(document: "a", TestFile.dialogue(date: date(first))),
            TestFile.text(document: "b", TestFile.dialogue(date: date(second))))
        let record = try #require(register.record(third))
        #expect(record["date"]?.date?.edtf == shown)
        #expect(record.conflicts.map(\.property) == (isConflict ? ["date"] : []))
    }

    @Test("A stated term fills in for 'unspecified', from either side")
    func unspecified() throws {
        let register = try TestFile.register(
            TestFile.text(document: "a", TestFile.dialogue(level: "unspecified", format: "online")),
            TestFile.text(document: "b", TestFile.dialogue(format: "unspecified")))
        let record = try #require(register.record(third))
        #expect(record["level"] == .text("deputy-ministerial"))
        #expect(record["format"] == .text("online"))
        #expect(record.conflicts.isEmpty)
    }

    @Test("Parties are joined by partner; a different side is a conflict")
    func parties() throws {
        let register = try TestFile.register(
            TestFile.text(
                document: "a",
                TestFile.dialogue(parties: #"[{"partner": "india", "side": "guest"}, {"partner": "vietnam"}]"#)),
            TestFile.text(
                document: "b",
                TestFile.dialogue(
                    parties:
                        #"[{"partner": "vietnam", "side": "host"}, {"partner": "india", "institution": "national-security-council-india"}]"#
                )))
        let joined = try #require(register.record(third))
        #expect(joined.parties == ["india", "vietnam"])
        #expect(joined["parties"]?.list[0]["institution"] == .text("national-security-council-india"))
        #expect(joined["parties"]?.list[0]["side"] == .text("guest"))
        #expect(joined["parties"]?.list[1]["side"] == .text("host"))
        #expect(joined.conflicts.isEmpty)

        let differing = try TestFile.register(
            TestFile.text(document: "a", TestFile.dialogue(parties: #"[{"partner": "india", "side": "guest"}]"#)),
            TestFile.text(document: "b", TestFile.dialogue(parties: #"[{"partner": "india", "side": "host"}]"#)))
        #expect(differing.record(third)?.conflicts.map(\.property) == ["parties"])
    }

    @Test("People's names keep their diacritics, other spellings become aliases, posts carry the latest date")
    func people() throws {
        let minister = #""posts": [{"title": "Minister", "partner": "vietnam"}], "#
        let register = try TestFile.register(
            TestFile.text(
                document: "a", published: "2021-11-23",
                TestFile.person(name: "To Lam", more: #""aliases": ["Lam"], \#(minister)"#)),
            TestFile.text(
                document: "b", published: "2024-05-20",
                TestFile.person(name: "Tô Lâm", more: #""aliases": ["Lâm", "To Lam"], \#(minister)"#)),
            TestFile.text(
                document: "c", published: "2025-03-13",
                TestFile.person(
                    name: "To Lam", more: #""posts": [{"title": "General Secretary", "partner": "vietnam"}], "#)))
        let record = try #require(register.record("to-lam"))
        #expect(record["name"] == .text("Tô Lâm"))
        #expect(record.texts("aliases") == ["Lam", "Lâm", "To Lam"])
        #expect(record.title == "Tô Lâm")
        let posts = try #require(record["posts"]).list
        #expect(posts.map { $0["title"]?.text } == ["Minister", "General Secretary"])
        #expect(posts.map { $0["asOf"]?.date?.edtf } == ["2024-05-20", "2025-03-13"])
        #expect(record.conflicts.isEmpty)
    }

    @Test("Spellings become aliases of someone who had none")
    func firstAlias() throws {
        let register = try TestFile.register(
            TestFile.text(document: "a", TestFile.person(name: "To Lam")),
            TestFile.text(document: "b", TestFile.person(name: "Tô Lâm")))
        let record = try #require(register.record("to-lam"))
        #expect(record.values.map(\.name) == ["name", "aliases"])
        #expect(record.texts("aliases") == ["To Lam"])
    }

    @Test("Names that do not fold to the same are a conflict")
    func names() throws {
        let register = try TestFile.register(
            TestFile.text(document: "a", TestFile.person(name: "Tô Lâm")),
            TestFile.text(document: "b", TestFile.person(name: "Tô Lan")))
        #expect(register.record("to-lam")?.conflicts.map(\.property) == ["name"])
    }

    @Test("A file's own conflict stays, and other files' values join its sides")
    func ownConflict() throws {
        func role(_ period: String, _ conflicts: String) -> String {
            #"{"id": "r", "type": "role", "holder": "vietnam", "role": "coordinator", "period": \#(period), "status": "current", "evidence": [\#(TestFile.evidence("period"))]\#(conflicts)}"#
        }
        let one = #"{"edtf": "2024/2027", "basis": "stated"}"#
        let two = #"{"edtf": "2023/2027", "basis": "stated"}"#
        let conflicts =
            #", "conflicts": [{"property": "period", "values": [{"value": \#(one), "evidence": [\#(TestFile.evidence("period"))]}, {"value": \#(two), "evidence": [\#(TestFile.evidence("period", start: 50))]}]}]"#
        let alone = try TestFile.register(TestFile.text(document: "a", role(one, conflicts)))
        #expect(alone.record("r")?.conflicts.first?.values.count == 2)
        let register = try TestFile.register(
            TestFile.text(document: "a", role(one, conflicts)), TestFile.text(document: "b", role(two, "")))
        let values = try #require(register.record("r")?.conflicts.first).values
        #expect(values.map { $0.value.date?.edtf } == ["2024/2027", "2023/2027"])
        #expect(values.map { $0.evidence.map(\.document) } == [["a"], ["a", "b"]])
        #expect(register.record("r")?["period"]?.date?.edtf == "2024/2027")
    }

    @Test("A vocabulary record takes evidence without its fields and stays reviewed")
    func referenceData() throws {
        let register = try TestFile.register(
            TestFile.text(
                review: "extracted",
                #"{"id": "ministry-of-public-security-vietnam", "type": "institution", "certainty": "ambiguous", "evidence": [\#(TestFile.evidence("id"))]}"#
            ))
        let ministry = try #require(register.record("ministry-of-public-security-vietnam"))
        #expect(ministry["name"] == .text("Ministry of Public Security of Vietnam"))
        #expect(ministry.documents == ["2024-12-05-daily"])
        #expect(ministry.evidence.count == 1)
        #expect(ministry.review == .reviewed)
        #expect(ministry.certainty == .ambiguous)
        #expect(ministry.isReferenced)
        #expect(register.record("vietnam")?.isReferenced == true)
        #expect(register.record("india")?.isReferenced == false)
        #expect(register.record("asean")?.isReferenced == false)
    }

    @Test("The surest certainty is kept, with its basis")
    func certainty() throws {
        let inferred = #""certainty": "inferred", "basis": "from the caption", "#
        let both = try TestFile.register(
            TestFile.text(document: "a", TestFile.person(name: "Tô Lâm", more: inferred)),
            TestFile.text(document: "b", TestFile.person(name: "Tô Lâm")))
        #expect(both.record("to-lam")?.certainty == .stated)
        #expect(both.record("to-lam")?.basis == nil)
        let weak = try TestFile.register(
            TestFile.text(document: "a", TestFile.person(name: "Tô Lâm", more: #""certainty": "ambiguous", "#)),
            TestFile.text(document: "b", TestFile.person(name: "Tô Lâm", more: inferred)))
        #expect(weak.record("to-lam")?.certainty == .inferred)
        #expect(weak.record("to-lam")?.basis == "from the caption")
    }

    @Test("A reference that leads nowhere, or to a record of another type, is reported at the referring record")
    func references() throws {
        let error = try #require(throws: Diagnostics.self) {
            try TestFile.register(
                TestFile.text(
                    TestFile.dialogue(parties: #"[{"partner": "indai"}]"#, more: #""chairs": ["terrorism"], "#),
                    TestFile.dialogue(id: "x", parties: #"[{"partner": "india"}]"#, more: #""topics": ["zzz"], "#)))
        }
        #expect(
            error.items.map(\.description) == [
                "1.json:6: error: 'parties.partner' of dialogue '\(third)' is 'indai', no known partner; did you mean 'india'?",
                "1.json:6: error: 'chairs' of dialogue '\(third)' is the topic 'terrorism'; give the id of a person",
                "1.json:7: error: 'topics' of dialogue 'x' is 'zzz', no known topic",
            ])
    }

    @Test("A document given twice and an id of two types are refused")
    func duplicates() throws {
        let twice = try #require(throws: Diagnostics.self) { try TestFile.register(TestFile.text(), TestFile.text()) }
        #expect(
            twice.items.map(\.description) == [
                "2.json:2: error: the document '2024-12-05-daily' is also given by 1.json:2; remove one"
            ])
        let types = try #require(throws: Diagnostics.self) {
            try TestFile.register(TestFile.text(TestFile.person(id: "vietnam", name: "Viet Nam")))
        }
        #expect(types.items.first?.message.contains("the id 'vietnam'") == true)
        #expect(types.items.first?.message.contains("taken by the ") == true)
    }

    @Test("Series are derived from ordinals, with neighbours and gaps")
    func series() throws {
        let register = try TestFile.register(
            TestFile.text(
                TestFile.dialogue(id: "d5", ordinal: 5),
                TestFile.dialogue(id: "d2", ordinal: 2, parties: #"[{"partner": "vietnam"}, {"partner": "india"}]"#),
                TestFile.dialogue(), TestFile.dialogue(id: "m", kind: "meeting", ordinal: nil)))
        #expect(register.series.map(\.id) == ["india-vietnam-security-dialogue"])
        let series = register.series[0]
        #expect(series.title == "India–Vietnam security dialogue")
        #expect(series.kind == "security-dialogue")
        #expect(series.parties == ["india", "vietnam"])
        #expect(series.rounds.map(\.ordinal) == [2, 3, 5])
        #expect(series.rounds.map(\.dialogue) == ["d2", third, "d5"])
        #expect(series.missing == [1, 4])
        #expect(register.record("d2")?["series"] == .text("india-vietnam-security-dialogue"))
        #expect(register.record("d2")?["followedBy"] == .text(third))
        #expect(register.record("d2")?["precededBy"] == nil)
        #expect(register.record(third)?["precededBy"] == .text("d2"))
        #expect(register.record(third)?["followedBy"] == nil)
        #expect(register.record("d5")?["precededBy"] == nil)
        #expect(register.record("m")?["series"] == nil)
    }

    @Test("Records stand by type and id, and each is found by its id")
    func lookUp() throws {
        let register = try TestFile.register(TestFile.text(TestFile.person(name: "Tô Lâm"), TestFile.dialogue()))
        let keys = register.records.map { "\($0.type.order + 10) \($0.id)" }
        #expect(keys == keys.sorted())
        for type in RecordType.allCases {
            #expect(register.records(of: type).map(\.id) == register.records.filter { $0.type == type }.map(\.id))
        }
        for record in register.records { #expect(register.record(record.id)?.type == record.type) }
        #expect(register.record("nothing") == nil)
    }
}
