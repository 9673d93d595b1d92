internal import Records

/// A role in the making.
struct Role {
    let holder: String
    let name: String
    var counterpart: String?
    var framework: String?
    var period: RecordDate?
    var count: Int?
    var status: String
    var proofs: [Proof]
    var certainty = Certainty.stated
    var basis: String?
    /// Another period that the report gives, with its proof.
    var conflict: (period: RecordDate, proof: Proof)?
    var periodProof: Proof?

    func draft() -> Draft {
        var values = [Member("holder", .text(holder)), Member("role", .text(name))]
        if let counterpart = counterpart { values.append(Member("counterpart", .text(counterpart))) }
        if let framework = framework { values.append(Member("framework", .text(framework))) }
        if let period = period { values.append(Member("period", .date(period))) }
        if let count = count { values.append(Member("count", .integer(count))) }
        values.append(Member("status", .text(status)))
        var draft = Draft(.role, id: "\(holder)-\(Folding.slug(name))", values: values)
        let stated = PropertySet(values)
        draft.proofs = proofs.map { Proof($0.tokens, $0.supports.intersection(stated)) }
        draft.certainty = certainty
        draft.basis = basis
        if let conflict = conflict, let period = period, let proof = periodProof {
            draft.conflicts = [
                DraftConflict(
                    property: "period", values: [(.date(period), [proof]), (.date(conflict.period), [conflict.proof])])
            ]
        }
        return draft
    }
}
