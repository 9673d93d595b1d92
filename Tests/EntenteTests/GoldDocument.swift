import Records
import Testing

/// One report as an analyst recorded it, and the questions a client asks to find the same in the register.
struct GoldDocument: Sendable, CustomTestStringConvertible {
    let report: String
    /// The document's id in the register.
    let id: String
    let content: JSONNode
    let client: LoopbackClient

    var testDescription: String { report }

    /// The analyst's records of a kind.
    func records(_ kind: String) -> [JSONNode] { content[kind].items }

    /// What the register has of a collection from this report.
    func registered(_ collection: String, _ conditions: String = "") throws -> [JSONNode] {
        try client.list("/\(collection)?document=\(id)\(conditions)")
    }

    /// Those whose evidence in this report overlaps that of the analyst's record.
    func overlapping(_ gold: JSONNode, _ records: [JSONNode]) -> [JSONNode] {
        let wanted = gold["evidence"].items.compactMap(Self.range)
        return records.filter { record in
            let alternatives = record["conflicts"].items.flatMap { $0["values"].items }
            return ([record] + alternatives).flatMap { $0["evidence"].items }.contains { evidence in
                guard evidence["document"].text == id, let range = Self.range(of: evidence) else { return false }
                return wanted.contains { $0.overlaps(range) }
            }
        }
    }

    static func range(of evidence: JSONNode) -> Range<Int>? {
        guard let start = evidence["start"].integer, let end = evidence["end"].integer, start < end else { return nil }
        return start..<end
    }

    /// The name that the analyst's id of a person, an institution or a partner stands for.
    func name(of reference: String) -> String {
        let everyone = records("people") + records("institutions") + records("partners")
        return everyone.first { $0["id"].text == reference }?["name"].text ?? reference
    }

    /// The register's id of what a client calls by this name; nil when the collection knows none.
    func resolve(_ name: String, in collections: String...) throws -> String? {
        for collection in collections {
            let answer = try client.get("/\(collection)/\(LoopbackClient.encode(name))")
            if answer.status == 200 { return try answer.json()["data"]["id"].text }
        }
        return nil
    }

    /// The register's ids of the analyst's references.
    func resolve(_ references: [String]) throws -> Set<String> {
        Set(
            try references.map { reference in
                try #require(
                    try resolve(name(of: reference), in: "partners", "people", "institutions"),
                    "\(reference) is not found")
            })
    }

    /// Whether a date of the register is one that the analyst accepts.
    static func accepts(_ date: JSONNode?, _ gold: JSONNode?) -> Bool {
        let stated = date["edtf"].text
        if let accepted = gold["accept"] {
            return Optional(accepted).items.contains { item in
                Optional(item).text == stated && (stated != nil || Optional(item).isNull)
            }
        }
        // A reviewed date no longer carries the doubt of the text alone.
        return stated?.replacing("?", with: "") == gold["edtf"].text?.replacing("?", with: "")
    }
}
