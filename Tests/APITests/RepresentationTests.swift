import HTTP
import Records
import Testing

@Suite("Representations")
struct RepresentationTests {
    let client: Client

    init() throws { client = try Client.fixture.get() }

    static let kinds = [
        "dialogues", "partners", "topics", "agreements", "partnerships", "commitments", "people", "institutions",
        "frameworks", "roles", "documents", "series", "conflicts",
    ]

    @Test("a list has data, meta and links; an item of it has the same record", arguments: kinds)
    func shapes(kind: String) throws {
        let list = try client.json("/\(kind)")
        #expect(list.names == ["data", "meta", "links"])
        #expect(list["meta"]?.names == ["total", "returned", "limit", "next", "generation"])
        #expect(list["links"]?.names == ["self", "next"])
        let first = try #require(list["data"].items.first)
        let id = try #require(first["id"].text)
        let item = try client.json("/\(kind)/\(id)")
        #expect(item.names == ["data", "meta", "links"])
        #expect(item["meta"]["generation"].text == "0123456789abcdef")
        #expect(item["links"]["self"].text == "/\(kind)/\(id)")
        for name in first.names { #expect(item["data"][name].map { $0 == first[name]! } == true, "\(name)") }
    }

    @Test("a record says what the report states, in words, days and names")
    func record() throws {
        let record = try client.json("/dialogues/japan-kenya-security-dialogue-3")["data"]
        #expect(record["type"].text == "dialogue")
        #expect(record["date"]["edtf"].text == "2023-03-01")
        #expect(record["date"]["earliest"].text == "2023-03-01")
        #expect(record["series"].text == "japan-kenya-security-dialogue")
        #expect(record["followedBy"].text == "japan-kenya-security-dialogue-4")
        #expect(record["precededBy"] == nil)
        #expect(record["names"]["aiko-tanaka"].text == "Aiko Tanaka")
        #expect(record["evidence"].items[0]["document"].text == "2023-03-02-nairobi-wire")
        #expect(record["related"]["agreements"]["items"].items[0]["id"].text == "japan-kenya-fraud-memorandum")
    }

    @Test("a series shows its rounds and its gaps")
    func series() throws {
        let series = try client.json("/series/japan-kenya-security-dialogue")["data"]
        #expect(series["rounds"].items.compactMap { $0["ordinal"].integer } == [1, 3, 4])
        #expect(series["missing"].items.map { Optional($0).integer } == [2])
    }

    @Test("a conflict shows each value with its evidence, as the record does")
    func conflict() throws {
        let conflict = try client.json("/conflicts")["data"].items[0]
        #expect(conflict.names == ["id", "record", "type", "title", "property", "values"])
        #expect(conflict["record"].text == "kenya-peace-fund-chair")
        #expect(conflict["type"].text == "role")
        #expect(conflict["values"].items.map { $0["value"]["edtf"].text } == ["2024/2027", "2023/2027"])
        #expect(conflict["values"].items.map { $0["evidence"].items[0]["exact"].text } == ["2024-2027", "2023-2027"])
        let role = try client.json("/roles/kenya-peace-fund-chair")["data"]
        #expect(role["conflicts"].items[0]["values"]! == conflict["values"]!)
        #expect(role["period"]["edtf"].text == "2024/2027")
    }

    @Test("fields leaves the named members, in the record's order")
    func fields() throws {
        let list = try client.json("/dialogues?fields=title,id,date&limit=2")
        #expect(list["data"].items.map(\.names) == [["id", "title", "date"], ["id", "title", "date"]])
        #expect(try client.json("/people/joao-silva?fields=name")["data"]?.names == ["name"])
        #expect(try client.json("/dialogues?fields=place&ordinal=1")["data"].items[0].names == [])
        let person = try client.json("/people/joao-silva?fields=name,aliases")["data"]
        #expect(person["name"].text == "João \"Jota\" Silva")
        #expect(person["aliases"].texts == ["=Silva"])
        let whole = try client.json("/dialogues?ordinal=3")["data"].items[0]
        for name in whole.names {
            let part = try client.json("/dialogues?ordinal=3&fields=\(name)")["data"].items[0]
            #expect(part.names == [name])
            #expect(part[name]! == whole[name]!)
        }
    }

    @Test("include embeds what the records refer to, each once")
    func include() throws {
        let list = try client.json("/dialogues?topic=piracy,training&include=partners,people,topics,evidence,documents")
        let included = list["included"]
        #expect(included?.names == ["partners", "people", "topics", "documents"])
        func ids(_ name: String) -> [String] { included[name].items.compactMap { $0["id"].text } }
        #expect(ids("partners") == ["brazil", "japan", "kenya", "norway"])
        #expect(ids("people") == ["aiko-tanaka", "kenji-tanaka"])
        #expect(ids("topics") == ["advance-fee-fraud", "fraud", "piracy", "training"])
        #expect(ids("documents") == ["2021-07-09-folha", "2023-03-02-nairobi-wire"])
        let item = try client.json("/commitments/aiko-tanaka-offer-train?include=dialogues")
        #expect(item["included"]["dialogues"].items[0]["id"].text == "japan-kenya-security-dialogue-3")
    }

    @Test(
        "pretty is the same JSON, broken into lines",
        arguments: ["/dialogues", "/people", "/people/joao-silva", "/series"])
    func pretty(target: String) throws {
        let plain = client.get(target + "?fields=id,title,names")
        let pretty = client.get(target + "?fields=id,title,names&pretty=true")
        let (one, other) = (try plain.json(), try pretty.json())
        #expect(one["data"]! == other["data"]!)
        #expect(one["meta"]! == other["meta"]!)
        #expect(pretty.text.contains("\n  \"data\": "))
        #expect(plain.text.filter { $0 == "\n" }.count == 1)
        #expect(client.get(target + "?fields=id,title,names&pretty=false").text.filter { $0 == "\n" }.count == 1)
    }

    @Test("ndjson is one record on each line, the same as in the list", arguments: kinds)
    func lines(kind: String) throws {
        let response = client.get("/\(kind)?format=ndjson")
        #expect(response["Content-Type"] == "application/x-ndjson")
        let list = try client.json("/\(kind)")["data"].items
        let lines = response.text.split(separator: "\n")
        #expect(lines.count == list.count)
        for (line, record) in zip(lines, list) {
            #expect(try JSONReader.read(Array(line.utf8), file: "line") == record)
        }
    }

    @Test("csv has a header row and one row for each record", arguments: kinds)
    func rows(kind: String) throws {
        let response = client.get("/\(kind)?format=csv")
        #expect(response["Content-Type"] == "text/csv;charset=utf-8")
        let rows = try CSVReader.rows(response.text)
        let ids = try client.ids("/\(kind)")
        #expect(rows.map { $0[0] } == ["id"] + ids)
        #expect(Set(rows.map(\.count)).count == 1)
    }

    @Test("cells quote what must be quoted, and none begins as a formula")
    func cells() throws {
        let rows = try CSVReader.rows(client.get("/people?format=csv&fields=id,name,aliases").text)
        #expect(rows[0] == ["id", "name", "aliases"])
        #expect(rows.first { $0[0] == "joao-silva" } == ["joao-silva", "João \"Jota\" Silva", "'=Silva"])
        #expect(rows.first { $0[0] == "kenji-tanaka" } == ["kenji-tanaka", "Kenji Tanaka", "Tanaka;Kenji"])
        let dialogue = client.get("/dialogues?format=csv&fields=date,place,parties,topics&place=nairobi")
        #expect(
            try CSVReader.rows(dialogue.text) == [
                ["date", "place.name", "place.country", "parties", "topics"],
                ["2023-03-01", "Nairobi", "kenya", "japan;kenya", "advance-fee-fraud;piracy"],
            ])
    }

    @Test(
        "Accept picks the form of a list, format goes before it, and what is not offered is 406",
        arguments: [
            ("*/*", "", "application/json"), ("text/csv", "", "text/csv;charset=utf-8"),
            ("application/x-ndjson", "", "application/x-ndjson"), ("text/*", "", "text/csv;charset=utf-8"),
            ("text/csv;q=0.5, application/json;q=0.4", "", "text/csv;charset=utf-8"),
            ("text/html,application/xhtml+xml,*/*;q=0.8", "", "application/json"),
            ("text/html", "?format=csv", "text/csv;charset=utf-8"), ("text/csv", "?format=json", "application/json"),
            ("text/html", "", nil), ("application/json;q=0", "", nil),
            ("application/json;q=0, */*", "", "application/x-ndjson"),
        ] as [(String, String, String?)])
    func negotiation(accept: String, query: String, type: String?) throws {
        let response = client.get("/dialogues" + query, ["Accept": accept])
        #expect(response["Vary"] == "Accept, Accept-Encoding")
        if let type {
            #expect(response.status == .ok)
            #expect(response["Content-Type"] == type)
        } else {
            #expect(response.status == .notAcceptable)
            let detail = try #require(try response.json()["detail"].text)
            for offered in ["application/json", "application/x-ndjson", "text/csv"] {
                #expect(detail.contains(offered))
            }
        }
    }

    @Test(
        "records can be had in the gzip coding, what is short-lived or an error cannot",
        arguments: [
            ("/dialogues", GzipForm.onDemand), ("/dialogues?format=csv", .onDemand), ("/partners/kenya", .onDemand),
            ("/healthz", .none), ("/version", .none), ("/nothing", .none), ("/dialogues?colour=red", .none),
        ])
    func codings(target: String, form: GzipForm) {
        #expect(client.get(target).gzip == form)
    }

    @Test("a single record is JSON or 406")
    func itemNegotiation() throws {
        #expect(client.get("/partners/kenya", ["Accept": "text/csv"]).status == .notAcceptable)
        #expect(client.get("/partners/kenya", ["Accept": "application/*"]).status == .ok)
    }

    @Test("equal questions to equal registers have equal tags, other representations others")
    func validators() throws {
        let other = Client(try FixtureRegister.make())
        let targets = [
            "/dialogues", "/dialogues?limit=1", "/dialogues?pretty=true", "/dialogues?fields=id",
            "/dialogues?format=csv",
            "/dialogues?format=ndjson", "/agreements", "/partners/kenya", "/partners/kenya/dialogues", "/conflicts",
            "/series",
        ]
        var tags: Set<String> = []
        for target in targets {
            let response = client.get(target)
            let tag = try #require(response.entityTag)
            #expect(!tag.isWeak)
            #expect(other.get(target).entityTag == tag)
            #expect(client.get(target, method: .head).entityTag == tag)
            #expect(response.lastModified?.secondsSince1970 == 1_700_000_000)
            #expect(response["Cache-Control"] == "public, max-age=0, must-revalidate")
            #expect(response.isMemoizable)
            tags.insert(tag.text)
        }
        #expect(tags.count == targets.count)
        #expect(client.get("/dialogues", ["Accept": "text/csv"]).entityTag != client.get("/dialogues").entityTag)
    }
}

/// Reads tables as RFC 4180 says; a bare line feed or a quotation mark out of place is an error.
enum CSVReader {
    struct Malformed: Error { let offset: Int }

    static func rows(_ text: String) throws -> [[String]] {
        let octets = Array(text.utf8)
        var rows: [[String]] = []
        var row: [String] = []
        var position = 0
        while position < octets.count {
            var cell: [UInt8] = []
            if octets[position] == UInt8(ascii: "\"") {
                position += 1
                while true {
                    guard position < octets.count else { throw Malformed(offset: position) }
                    if octets[position] == UInt8(ascii: "\"") {
                        position += 1
                        guard position < octets.count, octets[position] == UInt8(ascii: "\"") else { break }
                    }
                    cell.append(octets[position])
                    position += 1
                }
            } else {
                while position < octets.count, !",\r\n\"".utf8.contains(octets[position]) {
                    cell.append(octets[position])
                    position += 1
                }
            }
            row.append(String(decoding: cell, as: UTF8.self))
            guard position < octets.count else { throw Malformed(offset: position) }
            if octets[position] == UInt8(ascii: ",") {
                position += 1
                if position == octets.count { throw Malformed(offset: position) }
            } else {
                guard octets[position...].starts(with: [13, 10]) else { throw Malformed(offset: position) }
                position += 2
                rows.append(row)
                row = []
            }
        }
        return rows
    }
}
