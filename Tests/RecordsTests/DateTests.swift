import Records
import Testing

@Suite("Dates")
struct DateTests {
    @Test(
        "EDTF texts have bounds and a precision",
        arguments: [
            ("2024-12-05", "2024-12-05", "2024-12-05", RecordDate.Precision.day),
            ("2019-12", "2019-12-01", "2019-12-31", .month),
            ("2024-02", "2024-02-01", "2024-02-29", .month),
            ("1900-02", "1900-02-01", "1900-02-28", .month),
            ("2021", "2021-01-01", "2021-12-31", .year),
            ("2021?", "2021-01-01", "2021-12-31", .year),
            ("2018~", "2018-01-01", "2018-12-31", .year),
            ("2018-03-04%", "2018-03-04", "2018-03-04", .day),
            ("2024/2028", "2024-01-01", "2028-12-31", .range),
            ("2025-03-11/2025-03-13", "2025-03-11", "2025-03-13", .range),
            ("../2025-03-13", nil, "2025-03-13", .range),
            ("1995~/..", "1995-01-01", nil, .range),
            ("1995/", "1995-01-01", nil, .range),
            ("XXXX-05-20", nil, nil, .day),
            ("XXXX-02-29", nil, nil, .day),
            ("XXXX-05", nil, nil, .month),
        ] as [(String, String?, String?, RecordDate.Precision)])
    func bounds(edtf: String, earliest: String?, latest: String?, precision: RecordDate.Precision) throws {
        let date = try RecordDate(edtf)
        #expect(date.earliest?.description == earliest)
        #expect(date.latest?.description == latest)
        #expect(date.precision == precision)
        #expect(date.edtf == edtf)
    }

    @Test(
        "What is no date is refused with a form to write",
        arguments: [
            "", "20", "2024-1", "2024-13", "2024-00-01", "2023-02-29", "2024-04-31", "05-20", "XXXX", "2024-12-05-01",
            "2024/2025/2026", "/", "../..", "2025/2024", "2024-12-05T10:00", "5 December 2024", "..", "2024??",
            "XXXX-02-30", "２０２４",
        ])
    func malformed(text: String) throws {
        let failure = try #require(throws: EDTF.Failure.self) { try RecordDate(text) }
        #expect(failure.description.contains("'\(text)' is not a date"))
    }

    @Test(
        "Dates overlap when they can mean the same day",
        arguments: [
            ("2024-12-05", "2024", true), ("2024-12-05", "2025", false), ("2024/2028", "2026-05", true),
            ("../2020", "2019-12", true), ("../2020", "2021", false), ("2020/..", "2100-01-01", true),
            ("XXXX-05-20", "2024-05-20", false),
        ])
    func overlaps(one: String, other: String, expected: Bool) throws {
        let (one, other) = (try RecordDate(one), try RecordDate(other))
        #expect(one.overlaps(other) == expected)
        #expect(other.overlaps(one) == expected)
        #expect(!one.overlaps(.notStated()))
    }

    @Test("Days count from 1970 and give back year, month and day")
    func days() throws {
        #expect(Day(year: 1970, month: 1, day: 1)?.number == 0)
        #expect(Day(year: 2000, month: 3, day: 1)?.number == 11_017)
        #expect(Day(year: 1969, month: 12, day: 31)?.number == -1)
        var expected = Day(year: 1, month: 1, day: 1)?.number
        for year in 1...2400 {
            for month in 1...12 {
                for day in 1...Day.count(ofMonth: month, year: year) {
                    let found = try #require(Day(year: year, month: month, day: day))
                    if found.number != expected || found.civil != (year, month, day) {
                        Issue.record("\(year)-\(month)-\(day) is \(found)")
                        return
                    }
                    expected = found.number + 1
                }
            }
        }
    }
}
