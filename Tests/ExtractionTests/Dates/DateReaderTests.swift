import Testing

@testable import Extraction

@Suite("Dates as reports state them")
struct DateReaderTests {
    private func expect(_ text: String, _ words: String, _ meaning: String) throws {
        let mentions = try DateFixture.mentions(text)
        #expect(mentions.map(\.words) == [words], "\(text)")
        #expect(mentions.map(\.meaning) == [meaning], "\(text)")
    }

    @Test(
        "A day is read in every order and spelling",
        arguments: [
            ("5 December 2024", "2024-12-05"), ("December 5, 2024", "2024-12-05"), ("Dec. 5, 2024", "2024-12-05"),
            ("5 Dec 2024", "2024-12-05"), ("5 Dec. 2024", "2024-12-05"), ("5th December 2024", "2024-12-05"),
            ("16th of May, 2018", "2018-05-16"), ("December 5th, 2024", "2024-12-05"), ("2024-12-05", "2024-12-05"),
            ("05/12/2024", "2024-12-05"), ("12/25/2024", "2024-12-25"), ("12-05-2024", "2024-05-12"),
            ("5.12.2024", "2024-12-05"), ("5 December", "XXXX-12-05"), ("December 5", "XXXX-12-05"),
            ("29 February 2024", "2024-02-29"), ("5 DECEMBER 2024", "2024-12-05"), ("5 diciembre 2024", "2024-12-05"),
            ("5 décembre 2024", "2024-12-05"), ("5 tháng 12 2024", "2024-12-05"),
            ("5 de diciembre de 2024", "2024-12-05"),
            ("twenty-second of May 2019", "2019-05-22"),
        ])
    func days(words: String, meaning: String) throws {
        try expect("They met on \(words) in Rabat.", words, meaning)
    }

    @Test(
        "A weekday beside a day belongs to it",
        arguments: [
            ("Thursday, December 5, 2024", "2024-12-05 on 4"), ("Thursday 5 December", "XXXX-12-05 on 4"),
            ("Thursday, 5 December 2024", "2024-12-05 on 4"), ("Thursday (5 December)", "XXXX-12-05 on 4"),
            ("jueves 5 de diciembre de 2024", "2024-12-05 on 4"), ("Thursday, the 5th of December", "XXXX-12-05 on 4"),
            ("Thursday (05/12/2024)", "2024-12-05 on 4"),
        ])
    func weekdays(words: String, meaning: String) throws {
        let mention = try #require(try DateFixture.mentions("They met on \(words) in Rabat.").first)
        #expect(mention.meaning == meaning)
    }

    @Test(
        "Months and years are read where a word makes them dates",
        arguments: [
            ("in December 2019", "December 2019", "2019-12"), ("in December, 2019", "December, 2019", "2019-12"),
            ("in December of 2019", "December of 2019", "2019-12"), ("in December", "December", "XXXX-12"),
            ("since 2013", "2013", "2013"), ("in mid-May", "May", "XXXX-05"),
            ("in late May 2020", "May 2020", "2020-05"),
            ("in the spring of 2022", "in the spring of 2022", "2022"), ("the 2020 memorandum", "2020", "2020"),
            ("in the first quarter of 2021", "2021", "2021"),
        ])
    func monthsAndYears(text: String, words: String, meaning: String) throws {
        try expect("It was agreed \(text) by all.", words, meaning)
    }

    @Test(
        "A range has both ends, and takes month and year from where they stand",
        arguments: [
            ("22-26 May", "XXXX-05-22/XXXX-05-26"), ("22–26 May 2023", "2023-05-22/2023-05-26"),
            ("27 and 28 May 2023", "2023-05-27/2023-05-28"), ("March 11 to 13", "XXXX-03-11/XXXX-03-13"),
            ("March 11-13, 2025", "2025-03-11/2025-03-13"), ("11 to 13 March 2025", "2025-03-11/2025-03-13"),
            ("May 30 - June 2", "XXXX-05-30/XXXX-06-02"), ("May 30 to June 2, 2023", "2023-05-30/2023-06-02"),
            ("30 May to 2 June 2023", "2023-05-30/2023-06-02"), ("30 May – 2 June", "XXXX-05-30/XXXX-06-02"),
            ("30 December 2023 to 2 January 2024", "2023-12-30/2024-01-02"), ("2024-2028", "2024/2028"),
            ("2021–24", "2021/2024"), ("2021 to 2024", "2021/2024"), ("22nd to 26th May", "XXXX-05-22/XXXX-05-26"),
            ("December 30, 2023 to January 2, 2024", "2023-12-30/2024-01-02"),
        ])
    func ranges(words: String, meaning: String) throws {
        try expect("They met from \(words) in Rabat.", words, meaning)
    }

    @Test(
        "Days without a date are told by weekday or by word",
        arguments: [
            ("on Thursday", "Thursday", "weekday 4"), ("last Thursday", "Thursday", "weekday 4 last"),
            ("next Monday", "Monday", "weekday 1 next"), ("this coming Monday", "Monday", "weekday 1 next"),
            ("today", "today", "today"), ("this morning", "this morning", "today"),
            ("yesterday", "yesterday", "yesterday"),
            ("the same day", "the same day", "same-day"), ("earlier in the day", "earlier in the day", "same-day"),
            ("a day before", "a day before", "day-before"), ("the following day", "the following day", "day-after"),
            ("last week", "last week", "last-week"), ("next month", "next month", "next-month"),
            ("in July last year", "July last year", "last-year in 7"),
            ("in May next year", "May next year", "next-year in 5"),
            ("last May", "last May", "last-month-named in 5"),
            ("next December", "next December", "next-month-named in 12"),
            ("this autumn", "this autumn", "this-year"), ("in mid-May last year", "May last year", "last-year in 5"),
            ("cùng ngày", "cùng ngày", "same-day"),
        ])
    func relative(text: String, words: String, meaning: String) throws {
        try expect("They met \(text) in Rabat.", words, meaning)
    }

    @Test(
        "What only looks like a date is none",
        arguments: [
            "They may meet 5 officers", "It may be agreed", "They seized 2500 tablets", "On March they played a march",
            "Resolution 1373 binds them", "They met 5 times and 12 people spoke", "The ministers met recently",
            "The 14th National Congress", "It costs 20.50 in all", "32/13/2024 is a file number", "the 89th session",
            "They should march on", "The second May round", "Decree 15/2024 binds them",
        ])
    func traps(_ text: String) throws {
        #expect(try DateFixture.mentions(text).map(\.words) == [])
    }

    @Test("All dates of a sentence are read, in order")
    func several() throws {
        let text =
            "Held in Rabat on May 5, the round followed those of 2019 and of July 2021, and the next is due in 2027."
        #expect(try DateFixture.mentions(text).map(\.meaning) == ["XXXX-05-05", "2019", "2021-07", "2027"])
        let pairs = "Rounds were held in 2019 and 2021, and on May 5 and June 6; they talked between May 7 and June 8."
        #expect(
            try DateFixture.mentions(pairs).map(\.meaning)
                == ["2019", "2021", "XXXX-05-05", "XXXX-06-06", "XXXX-05-07/XXXX-06-08"])
    }
}
