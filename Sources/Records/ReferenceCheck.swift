/// What to say about a reference that does not resolve.
enum ReferenceCheck {
    /// `found` is the record of that id when there is one, of a type that is not allowed.
    static func message(
        _ path: PropertyPath, of record: Record, _ id: String, _ types: [RecordType], found: Record?,
        among records: some Sequence<Record>
    ) -> String {
        let wanted = types.map(\.rawValue).joined(separator: " or ")
        let start = "'\(path)' of \(record.type.rawValue) '\(record.id)'"
        if let found { return "\(start) is the \(found.type.rawValue) '\(id)'; give the id of a \(wanted)" }
        let candidates = records.lazy.filter { types.contains($0.type) }.map(\.id)
        return "\(start) is '\(id)', no known \(wanted)\(Suggestion.phrase(to: id, among: candidates))"
    }
}
