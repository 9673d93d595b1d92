internal import Records
internal import Search

/// What a client may name of a record's JSON.
enum RecordJSON {
    /// The members a record of the collection can have, in their order: the values that `fields=` takes.
    static func memberNames(of collection: CollectionName) -> [String] {
        guard let type = collection.recordType else {
            return collection == .series ? SeriesText.memberNames : ConflictText.memberNames
        }
        return ["id", "type", "title"] + Schema.properties(of: type).map(\.name).filter { $0 != "title" }
            + ["certainty", "basis", "review", "documents", "evidence", "conflicts", "names", "counts"]
    }
}

/// What `include=` embeds beside the records: those they refer to, each once.
enum Inclusion: String, CaseIterable, Sendable {
    case partners, people, institutions, topics, frameworks, agreements, dialogues, documents
    /// The documents that the evidence cites.
    case evidence

    var collection: CollectionName {
        self == .evidence ? .documents : CollectionName(rawValue: rawValue) ?? .documents
    }

    /// The ids that a record refers to, of this kind.
    func ids(in record: Record, of register: Register) -> [String] {
        switch self {
        case .evidence: Array(Set(record.evidence.map(\.document))).sorted()
        case .documents: record.documents
        default:
            references(in: record).filter { reference in
                register.record(reference).flatMap { CollectionName($0.type) } == collection
            }
        }
    }

    private func references(in record: Record) -> [String] {
        var ids: [String] = []
        Schema.forEachReference(in: record.values, of: record.type) { id, _, _ in ids.append(id) }
        return ids
    }
}
