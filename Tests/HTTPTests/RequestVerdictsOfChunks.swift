/// Chunked content, whose faults show only behind a head that is in order.
extension RequestVerdict {
    private static func chunks(_ content: String) -> String {
        "GET /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(content)"
    }

    private static func chunked(_ name: String, _ section: String, _ content: String) -> RequestVerdict {
        ok("chunks: \(name)", section, chunks(content), "GET /echo HTTP/1.1 chunked")
    }

    static let chunks: [RequestVerdict] = [
        chunked("one chunk", "9112 §7.1", "5\r\nhello\r\n0\r\n\r\n"),
        chunked("no chunk", "9112 §7.1", "0\r\n\r\n"),
        chunked("two chunks", "9112 §7.1", "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n"),
        chunked("hex digits in both cases", "9112 §7.1", "a\r\n0123456789\r\nB\r\n0123456789x\r\n0\r\n\r\n"),
        chunked("16 digits", "9112 §7.1", "0000000000000005\r\nhello\r\n0000000000000000\r\n\r\n"),
        chunked("data that looks like the end", "9112 §7.1", "5\r\n0\r\n\r\n\r\n0\r\n\r\n"),
        chunked("data that looks like a request", "9112 §7.1", "19\r\nGET /smuggled HTTP/1.1\r\n\n\r\n0\r\n\r\n"),
        chunked("an extension", "9112 §7.1.1", "5;x=y\r\nhello\r\n0\r\n\r\n"),
        chunked("an extension without a value", "9112 §7.1.1", "5;x\r\nhello\r\n0;y\r\n\r\n"),
        chunked("a quoted extension", "9112 §7.1.1", "5;x=\"a;b c\"\r\nhello\r\n0\r\n\r\n"),
        chunked("many extensions", "9112 §7.1.1", "5;a;b=c;d\r\nhello\r\n0\r\n\r\n"),
        chunked("a trailer", "9112 §7.1.2", "0\r\nX: y\r\n\r\n"),
        chunked("Content-Length in a trailer", "9110 §6.5.1", "0\r\nContent-Length: 99\r\n\r\n"),
        chunked("Transfer-Encoding in a trailer", "9110 §6.5.1", "0\r\nTransfer-Encoding: gzip\r\n\r\n"),
        chunked("Host in a trailer", "9110 §6.5.1", "0\r\nHost: b\r\nHost: c\r\n\r\n"),
        chunked("Connection in a trailer", "9110 §6.5.1", "0\r\nConnection: close\r\n\r\n"),
        ambiguous("chunks: a plus sign", "9112 §7.1", chunks("+5\r\nhello\r\n"), "invalidChunkSize"),
        ambiguous("chunks: a minus sign", "9112 §7.1", chunks("-5\r\n"), "invalidChunkSize"),
        ambiguous("chunks: a sign before nothing", "9112 §7.1", chunks("-0\r\n\r\n"), "invalidChunkSize"),
        ambiguous("chunks: a prefix", "9112 §7.1", chunks("0x5\r\nhello\r\n"), "invalidChunkSize"),
        ambiguous("chunks: no digits", "9112 §7.1", chunks("\r\n"), "invalidChunkSize"),
        ambiguous("chunks: an extension without a size", "9112 §7.1.1", chunks(";x\r\n"), "invalidChunkSize"),
        ambiguous("chunks: a letter that is no digit", "9112 §7.1", chunks("g\r\n"), "invalidChunkSize"),
        ambiguous("chunks: a suffix", "9112 §7.1", chunks("5h\r\nhello\r\n"), "invalidChunkSize"),
        ambiguous("chunks: an underscore", "9112 §7.1", chunks("1_0\r\n"), "invalidChunkSize"),
        ambiguous("chunks: a fraction", "9112 §7.1", chunks("5.0\r\n"), "invalidChunkSize"),
        ambiguous("chunks: a quoted size", "9112 §7.1", chunks("\"5\"\r\n"), "invalidChunkSize"),
        ambiguous("chunks: a full-width digit", "9112 §7.1", chunks("\u{EF}\u{BC}\u{95}\r\n"), "invalidChunkSize"),
        ambiguous("chunks: NUL in the size", "9112 §7.1", chunks("5\u{0}\r\nhello\r\n"), "invalidChunkSize"),
        ambiguous("chunks: VT behind the size", "9112 §7.1", chunks("5\u{0B}\r\nhello\r\n"), "invalidChunkSize"),
        ambiguous("chunks: a space before the size", "9112 §7.1", chunks(" 5\r\nhello\r\n"), "invalidChunkSize"),
        ambiguous("chunks: a space behind the size", "9112 §7.1", chunks("5 \r\nhello\r\n"), "invalidChunkSize"),
        ambiguous("chunks: a tab behind the size", "9112 §7.1", chunks("5\t\r\nhello\r\n"), "invalidChunkSize"),
        ambiguous(
            "chunks: a space before an extension", "9112 §7.1.1", chunks("5 ;x\r\nhello\r\n"), "invalidChunkSize"),
        ambiguous("chunks: two sizes", "9112 §7.1", chunks("5 6\r\nhello\r\n"), "invalidChunkSize"),
        ambiguous("chunks: a comma", "9112 §7.1", chunks("5,6\r\nhello\r\n"), "invalidChunkSize"),
        ambiguous("chunks: LF behind the size", "9112 §7.1", chunks("5\nhello\r\n"), "invalidChunkSize"),
        ambiguous("chunks: CR behind the size", "9112 §7.1", chunks("5\rhello\r\n"), "bareCarriageReturn"),
        ambiguous("chunks: CR twice behind the size", "9112 §7.1", chunks("5\r\r\nhello\r\n"), "bareCarriageReturn"),
        ambiguous("chunks: LF in an extension", "9112 §7.1.1", chunks("5;x\nhello\r\n"), "bareLineFeed"),
        ambiguous("chunks: CR in an extension", "9112 §7.1.1", chunks("5;x\ry\r\nhello\r\n"), "bareCarriageReturn"),
        ambiguous(
            "chunks: NUL in an extension", "9112 §7.1.1", chunks("5;\u{0}\r\nhello\r\n"), "invalidChunkExtension"),
        ambiguous("chunks: LF in a quoted extension", "9112 §7.1.1", chunks("5;x=\"\n\"\r\nhello\r\n"), "bareLineFeed"),
        ambiguous("chunks: more data than the size", "9112 §7.1", chunks("3\r\nhello\r\n0\r\n\r\n"), "missingChunkEnd"),
        ambiguous("chunks: less data than the size", "9112 §7.1", chunks("5\r\nabc\r\n0\r\n\r\n"), "missingChunkEnd"),
        ambiguous("chunks: no line end behind the data", "9112 §7.1", chunks("5\r\nhello0\r\n\r\n"), "missingChunkEnd"),
        ambiguous("chunks: LF behind the data", "9112 §7.1", chunks("3\r\nabc\n0\r\n\r\n"), "missingChunkEnd"),
        ambiguous("chunks: CR behind the data", "9112 §7.1", chunks("3\r\nabc\r0\r\n\r\n"), "missingChunkEnd"),
        ambiguous("chunks: 17 digits", "9112 §7.1", chunks("00000000000000005\r\n"), "chunkSizeOverflow"),
        ambiguous(
            "chunks: a size of more than 63 bits", "9112 §7.1", chunks("ffffffffffffffff\r\n"), "chunkSizeOverflow"),
        ambiguous(
            "chunks: a size of more than 64 bits", "9112 §7.1", chunks("10000000000000005\r\nhello\r\n"),
            "chunkSizeOverflow"),
        ambiguous(
            "chunks: the size that 64 bits make -1", "9112 §7.1", chunks("FFFFFFFFFFFFFFFE\r\n"), "chunkSizeOverflow"),
        bad("chunks: a long size line", "9112 §7.1.1", chunks("5;\(repeated("x", 300))\r\n"), "chunkLineTooLong"),
        bad(
            "chunks: extensions of many chunks", "9112 §7.1.1",
            chunks("\(repeated("1;\(repeated("x", 200))\r\ny\r\n", 30))"), "chunkLineTooLong"),
        bad(
            "chunks: a chunk over the limit", "9110 §15.5.14", chunks("10001\r\n\(repeated("x", 65537))"),
            "contentTooLarge", 413),
        bad(
            "chunks: many chunks over the limit", "9110 §15.5.14",
            chunks("\(repeated("800\r\n\(repeated("x", 2048))\r\n", 33))"), "contentTooLarge", 413),
        bad("chunks: a trailer without a name", "9110 §5.1", chunks("0\r\n: x\r\n\r\n"), "emptyFieldName"),
        ambiguous("chunks: a trailer without a colon", "9112 §7.1.2", chunks("0\r\nX\r\n\r\n"), "invalidFieldName"),
        ambiguous(
            "chunks: a space in a name of a trailer", "9112 §7.1.2", chunks("0\r\nX y: z\r\n\r\n"), "spaceBeforeColon"),
        ambiguous("chunks: a folded trailer", "9112 §5.2", chunks("0\r\nX: y\r\n z\r\n\r\n"), "obsoleteFold"),
        ambiguous(
            "chunks: a trailer that begins with a space", "9112 §7.1.2", chunks("0\r\n X: y\r\n\r\n"), "obsoleteFold"),
        ambiguous("chunks: NUL in a trailer", "9110 §5.5", chunks("0\r\nX: \u{0}\r\n\r\n"), "invalidFieldValue"),
        ambiguous("chunks: LF behind the last chunk", "9112 §7.1", chunks("0\n\n"), "invalidChunkSize"),
        ambiguous("chunks: LF ends the trailers", "9112 §2.2", chunks("0\r\n\n"), "bareLineFeed"),
        ambiguous("chunks: LF behind a trailer", "9112 §2.2", chunks("0\r\nX: y\n\r\n"), "bareLineFeed"),
        ambiguous("chunks: CR behind a trailer", "9112 §2.2", chunks("0\r\nX: y\rZ: z\r\n\r\n"), "bareCarriageReturn"),
        ambiguous(
            "chunks: CR ends the trailers", "9112 §2.2", chunks("0\r\n\rGET /smuggled HTTP/1.1\r\n"),
            "bareCarriageReturn"),
        ambiguous(
            "chunks: a request for a trailer", "9112 §7.1.2", chunks("0\r\nGET /smuggled HTTP/1.1\r\n\r\n"),
            "spaceBeforeColon"),
        bad(
            "chunks: trailers without end", "6585 §5", chunks("0\r\nX: \(repeated("y", 33000))"),
            "fieldSectionTooLarge", 431),
        bad("chunks: 201 trailers", "6585 §5", chunks("0\r\n\(repeated("X: y\r\n", 201))"), "tooManyFieldLines", 431),
    ]
}
