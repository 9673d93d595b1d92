import Records
import Testing

@testable import Extraction

@Suite("Dates find their year")
struct DateResolverTests {
    private typealias Resolved = DateFixture.Resolved

    /// Thursday.
    private static let published = "2024-12-05"

    @Test(
        "From the publication come the year of a day and the day of a word",
        arguments: [
            ("on December 3", false, "2024-12-03 reviewed"), ("on 20 December", true, "2024-12-20 reviewed"),
            ("on 20 December", false, "2023-12-20 reviewed"), ("on January 7", true, "2025-01-07 reviewed"),
            ("on January 7", false, "2024-01-07 reviewed"), ("on December 6", false, "2024-12-06 reviewed"),
            ("in October", false, "2024-10 reviewed"), ("in March", true, "2025-03 reviewed"),
            ("from December 2 to 4", false, "2024-12-02/2024-12-04 reviewed"),
            ("from 30 December to 2 January", true, "2024-12-30/2025-01-02 reviewed"),
            ("today", false, "2024-12-05 reviewed"), ("yesterday", false, "2024-12-04 reviewed"),
            ("tomorrow", true, "2024-12-06 reviewed"), ("this week", false, "2024-12-02/2024-12-08 reviewed"),
            ("last week", false, "2024-11-25/2024-12-01 reviewed"),
            ("next week", true, "2024-12-09/2024-12-15 reviewed"),
            ("this month", false, "2024-12 reviewed"), ("last month", false, "2024-11 reviewed"),
            ("next month", true, "2025-01 reviewed"), ("this year", false, "2024 reviewed"),
            ("last year", false, "2023 reviewed"), ("next year", true, "2025 reviewed"),
            ("in July last year", false, "2023-07 reviewed"), ("in May next year", true, "2025-05 reviewed"),
            ("last May", false, "2024-05 reviewed"), ("last December", false, "2023-12 reviewed"),
            ("next March", true, "2025-03 reviewed"), ("next December", true, "2025-12 reviewed"),
            ("on 3 May 2019", false, "2019-05-03 stated"),
            ("in December 2019", false, "2019-12 stated"), ("in 2016", false, "2016 stated"),
            ("the next day", true, "2024-12-06 reviewed"), ("in the autumn of 2022", false, "2022 stated"),
        ])
    func fromPublication(words: String, isAhead: Bool, date: String) throws {
        let report = try Resolved("The ministers of Oman and Iran talked \(words).", published: Self.published)
        #expect(try report.date(isAhead: isAhead) == date)
    }

    @Test(
        "A weekday is the nearest behind what was and ahead of what will be",
        arguments: [
            ("on Thursday", false, "2024-12-05 reviewed"), ("on Wednesday", false, "2024-12-04 weekday"),
            ("on Friday", false, "2024-11-29 weekday"), ("last Thursday", false, "2024-11-28 weekday"),
            ("last Monday", false, "2024-12-02 weekday"), ("on Friday", true, "2024-12-06 weekday"),
            ("next Thursday", true, "2024-12-12 weekday"), ("next Monday", true, "2024-12-09 weekday"),
            ("on Thursday", true, "2024-12-05 reviewed"),
        ])
    func weekdays(words: String, isAhead: Bool, date: String) throws {
        let report = try Resolved("The ministers of Oman and Iran talked \(words).", published: Self.published)
        #expect(try report.date(isAhead: isAhead) == date)
    }

    @Test(
        "The same day is that of what was told before, else that of the report",
        arguments: [
            ("on the same day", "2024-12-03", "2024-12-03 stated"), ("the same day", nil, "2024-12-05 reviewed"),
            ("a day before", "2024-12-03", "2024-12-02 stated"),
            ("the following day", "2024-12-31", "2025-01-01 stated"),
            ("earlier in the day", "2024-11", "2024-12-05 reviewed"),
        ] as [(String, String?, String)])
    func sameDay(words: String, previous: String?, date: String) throws {
        let report = try Resolved("They also met the speaker \(words).", published: Self.published)
        #expect(try report.date(previous: previous) == date)
    }

    @Test(
        "Without a publication a word of the day stays open",
        arguments: [
            "today", "on Thursday", "last week", "last year", "in July last year", "next March", "the same day",
        ])
    func open(_ words: String) throws {
        #expect(try Resolved("The ministers of Oman and Iran talked \(words).").date() == "-")
    }

    @Test(
        "Without a publication the year comes from header, dateline, weekday or bounds, else it stays open",
        arguments: [
            ("date 2018-09-06 Oman and Iran met on September 5.", "September 5", "2018-09-05 header"),
            ("date 2018-01-01 Oman and Iran met today.", "today", "2018 header"),
            ("date 2018-01-01 Oman and Iran met on September 5.", "September 5", "2018-09-05 header"),
            ("MUSCAT, June 14 (ONA) – They met today.", "today", "XXXX-06-14 header"),
            ("MUSCAT, June 14 (ONA) – They met yesterday.", "yesterday", "XXXX-06-13 header"),
            (
                "Last viewed: 3 March 2025\n\nOman and Iran hold talks\n\nMuscat, 29 January 2024\n\nThey met today.",
                "today",
                "2024-01-29 header"
            ),
            ("Publication date: 14/06/2019\n\nOman and Iran met on June 13.", "June 13", "2019-06-13 header"),
            (
                "Oman and Iran hold talks\n\nMUSCAT, June 14, 2019 (ONA) – They met on June 13.", "June 13",
                "2019-06-13 header"
            ),
            (
                "MUSCAT, June 14 (ONA) – They met on Friday. It follows a pact of May 2019.", "Friday",
                "2019-06-14 weekday"
            ),
            ("They met on Friday, June 14. It follows a pact of May 2019.", "Friday, June 14", "2019-06-14 weekday"),
            ("They met on Thursday, May 20. A pact of 2019 binds them.", "Thursday, May 20", "2021-05-20 weekday"),
            (
                "They met on June 14 after rounds in 2019 and 2021. The next will be held in 2022.", "June 14",
                "2021-06-14 bounds"
            ),
            ("They met on June 14 after rounds in 2016 and 2019.", "June 14", "XXXX-06-14 stated"),
            ("They met on June 14.", "June 14", "XXXX-06-14 stated"),
            ("They met on Friday, June 14.", "Friday, June 14", "XXXX-06-14 stated"),
            ("They met from June 14 to 16.", "June 14 to 16", "XXXX-06-14/XXXX-06-16 stated"),
            ("They met in June.", "June", "XXXX-06 stated"),
        ])
    func withoutPublication(text: String, words: String, date: String) throws {
        #expect(try Resolved(text).date(words) == date)
    }

    @Test("The header is no day that the report states")
    func headerIsNotStated() throws {
        #expect(try Resolved("date 2018-09-06 Oman and Iran met.").date() == "no mention")
    }

    @Test("What is known from elsewhere comes before the header")
    func precedence() throws {
        let text = "date 2018-09-06 Oman and Iran met on September 5."
        #expect(try Resolved(text, published: "2019-09-06").date("September 5") == "2019-09-05 reviewed")
    }

    @Test("A header that lies before what the text tells is left out, with a diagnostic that says where and what to do")
    func wrongHeader() throws {
        let text = "\ndate 2001-01-01 Oman and Iran met on September 5, 2018.\n\nThey had spoken on September 3."
        let report = try Resolved(text)
        #expect(report.resolver.published?.basis != .header)
        let diagnostic = try #require(report.diagnostics.first)
        #expect(report.diagnostics.count == 1)
        #expect(
            diagnostic.description
                == "report.txt:2: warning: the header's date 2001-01-01 contradicts the days of the text and is not used; "
                + "give the day of publication with --published")
        #expect(try report.date("September 3") == "2018-09-03 stated")
    }

    @Test(
        "A header that fits is used without a word",
        arguments: [
            "date 2018-09-06 Oman and Iran met on September 5, 2018.",
            "date 2018-09-06 They met. A pact dates from 2011.",
            "date 2018-09-06 They met. It costs 3 million in Fiscal Year (FY) 2019.",
            "date 2018-09-06 They met. The next round will be held in 2020.", "date 2018-09-06 They act for 2019-2021.",
        ])
    func fittingHeader(_ text: String) throws {
        let report = try Resolved(text)
        #expect(report.diagnostics.isEmpty)
        #expect(report.resolver.published?.day.description == "2018-09-06")
    }
}
