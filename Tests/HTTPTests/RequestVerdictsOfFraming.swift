/// Where a message ends, as its fields tell: Content-Length and Transfer-Encoding.
extension RequestVerdict {
    /// Chunked content without a chunk.
    private static let nothing = "0\r\n\r\n"

    static let lengths: [RequestVerdict] = [
        ok("no content", "9112 §6.2", post(""), "POST / HTTP/1.1"),
        ok("a length", "9112 §6.2", post("Content-Length: 5\r\n", "hello"), "POST / HTTP/1.1 length=5"),
        ok("a length of nothing", "9112 §6.2", post("Content-Length: 0\r\n"), "POST / HTTP/1.1 length=0"),
        ok("a length with GET", "9112 §6.2", with("Content-Length: 5\r\n", "hello"), "GET / HTTP/1.1 length=5"),
        ok("a length on 1.0", "9112 §6.2", old("Content-Length: 5\r\n", "hello"), "POST / HTTP/1.0 length=5 close"),
        ok(
            "white space around a length", "9112 §6.2", post("Content-Length:\t 5 \t\r\n", "hello"),
            "POST / HTTP/1.1 length=5"),
        ok("leading zeros", "9112 §6.2", post("Content-Length: 0005\r\n", "hello"), "POST / HTTP/1.1 length=5"),
        ok(
            "the same length twice", "9112 §6.2", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"),
            "POST / HTTP/1.1 length=5"),
        ok(
            "a list of equal lengths", "9112 §6.2", post("Content-Length: 5, 5\r\n", "hello"),
            "POST / HTTP/1.1 length=5"),
        ambiguous(
            "two lengths", "9112 §6.3", post("Content-Length: 5\r\nContent-Length: 6\r\n"), "conflictingContentLength"),
        ambiguous("a list of lengths", "9112 §6.3", post("Content-Length: 5, 6\r\n"), "conflictingContentLength"),
        ambiguous(
            "a length over Int64", "9110 §8.6", post("Content-Length: 9223372036854775808\r\n"), "contentLengthOverflow"
        ),
        ambiguous(
            "a length over UInt64", "9110 §8.6", post("Content-Length: 18446744073709551617\r\n"),
            "contentLengthOverflow"),
        ambiguous("an empty length", "9112 §6.3", post("Content-Length:\r\n"), "invalidContentLength"),
        ambiguous(
            "an empty length beside one", "9112 §6.3", post("Content-Length: 5\r\nContent-Length:\r\n"),
            "invalidContentLength"),
        ambiguous("a comma behind a length", "9112 §6.3", post("Content-Length: 5,\r\n"), "invalidContentLength"),
        ambiguous("a comma before a length", "9112 §6.3", post("Content-Length: ,5\r\n"), "invalidContentLength"),
        ambiguous("a plus sign", "9112 §6.3", post("Content-Length: +5\r\n"), "invalidContentLength"),
        ambiguous("a minus sign", "9112 §6.3", post("Content-Length: -5\r\n"), "invalidContentLength"),
        ambiguous("a hex length", "9112 §6.3", post("Content-Length: 0x5\r\n"), "invalidContentLength"),
        ambiguous("a hex digit", "9112 §6.3", post("Content-Length: a\r\n"), "invalidContentLength"),
        ambiguous("a fraction", "9112 §6.3", post("Content-Length: 5.0\r\n"), "invalidContentLength"),
        ambiguous("an exponent", "9112 §6.3", post("Content-Length: 1e3\r\n"), "invalidContentLength"),
        ambiguous("a space inside a length", "9112 §6.3", post("Content-Length: 5 6\r\n"), "invalidContentLength"),
        ambiguous("an underscore", "9112 §6.3", post("Content-Length: 1_000\r\n"), "invalidContentLength"),
        ambiguous("a quoted length", "9112 §6.3", post("Content-Length: \"5\"\r\n"), "invalidContentLength"),
        ambiguous("a semicolon", "9112 §6.3", post("Content-Length: 5;6\r\n"), "invalidContentLength"),
        ambiguous("Arabic digits", "9112 §6.3", post("Content-Length: \u{D9}\u{A5}\r\n"), "invalidContentLength"),
        ok(
            "a length with HEAD", "9110 §9.3.2", "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
            "HEAD / HTTP/1.1 length=5"),
        ok(
            "a length with OPTIONS", "9110 §9.3.7", "OPTIONS * HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
            "OPTIONS * HTTP/1.1 asterisk length=5"),
        ok(
            "a length with DELETE", "9110 §9.3.5", "DELETE / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
            "DELETE / HTTP/1.1 length=5"),
        ok(
            "a length with TRACE", "9110 §9.3.8", "TRACE / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
            "TRACE / HTTP/1.1 length=5"),
        ok(
            "a length with an unknown method", "9112 §6.3",
            "QUERY / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", "- / HTTP/1.1 length=5"),
        ok(
            "content that looks like a request", "9112 §6.3",
            post("Content-Length: 35\r\n", "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"), "POST / HTTP/1.1 length=35"
        ),
        ok(
            "a length that begins with zero is decimal", "9110 §8.6", post("Content-Length: 010\r\n", "0123456789"),
            "POST / HTTP/1.1 length=10"),
        ok(
            "more zeros than any number has digits", "9110 §8.6",
            post("Content-Length: \(repeated("0", 30))5\r\n", "hello"), "POST / HTTP/1.1 length=5"),
        ok(
            "equal lengths with and without zeros", "9110 §8.6", post("Content-Length: 5, 05\r\n", "hello"),
            "POST / HTTP/1.1 length=5"),
        ok(
            "a length that Connection names", "9110 §7.6.1",
            post("Connection: content-length\r\nContent-Length: 5\r\n", "hello"), "POST / HTTP/1.1 length=5"),
        ok(
            "content as long as the limit", "9110 §15.5.14", post("Content-Length: 65536\r\n", repeated("x", 65536)),
            "POST / HTTP/1.1 length=65536"),
        bad(
            "content one octet over the limit", "9110 §15.5.14", post("Content-Length: 65537\r\n"), "contentTooLarge",
            413),
        bad("the largest length", "9110 §15.5.14", post("Content-Length: \(Int64.max)\r\n"), "contentTooLarge", 413),
        bad(
            "a length that 32 bits do not hold", "9110 §8.6", post("Content-Length: 4294967301\r\n", "hello"),
            "contentTooLarge", 413),
        ambiguous(
            "a length that 64 bits hold only without a sign", "9110 §8.6",
            post("Content-Length: 18446744073709551615\r\n"), "contentLengthOverflow"),
        ambiguous(
            "a length of 400 digits", "9110 §8.6", post("Content-Length: \(repeated("9", 400))\r\n"),
            "contentLengthOverflow"),
        ambiguous(
            "three lengths, the last differing", "9112 §6.3",
            post("\(repeated("Content-Length: 5\r\n", 2))Content-Length: 0\r\n"), "conflictingContentLength"),
        ambiguous(
            "two lengths with GET", "9112 §6.3", with("Content-Length: 0\r\nContent-Length: 35\r\n"),
            "conflictingContentLength"),
        ambiguous(
            "two lengths on 1.0", "9112 §6.3", old("Content-Length: 0\r\nContent-Length: 35\r\n"),
            "conflictingContentLength"),
        ambiguous(
            "an empty element between lengths", "9112 §6.3", post("Content-Length: 5,,5\r\n"), "invalidContentLength"),
        ambiguous("a binary prefix", "9112 §6.3", post("Content-Length: 0b101\r\n"), "invalidContentLength"),
        ambiguous("an octal prefix", "9112 §6.3", post("Content-Length: 0o5\r\n"), "invalidContentLength"),
        ambiguous("a unit", "9112 §6.3", post("Content-Length: 5k\r\n"), "invalidContentLength"),
        ambiguous("a length of less than nothing", "9112 §6.3", post("Content-Length: -0\r\n"), "invalidContentLength"),
        ambiguous("a tab inside a length", "9112 §6.3", post("Content-Length: 5\t6\r\n"), "invalidContentLength"),
        ambiguous("NBSP behind a length", "9112 §6.3", post("Content-Length: 5\u{A0}\r\n"), "invalidContentLength"),
        ambiguous("NUL behind a length", "9110 §5.5", post("Content-Length: 5\u{00}\r\n"), "invalidFieldValue"),
        ambiguous("VT before a length", "9110 §5.5", post("Content-Length: \u{0B}5\r\n"), "invalidFieldValue"),
        ambiguous("no number", "9112 §6.3", post("Content-Length: NaN\r\n"), "invalidContentLength"),
    ]

    static let codings: [RequestVerdict] = [
        ok("chunked", "9112 §7.1", post("Transfer-Encoding: chunked\r\n", nothing), "POST / HTTP/1.1 chunked"),
        ok(
            "chunked in capitals", "9112 §7", post("TRANSFER-ENCODING: CHUNKED\r\n", nothing), "POST / HTTP/1.1 chunked"
        ),
        ok(
            "white space around chunked", "9112 §7.1", post("Transfer-Encoding: \t chunked \t\r\n", nothing),
            "POST / HTTP/1.1 chunked"),
        ok(
            "chunked with GET", "9112 §7.1", with("Transfer-Encoding: chunked\r\n", nothing),
            "GET / HTTP/1.1 chunked"),
        ambiguous(
            "chunked and a length", "9112 §6.3", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"),
            "transferEncodingWithContentLength"),
        ambiguous(
            "a length and chunked", "9112 §6.3", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
            "transferEncodingWithContentLength"),
        ambiguous(
            "an unknown coding and a length", "9112 §6.3", post("Content-Length: 5\r\nTransfer-Encoding: x\r\n"),
            "transferEncodingWithContentLength"),
        ambiguous("chunked on 1.0", "9112 §6.1", old("Transfer-Encoding: chunked\r\n"), "transferEncodingInOldVersion"),
        ambiguous(
            "any coding on 1.0", "9112 §6.1", old("Transfer-Encoding: identity\r\n"), "transferEncodingInOldVersion"),
        ambiguous("chunked twice", "9112 §6.1", post("Transfer-Encoding: chunked, chunked\r\n"), "chunkedNotLast"),
        ambiguous(
            "chunked on two lines", "9112 §6.1", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
            "chunkedNotLast"),
        ambiguous("chunked first", "9112 §6.1", post("Transfer-Encoding: chunked, gzip\r\n"), "chunkedNotLast"),
        ambiguous(
            "chunked first, on two lines", "9112 §6.1",
            post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"),
            "chunkedNotLast"),
        ambiguous("a comma behind chunked", "9112 §6.1", post("Transfer-Encoding: chunked,\r\n"), "chunkedNotLast"),
        ambiguous(
            "a comma before chunked", "9112 §6.1", post("Transfer-Encoding: ,chunked\r\n"), "invalidTransferEncoding"),
        ambiguous("an empty coding", "9112 §6.1", post("Transfer-Encoding:\r\n"), "invalidTransferEncoding"),
        ambiguous(
            "chunked with a parameter", "9112 §6.1", post("Transfer-Encoding: chunked;a=b\r\n"),
            "invalidTransferEncoding"),
        ambiguous(
            "chunked with a semicolon", "9112 §6.1", post("Transfer-Encoding: chunked;\r\n"), "invalidTransferEncoding"),
        ambiguous(
            "chunked in quotation marks", "9112 §6.1", post("Transfer-Encoding: \"chunked\"\r\n"),
            "invalidTransferEncoding"),
        ambiguous("two words", "9112 §6.1", post("Transfer-Encoding: chunked x\r\n"), "invalidTransferEncoding"),
        ambiguous(
            "a coding in brackets", "9112 §6.1", post("Transfer-Encoding: [chunked]\r\n"), "invalidTransferEncoding"),
        ambiguous("VT before chunked", "9110 §5.5", post("Transfer-Encoding: \u{0B}chunked\r\n"), "invalidFieldValue"),
        ambiguous(
            "NBSP before chunked", "9112 §6.1", post("Transfer-Encoding: \u{A0}chunked\r\n"), "invalidTransferEncoding"),
        ambiguous(
            "a space inside chunked", "9112 §6.1", post("Transfer-Encoding: chunk ed\r\n"), "invalidTransferEncoding"),
        ambiguous(
            "gzip and chunked", "9112 §6.1", post("Transfer-Encoding: gzip, chunked\r\n"), "unknownTransferCoding", 501),
        ambiguous("gzip alone", "9112 §6.3", post("Transfer-Encoding: gzip\r\n"), "chunkedNotLast"),
        ambiguous("identity", "9112 §6.3", post("Transfer-Encoding: identity\r\n"), "chunkedNotLast"),
        ambiguous("a longer coding", "9112 §6.3", post("Transfer-Encoding: xchunked\r\n"), "chunkedNotLast"),
        ambiguous(
            "a coding with a parameter", "9112 §6.1", post("Transfer-Encoding: x;q=1, chunked\r\n"),
            "unknownTransferCoding", 501),
        ambiguous("a folded coding", "9112 §5.2", post("Transfer-Encoding:\r\n chunked\r\n"), "obsoleteFold"),
        ambiguous(
            "a space before the coding's colon", "9112 §5.1", post("Transfer-Encoding : chunked\r\n"),
            "spaceBeforeColon"),
        ambiguous("no coding is chunked", "9112 §6.3", post("Transfer-Encoding: gzip, deflate\r\n"), "chunkedNotLast"),
        ambiguous(
            "identity and chunked", "9112 §6.1", post("Transfer-Encoding: identity, chunked\r\n"),
            "unknownTransferCoding", 501),
        ambiguous(
            "chunked before identity", "9112 §6.1", post("Transfer-Encoding: chunked, identity\r\n"), "chunkedNotLast"),
        ambiguous(
            "chunked and an empty second line", "9112 §6.1",
            post("Transfer-Encoding: chunked\r\nTransfer-Encoding:\r\n"), "chunkedNotLast"),
        ambiguous(
            "an empty first line and chunked", "9112 §6.1",
            post("Transfer-Encoding:\r\nTransfer-Encoding: chunked\r\n"), "invalidTransferEncoding"),
        ambiguous(
            "gzip and chunked on two lines", "9112 §6.1",
            post("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"), "unknownTransferCoding", 501),
        ambiguous(
            "chunked in single quotation marks", "9112 §6.3", post("Transfer-Encoding: 'chunked'\r\n"), "chunkedNotLast"
        ),
        ambiguous(
            "a letter that folds to k", "9112 §6.1", post("Transfer-Encoding: chun\u{E2}\u{84}\u{AA}ed\r\n"),
            "invalidTransferEncoding"),
        ambiguous("NUL behind chunked", "9110 §5.5", post("Transfer-Encoding: chunked\u{00}\r\n"), "invalidFieldValue"),
        ambiguous(
            "a colon before chunked", "9112 §6.1", post("Transfer-Encoding: : chunked\r\n"), "invalidTransferEncoding"),
        ambiguous(
            "chunked in a parameter", "9112 §6.3", post("Transfer-Encoding: x;y=\"chunked\"\r\n"), "chunkedNotLast"),
        ambiguous(
            "a list in a parameter", "9112 §6.1", post("Transfer-Encoding: x;y=\",chunked\r\n"),
            "unknownTransferCoding", 501),
        ambiguous(
            "chunked and a length of nothing", "9112 §6.3",
            post("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n", nothing), "transferEncodingWithContentLength"),
        ambiguous(
            "an empty coding and a length", "9112 §6.3", post("Transfer-Encoding:\r\nContent-Length: 5\r\n"),
            "transferEncodingWithContentLength"),
        ambiguous(
            "chunked and a length with GET", "9112 §6.3", with("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"),
            "transferEncodingWithContentLength"),
        ambiguous(
            "chunked and a length on 1.0", "9112 §6.1", old("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
            "transferEncodingInOldVersion"),
        ambiguous(
            "chunked on 1.0 that is kept", "9112 §6.1", old("Connection: keep-alive\r\nTransfer-Encoding: chunked\r\n"),
            "transferEncodingInOldVersion"),
        ok(
            "a coding that Connection names", "9110 §7.6.1",
            post("Connection: transfer-encoding\r\nTransfer-Encoding: chunked\r\n", nothing), "POST / HTTP/1.1 chunked"),
        ok(
            "what TE accepts says nothing of the request", "9110 §10.1.4",
            post("TE: trailers, chunked\r\nConnection: TE\r\n"), "POST / HTTP/1.1"),
        ok(
            "what Trailer announces need not come", "9110 §6.6.2",
            post("Trailer: Content-Length\r\nTransfer-Encoding: chunked\r\n", nothing), "POST / HTTP/1.1 chunked"),
        ok(
            "a content coding is no transfer coding", "9110 §8.4",
            post("Content-Encoding: chunked\r\nContent-Length: 5\r\n", "hello"), "POST / HTTP/1.1 length=5"),
    ]
}
