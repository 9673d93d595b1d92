import Records
import Testing

@testable import Extraction

@Suite("Datelines")
struct DatelineTests {
    private func layout(_ text: String) throws -> (Layout, TokenizedReport) {
        let document = DocumentReader.read(
            TokenizedReport(try Report(Array(text.utf8), file: "report.txt"), lexicon: NameFixture.lexicon))
        return (document.layout, document.text)
    }

    /// A dateline before a sentence, and what it says: place, country, day, source.
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let place: String
        let country: String?
        let day: String?
        let source: String?

        init(_ text: String, _ place: String, _ country: String?, day: String? = nil, source: String? = nil) {
            (self.text, self.place, self.country, self.day, self.source) = (text, place, country, day, source)
        }

        var testDescription: String { text }
    }

    static let rows = [
        Row("HÀ NỘI —", "HÀ NỘI", "vietnam"), Row("Hanoi (VNA) –", "Hanoi", "vietnam", source: "VNA"),
        Row("Hanoi, The Gulf Observer:", "Hanoi", "vietnam", source: "The Gulf Observer"),
        Row("KUALA LUMPUR, June 5 (Bernama) --", "KUALA LUMPUR", "malaysia", day: "XXXX-06-05", source: "Bernama"),
        Row("New Delhi, Jun 14 (PTI)", "New Delhi", "india", day: "XXXX-06-14", source: "PTI"),
        Row("NEW DELHI, June 14, 2019 (ANI):", "NEW DELHI", "india", day: "2019-06-14", source: "ANI"),
        Row("Muscat -", "Muscat", "oman"), Row("MUSCAT –", "MUSCAT", "oman"), Row("MUSCAT:", "MUSCAT", "oman"),
        Row("MINSK, 14 June. /BelTelegraf/.", "MINSK", "belarus", day: "XXXX-06-14", source: "BelTelegraf"),
        Row("ACCRA, July 5, (GNA) -", "ACCRA", "ghana", day: "XXXX-07-05", source: "GNA"),
        Row("LAGOS, Nigeria (AP) —", "LAGOS", "nigeria", source: "AP"),
        Row("BEIJING, Dec. 5 (Xinhua) --", "BEIJING", "china", day: "XXXX-12-05", source: "Xinhua"),
        Row("TOKYO, December 5 (Kyodo) -", "TOKYO", "japan", day: "XXXX-12-05", source: "Kyodo"),
        Row("Jakarta (ANTARA) -", "Jakarta", "indonesia", source: "ANTARA"),
        Row("Muscat, June 5\n", "Muscat", "oman", day: "XXXX-06-05"),
        Row("Muscat, June 5, ONA\n", "Muscat", "oman", day: "XXXX-06-05", source: "ONA"),
        Row("ONA - Muscat\n", "Muscat", "oman", source: "ONA"),
        Row("Lima, 16 de diciembre –", "Lima", "peru", day: "XXXX-12-16"),
    ]

    @Test("A dateline gives place, country, day and source, and the article begins behind it", arguments: rows)
    func shapes(_ row: Row) throws {
        for headline in ["", "Neighbours speak about drugs at sea\n\n"] {
            let sentence = "Ministers held talks on the drug trade on Monday."
            let (layout, text) = try layout("\(headline)\(row.text) \(sentence)\n\nThey agreed to train officers.")
            let dateline = try #require(layout.dateline)
            #expect(text.text(dateline.place) == row.place)
            #expect(dateline.country == row.country)
            #expect(dateline.date.map(DateResolver.edtf) == row.day)
            #expect(layout.agency ?? layout.publisher == row.source)
            #expect(text.text(layout.start..<layout.start + 1) == "Ministers")
        }
    }

    @Test(
        "A line of its own with a place and a full day is a dateline",
        arguments: [
            ("Brussels, 29 January 2024", "belgium", CalendarDay(year: 2024, month: 1, day: 29)),
            (
                "RNP Media Centre | Kigali | Friday, 27 January 2023", "rwanda",
                CalendarDay(year: 2023, month: 1, day: 27)
            ),
            ("ONA - Muscat", "oman", nil),
            ("Washington, DC / November 29, 2007", "united-states", CalendarDay(year: 2007, month: 11, day: 29)),
        ] as [(String, String, CalendarDay?)])
    func lines(line: String, country: String, day: CalendarDay?) throws {
        let (layout, _) = try layout(
            "Neighbours speak about drugs at sea\n\n\(line)\n\nMinisters held talks on Monday.")
        #expect(layout.dateline?.country == country)
        #expect(layout.dateline?.date == day)
    }

    @Test(
        "What only begins like a dateline is none",
        arguments: [
            "Oman said that it wants one thing: peace.", "Minister: we want peace.",
            "The talks – the third – ended well.",
            "Muscat-based envoys met the minister.", "\"We agree,\" said Oman - and so did Kenya.", "Oman met Kenya.",
            "– Ministers met.",
        ])
    func none(_ text: String) throws {
        #expect(try layout("\(text) They agreed to train officers.").0.dateline == nil)
    }
}
