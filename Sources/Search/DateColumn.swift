/// The dates of a collection's documents, which are numbered by them: the latest first, those without a date last.
struct DateColumn: Sendable {
    /// Dates that span at most so many days are found by their first day.
    private static let longest: Int32 = 366

    private let earliest: [Int32]
    private let latest: [Int32]
    /// Documents whose date is more than a day, but not long.
    private let spanning: [UInt32]
    /// Documents whose first day does not bound where they may stand: open or long dates.
    private let irregular: [UInt32]
    private let documentCount: Int

    /// - Parameter dates: in the order of documents, `nil` last.
    init(_ dates: [DateBounds?]) {
        let dated = dates.prefix { $0 != nil }.compactMap { $0 }
        earliest = dated.map(\.earliest)
        latest = dated.map(\.latest)
        spanning = dated.indices.filter {
            dated[$0].isRegular(longest: Self.longest) && dated[$0].earliest < dated[$0].latest
        }.map { UInt32($0) }
        irregular = dated.indices.filter { !dated[$0].isRegular(longest: Self.longest) }.map { UInt32($0) }
        documentCount = dates.count
    }

    /// What it takes in memory.
    var size: Int { 4 * (earliest.count + latest.count + spanning.count + irregular.count) }

    subscript(document: UInt32) -> DateBounds? {
        let document = Int(document)
        return document < earliest.count
            ? DateBounds(earliest: earliest[document], latest: latest[document]) : nil
    }

    /// Those of `documents` whose date shares a day with the range. What begins in the range stands together; beside that
    /// only dates of more than a day are looked at, of which most begin less than a year before it.
    func documents(in range: DayRange, among documents: PostingList) -> PostingList {
        let first = UInt32(place { $0 <= range.last })
        let middle = max(first, UInt32(place { $0 < range.first }))
        let (day, isBelow) = range.first.subtractingReportingOverflow(Self.longest)
        let end = max(middle, isBelow ? UInt32(earliest.count) : UInt32(place { $0 < day }))
        var result = documents.intersection(PostingList(first..<middle))
        if !irregular.isEmpty {
            let wrong = irregular.filter { first..<middle ~= $0 && !fits($0, range) && documents.contains($0) }
            if !wrong.isEmpty { result = result.subtracting(PostingList(rising: wrong)) }
            let more = irregular.filter { !(first..<middle ~= $0) && fits($0, range) && documents.contains($0) }
            if !more.isEmpty { result = result.union(PostingList(rising: more)) }
        }
        let earlier = PostingList(rising: spanning).intersection(PostingList(middle..<end)).intersection(documents)
        var reaching: [UInt32] = []
        earlier.forEach { if latest[Int($0)] >= range.first { reaching.append($0) } }
        return reaching.isEmpty ? result : result.union(PostingList(rising: reaching))
    }

    private func fits(_ document: UInt32, _ range: DayRange) -> Bool {
        earliest[Int(document)] <= range.last && latest[Int(document)] >= range.first
    }

    /// The first document whose day to be sorted by, which falls, is so.
    private func place(where isReached: (Int32) -> Bool) -> Int {
        var (low, high) = (0, earliest.count)
        while low < high {
            let middle = (low + high) / 2
            let start = DateBounds(earliest: earliest[middle], latest: latest[middle]).start
            if isReached(start) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// First and last day that a date may mean, in days since 1970; an open end is the farthest day.
package struct DateBounds: Sendable, Equatable {
    package let earliest: Int32
    package let latest: Int32

    /// What a date is sorted by: its first day, or its last when the first is open.
    var start: Int32 { earliest == .min ? latest : earliest }

    fileprivate func isRegular(longest: Int32) -> Bool {
        earliest != .min && latest != .max && latest - earliest <= longest
    }
}
