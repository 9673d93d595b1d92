extension Vocabulary {
    /// Reads the vocabulary's files, given by name (a path or a bare name) and content.
    ///
    /// Refused, each with file and line: a missing or unknown file, broken entries, ids that stand twice, a name that
    /// means two partners or two topics, and references that lead nowhere or in a circle.
    package init(files: [(name: String, bytes: [UInt8])]) throws(Diagnostics) {
        var decoder = VocabularyDecoder()
        decoder.read(files)
        guard decoder.diagnostics.isEmpty else { throw Diagnostics(decoder.diagnostics) }
        self.init(terms: decoder.terms, records: decoder.records)
    }
}

/// Reads and checks the files of `Config/vocabulary`: each a JSON array of entries.
private struct VocabularyDecoder {
    var diagnostics: [Diagnostic] = []
    var terms = TermLists()
    var records: [Record] = []

    /// File name → the type of its records and the members that all of them share.
    private static let contents: [(file: String, type: RecordType, shared: [Member])] = [
        ("frameworks.json", .framework, []),
        ("institutions.json", .institution, []),
        ("states.json", .partner, [Member("kind", .text("state"))]),
        ("organisations.json", .partner, [Member("kind", .text("organisation"))]),
        ("topics.json", .topic, []),
    ]
    private static let termsFile = "terms.json"

    mutating func read(_ files: [(name: String, bytes: [UInt8])]) {
        let names = [VocabularyDecoder.termsFile] + VocabularyDecoder.contents.map(\.file)
        var found: [String: (name: String, bytes: [UInt8])] = [:]
        for file in files {
            let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
            // How reports word things is for the extraction to read.
            if name.hasPrefix("wording-") { continue }
            if !names.contains(name) {
                let hint = Suggestion.phrase(to: name, among: names)
                report(file.name, 1, "is no file of the vocabulary\(hint)")
            } else if found.updateValue(file, forKey: name) != nil {
                report(file.name, 1, "is given twice")
            }
        }
        for name in names where found[name] == nil { report(name, 1, "is missing from the vocabulary; add it") }
        if let file = found[VocabularyDecoder.termsFile] {
            terms = TermLists(entries(file), file: file.name, diagnostics: &diagnostics)
        }
        for content in VocabularyDecoder.contents {
            if let file = found[content.file] { read(file, type: content.type, shared: content.shared) }
        }
        checkIdentifiers()
        checkNames(of: .partner, ["name", "aliases", "demonyms"])
        checkNames(of: .topic, ["name", "aliases"])
    }

    private mutating func report(_ file: String, _ line: Int, _ message: String) {
        diagnostics.append(Diagnostic(file: file, line: line, message: message))
    }

    private mutating func report(_ record: Record, _ message: String) {
        report(record.source.file, record.source.line, message)
    }

    private mutating func entries(_ file: (name: String, bytes: [UInt8])) -> [JSONNode] {
        do {
            let node = try JSONReader.read(file.bytes, file: file.name)
            if case .array(let entries) = node.value { return entries }
            report(file.name, node.line, "the file is \(node.value.summary); write a list of entries")
        } catch {
            diagnostics.append(error)
        }
        return []
    }

    private mutating func read(_ file: (name: String, bytes: [UInt8]), type: RecordType, shared: [Member]) {
        let properties = Schema.properties(of: type).filter { property in shared[property.name] == nil }
        let nodes = entries(file)
        var decoder = RecordDecoder(file: file.name, terms: terms)
        for node in nodes {
            let id = node["id"].flatMap { decoder.value(of: $0, as: .formatted(.slug), path: PropertyPath("id"))?.text }
            if node["id"] == nil { decoder.report(node.line, "the entry lacks 'id'") }
            let members = decoder.members(of: node, as: properties, owner: type.rawValue, envelope: ["id"])
            guard let id else { continue }
            var record = Record(id: id, type: type, source: SourceLine(file: file.name, line: node.line))
            record.values = shared + members
            record.review = .reviewed
            record.isReferenced = false
            records.append(record)
        }
        diagnostics += decoder.diagnostics
    }

    private mutating func checkIdentifiers() {
        var positions: [String: Int] = [:]
        for (position, record) in records.enumerated() {
            guard let other = positions.updateValue(position, forKey: record.id).map({ records[$0].source }) else {
                continue
            }
            report(record, "the id '\(record.id)' is taken by \(other.file):\(other.line); choose another")
        }
        for record in records {
            Schema.forEachReference(in: record.values, of: record.type) { id, types, path in
                let found = positions[id]
                if let found, types.contains(records[found].type) { return }
                let other = found.map { records[$0] }
                report(record, ReferenceCheck.message(path, of: record, id, types, found: other, among: records))
            }
            checkAncestors(of: record, positions)
        }
    }

    private mutating func checkAncestors(of record: Record, _ positions: [String: Int]) {
        guard var ancestor = record["parent"]?.text else { return }
        var ancestors: Set<String> = [record.id]
        while ancestors.insert(ancestor).inserted {
            guard let parent = positions[ancestor].flatMap({ records[$0]["parent"]?.text }) else { return }
            ancestor = parent
        }
        report(record, "the parents of '\(record.id)' lead back to '\(ancestor)'; give one of them no parent")
    }

    private mutating func checkNames(of type: RecordType, _ properties: [String]) {
        var owners: [String: Int] = [:]
        for position in records.indices where records[position].type == type {
            for property in properties {
                for name in records[position].texts(property) {
                    let owner = owners.updateValue(position, forKey: Folding.key(name))
                    guard let owner, owner != position else { continue }
                    let (record, other) = (records[position], records[owner])
                    let place = "\(other.source.file):\(other.source.line)"
                    report(record, "'\(name)' names both '\(record.id)' and '\(other.id)' (\(place)); remove one")
                }
            }
        }
    }
}
