import HTTP
import Testing

@Suite("Parts of a representation")
struct PartialContentTests {
    private static let modified = HTTPDate(secondsSince1970: 1_735_689_600)

    private var whole: Response {
        var whole = Response(
            status: .ok,
            fields: [Field(name: "Content-Type", value: "text/plain"), Field(name: "Cache-Control", value: "public")],
            content: Array("0123456789".utf8), entityTag: EntityTag("t"), lastModified: Self.modified,
            isMemoizable: true)
        whole.acceptsRanges = true
        return whole
    }

    private func select(_ fields: String, from whole: Response) throws -> PartialContent.Outcome {
        let (head, octets) = try head("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        return PartialContent.select(head, octets.span, from: whole)
    }

    private func part(_ fields: String, from whole: Response) throws -> Response? {
        if case .part(let part) = try select(fields, from: whole) { part } else { nil }
    }

    @Test("One range is the octets themselves, with their place and the fields of the whole")
    func single() throws {
        let part = try #require(try part("Range: bytes=2-4\r\n", from: whole))
        #expect(part.status == .partialContent)
        #expect(part.content == Array("234".utf8))
        #expect(part["Content-Range"] == "bytes 2-4/10")
        #expect(part["Content-Type"] == "text/plain")
        #expect(part["Cache-Control"] == "public")
        #expect(part.entityTag == whole.entityTag)
        #expect(part.lastModified == whole.lastModified)
        #expect(!part.isMemoizable)
    }

    @Test("Several ranges are parts between boundaries, each with its type and place")
    func several() throws {
        let part = try #require(try part("Range: bytes=8-,0-1\r\n", from: whole))
        let type = try #require(part["Content-Type"])
        let prefix = "multipart/byteranges; boundary="
        try #require(type.hasPrefix(prefix))
        let boundary = type.dropFirst(prefix.count)
        #expect(part["Content-Range"] == nil)
        #expect(
            String(decoding: part.content, as: UTF8.self) == """
                --\(boundary)\r
                Content-Type: text/plain\r
                Content-Range: bytes 8-9/10\r
                \r
                89\r
                --\(boundary)\r
                Content-Type: text/plain\r
                Content-Range: bytes 0-1/10\r
                \r
                01\r
                --\(boundary)--\r

                """)
    }

    @Test("A boundary stands in no content")
    func boundary() throws {
        var whole = whole
        let first = try #require(try part("Range: bytes=0-0,2-2\r\n", from: whole)?["Content-Type"])
        whole.content = Array(first.utf8)
        let second = try #require(try part("Range: bytes=0-0,2-2\r\n", from: whole)?["Content-Type"])
        #expect(first != second)
    }

    @Test("What lies beyond the end is told with the length there is")
    func unsatisfiable() throws {
        guard case .unsatisfiable("bytes */10") = try select("Range: bytes=10-\r\n", from: whole) else {
            Issue.record("not 416")
            return
        }
    }

    @Test(
        "If-Range lets a part through only of the very representation it names",
        arguments: [
            ("If-Range: \"t\"", true), ("If-Range: W/\"t\"", false), ("If-Range: \"u\"", false), ("If-Range: t", false),
            ("If-Range: \"t\", \"u\"", false), ("If-Range: *", false), ("If-Range:", false),
            ("If-Range: \"t\"\r\nIf-Range: \"t\"", false), ("If-Range: Wed, 01 Jan 2025 00:00:00 GMT", true),
            ("If-Range: Wednesday, 01-Jan-25 00:00:00 GMT", true), ("If-Range: Wed Jan  1 00:00:00 2025", true),
            ("If-Range: Wed, 01 Jan 2025 00:00:01 GMT", false), ("If-Range: Tue, 31 Dec 2024 23:59:59 GMT", false),
            ("X: y", true),
        ])
    func conditional(field: String, isPart: Bool) throws {
        #expect(try (part("Range: bytes=0-0\r\n\(field)\r\n", from: whole) != nil) == isPart)
    }

    @Test("Without a strong validator nothing fits If-Range")
    func weak() throws {
        var whole = whole
        whole.entityTag = EntityTag("t", isWeak: true)
        whole.lastModified = nil
        for field in ["If-Range: \"t\"", "If-Range: W/\"t\"", "If-Range: Wed, 01 Jan 2025 00:00:00 GMT"] {
            #expect(try part("Range: bytes=0-0\r\n\(field)\r\n", from: whole) == nil)
        }
    }

    @Test("Two Range lines, and none, mean the whole", arguments: ["Range: bytes=0-0\r\nRange: bytes=0-0\r\n", ""])
    func lines(fields: String) throws {
        #expect(try part(fields, from: whole) == nil)
    }
}
