import Records
import Testing

@Suite("Titles")
struct TitleTests {
    @Test(
        "Dialogues are called by round, parties, level and date",
        arguments: [
            (TestFile.dialogue(), "Third India–Vietnam security dialogue, deputy-ministerial, 5 December 2024"),
            (
                TestFile.dialogue(level: "unspecified", ordinal: 21),
                "21st India–Vietnam security dialogue, 5 December 2024"
            ),
            (
                TestFile.dialogue(status: "planned", date: #"{"edtf": "2022", "basis": "stated"}"#),
                "Third India–Vietnam security dialogue, deputy-ministerial, 2022 (planned)"
            ),
            (
                TestFile.dialogue(date: #"{"basis": "not-stated"}"#),
                "Third India–Vietnam security dialogue, deputy-ministerial"
            ),
            (TestFile.dialogue(kind: "meeting", ordinal: nil), "Meeting, India–Vietnam, 5 December 2024"),
            (
                TestFile.dialogue(
                    kind: "phone-call", ordinal: nil, parties: #"[{"partner": "vietnam"}, {"partner": "asean"}]"#),
                "Phone call, ASEAN–Vietnam, 5 December 2024"
            ),
        ])
    func dialogues(json: String, title: String) throws {
        #expect(try TestFile.register(TestFile.text(json)).records(of: .dialogue).first?.title == title)
    }

    @Test(
        "Dates read as English",
        arguments: [
            ("2024-12-05", "5 December 2024"), ("2019-12", "December 2019"), ("2021", "2021"),
            ("2021?", "perhaps 2021"),
            ("2018~", "about 2018"), ("XXXX-05-20", "20 May"), ("2024/2028", "2024–2028"),
            ("2025-03-11/2025-03-13", "11–13 March 2025"), ("2025-03-30/2025-04-02", "30 March – 2 April 2025"),
            ("2024-12-30/2025-01-02", "30 December 2024 – 2 January 2025"), ("2024-03/2024-05", "March–May 2024"),
            ("../2025-03-13", "until 13 March 2025"), ("1995~/..", "from about 1995"),
        ])
    func dates(edtf: String, english: String) throws {
        let json = TestFile.dialogue(kind: "meeting", ordinal: nil, date: #"{"edtf": "\#(edtf)", "basis": "stated"}"#)
        let title = try TestFile.register(TestFile.text(json)).records(of: .dialogue).first?.title
        #expect(title == "Meeting, India–Vietnam, \(english)")
    }

    @Test(
        "Every other type has its title",
        arguments: [
            (
                #""type": "agreement", "instrument": "agreement", "subject": "transfer of sentenced persons", "parties": ["vietnam", "australia"], "status": "in-force", "signed": {"edtf": "2018", "basis": "stated"}"#,
                "Agreement on transfer of sentenced persons, Australia–Vietnam, 2018"
            ),
            (
                #""type": "agreement", "instrument": "memorandum-of-understanding", "subject": "human trafficking", "parties": ["vietnam", "indonesia"], "status": "under-negotiation""#,
                "Memorandum of understanding on human trafficking, Indonesia–Vietnam (under negotiation)"
            ),
            (
                #""type": "agreement", "instrument": "plan-of-action", "parties": ["vietnam", "india"], "status": "signed", "period": {"edtf": "2024/2028", "basis": "stated"}"#,
                "Plan of action, India–Vietnam, 2024–2028"
            ),
            (
                #""type": "agreement", "instrument": "unspecified", "parties": ["vietnam", "india"], "status": "unknown""#,
                "Agreement, India–Vietnam"
            ),
            (
                #""type": "partnership", "parties": ["vietnam", "india"], "tier": "comprehensive-strategic", "event": "upgraded", "date": {"edtf": "2016", "basis": "stated"}"#,
                "Comprehensive strategic partnership, India–Vietnam, upgraded 2016"
            ),
            (
                #""type": "partnership", "parties": ["vietnam", "india"], "tier": "other", "event": "established""#,
                "Partnership, India–Vietnam, established"
            ),
            (
                #""type": "commitment", "actor": "to-lam", "side": "vietnam", "counterparts": ["indonesia"], "modality": "propose", "action": "exchange-delegations""#,
                "Tô Lâm proposes to Indonesia: exchange delegations"
            ),
            (
                #""type": "commitment", "actor": "to-lam", "counterparts": ["india", "indonesia"], "modality": "urge", "action": "share-information", "topics": ["cybercrime", "terrorism"]"#,
                "Tô Lâm urges India and Indonesia: share information on cybercrime and terrorism"
            ),
            (
                #""type": "commitment", "joint": true, "counterparts": ["india", "vietnam"], "modality": "agree", "action": "train""#,
                "India and Vietnam agree: train"
            ),
            (
                #""type": "commitment", "side": "vietnam", "counterparts": [], "modality": "hope", "action": "cooperate""#,
                "Vietnam hopes: cooperate"
            ),
            (
                #""type": "role", "holder": "vietnam", "role": "country coordinator", "counterpart": "india", "period": {"edtf": "2024/2027", "basis": "stated"}, "status": "current""#,
                "Vietnam, country coordinator (India), 2024–2027"
            ),
            (
                #""type": "role", "holder": "vietnam", "role": "coordinator of ASEAN-India relations", "counterpart": "india", "status": "past""#,
                "Vietnam, coordinator of ASEAN-India relations"
            ),
            (
                #""type": "commitment", "actor": "to-lam", "counterparts": ["asean"], "modality": "hope", "action": "share-information", "topics": ["information-sharing"]"#,
                "Tô Lâm expresses hope to ASEAN: share information"
            ),
            (#""type": "framework", "name": "Drug forums", "parent": "asean""#, "Drug forums"),
            (#""type": "institution", "name": "Coast Guard", "partner": "india""#, "Coast Guard"),
        ])
    func others(members: String, title: String) throws {
        let record = #"{"id": "record", \#(members), "evidence": [\#(TestFile.evidence("id"))]}"#
        let register = try TestFile.register(TestFile.text(TestFile.person(name: "Tô Lâm"), record))
        #expect(register.record("record")?.title == title)
    }

    @Test("A document has the title it was published under, or its publisher and date")
    func documents() throws {
        let plain = TestFile.text()
        #expect(try TestFile.register(plain).record("2024-12-05-daily")?.title == "Report, The Daily, 5 December 2024")
        let titled = plain.replacing(#""publisher": "The Daily","#, with: #""title": "Talks held","#)
        #expect(try TestFile.register(titled).record("2024-12-05-daily")?.title == "Talks held")
    }
}
