import HTTP
import Testing

struct ResponseSerializerTests {
    private let date = Array("Sun, 06 Nov 1994 08:49:37 GMT".utf8)

    @Test("A response is a status line and field lines, each ended by CRLF")
    func head() throws {
        let response = Response(
            status: .ok,
            fields: [
                Field(name: "Content-Type", value: "application/json"), Field(name: "Vary", value: "Accept"),
            ],
            content: Array("{}".utf8), entityTag: EntityTag("t"), lastModified: HTTPDate(secondsSince1970: 784_111_777),
            isMemoizable: true)
        let encoded = ResponseSerializer.encode(response)
        #expect(
            text(encoded.head) == """
                HTTP/1.1 200 OK\r
                Server: entente\r
                Content-Type: application/json\r
                Vary: Accept\r
                ETag: "t"\r
                Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r
                Content-Length: 2\r

                """)
        #expect(encoded.content == Array("{}".utf8))
        #expect(encoded.isMemoizable)
        #expect(encoded.entityTag == EntityTag("t"))
        #expect(encoded.lastModified == response.lastModified)
        #expect(encoded.status == .ok)
    }

    @Test("A 304 carries the validator and the caching, CORS and security fields of its 200, and no others")
    func notModified() throws {
        let kept = [
            "Vary", "cache-control", "Expires", "Content-Location", "Access-Control-Allow-Origin",
            "Access-Control-Expose-Headers", "Cross-Origin-Resource-Policy", "Content-Security-Policy",
            "X-Content-Type-Options", "Referrer-Policy", "Strict-Transport-Security",
        ]
        let dropped = ["Content-Type", "Content-Encoding", "Content-Language", "Link", "X-Other", "Accept-Ranges"]
        var response = Response(
            status: .ok, fields: (kept + dropped).map { Field(name: $0, value: "v") }, content: [1],
            entityTag: EntityTag("t"), lastModified: HTTPDate(secondsSince1970: 0))
        let head = try text(#require(ResponseSerializer.encode(response).notModifiedHead))
        #expect(
            head == "HTTP/1.1 304 Not Modified\r\nServer: entente\r\n" + kept.map { "\($0): v\r\n" }.joined()
                + "ETag: \"t\"\r\n")
        response.entityTag = nil
        let dated = try text(#require(ResponseSerializer.encode(response).notModifiedHead))
        #expect(dated.hasSuffix("Last-Modified: Thu, 01 Jan 1970 00:00:00 GMT\r\n"))
        response.lastModified = nil
        // If-None-Match: * needs no validator (RFC 9110 §13.1.2).
        let plain = try text(#require(ResponseSerializer.encode(response).notModifiedHead))
        #expect(head == plain + "ETag: \"t\"\r\n")
        response.entityTag = EntityTag("t")
        response.status = .notFound
        #expect(ResponseSerializer.encode(response).notModifiedHead == nil)
    }

    @Test("1xx, 204 and 304 carry neither content nor its length", arguments: [100, 103, 204, 304])
    func withoutContent(code: Int) {
        let status = Status(code: code, reason: "R")
        let encoded = ResponseSerializer.encode(Response(status, .json, Array("{}".utf8)))
        #expect(encoded.content.isEmpty)
        #expect(!text(encoded.head).contains("Content-Length"))
    }

    @Test("Any other status has its length, of nothing too", arguments: [200, 206, 308, 404, 416, 501])
    func withContent(code: Int) {
        let status = Status(code: code, reason: "R")
        #expect(text(ResponseSerializer.encode(Response(status: status)).head).hasSuffix("Content-Length: 0\r\n"))
    }

    @Test("No control octet of a value reaches the wire", arguments: UInt8.min...UInt8.max)
    func controls(octet: UInt8) {
        let value = "a\(Unicode.Scalar(octet))b"
        let encoded = ResponseSerializer.encode(
            Response(
                status: Status(code: 200, reason: value), fields: [Field(name: "Vary", value: value)],
                entityTag: EntityTag("t")))
        for head in [encoded.head, encoded.notModifiedHead ?? []] {
            let lines = text(head).split(separator: "\r\n", omittingEmptySubsequences: true)
            #expect(lines.contains { $0.hasPrefix("Vary: a") && $0.hasSuffix("b") })
            #expect(head.filter { $0 < 0x20 && $0 != 9 || $0 == 0x7F }.count == 2 * lines.count)
        }
    }

    @Test(
        "A name that is no token, and fields the serialiser owns, are left out",
        arguments: [
            "", "X Y", "X:", "X\r\nY", "Caf\u{E9}", "Content-Length", "content-length", "Transfer-Encoding",
            "Connection",
            "Keep-Alive", "Date", "ETag", "Last-Modified", "Server", "Upgrade", "Trailer",
        ])
    func names(name: String) {
        let encoded = ResponseSerializer.encode(Response(status: .ok, fields: [Field(name: name, value: "evil")]))
        #expect(text(encoded.head) == "HTTP/1.1 200 OK\r\nServer: entente\r\nContent-Length: 0\r\n")
    }

    @Test(
        "The end of a head says the date, the connection and the request's id",
        arguments: [
            (.unsaid, "", ""), (.keepAlive, "", "Connection: keep-alive\r\n"), (.close, "", "Connection: close\r\n"),
            (.close, "id-1", "Connection: close\r\nX-Request-Id: id-1\r\n"), (.unsaid, "a\r\nb", ""),
            (.unsaid, "a b", ""), (.unsaid, "a\u{FF}", ""), (.unsaid, String(repeating: "a", count: 129), ""),
            (
                .unsaid, String(repeating: "a", count: 128),
                "X-Request-Id: " + String(repeating: "a", count: 128) + "\r\n"
            ),
        ] as [(ResponseSerializer.Connection, String, String)])
    func end(connection: ResponseSerializer.Connection, requestID: String, expected: String) {
        var out = Array("HEAD".utf8)
        let requestID = octets(requestID)
        ResponseSerializer.appendEnd(date: date, connection: connection, requestID: requestID.span, to: &out)
        #expect(text(out) == "HEADDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\(expected)\r\n")
    }

    @Test("A field of a response is read, replaced and removed in any case")
    func fields() {
        var response = Response(.ok, .html, [])
        #expect(response["content-type"] == "text/html;charset=utf-8")
        response["CONTENT-TYPE"] = "text/plain"
        #expect(response.fields == [Field(name: "CONTENT-TYPE", value: "text/plain")])
        response["content-type"] = nil
        #expect(response["Content-Type"] == nil)
    }

    private func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }
}
