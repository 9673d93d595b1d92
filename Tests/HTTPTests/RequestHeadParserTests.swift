import HTTP
import Testing

struct RequestHeadParserTests {
    @Test("The largest length that fits is read, and no larger one")
    func largestLength() {
        let start = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: "
        let request = octets("\(start)\(Int64.max)\r\n\r\n")
        #expect(outcome(request) == .accepted("POST / HTTP/1.1 length=\(Int64.max)", request.count))
        #expect(outcome(octets("\(start)\(UInt64(Int64.max) + 1)\r\n\r\n")) == .refused(.contentLengthOverflow))
    }

    @Test("A bad first octet is refused at once")
    func firstOctet() {
        for octet in UInt8.min...UInt8.max {
            let isToken = octet < 128 && "!#$%&'*+-.^_`|~".utf8.contains(octet)
            let isLetterOrDigit = octet < 128 && Character(Unicode.Scalar(octet)).isLetter || 48...57 ~= octet
            let expected = isToken || isLetterOrDigit || octet == 13
            #expect((outcome([octet]) == .incomplete) == expected, "octet \(octet)")
        }
    }

    @Test("On a secure port https is the scheme and http is not", arguments: [("https", true), ("http", false)])
    func secure(scheme: String, isAccepted: Bool) {
        let request = octets("GET \(scheme)://a/ HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(
            (outcome(request, isSecure: true) == .accepted("GET / HTTP/1.1 authority=a", request.count)) == isAccepted)
    }

    @Test("Limits are those given")
    func limits() {
        var limits = HeadLimits()
        limits.target = 3
        limits.fieldLines = 1
        limits.fieldSection = 20
        limits.leadingEmptyLines = 0
        let accepted = octets("GET /ab HTTP/1.1\r\nHost: 12345678901\r\n\r\n")
        #expect(
            outcome(octets("GET /ab HTTP/1.1\r\nHost: 1234567890\r\n\r\n"), limits) == .accepted("GET /ab HTTP/1.1", 38)
        )
        #expect(outcome(accepted, limits) == .refused(.fieldSectionTooLarge))
        #expect(outcome(octets("GET /abc HTTP/1.1"), limits) == .refused(.targetTooLong))
        #expect(outcome(octets("GET / HTTP/1.1\r\nHost: a\r\nX"), limits) == .refused(.tooManyFieldLines))
        #expect(outcome(octets("\r"), limits) == .refused(.tooManyEmptyLines))
    }

    @Test("An error names the octet and what to do")
    func detail() {
        let request = octets("GET / HTTP/1.1\r\nHost : a\r\n\r\n")
        var head = RequestHead()
        #expect {
            try RequestHeadParser.parse(request.span, limits: HeadLimits(), into: &head)
        } throws: { error in
            let error = error as? ProtocolError
            return error?.status == .badRequest
                && error?.detail == "Octet 20: white space stands between a field's name and the colon; remove it."
        }
        #expect(head.method == .get)
    }

    @Test("A head is reused without traces of the request before")
    func reuse() throws {
        var head = RequestHead()
        let first = octets(
            "POST http://a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\nConnection: close\r\n\r\n"
        )
        #expect(try RequestHeadParser.parse(first.span, limits: HeadLimits(), into: &head))
        #expect(head.contains(.expect) && head.expectsContinue && head.isRootImplied)
        let second = octets("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try RequestHeadParser.parse(second.span, limits: HeadLimits(), into: &head))
        #expect(summary(head, second) == "GET / HTTP/1.1")
        #expect(head.lines.count == 1 && !head.contains(.expect) && head.authority == nil)
    }

    @Test("Values are found by name, without white space, in order")
    func values() throws {
        let request = octets("GET / HTTP/1.1\r\nHost: a\r\nAccept: \t x \r\nX: y\r\nACCEPT:z\r\n\r\n")
        var head = RequestHead()
        #expect(try RequestHeadParser.parse(request.span, limits: HeadLimits(), into: &head))
        #expect(head.first(.accept).map { text(request, $0) } == "x")
        #expect(head.values(of: .accept).map { text(request, $0) } == ["x", "z"])
        #expect(head.values(of: .range).map { text(request, $0) } == [])
        #expect(head.first(.range) == nil)
        #expect(head.lines.map { text(request, $0.nameRange) } == ["Host", "Accept", "X", "ACCEPT"])
    }

    @Test("Every field name is known by its octets, in any case, and no other is", arguments: FieldName.allCases)
    func fieldNames(name: FieldName) {
        let text = name.text
        guard name != .other else {
            #expect(FieldName("x-\(text)") == .other)
            return
        }
        #expect(FieldName(text) == name)
        #expect(FieldName(text.uppercased()) == name)
        #expect(FieldName(text + "x") == .other)
        #expect(FieldName("x" + text) == .other)
        for index in text.utf8.indices {
            var octets = Array(text.utf8)
            octets[text.utf8.distance(from: text.utf8.startIndex, to: index)] = UInt8(ascii: "0")
            #expect(FieldName(String(decoding: octets, as: UTF8.self)) == .other)
        }
    }

    @Test("Every method is known by its name", arguments: Method.allCases)
    func methods(method: Method) {
        let octets = Array(method.name.utf8)
        #expect(Method(octets.span, 0..<octets.count) == method)
    }
}
