import HTTP
import Records
import Testing

@Suite("Items and paths")
struct ItemTests {
    let client: Client

    init() throws { client = try Client.fixture.get() }

    @Test(
        "another name than the id leads to it with 308, parameters kept",
        arguments: [
            ("/partners/KE", "/partners/kenya"), ("/partners/ken", "/partners/kenya"),
            ("/partners/Kenyan", "/partners/kenya"),
            ("/partners/C%C3%B4te%20d%27Ivoire", "/partners/cote-d-ivoire"),
            ("/partners/AU", "/partners/african-union"),
            ("/partners/ci?pretty=true&fields=id,name", "/partners/cote-d-ivoire?pretty=true&fields=id,name"),
            ("/partners/ke/dialogues", "/partners/kenya/dialogues"),
            ("/partners/Ivory%20Coast/agreements?limit=2", "/partners/cote-d-ivoire/agreements?limit=2"),
            ("/topics/sea%20robbery", "/topics/piracy"), ("/topics/Fraud/dialogues", "/topics/fraud/dialogues"),
            ("/institutions/JCG", "/institutions/coast-guard-japan"),
            ("/institutions/Japan%20Coast%20Guard", "/institutions/coast-guard-japan"),
            ("/people/Kenji", "/people/kenji-tanaka"),
            ("/frameworks/PF", "/frameworks/peace-fund"),
            ("/dialogues/", "/dialogues"), ("/dialogues/?limit=1", "/dialogues?limit=1"),
            ("/partners/kenya/", "/partners/kenya"),
            ("/partners/ke/dialogues/", "/partners/ke/dialogues"), ("/healthz/", "/healthz"),
            ("/partners/%2F%2Fevil/", "/partners/%2F%2Fevil"), ("/partners/a%0D%0Ab/", "/partners/a%0D%0Ab"),
        ])
    func redirects(target: String, location: String) {
        let response = client.get(target)
        #expect(response.status == .permanentRedirect)
        #expect(response["Location"] == location)
        #expect(response["Cache-Control"] == "public, max-age=0, must-revalidate")
    }

    @Test(
        "no path makes a redirect that leaves this server",
        arguments: [
            "//evil", "//evil/", "///evil//", "/%2Fevil/", "//evil/dialogues/", "/\\evil/", "//", "/.//evil/",
            "/x/..//evil/",
        ])
    func noOpenRedirect(target: String) {
        let response = client.get(target)
        #expect(response.status == .notFound)
        #expect(response["Location"] == nil)
    }

    @Test(
        "what is not there is 404 with the nearest path",
        arguments: [
            ("/dialogue", "/dialogues"),
            ("/dialoges/japan-kenya-security-dialogue-3", "/dialogues/japan-kenya-security-dialogue-3"),
            ("/partners/kenia", "/partners/kenya"), ("/partners/Atlantis", nil),
            ("/partners/kenya/dialogs", "/partners/kenya/dialogues"),
            ("/partners/kenya/topics", "/partners/kenya"), ("/partner/a%2Fb/dialogues", "/partners/a%2Fb/dialogues"),
            ("/dialogues/japan-kenya-security-dialogue-33", "/dialogues/japan-kenya-security-dialogue-3"),
            ("/series/japan-kenya-security-dialogues", "/series/japan-kenya-security-dialogue"),
            ("/people/Aiko%20Tanakka", "/people/aiko-tanaka"), ("/topics/fruad", "/topics/fraud"),
            ("/Dialogues", "/dialogues"),
            ("/x", nil), ("/partners//dialogues", "/partners"),
            ("/conflicts/kenya-peace-fund-chair", "/conflicts/kenya-peace-fund-chair.period"),
            ("/conflicts/kenya-peace-fund-chair.perod", "/conflicts/kenya-peace-fund-chair.period"),
            ("/partners/kenia/dialogues", "/partners/kenya"), ("/heathz", "/healthz"),
            ("/dialogues/a/b/c", "/dialogues/a"),
            ("/dialogues/japan-kenya-security-dialogue-3%00", nil),
        ] as [(String, String?)])
    func notFound(target: String, suggestion: String?) throws {
        let response = client.get(target)
        let problem = try response.json()
        #expect(response.status == (target.contains("%00") ? .badRequest : .notFound))
        #expect(problem["suggestion"].text == suggestion)
        #expect(problem["instance"].text == target)
        #expect(response["Content-Type"] == "application/problem+json")
    }

    @Test(
        "a name that several records share is 404 and lists them",
        arguments: [
            ("/people/Tanaka", ["aiko-tanaka", "kenji-tanaka"]),
            ("/institutions/nsc", ["national-security-council-japan", "national-security-council-kenya"]),
        ])
    func ambiguous(target: String, candidates: [String]) throws {
        let response = client.get(target)
        #expect(response.status == .notFound)
        let detail = try #require(try response.json()["detail"].text)
        for candidate in candidates { #expect(detail.contains(candidate)) }
    }

    @Test("a filter takes a shared name to mean all who have it")
    func sharedNames() throws {
        #expect(try client.ids("/dialogues?person=Tanaka").count == 2)
        #expect(client.get("/dialogues?institution=NSC").status == .ok)
    }

    @Test(
        "escaped letters and dot segments are the plain path",
        arguments: ["/%64ialogues", "/x/../dialogues", "/./dialogues"])
    func plainPath(target: String) {
        #expect(client.get(target).status == .ok)
    }

    @Test("a path that does not decode is 400", arguments: ["/%", "/%zz", "/dialogues/%FF", "/%00"])
    func undecodable(target: String) {
        #expect(client.get(target).status == .badRequest)
    }
}
