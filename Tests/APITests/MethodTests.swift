import HTTP
import Records
import Testing

@testable import API

@Suite("Methods and common fields")
struct MethodTests {
    static let files = ["index.html": "<!doctype html>", "docs/index.html": "docs", "site.css": "a{}"]
    static let client = Result {
        Client(try FixtureRegister.make(), files: files) { $0.extraction = ContentTests.extraction }
    }

    /// One path of every route that is read, and files.
    static let targets: [String] =
        Routes.all.filter { $0.content == nil }.map { route in
            let id =
                switch route.segments.first {
                case "topics": "fraud"
                case "partners": "kenya"
                case "dialogues": "japan-kenya-talks-undated"
                default: "nobody"
                }
            return route.path.replacing("{id}", with: id).replacing("{name}", with: "level")
                .replacing("{type}.{format}", with: "people.csv")
        } + ["/", "/docs/", "/site.css"]

    let client: Client

    init() throws { client = try Self.client.get() }

    @Test("HEAD has the status and fields of GET", arguments: targets)
    func head(target: String) {
        let (get, head) = (client.get(target), client.get(target, method: .head))
        #expect(head.status == get.status)
        #expect(head.fields == get.fields)
        #expect(head.entityTag == get.entityTag)
    }

    static let preflightFields = [
        "Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Access-Control-Max-Age",
    ]

    /// Paths that take content.
    static let takers = Routes.all.filter { $0.content != nil }.map(\.path)

    private func allowed(_ target: String) -> String {
        target == "*"
            ? "GET, HEAD, OPTIONS, POST" : Self.takers.contains(target) ? "POST, OPTIONS" : "GET, HEAD, OPTIONS"
    }

    @Test("OPTIONS is 204 with Allow, and no preflight unless a page asks", arguments: targets + takers + ["*"])
    func options(target: String) {
        for fields in [[:], ["Origin": "https://example.org"], ["Access-Control-Request-Method": "GET"]] {
            let response = client.get(target, method: .options, fields)
            #expect(response.status == .noContent)
            #expect(response.content.isEmpty)
            #expect(response["Allow"] == allowed(target))
            #expect(response["Access-Control-Allow-Origin"] == "*")
            for name in Self.preflightFields { #expect(response[name] == nil) }
        }
    }

    @Test("a preflight is told methods, fields and for how long", arguments: targets + takers + ["*"])
    func preflight(target: String) {
        let response = client.get(
            target, method: .options,
            ["Origin": "https://example.org", "Access-Control-Request-Method": "GET"])
        #expect(response.status == .noContent)
        #expect(response["Allow"] == allowed(target))
        #expect(response["Access-Control-Allow-Methods"] == allowed(target))
        #expect(response["Access-Control-Allow-Headers"]?.contains("Content-Type, If-Match") == true)
        #expect(response["Access-Control-Max-Age"] == "86400")
        #expect(response["Access-Control-Allow-Origin"] == "*")
    }

    @Test("other methods are 405 with Allow", arguments: targets, [Method.post, .put, .delete, .patch, .trace])
    func notAllowed(target: String, method: Method) throws {
        let response = client.get(target, method: method)
        #expect(response.status == .methodNotAllowed)
        #expect(response["Allow"] == "GET, HEAD, OPTIONS")
        #expect(try response.json()["status"].integer == 405)
    }

    @Test(
        "what takes content is asked by POST alone", arguments: takers,
        [Method.get, .head, .put, .delete, .patch, .trace])
    func notRead(target: String, method: Method) throws {
        let response = client.get(target, method: method)
        #expect(response.status == .methodNotAllowed)
        #expect(response["Allow"] == "POST, OPTIONS")
        #expect(try response.json()["detail"].text == "\(method.name) is not allowed here. Use POST.")
    }

    @Test("an unknown method is 501 everywhere", arguments: targets + takers + ["/nowhere"])
    func notImplemented(target: String) {
        #expect(client.get(target, method: .unknown).status == .notImplemented)
    }

    @Test("OPTIONS * speaks of the whole server")
    func asterisk() {
        let response = client.get("*", method: .options)
        #expect(response.status == .noContent)
        #expect(response["Allow"] == allowed("*"))
    }

    static let outcomes = targets + ["/nowhere", "/partners/KE", "/dialogues/", "/dialogues?x=1", "/%FF"]

    @Test("every answer may be read by any page and says how to treat it", arguments: outcomes)
    func commonFields(target: String) {
        let response = client.get(target, ["Origin": "https://example.org"])
        #expect(response["Access-Control-Allow-Origin"] == "*")
        #expect(response["Access-Control-Expose-Headers"]?.contains("ETag, Link, Retry-After") == true)
        #expect(response["Vary"]?.contains("Origin") != true)
        #expect(response["X-Content-Type-Options"] == "nosniff")
        #expect(response["Referrer-Policy"] == "no-referrer")
        #expect(response["Content-Security-Policy"] == "default-src 'self'")
        #expect(response["Cross-Origin-Resource-Policy"] == "cross-origin")
        #expect(response["Cache-Control"] != nil)
        let names = response.fields.map { $0.name.lowercased() }
        #expect(Set(names).count == names.count)
    }

    @Test("with origins configured only they are let in, and every answer varies by Origin", arguments: outcomes)
    func configuredOrigins(target: String) throws {
        let client = Client(
            try FixtureRegister.make(), files: Self.files, origins: ["https://a.example", "https://b.example"])
        for (origin, allowed) in [
            ("https://a.example", "https://a.example"), ("https://b.example", "https://b.example"),
            ("https://evil.example", nil), ("https://a.example.evil", nil), ("null", nil), (nil, nil),
        ] as [(String?, String?)] {
            for method in [Method.get, .options, .post] {
                let response = client.get(target, method: method, origin.map { ["Origin": $0] } ?? [:])
                #expect(response["Access-Control-Allow-Origin"] == allowed)
                #expect(response["Vary"]?.split(separator: ", ").filter { $0 == "Origin" }.count == 1)
            }
        }
        #expect(client.api.negotiationFields == [.origin])
    }

    @Test("a refusal of the HTTP layer has the shape of every other error")
    func refusal() throws {
        let response = client.api.refusal(.uriTooLong, "The target is too long; shorten it.")
        let problem = try response.json()
        #expect(problem.names == ["type", "title", "status", "detail"])
        #expect(problem["status"].integer == 414)
        #expect(response["Access-Control-Allow-Origin"] == "*")
        #expect(response["Content-Type"] == "application/problem+json")
    }
}
