/// The kinds of records, in the order in which a register file lists them.
package enum RecordType: String, CaseIterable, Sendable, Hashable, Comparable {
    case dialogue, agreement, partnership, commitment, role, framework, institution, person, partner, topic, document

    /// The word of the API's path: `dialogues`, `people`.
    package var plural: String {
        switch self {
        case .person: "people"
        default: rawValue + "s"
        }
    }

    /// Records of these types may come from the vocabulary instead of a report, and then need no evidence.
    package var isReference: Bool {
        switch self {
        case .partner, .topic, .framework, .institution: true
        default: false
        }
    }

    /// The position in the order of register files.
    package var order: Int {
        switch self {
        case .dialogue: 0
        case .agreement: 1
        case .partnership: 2
        case .commitment: 3
        case .role: 4
        case .framework: 5
        case .institution: 6
        case .person: 7
        case .partner: 8
        case .topic: 9
        case .document: 10
        }
    }

    package static func < (left: RecordType, right: RecordType) -> Bool { left.order < right.order }
}
