/// Field lines: names, values, and what ends them.
extension RequestVerdict {
    static let fieldLines: [RequestVerdict] = [
        ok("no white space around a value", "9112 §5.1", "GET / HTTP/1.1\r\nHost:a\r\n\r\n", "GET / HTTP/1.1"),
        ok("tabs and spaces around a value", "9112 §5.1", "GET / HTTP/1.1\r\nHost:\t a \t\r\n\r\n", "GET / HTTP/1.1"),
        ok("an empty value", "9110 §5.5", with("X:\r\n"), "GET / HTTP/1.1"),
        ok("a value of white space", "9110 §5.5", with("X: \t \r\n"), "GET / HTTP/1.1"),
        ok("opaque octets in a value", "9110 §5.5", with("X: caf\u{E9} \u{80}\u{FF}\r\n"), "GET / HTTP/1.1"),
        ok("NEL ends no line", "9110 §5.5", with("X: a\u{85}Content-Length: 5\r\n"), "GET / HTTP/1.1"),
        ok("U+2028 ends no line", "9110 §5.5", with("X: a\u{E2}\u{80}\u{A8}Content-Length: 5\r\n"), "GET / HTTP/1.1"),
        ok("every token octet in a name", "9110 §5.6.2", with("!#$%&'*+-.^_`|~09azAZ: x\r\n"), "GET / HTTP/1.1"),
        ok("colons in a value", "9110 §5.5", with("X: a:b::c\r\n"), "GET / HTTP/1.1"),
        ok("an underscore makes another field", "9110 §5.1", with("Content_Length: 5\r\n"), "GET / HTTP/1.1"),
        ok(
            "names in any case", "9110 §5.1", "GET / HTTP/1.1\r\nhOST: a\r\ncONTENT-lENGTH: 3\r\n\r\nabc",
            "GET / HTTP/1.1 length=3"),
        ok("a value of 7,000 octets", "9110 §5.4", with("X: \(repeated("v", 7000))\r\n"), "GET / HTTP/1.1"),
        ok("100 fields", "9110 §5.4", with(repeated("X: v\r\n", 99)), "GET / HTTP/1.1"),
        ok("200 fields", "9110 §5.4", with(repeated("X: v\r\n", 199)), "GET / HTTP/1.1"),
        bad("201 fields", "6585 §5", with(repeated("X: v\r\n", 200)), "tooManyFieldLines", 431),
        bad(
            "fields without end", "6585 §5", "GET / HTTP/1.1\r\n" + repeated("X: v\r\n", 300), "tooManyFieldLines", 431),
        bad(
            "a value without end", "6585 §5", "GET / HTTP/1.1\r\nX: " + repeated("v", 33000), "fieldSectionTooLarge",
            431),
        bad("a name without end", "6585 §5", "GET / HTTP/1.1\r\n" + repeated("n", 33000), "fieldSectionTooLarge", 431),
        bad(
            "a large section", "6585 §5", with(repeated("X: \(repeated("v", 500))\r\n", 66)), "fieldSectionTooLarge",
            431),
        ambiguous("a space before the colon", "9112 §5.1", with("X : a\r\n"), "spaceBeforeColon"),
        ambiguous("a tab before the colon", "9112 §5.1", with("X\t: a\r\n"), "spaceBeforeColon"),
        ambiguous("a space before the length's colon", "9112 §5.1", with("Content-Length : 5\r\n"), "spaceBeforeColon"),
        ambiguous("a space inside a name", "9112 §5.1", with("X Y: a\r\n"), "spaceBeforeColon"),
        ambiguous(
            "white space before the first field", "9112 §2.2", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", "leadingWhitespace"
        ),
        ambiguous(
            "a tab before the first field", "9112 §2.2", "GET / HTTP/1.1\r\n\tHost: a\r\n\r\n", "leadingWhitespace"),
        ambiguous("a line of a space", "9112 §2.2", "GET / HTTP/1.1\r\n \r\nHost: a\r\n\r\n", "leadingWhitespace"),
        ambiguous("a folded line", "9112 §5.2", with("X: a\r\n b\r\n"), "obsoleteFold"),
        ambiguous("a line folded with a tab", "9112 §5.2", with("X: a\r\n\tb\r\n"), "obsoleteFold"),
        ambiguous("a folded empty line", "9112 §5.2", with("X: a\r\n \r\n"), "obsoleteFold"),
        bad("no name", "9110 §5.1", with(": a\r\n"), "emptyFieldName"),
        ambiguous("no colon", "9112 §5", with("X\r\n"), "invalidFieldName"),
        ambiguous("no colon and white space", "9112 §5.1", with("X a\r\n"), "spaceBeforeColon"),
        bad("a bracket in a name", "9110 §5.1", with("X[]: a\r\n"), "invalidFieldName"),
        bad("a quotation mark in a name", "9110 §5.1", with("\"X\": a\r\n"), "invalidFieldName"),
        bad("a slash in a name", "9110 §5.1", with("X/Y: a\r\n"), "invalidFieldName"),
        ambiguous("NUL in a name", "9110 §5.1", with("X\u{00}: a\r\n"), "invalidFieldName"),
        ambiguous(
            "a control in a name that folds to a hyphen", "9110 §5.1", with("content\u{0D}length: 5\r\n"),
            "invalidFieldName"),
        ambiguous("a non-ASCII octet in a name", "9110 §5.1", with("X\u{E9}: a\r\n"), "invalidFieldName"),
        ambiguous("NUL in a value", "9110 §5.5", with("X: a\u{00}b\r\n"), "invalidFieldValue"),
        ambiguous("VT in a value", "9110 §5.5", with("X: a\u{0B}b\r\n"), "invalidFieldValue"),
        ambiguous("FF in a value", "9110 §5.5", with("X: a\u{0C}b\r\n"), "invalidFieldValue"),
        bad("ESC in a value", "9110 §5.5", with("X: a\u{1B}[0m\r\n"), "invalidFieldValue"),
        bad("DEL in a value", "9110 §5.5", with("X: a\u{7F}b\r\n"), "invalidFieldValue"),
        bad(
            "a control behind eight octets of a value", "9110 §5.5", with("X: abcdefgh\u{01}\r\n"), "invalidFieldValue"),
        ambiguous("LF ends a field", "9112 §2.2", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", "bareLineFeed"),
        ambiguous("LF ends a name", "9112 §2.2", with("X\n"), "bareLineFeed"),
        ambiguous("LF ends the section", "9112 §2.2", "GET / HTTP/1.1\r\nHost: a\r\n\n", "bareLineFeed"),
        ambiguous("CR in a value", "9112 §2.2", with("X: a\rb\r\n"), "bareCarriageReturn"),
        ambiguous("CR twice at the end of a field", "9112 §2.2", with("X: a\r\r\n"), "bareCarriageReturn"),
        ambiguous(
            "CR alone ends the section", "9112 §2.2", "GET / HTTP/1.1\r\nHost: a\r\n\rX: y\r\n", "bareCarriageReturn"),
        ok("a hyphen less makes another field", "9110 §5.1", with("ContentLength: 5\r\n"), "GET / HTTP/1.1"),
        ok("an underscore in a coding's name", "9110 §5.1", with("Transfer_Encoding: chunked\r\n"), "GET / HTTP/1.1"),
        ok("a prefix makes another field", "9110 §5.1", with("X-Content-Length: 5\r\n"), "GET / HTTP/1.1"),
        ok("a suffix makes another field", "9110 §5.1", with("Content-Length-: 5\r\n"), "GET / HTTP/1.1"),
        ok(
            "a method that a field would override", "9110 §9.1", with("X-HTTP-Method-Override: DELETE\r\n"),
            "GET / HTTP/1.1"),
        ok("a path that a field would override", "9110 §7.1", with("X-Original-URL: /echo\r\n"), "GET / HTTP/1.1"),
        ok("a host that a field would override", "9110 §7.2", with("X-Forwarded-Host: b\r\n"), "GET / HTTP/1.1"),
        ok("a field line inside a value", "9110 §5.5", with("X: Content-Length: 5\r\n"), "GET / HTTP/1.1"),
        ok("an escaped line end in a value", "9110 §5.5", with("X: %0d%0aContent-Length: 5\r\n"), "GET / HTTP/1.1"),
        ok("tabs inside a value", "9110 §5.5", with("X: a\t\tb\r\n"), "GET / HTTP/1.1"),
        ok("UTF-8 in a value", "9110 §5.5", with("X: Vi\u{E1}\u{BB}\u{87}t\r\n"), "GET / HTTP/1.1"),
        ok("a colon first in a value", "9112 §5", with("X:: a\r\n"), "GET / HTTP/1.1"),
        ok("an open quoted string", "9110 §5.6.4", with("X: \"a\r\n"), "GET / HTTP/1.1"),
        ambiguous(
            "a byte order mark before a name", "9110 §5.1", with("\u{EF}\u{BB}\u{BF}Content-Length: 5\r\n"),
            "invalidFieldName"),
        ambiguous("NUL behind a name", "9110 §5.1", with("Content-Length\u{00}: 5\r\n"), "invalidFieldName"),
        ambiguous("NBSP behind a name", "9110 §5.1", with("Content-Length\u{A0}: 5\r\n"), "invalidFieldName"),
        ambiguous("VT behind a name", "9110 §5.1", with("Transfer-Encoding\u{0B}: chunked\r\n"), "invalidFieldName"),
        ambiguous(
            "a letter that folds to s", "9110 §5.1", with("Tran\u{C5}\u{BF}fer-Encoding: chunked\r\n"),
            "invalidFieldName"),
        ambiguous("an equals sign for the colon", "9112 §5", with("Content-Length=5\r\n"), "invalidFieldName"),
        ambiguous("a request line among the fields", "9112 §5", with("GET /smuggled HTTP/1.1\r\n"), "spaceBeforeColon"),
        ambiguous("a folded length", "9112 §5.2", with("Content-Length:\r\n 5\r\n"), "obsoleteFold"),
        ambiguous("a folded host", "9112 §5.2", "GET / HTTP/1.1\r\nHost:\r\n a\r\n\r\n", "obsoleteFold"),
        ambiguous("LF and a field inside a value", "9112 §2.2", with("X: a\nContent-Length: 5\r\n"), "bareLineFeed"),
        ambiguous(
            "CR and a field inside a value", "9112 §2.2", with("X: a\rContent-Length: 5\r\n"), "bareCarriageReturn"),
        ambiguous("LF ends all lines", "9112 §2.2", "GET / HTTP/1.1\nHost: a\n\n", "bareLineFeed"),
        ambiguous("LF and CR for CR and LF", "9112 §2.2", "GET / HTTP/1.1\r\nHost: a\n\r\n\r", "bareLineFeed"),
        ambiguous(
            "CR twice ends the section", "9112 §2.2", "GET / HTTP/1.1\r\nHost: a\r\n\r\r\n", "bareCarriageReturn"),
    ]
}
