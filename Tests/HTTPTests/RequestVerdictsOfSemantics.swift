/// Fields that say which answer is wanted: conditions, parts, negotiation. What is malformed in them is ignored, and none
/// touches the connection.
extension RequestVerdict {
    private static func fixed(
        _ name: String, _ section: String, _ target: String, _ lines: String, _ status: Int
    ) -> RequestVerdict {
        let end = lines.isEmpty ? "" : "\r\n"
        return ok(
            name, section, "GET \(target) HTTP/1.1\r\nHost: a\r\n\(lines)\(end)\r\n", "GET \(target) HTTP/1.1",
            status: status)
    }

    static let semantics: [RequestVerdict] = [
        fixed("no condition", "9110 §13.1", "/fixed", "", 200),
        fixed("the tag at hand", "9110 §13.1.2", "/fixed", "If-None-Match: \"tag-1\"", 304),
        fixed("the tag at hand, weak", "9110 §13.1.2", "/fixed", "If-None-Match: W/\"tag-1\"", 304),
        fixed("any tag", "9110 §13.1.2", "/fixed", "If-None-Match: *", 304),
        fixed(
            "the tag on a second line", "9110 §5.3", "/fixed", "If-None-Match: \"x\"\r\nIf-None-Match: \"tag-1\"", 304),
        fixed("tags among empty elements", "9110 §5.6.1", "/fixed", "If-None-Match: , ,\"x\",, \"tag-1\"", 304),
        fixed("a comma inside a tag", "9110 §8.8.3", "/fixed", "If-None-Match: \"a,tag-1\", \"tag-1\"", 304),
        fixed("a tag hidden in a tag", "9110 §8.8.3", "/fixed", "If-None-Match: \"a, tag-1, b\"", 200),
        fixed("a tag without quotation marks", "9110 §13.1.2", "/fixed", "If-None-Match: tag-1", 200),
        fixed("a condition where nothing is", "9110 §13.2.1", "/", "If-Match: \"x\"", 404),
        fixed("a tag that must match and does", "9110 §13.1.1", "/fixed", "If-Match: \"tag-1\"", 200),
        fixed("a tag that must match and is weak", "9110 §13.1.1", "/fixed", "If-Match: W/\"tag-1\"", 412),
        fixed("a tag that must match and does not", "9110 §13.1.1", "/fixed", "If-Match: \"x\"", 412),
        fixed(
            "If-Match before If-Unmodified-Since", "9110 §13.2.2", "/fixed",
            "If-Match: \"tag-1\"\r\nIf-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT", 200),
        fixed(
            "If-Match before If-None-Match", "9110 §13.2.2", "/fixed", "If-Match: \"x\"\r\nIf-None-Match: \"tag-1\"",
            412),
        fixed(
            "If-None-Match before If-Modified-Since", "9110 §13.1.3", "/fixed",
            "If-None-Match: \"x\"\r\nIf-Modified-Since: Fri, 31 Dec 2027 00:00:00 GMT", 200),
        fixed(
            "a date in the present format", "9110 §5.6.7", "/fixed", "If-Modified-Since: Wed, 01 Jan 2025 00:00:00 GMT",
            304),
        fixed(
            "a date of RFC 850", "9110 §5.6.7", "/fixed", "If-Modified-Since: Wednesday, 01-Jan-25 00:00:00 GMT", 304),
        fixed("a date of asctime", "9110 §5.6.7", "/fixed", "If-Modified-Since: Wed Jan  1 00:00:00 2025", 304),
        fixed("a date that is none", "9110 §13.1.3", "/fixed", "If-Modified-Since: yesterday", 200),
        fixed("modified since", "9110 §13.1.4", "/fixed", "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT", 412),
        fixed("a range", "9110 §14.2", "/fixed?parts", "Range: bytes=0-3", 206),
        fixed("an open range", "9110 §14.1.2", "/fixed?parts", "Range: bytes=2-", 206),
        fixed("the last octets", "9110 §14.1.2", "/fixed?parts", "Range: bytes=-5", 206),
        fixed("a range beyond the end", "9110 §14.1.2", "/fixed?parts", "Range: bytes=1-99999999999999999999999", 206),
        fixed("a range behind the end", "9110 §15.5.17", "/fixed?parts", "Range: bytes=9000-", 416),
        fixed("the last no octets", "9110 §14.1.2", "/fixed?parts", "Range: bytes=-0", 416),
        fixed(
            "a position that 64 bits make zero", "9110 §14.1.1", "/fixed?parts", "Range: bytes=18446744073709551616-",
            416),
        fixed("two ranges", "9110 §14.6", "/fixed?parts", "Range: bytes=0-1, 4-5", 206),
        fixed("too many ranges", "9110 §14.2", "/fixed?parts", "Range: bytes=\(repeated("0-,", 1000))0-", 200),
        fixed("a range backwards", "9110 §14.1.1", "/fixed?parts", "Range: bytes=5-1", 200),
        fixed("another unit", "9110 §14.2", "/fixed?parts", "Range: lines=0-1", 200),
        fixed("a range and a sign", "9110 §14.1.1", "/fixed?parts", "Range: bytes=+0-1", 200),
        fixed(
            "a range of what has changed", "9110 §13.1.5", "/fixed?parts", "Range: bytes=0-1\r\nIf-Range: \"x\"", 200),
        fixed(
            "a range of what has not", "9110 §13.1.5", "/fixed?parts", "Range: bytes=0-1\r\nIf-Range: \"tag-1\"", 206),
        fixed(
            "a condition before a range", "9110 §13.2.2", "/fixed?parts",
            "Range: bytes=0-1\r\nIf-None-Match: \"tag-1\"", 304),
        fixed("a range where there are none", "9110 §14.3", "/fixed", "Range: bytes=0-1", 200),
        fixed("nothing acceptable", "9110 §12.5.1", "/fixed", "Accept: image/png", 406),
        fixed("everything refused", "9110 §12.4.2", "/fixed", "Accept: */*;q=0", 406),
        fixed("a weight that is none", "9110 §12.4.2", "/fixed", "Accept: text/csv;q=2, */*", 200),
        fixed("an empty Accept", "9110 §12.5.1", "/fixed", "Accept:", 200),
        fixed("an open quoted string in Accept", "9110 §12.5.1", "/fixed", "Accept: text/html;x=\"a, */*", 200),
        fixed(
            "every coding refused", "9110 §12.5.3", "/fixed?gzip&padded", "Accept-Encoding: identity;q=0, gzip;q=0", 200
        ),
        fixed("a coding in capitals", "9110 §8.4.1", "/fixed?gzip&padded", "Accept-Encoding: X-GZIP;Q=0.5", 200),
        fixed("commas alone", "9110 §5.6.1", "/fixed", "Accept-Encoding: ,,,,\r\nIf-None-Match: ,,,", 200),
    ]
}
