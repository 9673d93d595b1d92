import HTTP
import Records
import Testing

@testable import API
@testable import Search

@Suite("Operations")
struct OperationsTests {
    @Test("alive, ready and version are never stored", arguments: ["/healthz", "/readyz", "/version", "/statusz"])
    func noStore(target: String) throws {
        let response = try Client.fixture.get().get(target)
        #expect(response.status == .ok)
        #expect(response["Cache-Control"] == "no-store")
        #expect(!response.isMemoizable)
        #expect(response.entityTag == nil)
    }

    @Test("while the server drains it is alive but not ready")
    func draining() throws {
        let readiness = Readiness()
        let client = Client(try FixtureRegister.make(), readiness: readiness)
        #expect(try client.json("/readyz")["status"].text == "ready")
        readiness.beginDraining()
        let response = client.get("/readyz")
        #expect(response.status == .serviceUnavailable)
        #expect(try response.json()["status"].text == "draining")
        #expect(response["Cache-Control"] == "no-store")
        #expect(client.get("/healthz").status == .ok)
        #expect(client.get("/dialogues").status == .ok)
    }

    @Test("metrics are told where there are some, and the document speaks of them only then")
    func metrics() throws {
        let text = Array("# TYPE a counter\na 1\n".utf8)
        let client = Client(try FixtureRegister.make()) { $0.metrics = { text } }
        let response = client.get("/metrics")
        #expect(response.status == .ok)
        #expect(response.content == text)
        #expect(response["Content-Type"] == "text/plain;version=0.0.4;charset=utf-8")
        #expect(response["Cache-Control"] == "no-store")
        #expect(!response.isMemoizable)
        #expect(try client.json("/openapi.json")["paths"]["/metrics"] != nil)
        #expect(client.get("/metrics?name=a").status == .badRequest)
        let other = try Client.fixture.get()
        #expect(other.get("/metrics").status == .notFound)
        #expect(try other.json("/openapi.json")["paths"]["/metrics"] == nil)
    }

    @Test(
        "an answer tells which route it comes from, whatever its status",
        arguments: [
            ("/dialogues", "/dialogues"), ("/dialogues?colour=red", "/dialogues"),
            ("/partners/kenya", "/partners/{id}"),
            ("/partners/nobody", "/partners/{id}"), ("/match", "/match"), ("/a.css", "static"), ("/no", "none"),
            ("/dialogues/", "none"), ("*", "none"),
        ])
    func route(target: String, route: String) throws {
        let client = Client(try FixtureRegister.make(), files: ["a.css": "p {}"])
        let response = client.get(target)
        #expect(client.api.routeNames[Int(response.route)] == route)
        #expect(client.api.routeNames.count == Routes.all.count + 2)
    }

    private static let server: ServerStatus = {
        var status = ServerStatus()
        (status.started, status.uptime) = (1_700_000_000, 3600)
        (status.data, status.vocabulary, status.watching) = ("my", "words", .events)
        status.register = .stale
        status.faults = [ServerStatus.Fault(file: "my/a.json", reason: "my/a.json:3: error: \"x\"", since: 86_399)]
        (status.faultyFiles, status.awaited) = (1, ["my/b.txt"])
        status.reloads = [.refused: 2]
        status.connections = ServerStatus.Connections(open: 3, most: 100)
        status.lastReload = report(.refused)
        return status
    }()

    private static func report(_ outcome: ReloadReport.Outcome) -> ReloadReport {
        var counts = ChangeCounts()
        counts.added = 2
        return ReloadReport(
            outcome, cause: "SIGHUP", generation: "0123456789abcdef", changes: [.dialogues: counts],
            detail: "What happened.", ended: 1_700_000_060, milliseconds: 12)
    }

    @Test("a stale register is ready all the same, and says which file is wrong, why, and since when")
    func stale() throws {
        let client = Client(try FixtureRegister.make()) { $0.status = { Self.server } }
        let ready = try client.json("/readyz")
        #expect(ready["status"].text == "ready")
        #expect(ready["register"].text == "stale")
        let fault = ready["faults"].items.first
        #expect(fault?["file"].text == "my/a.json")
        #expect(fault?["reason"].text == "my/a.json:3: error: \"x\"")
        #expect(fault?["since"].text == "1970-01-01T23:59:59Z")
    }

    @Test("the status tells what the server is doing")
    func status() throws {
        let client = Client(try FixtureRegister.make()) { $0.status = { Self.server } }
        let status = try client.json("/statusz")
        #expect(status["version"].text == "1.2.3")
        #expect(status["started"].text == "2023-11-14T22:13:20Z")
        #expect(status["uptime"].integer == 3600)
        #expect(status["data"].text == "my")
        #expect(status["watching"].text == "events")
        #expect(status["awaited"].texts == ["my/b.txt"])
        #expect(status["faults"].items.count == 1)
        #expect(status["reloads"]["refused"].integer == 2)
        #expect(status["reloads"]["published"].integer == 0)
        #expect(status["lastReload"]["outcome"].text == "refused")
        #expect(status["lastReload"]["ended"].text == "2023-11-14T22:14:20Z")
        #expect(status["records"]["dialogues"].integer == (try client.json("/dialogues")["meta"]["total"].integer))
        #expect(status["connections"]["open"].integer == 3)
        #expect(try Client.fixture.get().json("/statusz")["lastReload"].isNull)
    }

    @Test("where operators have a listener of their own, clients learn neither status nor files, and cannot reload")
    func clients() throws {
        let client = Client(try FixtureRegister.make()) { options in
            options.audience = .clients
            options.status = { Self.server }
        }
        #expect(client.get("/statusz").status == .notFound)
        #expect(client.get("/-/reload", method: .post).status == .notFound)
        #expect(try client.json("/readyz").names == ["status", "generation", "register"])
        #expect(try client.json("/openapi.json")["paths"]["/statusz"] == nil)
        for path in ["/healthz", "/version", "/dialogues"] { #expect(client.get(path).status == .ok) }
        #expect(try Client.fixture.get().get("/-/reload", method: .post).status == .notFound)
    }

    private func operators(_ outcome: ReloadReport.Outcome = .published) throws -> Client {
        Client(try FixtureRegister.make(), origins: []) { options in
            options.audience = .operators { completion in completion(Self.report(outcome)) }
            options.metrics = { [] }
            options.status = { Self.server }
        }
    }

    @Test("operators have operations alone, and a description of them")
    func operations() throws {
        let client = try operators()
        for path in ["/healthz", "/readyz", "/version", "/statusz"] { #expect(client.get(path).status == .ok) }
        for path in ["/dialogues", "/search?q=x", "/match"] { #expect(client.get(path).status == .notFound) }
        let paths = try client.json("/openapi.json")["paths"]
        #expect(paths?.names == Routes.of(.operators { _ in }).map(\.path))
        #expect(paths["/-/reload"]["post"]["responses"]["409"] != nil)
        #expect(paths["/-/reload"]["get"] == nil)
        #expect(client.get("/healthz", ["Origin": "https://example.org"])["Access-Control-Allow-Origin"] == nil)
    }

    @Test(
        "a reload answers with what became of it",
        arguments: [
            (.published, .ok), (.unchanged, .ok), (.refused, .conflict), (.deferred, .serviceUnavailable),
        ] as [(ReloadReport.Outcome, Status)])
    func reload(outcome: ReloadReport.Outcome, status: Status) throws {
        let response = try #require(try operators(outcome).post("/-/reload", [], as: nil))
        #expect(response.status == status)
        #expect(response["Cache-Control"] == "no-store")
        let json = try response.json()
        guard status == .ok else {
            #expect(response["Content-Type"] == "application/problem+json")
            #expect(json["detail"].text?.hasSuffix("What happened.") == true)
            #expect((response["Retry-After"] != nil) == (outcome == .deferred))
            return
        }
        #expect(json["outcome"].text == outcome.rawValue)
        #expect(json["changes"]["dialogues"]["added"].integer == 2)
        let document = try OpenAPIReader(try operators())
        var validator = SchemaValidator(document)
        let answer = document.root["paths"]["/-/reload"]["post"]["responses"]["200"]
        validator.check(json, try #require(document.resolved(answer)["content"]["application/json"]["schema"]), at: "")
        #expect(validator.faults.isEmpty, "\(validator.faults)")
    }

    @Test("a reload is no read, takes no parameter, and is not for web pages")
    func refusedReload() throws {
        let client = try operators()
        let read = client.get("/-/reload")
        #expect(read.status == .methodNotAllowed)
        #expect(try #require(client.post("/-/reload?x=1", [], as: nil)).status == .badRequest)
        let page = try #require(client.post("/-/reload", [], as: nil, ["Origin": "http://localhost:8080"]))
        #expect(page.status == .forbidden)
    }

    @Test("the status and the readiness are as their schemas say, whatever they tell")
    func schemas() throws {
        let client = Client(try FixtureRegister.make()) { $0.status = { Self.server } }
        let document = try OpenAPIReader(client)
        for path in ["/statusz", "/readyz"] {
            let answer = document.resolved(document.root["paths"][path]["get"]["responses"]["200"])
            var validator = SchemaValidator(document)
            validator.check(
                try client.json(path), try #require(answer["content"]["application/json"]["schema"]), at: "")
            #expect(validator.faults.isEmpty, "\(path): \(validator.faults)")
        }
    }

    @Test("the version names program and register, with how many records there are")
    func version() throws {
        let client = try Client.fixture.get()
        let version = try client.json("/version")
        #expect(version["version"].text == "1.2.3")
        #expect(version["generation"].text == "0123456789abcdef")
        for name in version["records"]?.names ?? [] {
            #expect(version["records"][name].integer == (try client.json("/\(name)")["meta"]["total"].integer))
        }
    }
}
