package import Records

/// A field of a collection that a parameter of the same name filters by and that facets count.
package struct CollectionField: Sendable {
    /// What a value of the field is, and so how a client's wording is understood.
    package enum Values: Sendable, Equatable {
        /// Ids of records of one type, matched by any name.
        case records(RecordType)
        /// A term of a list of the vocabulary.
        case terms(String)
        case series
        case integers
        case booleans
        /// One of a few fixed words.
        case words([String])
        /// Text matched blind to case, spacing and diacritics.
        case texts
    }

    package let name: String
    package let values: Values
    /// One sentence for the API reference.
    package let summary: String
    let terms: @Sendable (Record, FieldContext) -> [String]
    /// Order of the field's terms when sorting by it.
    private(set) var ranking: [String: Int] = [:]

    init(
        _ name: String, _ values: Values, _ summary: String,
        _ terms: @escaping @Sendable (Record, FieldContext) -> [String]
    ) {
        self.name = name
        self.values = values
        self.summary = summary
        self.terms = terms
    }

    package var isSortable: Bool {
        switch values {
        case .terms, .integers: true
        case .records, .series, .booleans, .words, .texts: false
        }
    }

    /// The same field with the vocabulary's order of its terms.
    func ranked(by vocabulary: Vocabulary) -> CollectionField {
        guard case .terms(let list) = values else { return self }
        var field = self
        for (rank, term) in vocabulary.terms.ids(of: list).enumerated() { field.ranking[term] = rank }
        return field
    }

    func rank(of term: String) -> Int64? { Int64(term) ?? ranking[term].map { Int64($0) } }
}
