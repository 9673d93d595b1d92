internal import Records

/// What the index keeps of one record.
package struct Entry: Sendable {
    package let id: String
    package let title: String
    /// The record's JSON as the API gives it, encoded once.
    package var json: [UInt8]
    let date: DateBounds?
}

/// An entry with what it is to be found by, which is not kept once it has been indexed.
struct Draft: Sendable {
    let entry: Entry
    /// Values of each of the collection's fields, in their order.
    let terms: [[String]]
    /// What full text is looked for in: title, names, evidence.
    let text: [String]
}

/// First and last day that a date may mean, in days since 1970; an open end is the farthest day.
package struct DateBounds: Sendable, Equatable {
    package let earliest: Int32
    package let latest: Int32
}

/// The records of one collection, numbered newest first, and everything that finds them. Immutable.
package struct IndexedCollection: Sendable {
    package let name: CollectionName
    package let fields: [CollectionField]
    package let columns: [String]
    package private(set) var entries: [Entry]
    private let numbers: [String: UInt32]
    private let indexes: [FieldIndex]
    private let fieldNumbers: [String: Int]
    let text: TextIndex
    private let titleRanks: [UInt32]
    private let idRanks: [UInt32]

    init(name: CollectionName, fields: [CollectionField], columns: [String], drafts: [Draft]) {
        self.name = name
        self.fields = fields
        self.columns = columns
        let drafts = drafts.sorted { Self.isNewer($0.entry, $1.entry) }
        let entries = drafts.map(\.entry)
        self.entries = entries
        numbers = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.id, UInt32($0)) })
        indexes = fields.indices.map { number in FieldIndex(drafts.map { $0.terms[number] }) }
        fieldNumbers = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
        text = TextIndex(drafts.map(\.text))
        titleRanks = Self.ranks(entries.map { Folding.fold($0.title) })
        idRanks = Self.ranks(entries.map(\.id))
    }

    /// Completes the JSON of every record by what only the other collections know.
    mutating func updateJSON(_ update: (_ id: String, _ json: inout [UInt8]) -> Void) {
        for index in entries.indices { update(entries[index].id, &entries[index].json) }
    }

    package func number(of id: String) -> UInt32? { numbers[id] }
    package func entry(_ number: UInt32) -> Entry { entries[Int(number)] }
    /// The place of a record's id in the order of ids.
    func idRank(of number: UInt32) -> UInt32 { idRanks[Int(number)] }
    package func field(_ name: String) -> CollectionField? { fieldNumbers[name].map { fields[$0] } }
    package var sortableFields: [String] {
        (name.isDated ? ["date"] : []) + ["title", "id"] + fields.filter(\.isSortable).map(\.name)
    }

    /// Every value of a field that some record has.
    package func terms(of field: String) -> [String] { fieldNumbers[field].map { indexes[$0].terms } ?? [] }

    /// What a query for this value alone finds.
    package func documents(_ field: String, _ term: String) -> PostingList {
        fieldNumbers[field].map { indexes[$0].documents(with: term) } ?? PostingList()
    }

    // MARK: Answering

    package func answer(_ query: Query) throws(QueryError) -> Answer {
        let found = documents(query, leavingOut: nil)
        let facets = query.facets.map { name in
            let others = query.filters.contains { $0.field == name } ? documents(query, leavingOut: name) : found
            return Facet(field: name, counts: fieldNumbers[name].map { indexes[$0].counts(among: others) } ?? [])
        }
        let ordered = query.sort.isEmpty ? found.documents : sorted(found.documents, by: query.sort)
        var start = 0
        if let id = query.after {
            guard let last = numbers[id], let position = position(of: last, in: ordered, isRising: query.sort.isEmpty)
            else { throw .cursorOutOfDate }
            start = position + 1
        }
        let page = ordered[start...].prefix(query.limit)
        return Answer(
            total: found.count, documents: Array(page), hasMore: start + page.count < ordered.count, facets: facets)
    }

    /// The numbers of all that fit, newest first; sort, limit, cursor and facets of the query mean nothing here.
    package func documents(_ query: Query) -> PostingList { documents(query, leavingOut: nil) }

    /// The index of a field.
    func index(of field: String) -> FieldIndex? { fieldNumbers[field].map { indexes[$0] } }

    /// All that fit; a facet's own filter can be left out, so that its alternatives show.
    private func documents(_ query: Query, leavingOut field: String?) -> PostingList {
        var conditions: [PostingList] = []
        var exclusions: [PostingList] = []
        for filter in query.filters where filter.field != field || filter.isFixed {
            let lists = filter.values.map { terms in PostingList.union(of: terms.map { documents(filter.field, $0) }) }
            switch filter.mode {
            case .any: conditions.append(PostingList.union(of: lists))
            case .all: conditions += lists
            case .none: exclusions += lists
            }
        }
        conditions.sort { $0.count < $1.count }
        var result = conditions.first ?? .all(entries.count)
        for condition in conditions.dropFirst() { result = result.intersection(condition) }
        for exclusion in exclusions { result = result.subtracting(exclusion) }
        if let dates = query.dates {
            result = PostingList(rising: result.documents.filter { overlaps(entries[Int($0)].date, dates) })
        }
        if let text = query.text { result = self.text.documents(text, among: result) }
        return result
    }

    private func overlaps(_ date: DateBounds?, _ range: DayRange) -> Bool {
        guard let date else { return false }
        return date.earliest <= range.last && date.latest >= range.first
    }

    private func position(of document: UInt32, in ordered: [UInt32], isRising: Bool) -> Int? {
        guard isRising else { return ordered.firstIndex(of: document) }
        let position = PostingList.lowerBound(of: document, in: ordered)
        return position < ordered.count && ordered[position] == document ? position : nil
    }

    // MARK: Order

    private static func isNewer(_ left: Entry, _ right: Entry) -> Bool {
        guard let mine = left.date, let theirs = right.date else {
            if left.date == nil, right.date == nil { return left.id < right.id }
            return left.date != nil
        }
        let (start, otherStart) = (mine.start, theirs.start)
        if start != otherStart { return start > otherStart }
        if mine.latest != theirs.latest { return mine.latest > theirs.latest }
        return left.id < right.id
    }

    private static func ranks(_ keys: [String]) -> [UInt32] {
        let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        var ranks = [UInt32](repeating: 0, count: keys.count)
        var rank: UInt32 = 0
        for (position, index) in order.enumerated() {
            if position > 0, keys[order[position - 1]] != keys[index] { rank += 1 }
            ranks[index] = rank
        }
        return ranks
    }

    /// Documents without a value stand last in either direction; what is equal stays newest first.
    private func sorted(_ documents: [UInt32], by keys: [SortKey]) -> [UInt32] {
        let columns = keys.map { key in (key.isDescending, documents.map { rank($0, key.field) }) }
        let order = documents.indices.sorted { left, right in
            for (isDescending, ranks) in columns where ranks[left] != ranks[right] {
                guard let mine = ranks[left], let theirs = ranks[right] else { return ranks[left] != nil }
                return isDescending ? mine > theirs : mine < theirs
            }
            return left < right
        }
        return order.map { documents[$0] }
    }

    private func rank(_ document: UInt32, _ field: String) -> Int64? {
        let number = Int(document)
        switch field {
        case "date": return entries[number].date.map { Int64($0.start) }
        case "title": return Int64(titleRanks[number])
        case "id": return Int64(idRanks[number])
        default:
            guard let index = fieldNumbers[field], let term = indexes[index].terms(of: number).first else { return nil }
            return fields[index].rank(of: indexes[index].terms[Int(term)])
        }
    }
}

extension DateBounds {
    /// What a date is sorted by: its first day, or its last when the first is open.
    fileprivate var start: Int32 { earliest == .min ? latest : earliest }
}
