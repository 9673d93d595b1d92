import HTTP
import Testing

struct RequestTests {
    @Test("A request outlives the buffer and the head it was made from")
    func copy() throws {
        var (head, octets) = try head(
            "GET /dialogues?partner=India HTTP/1.1\r\nHost: a:80\r\nAccept: x\r\nX-Custom: 1\r\naccept:\ty\r\n\r\n")
        let request = Request(head: head, bytes: octets.span)
        octets = HTTPTests.octets("HEAD / HTTP/1.1\r\nHost: other\r\n\r\n")
        #expect(try RequestHeadParser.parse(octets.span, limits: HeadLimits(), into: &head))

        #expect(request.method == .get)
        #expect(request.methodName == "GET")
        #expect(request.target == "/dialogues?partner=India")
        #expect(request.parsed.path == ["dialogues"])
        #expect(request.parsed.query.map(\.value) == ["India"])
        #expect(request.authority == "a:80")
        #expect(request[.accept] == "x, y")
        #expect(request["ACCEPT"] == "x, y")
        #expect(request["x-custom"] == "1")
        #expect(request[.range] == nil)
        #expect(request["x-none"] == nil)
        #expect(
            request.fields == [
                Field(name: "host", value: "a:80"), Field(name: "accept", value: "x"),
                Field(name: "x-custom", value: "1"), Field(name: "accept", value: "y"),
            ])
    }

    @Test(
        "The authority of an absolute-form wins over Host, and its empty path is the root",
        arguments: [
            ("http://b:81/x", "/x", "b:81"), ("http://b", "/", "b"), ("http://b?q=1", "/?q=1", "b"), ("/x", "/x", "a"),
        ])
    func absolute(target: String, origin: String, authority: String) throws {
        let (head, octets) = try head("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
        let request = Request(head: head, bytes: octets.span)
        #expect(request.target == origin)
        #expect(request.authority == authority)
        #expect(request.parsed.rawPath == (origin.hasPrefix("/?") ? "/" : origin))
    }

    @Test("A request that was never on a wire reads like one that was")
    func built() {
        let request = Request(
            method: .options, target: "*",
            fields: [Field(name: "Origin", value: "https://b"), Field(name: "Host", value: "a")])
        #expect(request.method == .options && request.methodName == "OPTIONS")
        #expect(request.target == "*")
        #expect(request[.origin] == "https://b")
        #expect(request["origin"] == "https://b")
        #expect(request.authority == "a")
        #expect(request.fields.map(\.name) == ["origin", "host"])
    }

    @Test("Octets of a value that are no UTF-8 are replaced, not fatal")
    func repaired() throws {
        let (head, octets) = try head("FOO / HTTP/1.1\r\nHost: a\r\nX: caf\u{E9}\r\n\r\n")
        let request = Request(head: head, bytes: octets.span)
        #expect(request["x"] == "caf\u{FFFD}")
        #expect(request.methodName == "FOO" && request.method == .unknown)
    }
}
