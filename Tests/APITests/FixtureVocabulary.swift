import Records

/// A vocabulary small enough to read: four states, an organisation, topics on three levels, and institutions of two
/// states that share an abbreviation.
enum FixtureVocabulary {
    static func make() throws -> Vocabulary {
        try Vocabulary(files: files.map { (name: $0.key, bytes: Array($0.value.utf8)) })
    }

    private static let lists: [(id: String, terms: String)] = [
        ("kind", "security-dialogue strategic-dialogue talks meeting reception conference summit phone-call"),
        ("level", "head-of-state ministerial deputy-ministerial senior-official working-level unspecified"),
        ("status", "held planned proposed postponed cancelled"), ("format", "in-person online hybrid unspecified"),
        ("side", "host guest member"),
        ("instrument", "treaty agreement memorandum-of-understanding plan-of-action minutes unspecified"),
        ("agreement-status", "proposed under-negotiation signed in-force in-implementation expired unknown"),
        ("tier", "comprehensive strategic comprehensive-strategic special other"),
        ("partnership-event", "established upgraded proposed"),
        ("modality", "agree commit pledge plan offer propose request urge hope expect welcome"),
        ("action", "hold-dialogue exchange-delegations share-information train negotiate-agreement cooperate"),
        ("role-status", "past current completed sought"), ("partner-kind", "state organisation"),
        ("topic-group", "crime cooperation"), ("certainty", "stated inferred ambiguous"),
        ("review", "extracted reviewed"), ("basis", "stated header weekday bounds reviewed not-stated"),
        ("precision", "day month year range unknown"),
    ]

    private static var terms: String {
        let entries = lists.map { list in
            let terms = list.terms.split(separator: " ").map { term in
                term == "deputy-ministerial"
                    ? #"{"id": "deputy-ministerial", "meaning": "Deputy or vice ministers", "aliases": ["vice-ministerial"]}"#
                    : #"{"id": "\#(term)"}"#
            }
            return #"{"id": "\#(list.id)", "terms": [\#(terms.joined(separator: ", "))]}"#
        }
        return "[\(entries.joined(separator: ",\n"))]"
    }

    private static var files: [String: String] {
        [
            "terms.json": terms,
            "states.json": """
            [
              {"id": "brazil", "code": "BR", "alpha3": "BRA", "name": "Brazil", "aliases": ["Brasil"]},
              {"id": "cote-d-ivoire", "code": "CI", "alpha3": "CIV", "name": "Côte d'Ivoire", "aliases": ["Ivory Coast"]},
              {"id": "japan", "code": "JP", "alpha3": "JPN", "name": "Japan", "aliases": ["Nihon"], "demonyms": ["Japanese"]},
              {"id": "kenya", "code": "KE", "alpha3": "KEN", "name": "Kenya", "aliases": ["Kenya, Republic of"], "demonyms": ["Kenyan"]},
              {"id": "norway", "code": "NO", "alpha3": "NOR", "name": "Norway"}
            ]
            """,
            "organisations.json": """
            [{"id": "african-union", "code": "AU", "name": "African Union"}]
            """,
            "topics.json": """
            [
              {"id": "economic-crime", "name": "Economic crime", "group": "crime", "iccs": ["07"]},
              {"id": "fraud", "name": "Fraud", "group": "crime", "parent": "economic-crime", "iccs": ["0701"]},
              {"id": "advance-fee-fraud", "name": "Advance-fee fraud", "group": "crime", "parent": "fraud"},
              {"id": "piracy", "name": "Piracy", "group": "crime", "aliases": ["sea robbery"]},
              {"id": "training", "name": "Training", "group": "cooperation"}
            ]
            """,
            "institutions.json": """
            [
              {"id": "national-security-council-japan", "name": "National Security Council of Japan", "abbreviations": ["NSC"], "partner": "japan"},
              {"id": "national-security-council-kenya", "name": "National Security Council of Kenya", "abbreviations": ["NSC"], "partner": "kenya"},
              {"id": "maritime-office-kenya", "name": "Maritime Office", "aliases": ["Japan Coast Guard"], "partner": "kenya"},
              {"id": "coast-guard-japan", "name": "Japan Coast Guard", "abbreviations": ["JCG"], "partner": "japan"}
            ]
            """,
            "frameworks.json": """
            [{"id": "peace-fund", "name": "Peace Fund", "abbreviation": "PF", "parent": "african-union"}]
            """,
        ]
    }
}
