internal import Records

/// What a field may look at beside the record itself.
struct FieldContext: Sendable {
    private let register: Register
    /// What the records of documents name, once all of them have been read.
    var statements = Statements()

    init(_ register: Register) { self.register = register }

    /// A topic and every wider one: who asks for the wider one means this one too.
    func withAncestors(_ topics: [String]) -> [String] {
        var result: [String] = []
        for topic in topics {
            var next: String? = topic
            while let id = next, !result.contains(id) {
                result.append(id)
                next = register.value("parent", of: id)?.text
            }
        }
        return result
    }

    /// The partners a reference stands for: itself, or those that an institution, a framework or a person belongs to.
    func partners(of id: String) -> [String] {
        guard let record = register.record(id) else { return [] }
        switch record.type {
        case .partner: return [id]
        case .institution: return record.texts("partner")
        case .framework: return record.texts("parent").flatMap { partners(of: $0) }
        case .person:
            return (record["posts"]?.list ?? []).flatMap { post in
                post["partner"]?.text.map { [$0] } ?? post["institution"]?.text.map { partners(of: $0) } ?? []
            }
        default: return []
        }
    }

    func ids(_ ids: [String], of type: RecordType) -> [String] { ids.filter { register.record($0)?.type == type } }

    /// When it was: a record's own date, or that of the exchange at which it was stated.
    func date(of record: Record) -> RecordDate? {
        for name in ["date", "signed", "period", "published"] {
            if let date = record[name]?.date, date.days != nil { return date }
        }
        return record["dialogue"]?.text.flatMap { register.value("date", of: $0)?.date }
    }

    /// Every year a date may fall in; none when an end is open or it spans more than a person's memory.
    func years(of record: Record) -> [String] {
        guard let date = date(of: record), let first = date.earliest?.civil.year, let last = date.latest?.civil.year,
            last - first < 100
        else { return [] }
        return (first...last).map(String.init)
    }
}
