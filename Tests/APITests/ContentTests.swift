import HTTP
import Records
import Testing

@testable import API

@Suite("Requests with content")
struct ContentTests {
    /// Extraction of another kind: a register file that says what it was given.
    static let extraction: ReportExtraction = { report, known in
        guard !report.isEmpty else { throw Diagnostic(file: "content", line: 1, message: "the report holds no text") }
        guard report != Array("fail".utf8) else { throw Failure() }
        var document = Record(id: "a-report", type: .document, source: SourceLine(file: "content", line: 1))
        document.values = known.values
        let doubt = Diagnostic(file: "content", line: 7, severity: .warning, message: "\(report.count) octets")
        return (RegisterFile(file: "content", document: document, records: []), [doubt])
    }

    struct Failure: Error {}

    private let client: Client

    init() throws { client = try MethodTests.client.get() }

    private func post(
        _ target: String, _ content: String, as type: String? = "application/json", _ fields: [String: String] = [:]
    ) throws -> Response {
        try #require(client.post(target, Array(content.utf8), as: type, fields))
    }

    // MARK: What all have in common

    static let right = [
        ("/match", "application/json"), ("/extract", "text/plain"), ("/mcp", "application/json"),
    ]

    @Test(
        "content of another type, charset or coding is 415, and says what would do", arguments: right,
        ["", "text/html", "application/*", "text/plain, application/json", "nonsense", "; charset=latin1", "coded"])
    func unsupported(_ route: (path: String, type: String), _ wrong: String) throws {
        let isParameter = wrong.hasPrefix(";")
        let type = wrong.isEmpty ? nil : wrong == "coded" ? route.type : isParameter ? route.type + wrong : wrong
        let response = try post(route.path, "x", as: type, wrong == "coded" ? ["Content-Encoding": "gzip"] : [:])
        #expect(response.status == .unsupportedMediaType)
        #expect(response["Content-Type"] == "application/problem+json")
        #expect(response["Access-Control-Allow-Origin"] == "*")
        if wrong == "coded" {
            #expect(response["Accept-Encoding"] == "identity")
        } else {
            #expect(response["Accept"]?.hasPrefix(route.type) == true)
        }
    }

    @Test(
        "parameters of the type other than charset, its case and the identity coding do not matter",
        arguments: ["Text/Plain", "text/plain;charset=UTF-8", "text/plain; format=flowed; charset=\"utf-8\""],
        ["", "identity", "Identity, , identity"])
    func supported(type: String, coding: String) throws {
        let response = try post("/extract", "A report.", as: type, coding.isEmpty ? [:] : ["Content-Encoding": coding])
        #expect(response.status == .ok)
    }

    @Test("what is wrong with the head is known before the content", arguments: right)
    func head(_ route: (path: String, type: String)) {
        for (target, fields) in [
            (route.path + "?prety=true", [:]), (route.path + "?pretty=yes", [:]),
            (route.path + "?pretty=true&pretty=true", [:]), (route.path, ["Accept": "text/csv"]),
        ] {
            let all = fields.merging(["Content-Type": route.type]) { $1 }
            let request = Request(
                method: .post, target: target, fields: all.map { Field(name: $0.key, value: $0.value) })
            guard case .refusal(let response) = client.api.receive(request) else {
                Issue.record("\(target) is not refused")
                continue
            }
            #expect(response.status == (fields.isEmpty ? .badRequest : .notAcceptable))
        }
    }

    @Test(
        "a bound is told beforehand",
        arguments: [("/match", "application/json", 262_144), ("/extract", "text/plain", 1_048_576)])
    func bound(path: String, type: String, bound: Int) {
        let request = Request(method: .post, target: path, fields: [Field(name: "Content-Type", value: type)])
        guard case .content(let demand) = client.api.receive(request) else {
            Issue.record("no content is wanted")
            return
        }
        #expect(demand.bound == bound)
        #expect(client.api.respond(to: request).status == .badRequest)
    }

    @Test("a slash at the end leads to the path without", arguments: right)
    func slash(_ route: (path: String, type: String)) throws {
        let response = try post(route.path + "/", "x", as: route.type)
        #expect(response.status == .permanentRedirect)
        #expect(response["Location"] == route.path)
    }

    @Test(
        "what the settings leave out is 404 and says so", arguments: ["match", "extract", "mcp"],
        [Method.get, .post, .options])
    func off(setting: String, method: Method) throws {
        let client = Client(try FixtureRegister.make()) { ($0.isMatching, $0.isAssisting) = (false, false) }
        let response = client.get("/\(setting)", method: method)
        #expect(response.status == .notFound)
        #expect(try response.json()["detail"].text?.contains("its setting \(setting) is off") == true)
    }

    @Test("a worker that has too much to do makes it 503 with a time to come again", arguments: right)
    func busy(_ route: (path: String, type: String)) throws {
        let client = Client(try FixtureRegister.make()) {
            $0.extraction = Self.extraction
            $0.worker = Worker { _ in false }
        }
        let response = try #require(client.post(route.path, [], as: route.type))
        #expect(response.status == .serviceUnavailable)
        #expect(response["Retry-After"] == "1")
        #expect(response["Access-Control-Allow-Origin"] == "*")
    }

    @Test("who has gone before the work begins gets nothing", arguments: right)
    func gone(_ route: (path: String, type: String)) {
        #expect(client.post(route.path, Array("x".utf8), as: route.type, isAwaited: { false }) == nil)
    }

    // MARK: Reports

    @Test("a report gives its register file, and beside it what is doubtful")
    func extract() throws {
        let target = "/extract?published=2024-05-20&publisher=The%20Observer&url=https://example.org/a"
        let response = try post(target, "A report.", as: "text/plain")
        #expect(response.status == .ok)
        #expect(response["Content-Type"] == "application/json")
        #expect(response["Cache-Control"] == "no-store")
        #expect(!response.isMemoizable)
        let json = try response.json()
        #expect(json.names == ["data", "diagnostics", "meta"])
        #expect(json["data"]?.names == ["entente", "document", "records"])
        #expect(json["data"]["document"]["publisher"].text == "The Observer")
        #expect(json["data"]["document"]["published"]["edtf"].text == "2024-05-20")
        #expect(json["data"]["document"]["url"].text == "https://example.org/a")
        #expect(json["diagnostics"].items.first?.names == ["line", "severity", "message"])
        #expect(json["diagnostics"].items.first["message"].text == "9 octets")
        #expect(json["meta"]["records"].integer == 0)
        let pretty = try post(target + "&pretty=true", "A report.", as: "text/plain")
        #expect(pretty.text.contains("\n"))
        #expect(try pretty.json() == json)
    }

    @Test(
        "a parameter about the document that cannot be is 400 with its name",
        arguments: [
            ("published", "someday"), ("published", ""), ("url", "no address"), ("publisher", ""), ("title", "x"),
        ])
    func wrongParameter(name: String, value: String) throws {
        let response = try post("/extract?\(name)=\(PercentCoding.encode(value))", "A report.", as: "text/plain")
        #expect(response.status == .badRequest)
        #expect(try response.json()["errors"].items.map { $0["parameter"].text } == [name])
    }

    @Test(
        "octets that are no UTF-8 are 400 with their place",
        arguments: [([0xFF], 0, 1), (Array("a\nb\n".utf8) + [0xC3, 0x28], 4, 3)] as [([UInt8], Int, Int)])
    func notText(content: [UInt8], offset: Int, line: Int) throws {
        let response = try #require(client.post("/extract", content, as: "text/plain"))
        #expect(response.status == .badRequest)
        #expect(
            try response.json()["detail"].text?.hasPrefix("Octet \(offset) of the content, in line \(line), ") == true)
    }

    @Test(
        "text that is no report is 422 with the line; a fault of the server is 500",
        arguments: [("", 422), ("fail", 500)])
    func noReport(content: String, status: Int) throws {
        let response = try post("/extract", content, as: "text/plain")
        #expect(response.status.code == status)
        if status == 422 { #expect(try response.json()["detail"].text == "Line 1: the report holds no text.") }
    }
}
