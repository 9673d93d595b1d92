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
