import HTTP
import Records
import Testing

@testable import API

@Suite("Operations")
struct OperationsTests {
    @Test("alive, ready and version are never stored", arguments: ["/healthz", "/readyz", "/version"])
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
        #expect(client.api.routes[Int(response.route)] == route)
        #expect(client.api.routes.count == Routes.all.count + 2)
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
