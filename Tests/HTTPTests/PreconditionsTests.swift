import HTTP
import Testing

/// For a representation with the tag `"a,b"` of Sun, 06 Nov 1994 08:49:37 GMT.
struct PreconditionsTests {
    typealias Row = (fields: String, outcome: Preconditions.Outcome)
    static let earlier = "Sun, 06 Nov 1994 08:49:36 GMT"
    static let same = "Sun, 06 Nov 1994 08:49:37 GMT"
    static let later = "Sun, 06 Nov 1994 08:49:38 GMT"

    static let ifNoneMatch: [Row] = [
        ("If-None-Match: \"a,b\"", .notModified),
        ("If-None-Match: W/\"a,b\"", .notModified),
        ("If-None-Match: \"x\", \"a,b\"", .notModified),
        ("If-None-Match: , ,\"x\",,\"a,b\" ,", .notModified),
        ("If-None-Match: \"x\"\r\nIf-None-Match: \"a,b\"", .notModified),
        ("If-None-Match: *", .notModified),
        ("If-None-Match:\t* ", .notModified),
        ("If-None-Match: \"x\"", .proceed),
        ("If-None-Match: \"a\", \"b\"", .proceed),
        ("If-None-Match: \"A,B\"", .proceed),
        ("If-None-Match: \"a,b\" x", .proceed),
        ("If-None-Match: a,b", .proceed),
        ("If-None-Match: \"a,b", .proceed),
        ("If-None-Match: w/\"a,b\"", .proceed),
        ("If-None-Match: W/ \"a,b\"", .proceed),
        ("If-None-Match: \"*\"", .proceed),
        ("If-None-Match: bad, \"a,b\"", .notModified),
        ("If-None-Match: W/", .proceed),
        ("If-None-Match: \"", .proceed),
        ("If-None-Match:", .proceed),
        ("If-None-Match: \"x\"\r\nIf-Modified-Since: \(later)", .proceed),
        ("If-None-Match: bad\r\nIf-Modified-Since: \(later)", .proceed),
        ("If-None-Match: \"a,b\"\r\nIf-Modified-Since: \(earlier)", .notModified),
    ]

    static let ifMatch: [Row] = [
        ("If-Match: \"a,b\"", .proceed),
        ("If-Match: \"x\", \"a,b\"", .proceed),
        ("If-Match: \"x\"\r\nIf-Match: \"a,b\"", .proceed),
        ("If-Match: *", .proceed),
        ("If-Match: W/\"a,b\"", .failed),
        ("If-Match: \"x\"", .failed),
        ("If-Match: \"x\", bad", .failed),
        ("If-Match: bad", .proceed),
        ("If-Match:", .proceed),
        ("If-Match: \"a,b\"\r\nIf-Unmodified-Since: \(earlier)", .proceed),
        ("If-Match: \"x\"\r\nIf-Unmodified-Since: \(later)", .failed),
        ("If-Match: \"x\"\r\nIf-None-Match: \"a,b\"", .failed),
        ("If-Match: \"a,b\"\r\nIf-None-Match: \"a,b\"", .notModified),
    ]

    static let dates: [Row] = [
        ("If-Modified-Since: \(earlier)", .proceed),
        ("If-Modified-Since: \(same)", .notModified),
        ("If-Modified-Since: \(later)", .notModified),
        ("If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT", .notModified),
        ("If-Modified-Since: Sun Nov  6 08:49:37 1994", .notModified),
        ("If-Modified-Since: Sun, 06 Nov 2094 08:49:37 GMT", .notModified),
        ("If-Modified-Since: tomorrow", .proceed),
        ("If-Modified-Since:", .proceed),
        ("If-Modified-Since: \(later), \(later)", .proceed),
        ("If-Modified-Since: \(later)\r\nIf-Modified-Since: \(later)", .proceed),
        ("If-Unmodified-Since: \(earlier)", .failed),
        ("If-Unmodified-Since: \(same)", .proceed),
        ("If-Unmodified-Since: \(later)", .proceed),
        ("If-Unmodified-Since: yesterday", .proceed),
        ("If-Unmodified-Since: \(earlier)\r\nIf-None-Match: \"a,b\"", .failed),
        ("If-Unmodified-Since: \(later)\r\nIf-Modified-Since: \(later)", .notModified),
        ("X: y", .proceed),
    ]

    @Test("Preconditions are judged in the order of RFC 9110", arguments: ifNoneMatch + ifMatch + dates)
    func outcome(row: Row) throws {
        let (head, octets) = try head("GET / HTTP/1.1\r\nHost: a\r\n\(row.fields)\r\n\r\n")
        let date = HTTPDate(secondsSince1970: 784_111_777)
        let outcome = Preconditions.evaluate(head, octets.span, entityTag: EntityTag("a,b"), lastModified: date)
        #expect(outcome == row.outcome, "\(row.fields)")
    }

    @Test(
        "A weak tag matches weakly alone, and without validators only an asterisk matches",
        arguments: [
            ("If-Match: \"w\"", true, .failed), ("If-Match: W/\"w\"", true, .failed),
            ("If-None-Match: \"w\"", true, .notModified), ("If-None-Match: W/\"w\"", true, .notModified),
            ("If-Match: \"w\"", false, .failed), ("If-None-Match: \"w\"", false, .proceed),
            ("If-None-Match: *", false, .notModified), ("If-Match: *", false, .proceed),
            ("If-Modified-Since: \(later)", false, .proceed), ("If-Unmodified-Since: \(earlier)", false, .proceed),
        ] as [(String, Bool, Preconditions.Outcome)])
    func otherValidators(fields: String, hasTag: Bool, expected: Preconditions.Outcome) throws {
        let (head, octets) = try head("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n")
        let tag = hasTag ? EntityTag("w", isWeak: true) : nil
        #expect(Preconditions.evaluate(head, octets.span, entityTag: tag, lastModified: nil) == expected)
    }
}
