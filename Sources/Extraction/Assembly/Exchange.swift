internal import Records

/// A recorded exchange between parties: what becomes a record of type `dialogue`.
struct Exchange: Sendable {
    /// A term of the vocabulary: `security-dialogue`, `talks`, `meeting` …
    var kind: String
    var level: String?
    var ordinal: Int?
    /// `held`, `planned`, `proposed`, `postponed`, `cancelled`.
    var status: String
    var date = RecordDate.notStated()
    var place: PlaceMention?
    var format: String?
    /// At least two, but for conferences of an organisation; sorted by partner.
    var parties: [Party]
    /// Indices into the cast's people.
    var chairs: [Int] = []
    var participants: [Int] = []
    /// Ids, in the order of their mention.
    var topics: [String] = []
    var topicCount: Int?
    var condition: String?
    var proofs: [Proof] = []
    /// The phrase that opens its telling (`During the meeting`): what commitments cite for their exchange.
    var opening: Range<Int>?

    struct Party: Sendable, Hashable {
        let partner: String
        /// Index into the cast's institutions.
        var institution: Int?
        /// `host`, `guest`, `member`.
        var side: String?
    }

    var partners: [String] { parties.map(\.partner) }

    func hasParty(_ partner: String) -> Bool { parties.contains { $0.partner == partner } }
}

/// The exchanges of a report, and which of them its sentences speak of.
struct Exchanges: Sendable {
    /// In the order in which the report first tells of them.
    var items: [Exchange] = []
    /// By sentence: the exchange at hand, an index into `items`; nil before the first.
    var current: [Int?]
    /// The record ids, parallel to `items`.
    var ids: [String] = []
    /// By sentence of the body: what tells of exchanges there.
    var cues: [[Cue]] = []
}
