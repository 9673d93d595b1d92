extension RegisterFile {
    /// The file's canonical bytes: records, documents and lists of objects broken into lines, everything else inline.
    /// For a file in this form, decoding and encoding gives back the same bytes. `compact` is the same on one line,
    /// without a line break at its end.
    package func encoded(_ style: JSONStyle = .spaced) -> [UInt8] {
        var layout = FileLayout(style: style)
        // Some 350 octets a record: the buffer need not grow often.
        layout.bytes.reserveCapacity(1024 + 512 * records.count)
        layout.bytes.append(UInt8(ascii: "{"))
        layout.property("entente", indent: 2) { $0.appendJSON(RegisterFile.version) }
        layout.property("document", indent: 2) { $0.append(UInt8(ascii: "{")) }
        layout.property("id", indent: 4) { $0.appendJSON(document.id) }
        for member in document.values { layout.property(member, indent: 4) }
        layout.property("review", indent: 4) { $0.appendJSON(document.review.rawValue) }
        layout.close("}", indent: 2)
        layout.property("records", indent: 2) { $0.append(UInt8(ascii: "[")) }
        for record in records {
            layout.element(indent: 4)
            layout.append(record, documentReview: document.review)
        }
        if records.isEmpty { layout.bytes.append(UInt8(ascii: "]")) } else { layout.close("]", indent: 2) }
        layout.close("}", indent: 0)
        if style == .spaced { layout.bytes.append(UInt8(ascii: "\n")) }
        return layout.bytes
    }
}

private struct FileLayout {
    let style: JSONStyle
    var bytes: [UInt8] = []

    init(style: JSONStyle) {
        self.style = style
    }

    private mutating func breakLine(indent: Int) {
        guard style == .spaced else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    }

    /// Begins an element or a member, on a line of its own and after a comma unless it is the first inside its bracket.
    mutating func element(indent: Int) {
        bytes.appendSeparator()
        breakLine(indent: indent)
    }

    /// Ends an object or a list that was broken into lines.
    mutating func close(_ bracket: Unicode.Scalar, indent: Int) {
        breakLine(indent: indent)
        bytes.append(UInt8(truncatingIfNeeded: bracket.value))
    }

    mutating func property(_ name: String, indent: Int, _ value: (inout [UInt8]) -> Void) {
        if style == .compact {
            bytes.appendName(name)
        } else {
            element(indent: indent)
            bytes.appendJSON(name)
            bytes += ": ".utf8
        }
        value(&bytes)
    }

    mutating func property(_ member: Member, indent: Int) {
        let elements = member.value.list
        if case .object? = elements.first {
            list(member.name, elements, indent: indent) { [style] in $1.append($0, style: style, dates: .short) }
        } else {
            property(member.name, indent: indent) { [style] in $0.append(member.value, style: style, dates: .short) }
        }
    }

    /// A list with one element per line.
    mutating func list<Element>(
        _ name: String, _ elements: [Element], indent: Int, _ append: (Element, inout [UInt8]) -> Void
    ) {
        property(name, indent: indent) { $0.append(UInt8(ascii: "[")) }
        for element in elements {
            self.element(indent: indent + 2)
            append(element, &bytes)
        }
        close("]", indent: indent)
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
            list("evidence", record.evidence, indent: 6) { [style] in $1.append($0, style: style) }
        }
        if !record.conflicts.isEmpty {
            list("conflicts", record.conflicts, indent: 6) { [style] in $1.append($0, style: style) }
        }
        close("}", indent: 4)
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
