import HTTP
import Testing

@testable import HTTPServer

@Suite("The cache of answers")
struct AnswerCacheTests {
    private func makeCache(_ capacity: Int = 1 << 20) -> AnswerCache {
        AnswerCache(capacity: capacity, offers: [.json, .csv], negotiation: [.origin, .acceptLanguage])
    }

    /// A parsed request and its octets, as the loop has them.
    private struct Asked {
        let head: RequestHead
        let bytes: [UInt8]

        init(_ target: String, _ fields: String = "") throws {
            var head = RequestHead()
            let bytes = Array("GET \(target) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n".utf8)
            let isComplete = try RequestHeadParser.parse(bytes.span, limits: HeadLimits(), into: &head)
            try #require(isComplete)
            (self.head, self.bytes) = (head, bytes)
        }

        var coding: ContentCoding { AcceptEncoding.preferred(head, bytes.span) }
    }

    private func answer(_ text: String) -> EncodedResponse {
        ResponseSerializer.encode(Response(.ok, .json, Array(text.utf8)))
    }

    /// The content of the remembered answer.
    private func found(_ asked: Asked, in cache: inout AnswerCache, epoch: UInt64 = 1) -> String? {
        guard let key = cache.key(of: asked.head, in: asked.bytes.span, coding: asked.coding),
            let number = cache.find(key, in: asked.bytes.span, epoch: epoch)
        else { return nil }
        return String(decoding: cache[number].content, as: UTF8.self)
    }

    private func remember(_ text: String, for asked: Asked, in cache: inout AnswerCache, epoch: UInt64 = 1) throws {
        let possibleKey = cache.key(of: asked.head, in: asked.bytes.span, coding: asked.coding)
        let key = try #require(possibleKey)
        _ = cache.find(key, in: asked.bytes.span, epoch: epoch)
        cache.insert(answer(text), for: key, in: asked.bytes.span)
    }

    @Test("remembers an answer for the same target and the same negotiation fields, and for no other")
    func hit() throws {
        var cache = makeCache()
        let questions = try [
            Asked("/a"), Asked("/b"), Asked("/a?b"), Asked("/a", "Accept-Language: b\r\n"),
            Asked("/a", "Origin: b\r\n"), Asked("/a", "Accept-Language: b\r\nOrigin: b\r\n"),
            Asked("/a", "Origin: bb\r\n"), Asked("/ab"), Asked("/a", "Accept: text/csv\r\n"),
            Asked("/a", "Accept: text/csv, application/json;q=0.1\r\n"), Asked("/a", "Accept: image/png\r\n"),
            Asked("/a", "Accept-Encoding: gzip\r\n"), Asked("/a", "Accept: text/csv\r\nAccept-Encoding: gzip\r\n"),
        ]
        for (number, asked) in questions.enumerated() {
            #expect(found(asked, in: &cache) == nil)
            try remember("answer \(number)", for: asked, in: &cache)
        }
        for (number, asked) in questions.enumerated() { #expect(found(asked, in: &cache) == "answer \(number)") }
        #expect(try found(Asked("/a", "User-Agent: x\r\nOrigin: b\r\n"), in: &cache) == "answer 4")
    }

    @Test(
        "finds one answer by every way to write the same negotiation",
        arguments: [
            ("", "Accept: */*\r\nAccept-Encoding: identity\r\n"),
            (
                "Accept: text/html,*/*;q=0.8\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n",
                "Accept-Encoding: gzip, deflate\r\nAccept-Encoding: br\r\n"
            ),
            ("Accept: text/csv, */*\r\n", "Accept: */*;q=0.1, text/csv;q=0.2, application/json;q=0.2\r\n"),
            ("Accept: text/csv\r\n", "Accept: TEXT/CSV;q=0.4\r\nAccept-Encoding: gzip;q=0\r\n"),
            ("Accept: \r\n", "Accept: nonsense\r\n"),
        ])
    func sameDecision(_ one: String, _ other: String) throws {
        var cache = makeCache()
        try remember("known", for: Asked("/a", one), in: &cache)
        #expect(try found(Asked("/a", other), in: &cache) == "known")
    }

    @Test("knows the meaning of more Accept values than it keeps")
    func manyAccepts() throws {
        var cache = makeCache()
        try remember("json", for: Asked("/a"), in: &cache)
        try remember("csv", for: Asked("/a", "Accept: text/csv\r\n"), in: &cache)
        for round in 0..<100 {
            #expect(try found(Asked("/a", "Accept: application/json, x/y\(round), text/csv\r\n"), in: &cache) == "json")
            #expect(try found(Asked("/a", "Accept: text/csv;q=0.1, x/y\(round)\r\n"), in: &cache) == "csv")
        }
    }

    @Test("has no key where the question is not plain")
    func key() throws {
        var cache = makeCache()
        let long = String(repeating: "x", count: 2048)
        for asked in try [
            Asked("/", "Accept: a\r\nAccept: a\r\n"), Asked("/", "Origin:\r\n"), Asked("/\(long)"),
            Asked("/", "Origin: \(long)\r\n"), Asked("/", "Origin: a\r\nOrigin: a\r\n"),
            Asked("/", "Accept: text/\(String(repeating: "x", count: 600))\r\n"),
        ] {
            let key = cache.key(of: asked.head, in: asked.bytes.span, coding: asked.coding)
            #expect(key == nil)
        }
    }

    @Test("forgets everything when the epoch changes")
    func epoch() throws {
        var cache = makeCache()
        let asked = try Asked("/a")
        try remember("old", for: asked, in: &cache, epoch: 1)
        #expect(found(asked, in: &cache, epoch: 2) == nil)
        #expect(found(asked, in: &cache, epoch: 1) == nil)
        try remember("new", for: asked, in: &cache, epoch: 2)
        #expect(found(asked, in: &cache, epoch: 2) == "new")
    }

    @Test(
        "is emptied rather than grown beyond its capacity, and goes on remembering",
        arguments: [64 << 10, 1 << 20, 1 << 30])
    func capacity(_ capacity: Int) throws {
        var cache = makeCache(capacity)
        let content = String(repeating: "x", count: 4000)
        var known = 0
        for number in 0..<3000 {
            let asked = try Asked("/\(number)")
            try remember(content, for: asked, in: &cache)
            #expect(found(asked, in: &cache) == content)
        }
        for number in 0..<3000 where try found(Asked("/\(number)"), in: &cache) != nil { known += 1 }
        #expect(1...min(2048, capacity / 4000) ~= known)
    }

    @Test("counts what the questions take as well")
    func longQuestions() throws {
        var cache = makeCache(256 << 10)
        let targets = (0..<400).map { "/\($0)/" + String(repeating: "x", count: 2000) }
        for target in targets { try remember("", for: Asked(target), in: &cache) }
        var known = 0
        for target in targets where try found(Asked(target), in: &cache) != nil { known += 1 }
        #expect(1...131 ~= known)
    }

    @Test("does not take an answer that would push out most others")
    func tooLarge() throws {
        var cache = makeCache(16 << 10)
        let asked = try Asked("/a")
        try remember(String(repeating: "x", count: 5000), for: asked, in: &cache)
        #expect(found(asked, in: &cache) == nil)
        var none = makeCache(0)
        try remember("", for: asked, in: &none)
        #expect(found(asked, in: &none) == nil)
    }
}
