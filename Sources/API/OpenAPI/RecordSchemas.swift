internal import Records
internal import Search

/// Schemas of records, as `Records.Schema` has their properties.
struct RecordSchemas {
    /// How records are written: in answers, with derived properties and the days of dates, or as register files state them.
    enum Form {
        case answer, file
    }

    private let terms: TermLists

    init(_ vocabulary: Vocabulary) { terms = vocabulary.terms }

    /// By name: the lists of words, the records, and what they are made of.
    var components: [(name: String, schema: JSONTree)] {
        terms.lists.map { (Self.name(ofList: $0.id), JSONTree.oneOf($0.terms.map(\.id))) }
            + [
                ("Date", date(.answer)), ("StatedDate", date(.file)), ("Evidence", evidence(.answer)),
                ("StatedEvidence", evidence(.file)), ("Contradiction", contradiction(.answer)),
                ("StatedContradiction", contradiction(.file)), ("Related", Self.related), ("Profile", profile),
            ]
            + RecordType.allCases.map { (Self.name(of: $0), answer($0)) }
            + [("Series", series), ("Conflict", conflict)]
            + RecordType.allCases.map { ("Stated" + Self.name(of: $0), stated($0)) }
            + [("RegisterFile", file)]
    }

    static func name(of type: RecordType) -> String { English.label(of: type.rawValue) }

    /// The component that a collection's records are.
    static func name(of collection: CollectionName) -> String {
        collection.recordType.map(name) ?? (collection == .series ? "Series" : "Conflict")
    }

    /// `agreement-status` → `AgreementStatus`
    static func name(ofList id: String) -> String {
        id.split(separator: "-").map { English.label(of: String($0)) }.joined()
    }

    // MARK: Records

    /// A record of an answer. Which members there are, `fields` decides, so that none is required.
    private func answer(_ type: RecordType) -> JSONTree {
        let own = Schema.properties(of: type).filter { $0.name != "title" }.map { member($0, .answer) }
        let common: JSONTree = .members([
            "certainty": .schema("Certainty"), "basis": .text, "review": .schema("Review"), "documents": .texts,
            "evidence": .list(of: .schema("Evidence")), "conflicts": .list(of: .schema("Contradiction")),
            "names": Self.names, "counts": .map(of: .count), "related": .schema("Related"),
            "profile": .schema("Profile"),
        ])
        return .closed(
            Self.head(type.rawValue) + own + Self.members(of: common, but: type == .partner ? nil : "profile"),
            required: []
        )
        .adding(["description": .string("Without what `fields` leaves out and what is not stated")])
    }

    private static func head(_ type: String) -> [JSONTree.Member] {
        members(of: .members(["id": .text, "type": ["type": "string", "const": .string(type)], "title": .text]))
    }

    private static func members(of object: JSONTree, but name: String? = nil) -> [JSONTree.Member] {
        guard case .object(let members)? = object["properties"] else { return [] }
        return members.filter { $0.name != name }
    }

    private static let names = JSONTree.map(of: .text).adding([
        "description": "Display names of the records that this one refers to, by id"
    ])

    private static let related = JSONTree.map(
        of: .members([
            "total": .count, "items": .list(of: .members(["id": .text, "title": .text])), "href": .text,
        ])
    ).adding(["description": "Of a single record: the newest records that refer to it, by collection"])

    private var profile: JSONTree {
        let dialogue = JSONTree.orNull(.members(["id": .text, "title": .text, "date": .orNull(.text)]))
        let counts = JSONTree.list(of: .members(["value": .text, "name": .text, "count": .count]))
        return .members([
            "firstDialogue": dialogue, "lastDialogue": dialogue,
            "tiers": .list(
                of: .members([
                    "partner": .text, "name": .text, "tier": .schema("Tier"), "since": .orNull(.text),
                    "partnership": .text,
                ])),
            "topics": counts, "agreements": counts,
            "counterparts": .members(["total": .count, "items": counts]),
        ])
    }

    private var series: JSONTree {
        let round = JSONTree.members(
            ["ordinal": .count, "dialogue": .text, "status": .schema("Status"), "date": .schema("Date")],
            optional: ["status", "date"])
        let own: JSONTree = .members([
            "kind": .schema("Kind"), "parties": .texts, "rounds": .list(of: round), "missing": .list(of: .count),
            "names": Self.names, "counts": .map(of: .count), "related": .schema("Related"),
        ])
        return .closed(Self.head("series") + Self.members(of: own), required: [])
    }

    private var conflict: JSONTree {
        let value = JSONTree.members(["value": .anything, "evidence": .list(of: .schema("Evidence"))])
        return .closed(
            Self.members(
                of: .members([
                    "id": .text, "record": .text, "type": .oneOf(RecordType.allCases.map(\.rawValue)), "title": .text,
                    "property": .text, "values": .list(of: value),
                ])), required: [])
    }

    // MARK: Parts

    private func date(_ form: Form) -> JSONTree {
        let day = JSONTree.orNull(["type": "string", "description": "ISO 8601"])
        let edtf: JSONTree = ["type": "string", "description": "EDTF (ISO 8601-2)"]
        let basis = JSONTree.schema("Basis")
        switch form {
        case .answer:
            return .members(
                [
                    "edtf": .orNull(edtf), "earliest": day, "latest": day, "precision": .schema("Precision"),
                    "basis": basis, "stated": .text,
                ], optional: ["stated"])
        case .file:
            return .members(["edtf": edtf, "basis": basis, "stated": .text], optional: ["edtf", "stated"])
        }
    }

    private func evidence(_ form: Form) -> JSONTree {
        let place: JSONTree = [
            "type": "integer", "minimum": 0, "description": "Unicode scalars from the start of the report",
        ]
        let all: JSONTree = .members(
            [
                "document": .text, "supports": .texts, "paragraph": ["type": "integer", "minimum": 1], "start": place,
                "end": place,
                "exact": ["type": "string", "description": .string("At most \(Evidence.maximumWords) words")],
                "link": .text,
            ])
        let left = form == .file ? ["document", "link"] : []
        let members = Self.members(of: all).filter { !left.contains($0.name) }
        return .closed(members, required: members.map(\.name).filter { $0 != "link" })
    }

    private func contradiction(_ form: Form) -> JSONTree {
        let evidence = JSONTree.schema(form == .file ? "StatedEvidence" : "Evidence")
        return .members([
            "property": .text, "values": .list(of: .members(["value": .anything, "evidence": .list(of: evidence)])),
        ])
    }

    // MARK: Register files

    private func stated(_ type: RecordType) -> JSONTree {
        let properties = Schema.properties(of: type).filter { !$0.isDerived }
        let own = properties.map { member($0, .file) }
        guard type != .document else {
            let ends: JSONTree = .members(["id": .text, "review": .schema("Review")])
            let members = Self.members(of: ends)
            return .closed([members[0]] + own + [members[1]], required: ["id"])
        }
        let common: JSONTree = .members([
            "certainty": .schema("Certainty"), "basis": .text, "review": .schema("Review"),
            "evidence": .list(of: .schema("StatedEvidence")), "conflicts": .list(of: .schema("StatedContradiction")),
        ])
        return .closed(
            Self.head(type.rawValue).filter { $0.name != "title" } + own + Self.members(of: common),
            required: ["id", "type"])
    }

    private var file: JSONTree {
        let types = RecordType.allCases.filter { $0 != .document }.map { JSONTree.schema("Stated" + Self.name(of: $0)) }
        return .members([
            "entente": ["type": "integer", "const": .integer(RegisterFile.version)],
            "document": .schema("StatedDocument"),
            "records": .list(of: ["oneOf": .array(types)]),
        ])
    }

    // MARK: Properties

    private func member(_ property: Property, _ form: Form) -> JSONTree.Member {
        JSONTree.Member(
            name: property.name,
            value: schema(property.shape, form).adding(["description": .string(property.summary)]))
    }

    private func schema(_ shape: Shape, _ form: Form) -> JSONTree {
        switch shape {
        case .text: .text
        case .formatted(let format): ["type": "string", "pattern": .string(format.pattern)]
        case .integer: ["type": "integer", "minimum": 1]
        case .boolean: .truth
        case .date: .schema(form == .file ? "StatedDate" : "Date")
        case .term(let list): .schema(Self.name(ofList: list))
        case .word(let words): .oneOf(words)
        case .reference: ["type": "string", "pattern": .string(TextFormat.slug.pattern)]
        case .list(let element): .list(of: schema(element, form))
        case .object(let properties):
            .closed(
                properties.filter { form == .answer || !$0.isDerived }.map { member($0, form) },
                required: properties.filter(\.isRequired).map(\.name))
        }
    }
}
