/// The order that a query's sort keys give: documents without a value stand last in either direction, and what is equal
/// stays newest first.
struct PageOrder {
    /// One key: for each document a number by which it rises.
    private enum Column {
        case date, title, id
        /// A field by the rank of each term.
        case field(FieldIndex, ranks: [UInt64])
    }

    private let collection: IndexedCollection
    private let columns: [(column: Column, isDescending: Bool)]

    init(_ keys: [SortKey], of collection: IndexedCollection) {
        self.collection = collection
        columns = keys.map { key in (Self.column(key.field, of: collection), key.isDescending) }
    }

    private static func column(_ name: String, of collection: IndexedCollection) -> Column {
        switch name {
        case "title": return .title
        case "id": return .id
        case "date": return .date
        default:
            guard let field = collection.field(name), let index = collection.index(of: name) else { return .id }
            return .field(
                index, ranks: (0..<index.terms.count).map { Self.rising(field.rank(of: index.terms[$0])) })
        }
    }

    /// 0 for no rank.
    private static func rising(_ rank: Int64?) -> UInt64 {
        rank.map { max(1, UInt64(bitPattern: $0) ^ 1 << 63) } ?? 0
    }

    /// What a document is sorted by, rising; the highest of all without a value.
    private func key(_ place: Int, of document: UInt32) -> UInt64 {
        let rank: UInt64
        switch columns[place].column {
        case .date: rank = Self.rising(collection.date(of: document).map { Int64($0.start) })
        case .title: rank = UInt64(collection.titleRank(of: document)) + 1
        case .id: rank = UInt64(collection.idRank(of: document)) + 1
        case .field(let index, let ranks): rank = index.firstTerm(of: document).map { ranks[$0] } ?? 0
        }
        if rank == 0 { return .max }
        return columns[place].isDescending ? ~rank : rank
    }

    /// Where a document stands; the other keys are only looked at between equals.
    private struct Place: Comparable {
        let order: PageOrder
        let key: UInt64
        let document: UInt32

        static func < (left: Place, right: Place) -> Bool {
            if left.key != right.key { return left.key < right.key }
            for column in left.order.columns.indices.dropFirst() {
                let (mine, theirs) = (
                    left.order.key(column, of: left.document), right.order.key(column, of: right.document)
                )
                if mine != theirs { return mine < theirs }
            }
            return left.document < right.document
        }

        static func == (left: Place, right: Place) -> Bool { left.document == right.document }
    }

    /// The first documents of a list in this order, or the first behind one of them: the list is looked through once.
    func first(_ limit: Int, of documents: PostingList, after last: UInt32?) -> [UInt32] {
        var best = Best<Place, UInt32>(limit: limit, after: last.map(place))
        // Most documents are behind the last one kept, which their first key tells.
        var bound = UInt64.max
        documents.forEach { document in
            let key = key(0, of: document)
            guard key <= bound else { return }
            best.add(document, Place(order: self, key: key, document: document))
            if let last = best.lastKey { bound = last.key }
        }
        return best.values
    }

    private func place(_ document: UInt32) -> Place {
        Place(order: self, key: key(0, of: document), document: document)
    }
}
