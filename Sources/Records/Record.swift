/// Where a report states something: a text position and quote selector (W3C Web Annotation Data Model, 4.2.4 and 4.2.5).
package struct Evidence: Sendable, Hashable {
    /// The id of the document.
    package let document: String
    /// The names of the record's properties that the phrase proves; `id` alone means that the record exists.
    package let supports: [String]
    /// The report's unit (paragraph or line, see the document's `units`), counted from 1.
    package let paragraph: Int
    /// Unicode scalars from the start of the report's UTF-8 text.
    package let start: Int
    /// Unicode scalars from the start of the report's UTF-8 text, exclusive.
    package let end: Int
    /// The phrase at that position, at most `maximumWords` words.
    package let exact: String

    /// Short phrases prove a fact without republishing the report.
    package static let maximumWords = 12

    package init(document: String, supports: [String], paragraph: Int, start: Int, end: Int, exact: String) {
        self.document = document
        self.supports = supports
        self.paragraph = paragraph
        self.start = start
        self.end = end
        self.exact = exact
    }
}

/// A property on which sources, or one source, contradict each other. The first value is the one the record shows.
package struct Conflict: Sendable, Hashable {
    package struct Alternative: Sendable, Hashable {
        package var value: Value
        package var evidence: [Evidence]

        package init(value: Value, evidence: [Evidence]) {
            self.value = value
            self.evidence = evidence
        }
    }

    package let property: String
    package let values: [Alternative]

    package init(property: String, values: [Alternative]) {
        self.property = property
        self.values = values
    }
}

/// How sure a record is, the surest first; `inferred` comes with its basis in words.
package enum Certainty: String, Sendable, CaseIterable {
    case stated, inferred, ambiguous
}

/// Whether a person has confirmed a record.
package enum Review: String, Sendable, CaseIterable {
    case extracted, reviewed
}

/// The place in a file where a record was read; `line` is 1-based.
package struct SourceLine: Sendable, Hashable {
    package let file: String
    package let line: Int

    package init(file: String, line: Int) {
        self.file = file
        self.line = line
    }
}

/// One record of the register, of any type; the `Schema` says which values it may have.
package struct Record: Sendable {
    package let id: String
    package let type: RecordType
    /// Generated from the values by `Register`; empty before.
    package var title = ""
    /// The own and derived properties, in the schema's order.
    package var values: [Member] = []
    package var certainty = Certainty.stated
    /// Why it is inferred, in words.
    package var basis: String?
    package var review = Review.extracted
    /// In the order of the documents' publication.
    package var evidence: [Evidence] = []
    package var conflicts: [Conflict] = []
    /// The ids of every document that states it, in the order of their publication.
    package var documents: [String] = []
    /// Where it was first read.
    package var source: SourceLine
    /// Whether a report states it or a stated record refers to it: false for the unused part of the vocabulary.
    package var isReferenced = true

    package init(id: String, type: RecordType, source: SourceLine) {
        self.id = id
        self.type = type
        self.source = source
    }

    /// The value of an own or derived property.
    package subscript(name: String) -> Value? { values[name] }

    /// The text of a property, or the texts of a list property: terms, words or ids.
    package func texts(_ name: String) -> [String] {
        guard let value = self[name] else { return [] }
        return value.text.map { [$0] } ?? value.list.compactMap(\.text)
    }

    /// What people call it: the acronym of an organisation, the name of whatever else has one, or the title.
    package var displayName: String {
        if self["kind"]?.text == "organisation", let acronym = self["code"]?.text { return acronym }
        return self["name"]?.text ?? title
    }

    /// The ids of the partners that take part (dialogue, agreement, partnership), in the record's order.
    package var parties: [String] {
        (self["parties"]?.list ?? []).compactMap { $0.text ?? $0["partner"]?.text }
    }
}
