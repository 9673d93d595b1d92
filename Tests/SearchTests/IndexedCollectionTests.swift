import Testing

@testable import Search

@Suite("Collections")
struct IndexedCollectionTests {
    /// Dialogues with a kind, an ordinal or none, topics, and days since 1970 or no date.
    static let collection = IndexedCollection(
        name: .dialogues,
        fields: [
            CollectionField("kind", .words(["talks", "meeting"]), "") { _, _ in [] },
            CollectionField("ordinal", .integers, "") { _, _ in [] },
            CollectionField("topic", .texts, "") { _, _ in [] },
        ],
        columns: ["id"],
        parts: MadeRecord.parts(
            of: [
                entry("a", "Zebra", "talks", 3, ["fraud", "crime"], 100...100),
                entry("b", "apple", "talks", nil, ["piracy", "crime"], 200...230),
                entry("c", "Émile", "meeting", 1, [], nil),
                entry("d", "mango", "meeting", 12, ["fraud", "crime"], 100...130),
                entry("e", "apple", "talks", 2, ["training"], .min...150),
                entry("f", "pear", "meeting", nil, ["training"], 300 ... .max),
            ], fieldCount: 3))

    private static func entry(
        _ id: String, _ title: String, _ kind: String, _ ordinal: Int?, _ topics: [String], _ days: ClosedRange<Int32>?
    ) -> MadeRecord {
        MadeRecord(
            id: id, title: title, date: days.map { DateBounds(earliest: $0.lowerBound, latest: $0.upperBound) },
            terms: [[kind], ordinal.map { [String($0)] } ?? [], topics], texts: [title])
    }

    private func ids(_ change: (inout Query) -> Void) throws -> [String] {
        var query = Query(.dialogues)
        change(&query)
        return try Self.collection.answer(query).documents.map { Self.collection.entry($0).id }
    }

    @Test("the newest stand first, by first day and then by last, and those without a date last")
    func standardOrder() throws {
        #expect(try ids { _ in } == ["f", "b", "e", "d", "a", "c"])
    }

    @Test(
        "sorting goes key by key; unknown values stand last in both directions; ties stay newest first",
        arguments: [
            (["date"], ["d", "a", "e", "b", "f", "c"]), (["-date"], ["f", "b", "e", "d", "a", "c"]),
            (["ordinal"], ["c", "e", "a", "d", "f", "b"]), (["-ordinal"], ["d", "a", "e", "c", "f", "b"]),
            (["title"], ["b", "e", "c", "d", "f", "a"]), (["-title"], ["a", "f", "d", "c", "b", "e"]),
            (["title", "-id"], ["e", "b", "c", "d", "f", "a"]), (["-id"], ["f", "e", "d", "c", "b", "a"]),
            (["title", "ordinal"], ["e", "b", "c", "d", "f", "a"]),
        ] as [([String], [String])])
    func sorted(keys: [String], order: [String]) throws {
        let found = try ids { query in
            query.sort = keys.map { key in
                SortKey(field: key.hasPrefix("-") ? String(key.dropFirst()) : key, isDescending: key.hasPrefix("-"))
            }
        }
        #expect(found == order)
    }

    @Test(
        "filters of different fields must all hold; values of one field by its mode",
        arguments: [
            ([Filter(field: "kind", values: [["talks"]])], ["b", "e", "a"]),
            ([Filter(field: "kind", values: [["talks"], ["meeting"]])], ["f", "b", "e", "d", "a", "c"]),
            ([Filter(field: "kind", values: [["talks"]], mode: .none)], ["f", "d", "c"]),
            ([Filter(field: "topic", values: [["fraud"], ["crime"]], mode: .all)], ["d", "a"]),
            ([Filter(field: "topic", values: [["fraud", "piracy"], ["crime"]], mode: .all)], ["b", "d", "a"]),
            ([Filter(field: "topic", values: [["fraud"], ["training"]], mode: .none)], ["b", "c"]),
            (
                [Filter(field: "kind", values: [["talks"]]), Filter(field: "topic", values: [["crime"]])],
                ["b", "a"]
            ),
            ([Filter(field: "topic", values: [["nowhere"]])], []),
        ] as [([Filter], [String])])
    func filtered(filters: [Filter], expected: [String]) throws {
        #expect(try ids { $0.filters = filters } == expected)
    }

    @Test(
        "a date fits a range when they share a day; open ends reach all days; unknown dates fit none",
        arguments: [
            (DayRange(first: 100, last: 100), ["e", "d", "a"]), (DayRange(first: 131, last: 199), ["e"]),
            (DayRange(first: 230), ["f", "b"]), (DayRange(last: 99), ["e"]), (DayRange(), ["f", "b", "e", "d", "a"]),
            (DayRange(first: 231, last: 299), []), (DayRange(first: 5000, last: 5001), ["f"]),
        ] as [(DayRange, [String])])
    func overlap(range: DayRange, expected: [String]) throws {
        #expect(try ids { $0.dates = range } == expected)
    }

    @Test("a facet leaves out its own filter, and no other, and not what the path fixes")
    func facets() throws {
        var query = Query(.dialogues)
        query.filters = [Filter(field: "kind", values: [["talks"]]), Filter(field: "topic", values: [["crime"]])]
        query.facets = ["kind", "topic"]
        let answer = try Self.collection.answer(query)
        #expect(answer.total == 2)
        #expect(answer.facets.map(\.field) == ["kind", "topic"])
        #expect(answer.facets[0].counts.map(\.term) == ["talks", "meeting"])
        #expect(answer.facets[0].counts.map(\.count) == [2, 1])
        #expect(answer.facets[1].counts.map(\.term) == ["crime", "fraud", "piracy", "training"])
        #expect(answer.facets[1].counts.map(\.count) == [2, 1, 1, 1])

        query.filters = [Filter(field: "kind", values: [["talks"]], isFixed: true)]
        #expect(try Self.collection.answer(query).facets[0].counts.map(\.term) == ["talks"])
    }

    @Test("pages follow one another without gap or repeat", arguments: [[], ["title"], ["-ordinal", "id"]], 1...7)
    func pages(sort: [String], limit: Int) throws {
        var query = Query(.dialogues)
        query.limit = limit
        query.sort = sort.map { SortKey(field: $0.replacing("-", with: ""), isDescending: $0.hasPrefix("-")) }
        var visited: [UInt32] = []
        var hasMore = true
        while hasMore, visited.count < 10 {
            let answer = try Self.collection.answer(query)
            #expect(answer.total == 6)
            visited += answer.documents
            hasMore = answer.hasMore
            query.after = answer.documents.last.map { Self.collection.entry($0).id }
        }
        #expect(visited.count == 6)
        #expect(Set(visited).count == 6)
    }

    @Test("a page cannot begin behind what the query does not find", arguments: ["c", "nothing"], [[], ["title"]])
    func staleCursor(id: String, sort: [String]) {
        var query = Query(.dialogues)
        query.filters = [Filter(field: "kind", values: [["talks"]])]
        query.sort = sort.map { SortKey(field: $0, isDescending: false) }
        query.after = id
        #expect(throws: QueryError.cursorOutOfDate) { try Self.collection.answer(query) }
    }
}
