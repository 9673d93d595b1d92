/// A date as a source states it: the EDTF text, the days it can mean and how it is known. Never padded to a full day.
package struct RecordDate: Sendable, Hashable {
    /// How fine the date is; `unknown` when none is stated.
    package enum Precision: String, Sendable, CaseIterable {
        case day, month, year, range, unknown
    }

    /// How the date is known: from the report's words, its header, a weekday counted from the header,
    /// bounds set by other facts, a person's review, or not at all.
    package enum Basis: String, Sendable, CaseIterable {
        case stated, header, weekday, bounds, reviewed
        case notStated = "not-stated"
    }

    /// Nil when no date is stated.
    package let edtf: String?
    /// The first day it can mean; nil when unknown, and for an interval open at its start.
    package let earliest: Day?
    /// The last day it can mean; nil when unknown, and for an interval open at its end.
    package let latest: Day?
    package let precision: Precision
    package let basis: Basis
    /// The wording in the report ("Thursday").
    package let stated: String?

    /// That no date is stated, or only in words that give none.
    package static func notStated(_ wording: String? = nil) -> RecordDate {
        RecordDate(
            edtf: nil, earliest: nil, latest: nil, precision: .unknown, basis: .notStated, stated: wording)
    }

    /// A day, written as such.
    init(day: Day, basis: Basis, stated: String?) {
        self.init(
            edtf: day.description, earliest: day, latest: day, precision: .day, basis: basis, stated: stated)
    }

    private init(
        edtf: String?, earliest: Day?, latest: Day?, precision: Precision, basis: Basis, stated: String?
    ) {
        self.edtf = edtf
        self.earliest = earliest
        self.latest = latest
        self.precision = precision
        self.basis = basis
        self.stated = stated
    }

    /// Also reads the parameters `from` and `to`: the days between `earliest` and `latest` are meant.
    package init(_ text: String, basis: Basis = .stated, stated: String? = nil) throws(EDTF.Failure) {
        let date = try EDTF(text)
        edtf = text
        earliest = date.start?.earliest
        latest = date.end?.latest
        precision = date.precision
        self.basis = basis
        self.stated = stated
    }

    /// The days it can mean, open ends reaching to the end of time; nil when it names no day of any year.
    package var days: ClosedRange<Day>? {
        guard earliest != nil || latest != nil else { return nil }
        return (earliest ?? Day(number: .min))...(latest ?? Day(number: .max))
    }

    /// Whether both can mean the same day; false when either is unknown.
    package func overlaps(_ other: RecordDate) -> Bool {
        guard let days, let others = other.days else { return false }
        return days.overlaps(others)
    }
}

extension EDTF {
    /// `XXXX-05-20` is as fine as a day, although its year is not known.
    package var precision: RecordDate.Precision {
        guard !isInterval, let start else { return .range }
        return start.day != nil ? .day : start.month != nil ? .month : .year
    }
}
