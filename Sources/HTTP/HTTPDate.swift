/// A point in time to the second, as HTTP writes it (RFC 9110 §5.6.7), between the years 0000 and 9999.
package struct HTTPDate: Sendable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package let secondsSince1970: Int64

    private static let earliest: Int64 = -62_167_219_200
    private static let latest: Int64 = 253_402_300_799
    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let longDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// A time outside the years 0000–9999 becomes the nearest inside.
    package init(secondsSince1970: Int64) {
        self.secondsSince1970 = min(max(secondsSince1970, Self.earliest), Self.latest)
    }

    package static func < (left: HTTPDate, right: HTTPDate) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }

    /// 29 octets, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    package func append(to octets: inout [UInt8]) {
        let (days, seconds) = secondsSince1970.dividedFlooring(by: 86400)
        let (year, month, day) = Self.date(daysSince1970: Int(days))
        let weekday = Int((days + 4).dividedFlooring(by: 7).remainder)
        octets += Self.days[weekday].utf8
        octets += ", ".utf8
        octets.append(decimal: day, digits: 2)
        octets += " \(Self.months[month - 1]) ".utf8
        octets.append(decimal: year, digits: 4)
        octets += " ".utf8
        octets.append(decimal: Int(seconds) / 3600, digits: 2)
        octets += ":".utf8
        octets.append(decimal: Int(seconds) / 60 % 60, digits: 2)
        octets += ":".utf8
        octets.append(decimal: Int(seconds) % 60, digits: 2)
        octets += " GMT".utf8
    }

    /// 19 octets, such as `1994-11-06T08:49:37`: RFC 3339 §5.6 up to the fraction of the second and the `Z` for UTC.
    package func appendTimestamp(to octets: inout [UInt8]) {
        let (days, seconds) = secondsSince1970.dividedFlooring(by: 86400)
        let (year, month, day) = Self.date(daysSince1970: Int(days))
        for (number, digits, mark) in [
            (year, 4, "-"), (month, 2, "-"), (day, 2, "T"), (Int(seconds) / 3600, 2, ":"),
            (Int(seconds) / 60 % 60, 2, ":"), (Int(seconds) % 60, 2, ""),
        ] {
            octets.append(decimal: number, digits: digits)
            octets += mark.utf8
        }
    }

    /// As it stands in a field.
    package var text: String {
        var octets: [UInt8] = []
        append(to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }

    /// IMF-fixdate, rfc850-date or asctime-date, letter by letter; nil for anything else. The two digits of an rfc850
    /// year mean the latest year that is at most fifty years after `reference`, which is
    /// the beginning of 2026 if nothing nearer is known.
    package init?(parsing bytes: Span<UInt8>, near reference: HTTPDate = HTTPDate(secondsSince1970: 1_767_225_600)) {
        let end = bytes.count
        var year: Int?
        let monthAt: Int
        let dayAt: Int
        let timeAt: Int
        if end == 29, bytes.equals(" ", 7..<8), bytes.equals(" ", 11..<12), bytes.equals(", ", 3..<5) {
            guard Self.index(in: Self.days, bytes, 0..<3) != nil, bytes.equals(" GMT", 25..<29) else { return nil }
            (dayAt, monthAt, timeAt) = (5, 8, 17)
            year = Self.number(bytes, 12..<16)
        } else if end == 24, bytes.equals(" ", 3..<4), bytes.equals(" ", 7..<8), bytes.equals(" ", 19..<20) {
            guard Self.index(in: Self.days, bytes, 0..<3) != nil else { return nil }
            (dayAt, monthAt, timeAt) = (8, 4, 11)
            year = Self.number(bytes, 20..<24)
        } else if end >= 30, end <= 33, bytes.equals(", ", end - 24..<end - 22) {
            guard Self.index(in: Self.longDays, bytes, 0..<end - 24) != nil, bytes.equals(" GMT", end - 4..<end),
                bytes.equals("-", end - 20..<end - 19), bytes.equals("-", end - 16..<end - 15)
            else { return nil }
            (dayAt, monthAt, timeAt) = (end - 22, end - 19, end - 12)
            year = Self.number(bytes, end - 15..<end - 13).map { Self.year(twoDigits: $0, near: reference) }
        } else {
            return nil
        }
        // Only asctime pads the day with a space.
        let isPadded = end == 24 && bytes[dayAt] == UInt8(ascii: " ")
        guard let year, let month = Self.index(in: Self.months, bytes, monthAt..<monthAt + 3),
            let day = Self.number(bytes, (isPadded ? dayAt + 1 : dayAt)..<dayAt + 2),
            day >= 1, day <= Self.daysIn(month: month + 1, year: year),
            bytes.equals(" ", timeAt - 1..<timeAt), let seconds = Self.secondsOfDay(bytes, timeAt)
        else { return nil }
        let days = Self.daysSince1970(year: year, month: month + 1, day: day)
        self.init(secondsSince1970: Int64(days) * 86400 + Int64(seconds))
    }
}

extension HTTPDate {
    /// hour `:` minute `:` second, eight octets; second 60 is a leap second and counts as the next one.
    private static func secondsOfDay(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
        guard let hour = number(bytes, start..<start + 2), hour < 24, bytes.equals(":", start + 2..<start + 3),
            let minute = number(bytes, start + 3..<start + 5), minute < 60, bytes.equals(":", start + 5..<start + 6),
            let second = number(bytes, start + 6..<start + 8), second <= 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    private static func year(twoDigits: Int, near reference: HTTPDate) -> Int {
        let days = reference.secondsSince1970.dividedFlooring(by: 86400).quotient
        let last = date(daysSince1970: Int(days)).year + 50
        let year = last - last % 100 + twoDigits
        return year > last ? year - 100 : year
    }

    private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var number = 0
        for index in range {
            guard bytes[index].isDigit else { return nil }
            number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
        }
        return number
    }

    private static func index(in names: [String], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        for (index, name) in names.enumerated() where bytes.equals(name, range) {
            return index
        }
        return nil
    }

    private static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days of the proleptic Gregorian calendar, in years that begin in March so that the leap day comes last, and eras
    /// of 400 years, which are 146,097 days each.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let (era, yearOfEra) = (month <= 2 ? year - 1 : year).dividedFlooring(by: 400)
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func date(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
        let (era, dayOfEra) = (daysSince1970 + 719_468).dividedFlooring(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

extension FixedWidthInteger {
    /// Quotient rounded down and a remainder that is never negative, for a positive divisor.
    fileprivate func dividedFlooring(by divisor: Self) -> (quotient: Self, remainder: Self) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

extension [UInt8] {
    fileprivate mutating func append(decimal number: Int, digits: Int) {
        var divisor = (1..<digits).reduce(1) { power, _ in power * 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
