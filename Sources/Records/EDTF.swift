/// A date of the Extended Date/Time Format (ISO 8601-2), as far as press reports need it:
/// `2024-12-05`, `2019-12`, `2021`, `XXXX-05-20`, `XXXX-05`, each with `?` (uncertain), `~` (approximate) or `%` (both),
/// and intervals of them whose ends may be open (`..`) or unknown (empty): `2024/2028`, `../2025-03-13`, `1995~/..`.
package struct EDTF: Sendable, Hashable {
    /// A year, month or day; the year is nil when it is not known (`XXXX`).
    package struct Point: Sendable, Hashable {
        package var year: Int?
        package var month: Int?
        package var day: Int?
        package var isUncertain = false
        package var isApproximate = false

        /// The first day it can mean; nil without a year.
        package var earliest: Day? {
            guard let year else { return nil }
            return Day(year: year, month: month ?? 1, day: day ?? 1)
        }

        /// The last day it can mean; nil without a year.
        package var latest: Day? {
            guard let year else { return nil }
            let month = month ?? 12
            return Day(year: year, month: month, day: day ?? Day.count(ofMonth: month, year: year))
        }
    }

    /// What is wrong with a text that should be a date, and what to write.
    package struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
        package let description: String
    }

    /// The date or the interval's first date; nil when it is open or unknown.
    package let start: Point?
    /// The interval's last date; nil when it is open or unknown, and equal to `start` when there is no interval.
    package let end: Point?
    package let isInterval: Bool

    package init(_ text: String) throws(Failure) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        isInterval = parts.count == 2
        guard parts.count <= 2 else { throw EDTF.failure(text, "an interval has two dates") }
        start = try EDTF.point(parts[0], of: text, isEnd: isInterval)
        end = isInterval ? try EDTF.point(parts[1], of: text, isEnd: true) : start
        guard start != nil || end != nil else { throw EDTF.failure(text, "an interval needs one date at least") }
        if let first = start?.earliest, let last = end?.latest, first > last {
            throw EDTF.failure(text, "the interval ends before it begins")
        }
    }

    /// Nil for an open or unknown end of an interval.
    private static func point(_ part: Substring.UTF8View, of text: String, isEnd: Bool) throws(Failure) -> Point? {
        if isEnd, part.isEmpty || part.elementsEqual("..".utf8) { return nil }
        var point = Point()
        let qualifier = part.last
        point.isUncertain = qualifier == UInt8(ascii: "?") || qualifier == UInt8(ascii: "%")
        point.isApproximate = qualifier == UInt8(ascii: "~") || qualifier == UInt8(ascii: "%")
        let digits = point.isUncertain || point.isApproximate ? part.dropLast() : part
        let fields = digits.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isYearKnown = !fields[0].elementsEqual("XXXX".utf8)
        guard fields.count <= 3, isYearKnown || fields.count > 1 else { throw failure(text, form) }
        if isYearKnown { point.year = try number(fields[0], digits: 4, of: text) }
        if fields.count > 1 { point.month = try number(fields[1], digits: 2, of: text) }
        if fields.count > 2 { point.day = try number(fields[2], digits: 2, of: text) }
        // 29 February is a day of some year, so a leap year stands in for an unknown one.
        guard Day(year: point.year ?? 2000, month: point.month ?? 1, day: point.day ?? 1) != nil else {
            throw failure(text, "the calendar has no such day")
        }
        return point
    }

    private static let form = "write 2024-12-05, 2024-12, 2024, XXXX-12-05 or an interval such as 2024/2028"

    private static func number(_ field: Substring.UTF8View, digits: Int, of text: String) throws(Failure) -> Int {
        guard field.count == digits, field.allSatisfy({ 0x30...0x39 ~= $0 }) else { throw failure(text, form) }
        return field.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func failure(_ text: String, _ reason: String) -> Failure {
        Failure(description: "'\(text)' is not a date: \(reason)")
    }
}
