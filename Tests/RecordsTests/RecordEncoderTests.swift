import Records
import Testing

@Suite("Records as JSON and as rows")
struct RecordEncoderTests {
    private func encoded(_ id: String, in register: Register) throws -> String {
        var bytes: [UInt8] = []
        RecordEncoder(register).encode(try #require(register.record(id)), into: &bytes)
        _ = try JSONReader.read(bytes, file: id)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("A dialogue's JSON is compact and complete")
    func dialogue() throws {
        let register = try TestFile.register(
            TestFile.text(
                url: "https://example.org/a",
                TestFile.dialogue(more: #""chairs": ["to-lam"], "topics": ["terrorism"], "#),
                TestFile.dialogue(id: "second", ordinal: 2, date: #"{"basis": "not-stated"}"#),
                TestFile.person(name: "Tô Lâm")))
        let evidence =
            #""evidence":[{"document":"2024-12-05-daily","supports":["id"],"paragraph":2,"start":10,"end":15,"exact":"words","link":"https://example.org/a#:~:text=words"}]"#
        let expected =
            #"{"id":"india-vietnam-security-dialogue-3","type":"dialogue","#
            + #""title":"Third India–Vietnam security dialogue, deputy-ministerial, 5 December 2024","#
            + #""kind":"security-dialogue","level":"deputy-ministerial","ordinal":3,"status":"held","#
            + #""date":{"edtf":"2024-12-05","earliest":"2024-12-05","latest":"2024-12-05","precision":"day","basis":"header"},"#
            + #""format":"in-person","parties":[{"partner":"india"},{"partner":"vietnam"}],"chairs":["to-lam"],"#
            + #""topics":["terrorism"],"series":"india-vietnam-security-dialogue","precededBy":"second","#
            + #""certainty":"stated","review":"reviewed","documents":["2024-12-05-daily"],\#(evidence),"conflicts":[],"#
            + #""names":{"india":"India","vietnam":"Vietnam","to-lam":"Tô Lâm","terrorism":"Terrorism","#
            + #""second":"Second India–Vietnam security dialogue, deputy-ministerial"}}"#
        #expect(try encoded("india-vietnam-security-dialogue-3", in: register) == expected)
        let unknown = #""date":{"edtf":null,"earliest":null,"latest":null,"precision":"unknown","basis":"not-stated"}"#
        #expect(try encoded("second", in: register).contains(unknown))
    }

    @Test("Conflicts carry their evidence, inferred records their basis, posts their date")
    func conflicts() throws {
        let inferred = #""certainty": "inferred", "basis": "from the \"caption\"", "posts": [{"title": "Minister"}], "#
        let register = try TestFile.register(
            TestFile.text(document: "a", TestFile.person(name: "Tô Lâm", more: inferred)),
            TestFile.text(document: "b", TestFile.person(name: "Tô Lan", more: inferred)))
        let json = try encoded("to-lam", in: register)
        #expect(json.contains(#""basis":"from the \"caption\"""#))
        #expect(json.contains(#""posts":[{"title":"Minister","asOf":{"edtf":"2024-12-05","earliest":"2024-12-05""#))
        #expect(
            json.contains(
                #""conflicts":[{"property":"name","values":[{"value":"Tô Lâm","evidence":[{"document":"a","supports":["name"]"#
            ))
        #expect(json.contains(#"{"value":"Tô Lan","evidence":[{"document":"b""#))
    }

    @Test("Links quote the phrase percent-encoded, hyphens too")
    func links() throws {
        let phrase = "Việt-Nam, a & b"
        for (url, start) in [("https://example.org/a", "#:~:text="), ("https://example.org/a#top", ":~:text=")] {
            let record =
                #"{"id": "vietnam", "type": "partner", "evidence": [\#(TestFile.evidence("id", exact: phrase))]}"#
            let json = try encoded("vietnam", in: TestFile.register(TestFile.text(url: url, record)))
            #expect(json.contains("\"link\":\"\(url)\(start)Vi%E1%BB%87t%2DNam%2C%20a%20%26%20b\""))
        }
    }

    @Test("A document's title is given once")
    func documentTitle() throws {
        let text = TestFile.text().replacing(#""publisher": "The Daily","#, with: #""title": "Talks held","#)
        let json = try encoded("2024-12-05-daily", in: TestFile.register(text))
        #expect(json.split(separator: "\"title\"").count == 2)
        #expect(json.contains(#""title":"Talks held""#))
    }

    @Test("Rows have a cell for each column, lists joined, dates as EDTF, objects by their first property")
    func rows() throws {
        let register = try TestFile.register(
            TestFile.text(
                TestFile.dialogue(
                    more: #""place": {"name": "Hà Nội", "country": "vietnam"}, "topics": ["cybercrime", "terrorism"], "#
                )))
        let record = try #require(register.records(of: .dialogue).first)
        let columns = RecordTable.columns(of: .dialogue)
        let row = Dictionary(uniqueKeysWithValues: zip(columns, RecordTable.cells(of: record)))
        #expect(
            columns == [
                "id", "title", "kind", "level", "ordinal", "status", "date", "place.name", "place.country", "format",
                "parties", "chairs", "participants", "topics", "topicCount", "condition", "series", "precededBy",
                "followedBy", "certainty", "review", "documents",
            ])
        #expect(row["date"] == "2024-12-05")
        #expect(row["place.name"] == "Hà Nội")
        #expect(row["parties"] == "india;vietnam")
        #expect(row["topics"] == "cybercrime;terrorism")
        #expect(row["ordinal"] == "3")
        #expect(row["chairs"] == "")
        #expect(row["series"] == "india-vietnam-security-dialogue")
        for record in register.records {
            #expect(RecordTable.cells(of: record).count == RecordTable.columns(of: record.type).count)
        }
    }
}
