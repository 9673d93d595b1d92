internal import Records

/// A record in the making: its values, and the phrases that prove them.
struct Draft: Sendable {
    var id: String
    let type: RecordType
    /// In the schema's order once written; `RecordWriter` sees to it.
    var values: [Member]
    var proofs: [Proof]
    var certainty = Certainty.stated
    var basis: String?
    var conflicts: [DraftConflict] = []

    init(_ type: RecordType, id: String, values: [Member] = [], proofs: [Proof] = []) {
        self.type = type
        self.id = id
        self.values = values
        self.proofs = proofs
    }
}

/// A property that the report states in two ways; the first is the one shown.
struct DraftConflict: Sendable {
    let property: String
    let values: [(value: Value, proofs: [Proof])]
}
