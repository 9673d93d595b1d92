import Testing

@testable import Search

@Suite("Collections beside a naive model")
struct NaiveModelTests {
    private static let words = ["fraud", "cyber", "piracy", "border", "border", "the", "the", "the", "aid", "rescue"]

    /// More records than one part holds, with terms and words some of which nearly all have and some hardly any.
    private static func records(seed: UInt64) -> [MadeRecord] {
        var dice = Dice(seed)
        return (0..<2500).map { number in
            func some(_ count: Int, _ most: Int) -> [String] {
                (0..<Int.random(in: 0...most, using: &dice)).map { _ in
                    let end = Int.random(in: 1...count, using: &dice)
                    return "t\(Int.random(in: 0..<end, using: &dice))"
                }
            }
            let day = Int32.random(in: 0...400, using: &dice)
            let date = Int.random(in: 0...9, using: &dice) == 0 ? nil : DateBounds(earliest: day, latest: day)
            let text = (0..<Int.random(in: 1...12, using: &dice)).compactMap { _ in words.randomElement(using: &dice) }
            return MadeRecord(
                id: "r\(UInt16.random(in: 0...9, using: &dice))-\(number)",
                title: text.prefix(2).joined(separator: " "),
                date: date,
                terms: [some(3, 1), some(300, 4), ["t\(number % 2)"], some(2000, 1)],
                texts: [text.joined(separator: " "), some(900, 3).joined(separator: " ")])
        }
    }

    private static let fields = ["few", "many", "half", "rare"].map { CollectionField($0, .texts, "") { _, _ in [] } }

    /// Newest first, then by id, as the collection numbers them.
    private let records: [MadeRecord]
    private let collection: IndexedCollection

    init() {
        let made = Self.records(seed: 5)
        records = made.sorted { left, right in
            let (mine, theirs) = (left.date?.earliest ?? .min, right.date?.earliest ?? .min)
            return mine != theirs ? mine > theirs : left.id < right.id
        }
        let collection = IndexedCollection(
            name: .dialogues, fields: Self.fields, columns: [], parts: MadeRecord.parts(of: made, fieldCount: 4))
        self.collection = collection.completed(among: TextStatistics([.dialogues: collection]))
    }

    @Test("records are found by id, and have the date and the title that they came with")
    func entries() {
        #expect(collection.count == records.count)
        for (number, record) in records.enumerated() {
            #expect(collection.number(of: record.id) == UInt32(number))
            #expect(collection.entry(UInt32(number)).id == record.id)
            #expect(collection.entry(UInt32(number)).title == record.title)
            #expect(collection.date(of: UInt32(number)) == record.date)
        }
        for id in ["", "r", "r1-", "zz"] { #expect(collection.number(of: id) == nil) }
    }

    @Test("terms of all frequencies find what has them, and are counted", arguments: 0..<4)
    func terms(field: Int) throws {
        let name = Self.fields[field].name
        var expected: [String: [UInt32]] = [:]
        for (number, record) in records.enumerated() {
            for term in Set(record.terms[field]) { expected[term, default: []].append(UInt32(number)) }
        }
        for (term, documents) in expected {
            #expect(collection.documents(name, term).documents == documents)
            #expect(collection.count(name, term) == documents.count)
        }
        var query = Query(.dialogues)
        query.facets = [name]
        for filter in [nil, Filter(field: "half", values: [["t1"]]), Filter(field: "many", values: [["t3"]])] {
            query.filters = filter.map { [$0] } ?? []
            let known = filter.flatMap { filter in filter.field == name ? nil : filter }
            let among = Set(known.map { collection.documents($0.field, $0.values[0][0]).documents } ?? Array(0..<2500))
            let counts = expected.mapValues { $0.count { among.contains($0) } }.filter { $0.value > 0 }
            let facet = try #require(try collection.answer(query).facets.first)
            let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            #expect(facet.counts == sorted.map { Facet.Count(term: $0.key, count: $0.value) })
        }
    }

    @Test(
        "sorted pages are those of a full sort, from any of its records on",
        arguments: [["title"], ["-title"], ["-id"], ["date", "-title"], ["title", "id"]])
    func order(keys: [String]) throws {
        // Of four digits, so that texts are in the order of days.
        func day(_ number: Int) -> String? { records[number].date.map { "\($0.earliest + 1000)" } }
        func precedes(_ left: Int, _ right: Int) -> Bool {
            for key in keys {
                let (mine, theirs): (String?, String?) =
                    switch key.replacing("-", with: "") {
                    case "title": (records[left].title, records[right].title)
                    case "id": (records[left].id, records[right].id)
                    default: (day(left), day(right))
                    }
                guard mine != theirs else { continue }
                guard let mine, let theirs else { return mine != nil }
                return key.hasPrefix("-") ? mine > theirs : mine < theirs
            }
            return left < right
        }
        let sorted = records.indices.sorted(by: precedes)
        var query = Query(.dialogues)
        query.sort = keys.map { SortKey(field: $0.replacing("-", with: ""), isDescending: $0.hasPrefix("-")) }
        query.limit = 31
        for start in [0, 1, 700, 2475] {
            query.after = start == 0 ? nil : records[sorted[start - 1]].id
            let answer = try collection.answer(query)
            #expect(answer.documents == sorted[start...].prefix(31).map { UInt32($0) })
            #expect(answer.hasMore == (start + 31 < 2500))
        }
    }

    @Test(
        "the best that blocks leave are the best of all",
        arguments: [
            "fraud", "fraud cyber", "the border", "t0", "t0 t1", "the OR aid", "t3 OR rescue",
            "t1 OR t2 OR t40 OR fraud",
            "the -fraud", "-the", "-the -fraud", "nothing", "nothing OR t5", "t7 OR t7",
            "fraud cyber piracy border the aid rescue",
        ], [1, 20, 300])
    func bestTexts(text: String, limit: Int) throws {
        let query = try #require(TextQuery(text))
        let shipped = try ShippedVocabularyTests.loaded.get()
        let snapshot = Snapshot(
            generation: "test", modified: 0, register: shipped.register, names: shipped.names,
            nameIndex: shipped.nameIndex, termCounts: shipped.termCounts,
            texts: TextStatistics([.dialogues: collection]), collections: [.dialogues: collection], references: [:])
        let answer = try TextSearch(snapshot).answer(.init(query, limit: limit))
        let found = records.indices.filter { number in
            let own = records[number].texts.flatMap { $0.split(separator: " ").map(String.init) }
            func has(_ phrase: TextQuery.Phrase) -> Bool { own.contains(phrase[0].text) }
            return query.required.allSatisfy { $0.contains(where: has) } && !query.excluded.contains(where: has)
        }.map { UInt32($0) }
        #expect(answer.total == found.count)
        let scores = Ranking(query, snapshot).scores(of: PostingList(rising: found), in: collection)
        let best = zip(found, scores).map { (number: $0, score: $1, id: records[Int($0)].id) }
            .sorted { ($1.score, $0.id) < ($0.score, $1.id) }.prefix(limit)
        #expect(answer.hits.map(\.number) == best.map(\.number))
        #expect(answer.hits.map(\.score) == best.map(\.score))
    }
}
