import Records

/// Two documents about Kenya, Japan, Brazil and Côte d'Ivoire: dates of every shape, a series with a gap, people who
/// share a short name, and a role whose two stated periods contradict each other.
enum FixtureRegister {
    /// - Parameters:
    ///   - count: of the documents.
    ///   - records: of one document more.
    static func make(files count: Int = 2, adding records: [String] = []) throws -> Register {
        let vocabulary = try FixtureVocabulary.make()
        let more = file("2025-01-01-more", published: "2025-01-01", "", records)
        let texts = [("kenya.json", kenya), ("brazil.json", brazil)].prefix(count) + [("more.json", more)]
        let files = try texts.prefix(records.isEmpty ? count : count + 1).map { name, text in
            try RegisterFile(Array(text.utf8), file: name, vocabulary: vocabulary)
        }
        return try Register(vocabulary: vocabulary, files: files)
    }

    private static func file(_ document: String, published: String, _ own: String, _ records: [String]) -> String {
        let hash = String(repeating: "0", count: 64)
        return """
            {"entente": 1,
             "document": {"id": "\(document)", \(own)\(own.isEmpty ? "" : ", ")"published": {"edtf": "\(published)", "basis": "stated"},
                          "sha256": "\(hash)", "units": {"kind": "paragraph", "count": 9}, "review": "reviewed"},
             "records": [\(records.joined(separator: ",\n"))]}
            """
    }

    private static func record(_ type: String, _ id: String, _ own: String, quoting phrase: String = "said so")
        -> String
    {
        let separator = own.isEmpty ? "" : ", "
        let end = phrase.unicodeScalars.count
        return """
            {"id": "\(id)", "type": "\(type)"\(separator)\(own),
             "evidence": [{"supports": ["id"], "paragraph": 1, "start": 0, "end": \(end), "exact": "\(phrase)"}]}
            """
    }

    private static func dialogue(
        _ id: String, _ parties: [String], kind: String = "meeting", date: String?, status: String = "held",
        _ own: String = ""
    ) -> String {
        let parties = parties.map { #"{"partner": "\#($0)"}"# }.joined(separator: ", ")
        let date = date.map { #"{"edtf": "\#($0)", "basis": "stated"}"# } ?? #"{"basis": "not-stated"}"#
        let level = own.contains("\"level\"") ? "" : #""level": "ministerial", "#
        return record(
            "dialogue", id,
            #"""
            "kind": "\#(kind)", \#(level)"status": "\#(status)", "date": \#(date), "format": "in-person", \#
            "parties": [\#(parties)]\#(own.isEmpty ? "" : ", ")\#(own)
            """#)
    }

    static func partnership(_ id: String, _ parties: [String], _ tier: String, _ event: String, _ date: String)
        -> String
    {
        record(
            "partnership", id,
            #"""
            "parties": ["\#(parties.joined(separator: #"", ""#))"], "tier": "\#(tier)", "event": "\#(event)", \#
            "date": {"edtf": "\#(date)", "basis": "stated"}
            """#)
    }

    static func meeting(_ id: String) -> String { dialogue(id, ["brazil", "norway"], date: "2024") }

    private static let kenya = file(
        "2023-03-02-nairobi-wire", published: "2023-03-02", #""publisher": "Nairobi Wire", "language": "en""#,
        [
            dialogue(
                "japan-kenya-security-dialogue-1", ["japan", "kenya"], kind: "security-dialogue", date: "2019-12",
                #""ordinal": 1, "level": "deputy-ministerial""#),
            dialogue(
                "japan-kenya-security-dialogue-3", ["japan", "kenya"], kind: "security-dialogue", date: "2023-03-01",
                #"""
                "ordinal": 3, "level": "deputy-ministerial", "place": {"name": "Nairobi", "country": "kenya"}, \#
                "chairs": ["aiko-tanaka"], "topics": ["advance-fee-fraud", "piracy"]
                """#),
            dialogue(
                "japan-kenya-security-dialogue-4", ["japan", "kenya"], kind: "security-dialogue", date: "2026",
                status: "planned", #""ordinal": 4, "level": "deputy-ministerial""#),
            dialogue("japan-kenya-talks-undated", ["japan", "kenya"], kind: "talks", date: nil),
            dialogue("kenya-norway-meeting-may", ["kenya", "norway"], date: "XXXX-05-20", #""topics": ["training"]"#),
            dialogue(
                "african-union-kenya-summit", ["african-union", "kenya"], kind: "summit", date: "2022-05/2022-06"),
            record(
                "agreement", "japan-kenya-fraud-memorandum",
                #"""
                "instrument": "memorandum-of-understanding", "subject": "fraud", "parties": ["japan", "kenya"], \#
                "status": "under-negotiation", "topics": ["fraud"], "dialogue": "japan-kenya-security-dialogue-3"
                """#, quoting: "a memorandum on fraud"),
            record(
                "partnership", "japan-kenya-strategic-partnership",
                #"""
                "parties": ["japan", "kenya"], "tier": "strategic", "event": "established", \#
                "date": {"edtf": "2010", "basis": "stated"}
                """#),
            record(
                "commitment", "aiko-tanaka-offer-train",
                #"""
                "actor": "aiko-tanaka", "side": "japan", "counterparts": ["kenya"], "modality": "offer", \#
                "action": "train", "topics": ["training"], "dialogue": "japan-kenya-security-dialogue-3"
                """#),
            record(
                "commitment", "japan-kenya-agree-cooperate",
                #"""
                "joint": true, "counterparts": ["japan", "kenya"], "modality": "agree", "action": "cooperate", \#
                "topics": ["piracy"]
                """#),
            record(
                "role", "kenya-peace-fund-chair",
                #"""
                "holder": "kenya", "role": "chair of the Peace Fund", "framework": "peace-fund", "status": "current", \#
                "period": {"edtf": "2024/2027", "basis": "stated"}, \#
                "conflicts": [{"property": "period", "values": [
                  {"value": {"edtf": "2024/2027", "basis": "stated"}, "evidence": [\#(quote("2024-2027", at: 10))]},
                  {"value": {"edtf": "2023/2027", "basis": "stated"}, "evidence": [\#(quote("2023-2027", at: 30))]}
                ]}]
                """#),
            record(
                "person", "aiko-tanaka",
                #"""
                "name": "Aiko Tanaka", "aliases": ["Tanaka"], \#
                "posts": [{"title": "Vice-Minister", "partner": "japan"}]
                """#),
            record(
                "person", "kenji-tanaka",
                #"""
                "name": "Kenji Tanaka", "aliases": ["Tanaka", "Kenji"], \#
                "posts": [{"title": "Commandant", "institution": "coast-guard-japan"}]
                """#),
            record("framework", "peace-fund", ""), record("institution", "coast-guard-japan", ""),
            record("institution", "national-security-council-kenya", ""),
        ])

    private static func quote(_ phrase: String, at start: Int) -> String {
        #"""
        {"supports": ["period"], "paragraph": 2, "start": \#(start), \#
        "end": \#(start + phrase.unicodeScalars.count), "exact": "\#(phrase)"}
        """#
    }

    private static let brazil = file(
        "2021-07-09-folha", published: "2021-07-09", #""agency": "Agência Brasil", "language": "pt""#,
        [
            dialogue(
                "brazil-cote-d-ivoire-meeting", ["brazil", "cote-d-ivoire"], date: "2021-07-08",
                #""place": {"name": "São Paulo", "country": "brazil"}, "topics": ["economic-crime"]"#),
            dialogue("brazil-kenya-call-before", ["brazil", "kenya"], kind: "phone-call", date: "../2020-06-30"),
            dialogue(
                "brazil-japan-kenya-conference", ["brazil", "japan", "kenya"], kind: "conference", date: "2030/..",
                status: "proposed",
                #""participants": ["kenji-tanaka"], "topics": ["fraud", "training"], "level": "working-level""#),
            record(
                "agreement", "brazil-cote-d-ivoire-plan",
                #"""
                "instrument": "plan-of-action", "parties": ["brazil", "cote-d-ivoire"], "status": "in-implementation", \#
                "period": {"edtf": "2021/2023", "basis": "stated"}, "topics": ["economic-crime"]
                """#),
            record("person", "joao-silva", #""name": "João \"Jota\" Silva", "aliases": ["=Silva"]"#),
            record("person", "kenji-tanaka", #""name": "Kenji Tanaka""#),
        ])
}
