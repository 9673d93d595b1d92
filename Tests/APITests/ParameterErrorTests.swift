import HTTP
import Records
import Testing

@Suite("Errors of parameters")
struct ParameterErrorTests {
    let client: Client

    init() throws { client = try Client.fixture.get() }

    @Test(
        "what is wrong is said before a redirection, where a name stands for an id",
        arguments: [
            ("/partners/KE?fields=false", "fields"), ("/partners/KE/dialogues?limit=x", "limit"),
            ("/vocabularies/levels?pretty=1", "pretty"),
        ])
    func redirected(target: String, parameter: String) throws {
        #expect(try client.errors(target).map(\.parameter) == [parameter])
        #expect(client.get(target.prefix { $0 != "?" } + "").status == .permanentRedirect)
    }

    @Test(
        "what is there and wrong is not missing",
        arguments: ["/search?q=%00", "/changes?since=%FF", "/suggest?prefix=%00"])
    func present(target: String) throws { #expect(try client.errors(target).count == 1) }

    @Test(
        "what is unknown or wrong is 400 with the parameter and the nearest valid name",
        arguments: [
            ("/dialogues?partnr=Japan", "partnr", "partner"),
            ("/dialogues?parnter.all=Japan", "parnter.all", "partner"),
            ("/dialogues?sortt=date", "sortt", "sort"), ("/dialogues?limit.all=3", "limit.all", "limit"),
            ("/dialogues?from!=2020", "from!", "from"), ("/dialogues?zzz=1", "zzz", nil), ("/dialogues?=x", "", nil),
            ("/dialogues?partner=Jappan", "partner", "Japan"), ("/dialogues?partner=Japan,Keyna", "partner", "Kenya"),
            ("/dialogues?partner=Atlantis", "partner", nil), ("/dialogues?partner!=Kenja", "partner!", "Kenya"),
            ("/dialogues?partner=", "partner", nil), ("/dialogues?partner", "partner", nil),
            ("/dialogues?partner=,", "partner", nil),
            ("/dialogues?kind=meting", "kind", "meeting"), ("/dialogues?topic=fruad", "topic", "Fraud"),
            ("/dialogues?level=ministerail", "level", "ministerial"), ("/dialogues?status=", "status", nil),
            ("/dialogues?ordinal=third", "ordinal", nil), ("/dialogues?ordinal=0", "ordinal", nil),
            ("/dialogues?ordinal=-1", "ordinal", nil), ("/dialogues?ordinal=99999999999999999999", "ordinal", nil),
            ("/dialogues?series=japan-kenya-security-dialog", "series", "japan-kenya-security-dialogue"),
            ("/dialogues?place=Niarobi", "place", "nairobi"), ("/dialogues?person=Tanakka", "person", "Tanaka"),
            ("/dialogues?document=2021-07-09-fohla", "document", "2021-07-09-folha"),
            ("/dialogues?review=revewed", "review", "reviewed"), ("/commitments?joint=yes", "joint", nil),
            ("/dialogues?q=", "q", nil), ("/dialogues?q=-", "q", nil), ("/dialogues?q=%E2%80%A6", "q", nil),
            ("/dialogues?sort=dat", "sort", "date"), ("/dialogues?sort=-titel", "sort", "title"),
            ("/dialogues?sort=", "sort", nil),
            ("/dialogues?sort=topic", "sort", nil), ("/people?sort=date", "sort", nil),
            ("/dialogues?limit=0", "limit", nil), ("/dialogues?limit=501", "limit", nil),
            ("/dialogues?limit=ten", "limit", nil),
            ("/dialogues?limit=", "limit", nil), ("/dialogues?limit=5&limit=6", "limit", nil),
            ("/dialogues?limit=1e2", "limit", nil),
            ("/dialogues?facets=topics", "facets", "topic"), ("/dialogues?facets=", "facets", nil),
            ("/dialogues?fields=tilte", "fields", "title"), ("/dialogues?include=partner", "include", "partners"),
            ("/dialogues?format=xml", "format", nil), ("/dialogues?format=onlin", "format", "online"),
            ("/people?format=cvs", "format", "csv"), ("/dialogues?pretty=1", "pretty", nil),
            ("/dialogues?pretty", "pretty", nil),
            ("/dialogues?from=yesterday", "from", nil), ("/dialogues?from=", "from", nil),
            ("/dialogues?to=2023-02-30", "to", nil),
            ("/dialogues?from=XXXX-05-20", "from", nil), ("/dialogues?from=2024&to=2023", "to", nil),
            ("/people?from=2024", "from", nil),
            ("/people?year=2024", "year", nil), ("/series?include=partners", "include", nil),
            ("/dialogues?offset=20", "offset", nil),
            ("/dialogues?cursor=", "cursor", nil), ("/dialogues?cursor=x", "cursor", nil),
            ("/dialogues?cursor=0000000000000000.japan-kenya-talks-undated", "cursor", nil),
            ("/dialogues?format=csv&facets=topic", "facets", nil),
            ("/dialogues?format=ndjson&include=partners", "include", nil),
            ("/dialogues?format=csv&pretty=true", "pretty", nil),
            ("/dialogues?format=csv&fields=id,evidence", "fields", nil),
            ("/dialogues?partner=%FF", "partner", nil), ("/dialogues?partner=%00", "partner", nil),
            ("/dialogues?partner=%2", "partner", nil),
            ("/dialogues?%FF=x", "", nil),
            ("/partners/kenya?field=id", "field", "fields"), ("/partners/kenya?limit=3", "limit", nil),
            ("/partners/kenya?include=topic", "include", "topics"),
            ("/conflicts/kenya-peace-fund-chair.period?include=partners", "include", nil),
            ("/partners/kenya/dialogues?partnr=Japan", "partnr", "partner"), ("/healthz?pretty=true", "pretty", nil),
        ] as [(String, String, String?)])
    func wrong(target: String, parameter: String, suggestion: String?) throws {
        let errors = try client.errors(target)
        #expect(errors.map(\.parameter) == [parameter])
        #expect(errors.first?.suggestion == suggestion)
    }

    @Test("all errors of a request are told at once, each once")
    func allAtOnce() throws {
        let errors = try client.errors(
            "/dialogues?partnr=x&partner=Jappan&kind=meting&limit=0&from=never&sort=dat,id&fields=idd")
        #expect(errors.map(\.parameter) == ["partnr", "partner", "kind", "limit", "from", "sort", "fields"])
    }

    @Test("more parameters than any question has are refused, not read")
    func tooMany() throws {
        let target = "/dialogues?" + String(repeating: "partner=Japan&", count: Target.mostParameters + 1)
        #expect(try client.errors(target).map(\.parameter) == [""])
    }

    @Test("problem details have type, title, status, detail and instance")
    func shape() throws {
        let response = client.get("/dialogues?partnr=a%3Cb")
        let problem = try response.json()
        #expect(problem.names == ["type", "title", "status", "detail", "instance", "errors"])
        #expect(problem["status"].integer == 400)
        #expect(problem["title"].text == "Bad Request")
        #expect(problem["instance"].text == "/dialogues?partnr=a%3Cb")
        #expect(problem["errors"].items.first?.names == ["parameter", "detail", "suggestion"])
        #expect(problem["detail"].text?.contains("partner") == true)
        #expect(response["Content-Type"] == "application/problem+json")
        #expect(response["Cache-Control"] == "no-store")
    }
}
