package import Records

/// The collections a register is asked for. Each holds the records of one type, but for `series` and `conflicts`, which
/// are derived.
package enum CollectionName: String, CaseIterable, Sendable {
    case dialogues, partners, topics, agreements, partnerships, commitments, people, institutions, frameworks, roles
    case documents, series, conflicts

    package var recordType: RecordType? {
        RecordType.allCases.first { $0.plural == rawValue }
    }

    /// Its place among all.
    var order: Int {
        switch self {
        case .dialogues: 0
        case .partners: 1
        case .topics: 2
        case .agreements: 3
        case .partnerships: 4
        case .commitments: 5
        case .people: 6
        case .institutions: 7
        case .frameworks: 8
        case .roles: 9
        case .documents: 10
        case .series: 11
        case .conflicts: 12
        }
    }

    /// Whether its records have a date of their own or one that they take from a dialogue.
    package var isDated: Bool {
        guard let recordType else { return self == .series }
        return Schema.properties(of: recordType).contains { property in
            if case .date = property.shape { true } else { property.name == "dialogue" }
        }
    }

    /// What it is filtered by and counted by.
    package var fieldNames: [String] { FieldTable.fields(of: self).map(\.name) }

    package init?(_ type: RecordType) { self.init(rawValue: type.plural) }
}
