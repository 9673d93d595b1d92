/// What a value looks like. Decoding, encoding, merging, reference checks, filters, CSV columns and the OpenAPI
/// document follow it; there is no code for single record types.
package indirect enum Shape: Sendable {
    /// Words; not empty.
    case text
    /// A text of a fixed form.
    case formatted(TextFormat)
    /// A whole number from 1.
    case integer
    case boolean
    case date
    /// The id of a term in that list of `terms.json`.
    case term(String)
    /// One of the words that the code itself knows.
    case word([String])
    /// The id of a record of one of the types.
    case reference([RecordType])
    case object([Property])
    case list(Shape)
}

/// One property of a record or of an object inside it.
package struct Property: Sendable {
    package let name: String
    package let shape: Shape
    /// Required in register files, but for records that the vocabulary already describes.
    package let isRequired: Bool
    /// Computed by `Register`; refused in files.
    package let isDerived: Bool
    /// What it says, for the OpenAPI document.
    package let summary: String

    package enum Rule: Sendable {
        case required, optional, derived
    }

    package init(_ name: String, _ shape: Shape, _ summary: String) {
        self.init(name, shape, .optional, summary)
    }

    package init(_ name: String, _ shape: Shape, _ rule: Rule, _ summary: String) {
        self.name = name
        self.shape = shape
        isRequired = rule == .required
        isDerived = rule == .derived
        self.summary = summary
    }
}

/// The table of all record types.
package enum Schema {
    /// The own properties of a record, in the order in which files and answers give them; derived ones last.
    package static func properties(of type: RecordType) -> [Property] {
        switch type {
        case .dialogue: dialogue
        case .agreement: agreement
        case .partnership: partnership
        case .commitment: commitment
        case .role: role
        case .framework: framework
        case .institution: institution
        case .person: person
        case .partner: partner
        case .topic: topic
        case .document: document
        }
    }

    /// What evidence may prove of a record, in the order in which it names it: `id`, then the names of the own properties.
    package static func evidenced(of type: RecordType) -> [String] { evidenced[type.order] }

    private static let evidenced = RecordType.allCases.map { ["id"] + properties(of: $0).map(\.name) }

    package static func property(_ name: String, of type: RecordType) -> Property? {
        properties(of: type).first { $0.name == name }
    }

    private static let texts = Shape.list(.text)
    private static let topics = Shape.list(.reference([.topic]))
    private static let partners = Shape.list(.reference([.partner]))
    private static let people = Shape.list(.reference([.person]))

    private static let dialogue: [Property] = [
        Property("kind", .term("kind"), .required, "What kind of exchange it is"),
        Property("level", .term("level"), .required, "The rank at which it is held"),
        Property("ordinal", .integer, "Which round of its series it is"),
        Property("status", .term("status"), .required, "Whether it was held or is to come"),
        Property("date", .date, .required, "When it is held"),
        Property("place", .object(place), "Where it is held"),
        Property("format", .term("format"), .required, "In person or online"),
        Property("parties", .list(.object(party)), .required, "Who takes part"),
        Property("chairs", people, "Who chairs it"),
        Property("participants", people, "Who else takes part"),
        Property("topics", topics, "What is discussed"),
        Property("topicCount", .integer, "How many topics are stated to be discussed"),
        Property("condition", .text, "What it depends on"),
        Property("series", .formatted(.slug), .derived, "The series of rounds it belongs to"),
        Property("precededBy", .reference([.dialogue]), .derived, "The round before it"),
        Property("followedBy", .reference([.dialogue]), .derived, "The round after it"),
    ]

    private static let place: [Property] = [
        Property("name", .text, "The town or venue"),
        Property("country", .reference([.partner]), "The state it lies in"),
    ]

    private static let party: [Property] = [
        Property("partner", .reference([.partner]), .required, "The state or organisation"),
        Property("institution", .reference([.institution]), "The institution that acts for it"),
        Property("side", .term("side"), "Host, guest or member"),
    ]

    private static let agreement: [Property] = [
        Property("instrument", .term("instrument"), .required, "The kind of instrument"),
        Property("subject", .text, "What it is about"),
        Property("parties", partners, .required, "Between whom"),
        Property("status", .term("agreement-status"), .required, "How far it has come"),
        Property("signed", .date, "When it was signed"),
        Property("period", .date, "The time it covers"),
        Property("topics", topics, "Its topics"),
        Property("dialogue", .reference([.dialogue]), "The exchange whose outcome it is"),
    ]

    private static let partnership: [Property] = [
        Property("parties", partners, .required, "Between whom"),
        Property("tier", .term("tier"), .required, "The tier it has or is to have"),
        Property("event", .term("partnership-event"), .required, "What happened to it"),
        Property("date", .date, "When it happened"),
    ]

    private static let commitment: [Property] = [
        Property("actor", .reference([.person, .institution, .partner]), "Who speaks; absent when joint"),
        Property("side", .reference([.partner]), "For whom the actor speaks; absent when joint"),
        Property("joint", .boolean, "Whether all sides commit together"),
        Property("counterparts", .list(.reference([.partner, .institution, .person])), .required, "Towards whom"),
        Property("modality", .term("modality"), .required, "How firmly it is said"),
        Property("action", .term("action"), .required, "What is to be done"),
        Property("topics", topics, "On which topics"),
        Property("agreement", .reference([.agreement]), "The agreement concerned"),
        Property("framework", .reference([.framework]), "The framework concerned"),
        Property("dialogue", .reference([.dialogue]), "The exchange at which it was said"),
        Property("condition", .text, "What it depends on"),
    ]

    private static let role: [Property] = [
        Property("holder", .reference([.partner, .institution, .person]), .required, "Who has the role"),
        Property("role", .text, .required, "The role in words"),
        Property("counterpart", .reference([.partner]), "Towards whom it is exercised"),
        Property("framework", .reference([.framework]), "The framework it is part of"),
        Property("period", .date, "The time it is held"),
        Property("count", .integer, "How many times it has been held"),
        Property("status", .term("role-status"), .required, "Whether it is over, held or sought"),
    ]

    private static let framework: [Property] = [
        Property("name", .text, .required, "Its full name"),
        Property("abbreviation", .text, "Its abbreviation"),
        Property("aliases", texts, "Other names"),
        Property("parent", .reference([.partner, .framework]), "The organisation or framework it belongs to"),
        Property("members", partners, "Its members"),
    ]

    private static let institution: [Property] = [
        Property("name", .text, .required, "Its full name"),
        Property("abbreviations", texts, "Its abbreviations"),
        Property("aliases", texts, "Other names"),
        Property("partner", .reference([.partner]), "The state or organisation it belongs to"),
        Property("parent", .reference([.institution]), "The institution above it"),
    ]

    private static let person: [Property] = [
        Property("name", .text, .required, "The full name"),
        Property("aliases", texts, "Other spellings and short forms"),
        Property("posts", .list(.object(post)), "Posts held as of the documents that state them"),
    ]

    private static let post: [Property] = [
        Property("title", .text, .required, "The post in words"),
        Property("institution", .reference([.institution]), "Where it is held"),
        Property("partner", .reference([.partner]), "For which state or organisation"),
        Property("rank", .text, "The military or police rank"),
        Property("asOf", .date, .derived, "When the latest document that states it was published"),
    ]

    private static let partner: [Property] = [
        Property("kind", .term("partner-kind"), .required, "A state or an organisation"),
        Property("name", .text, .required, "The short English name"),
        Property("aliases", texts, "Other names"),
        Property("code", .text, "ISO 3166-1 alpha-2, or the acronym of an organisation"),
        Property("alpha3", .formatted(.alpha3), "ISO 3166-1 alpha-3"),
        Property("wikidata", .formatted(.wikidata), "The Wikidata item"),
        Property("demonyms", texts, "What its people and things are called"),
        Property("capitals", texts, "Its capital in several spellings"),
    ]

    private static let topic: [Property] = [
        Property("name", .text, .required, "Its English name"),
        Property("group", .term("topic-group"), .required, "Crime or cooperation"),
        Property("parent", .reference([.topic]), "The wider topic"),
        Property("asean", .text, "Which of ASEAN's ten priority crimes it is"),
        Property("iccs", texts, "Codes of the UNODC crime classification, ICCS 1.0"),
        Property("aliases", texts, "Other wordings"),
    ]

    private static let document: [Property] = [
        Property("publisher", .text, "Who published it"),
        Property("agency", .text, "The news agency it comes from"),
        Property("title", .text, "The title as published"),
        Property("url", .formatted(.url), "Where it was published"),
        Property("language", .formatted(.language), "BCP 47 language tag"),
        Property("dateline", .text, "The place it was filed from"),
        Property("published", .date, .required, "When it was published"),
        Property("sha256", .formatted(.sha256), .required, "SHA-256 of the report's bytes"),
        Property("units", .object(units), .required, "How its text is counted"),
        Property("bodyRange", .list(.integer), "The first and the last unit of the report proper"),
        Property("licence", .text, "Under which terms it may be used"),
    ]

    private static let units: [Property] = [
        Property("kind", .word(UnitKind.allCases.map(\.rawValue)), .required, "Paragraphs or lines"),
        Property("count", .integer, .required, "How many there are"),
    ]
}

/// What a report's positions are counted in: paragraphs parted by blank lines or, where there are none, lines.
package enum UnitKind: String, Sendable, CaseIterable {
    case paragraph, line
}
