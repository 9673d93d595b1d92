internal import Records

/// A phrase and the properties it proves.
struct Proof: Sendable, Hashable {
    var tokens: Range<Int>
    var supports: PropertySet

    init(_ tokens: Range<Int>, _ supports: PropertySet) {
        self.tokens = tokens
        self.supports = supports
    }
}

extension [Proof] {
    /// What they prove of some properties, without those that prove none.
    func proving(_ properties: PropertySet) -> [Proof] {
        compactMap { proof in
            let supports = proof.supports.intersection(properties)
            return supports.isEmpty ? nil : Proof(proof.tokens, supports)
        }
    }
}

/// Properties of records, whatever their type.
struct PropertySet: OptionSet, Hashable {
    let rawValue: UInt64

    static let id = PropertySet(rawValue: 1 << 0)
    static let name = PropertySet(rawValue: 1 << 1)
    static let kind = PropertySet(rawValue: 1 << 2)
    static let level = PropertySet(rawValue: 1 << 3)
    static let status = PropertySet(rawValue: 1 << 4)
    static let date = PropertySet(rawValue: 1 << 5)
    static let format = PropertySet(rawValue: 1 << 6)
    static let ordinal = PropertySet(rawValue: 1 << 7)
    static let place = PropertySet(rawValue: 1 << 8)
    static let parties = PropertySet(rawValue: 1 << 9)
    static let chairs = PropertySet(rawValue: 1 << 10)
    static let participants = PropertySet(rawValue: 1 << 11)
    static let topics = PropertySet(rawValue: 1 << 12)
    static let topicCount = PropertySet(rawValue: 1 << 13)
    static let condition = PropertySet(rawValue: 1 << 14)
    static let instrument = PropertySet(rawValue: 1 << 15)
    static let subject = PropertySet(rawValue: 1 << 16)
    static let signed = PropertySet(rawValue: 1 << 17)
    static let period = PropertySet(rawValue: 1 << 18)
    static let dialogue = PropertySet(rawValue: 1 << 19)
    static let agreement = PropertySet(rawValue: 1 << 20)
    static let framework = PropertySet(rawValue: 1 << 21)
    static let modality = PropertySet(rawValue: 1 << 22)
    static let action = PropertySet(rawValue: 1 << 23)
    static let actor = PropertySet(rawValue: 1 << 24)
    static let counterparts = PropertySet(rawValue: 1 << 25)
    static let joint = PropertySet(rawValue: 1 << 26)
    static let side = PropertySet(rawValue: 1 << 27)
    static let holder = PropertySet(rawValue: 1 << 28)
    static let role = PropertySet(rawValue: 1 << 29)
    static let counterpart = PropertySet(rawValue: 1 << 30)
    static let count = PropertySet(rawValue: 1 << 31)
    static let posts = PropertySet(rawValue: 1 << 32)
    static let partner = PropertySet(rawValue: 1 << 33)
    static let parent = PropertySet(rawValue: 1 << 34)
    static let tier = PropertySet(rawValue: 1 << 35)
    static let event = PropertySet(rawValue: 1 << 36)

    static let named: [(name: String, property: PropertySet)] = [
        ("id", id), ("name", name), ("kind", kind), ("level", level), ("status", status), ("date", date),
        ("format", format), ("ordinal", ordinal), ("place", place), ("parties", parties),
        ("chairs", chairs), ("participants", participants), ("topics", topics), ("topicCount", topicCount),
        ("condition", condition), ("instrument", instrument), ("subject", subject), ("signed", signed),
        ("period", period), ("dialogue", dialogue), ("agreement", agreement), ("framework", framework),
        ("modality", modality), ("action", action), ("actor", actor), ("counterparts", counterparts),
        ("joint", joint), ("side", side), ("holder", holder), ("role", role), ("counterpart", counterpart),
        ("count", count), ("posts", posts), ("partner", partner), ("parent", parent), ("tier", tier),
        ("event", event),
    ]
}

extension PropertySet {
    /// What a record states; empty for names that no phrase is cited for.
    init(_ members: [Member]) {
        self = members.reduce(into: []) { $0.formUnion(PropertySet(name: $1.name)) }
    }

    private init(name: String) {
        self = Self.named.first { $0.name == name }?.property ?? []
    }

    /// What evidence may prove of a record, in the schema's order.
    static func evidenced(of type: RecordType) -> [(name: String, property: PropertySet)] { evidenced[type.order] }

    private static let evidenced: [[(name: String, property: PropertySet)]] = RecordType.allCases.map { type in
        Schema.evidenced(of: type).map { (name: $0, property: PropertySet(name: $0)) }.filter { !$0.property.isEmpty }
    }
}
