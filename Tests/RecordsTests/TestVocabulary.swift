import Records

/// A small vocabulary with every term list and a few records of each kind.
enum TestVocabulary {
    static let terms = """
        [
          {"id": "level", "terms": [{"id": "head-of-state"}, {"id": "ministerial"}, {"id": "deputy-ministerial", "aliases": ["vice-ministerial"]}, {"id": "unspecified"}]},
          {"id": "kind", "terms": [{"id": "security-dialogue"}, {"id": "talks"}, {"id": "meeting"}, {"id": "phone-call"}]},
          {"id": "status", "terms": [{"id": "held"}, {"id": "planned"}, {"id": "proposed"}]},
          {"id": "format", "terms": [{"id": "in-person"}, {"id": "online"}, {"id": "unspecified"}]},
          {"id": "side", "terms": [{"id": "host"}, {"id": "guest"}, {"id": "member"}]},
          {"id": "instrument", "terms": [{"id": "agreement"}, {"id": "memorandum-of-understanding", "aliases": ["MoU"]}, {"id": "plan-of-action"}, {"id": "unspecified"}]},
          {"id": "agreement-status", "terms": [{"id": "under-negotiation"}, {"id": "signed"}, {"id": "in-force"}, {"id": "unknown"}]},
          {"id": "tier", "terms": [{"id": "strategic"}, {"id": "comprehensive-strategic"}, {"id": "other"}]},
          {"id": "partnership-event", "terms": [{"id": "established"}, {"id": "upgraded"}]},
          {"id": "role-status", "terms": [{"id": "past"}, {"id": "current"}]},
          {"id": "modality", "terms": [{"id": "agree"}, {"id": "pledge"}, {"id": "propose"}, {"id": "urge"}, {"id": "hope"}]},
          {"id": "action", "terms": [{"id": "exchange-delegations"}, {"id": "share-information"}, {"id": "train"}, {"id": "cooperate"}]},
          {"id": "certainty", "terms": [{"id": "stated"}, {"id": "inferred"}, {"id": "ambiguous"}]},
          {"id": "basis", "terms": [{"id": "stated"}, {"id": "header"}, {"id": "weekday"}, {"id": "bounds"}, {"id": "reviewed"}, {"id": "not-stated"}]},
          {"id": "review", "terms": [{"id": "extracted"}, {"id": "reviewed"}]},
          {"id": "precision", "terms": [{"id": "day"}, {"id": "month"}, {"id": "year"}, {"id": "range"}, {"id": "unknown"}]},
          {"id": "partner-kind", "terms": [{"id": "state"}, {"id": "organisation"}]},
          {"id": "topic-group", "terms": [{"id": "crime"}, {"id": "cooperation"}]}
        ]
        """
    static let states = """
        [
          {"id": "australia", "code": "AU", "alpha3": "AUS", "name": "Australia", "aliases": ["Úc"], "demonyms": ["Australian"], "capitals": ["Canberra"]},
          {"id": "india", "code": "IN", "alpha3": "IND", "name": "India", "aliases": ["Ấn Độ"], "demonyms": ["Indian"], "capitals": ["New Delhi"]},
          {"id": "indonesia", "code": "ID", "alpha3": "IDN", "name": "Indonesia", "demonyms": ["Indonesian"], "capitals": ["Jakarta"]},
          {"id": "vietnam", "code": "VN", "alpha3": "VNM", "name": "Vietnam", "aliases": ["Viet Nam", "Việt Nam"], "demonyms": ["Vietnamese"], "capitals": ["Hanoi", "Hà Nội"], "wikidata": "Q881"}
        ]
        """
    static let organisations = """
        [
          {"id": "african-union", "code": "AU", "name": "African Union"},
          {"id": "asean", "code": "ASEAN", "name": "Association of Southeast Asian Nations"}
        ]
        """
    static let frameworks = """
        [
          {"id": "ammtc", "name": "ASEAN Ministerial Meeting on Transnational Crime", "abbreviation": "AMMTC", "parent": "asean"}
        ]
        """
    static let institutions = """
        [
          {"id": "ministry-of-public-security-vietnam", "name": "Ministry of Public Security of Vietnam", "abbreviations": ["MPS"], "partner": "vietnam"},
          {"id": "national-security-council-india", "name": "National Security Council of India", "abbreviations": ["NSC"], "partner": "india"},
          {"id": "national-security-council-indonesia", "name": "National Security Council of Indonesia", "abbreviations": ["NSC"], "partner": "indonesia"}
        ]
        """
    static let topics = """
        [
          {"id": "cybercrime", "name": "Cybercrime", "group": "crime", "asean": "cybercrime", "iccs": ["0903"], "aliases": ["crime in cyberspace"]},
          {"id": "high-tech-crime", "name": "High-tech crime", "group": "crime", "parent": "cybercrime"},
          {"id": "information-sharing", "name": "Information sharing", "group": "cooperation"},
          {"id": "terrorism", "name": "Terrorism", "group": "crime"}
        ]
        """

    /// The files, some of them replaced.
    static func files(replacing changes: [String: String] = [:]) -> [(name: String, bytes: [UInt8])] {
        let files = [
            "terms.json": terms, "states.json": states, "organisations.json": organisations,
            "frameworks.json": frameworks, "institutions.json": institutions, "topics.json": topics,
        ].merging(changes) { $1 }
        return files.sorted { $0.key < $1.key }.map { (name: "vocabulary/\($0.key)", bytes: Array($0.value.utf8)) }
    }

    static func make() throws -> Vocabulary { try Vocabulary(files: files()) }
}

/// Register files for tests, written as the canonical layout has them.
enum TestFile {
    static let sha256 = String(repeating: "0", count: 64)

    /// A register file of one document and the given records, each a line or lines of JSON.
    static func text(
        document: String = "2024-12-05-daily", published: String = "2024-12-05", review: String = "reviewed",
        url: String? = nil, _ records: String...
    ) -> String {
        """
        {"entente": 1,
         "document": {"id": "\(document)", "publisher": "The Daily",\(url.map { " \"url\": \"\($0)\"," } ?? "")
           "published": {"edtf": "\(published)", "basis": "reviewed"}, "sha256": "\(sha256)",
           "units": {"kind": "paragraph", "count": 9}, "bodyRange": [1, 9], "review": "\(review)"},
         "records": [
        \(records.joined(separator: ",\n"))
        ]}
        """
    }

    static func decode(_ text: String, file: String = "file.json") throws -> RegisterFile {
        try RegisterFile(Array(text.utf8), file: file, vocabulary: TestVocabulary.make())
    }

    /// The register of files given as texts, named `1.json`, `2.json` and so on.
    static func register(_ texts: String...) throws -> Register {
        let vocabulary = try TestVocabulary.make()
        let files = try texts.enumerated().map { index, text in
            try RegisterFile(Array(text.utf8), file: "\(index + 1).json", vocabulary: vocabulary)
        }
        return try Register(vocabulary: vocabulary, files: files)
    }

    static func evidence(_ supports: String..., exact: String = "words", start: Int = 10) -> String {
        let names = supports.map { "\"\($0)\"" }.joined(separator: ", ")
        let end = start + exact.unicodeScalars.count
        return #"{"supports": [\#(names)], "paragraph": 2, "start": \#(start), "end": \#(end), "exact": "\#(exact)"}"#
    }

    /// A dialogue of India and Vietnam; `more` are members in front of the evidence, each followed by a comma.
    static func dialogue(
        id: String = "india-vietnam-security-dialogue-3", kind: String = "security-dialogue",
        level: String = "deputy-ministerial", ordinal: Int? = 3, status: String = "held",
        date: String = #"{"edtf": "2024-12-05", "basis": "header"}"#, format: String = "in-person",
        parties: String = #"[{"partner": "india"}, {"partner": "vietnam"}]"#, more: String = "",
        supports: String = "id"
    ) -> String {
        let ordinal = ordinal.map { #""ordinal": \#($0), "# } ?? ""
        return #"{"id": "\#(id)", "type": "dialogue", "kind": "\#(kind)", "level": "\#(level)", \#(ordinal)"#
            + #""status": "\#(status)", "date": \#(date), "format": "\#(format)", "parties": \#(parties), \#(more)"#
            + #""evidence": [\#(evidence(supports))]}"#
    }

    /// A person; `more` are members in front of the evidence, each followed by a comma.
    static func person(id: String = "to-lam", name: String, more: String = "") -> String {
        #"{"id": "\#(id)", "type": "person", "name": "\#(name)", \#(more)"evidence": [\#(evidence("name"))]}"#
    }
}
