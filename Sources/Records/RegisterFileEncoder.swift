extension RegisterFile {
    /// The file's canonical bytes: records, documents and lists of objects broken into lines, everything else inline.
    /// For a file in this form, decoding and encoding gives back the same bytes.
    package func encoded() -> [UInt8] {
        var layout = FileLayout()
        layout.bytes += "{\n  \"entente\": \(RegisterFile.version),\n  \"document\": {".utf8
        layout.property("id", indent: 4) { $0.appendJSON(document.id) }
        for member in document.values { layout.property(member, indent: 4) }
        layout.property("review", indent: 4) { $0.appendJSON(document.review.rawValue) }
        layout.bytes += "\n  },\n  \"records\": [".utf8
        for record in records {
            layout.breakLine(indent: 4)
            layout.append(record, documentReview: document.review)
        }
        layout.bytes += records.isEmpty ? "]\n}\n".utf8 : "\n  ]\n}\n".utf8
        return layout.bytes
    }
}

private struct FileLayout {
    var bytes: [UInt8] = []

    /// Begins a new line, after a comma unless it is the first inside its bracket.
    mutating func breakLine(indent: Int) {
        bytes.appendSeparator()
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    }

    mutating func property(_ name: String, indent: Int, _ value: (inout [UInt8]) -> Void) {
        breakLine(indent: indent)
        bytes.appendJSON(name)
        bytes += ": ".utf8
        value(&bytes)
    }

    mutating func property(_ member: Member, indent: Int) {
        let elements = member.value.list
        if case .object? = elements.first {
            list(member.name, elements, indent: indent) { $1.append($0, style: .spaced, dates: .short) }
        } else {
            property(member.name, indent: indent) { $0.append(member.value, style: .spaced, dates: .short) }
        }
    }

    /// A list with one element per line.
    mutating func list<Element>(
        _ name: String, _ elements: [Element], indent: Int, _ append: (Element, inout [UInt8]) -> Void
    ) {
        property(name, indent: indent) { $0.append(UInt8(ascii: "[")) }
        for element in elements {
            breakLine(indent: indent + 2)
            append(element, &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func append(_ record: Record, documentReview: Review) {
        bytes.append(UInt8(ascii: "{"))
        property("id", indent: 6) { $0.appendJSON(record.id) }
        property("type", indent: 6) { $0.appendJSON(record.type.rawValue) }
        for member in record.values { property(member, indent: 6) }
        if record.certainty != .stated {
            property("certainty", indent: 6) { $0.appendJSON(record.certainty.rawValue) }
        }
        if let basis = record.basis { property("basis", indent: 6) { $0.appendJSON(basis) } }
        if record.review != documentReview {
            property("review", indent: 6) { $0.appendJSON(record.review.rawValue) }
        }
        if !record.evidence.isEmpty {
            list("evidence", record.evidence, indent: 6) { $1.append($0, style: .spaced) }
        }
        if !record.conflicts.isEmpty {
            list("conflicts", record.conflicts, indent: 6) { $1.append($0, style: .spaced) }
        }
        bytes += "\n    }".utf8
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ evidence: Evidence, style: JSONStyle) {
        append(UInt8(ascii: "{"))
        appendSelectors(of: evidence, style: style)
        append(UInt8(ascii: "}"))
    }

    fileprivate mutating func append(_ conflict: Conflict, style: JSONStyle) {
        append(conflict, style: style, dates: .short) { evidence, bytes in bytes.append(evidence, style: style) }
    }
}
