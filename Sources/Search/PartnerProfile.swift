internal import Records

/// What the register says of one partner, at a glance.
package struct PartnerProfile: Sendable {
    package struct Tier: Sendable, Equatable {
        package let counterpart: String
        package let tier: String
        /// The newest partnership record of the two that is more than a proposal.
        package let partnership: String
    }

    /// The first and the last dialogue that was held and has a date; ids.
    package let firstDialogue: String?
    package let lastDialogue: String?
    /// By the counterpart's id.
    package let tiers: [Tier]
    /// Topics of its dialogues, wider ones included.
    package let topics: Axis?
    /// Its agreements by status.
    package let agreements: Axis?
    /// With whom it took part in dialogues.
    package let counterparts: [Facet.Count]
    /// How many counterparts there are in all.
    package let counterpartTotal: Int

    package static let mostCounterparts = 50
    private static let mostTopics = 100

    package init(of id: String, in snapshot: Snapshot) {
        let (dialogues, agreements) = (snapshot.collection(.dialogues), snapshot.collection(.agreements))
        let own = dialogues.documents("partner", id)
        let held = own.intersection(dialogues.documents("status", "held")).documents
        lastDialogue = held.first { dialogues.date(of: $0) != nil }.map { dialogues.entry($0).id }
        firstDialogue = held.last { dialogues.date(of: $0) != nil }.map { dialogues.entry($0).id }
        tiers = Self.tiers(of: id, in: snapshot)
        topics = dialogues.axis("topic", of: own, limit: Self.mostTopics)
        self.agreements = agreements.axis("status", of: agreements.documents("partner", id), limit: .max)
        let partners = dialogues.axis("partner", of: own, limit: Self.mostCounterparts + 1)
        counterparts = Array((partners?.values ?? []).filter { $0.term != id }.prefix(Self.mostCounterparts))
        counterpartTotal = max(0, (partners?.total ?? 0) - 1)
    }

    /// The present tier with each counterpart, by the counterpart's id.
    package static func tiers(of id: String, in snapshot: Snapshot) -> [Tier] {
        let partnerships = snapshot.collection(.partnerships)
        var tiers: [String: Tier] = [:]
        // Newest first: the first that is found holds.
        for number in partnerships.documents("partner", id).documents {
            guard let record = snapshot.register.record(partnerships.entry(number).id),
                record["event"]?.text != "proposed", let tier = record["tier"]?.text
            else { continue }
            for counterpart in record.parties where counterpart != id && tiers[counterpart] == nil {
                tiers[counterpart] = Tier(counterpart: counterpart, tier: tier, partnership: record.id)
            }
        }
        return tiers.values.sorted { $0.counterpart < $1.counterpart }
    }
}
