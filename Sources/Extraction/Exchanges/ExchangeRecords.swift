internal import Records

/// Exchanges as drafts of records.
enum ExchangeRecords {
    /// Gives every exchange its id: parties, kind, and round or day; a number where that leaves two alike.
    static func identify(_ exchanges: inout Exchanges) {
        var taken: [String: Int] = [:]
        exchanges.ids = exchanges.items.map { item in
            var parts = item.partners.sorted() + [item.kind]
            if let ordinal = item.ordinal {
                parts.append(String(ordinal))
            } else if let edtf = item.date.edtf {
                parts.append(Folding.slug(edtf))
            } else if item.status != "held" {
                parts.append(item.status)
            }
            let id = parts.joined(separator: "-")
            let count = (taken[id] ?? 0) + 1
            taken[id] = count
            return count == 1 ? id : "\(id)-\(count)"
        }
    }

    static func drafts(_ exchanges: Exchanges, _ scene: Scene) -> [Draft] {
        zip(exchanges.items, exchanges.ids).map { draft($0, id: $1, scene.cast) }
    }

    private static func draft(_ item: Exchange, id: String, _ cast: Cast) -> Draft {
        var values = [
            Member("kind", .text(item.kind)), Member("level", .text(item.level ?? "unspecified")),
            Member("status", .text(item.status)), Member("date", .date(item.date)),
            Member("format", .text(item.format ?? "unspecified")),
        ]
        if let ordinal = item.ordinal { values.append(Member("ordinal", .integer(ordinal))) }
        if let place = item.place {
            var members: [Member] = []
            if let name = place.name { members.append(Member("name", .text(name))) }
            if let country = place.country { members.append(Member("country", .text(country))) }
            if !members.isEmpty { values.append(Member("place", .object(members))) }
        }
        values.append(Member("parties", .list(item.parties.map { party($0, cast) })))
        func add(_ name: String, _ texts: [String]) {
            if !texts.isEmpty { values.append(Member(name, .list(texts.map(Value.text)))) }
        }
        add("chairs", item.chairs.map(cast.id(ofPerson:)))
        add("participants", item.participants.map(cast.id(ofPerson:)))
        add("topics", item.topics)
        if let count = item.topicCount { values.append(Member("topicCount", .integer(count))) }
        if let condition = item.condition { values.append(Member("condition", .text(condition))) }
        return Draft(.dialogue, id: id, values: values, proofs: item.proofs.proving(PropertySet(values)))
    }

    private static func party(_ party: Exchange.Party, _ cast: Cast) -> Value {
        var members = [Member("partner", .text(party.partner))]
        if let institution = party.institution {
            members.append(Member("institution", .text(cast.institutions[institution].id)))
        }
        if let side = party.side { members.append(Member("side", .text(side))) }
        return .object(members)
    }
}
