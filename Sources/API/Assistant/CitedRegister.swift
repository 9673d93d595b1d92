internal import HTTP
internal import Records
internal import Search

/// The register as assistants get it: every record with its address and the words of reports that state it.
struct CitedRegister {
    let snapshot: Snapshot
    /// Where the API is for clients, without a slash at the end.
    let root: String

    /// Most citations of a record among others, and of one that is asked for alone. Whatever has more says so.
    static let fewCitations = 8
    static let manyCitations = 50

    private static let citation = JSONSchema.object(
        [
            .init("document", .text, "Id of the report"),
            .init("publisher", .text, "Who published it", isRequired: false),
            .init("published", .text, "When, as an EDTF date", isRequired: false),
            .init("source", .text, "Where it was published", isRequired: false),
            .init("paragraph", .integer(1...Int.max), "Its paragraph, or line where it has none"),
            .init("exact", .text, "The words of the report, to be quoted as they are"),
            .init("supports", .list(.text), "Members of the record that they state; id: that there is such a record"),
            .init("url", .text, "The report's record in the register"),
        ], .refused)

    /// What `append(_:in:…)` writes.
    /// - Parameter members: further ones that it always has.
    static func schema(_ members: [JSONSchema.Member] = []) -> JSONSchema {
        .object(
            [
                .init("id", .text, "Id of the record"),
                .init("type", .text, "Its type", isRequired: false),
                .init("title", .text, "What it is, in words"),
                .init("url", .text, "Address of the record, to be cited"),
                .init("citations", .list(citation), "The words of reports that state it"),
                .init("citationTotal", .count, "How many such passages there are in all"),
            ] + members, .allowed)
    }

    func address(_ collection: CollectionName, _ id: String) -> String { "\(root)/\(collection.rawValue)/\(id)" }

    /// Appends a record: its members but for `evidence` and `documents`, in place of which it has `url`, `citations` and
    /// `citationTotal`.
    /// - Parameters:
    ///   - record: its JSON, whole.
    ///   - members: only these of its own; nil: all.
    ///   - most: citations at most.
    ///   - preferred: places in its evidence that are cited before others.
    func append(
        _ record: [UInt8], _ id: String, in collection: CollectionName, keeping members: [String]? = nil, most: Int,
        preferring preferred: [Int] = [], to json: inout [UInt8]
    ) {
        json += JSONText.project(record, keeping: members ?? Self.members(of: collection)).dropLast()
        json.appendName("url")
        json.appendJSON(address(collection, id))
        let evidence = snapshot.register.record(id)?.evidence ?? []
        json.appendName("citations")
        json.append(UInt8(ascii: "["))
        let others = evidence.indices.lazy.filter { !preferred.contains($0) }
        for index in (preferred.prefix(most) + others.prefix(max(0, most - preferred.count))) {
            append(evidence[index], to: &json)
        }
        json.append(UInt8(ascii: "]"))
        json.appendName("citationTotal")
        json.appendJSON(evidence.count)
        json.append(UInt8(ascii: "}"))
    }

    private static func members(of collection: CollectionName) -> [String] {
        RecordJSON.memberNames(of: collection).filter { $0 != "evidence" && $0 != "documents" }
            + ["related", "profile"]
    }

    private func append(_ evidence: Evidence, to json: inout [UInt8]) {
        let document = snapshot.register.record(evidence.document)
        json.appendSeparator()
        json.append(UInt8(ascii: "{"))
        json.appendName("document")
        json.appendJSON(evidence.document)
        let origin = [
            ("publisher", document?["publisher"]?.text ?? document?["agency"]?.text),
            ("published", document?["published"]?.date?.edtf), ("source", document?["url"]?.text),
        ]
        for case (let name, let text?) in origin {
            json.appendName(name)
            json.appendJSON(text)
        }
        json.appendName("paragraph")
        json.appendJSON(evidence.paragraph)
        json.appendName("exact")
        json.appendJSON(evidence.exact)
        json.appendName("supports")
        json.appendJSON(evidence.supports)
        json.appendName("url")
        json.appendJSON(address(.documents, evidence.document))
        json.append(UInt8(ascii: "}"))
    }

    /// Appends what names the state of the register, and ends the answer.
    func appendEnd(to json: inout [UInt8]) {
        json.appendName("generation")
        json.appendJSON(snapshot.generation)
        json.append(UInt8(ascii: "}"))
    }

    static let generation = JSONSchema.Member("generation", .text, "Names the state of the register")
}
