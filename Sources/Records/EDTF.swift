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
        let octets = text.utf8Span.span
        let slash = octets.indices.first { octets[$0] == UInt8(ascii: "/") }
        isInterval = slash != nil
        guard let slash else {
            start = try EDTF.point(octets, of: text, isEnd: false)
            end = start
            return
        }
        guard !(slash + 1..<octets.count).contains(where: { octets[$0] == UInt8(ascii: "/") }) else {
            throw EDTF.failure(text, "an interval has two dates")
        }
        start = try EDTF.point(octets.extracting(0..<slash), of: text, isEnd: true)
        end = try EDTF.point(octets.extracting(slash + 1..<octets.count), of: text, isEnd: true)
        guard start != nil || end != nil else { throw EDTF.failure(text, "an interval needs one date at least") }
        if let first = start?.earliest, let last = end?.latest, first > last {
            throw EDTF.failure(text, "the interval ends before it begins")
        }
    }

    /// Nil for an open or unknown end of an interval.
    private static func point(_ part: Span<UInt8>, of text: String, isEnd: Bool) throws(Failure) -> Point? {
        if isEnd, part.isEmpty || part.count == 2 && part[0] == UInt8(ascii: ".") && part[1] == part[0] { return nil }
        guard !part.isEmpty else { throw failure(text, form) }
        var point = Point()
        let qualifier = part[part.count - 1]
        point.isUncertain = qualifier == UInt8(ascii: "?") || qualifier == UInt8(ascii: "%")
        point.isApproximate = qualifier == UInt8(ascii: "~") || qualifier == UInt8(ascii: "%")
        let count = point.isUncertain || point.isApproximate ? part.count - 1 : part.count
        // 2024, 2024-12 or 2024-12-05: the fields have their places.
        guard count == 4 || count == 7 || count == 10 else { throw failure(text, form) }
        let isYearKnown = !(0..<4).allSatisfy { part[$0] == UInt8(ascii: "X") }
        guard isYearKnown || count > 4 else { throw failure(text, form) }
        if isYearKnown { point.year = try number(part, 0..<4, of: text) }
        if count > 4 { point.month = try number(part, 5..<7, of: text) }
        if count > 7 { point.day = try number(part, 8..<10, of: text) }
        // 29 February is a day of some year, so a leap year stands in for an unknown one.
        guard Day(year: point.year ?? 2000, month: point.month ?? 1, day: point.day ?? 1) != nil else {
            throw failure(text, "the calendar has no such day")
        }
        return point
    }

    private static let form = "write 2024-12-05, 2024-12, 2024, XXXX-12-05 or an interval such as 2024/2028"

    /// The number in a field, which a hyphen parts from the one before.
    private static func number(_ part: Span<UInt8>, _ field: Range<Int>, of text: String) throws(Failure) -> Int {
        guard field.lowerBound == 0 || part[field.lowerBound - 1] == UInt8(ascii: "-"),
            field.allSatisfy({ 0x30...0x39 ~= part[$0] })
        else { throw failure(text, form) }
        return field.reduce(0) { $0 * 10 + Int(part[$1] - 0x30) }
    }

    private static func failure(_ text: String, _ reason: String) -> Failure {
        Failure(description: "'\(text)' is not a date: \(reason)")
    }
}
