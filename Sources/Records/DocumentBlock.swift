/// What is known of a report from elsewhere than its text: members of a register file's `document`, none of them required.
///
/// `published` may also be a bare EDTF text, which then counts as reviewed. What is counted in the report itself
/// (`sha256`, `units`, `bodyRange`) has no place here.
package struct DocumentBlock: Sendable {
    package let id: String?
    /// In the schema's order.
    package let values: [Member]
    package let review: Review?

    package static let empty = DocumentBlock(id: nil, values: [], review: nil)

    private init(id: String?, values: [Member], review: Review?) {
        self.id = id
        self.values = values
        self.review = review
    }

    private static let envelope = ["id", "review"]
    private static let counted = ["sha256", "units", "bodyRange"]
    private static let properties = Schema.properties(of: .document).filter { !counted.contains($0.name) }

    /// The names of all members that a block may have.
    package static let memberNames = envelope + properties.map(\.name)

    /// Fails with every member that a document does not have or whose value is none, by file and line.
    package init(_ node: JSONNode, file: String, vocabulary: Vocabulary) throws(Diagnostics) {
        var decoder = RecordDecoder(file: file, terms: vocabulary.terms)
        let published = node["published"].flatMap { DocumentBlock.day($0, &decoder) }
        let properties = published == nil ? Self.properties : Self.properties.filter { $0.name != "published" }
        var values = decoder.members(
            of: node, as: properties, owner: "document",
            envelope: Self.envelope + (published == nil ? [] : ["published"]), isComplete: false)
        if let published { values.append(Member("published", .date(published))) }
        let id = node["id"].flatMap { decoder.value(of: $0, as: .formatted(.slug), path: PropertyPath("id")) }
        let review = node["review"].flatMap { review in
            decoder.word(of: review, among: Review.allCases.map(\.rawValue), path: PropertyPath("review"))
        }
        guard decoder.diagnostics.isEmpty else { throw Diagnostics(decoder.diagnostics) }
        self.init(
            id: id?.text,
            values: Self.properties.compactMap { property in values.first { $0.name == property.name } },
            review: review.flatMap(Review.init))
    }

    /// The date of a bare text; nil for anything else, which the schema judges.
    private static func day(_ node: JSONNode, _ decoder: inout RecordDecoder) -> RecordDate? {
        guard case .string(let text) = node.value else { return nil }
        do {
            return try RecordDate(text, basis: .reviewed)
        } catch {
            decoder.report(node.line, "'published': \(error)")
            return .notStated()
        }
    }

    /// Both together; nil members of `other` leave this one's. Callers refuse what both give: see `names`.
    package func joined(with other: DocumentBlock) -> DocumentBlock {
        let values = Self.properties.compactMap { property in
            (other.values[property.name] ?? self.values[property.name]).map { Member(property.name, $0) }
        }
        return DocumentBlock(id: other.id ?? id, values: values, review: other.review ?? review)
    }

    /// The names of the members it gives.
    package var names: [String] {
        (id == nil ? [] : ["id"]) + values.map(\.name) + (review == nil ? [] : ["review"])
    }
}

/// A file of document blocks: one, or one for each report by the stem of its name.
package enum DocumentBlocks: Sendable {
    case one(DocumentBlock)
    case byStem([String: DocumentBlock])

    /// An object whose members are all objects, and none of them a document's own, holds blocks by stem.
    package init(_ bytes: [UInt8], file: String, vocabulary: Vocabulary) throws(Diagnostics) {
        let root: JSONNode
        do {
            root = try JSONReader.read(bytes, file: file)
        } catch {
            throw Diagnostics([error])
        }
        guard case .object(let members) = root.value, !members.isEmpty,
            members.allSatisfy({ member in
                if case .object = member.node.value { !DocumentBlock.memberNames.contains(member.name) } else { false }
            })
        else {
            self = .one(try DocumentBlock(root, file: file, vocabulary: vocabulary))
            return
        }
        var blocks: [String: DocumentBlock] = [:]
        var faults: [Diagnostic] = []
        for member in members {
            do {
                blocks[member.name] = try DocumentBlock(member.node, file: file, vocabulary: vocabulary)
            } catch {
                faults += error.items
            }
        }
        guard faults.isEmpty else { throw Diagnostics(faults) }
        self = .byStem(blocks)
    }

    /// What there is about the report of that name; nothing when blocks are by stem and none has it.
    package func block(named stem: String) -> DocumentBlock {
        switch self {
        case .one(let block): block
        case .byStem(let blocks): blocks[stem] ?? .empty
        }
    }
}
