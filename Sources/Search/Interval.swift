package import Records

/// Parts of the calendar that a timeline counts in, numbered through: `year * perYear + part`.
package enum Interval: String, CaseIterable, Sendable {
    case year, quarter, month

    private var perYear: Int {
        switch self {
        case .year: 1
        case .quarter: 4
        case .month: 12
        }
    }

    package func number(of day: Day) -> Int {
        let (year, month, _) = day.civil
        return year * perYear + (month - 1) * perYear / 12
    }

    /// `2024`, `2024-Q3`, `2024-09`.
    package func name(_ number: Int) -> String {
        let (year, part) = parts(number)
        let text = Self.padded(year, 4)
        switch self {
        case .year: return text
        case .quarter: return "\(text)-Q\(part + 1)"
        case .month: return "\(text)-\(Self.padded(part + 1, 2))"
        }
    }

    /// The first and the last day.
    package func days(_ number: Int) -> (first: Day, last: Day)? {
        let (year, part) = parts(number)
        let months = 12 / perYear
        let (first, last) = (part * months + 1, (part + 1) * months)
        guard let start = Day(year: year, month: first, day: 1),
            let end = Day(year: year, month: last, day: Day.count(ofMonth: last, year: year))
        else { return nil }
        return (start, end)
    }

    private func parts(_ number: Int) -> (year: Int, part: Int) {
        let part = (number % perYear + perYear) % perYear
        return ((number - part) / perYear, part)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
