import Testing

@testable import Search

@Suite("Columns of dates")
struct DateColumnTests {
    /// Days, months, long and open dates, in the order in which documents are numbered.
    private static func dates(seed: UInt64) -> [DateBounds?] {
        var dice = Dice(seed)
        let dates = (0..<200).map { _ in
            let first = Int32.random(in: -3000...3000, using: &dice)
            let length = [0, 0, 30, 365, 366, 367, 4000].randomElement(using: &dice) ?? 0
            return DateBounds(
                earliest: Int.random(in: 0..<20, using: &dice) == 0 ? .min : first,
                latest: Int.random(in: 0..<20, using: &dice) == 0 ? .max : first + Int32(length))
        }
        return dates.sorted { ($1.start, $1.latest) < ($0.start, $0.latest) } + [nil, nil]
    }

    @Test(
        "the documents of a range are those whose date shares a day with it", arguments: 1...40 as ClosedRange<UInt64>)
    func overlap(seed: UInt64) {
        var dice = Dice(seed &* 977)
        let dates = Self.dates(seed: seed)
        let column = DateColumn(dates)
        #expect((0..<UInt32(dates.count)).map { column[$0] } == dates)
        for _ in 0..<50 {
            let first = Int.random(in: 0..<10, using: &dice) == 0 ? .min : Int32.random(in: -3500...3500, using: &dice)
            let last = Int.random(in: 0..<10, using: &dice) == 0 ? .max : Int32.random(in: -3500...3500, using: &dice)
            let range = DayRange(first: first, last: last)
            let expected = dates.indices.filter { number in
                dates[number].map { $0.earliest <= last && $0.latest >= first } ?? false
            }
            let all = PostingList.all(dates.count)
            #expect(column.documents(in: range, among: all).documents == expected.map { UInt32($0) })
            let some = (0..<UInt32(dates.count)).filter { _ in Bool.random(using: &dice) }
            let both = some.filter { expected.contains(Int($0)) }
            #expect(column.documents(in: range, among: PostingList(rising: some)).documents == both)
        }
    }
}
