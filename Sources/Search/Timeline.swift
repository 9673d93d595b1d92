internal import Records

/// How many records there are in each interval, without gaps between the first and the last.
package struct Timeline: Sendable {
    package let interval: Interval
    /// The number of the first interval.
    package let first: Int
    /// For each interval how many records may fall in it.
    package internal(set) var counts: [Int]
    /// The values of another field that the records are told apart by.
    package let parts: Axis?
    /// For each interval how many records have each value of `parts`.
    package internal(set) var partCounts: [[Int]]
    /// Records with no date, an open one, or one of more than a hundred years.
    package internal(set) var undated = 0

    fileprivate init(_ interval: Interval, _ range: ClosedRange<Int>?, _ parts: Axis?) {
        self.interval = interval
        self.parts = parts
        first = range?.lowerBound ?? 0
        counts = [Int](repeating: 0, count: range?.count ?? 0)
        partCounts = counts.map { _ in [Int](repeating: 0, count: parts?.values.count ?? 0) }
    }
}

/// There would be so many intervals.
package struct TooManyIntervals: Error, Sendable, Equatable {
    package let count: Int
}

extension IndexedCollection {
    /// A record counts in every interval that its date may fall in, as the field `year` has it.
    /// - Parameters:
    ///   - name: the field that parts the counts.
    ///   - limit: values of that field at most.
    ///   - range: intervals outside are left out.
    ///   - mostIntervals: beyond them it fails.
    package func timeline(
        of documents: PostingList, by interval: Interval, parts name: String?, limit: Int, within range: DayRange?,
        mostIntervals: Int
    ) throws(TooManyIntervals) -> Timeline {
        let parts = name.flatMap { axis($0, of: documents, limit: limit) }
        let partIndex = name.flatMap { index(of: $0) }
        let intervals = intervals(of: documents, interval, within: range)
        if let intervals, intervals.count > mostIntervals { throw TooManyIntervals(count: intervals.count) }
        var timeline = Timeline(interval, intervals, parts)
        documents.forEach { document in
            guard let date = date(of: document), date.isCountable else {
                timeline.undated += 1
                return
            }
            guard let intervals else { return }
            let first = max(interval.number(of: Day(number: date.earliest)), intervals.lowerBound)
            let last = min(interval.number(of: Day(number: date.latest)), intervals.upperBound)
            for place in stride(from: first - timeline.first, through: last - timeline.first, by: 1) {
                timeline.counts[place] += 1
                guard let parts, let partIndex else { continue }
                partIndex.forEachTerm(of: document) { term in
                    if parts.places[term] >= 0 { timeline.partCounts[place][Int(parts.places[term])] += 1 }
                }
            }
        }
        return timeline
    }

    /// From the first to the last that has a record; nil when none has.
    private func intervals(
        of documents: PostingList, _ interval: Interval, within range: DayRange?
    ) -> ClosedRange<Int>? {
        var first = Int32.max
        var last = Int32.min
        documents.forEach { document in
            guard let date = date(of: document), date.isCountable else { return }
            first = min(first, date.earliest)
            last = max(last, date.latest)
        }
        first = max(first, range?.first ?? .min)
        last = min(last, range?.last ?? .max)
        guard first <= last else { return nil }
        return interval.number(of: Day(number: first))...interval.number(of: Day(number: last))
    }
}

extension DateBounds {
    /// Whether neither end is open and the date means something (see `FieldContext.years`).
    fileprivate var isCountable: Bool {
        guard earliest != .min, latest != .max else { return false }
        return Day(number: latest).civil.year - Day(number: earliest).civil.year < 100
    }
}
