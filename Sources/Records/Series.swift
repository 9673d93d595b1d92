/// The rounds of one dialogue mechanism: the dialogues of the same parties and kind that carry an ordinal.
package struct Series: Sendable {
    /// `PARTIES-KIND`, the parties by id: `india-vietnam-security-dialogue`.
    package let id: String
    package let title: String
    package let kind: String
    /// Partner ids in alphabetical order.
    package let parties: [String]
    /// By ordinal, then by id.
    package let rounds: [(ordinal: Int, dialogue: String)]
    /// The ordinals below the highest that no record covers.
    package let missing: [Int]

    /// Whether a dialogue is a round of some series.
    static func isRound(_ record: Record) -> Bool {
        record.type == .dialogue && record["ordinal"]?.integer != nil && record["kind"]?.text != nil
    }

    /// Finds the series of rounds (see `isRound`), which stand in the order of their ids, and gives these dialogues the
    /// properties `series`, `precededBy` and `followedBy`. Only the rounds directly before and after count: across a gap
    /// nothing is said to follow.
    static func derive(in records: inout [Record]) -> [Series] {
        struct Key: Hashable {
            let parties: [String]
            let kind: String
        }
        var members: [Key: [(ordinal: Int, position: Int)]] = [:]
        for (position, record) in records.enumerated() {
            guard let ordinal = record["ordinal"]?.integer, let kind = record["kind"]?.text else { continue }
            members[Key(parties: Set(record.parties).sorted(), kind: kind), default: []].append((ordinal, position))
        }
        return members.map { key, members in
            let id = (key.parties + [key.kind]).joined(separator: "-")
            // Records are in the order of their ids, so positions order the ids of one ordinal.
            let rounds = members.sorted { $0 < $1 }.map { (ordinal: $0.ordinal, dialogue: records[$0.position].id) }
            for (ordinal, position) in members {
                records[position].values.append(Member("series", .text(id)))
                for (name, neighbour) in [("precededBy", ordinal - 1), ("followedBy", ordinal + 1)] {
                    guard let round = rounds.first(where: { $0.ordinal == neighbour }) else { continue }
                    records[position].values.append(Member(name, .text(round.dialogue)))
                }
            }
            let covered = Set(rounds.map(\.ordinal))
            let missing = (1...(rounds.last?.ordinal ?? 1)).filter { !covered.contains($0) }
            return Series(id: id, title: "", kind: key.kind, parties: key.parties, rounds: rounds, missing: missing)
        }.sorted { $0.id < $1.id }
    }

    func titled(by writer: TitleWriter) -> Series {
        Series(
            id: id, title: writer.title(ofSeries: parties, kind: kind), kind: kind, parties: parties, rounds: rounds,
            missing: missing)
    }
}
