internal import HTTP
internal import Records
internal import Search

/// The newest dialogues as a feed has them, whatever its form.
struct Feed {
    struct Item {
        let id: String
        let path: String
        let title: String
        let text: String
        /// RFC 3339, in UTC.
        let published: String?
        /// Where the first of its documents was published.
        let source: String?
        let topics: [(id: String, name: String)]
    }

    static let title = "Entente: dialogues"
    static let summary = "Who met, and what about: a cited register of international security dialogues."
    static let most = 50

    /// Stable for a question.
    let id: String
    /// RFC 3339, in UTC: when the register last changed.
    let updated: String
    /// The same dialogues as a list.
    let list: String
    let items: [Item]
}

extension Feed {
    init(_ query: Query, rawQuery: String?, in snapshot: Snapshot) {
        let isWhole = query == Query(.dialogues)
        id = "urn:entente:feed" + (isWhole ? "" : ":" + String(Cursor.fingerprint(of: query), radix: 16))
        updated = Self.timestamp(snapshot.modified)
        list = PageLinks(cursor: nil, target: Target("/dialogues" + (rawQuery.map { "?\($0)" } ?? ""))).own
        let dialogues = snapshot.collection(.dialogues)
        items = dialogues.documents(query).documents.prefix(Self.most).compactMap { number in
            snapshot.register.record(dialogues.entry(number).id).map { Item($0, in: snapshot.register) }
        }
    }

    /// RFC 3339 §5.6.
    /// - Parameter seconds: since 1970.
    static func timestamp(_ seconds: Int64) -> String {
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let rest = seconds - days * 86_400
        let time = [rest / 3600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(Day(number: Int32(clamping: days)))T\(time.joined(separator: ":"))Z"
    }
}

extension Feed.Item {
    init(_ record: Record, in register: Register) {
        let documents = record.documents.compactMap { register.record($0) }
        id = "urn:entente:dialogue:\(record.id)"
        path = "/dialogues/\(PercentCoding.encode(record.id))"
        title = record.title
        published = documents.first?["published"]?.date?.earliest.map { Feed.timestamp(Int64($0.number) * 86_400) }
        source = documents.lazy.compactMap { $0["url"]?.text }.first
        topics = record.texts("topics").map { ($0, register.displayName(of: $0) ?? $0) }
        text = Self.text(record, documents, in: register)
    }

    /// What the record's fields say, as sentences.
    private static func text(_ record: Record, _ documents: [Record], in register: Register) -> String {
        func names(_ ids: [String]) -> String { ids.map { register.displayName(of: $0) ?? $0 }.joined(separator: ", ") }
        let place = record["place"]
        let location = [place?["name"]?.text, place?["country"]?.text.map { names([$0]) }].compactMap { $0 }
        var facts = ["kind", "level", "status"].compactMap { record[$0]?.text }.filter { $0 != "unspecified" }
            .map(English.words)
        if let date = record["date"]?.date.flatMap(English.date) { facts.append(date) }
        facts += location
        var sentences = [English.label(of: facts.joined(separator: ", "))]
        sentences.append("Parties: \(names(record.parties))")
        let topics = record.texts("topics")
        if !topics.isEmpty { sentences.append("Topics: \(names(topics))") }
        let sources = documents.compactMap { $0["publisher"]?.text ?? $0["agency"]?.text }
        if !sources.isEmpty { sentences.append("Stated by: \(sources.joined(separator: ", "))") }
        return sentences.map { $0 + "." }.joined(separator: " ")
    }
}
