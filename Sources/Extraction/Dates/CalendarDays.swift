internal import Records

/// The calendar that resolving needs, and how its days are written.
extension DateResolver {
    /// Whether a day lies within a few days of one without a year.
    static func isNear(_ day: Day, _ other: CalendarDay) -> Bool {
        let year = day.civil.year
        return [year - 1, year, year + 1].contains { year in
            self.day(CalendarDay(year: year, month: other.month, day: other.day)).map {
                abs($0.number - day.number) <= 10
            } ?? false
        }
    }

    /// The month some months later or earlier.
    static func shift(_ year: Int, _ month: Int, _ by: Int) -> CalendarDay {
        let months = year * 12 + month - 1 + by
        return CalendarDay(year: months / 12, month: months % 12 + 1)
    }

    /// 1 is Monday; 1 January 1970 was a Thursday.
    static func weekday(_ day: Day) -> Int { Int((day.number % 7 + 7 + 3) % 7) + 1 }

    /// `2024-12-05`, `2024-12`, `XXXX-12-05`.
    static func edtf(_ date: CalendarDay) -> String {
        func digits(_ value: Int, _ count: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        var text = date.year.map { digits($0, 4) } ?? "XXXX"
        if let month = date.month { text += "-" + digits(month, 2) }
        if date.month != nil, let day = date.day { text += "-" + digits(day, 2) }
        return text
    }
}
