internal import Records

/// The fields of every collection: what a client may filter by, facet and sort.
enum FieldTable {
    static func fields(of collection: CollectionName) -> [CollectionField] {
        switch collection {
        case .dialogues:
            [
                partners { record, _ in record.parties },
                topics, term("kind", "kind", "Kind of exchange"), term("level", "level", "Level of the delegations"),
                term("status", "status", "Whether it was held, is planned, or fell through"),
                term("format", "format", "In person or online"),
                CollectionField("ordinal", .integers, "Number of the round within its series") { record, _ in
                    record["ordinal"]?.integer.map { [String($0)] } ?? []
                },
                CollectionField("series", .series, "Series it is a round of") { record, _ in record.texts("series") },
                CollectionField("place", .texts, "City or venue") { record, _ in
                    record["place"]?["name"]?.text.map { [Folding.key($0)] } ?? []
                },
                CollectionField("country", .records(.partner), "State where it takes place") { record, _ in
                    record["place"]?["country"]?.text.map { [$0] } ?? []
                },
                people { record, _ in record.texts("chairs") + record.texts("participants") },
                institutions { record, _ in
                    (record["parties"]?.list ?? []).compactMap { $0["institution"]?.text }
                },
            ] + dated
        case .agreements:
            [
                partners { record, _ in record.parties },
                topics, term("instrument", "instrument", "Kind of instrument"),
                term("status", "agreement-status", "How far it has come"),
                reference("dialogue", .dialogue, "Exchange whose outcome it is"),
            ] + dated
        case .partnerships:
            [
                partners { record, _ in record.parties }, term("tier", "tier", "Rank of the partnership"),
                term("event", "partnership-event", "Established, upgraded or proposed"),
            ] + dated
        case .commitments:
            [
                partners { record, context in
                    record.texts("side")
                        + (record.texts("actor") + record.texts("counterparts"))
                        .flatMap { context.partners(of: $0) }
                },
                topics, term("modality", "modality", "How binding it is"),
                term("action", "action", "What is to be done"),
                CollectionField("side", .records(.partner), "Partner that commits itself") { record, _ in
                    record.texts("side")
                },
                people { record, context in
                    context.ids(record.texts("actor") + record.texts("counterparts"), of: .person)
                },
                institutions { record, context in
                    context.ids(record.texts("actor") + record.texts("counterparts"), of: .institution)
                },
                reference("agreement", .agreement, "Agreement it concerns"),
                reference("framework", .framework, "Framework it concerns"),
                reference("dialogue", .dialogue, "Exchange at which it was stated"),
                CollectionField("joint", .booleans, "Whether all sides commit together") { record, _ in
                    [record["joint"]?.boolean == true ? "true" : "false"]
                },
            ] + dated
        case .roles:
            [
                partners { record, context in
                    (record.texts("holder") + record.texts("counterpart")).flatMap { context.partners(of: $0) }
                },
                term("status", "role-status", "Whether it is over, held or sought"),
                reference("framework", .framework, "Framework it belongs to"),
                people { record, context in context.ids(record.texts("holder"), of: .person) },
                institutions { record, context in context.ids(record.texts("holder"), of: .institution) },
            ] + dated
        case .people:
            [
                partners { record, context in context.partners(of: record.id) },
                institutions { record, _ in (record["posts"]?.list ?? []).compactMap { $0["institution"]?.text } },
            ] + common
        case .institutions:
            [
                partners { record, _ in record.texts("partner") },
                reference("parent", .institution, "Institution it belongs to"),
            ] + common
        case .frameworks:
            [
                partners { record, context in
                    record.texts("parent").flatMap { context.partners(of: $0) } + record.texts("members")
                },
                reference("parent", .framework, "Framework it belongs to"),
            ] + common
        case .partners: [term("kind", "partner-kind", "State or organisation")] + common
        case .topics:
            [
                term("group", "topic-group", "Crime or cooperation"),
                CollectionField("parent", .records(.topic), "Wider topic") { record, _ in record.texts("parent") },
            ] + common
        case .documents:
            [
                text("publisher", "Who published it"), text("agency", "News agency it comes from"),
                text("language", "Language it is written in"),
                partners { record, context in context.statements.partners(of: record.id) },
                topics { record, context in context.statements.topics(of: record.id) },
            ] + dated
        case .series:
            [partners { record, _ in record.parties }, term("kind", "kind", "Kind of exchange")]
        case .conflicts:
            [
                CollectionField("partner", .records(.partner), "State or organisation that the record concerns") {
                    record, context in
                    if record.type == .partner { return [record.id] }
                    let fields = CollectionName(record.type).map(fields) ?? []
                    return fields.first { $0.name == "partner" }?.terms(record, context) ?? []
                },
                CollectionField("type", .words(RecordType.allCases.map(\.rawValue)), "Type of the record") {
                    record, _ in
                    [record.type.rawValue]
                },
                CollectionField("property", .words(propertyNames), "Property that is contradicted") { record, _ in
                    record.conflicts.map(\.property)
                },
                reference("document", .document, "Report that states one of the values") { record, _ in
                    record.conflicts.flatMap(\.values).flatMap(\.evidence).map(\.document)
                },
            ]
        }
    }

    // MARK: Fields that several collections have

    private static let common: [CollectionField] = [
        reference("document", .document, "Report that states it") { record, _ in
            record.type == .document ? [record.id] : record.documents
        },
        CollectionField("review", .words(Review.allCases.map(\.rawValue)), "Whether a person has confirmed it") {
            record, _ in
            [record.review.rawValue]
        },
        CollectionField("certainty", .words(Certainty.allCases.map(\.rawValue)), "How sure it is") { record, _ in
            [record.certainty.rawValue]
        },
    ]

    private static let dated =
        common + [
            CollectionField("year", .integers, "Any year its date may fall in") { record, context in
                context.years(of: record)
            }
        ]

    private static let propertyNames = Set(
        RecordType.allCases.flatMap(Schema.properties).filter { !$0.isDerived }.map(\.name)
    ).sorted()

    private typealias Terms = @Sendable (Record, FieldContext) -> [String]

    private static func partners(_ terms: @escaping Terms) -> CollectionField {
        CollectionField("partner", .records(.partner), "State or organisation that takes part", terms)
    }

    private static func people(_ terms: @escaping Terms) -> CollectionField {
        CollectionField("person", .records(.person), "Person who takes part", terms)
    }

    private static func institutions(_ terms: @escaping Terms) -> CollectionField {
        CollectionField("institution", .records(.institution), "Institution that takes part", terms)
    }

    private static let topics = topics { record, _ in record.texts("topics") }

    private static func topics(_ terms: @escaping Terms) -> CollectionField {
        CollectionField("topic", .records(.topic), "Topic, its narrower topics included") { record, context in
            context.withAncestors(terms(record, context))
        }
    }

    private static func term(_ name: String, _ list: String, _ summary: String) -> CollectionField {
        CollectionField(name, .terms(list), summary) { record, _ in record.texts(name) }
    }

    private static func text(_ name: String, _ summary: String) -> CollectionField {
        CollectionField(name, .texts, summary) { record, _ in record.texts(name).map(Folding.key) }
    }

    private static func reference(_ name: String, _ type: RecordType, _ summary: String) -> CollectionField {
        reference(name, type, summary) { record, context in context.ids(record.texts(name), of: type) }
    }

    private static func reference(
        _ name: String, _ type: RecordType, _ summary: String, _ terms: @escaping Terms
    ) -> CollectionField {
        CollectionField(name, .records(type), summary, terms)
    }
}
