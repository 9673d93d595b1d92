import HTTP
import Testing

struct NegotiationTests {
    @Test(
        "The best offer is found",
        arguments: [
            (nil, "application/json"), ("", "application/json"), ("*/*", "application/json"),
            ("application/json", "application/json"), ("text/csv", "text/csv"), ("TEXT/CSV", "text/csv"),
            ("text/*", "text/csv"), ("text/html", "text/html"), ("text/html, text/csv", "text/csv"),
            ("text/html;q=0.9, text/csv;q=0.8", "text/html"), ("text/csv;q=0.5, */*;q=0.1", "text/csv"),
            ("*/*;q=0.1, text/html", "text/html"), ("application/json;q=0, */*", "text/csv"),
            ("application/*;q=0.2, text/*;q=0.3, text/csv;q=0.1", "text/html"),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "text/html"),
            ("application/json; charset=utf-8", "application/json"),
            ("application/json; charset=\"UTF-8\"", "application/json"),
            ("application/json;charset=latin1, text/csv;q=0.1", "text/csv"),
            ("text/html;level=1, text/csv;q=0.1", "text/csv"), ("text/html ; q=1 , text/csv ; Q=0.5", "text/html"),
            ("text/html;q=1;ext=\"a,b\"", "text/html"),
            ("text/html;a=\"x,text/csv\", application/json", "application/json"),
            ("application/x-ndjson", "application/x-ndjson"), ("image/png", nil), ("*/*;q=0", nil),
            ("application/json;q=0", nil), ("application/json;q=0.000", nil), ("text/html;q=0.001", "text/html"),
            ("text/html;q=2, text/csv", "text/csv"), ("text/html;q=abc", "application/json"),
            ("garbage", "application/json"), ("*/html, text/csv", "text/csv"), (",,text/csv,", "text/csv"),
            ("text/html;q=1.001, text/csv", "text/csv"), ("text/html;q=0.1234, text/csv", "text/csv"),
            ("text/html;q=, text/csv", "text/csv"), ("text/html;", "text/html"), ("text/", "application/json"),
            ("text/html \"unclosed, text/csv", "text/csv"), ("*/*;q=0.5, application/*;q=0", "text/csv"),
        ] as [(String?, String?)])
    func accept(field: String?, expected: String?) {
        let best = Accept.best(of: [.json, .csv, .ndjson, .html], accept: field)
        #expect(best.map { "\($0.type)/\($0.subtype)" } == expected)
    }

    @Test(
        "The best of any selection of the offers is the first of them in the ranking",
        arguments: [
            nil, "", "*/*", "text/csv", "text/*;q=0.3, application/json;q=0.2", "application/json;q=0, */*;q=0.5",
            "text/csv, application/x-ndjson, */*;q=0.1", "image/png", "*/*;q=0.1, text/html",
        ] as [String?])
    func ranking(field: String?) {
        let offers: [MediaType] = [.json, .csv, .ndjson, .html]
        let ranking = Accept.ranking(of: offers, accept: field)
        for selection in 0..<16 {
            let selected = offers.indices.filter { selection >> $0 & 1 == 1 }
            let best = Accept.best(of: selected.map { offers[$0] }, accept: field)
            #expect(best == ranking.first { selected.contains($0) }.map { offers[$0] })
        }
    }

    @Test("Without offers nothing is best")
    func noOffers() {
        #expect(Accept.best(of: [], accept: nil) == nil)
        #expect(Accept.best(of: [], accept: "*/*") == nil)
    }

    @Test(
        "gzip is chosen when it is wanted and never when it is refused",
        arguments: [
            ("gzip", .gzip), ("x-gzip", .gzip), ("GZIP", .gzip), ("gzip, deflate, br, zstd", .gzip), ("*", .gzip),
            ("gzip, *;q=0", .gzip), ("gzip, identity;q=0", .gzip), ("*;q=0.1", .gzip), ("br, gzip;q=0.001", .gzip),
            ("gzip;q=1.0, identity; q=0.5, *;q=0", .gzip), ("gzip ; q=0.5", .gzip), ("gzip;q=1.000", .gzip),
            ("gzip;Q=0.5", .gzip), ("deflate,\tgzip", .gzip), ("identity;q=0, *", .gzip), ("", .identity),
            ("identity", .identity), ("br", .identity), ("gzip;q=0", .identity), ("gzip;q=0.0", .identity),
            ("gzip;q=0.000", .identity), ("gzip;Q=0", .identity), ("gzip ; q=0", .identity), ("gzip;\tq=0", .identity),
            ("x-gzip;q=0", .identity), ("*;q=0", .identity), ("gzip;q=0, *", .identity), ("identity;q=0", .identity),
            ("identity;q=0, gzip;q=0", .identity), ("identity, gzip;q=0.5", .identity), ("gzip;q=0, gzip", .identity),
            ("gzip;q=2", .identity), ("gzip;q=-1", .identity), ("gzip;q=0.0001", .identity), ("gzip;x=1", .identity),
            ("gzipped", .identity), ("gzip;q=0.3, *;q=0.8", .identity),
            ("gzip\r\nAccept-Encoding: gzip;q=0", .identity),
            ("br\r\nAccept-Encoding: gzip", .gzip),
        ] as [(String, ContentCoding)])
    func acceptEncoding(field: String, expected: ContentCoding) throws {
        let (head, octets) = try head("GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: \(field)\r\n\r\n")
        #expect(AcceptEncoding.preferred(head, octets.span) == expected)
    }

    @Test("Without the field nothing is coded")
    func noAcceptEncoding() throws {
        let (head, octets) = try head("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(AcceptEncoding.preferred(head, octets.span) == .identity)
    }

    @Test(
        "A media type is read and written",
        arguments: [
            ("application/json", "application/json"), ("Text/HTML; Charset=utf-8", "text/html;charset=utf-8"),
            ("a/b;c=\"d e\\\"\"", "a/b;c=\"d e\\\"\""), ("a/b;c=\"d\"", "a/b;c=d"), ("a/b;c=\"\"", "a/b;c=\"\""),
            ("*/*", "*/*"), ("a/*", "a/*"), ("a", nil), ("a/", nil), ("/b", nil), ("a/b c", nil), ("a/b, c/d", nil),
            ("*/b", nil), ("a/b;c", nil), ("a/b;c=", nil), ("a/b;c=\"d", nil), ("", nil),
        ] as [(String, String?)])
    func mediaType(text: String, expected: String?) {
        #expect(MediaType(text)?.text == expected)
    }
}
