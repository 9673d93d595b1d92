import HTTP
import Testing

@testable import HTTPServer

@Suite("What differs from answer to answer")
struct ReplyTests {
    private func identifier(_ fields: String, _ identifiers: inout RequestIdentifiers) throws -> String {
        var head = RequestHead()
        let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n".utf8)
        let isComplete = try RequestHeadParser.parse(bytes.span, limits: HeadLimits(), into: &head)
        try #require(isComplete)
        return String(decoding: identifiers.identifier(of: head, in: bytes.span), as: UTF8.self)
    }

    @Test(
        "A client's request identifier is taken as it is",
        arguments: ["a", "3f2b-77", String(repeating: "x", count: 128), "\"<!~"])
    func echoed(_ value: String) throws {
        var identifiers = RequestIdentifiers()
        #expect(try identifier("X-Request-Id: \(value)\r\n", &identifiers) == value)
    }

    @Test(
        "Where a client's request identifier cannot be sent back there is a new one",
        arguments: [
            "", "X-Request-Id:\r\n", "X-Request-Id: a b\r\n", "X-Request-Id: caf\u{e9}\r\n",
            "X-Request-Id: \(String(repeating: "x", count: 129))\r\n", "X-Request-Id: a\r\nX-Request-Id: a\r\n",
        ])
    func made(_ fields: String) throws {
        var identifiers = RequestIdentifiers()
        let first = try identifier(fields, &identifiers)
        let second = try identifier(fields, &identifiers)
        #expect(first.utf8.count == 16)
        #expect(first.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        let number = try #require(UInt64(first, radix: 16))
        #expect(UInt64(second, radix: 16) == number &+ 1)
    }

    @Test("The date is that of the second it was last told")
    func date() {
        var date = DateField()
        date.update(784_111_777)
        #expect(String(decoding: date.octets, as: UTF8.self) == "Sun, 06 Nov 1994 08:49:37 GMT")
        date.update(784_111_778)
        #expect(String(decoding: date.octets, as: UTF8.self) == "Sun, 06 Nov 1994 08:49:38 GMT")
    }
}
