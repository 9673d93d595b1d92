/// Reads the JSON of a register file, collecting every fault.
struct RegisterFileDecoder {
    let vocabulary: Vocabulary
    let file: String
    var fields: RecordDecoder
    private var document = ""
    private var review = Review.extracted
    private var unitCount = Int.max

    init(file: String, vocabulary: Vocabulary) {
        self.file = file
        self.vocabulary = vocabulary
        fields = RecordDecoder(file: file, terms: vocabulary.terms)
    }

    private static let top = [
        Property("entente", .integer, .required, "The version of the format"),
        Property("document", .object([]), .required, "The document"),
        Property("records", .list(.object([])), .required, "What it states"),
    ]

    /// Nil, with diagnostics, when the file has no usable document.
    mutating func decode(_ root: JSONNode) -> (document: Record, records: [Record])? {
        let envelope = RegisterFileDecoder.top.map(\.name)
        _ = fields.members(of: root, as: [], owner: "register file", envelope: envelope)
        for name in envelope where root[name] == nil { fields.report(root.line, "a register file needs '\(name)'") }
        guard let version = root["entente"], let documentNode = root["document"], let list = root["records"] else {
            return nil
        }
        guard case .integer(RegisterFile.version) = version.value else {
            fields.report(
                version.line,
                "'entente' is \(version.value.summary); this program reads version \(RegisterFile.version)")
            return nil
        }
        guard let document = decodeDocument(documentNode) else { return nil }
        guard case .array(let nodes) = list.value else {
            fields.report(list.line, "'records' is \(list.value.summary); write a list")
            return nil
        }
        self.document = document.id
        review = document.review
        unitCount = document["units"]?["count"]?.integer ?? .max
        var lines = [document.id: document.source.line]
        var records: [Record] = []
        records.reserveCapacity(nodes.count)
        for node in nodes {
            guard let record = decodeRecord(node) else { continue }
            if let line = lines.updateValue(node.line, forKey: record.id) {
                fields.report(node.line, "the id '\(record.id)' is taken by line \(line); join the two or rename one")
            }
            records.append(record)
        }
        return (document, records)
    }

    private mutating func decodeDocument(_ node: JSONNode) -> Record? {
        let members = fields.members(
            of: node, as: Schema.properties(of: .document), owner: "document", envelope: ["id", "review"])
        guard let id = identifier(of: node, owner: "document") else { return nil }
        var document = Record(id: id, type: .document, source: SourceLine(file: file, line: node.line))
        document.values = members
        document.documents = [id]
        if let review = word("review", of: node, as: Review.self) {
            document.review = review
        } else if node["review"] == nil {
            fields.report(node.line, "document lacks 'review', which is required")
        }
        if let range = document["bodyRange"], let line = node["bodyRange"]?.line {
            let ends = range.list.compactMap(\.integer)
            let count = document["units"]?["count"]?.integer ?? .max
            if ends.count != 2 || ends[0] > ends[1] || ends[1] > count {
                fields.report(line, "'bodyRange' must be the first and the last unit of the body, within 1-\(count)")
            }
        }
        return document
    }

    private mutating func identifier(of node: JSONNode, owner: String) -> String? {
        guard let id = node["id"] else {
            if case .object = node.value { fields.report(node.line, "\(owner) lacks 'id', which is required") }
            return nil
        }
        return fields.value(of: id, as: .formatted(.slug), path: PropertyPath("id"))?.text
    }

    private mutating func word<Word: RawRepresentable & CaseIterable>(
        _ name: String, of node: JSONNode, as type: Word.Type
    ) -> Word? where Word.RawValue == String {
        guard let node = node[name] else { return nil }
        return fields.word(of: node, among: type.allCases.map(\.rawValue), path: PropertyPath(name)).flatMap(Word.init)
    }

    private static let envelope = ["id", "type", "certainty", "basis", "review", "evidence", "conflicts"]
    private static let types = RecordType.allCases.filter { $0 != .document }.map(\.rawValue)

    private mutating func decodeRecord(_ node: JSONNode) -> Record? {
        guard let typeNode = node["type"] else {
            fields.report(
                node.line, "a record needs a 'type': one of \(RegisterFileDecoder.types.joined(separator: ", "))")
            return nil
        }
        guard
            let type = fields.word(of: typeNode, among: RegisterFileDecoder.types, path: PropertyPath("type"))
                .flatMap(RecordType.init),
            let id = identifier(of: node, owner: type.rawValue)
        else { return nil }
        var record = Record(id: id, type: type, source: SourceLine(file: file, line: node.line))
        // The vocabulary describes its own records; a file only adds evidence to them.
        let isKnown = vocabulary.type(of: id) == type
        record.values = fields.members(
            of: node, as: Schema.properties(of: type), owner: type.rawValue, envelope: RegisterFileDecoder.envelope,
            isComplete: !isKnown)
        record.documents = [document]
        record.review = word("review", of: node, as: Review.self) ?? review
        record.certainty = word("certainty", of: node, as: Certainty.self) ?? .stated
        record.basis = node["basis"].flatMap { fields.text(of: $0, path: PropertyPath("basis")) }
        record.evidence = decodeEvidence(node["evidence"], of: type)
        record.conflicts = decodeConflicts(node["conflicts"], of: type)
        check(record, node)
        return record
    }

    /// Bounds the gaps that a series lists.
    private static let highestOrdinal = 999

    /// What the shapes alone cannot say.
    private mutating func check(_ record: Record, _ node: JSONNode) {
        if (record.certainty == .inferred) != (node["basis"] != nil) {
            fields.report(
                node.line, "'basis' must say why a record is inferred, and stand with \"certainty\": \"inferred\" only")
        }
        if node["evidence"] == nil {
            fields.report(node.line, "\(record.type.rawValue) '\(record.id)' lacks 'evidence'; quote what states it")
        } else if record.evidence.isEmpty, case .array(let nodes)? = node["evidence"]?.value, nodes.isEmpty {
            fields.report(node.line, "'evidence' is empty; quote what states \(record.type.rawValue) '\(record.id)'")
        }
        if let parties = node["parties"], case .array(let nodes) = parties.value, nodes.isEmpty {
            fields.report(parties.line, "'parties' is empty; name one partner at least")
        }
        if let ordinal = record["ordinal"]?.integer, ordinal > RegisterFileDecoder.highestOrdinal {
            fields.report(
                node.line, "'ordinal' is \(ordinal); a series has \(RegisterFileDecoder.highestOrdinal) rounds at most")
        }
        if record.type == .commitment {
            let isJoint = record["joint"]?.boolean == true
            let hasSpeaker = node["actor"] != nil || node["side"] != nil
            if isJoint == hasSpeaker {
                fields.report(node.line, "a commitment has either an 'actor' or 'side', or \"joint\": true")
            }
        }
    }

    private static let evidenceProperties = [
        Property("supports", .list(.text), .required, "The properties it proves"),
        Property("paragraph", .integer, .required, "The unit, from 1"),
        Property("end", .integer, .required, "Where the phrase ends, exclusive"),
        Property("exact", .text, .required, "The phrase"),
    ]

    private mutating func decodeEvidence(_ node: JSONNode?, of type: RecordType) -> [Evidence] {
        guard let node else { return [] }
        guard case .array(let nodes) = node.value else {
            fields.report(node.line, "'evidence' is \(node.value.summary); write a list")
            return []
        }
        return nodes.compactMap { decodeEvidence(item: $0, of: type) }
    }

    private mutating func decodeEvidence(item node: JSONNode, of type: RecordType) -> Evidence? {
        let members = fields.members(
            of: node, as: RegisterFileDecoder.evidenceProperties, owner: "evidence", envelope: ["start"])
        guard case .integer(let start)? = node["start"]?.value, start >= 0 else {
            fields.report(node.line, "evidence needs 'start': the phrase's first Unicode scalar, counted from 0")
            return nil
        }
        guard let paragraph = members["paragraph"]?.integer, let end = members["end"]?.integer,
            let exact = members["exact"]?.text, let supports = members["supports"]?.list.compactMap(\.text)
        else { return nil }
        if end - start != exact.unicodeScalars.count {
            fields.report(
                node.line,
                "evidence reaches from \(start) to \(end), but 'exact' has \(exact.unicodeScalars.count) scalars; "
                    + "'end' is exclusive")
        }
        let words = exact.unicodeScalars.split {
            $0.isASCII ? $0 == " " || 9...13 ~= $0.value : $0.properties.isWhitespace
        }.count
        if words > Evidence.maximumWords {
            fields.report(node.line, "'exact' has \(words) words; quote at most \(Evidence.maximumWords)")
        }
        if paragraph > unitCount {
            fields.report(node.line, "'paragraph' is \(paragraph), but the document has \(unitCount) units")
        }
        if supports.isEmpty {
            fields.report(node.line, "'supports' is empty; name the properties that the phrase proves")
        }
        for name in supports where name != "id" && Schema.property(name, of: type)?.isDerived != false {
            let names = ["id"] + Schema.properties(of: type).filter { !$0.isDerived }.map(\.name)
            let hint = Suggestion.phrase(to: name, among: names)
            fields.report(node.line, "'supports' names '\(name)', which a \(type.rawValue) does not have\(hint)")
        }
        return Evidence(
            document: document, supports: supports, paragraph: paragraph, start: start, end: end, exact: exact)
    }

    private mutating func decodeConflicts(_ node: JSONNode?, of type: RecordType) -> [Conflict] {
        guard let node else { return [] }
        guard case .array(let nodes) = node.value else {
            fields.report(node.line, "'conflicts' is \(node.value.summary); write a list")
            return []
        }
        return nodes.compactMap { decodeConflict($0, of: type) }
    }

    private mutating func decodeConflict(_ node: JSONNode, of type: RecordType) -> Conflict? {
        _ = fields.members(of: node, as: [], owner: "conflict", envelope: ["property", "values"])
        let properties = Schema.properties(of: type).filter { !$0.isDerived }
        guard let nameNode = node["property"],
            let name = fields.word(of: nameNode, among: properties.map(\.name), path: PropertyPath("property")),
            let property = properties.first(where: { $0.name == name }),
            case .array(let nodes)? = node["values"]?.value, nodes.count > 1
        else {
            fields.report(node.line, "a conflict needs a 'property' and two 'values' or more")
            return nil
        }
        let values = nodes.compactMap { node -> Conflict.Alternative? in
            _ = fields.members(of: node, as: [], owner: "conflict value", envelope: ["value", "evidence"])
            guard let value = node["value"], node["evidence"] != nil else {
                fields.report(node.line, "a conflict value needs 'value' and 'evidence'")
                return nil
            }
            return fields.value(of: value, as: property.shape, path: PropertyPath(name)).map {
                Conflict.Alternative(value: $0, evidence: decodeEvidence(node["evidence"], of: type))
            }
        }
        return Conflict(property: name, values: values)
    }
}
