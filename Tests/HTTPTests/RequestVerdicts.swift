/// Raw requests and what must become of them: plain data without imports, so that live tests and fuzz seeds can use the
/// same table. A scalar of `request` up to U+00FF is one octet.
struct RequestVerdict: Sendable {
    enum Verdict: Sendable {
        /// The start of the head as read: `METHOD target HTTP/1.x`, then what is not the default, in this order:
        /// `authority=`, `root`, `asterisk`, `length=` or `chunked`, `close`, `continue`.
        case accepted(String)
        /// The status, and the error's kind by name.
        case refused(Int, String)
    }

    let name: String
    let request: String
    let verdict: Verdict

    static let all = requestLines + targets + absoluteForms + versions + fieldLines + hosts + framing + connections

    static func ok(_ name: String, _ request: String, _ head: String) -> RequestVerdict {
        RequestVerdict(name: name, request: request, verdict: .accepted(head))
    }

    static func bad(
        _ name: String, _ request: String, _ kind: String, _ status: Int = 400
    ) -> RequestVerdict {
        RequestVerdict(name: name, request: request, verdict: .refused(status, kind))
    }

    /// A GET of `target` with nothing but Host.
    private static func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n" }

    /// A GET of `/` with Host and `lines`, which end with CRLF.
    private static func with(_ lines: String) -> String { "GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n" }

    private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    static let requestLines: [RequestVerdict] = [
        ok("the smallest 1.1 request", get("/"), "GET / HTTP/1.1"),
        ok("HEAD", "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", "HEAD / HTTP/1.1"),
        ok("OPTIONS", "OPTIONS /x HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS /x HTTP/1.1"),
        ok("POST", "POST / HTTP/1.1\r\nHost: a\r\n\r\n", "POST / HTTP/1.1"),
        ok("PUT", "PUT / HTTP/1.1\r\nHost: a\r\n\r\n", "PUT / HTTP/1.1"),
        ok("DELETE", "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", "DELETE / HTTP/1.1"),
        ok("PATCH", "PATCH / HTTP/1.1\r\nHost: a\r\n\r\n", "PATCH / HTTP/1.1"),
        ok("TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", "TRACE / HTTP/1.1"),
        ok("a method in small letters is another method", "get / HTTP/1.1\r\nHost: a\r\n\r\n", "- / HTTP/1.1"),
        ok("a longer method", "GETX / HTTP/1.1\r\nHost: a\r\n\r\n", "- / HTTP/1.1"),
        ok("a shorter method", "GE / HTTP/1.1\r\nHost: a\r\n\r\n", "- / HTTP/1.1"),
        ok("QUERY is not known", "QUERY / HTTP/1.1\r\nHost: a\r\n\r\n", "- / HTTP/1.1"),
        ok("the method named like the sign for unknown", "- / HTTP/1.1\r\nHost: a\r\n\r\n", "- / HTTP/1.1"),
        ok("a method of 32 octets", "\(repeated("M", 32)) / HTTP/1.1\r\nHost: a\r\n\r\n", "- / HTTP/1.1"),
        bad("a method without end", repeated("M", 33), "methodTooLong", 501),
        bad("no method", " / HTTP/1.1\r\nHost: a\r\n\r\n", "invalidMethod"),
        bad("a tab before the method", "\tGET / HTTP/1.1\r\nHost: a\r\n\r\n", "invalidMethod"),
        bad("a tab after the method", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", "invalidMethod"),
        bad("a method with a colon", "GET: / HTTP/1.1\r\nHost: a\r\n\r\n", "invalidMethod"),
        bad("a method with a non-ASCII octet", "G\u{C9}T / HTTP/1.1\r\nHost: a\r\n\r\n", "invalidMethod"),
        bad("a method alone", "GET\r\n\r\n", "invalidMethod"),
        bad("LF in the method", "GET\n/ HTTP/1.1\r\nHost: a\r\n\r\n", "bareLineFeed"),
        bad("a TLS client hello", "\u{16}\u{03}\u{01}\u{02}\u{00}\u{01}\u{00}", "invalidMethod"),
        bad("an SSLv2 hello", "\u{80}\u{2E}\u{01}\u{03}\u{01}", "invalidMethod"),
        bad("NUL octets", "\u{00}\u{00}\u{00}\u{00}", "invalidMethod"),
        bad("the HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "unsupportedVersion", 505),
        bad("a response", "HTTP/1.1 200 OK\r\n\r\n", "invalidMethod"),
        ok("one empty line first", "\r\n\(get("/"))", "GET / HTTP/1.1"),
        ok("four empty lines first", "\(repeated("\r\n", 4))\(get("/"))", "GET / HTTP/1.1"),
        bad("five empty lines first", "\(repeated("\r\n", 5))\(get("/"))", "tooManyEmptyLines"),
        bad("a lone LF first", "\n\(get("/"))", "bareLineFeed"),
        bad("a lone CR first", "\r\(get("/"))", "bareCarriageReturn"),
        bad("LF after an empty line", "\r\n\n\(get("/"))", "bareLineFeed"),
        bad("two spaces before the target", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "emptyTarget"),
        bad("two spaces before the version", "GET /  HTTP/1.1\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("a tab before the version", "GET /\tHTTP/1.1\r\nHost: a\r\n\r\n", "invalidTarget"),
        bad("a space after the version", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("a fourth word", "GET / HTTP/1.1 x\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("a space inside the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("LF ends the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", "bareLineFeed"),
        bad("CR alone ends the request line", "GET / HTTP/1.1\rHost: a\r\n\r\n", "bareCarriageReturn"),
        bad("CR twice ends the request line", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", "bareCarriageReturn"),
    ]

    static let targets: [RequestVerdict] = [
        ok("a path", get("/dialogues/india-vietnam"), "GET /dialogues/india-vietnam HTTP/1.1"),
        ok("a query", get("/dialogues?partner=India"), "GET /dialogues?partner=India HTTP/1.1"),
        ok("a bare question mark", get("/?"), "GET /? HTTP/1.1"),
        ok("slash and question mark in the query", get("/?a=/?"), "GET /?a=/? HTTP/1.1"),
        ok("escapes in the path", get("/%64ialogues/%2F%c3%A9"), "GET /%64ialogues/%2F%c3%A9 HTTP/1.1"),
        ok("a broken escape in the query is the application's", get("/?a=%zz&b=%"), "GET /?a=%zz&b=% HTTP/1.1"),
        ok("an escaped NUL", get("/?a=%00"), "GET /?a=%00 HTTP/1.1"),
        ok("doubled slashes", get("//evil/x"), "GET //evil/x HTTP/1.1"),
        ok("dot segments", get("/a/../b/./c"), "GET /a/../b/./c HTTP/1.1"),
        ok("octets that no URI has but browsers send", get("/?a=\"<>[]\\^`{|}"), "GET /?a=\"<>[]\\^`{|} HTTP/1.1"),
        ok("an asterisk in a path", get("/*"), "GET /* HTTP/1.1"),
        ok("8,000 octets", get("/" + repeated("a", 7999)), "GET /" + repeated("a", 7999) + " HTTP/1.1"),
        ok("as many octets as the limit", get("/" + repeated("a", 8191)), "GET /" + repeated("a", 8191) + " HTTP/1.1"),
        bad("one octet over the limit", get("/" + repeated("a", 8192)), "targetTooLong", 414),
        bad("a target without end", "GET /" + repeated("a", 20000), "targetTooLong", 414),
        bad("a fragment", get("/a#b"), "fragmentInTarget"),
        bad("a fragment in the query", get("/?a#b"), "fragmentInTarget"),
        bad("NUL", get("/a\u{00}"), "invalidTarget"),
        bad("ESC", get("/a\u{1B}"), "invalidTarget"),
        bad("DEL", get("/a\u{7F}"), "invalidTarget"),
        bad("DEL behind eight octets", get("/abcdefgh\u{7F}"), "invalidTarget"),
        bad("a non-ASCII octet", get("/caf\u{E9}"), "invalidTarget"),
        bad("UTF-8 as it is", get("/Vi\u{E1}\u{BB}\u{87}t"), "invalidTarget"),
        bad("a non-ASCII octet in the query", get("/?q=\u{E9}"), "invalidTarget"),
        bad("VT", get("/a\u{0B}b"), "invalidTarget"),
        bad("LF in the target", "GET /a\nb HTTP/1.1\r\nHost: a\r\n\r\n", "bareLineFeed"),
        bad("a percent sign at the end of the path", get("/a%"), "invalidPercentEncoding"),
        bad("a percent sign and one digit", get("/a%4"), "invalidPercentEncoding"),
        bad("a percent sign and no hex digits", get("/%zz"), "invalidPercentEncoding"),
        bad("an escape cut off by the query", get("/%4?1"), "invalidPercentEncoding"),
        bad("a UTF-16 escape", get("/%u0041"), "invalidPercentEncoding"),
        bad("a path without its slash", get("dialogues"), "unsupportedTargetForm"),
        bad("a query without a path", get("?a=b"), "unsupportedTargetForm"),
        bad("a host without a scheme", get("example.org/"), "unsupportedTargetForm"),
        bad("a backslash for the slash", get("\\a"), "unsupportedTargetForm"),
        ok("OPTIONS of everything", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * HTTP/1.1 asterisk"),
        bad("GET of everything", get("*"), "asteriskForm"),
        bad("an unknown method on everything", "PRI * HTTP/1.1\r\nHost: a\r\n\r\n", "asteriskForm"),
        bad("an asterisk and more", "OPTIONS *x HTTP/1.1\r\nHost: a\r\n\r\n", "unsupportedTargetForm"),
        bad("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", "authorityForm", 501),
        bad("CONNECT with a path", "CONNECT / HTTP/1.1\r\nHost: a\r\n\r\n", "authorityForm", 501),
        bad("authority-form with GET", get("a:80"), "unsupportedScheme"),
    ]

    static let absoluteForms: [RequestVerdict] = [
        ok("absolute-form", get("http://b/x?y"), "GET /x?y HTTP/1.1 authority=b"),
        ok("absolute-form with a port", get("http://b:8080/x"), "GET /x HTTP/1.1 authority=b:8080"),
        ok("a scheme in capitals", get("HTTP://b/x"), "GET /x HTTP/1.1 authority=b"),
        ok("an empty path", get("http://b"), "GET  HTTP/1.1 authority=b root"),
        ok("an empty path and a query", get("http://b?x=1"), "GET ?x=1 HTTP/1.1 authority=b root"),
        ok("an IPv6 authority", get("http://[::1]:80/"), "GET / HTTP/1.1 authority=[::1]:80"),
        ok("an at sign in the path", get("http://b/@x"), "GET /@x HTTP/1.1 authority=b"),
        ok("a URI in the query", get("/?u=http://b/"), "GET /?u=http://b/ HTTP/1.1"),
        bad("an empty authority", get("http:///x"), "emptyAuthority"),
        bad("nothing behind the scheme", get("http://"), "emptyAuthority"),
        bad("a query for an authority", get("http://?x"), "emptyAuthority"),
        bad("https on a plain port", get("https://b/"), "unsupportedScheme"),
        bad("another scheme", get("ftp://b/"), "unsupportedScheme"),
        bad("a file", get("file:///etc/passwd"), "unsupportedScheme"),
        bad("a script", get("javascript:alert(1)"), "unsupportedScheme"),
        bad("one slash", get("http:/b/x"), "unsupportedScheme"),
        bad("no slash", get("http:b"), "unsupportedScheme"),
        bad("user information", get("http://user@b/"), "userInformation"),
        bad("user and password", get("http://user:secret@b/"), "userInformation"),
        bad("an authority with a comma", get("http://b,c/"), "invalidAuthority"),
        bad("a port that is no number", get("http://b:80x/"), "invalidAuthority"),
        bad("an authority of a port alone", get("http://:80/"), "invalidAuthority"),
        bad("an open bracket", get("http://[::1/"), "invalidAuthority"),
        bad("a broken escape in the authority", get("http://b%4/"), "invalidAuthority"),
        bad("a broken escape behind the authority", get("http://b/%4"), "invalidPercentEncoding"),
        bad("absolute-form without Host", "GET http://b/ HTTP/1.1\r\n\r\n", "missingHost"),
        bad("absolute-form with an invalid Host", "GET http://b/ HTTP/1.1\r\nHost: a/b\r\n\r\n", "invalidHost"),
        bad("absolute-form with an empty Host", "GET http://b/ HTTP/1.1\r\nHost:\r\n\r\n", "invalidHost"),
    ]

    static let versions: [RequestVerdict] = [
        ok("1.0 without Host", "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.0 close"),
        ok("1.2 is served as 1.1", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", "GET / HTTP/1.1"),
        ok("1.9 is served as 1.1", "GET / HTTP/1.9\r\nHost: a\r\n\r\n", "GET / HTTP/1.1"),
        bad("1.2 without Host", "GET / HTTP/1.2\r\n\r\n", "missingHost"),
        bad("2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "unsupportedVersion", 505),
        bad("0.9 with a version", "GET / HTTP/0.9\r\nHost: a\r\n\r\n", "unsupportedVersion", 505),
        bad("3.0", "GET / HTTP/3.0\r\nHost: a\r\n\r\n", "unsupportedVersion", 505),
        bad("1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("11.1", "GET / HTTP/11.1\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("01.1", "GET / HTTP/01.1\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("a major version alone", "GET / HTTP/1\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("a comma for the dot", "GET / HTTP/1,1\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("small letters", "GET / http/1.1\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("mixed letters", "GET / HTtP/1.1\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("another protocol", "GET / ICAP/1.0\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("a letter for the digit", "GET / HTTP/1.x\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("a sign", "GET / HTTP/+1.1\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("a full-width digit", "GET / HTTP/1.\u{EF}\u{BC}\u{91}\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("a space in the version", "GET / HTTP/ 1.1\r\nHost: a\r\n\r\n", "malformedVersion"),
        bad("a 0.9 line", "GET /\r\n", "missingVersion"),
        bad("a 0.9 line and fields", "GET /\r\nHost: a\r\n\r\n", "missingVersion"),
        bad("a 0.9 line ended by LF", "GET /\n", "bareLineFeed"),
        bad("a 0.9 line with a space", "GET / \r\n", "malformedVersion"),
    ]

    static let fieldLines: [RequestVerdict] = [
        ok("no white space around a value", "GET / HTTP/1.1\r\nHost:a\r\n\r\n", "GET / HTTP/1.1"),
        ok("tabs and spaces around a value", "GET / HTTP/1.1\r\nHost:\t a \t\r\n\r\n", "GET / HTTP/1.1"),
        ok("an empty value", with("X:\r\n"), "GET / HTTP/1.1"),
        ok("a value of white space", with("X: \t \r\n"), "GET / HTTP/1.1"),
        ok("opaque octets in a value", with("X: caf\u{E9} \u{80}\u{FF}\r\n"), "GET / HTTP/1.1"),
        ok("NEL ends no line", with("X: a\u{85}Content-Length: 5\r\n"), "GET / HTTP/1.1"),
        ok("U+2028 ends no line", with("X: a\u{E2}\u{80}\u{A8}Content-Length: 5\r\n"), "GET / HTTP/1.1"),
        ok("every token octet in a name", with("!#$%&'*+-.^_`|~09azAZ: x\r\n"), "GET / HTTP/1.1"),
        ok("colons in a value", with("X: a:b::c\r\n"), "GET / HTTP/1.1"),
        ok("an underscore makes another field", with("Content_Length: 5\r\n"), "GET / HTTP/1.1"),
        ok("names in any case", "GET / HTTP/1.1\r\nhOST: a\r\ncONTENT-lENGTH: 3\r\n\r\n", "GET / HTTP/1.1 length=3"),
        ok("a value of 7,000 octets", with("X: \(repeated("v", 7000))\r\n"), "GET / HTTP/1.1"),
        ok("100 fields", with(repeated("X: v\r\n", 99)), "GET / HTTP/1.1"),
        ok("200 fields", with(repeated("X: v\r\n", 199)), "GET / HTTP/1.1"),
        bad("201 fields", with(repeated("X: v\r\n", 200)), "tooManyFieldLines", 431),
        bad("fields without end", "GET / HTTP/1.1\r\n" + repeated("X: v\r\n", 300), "tooManyFieldLines", 431),
        bad("a value without end", "GET / HTTP/1.1\r\nX: " + repeated("v", 40000), "fieldSectionTooLarge", 431),
        bad("a name without end", "GET / HTTP/1.1\r\n" + repeated("n", 40000), "fieldSectionTooLarge", 431),
        bad("a large section", with(repeated("X: \(repeated("v", 500))\r\n", 66)), "fieldSectionTooLarge", 431),
        bad("a space before the colon", with("X : a\r\n"), "spaceBeforeColon"),
        bad("a tab before the colon", with("X\t: a\r\n"), "spaceBeforeColon"),
        bad("a space before the length's colon", with("Content-Length : 5\r\n"), "spaceBeforeColon"),
        bad("a space inside a name", with("X Y: a\r\n"), "spaceBeforeColon"),
        bad("white space before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", "leadingWhitespace"),
        bad("a tab before the first field", "GET / HTTP/1.1\r\n\tHost: a\r\n\r\n", "leadingWhitespace"),
        bad("a line of a space", "GET / HTTP/1.1\r\n \r\nHost: a\r\n\r\n", "leadingWhitespace"),
        bad("a folded line", with("X: a\r\n b\r\n"), "obsoleteFold"),
        bad("a line folded with a tab", with("X: a\r\n\tb\r\n"), "obsoleteFold"),
        bad("a folded empty line", with("X: a\r\n \r\n"), "obsoleteFold"),
        bad("no name", with(": a\r\n"), "emptyFieldName"),
        bad("no colon", with("X\r\n"), "invalidFieldName"),
        bad("no colon and white space", with("X a\r\n"), "spaceBeforeColon"),
        bad("a bracket in a name", with("X[]: a\r\n"), "invalidFieldName"),
        bad("a quotation mark in a name", with("\"X\": a\r\n"), "invalidFieldName"),
        bad("a slash in a name", with("X/Y: a\r\n"), "invalidFieldName"),
        bad("NUL in a name", with("X\u{00}: a\r\n"), "invalidFieldName"),
        bad("a control in a name that folds to a hyphen", with("content\u{0D}length: 5\r\n"), "invalidFieldName"),
        bad("a non-ASCII octet in a name", with("X\u{E9}: a\r\n"), "invalidFieldName"),
        bad("NUL in a value", with("X: a\u{00}b\r\n"), "invalidFieldValue"),
        bad("VT in a value", with("X: a\u{0B}b\r\n"), "invalidFieldValue"),
        bad("FF in a value", with("X: a\u{0C}b\r\n"), "invalidFieldValue"),
        bad("ESC in a value", with("X: a\u{1B}[0m\r\n"), "invalidFieldValue"),
        bad("DEL in a value", with("X: a\u{7F}b\r\n"), "invalidFieldValue"),
        bad("a control behind eight octets of a value", with("X: abcdefgh\u{01}\r\n"), "invalidFieldValue"),
        bad("LF ends a field", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", "bareLineFeed"),
        bad("LF ends a name", with("X\n"), "bareLineFeed"),
        bad("LF ends the section", "GET / HTTP/1.1\r\nHost: a\r\n\n", "bareLineFeed"),
        bad("CR in a value", with("X: a\rb\r\n"), "bareCarriageReturn"),
        bad("CR twice at the end of a field", with("X: a\r\r\n"), "bareCarriageReturn"),
        bad("CR alone ends the section", "GET / HTTP/1.1\r\nHost: a\r\n\rX: y\r\n", "bareCarriageReturn"),
    ]
}
