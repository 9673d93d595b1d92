/// The records of one collection, numbered newest first, and everything that finds them. Immutable.
package final class IndexedCollection: Sendable {
    package let name: CollectionName
    package let fields: [CollectionField]
    package let columns: [String]
    let texts: RecordTexts
    /// For each document the place of its id among all, and back.
    let places: [UInt32]
    private let numbers: [UInt32]
    private let dates: DateColumn
    private let fieldNames: WordTable
    private let indexes: [FieldIndex]
    let text: TextIndex
    /// By the place of the id.
    private let titleRanks: [UInt32]

    /// - Parameter parts: of the records by id.
    init(name: CollectionName, fields: [CollectionField], columns: [String], parts: [CollectionPart]) {
        self.name = name
        self.fields = fields
        self.columns = columns
        var names = WordTable()
        for field in fields { _ = names.number(of: field.name) }
        fieldNames = names
        let dates = parts.flatMap(\.dates)
        let places = Self.newestFirst(dates)
        self.places = places
        var numbers = [UInt32](repeating: 0, count: places.count)
        for (number, place) in places.enumerated() { numbers[Int(place)] = UInt32(number) }
        self.numbers = numbers
        self.dates = DateColumn(places.map { dates[Int($0)] })
        texts = RecordTexts(parts.map(\.json))
        indexes = fields.indices.map { field in FieldIndex(parts.map { $0.fields[field] }, order: places) }
        text = TextIndex(parts.map(\.text), order: places)
        titleRanks = TitlePart.ranks(parts.map(\.titles))
    }

    private init(_ collection: IndexedCollection, texts: RecordTexts, text: TextIndex) {
        (name, fields, columns) = (collection.name, collection.fields, collection.columns)
        (fieldNames, indexes) = (collection.fieldNames, collection.indexes)
        (places, numbers, dates) = (collection.places, collection.numbers, collection.dates)
        titleRanks = collection.titleRanks
        (self.texts, self.text) = (texts, text)
    }

    /// The same with what only the other collections know: how long texts are, and the ends of the records' JSON.
    func completed(among statistics: TextStatistics, endings: [[UInt8]] = [], numbers: [UInt32] = [])
        -> IndexedCollection
    {
        var texts = texts
        if !endings.isEmpty { texts.setEndings(endings, numbers: numbers) }
        return IndexedCollection(self, texts: texts, text: text.rated(among: statistics))
    }

    package var count: Int { places.count }

    package var entries: some RandomAccessCollection<Entry> { (0..<UInt32(count)).lazy.map(entry) }

    package func number(of id: String) -> UInt32? { texts.place(of: id).map { numbers[$0] } }

    package func entry(_ number: UInt32) -> Entry { texts.entry(Int(places[Int(number)])) }

    package func date(of number: UInt32) -> DateBounds? { dates[number] }

    /// The place of a record's id in the order of ids.
    func idRank(of number: UInt32) -> UInt32 { places[Int(number)] }

    func titleRank(of number: UInt32) -> UInt32 { titleRanks[Int(places[Int(number)])] }

    package var sortableFields: [String] {
        (name.isDated ? ["date"] : []) + ["title", "id"] + fields.filter(\.isSortable).map(\.name)
    }

    // MARK: Fields

    private func place(of field: String) -> Int? { fieldNames.find(field) }

    package func field(_ name: String) -> CollectionField? { place(of: name).map { fields[$0] } }

    /// The index of a field.
    func index(of field: String) -> FieldIndex? { place(of: field).map { indexes[$0] } }

    /// Values of a field that some record has, in their order.
    package func terms(of field: String, limit: Int) -> [String] {
        guard let terms = index(of: field)?.terms else { return [] }
        return (0..<min(limit, terms.count)).map { terms[$0] }
    }

    /// What a query for this value alone finds.
    package func documents(_ field: String, _ term: String) -> PostingList {
        place(of: field).map { indexes[$0].documents(with: term) } ?? PostingList()
    }

    /// How many records have a value.
    package func count(_ field: String, _ term: String) -> Int {
        place(of: field).map { indexes[$0].documentCount(with: term) } ?? 0
    }

    // MARK: Answering

    package func answer(_ query: Query) throws(QueryError) -> Answer {
        let found = documents(query, leavingOut: nil)
        let facets = query.facets.map { name in
            let isFiltered = query.filters.contains { $0.field == name && !$0.isFixed }
            let others = isFiltered ? documents(query, leavingOut: name) : found
            return Facet(field: name, counts: index(of: name)?.counts(among: others) ?? [])
        }
        var last: UInt32?
        if let id = query.after {
            guard let number = number(of: id), found.contains(number) else { throw .cursorOutOfDate }
            last = number
        }
        guard query.sort.isEmpty else {
            let page = PageOrder(query.sort, of: self).first(query.limit + 1, of: found, after: last)
            return Answer(
                total: found.count, documents: Array(page.prefix(query.limit)), hasMore: page.count > query.limit,
                facets: facets)
        }
        let page = found.first(query.limit, after: last)
        let end = page.last ?? last
        return Answer(
            total: found.count, documents: page,
            hasMore: end.map { found.first(from: $0 + 1) != nil } ?? (found.count > 0),
            facets: facets)
    }

    /// The numbers of all that fit, newest first; sort, limit, cursor and facets of the query mean nothing here.
    package func documents(_ query: Query) -> PostingList { documents(query, leavingOut: nil) }

    /// All that fit; a facet's own filter can be left out, so that its alternatives show.
    private func documents(_ query: Query, leavingOut field: String?) -> PostingList {
        if query.filters.count == 1, query.dates == nil, query.text == nil, field == nil,
            let term = query.filters[0].onlyTerm, query.filters[0].mode != .none
        {
            return documents(query.filters[0].field, term)
        }
        var conditions: [PostingList] = []
        var exclusions: [PostingList] = []
        for filter in query.filters where filter.field != field || filter.isFixed {
            guard let place = place(of: filter.field) else {
                if filter.mode != .none { conditions.append(PostingList()) }
                continue
            }
            if let term = filter.onlyTerm, filter.mode != .none {
                conditions.append(indexes[place].documents(with: term))
                continue
            }
            let lists = filter.values.map { terms in
                PostingList.union(of: terms.map { indexes[place].documents(with: $0) })
            }
            switch filter.mode {
            case .any: conditions.append(PostingList.union(of: lists))
            case .all: conditions += lists
            case .none: exclusions += lists
            }
        }
        if conditions.count > 1 { conditions.sort { $0.count < $1.count } }
        var result = conditions.first ?? .all(count)
        for condition in conditions.dropFirst() { result = result.intersection(condition) }
        if let dates = query.dates { result = self.dates.documents(in: dates, among: result) }
        for exclusion in exclusions { result = result.subtracting(exclusion) }
        if let text = query.text { result = self.text.documents(text, among: result) }
        return result
    }

    // MARK: Order

    /// The places of ids, by date, the latest first; those without a date last, and what is equal by id.
    private static func newestFirst(_ dates: [DateBounds?]) -> [UInt32] {
        var keys: [(key: UInt64, place: UInt32)] = []
        keys.reserveCapacity(dates.count)
        func falling(_ day: Int32) -> UInt64 { UInt64(~(UInt32(bitPattern: day) ^ 0x8000_0000)) }
        for (place, date) in dates.enumerated() {
            guard let date else { continue }
            keys.append((falling(date.start) << 32 | falling(date.latest), UInt32(place)))
        }
        keys.sort { $0.key != $1.key ? $0.key < $1.key : $0.place < $1.place }
        return keys.map(\.place) + dates.indices.filter { dates[$0] == nil }.map { UInt32($0) }
    }

    // MARK: Size

    /// What the collection takes in memory, in octets.
    package struct Size: Sendable {
        /// The records' JSON.
        package let json: Int
        package let fields: Int
        package let text: Int
        /// Dates, order and places.
        package let other: Int
        /// How often a document has a term of a field, and how often a word.
        package let fieldPostings: Int
        package let textPostings: Int
    }

    package var size: Size {
        Size(
            json: texts.size.json, fields: indexes.reduce(0) { $0 + $1.size }, text: text.size,
            other: texts.size.index + 4 * (places.count + numbers.count + titleRanks.count) + dates.size,
            fieldPostings: indexes.reduce(0) { $0 + $1.postingCount }, textPostings: text.postingCount)
    }
}

extension Filter {
    /// The term that alone it asks for.
    fileprivate var onlyTerm: String? { values.count == 1 && values[0].count == 1 ? values[0][0] : nil }
}
