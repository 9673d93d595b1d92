import HTTP
import Testing

struct HTTPDateTests {
    @Test(
        "The three formats of a date are read",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
            ("Sun Nov  6 08:49:37 1994", 784_111_777),
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu Jan  1 00:00:00 1970", 0),
            ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
            ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000),
            ("Tue, 29 Feb 2000 00:00:00 GMT", 951_782_400),
            ("Sat Dec 31 23:59:60 2016", 1_483_228_800),
            ("Wednesday, 01-Jan-25 00:00:00 GMT", 1_735_689_600),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
        ] as [(String, Int64)])
    func reading(text: String, seconds: Int64) {
        #expect(HTTPDate(parsing: octets(text).span)?.secondsSince1970 == seconds)
    }

    @Test(
        "Anything else is no date",
        arguments: [
            "", "0", "784111777", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 08:49:37 +0000", "sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 gmt", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun,  6 Nov 1994 08:49:37 GMT",
            "Sun, 06-Nov-1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
            "Sun, 31 Nov 1994 08:49:37 GMT", "Thu, 29 Feb 1900 00:00:00 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 1994 8:49:37 GMT ",
            "Xyz, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Xyz 1994 08:49:37 GMT", "Sun, 0x Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994T08:49:37 GMT", "Sun, 06 Nov 1994 08-49-37 GMT", "Sun 06 Nov 1994 08:49:37 GMTx",
            "Sunday, 06-Nov-1994 08:49:37 GMT", "Someday, 06-Nov-94 08:49:37 GMT", "Sunday, 06 Nov 94 08:49:37 GMT",
            "Sun, 06-Nov-94 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 UTC", "Sun Nov 06 08:49:37 94  ",
            "Sun Nov 6 08:49:37 1994 ", "Sun Nov  0 08:49:37 1994", "Xyz Nov  6 08:49:37 1994",
            "Sun, 06 Nov 1994 08:49:37 GMTGMT", " Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z",
        ])
    func refusing(text: String) {
        #expect(HTTPDate(parsing: octets(text).span) == nil)
    }

    @Test(
        "A year of two digits is at most fifty years ahead of the reference",
        arguments: [
            (0, "20", "2020"), (0, "21", "1921"), (1_735_689_600, "75", "2075"), (1_735_689_600, "76", "1976"),
            (1_735_689_600, "00", "2000"), (4_102_444_800, "50", "2150"), (4_102_444_800, "51", "2051"),
        ] as [(Int64, String, String)])
    func twoDigits(reference: Int64, digits: String, year: String) throws {
        let parsed = HTTPDate(
            parsing: octets("Sunday, 01-Mar-\(digits) 00:00:00 GMT").span, near: HTTPDate(secondsSince1970: reference))
        #expect(try #require(parsed).text.contains(", 01 Mar \(year) "))
    }

    @Test(
        "A date is written as IMF-fixdate and read back",
        arguments: Array(stride(from: -62_167_219_200 as Int64, through: 253_402_300_799, by: 977_777_777)))
    func writing(seconds: Int64) {
        let date = HTTPDate(secondsSince1970: seconds)
        let text = date.text
        #expect(text.utf8.count == 29)
        #expect(HTTPDate(parsing: octets(text).span) == date)
    }

    @Test(
        "Known dates are written with their day of the week",
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (1_709_208_000, "Thu, 29 Feb 2024 12:00:00 GMT"),
            (Int64.min, "Sat, 01 Jan 0000 00:00:00 GMT"), (Int64.max, "Fri, 31 Dec 9999 23:59:59 GMT"),
        ] as [(Int64, String)])
    func known(seconds: Int64, expected: String) {
        #expect(HTTPDate(secondsSince1970: seconds).text == expected)
    }
}
