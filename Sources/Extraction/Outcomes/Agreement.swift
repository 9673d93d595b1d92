internal import Records

/// An agreement in the making, gathered from all phrases that speak of it.
struct Agreement {
    var instrument: String
    var subject: String?
    var parties: [String]
    var status: String?
    var isEvent = false
    var signed: RecordDate?
    var period: RecordDate?
    var topics: [String]
    /// Index of the exchange whose outcome it is.
    var exchange: Int?
    /// Whether it is several of one kind.
    var isPlural = false
    var proofs: [Proof]
    /// The sentence that spoke of it last.
    var sentence: Int

    /// The year of its signing, when it is known.
    private var year: String? {
        guard let edtf = signed?.edtf, let first = signed?.earliest?.civil.year, first == signed?.latest?.civil.year
        else {
            return nil
        }
        return edtf.hasPrefix("X") ? nil : String(first)
    }

    /// `australia-vietnam-police-cooperation-memorandum-of-understanding-2020`
    private var id: String {
        let when = period?.edtf.map { Folding.slug($0.replacing("/", with: "-")) } ?? year
        return (parties + [subject.map(Folding.slug), instrument, when].compactMap { $0 }).joined(separator: "-")
    }

    func draft(dialogue: String?) -> Draft {
        var values: [Member] = [Member("instrument", .text(instrument))]
        if let subject { values.append(Member("subject", .text(subject))) }
        values.append(Member("parties", .list(parties.map(Value.text))))
        values.append(Member("status", .text(status ?? "unknown")))
        if let signed { values.append(Member("signed", .date(signed))) }
        if let period { values.append(Member("period", .date(period))) }
        if !topics.isEmpty { values.append(Member("topics", .list(topics.map(Value.text)))) }
        if let dialogue { values.append(Member("dialogue", .text(dialogue))) }
        var draft = Draft(.agreement, id: id, values: values, proofs: proofs.proving(PropertySet(values)))
        if isPlural { draft.certainty = .ambiguous }
        return draft
    }

    // MARK: One document, several phrases

    /// Whether another phrase speaks of the same document: parties agree, and nothing else stands against it.
    func isSame(as other: Agreement) -> Bool {
        guard parties == other.parties, Agreement.areCompatible(instrument, other.instrument) else { return false }
        if let year, let otherYear = other.year, year != otherYear { return false }
        if let period, let otherPeriod = other.period, period.edtf != otherPeriod.edtf { return false }
        if let subject, let otherSubject = other.subject {
            return subject == otherSubject
                || (!topics.isEmpty && Set(topics) == Set(other.topics) && instrument == other.instrument)
        }
        return subject == nil && other.subject == nil && instrument == other.instrument && sentence != other.sentence
            && instrument != "minutes"
    }

    /// Nicknames: a memorandum is called a pact, an agreement or a deal later on.
    static func areCompatible(_ left: String, _ right: String) -> Bool {
        let general: Set = ["agreement", "treaty", "unspecified"]
        return left == right || (general.contains(left) && general.contains(right))
            || (left == "unspecified" || right == "unspecified")
    }

    /// Takes what another phrase adds. What is told of an event outweighs what is told in passing.
    mutating func merge(_ other: Agreement) {
        if instrument == "unspecified" { instrument = other.instrument }
        subject = subject ?? other.subject
        if let value = other.status, Agreement.rank(value) > Agreement.rank(status) { status = value }
        isEvent = isEvent || other.isEvent
        if signed == nil || (signed?.edtf == nil && other.signed?.edtf != nil) { signed = other.signed }
        period = period ?? other.period
        for topic in other.topics where !topics.contains(topic) { topics.append(topic) }
        exchange = exchange ?? other.exchange
        for proof in other.proofs where !proofs.contains(proof) { proofs.append(proof) }
        sentence = other.sentence
    }

    private static func rank(_ status: String?) -> Int {
        ["proposed", "under-negotiation", "signed", "in-force", "in-implementation", "expired"].firstIndex(
            of: status ?? "") ?? -1
    }
}
