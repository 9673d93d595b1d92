internal import Records
internal import Search

/// Where a page ended: an opaque token that any replica understands, because it holds the question and the last record
/// and nothing of the server that made it.
struct Cursor: Equatable {
    /// Tells cursors of different questions apart; page size, facets and presentation do not matter.
    let question: UInt64
    let lastID: String

    init(question: UInt64, lastID: String) {
        self.question = question
        self.lastID = lastID
    }

    /// - Returns: nil for anything that `token` did not make.
    init?(_ token: String) {
        let digits = token.prefix(16)
        guard let question = UInt64(digits, radix: 16) else { return nil }
        self.init(question: question, lastID: String(token.dropFirst(17)))
        guard !lastID.isEmpty, self.token == token else { return nil }
    }

    var token: String {
        let digits = String(question, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits + "." + lastID
    }

    static func fingerprint(of query: Query) -> UInt64 {
        var text = query.collection.rawValue
        let filters = query.filters.map { filter in
            let values = filter.values.map { $0.sorted().joined(separator: ";") }
            return "|\(filter.field) \(filter.mode.rawValue)=\(Set(values).sorted().joined(separator: ","))"
        }
        text += filters.sorted().joined()
        if let dates = query.dates { text += "|\(dates.first)..\(dates.last)" }
        if let words = query.text { text += "|\(words)" }
        for key in query.sort { text += "|\(key.isDescending ? "-" : "+")\(key.field)" }
        return fingerprint(of: text)
    }

    /// FNV-1a: equal in every process, unlike the standard library's seeded hash.
    static func fingerprint(of question: String) -> UInt64 {
        question.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
