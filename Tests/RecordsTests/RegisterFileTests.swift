import Records
import Testing

@Suite("Register files")
struct RegisterFileTests {
    private static let canonical = #"""
        {
          "entente": 1,
          "document": {
            "id": "2024-12-05-daily",
            "publisher": "The Daily",
            "title": "Ấn Độ and \"Vietnam\"",
            "language": "en",
            "published": {"edtf": "2024-12-05", "basis": "reviewed"},
            "sha256": "0000000000000000000000000000000000000000000000000000000000000000",
            "units": {"kind": "paragraph", "count": 9},
            "bodyRange": [3, 9],
            "review": "reviewed"
          },
          "records": [
            {
              "id": "india-vietnam-security-dialogue-3",
              "type": "dialogue",
              "kind": "security-dialogue",
              "level": "deputy-ministerial",
              "ordinal": 3,
              "status": "held",
              "date": {"edtf": "2024-12-05", "basis": "header", "stated": "Thursday"},
              "place": {"name": "Hà Nội", "country": "vietnam"},
              "format": "in-person",
              "parties": [
                {"partner": "india", "institution": "national-security-council-india", "side": "guest"},
                {"partner": "vietnam", "side": "host"}
              ],
              "chairs": ["to-lam"],
              "topics": ["cybercrime", "terrorism"],
              "topicCount": 10,
              "condition": "after the visit",
              "evidence": [
                {"supports": ["kind", "ordinal"], "paragraph": 3, "start": 0, "end": 14, "exact": "third dialogue"},
                {"supports": ["date"], "paragraph": 4, "start": 60, "end": 68, "exact": "Thursday"}
              ],
              "conflicts": [
                {"property": "ordinal", "values": [{"value": 3, "evidence": []}, {"value": 4, "evidence": [{"supports": ["ordinal"], "paragraph": 5, "start": 90, "end": 96, "exact": "fourth"}]}]}
              ]
            },
            {
              "id": "to-lam",
              "type": "person",
              "name": "Tô Lâm",
              "aliases": [],
              "posts": [
                {"title": "Minister", "institution": "ministry-of-public-security-vietnam", "partner": "vietnam", "rank": "General"}
              ],
              "certainty": "inferred",
              "basis": "named in the caption",
              "review": "extracted",
              "evidence": [
                {"supports": ["name"], "paragraph": 3, "start": 20, "end": 26, "exact": "Tô Lâm"}
              ]
            },
            {
              "id": "vietnam",
              "type": "partner",
              "evidence": [
                {"supports": ["id"], "paragraph": 3, "start": 30, "end": 37, "exact": "Vietnam"}
              ]
            }
          ]
        }

        """#

    @Test("A canonical file decodes and encodes to the same bytes")
    func roundTrip() throws {
        let file = try TestFile.decode(RegisterFileTests.canonical)
        #expect(String(decoding: file.encoded(), as: UTF8.self) == RegisterFileTests.canonical)
    }

    @Test("Any spelling of a file encodes to the canonical one")
    func normalises() throws {
        let compact = RegisterFileTests.canonical.split(separator: "\n").map { $0.drop { $0 == " " } }.joined()
        let file = try TestFile.decode(compact)
        #expect(String(decoding: file.encoded(), as: UTF8.self) == RegisterFileTests.canonical)
    }

    @Test("A file without records is canonical in one line")
    func empty() throws {
        let text = String(decoding: try TestFile.decode(TestFile.text()).encoded(), as: UTF8.self)
        #expect(text.hasSuffix("\n  \"records\": []\n}\n"))
        #expect(String(decoding: try TestFile.decode(text).encoded(), as: UTF8.self) == text)
    }

    @Test("Compact, a file is one line without white space between its parts, and the same file")
    func compact() throws {
        let file = try TestFile.decode(RegisterFileTests.canonical)
        let compact = String(decoding: file.encoded(.compact), as: UTF8.self)
        #expect(!compact.contains("\n"))
        #expect(compact.hasPrefix(#"{"entente":1,"document":{"id":"2024-12-05-daily","publisher":"The Daily","#))
        #expect(compact.hasSuffix(#""start":30,"end":37,"exact":"Vietnam"}]}]}"#))
        #expect(!compact.contains(", \"") && !compact.contains("\": "))
        #expect(String(decoding: try TestFile.decode(compact).encoded(), as: UTF8.self) == RegisterFileTests.canonical)
        let empty = try TestFile.decode(TestFile.text()).encoded(.compact)
        #expect(String(decoding: empty, as: UTF8.self).hasSuffix(#","records":[]}"#))
    }

    @Test("Values are read as the schema says")
    func values() throws {
        let file = try TestFile.decode(RegisterFileTests.canonical)
        #expect(file.document.id == "2024-12-05-daily")
        #expect(file.document["units"]?["count"]?.integer == 9)
        let dialogue = file.records[0]
        #expect(dialogue["ordinal"]?.integer == 3)
        #expect(dialogue["place"]?["name"]?.text == "Hà Nội")
        #expect(dialogue["date"]?.date?.stated == "Thursday")
        #expect(dialogue["date"]?.date?.basis == .header)
        #expect(dialogue.parties == ["india", "vietnam"])
        #expect(dialogue.review == .reviewed)
        #expect(dialogue.documents == ["2024-12-05-daily"])
        #expect(dialogue.source == SourceLine(file: "file.json", line: 15))
        #expect(
            dialogue.evidence[1]
                == Evidence(
                    document: "2024-12-05-daily", supports: ["date"], paragraph: 4, start: 60, end: 68,
                    exact: "Thursday"))
        #expect(dialogue.conflicts[0].values.map(\.value) == [.integer(3), .integer(4)])
        #expect(file.records[1].review == .extracted)
        #expect(file.records[1].certainty == .inferred)
        #expect(file.records[1]["aliases"]?.list == [])
        #expect(file.records[2].values.isEmpty)
    }

    @Test(
        "A fault in the canonical file is reported with its line, name and remedy",
        arguments: [
            ("\"ordinal\": 3,", "\"ordnal\": 3,", 20, "a dialogue has no 'ordnal'; did you mean 'ordinal'?"),
            ("\"ordinal\": 3,", "\"colour\": 3,", 20, "a dialogue has no 'colour'; it may have kind, level"),
            ("\"ordinal\": 3,", "\"ordinal\": 0,", 20, "'ordinal' is the number 0; write a whole number from 1"),
            ("\"ordinal\": 3,", "\"ordinal\": \"3\",", 20, "'ordinal' is the text '3'"),
            ("\"ordinal\": 3,", "\"ordinal\": 4000,", 15, "a series has 999 rounds at most"),
            ("\"ordinal\": 3,", "\"series\": \"x\",", 20, "'series' of a dialogue is computed; remove it"),
            (
                "\"kind\": \"security-dialogue\",", "\"kind\": \"securty-dialogue\",", 18,
                "did you mean 'security-dialogue'?"
            ),
            (
                "\"level\": \"deputy-ministerial\"", "\"level\": \"vice-ministerial\"", 19,
                "'level' is 'vice-ministerial', no level; write one of head-of-state, ministerial, deputy-ministerial, unspecified; did you mean 'deputy-ministerial'?"
            ),
            ("      \"status\": \"held\",\n", "", 15, "dialogue lacks 'status', which is required"),
            (
                "\"condition\": \"after the visit\"", "\"condition\": \"\"", 32,
                "'condition' is the text ''; write a text that is not empty"
            ),
            ("\"chairs\": [\"to-lam\"]", "\"chairs\": \"to-lam\"", 29, "'chairs' is the text 'to-lam'; write a list"),
            (
                "\"chairs\": [\"to-lam\"]", "\"chairs\": [\"Tô Lâm\"]", 29,
                "'chairs' is 'Tô Lâm'; write the id of a person"
            ),
            ("\"country\": \"vietnam\"", "\"land\": \"vietnam\"", 23, "a place has no 'land'"),
            (
                "{\"partner\": \"vietnam\", \"side\": \"host\"}", "{\"side\": \"hots\"}", 27,
                "'parties.side' is 'hots', no side; write one of host, guest, member; did you mean 'host'?"
            ),
            (
                "{\"partner\": \"vietnam\", \"side\": \"host\"}", "{\"side\": \"host\"}", 27,
                "parties lacks 'parties.partner'"
            ),
            (
                "\"edtf\": \"2024-12-05\", \"basis\": \"header\"", "\"edtf\": \"2024-13-05\", \"basis\": \"header\"",
                22, "'date': '2024-13-05' is not a date"
            ),
            ("\"edtf\": \"2024-12-05\", \"basis\": \"header\"", "\"basis\": \"header\"", 22, "'date' has no 'edtf'"),
            (
                "\"edtf\": \"2024-12-05\", \"basis\": \"header\"", "\"edtf\": \"2024\", \"basis\": \"not-stated\"", 22,
                "but the basis 'not-stated'"
            ),
            (
                "\"basis\": \"header\"", "\"basis\": \"heading\"", 22,
                "'date.basis' is 'heading'; write one of stated, header"
            ),
            (
                "\"end\": 14, \"exact\": \"third dialogue\"", "\"end\": 15, \"exact\": \"third dialogue\"", 34,
                "from 0 to 15, but 'exact' has 14 scalars"
            ),
            (
                "\"end\": 14, \"exact\": \"third dialogue\"", "\"end\": 26, \"exact\": \"a b c d e f g h i j k l mm\"",
                34, "'exact' has 13 words; quote at most 12"
            ),
            (
                "\"paragraph\": 3, \"start\": 0", "\"paragraph\": 10, \"start\": 0", 34,
                "'paragraph' is 10, but the document has 9 units"
            ),
            ("\"start\": 0, ", "", 34, "evidence needs 'start'"),
            ("\"start\": 0, ", "\"start\": -1, ", 34, "evidence needs 'start'"),
            (
                "[\"kind\", \"ordinal\"]", "[\"kind\", \"ordinals\"]", 34,
                "'supports' names 'ordinals', which a dialogue does not have; did you mean 'ordinal'?"
            ),
            ("[\"kind\", \"ordinal\"]", "[]", 34, "'supports' is empty"),
            (
                "\"property\": \"ordinal\"", "\"property\": \"number\"", 38,
                "'property' is 'number'; write one of kind, level"
            ),
            ("{\"value\": 3, \"evidence\": []}, ", "", 38, "two 'values' or more"),
            ("{\"value\": 3, \"evidence\": []}", "{\"value\": 3}", 38, "a conflict value needs 'value' and 'evidence'"),
            ("\"basis\": \"named in the caption\",", "\"basis\": \"\",", 50, "'basis' is the text ''"),
            ("      \"basis\": \"named in the caption\",\n", "", 41, "'basis' must say why a record is inferred"),
            (
                "\"certainty\": \"inferred\"", "\"certainty\": \"sure\"", 49,
                "'certainty' is 'sure'; write one of stated, inferred, ambiguous"
            ),
            ("\"id\": \"vietnam\"", "\"id\": \"to-lam\"", 56, "the id 'to-lam' is taken by line 41"),
            ("\"id\": \"vietnam\"", "\"id\": \"Viet_Nam\"", 57, "'id' is 'Viet_Nam'; write words of a-z"),
            ("\"id\": \"vietnam\"", "\"id\": \"atlantis\"", 56, "partner lacks 'name', which is required"),
            ("\"type\": \"partner\"", "\"type\": \"partners\"", 58, "did you mean 'partner'?"),
            ("      \"type\": \"partner\",\n", "", 56, "a record needs a 'type'"),
            ("\"bodyRange\": [3, 9]", "\"bodyRange\": [3, 10]", 11, "within 1-9"),
            ("\"bodyRange\": [3, 9]", "\"bodyRange\": [4, 3]", 11, "the first and the last unit"),
            (
                "\"kind\": \"paragraph\"", "\"kind\": \"page\"", 10,
                "'units.kind' is 'page'; write one of paragraph, line"
            ),
            ("0000\",", "000\",", 9, "64 digits"),
            ("    \"review\": \"reviewed\"\n", "    \"licence\": \"free\"\n", 3, "document lacks 'review'"),
            ("\"entente\": 1", "\"entente\": 2", 2, "this program reads version 1"),
            ("\"entente\": 1", "\"entent\": 1", 2, "did you mean 'entente'?"),
            ("\"entente\": 1,", "", 1, "a register file needs 'entente'"),
            ("\"language\": \"en\"", "\"language\": \"English\"", 7, "a language tag"),
            ("\"language\": \"en\",", "\"url\": \"ftp://a\",", 7, "https://"),
            ("\"entente\": 1,", "\"entente\": 1", 3, "expected ','"),
        ])
    func diagnostics(original: String, replacement: String, line: Int, words: String) throws {
        let canonical = RegisterFileTests.canonical
        let range = try #require(canonical.firstRange(of: original))
        let text = canonical.replacingCharacters(in: range, with: replacement)
        let error = try #require(throws: Diagnostics.self) { try TestFile.decode(text) }
        #expect(
            error.items.contains { $0.file == "file.json" && $0.line == line && $0.message.contains(words) }, "\(error)"
        )
    }

    @Test("All faults of a file are reported at once")
    func collects() throws {
        let text = RegisterFileTests.canonical
            .replacing("\"ordinal\": 3,", with: "\"ordinal\": -3,").replacing(
                "\"format\": \"in-person\"", with: "\"format\": \"by letter\""
            )
            .replacing("\"type\": \"partner\"", with: "\"type\": \"planet\"")
        let error = try #require(throws: Diagnostics.self) { try TestFile.decode(text) }
        #expect(error.items.map(\.line) == [20, 24, 58])
        #expect(error.items.allSatisfy { $0.severity == .error })
        #expect(error.description.hasPrefix("file.json:20: error: 'ordinal' is the number -3"))
    }

    @Test(
        "A commitment has a speaker or is joint",
        arguments: [
            (#""actor": "to-lam", "side": "vietnam""#, true), (#""side": "vietnam""#, true), (#""joint": true"#, true),
            (#""joint": true, "side": "vietnam""#, false), (#""joint": false"#, false),
        ])
    func commitments(speaker: String, isAllowed: Bool) throws {
        let text = TestFile.text(
            #"{"id": "c", "type": "commitment", \#(speaker), "counterparts": ["india"], "modality": "propose", "action": "train", "evidence": [\#(TestFile.evidence("id"))]}"#
        )
        if isAllowed {
            _ = try TestFile.decode(text)
        } else {
            let error = try #require(throws: Diagnostics.self) { try TestFile.decode(text) }
            #expect(error.items.map(\.message) == ["a commitment has either an 'actor' or 'side', or \"joint\": true"])
        }
    }

    @Test("A record without evidence and a dialogue without parties are refused")
    func empties() throws {
        let person = #"{"id": "a", "type": "person", "name": "A"}"#
        #expect(try faults(person).first?.contains("lacks 'evidence'") == true)
        let quoteless = #"{"id": "a", "type": "person", "name": "A", "evidence": []}"#
        #expect(try faults(quoteless).first?.contains("'evidence' is empty") == true)
        #expect(try faults(TestFile.dialogue(parties: "[]")).first?.contains("'parties' is empty") == true)
    }

    private func faults(_ record: String) throws -> [String] {
        try #require(throws: Diagnostics.self) { try TestFile.decode(TestFile.text(record)) }.items.map(\.message)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: text)
        return copy
    }
}
