/// One condition: the values of a field that a document must, or must not, have.
package struct Filter: Sendable, Equatable {
    package enum Mode: String, Sendable {
        /// At least one of the values.
        case any
        /// Every one of them.
        case all
        /// Not one of them.
        case none
    }

    package let field: String
    /// For each value that is asked for the terms it may mean: several records can share a name.
    package var values: [[String]]
    package let mode: Mode
    /// Whether the path gives it, as in `/partners/{id}/dialogues`: no facet leaves it out.
    package let isFixed: Bool

    package init(field: String, values: [[String]], mode: Mode = .any, isFixed: Bool = false) {
        self.field = field
        self.values = values
        self.mode = mode
        self.isFixed = isFixed
    }
}

/// Days since 1970 between which a document's date must lie, at least in part; both ends included.
package struct DayRange: Sendable, Equatable {
    package let first: Int32
    package let last: Int32

    package init(first: Int32 = .min, last: Int32 = .max) {
        self.first = first
        self.last = last
    }
}

package struct SortKey: Sendable, Equatable {
    package let field: String
    package let isDescending: Bool

    package init(field: String, isDescending: Bool) {
        self.field = field
        self.isDescending = isDescending
    }
}

/// A question to one collection, checked and resolved: nothing in it is unknown to the snapshot that answers it.
package struct Query: Sendable, Equatable {
    package var collection: CollectionName
    package var filters: [Filter] = []
    package var dates: DayRange?
    package var text: TextQuery?
    /// Empty: newest first, unknown dates last.
    package var sort: [SortKey] = []
    package var limit = 20
    /// The last document of the page before.
    package var after: String?
    package var facets: [String] = []

    package init(_ collection: CollectionName) { self.collection = collection }
}

/// How often each value of a field occurs among the documents that fit the other conditions.
package struct Facet: Sendable, Equatable {
    package struct Count: Sendable, Equatable {
        package let term: String
        package let count: Int
    }

    package let field: String
    /// Most frequent first, then by term.
    package let counts: [Count]
}

/// What a collection says to a query: how many there are and which of them stand on the page.
package struct Answer: Sendable, Equatable {
    package let total: Int
    package let documents: [UInt32]
    package let hasMore: Bool
    package let facets: [Facet]
}

package enum QueryError: Error, Sendable, Equatable {
    /// The document a cursor points behind is not among the answers of this snapshot.
    case cursorOutOfDate
}
