internal import HTTP
internal import Records
internal import Search

/// What a client asks of a list, understood once, at the door: nothing in the query is unknown or silently ignored.
struct CollectionParameters {
    /// Parameters that are not fields of the collection.
    static let general = ["q", "sort", "limit", "cursor", "facets", "fields", "include", "format", "pretty"]
    /// Those of them that views of a collection, which are no lists, take.
    static let generalForViews = ["q", "format", "pretty"]
    static let dates = ["from", "to"]
    /// General parameters that hold several values: repeating them adds to them, as a comma does.
    private static let lists = ["sort", "facets", "fields", "include"]
    static let maximumLimit = 500
    /// Values of fields that are numbers.
    static let integers = 1...9999

    private(set) var query: Query
    private(set) var fields: [String]?
    private(set) var include: [Inclusion] = []
    private(set) var format: Format?
    private(set) var isPretty = false
    private var cursor: String?
    private var from: RecordDate?
    private var until: RecordDate?
    private var reader: ParameterReader
    /// The general parameters, and those that were read before.
    private let known: [String]
    private let general: [String]

    private let collection: IndexedCollection
    private let snapshot: Snapshot

    /// - Parameter fixed: a filter that the path gives, as in `/partners/{id}/dialogues`.
    /// - Throws: `Problem` that names every parameter that is wrong.
    init(_ target: Target, _ name: CollectionName, in snapshot: Snapshot, fixed: Filter? = nil) throws(Problem) {
        try self.init(target, name, in: snapshot, fixed: fixed, own: [], general: Self.general, ParameterReader(target))
    }

    /// For a view of a collection: the same filters, and parameters of its own in place of those of a list.
    /// - Parameters:
    ///   - own: what the view has read itself, with what was wrong about it.
    ///   - general: the parameters of a list that it takes as well.
    init(
        _ target: Target, _ name: CollectionName, in snapshot: Snapshot, own: ParameterValues,
        general: [String] = Self.generalForViews
    ) throws(Problem) {
        try self.init(target, name, in: snapshot, fixed: nil, own: own.names, general: general, own.reader)
    }

    private init(
        _ target: Target, _ name: CollectionName, in snapshot: Snapshot, fixed: Filter?, own: [String],
        general: [String], _ start: ParameterReader
    ) throws(Problem) {
        self.snapshot = snapshot
        collection = snapshot.collection(name)
        query = Query(name)
        reader = start
        self.general = general
        known = own + Self.names(for: collection, general: general)
        for (name, value) in target.query where !own.contains(name) { read(name, value) }
        if let fixed { query.filters.append(fixed) }
        applyDates()
        applyCursor()
        try reader.finish()
    }

    /// All names a query may use with a collection.
    static func names(for collection: IndexedCollection, general: [String] = Self.general) -> [String] {
        collection.fields.map(\.name) + general.filter { $0 != "include" || collection.name.recordType != nil }
            + (collection.name.isDated ? dates : [])
    }

    /// Those given that only JSON has a place for.
    var namesForJSONOnly: [String] {
        (query.facets.isEmpty ? [] : ["facets"]) + (include.isEmpty ? [] : ["include"]) + (isPretty ? ["pretty"] : [])
    }

    // MARK: Reading

    private mutating func read(_ name: String, _ value: String) {
        let (base, mode) = Self.mode(of: name)
        // `format` is both how a dialogue is held and how the answer is written; their words differ.
        let isPresentation = name == "format" && general.contains(name) && Format(rawValue: value) != nil
        if let field = collection.field(base), !isPresentation { return readFilter(field, name, value, mode) }
        guard known.contains(name) else {
            if known.contains(base) {
                return reader.note(name, "\(base) is no field: .all, .not and != go with fields.", suggestion: base)
            }
            return reader.noteUnknown(name, among: known, of: collection.name.rawValue, suggesting: base)
        }
        guard Self.lists.contains(name) || reader.isNew(name) else { return }
        switch name {
        case "from": from = reader.date(name, value)
        case "to": until = reader.date(name, value)
        case "q":
            query.text = TextQuery(value)
            if query.text == nil { reader.note("q", "q holds no word to look for; give letters or digits.") }
        case "sort": readSort(value)
        case "limit": query.limit = reader.integer(name, value, in: 1...Self.maximumLimit) ?? query.limit
        case "cursor": cursor = value
        case "facets":
            for facet in reader.words(name, value, among: collection.fields.map(\.name))
            where !query.facets.contains(facet) { query.facets.append(facet) }
        case "fields":
            fields = (fields ?? []) + reader.words(name, value, among: RecordJSON.memberNames(of: collection.name))
        case "include":
            include += reader.words(name, value, among: Inclusion.allCases.map(\.rawValue)).compactMap(Inclusion.init)
        case "format":
            format = reader.word(name, value, among: Format.allCases.map(\.rawValue)).flatMap(Format.init)
        default: isPretty = reader.word(name, value, among: ["true", "false"]) == "true"
        }
    }

    /// `partner.all` wants every value, `kind!` and `kind.not` none of them.
    private static func mode(of name: String) -> (base: String, mode: Filter.Mode) {
        if name.hasSuffix(".all") { return (String(name.dropLast(4)), .all) }
        if name.hasSuffix(".not") { return (String(name.dropLast(4)), .none) }
        if name.hasSuffix("!") { return (String(name.dropLast()), .none) }
        return (name, .any)
    }

    private mutating func readFilter(_ field: CollectionField, _ name: String, _ value: String, _ mode: Filter.Mode) {
        // A name may hold a comma itself: the whole value is tried before its parts.
        let whole = resolve(value, field)
        var values = whole.isEmpty ? [] : [whole]
        if whole.isEmpty {
            for part in reader.list(name, value) {
                let terms = resolve(part, field)
                if terms.isEmpty { noteUnknownValue(part, field, name) }
                values.append(terms)
            }
        }
        // Repeating a parameter adds to it, as a comma does.
        if let known = query.filters.firstIndex(where: { $0.field == field.name && $0.mode == mode }) {
            query.filters[known].values += values
        } else {
            query.filters.append(Filter(field: field.name, values: values, mode: mode))
        }
    }

    /// The terms of the index that a client's wording means; none when it is unknown.
    private func resolve(_ value: String, _ field: CollectionField) -> [String] {
        switch field.values {
        case .records(let type): return snapshot.names.records(named: value, of: type)
        case .terms(let list): return snapshot.register.vocabulary.terms.term(value, of: list).map { [$0] } ?? []
        case .series: return snapshot.collection(.series).number(of: value).map { _ in [value] } ?? []
        case .integers: return ParameterReader.digits(value).flatMap { Self.integers ~= $0 ? [String($0)] : nil } ?? []
        case .booleans: return ["true", "false"].filter { $0 == value }
        case .words(let words): return words.filter { $0 == value }
        case .texts:
            let key = Folding.key(value)
            return collection.count(field.name, key) > 0 ? [key] : []
        }
    }

    private mutating func noteUnknownValue(_ value: String, _ field: CollectionField, _ parameter: String) {
        switch field.values {
        case .records(let type):
            reader.note(
                parameter, "\(value) is no known \(type.rawValue).",
                suggestion: snapshot.names.suggestion(for: value, of: type))
        case .terms(let list):
            let terms = snapshot.register.vocabulary.terms.ids(of: list)
            let forms = field.name == parameter && general.contains(parameter) ? Format.allCases.map(\.rawValue) : []
            _ = reader.word(parameter, value, among: terms + forms)
        case .series:
            _ = reader.word(
                parameter, value,
                among: snapshot.collection(.series).entries.prefix(NameResolver.mostCandidates).map(\.id))
        case .integers: reader.note(parameter, "\(value) is no number; give a whole number from 1 to 9999.")
        case .booleans: _ = reader.word(parameter, value, among: ["true", "false"])
        case .words(let words): _ = reader.word(parameter, value, among: words)
        case .texts:
            reader.note(
                parameter, "No record has the \(field.name) \(value).",
                suggestion: Suggestion.nearest(
                    to: value, among: collection.terms(of: field.name, limit: NameResolver.mostCandidates)))
        }
    }

    private mutating func readSort(_ value: String) {
        for key in reader.list("sort", value) {
            let isDescending = key.hasPrefix("-")
            let name = isDescending ? String(key.dropFirst()) : key
            if let field = reader.word("sort", name, among: collection.sortableFields) {
                query.sort.append(SortKey(field: field, isDescending: isDescending))
            }
        }
        // The order the documents already have.
        if query.sort == [SortKey(field: "date", isDescending: true)] { query.sort = [] }
    }

    // MARK: After all has been read

    private mutating func applyDates() {
        guard from != nil || until != nil else { return }
        let first = from?.earliest?.number ?? .min
        let last = until?.latest?.number ?? .max
        if first > last { reader.note("to", "to ends before from begins; swap them.") }
        query.dates = DayRange(first: first, last: last)
    }

    private mutating func applyCursor() {
        guard let cursor else { return }
        guard let decoded = Cursor(cursor), decoded.question == Cursor.fingerprint(of: query) else {
            return reader.note(
                "cursor", "The cursor is not from this question; take it from the page before, or leave it out.")
        }
        query.after = decoded.lastID
    }
}
