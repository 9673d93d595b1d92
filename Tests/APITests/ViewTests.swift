import HTTP
import Records
import Search
import Testing

@testable import API

@Suite("Matrix, timeline and graph")
struct ViewTests {
    let client: Client

    init() throws { client = try Client.fixture.get() }

    private func pairs(_ node: JSONNode?, _ value: String = "total") -> [String] {
        node.items.map { "\($0["id"].text ?? "?") \($0[value].integer ?? -1)" }
    }

    // MARK: Matrix

    @Test("a matrix has the values of two fields, how often each occurs and how often both")
    func matrix() throws {
        let answer = try client.json("/matrix?rows=partner&cols=topic")
        let (rows, cols) = (answer["data"]["rows"], answer["data"]["cols"])
        #expect(
            pairs(rows) == ["kenya 8", "japan 5", "brazil 3", "african-union 1", "cote-d-ivoire 1", "norway 1"])
        #expect(rows.items[4]["label"].text == "Côte d'Ivoire")
        #expect(pairs(cols) == ["economic-crime 3", "fraud 2", "training 2", "advance-fee-fraud 1", "piracy 1"])
        let cells = answer["data"]["cells"].items.map { cell in Optional(cell).items.compactMap { Optional($0).integer }
        }
        #expect(cells.prefix(5) == [[0, 0, 2], [0, 1, 2], [0, 2, 2], [0, 3, 1], [0, 4, 1]])
        #expect(cells.suffix(2) == [[4, 0, 1], [5, 2, 1]])
        #expect(answer["meta"]["total"].integer == 9)
        #expect(answer["meta"]["of"].text == "dialogues")
        #expect(answer["meta"]["rows"]["field"].text == "partner")
        #expect(answer["meta"]["cols"]["total"].integer == 5)
    }

    @Test("each cell is what the list counts for both values, for all fields of all collections")
    func cells() throws {
        for name in CollectionName.allCases {
            let fields = name.fieldNames
            for (rows, cols) in zip(fields, fields.dropFirst() + fields.prefix(1)) {
                let answer = try client.json("/matrix?of=\(name)&rows=\(rows)&cols=\(cols)")
                for cell in answer["data"]["cells"].items.prefix(3) {
                    let numbers = Optional(cell).items.compactMap { Optional($0).integer }
                    let row = try #require(answer["data"]["rows"].items[numbers[0]]["id"].text)
                    let col = try #require(answer["data"]["cols"].items[numbers[1]]["id"].text)
                    let list = Client.list("/\(name)", [(rows, row), (cols, col)], isSame: rows == cols)
                    #expect(try client.json(list)["meta"]["total"].integer == numbers[2], "\(list)")
                }
            }
        }
    }

    @Test("filters narrow a matrix as they narrow a list")
    func filters() throws {
        let answer = try client.json("/matrix?rows=kind&cols=status&partner=japan&from=2020&topic!=training&q=japan")
        #expect(answer["meta"]["total"].integer == 2)
        #expect(pairs(answer["data"]["rows"]) == ["security-dialogue 2"])
        // The vocabulary's order, not that of frequency or of the alphabet.
        #expect(pairs(answer["data"]["cols"]) == ["held 1", "planned 1"])
        let format = try client.json("/matrix?rows=kind&cols=format&format=in-person&pretty=true")
        #expect(pairs(format["data"]["cols"]) == ["in-person 9"])
    }

    @Test("a limit keeps the most frequent values and says what was left out")
    func limit() throws {
        let answer = try client.json("/matrix?rows=partner&cols=partner&limit=2")
        #expect(pairs(answer["data"]["rows"]) == ["kenya 8", "japan 5"])
        #expect(answer["meta"]["rows"]["total"].integer == 6)
        #expect(answer["meta"]["rows"]["returned"].integer == 2)
        #expect(answer["data"]["cells"].items.count == 4)
    }

    @Test("as a table a matrix has a column for each value")
    func matrixTable() {
        let response = client.get("/matrix?rows=partner&cols=status&partner=kenya,norway", ["Accept": "text/csv"])
        #expect(
            response.text == "partner,held,planned,proposed\r\nkenya,6,1,1\r\njapan,3,1,1\r\nbrazil,1,0,1\r\n"
                + "african-union,1,0,0\r\nnorway,1,0,0\r\n")
    }

    // MARK: Timeline

    private func counts(_ answer: JSONNode) -> [String] { pairs(answer["data"]["intervals"], named: "interval") }

    private func pairs(_ node: JSONNode?, named name: String) -> [String] {
        node.items.map { "\($0[name].text ?? "?") \($0["count"].integer ?? -1)" }
    }

    @Test("a timeline has every year from the first to the last, and tells what has no date")
    func timeline() throws {
        let answer = try client.json("/timeline")
        #expect(
            counts(answer) == [
                "2019 1", "2020 0", "2021 1", "2022 1", "2023 1", "2024 0", "2025 0", "2026 1",
            ])
        #expect(answer["data"]["intervals"].items[0]["from"].text == "2019-01-01")
        #expect(answer["data"]["intervals"].items[0]["to"].text == "2019-12-31")
        #expect(answer["meta"]["total"].integer == 9)
        #expect(answer["meta"]["undated"].integer == 4)
        #expect(answer["meta"]["by"] == nil)
    }

    @Test("a date that may fall in several intervals counts in each, as the filter by year has it")
    func spans() throws {
        let months = try counts(client.json("/timeline?interval=month&from=2022-05&to=2026-02"))
        #expect(months.count == 46)
        #expect(months.prefix(3) == ["2022-05 1", "2022-06 1", "2022-07 0"])
        #expect(months.suffix(3) == ["2025-12 0", "2026-01 1", "2026-02 1"])
        let quarters = try counts(client.json("/timeline?interval=quarter&from=2019&to=2019"))
        #expect(quarters == ["2019-Q4 1"])
        for of in ViewText.datedCollections where of != "series" {
            let years = try client.json("/timeline?of=\(of)")
            for interval in years["data"]["intervals"].items {
                let year = try #require(interval["interval"].text)
                let listed = try client.json("/\(of)?year=\(year)")["meta"]["total"].integer
                #expect(listed == interval["count"].integer, "\(of) \(year)")
            }
            let undated = try #require(years["meta"]["undated"].integer)
            let total = try #require(years["meta"]["total"].integer)
            let dated = years["data"]["intervals"].items.compactMap { $0["interval"].text }
            if !dated.isEmpty {
                let listed = try client.json("/\(of)?year=\(dated.joined(separator: ","))")["meta"]["total"].integer
                #expect(listed == total - undated, "\(of)")
            }
        }
    }

    @Test("the quarter and month of a day are those of the calendar")
    func quarters() throws {
        let answer = try client.json("/timeline?interval=quarter&partner=cote-d-ivoire")
        #expect(counts(answer) == ["2021-Q3 1"])
        #expect(answer["data"]["intervals"].items[0]["from"].text == "2021-07-01")
        #expect(answer["data"]["intervals"].items[0]["to"].text == "2021-09-30")
        #expect(try counts(client.json("/timeline?interval=month&partner=cote-d-ivoire")) == ["2021-07 1"])
    }

    @Test("by parts the counts, and the table has a column for each part")
    func parts() throws {
        let answer = try client.json("/timeline?by=kind&to=2022")
        #expect(pairs(answer["data"]["by"]) == ["security-dialogue 1", "meeting 1", "summit 1", "phone-call 1"])
        #expect(answer["data"]["by"].items[3]["label"].text == "Phone call")
        let last = answer["data"]["intervals"].items.last
        #expect(last["counts"].items.compactMap { Optional($0).integer } == [0, 0, 1, 0])
        #expect(
            client.get("/timeline?by=kind&to=2020&format=csv").text
                == "interval,from,to,count,security-dialogue,phone-call\r\n2019,2019-01-01,2019-12-31,1,1,0\r\n")
        let limited = try client.json("/timeline?by=partner&limit=1")
        #expect(pairs(limited["data"]["by"]) == ["kenya 8"])
        #expect(limited["meta"]["by"]["total"].integer == 6)
    }

    @Test("a timeline of nothing is empty")
    func nothing() throws {
        let answer = try client.json("/timeline?by=kind&partner=norway")
        #expect(answer["data"]["intervals"].items.isEmpty)
        #expect(answer["meta"]["undated"].integer == 1)
        #expect(client.get("/timeline?partner=norway&format=csv").text == "interval,from,to,count\r\n")
    }

    // MARK: Graph

    @Test("a graph has the strongest nodes, and how often they took part together")
    func graph() throws {
        let answer = try client.json("/graph")
        let nodes = answer["data"]["nodes"].items.map { "\($0["type"].text ?? "") \($0["id"].text ?? "")" }
        #expect(
            nodes == [
                "partner kenya", "partner japan", "partner brazil", "partner african-union", "person aiko-tanaka",
                "partner cote-d-ivoire", "person kenji-tanaka", "partner norway",
            ])
        #expect(pairs(answer["data"]["nodes"], "count").first == "kenya 8")
        let edges = answer["data"]["edges"].items.map { edge in
            [edge["source"].text, edge["type"].text, edge["target"].text, edge["count"].integer.map(String.init)]
                .compactMap { $0 }.joined(separator: " ")
        }
        #expect(
            edges == [
                "kenya together japan 5", "kenya together brazil 2", "kenya together african-union 1",
                "kenya together norway 1", "japan together brazil 1", "brazil together cote-d-ivoire 1",
                "aiko-tanaka belongs-to japan",
            ])
        #expect(answer["meta"]["nodes"]["total"].integer == 8)
    }

    @Test("a graph is bounded, of the types asked for, and of the dialogues that the filters leave")
    func narrowed() throws {
        let few = try client.json("/graph?limit=2&type=partner")
        #expect(pairs(few["data"]["nodes"], "count") == ["kenya 8", "japan 5"])
        #expect(few["meta"]["nodes"]["total"].integer == 6)
        #expect(few["data"]["edges"].items.count == 1)
        let people = try client.json("/graph?type=person,partner&topic=training&year=2023")
        #expect(people["data"]["nodes"].items.isEmpty)
        #expect(people["meta"]["total"].integer == 0)
    }

    // MARK: Errors

    @Test(
        "what is wrong is told, all of it, with what may have been meant",
        arguments: [
            ("/matrix", ["rows", "cols"], []), ("/matrix?rows=partner", ["cols"], []),
            ("/matrix?rows=partnr&cols=tpoic", ["rows", "cols"], ["partner", "topic"]),
            ("/matrix?rows=tier&cols=topic", ["rows"], []),
            ("/matrix?rows=partner&cols=topic&of=dialogue", ["of"], ["dialogues"]),
            ("/matrix?rows=partner&cols=topic&limit=201", ["limit"], []),
            ("/matrix?rows=partner&cols=topic&limit=0&partner=Kenia", ["limit", "partner"], ["Kenya"]),
            ("/matrix?rows=partner&cols=topic&cursor=x", ["cursor"], []),
            ("/matrix?rows=partner&cols=topic&row=kind", ["row"], ["rows"]),
            ("/matrix?rows=partner&cols=topic&format=ndjson", ["format"], ["json"]),
            ("/matrix?rows=partner&cols=topic&format=csv&pretty=true", ["pretty"], []),
            ("/matrix?rows=partner&cols=topic&rows=kind", ["rows"], []),
            ("/timeline?interval=decade&by=colour", ["interval", "by"], []),
            ("/timeline?of=partners", ["of"], []), ("/timeline?sort=date", ["sort"], []),
            ("/timeline?from=2024&to=2020", ["to"], []),
            ("/graph?type=people", ["type"], []), ("/graph?of=dialogues", ["of"], []),
            ("/graph?format=csv", ["format"], ["json"]),
        ] as [(String, [String], [String])])
    func wrong(target: String, parameters: [String], suggestions: [String]) throws {
        let errors = try client.errors(target)
        #expect(errors.map(\.parameter) == parameters)
        for suggestion in suggestions { #expect(errors.contains { $0.suggestion == suggestion }, "\(errors)") }
    }

    @Test("Accept chooses the form, and what there is not is 406")
    func acceptable() {
        for target in ["/matrix?rows=kind&cols=level", "/timeline", "/graph"] {
            #expect(client.get(target, ["Accept": "image/png"]).status == .notAcceptable)
            #expect(client.get(target, ["Accept": "text/csv;q=0.1, */*"])["Content-Type"] == "application/json")
            #expect(client.get(target).isMemoizable)
        }
        #expect(client.get("/graph", ["Accept": "text/csv"]).status == .notAcceptable)
    }
}
