import Testing

@testable import Search

@Suite("Indexes of fields")
struct FieldIndexTests {
    /// Documents with so many of the terms each, in an order that has nothing to do with how often they occur.
    private static let documents = (0..<60).map { document in
        (1...12).filter { document % $0 == 0 }.map { "t\($0 * 7 % 13)" }
    }
    private let index = FieldIndex(documents)

    @Test("the most frequent terms are the first of all, however many are asked for", arguments: 0...13)
    func mostFrequent(limit: Int) {
        let all = PostingList.all(60)
        let counts = index.counts(among: all)
        let (kept, total) = index.mostFrequent(limit, among: all)
        #expect(kept.map { index.terms[$0.number] } == counts.prefix(limit).map(\.term))
        #expect(kept.map(\.count) == counts.prefix(limit).map(\.count))
        #expect(total == 12)
    }

    @Test("only the documents asked for count")
    func among() {
        let few = PostingList(rising: [7, 35])
        #expect(index.counts(among: few).map { "\($0.term) \($0.count)" } == ["t10 2", "t7 2", "t9 1"])
        #expect(index.mostFrequent(2, among: few).kept.map(\.count) == [2, 2])
        #expect(index.mostFrequent(2, among: PostingList()).total == 0)
    }
}
