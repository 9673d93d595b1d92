internal import HTTP
internal import Records
internal import Search

/// What partners have done with each other: two or more side by side.
struct ComparisonTool: Tool {
    static let name = "compare_partners"
    static let title = "Compare partners"
    static let summary = """
        Two to eight states or organisations side by side: how many records each has, the dialogues and agreements that \
        all of them took part in, the present tier of each two, and the topics that all of them discuss, each with \
        the words of reports that state it. Names are understood however they are written.
        """
    static let joined: [String] = []
    static let limits = 1...20
    private static let numbers = 2...8
    private static let mostTopics = 30
    private static let counted = [CollectionName.dialogues, .agreements, .partnerships, .commitments]

    private static let own = [
        ParameterDescription(
            name: "limit", values: .integer(limits), summary: "Most dialogues, and agreements, in the answer",
            standard: "5")
    ]

    private let register: CitedRegister
    private var snapshot: Snapshot { register.snapshot }

    init(_ register: CitedRegister) { self.register = register }

    var input: JSONSchema {
        .object(
            [.init("partner", .list(.text), "Their names, codes or ids: India, VN, ASEAN")]
                + Self.own.map(JSONSchema.Member.init), .refused)
    }

    func answer(_ arguments: ToolArguments) throws(Problem) -> [UInt8] {
        var own = ParameterValues(arguments.target("/") { $0 != "partner" }, by: Self.own, of: Self.name)
        let limit = own.integer("limit")
        let parameters = try CollectionParameters(
            arguments.target("/dialogues") { $0 == "partner" }, .dialogues, in: snapshot, own: own, general: [])
        let partners = try partners(parameters.query.filters.flatMap(\.values))
        var json = Array("{".utf8)
        json.appendName("partners")
        append(partners: partners, to: &json)
        for name in [CollectionName.dialogues, .agreements] {
            append(name, ofAll: partners, limit: limit ?? Self.limits.lowerBound, to: &json)
        }
        json.appendName("pairs")
        append(pairsOf: partners, to: &json)
        append(topicsOf: partners, to: &json)
        register.appendEnd(to: &json)
        return json
    }

    /// - Parameter values: for each name the partners that it may mean.
    /// - Throws: 400 unless every name means one partner, and they are as many as can be compared.
    private func partners(_ values: [[String]]) throws(Problem) -> [String] {
        var reader = ParameterReader()
        var partners: [String] = []
        for ids in values {
            if ids.count > 1 {
                reader.note("partner", "A name means several: \(ids.joined(separator: ", ")); give one of them.")
            }
            partners += ids.prefix(1).filter { !partners.contains($0) }
        }
        if !Self.numbers.contains(partners.count) {
            reader.note(
                "partner",
                "partner has \(partners.count) different partners; give \(Self.numbers.lowerBound) to "
                    + "\(Self.numbers.upperBound) of them.")
        }
        try reader.finish()
        return partners
    }

    private func documents(_ name: CollectionName, of partners: [String]) -> PostingList {
        var query = Query(name)
        query.filters = [Filter(field: "partner", values: partners.map { [$0] }, mode: .all)]
        return snapshot.collection(name).documents(query)
    }

    // MARK: Writing

    private func append(partners: [String], to json: inout [UInt8]) {
        json.append(UInt8(ascii: "["))
        for partner in partners {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            json.appendName("id")
            json.appendJSON(partner)
            json.appendName("name")
            json.appendJSON(snapshot.register.displayName(of: partner) ?? partner)
            json.appendName("url")
            json.appendJSON(register.address(.partners, partner))
            json.appendName("counts")
            let counts = Self.counted.map { ($0.rawValue, documents($0, of: [partner]).count) }
            append(counts: counts, to: &json)
            json.append(UInt8(ascii: "}"))
        }
        json.append(UInt8(ascii: "]"))
    }

    private func append(counts: [(name: String, count: Int)], to json: inout [UInt8]) {
        json.append(UInt8(ascii: "{"))
        for (name, count) in counts {
            json.appendName(name)
            json.appendJSON(count)
        }
        json.append(UInt8(ascii: "}"))
    }

    /// The records that all of them are party to: how many, and the newest.
    private func append(_ name: CollectionName, ofAll partners: [String], limit: Int, to json: inout [UInt8]) {
        let documents = documents(name, of: partners).documents
        json.appendName(name.rawValue)
        json.append(UInt8(ascii: "{"))
        json.appendName("total")
        json.appendJSON(documents.count)
        json.appendName("items")
        register.append(documents.prefix(limit), of: name, to: &json)
        json.append(UInt8(ascii: "}"))
    }

    private func append(pairsOf partners: [String], to json: inout [UInt8]) {
        json.append(UInt8(ascii: "["))
        for (place, first) in partners.enumerated() {
            let tiers = PartnerProfile.tiers(of: first, in: snapshot)
            for second in partners[(place + 1)...] {
                json.appendSeparator()
                json.append(UInt8(ascii: "{"))
                json.appendName("partners")
                json.appendJSON([first, second])
                for name in [CollectionName.dialogues, .agreements] {
                    json.appendName(name.rawValue)
                    json.appendJSON(documents(name, of: [first, second]).count)
                }
                if let tier = tiers.first(where: { $0.counterpart == second }),
                    let entry = snapshot.entry(tier.partnership, in: .partnerships)
                {
                    json.appendName("tier")
                    json.appendJSON(tier.tier)
                    json.appendName("partnership")
                    register.append(
                        entry.json, entry.id, in: .partnerships, most: CitedRegister.fewCitations, to: &json)
                }
                json.append(UInt8(ascii: "}"))
            }
        }
        json.append(UInt8(ascii: "]"))
    }

    /// The topics that each of them has in some dialogue, those first that are most frequent in dialogues of all.
    private func append(topicsOf partners: [String], to json: inout [UInt8]) {
        func counts(_ partners: [String]) -> [String: Int] {
            let topics = snapshot.collection(.dialogues).axis(
                "topic", of: documents(.dialogues, of: partners), limit: snapshot.collection(.topics).entries.count)
            return Dictionary(uniqueKeysWithValues: (topics?.values ?? []).map { ($0.term, $0.count) })
        }
        let (together, each) = (counts(partners), partners.map { counts([$0]) })
        let shared = (each.first ?? [:]).keys.filter { topic in each.allSatisfy { $0[topic] != nil } }
        func rank(_ topic: String) -> (Int, Int) {
            (together[topic] ?? 0, each.reduce(0) { $0 + ($1[topic] ?? 0) })
        }
        let sorted = shared.sorted { left, right in
            let (mine, others) = (rank(left), rank(right))
            return mine != others ? mine > others : left < right
        }
        json.appendName("topicTotal")
        json.appendJSON(shared.count)
        json.appendName("topics")
        json.append(UInt8(ascii: "["))
        for topic in sorted.prefix(Self.mostTopics) {
            json.appendSeparator()
            json.append(UInt8(ascii: "{"))
            json.appendName("id")
            json.appendJSON(topic)
            json.appendName("name")
            json.appendJSON(snapshot.register.displayName(of: topic) ?? topic)
            json.appendName("url")
            json.appendJSON(register.address(.topics, topic))
            json.appendName("together")
            json.appendJSON(together[topic] ?? 0)
            json.appendName("each")
            append(counts: zip(partners, each).map { ($0, $1[topic] ?? 0) }, to: &json)
            json.append(UInt8(ascii: "}"))
        }
        json.append(UInt8(ascii: "]"))
    }

    // MARK: Schema

    static let output = JSONSchema.object(
        [
            .init("partners", .list(partner), "Those that are compared, in the order asked"),
            .init("dialogues", common, "Dialogues that all of them took part in, newest first"),
            .init("agreements", common, "Agreements to which all of them are party, newest first"),
            .init("pairs", .list(pair), "Each two of them"),
            .init("topicTotal", .count, "How many topics all of them discuss"),
            .init("topics", .list(topic), "The most frequent of these, those first that they discuss with each other"),
            CitedRegister.generation,
        ], .refused)

    private static let partner = JSONSchema.object(
        [
            .init("id", .text, "Id"), .init("name", .text, "Name"), .init("url", .text, "Address of its record"),
            .init(
                "counts", .object(counted.map { .init($0.rawValue, .count, "How many it has a part in") }, .refused),
                "Records of each collection"),
        ], .refused)

    private static let common = JSONSchema.object(
        [.init("total", .count, "How many"), .init("items", .list(CitedRegister.schema()), "The newest")], .refused)

    private static let pair = JSONSchema.object(
        [
            .init("partners", .list(.text), "Ids of the two"),
            .init("dialogues", .count, "In which both took part"),
            .init("agreements", .count, "To which both are party"),
            .init("tier", .text, "Present tier of their partnership, when there is one", isRequired: false),
            .init("partnership", CitedRegister.schema(), "The record that states the tier", isRequired: false),
        ], .refused)

    private static let topic = JSONSchema.object(
        [
            .init("id", .text, "Id"), .init("name", .text, "Name"), .init("url", .text, "Address of its record"),
            .init("together", .count, "Dialogues of all of them on the topic"),
            .init("each", .table(.count), "Dialogues on the topic for each of them, by id"),
        ], .refused)
}
