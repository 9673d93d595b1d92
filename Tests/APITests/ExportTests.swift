import HTTP
import Records
import Search
import Testing

@testable import API

@Suite("Exports")
struct ExportTests {
    let client: Client

    init() throws { client = try Client.fixture.get() }

    static let files = CollectionName.allCases.flatMap { name in
        ["json", "ndjson", "csv"].map { (name.rawValue, $0) }
    }

    /// What a stream gives when it is asked for pieces of this size.
    private func pieces(_ response: Response, size: Int) throws -> [[UInt8]] {
        var stream = try #require(response.stream).begin(StreamWaker {})
        var pieces: [[UInt8]] = []
        while true {
            var piece: [UInt8] = []
            let step = stream.appendPiece(to: &piece, size: size)
            pieces.append(piece)
            switch step {
            case .more: #expect(piece.count >= size)
            case .ended: return pieces
            case .waiting, .failed:
                Issue.record("an export says \(step)")
                return pieces
            }
        }
    }

    private func export(_ file: String) throws -> [UInt8] {
        let response = client.get("/export/\(file)")
        #expect(response.status == .ok, "\(response.text)")
        return try Array(pieces(response, size: 65_536).joined())
    }

    @Test("An export holds every record of its collection, as the list has them", arguments: files)
    func complete(name: String, format: String) throws {
        let content = try export("\(name).\(format)")
        let list = client.get("/\(name)?limit=500&format=\(format)")
        let collection = try #require(CollectionName(rawValue: name))
        let count = client.api.catalog.current.collection(collection).entries.count
        #expect(0..<500 ~= count)
        if format == "json" {
            let (export, list) = (try JSONReader.read(content, file: "export"), try list.json())
            #expect(export.names == ["data", "meta", "links"])
            #expect(export["data"]! == list["data"]!)
            #expect(export["data"].items.count == count)
            #expect(export["meta"]["total"].integer == count)
            #expect(export["meta"]["generation"].text == "0123456789abcdef")
            #expect(export["links"]["self"].text == "/export/\(name).json")
        } else {
            #expect(content == list.content)
        }
    }

    @Test("An export has the same octets in pieces of any size", arguments: [1, 7, 100, 5000])
    func pieces(size: Int) throws {
        for (name, format) in Self.files {
            let pieces = try pieces(client.get("/export/\(name).\(format)"), size: size)
            #expect(Array(pieces.joined()) == (try export("\(name).\(format)")))
            let longest = try self.pieces(client.get("/export/\(name).\(format)"), size: 1).map(\.count).max() ?? 0
            #expect(pieces.dropLast().allSatisfy { $0.count < size + longest })
        }
    }

    @Test(
        "An export is a file with a name, a type, a tag and a coded form",
        arguments: [
            ("json", "application/json"), ("ndjson", "application/x-ndjson"), ("csv", "text/csv;charset=utf-8"),
        ])
    func fields(format: String, type: String) {
        let response = client.get("/export/people.\(format)", ["Accept": "text/html"])
        #expect(response["Content-Type"] == type)
        #expect(response["Content-Disposition"] == "attachment; filename=\"people.\(format)\"")
        #expect(response["Cache-Control"] == "public, max-age=0, must-revalidate")
        #expect(response["Vary"] == "Accept-Encoding")
        #expect(response.entityTag?.text == "\"0123456789abcdef-1.2.3\"")
        #expect(response.lastModified == HTTPDate(secondsSince1970: 1_700_000_000))
        #expect(response.gzip == .onDemand)
        #expect(!response.isMemoizable)
    }

    @Test("An export that has begun goes on with the register it began with")
    func held() throws {
        let catalog = Catalog(SnapshotBuilder.build(try FixtureRegister.make(), generation: "a", modified: 0))
        let api = API(catalog: catalog, files: PublicFiles([:]), options: API.Options(version: "1"))
        let response = api.respond(to: Request(target: "/export/dialogues.json"))
        var stream = try #require(response.stream).begin(StreamWaker {})
        var content: [UInt8] = []
        #expect(stream.appendPiece(to: &content, size: 1) == .more)
        let empty = try Register(vocabulary: FixtureVocabulary.make(), files: [])
        catalog.publish(SnapshotBuilder.build(empty, generation: "b", modified: 0))
        while stream.appendPiece(to: &content, size: 1) == .more {}
        let export = try JSONReader.read(content, file: "export")
        #expect(export["meta"]["generation"].text == "a")
        #expect(export["data"].items.count == export["meta"]["total"].integer)
        #expect(export["data"].items.count > 1)
        let next = api.respond(to: Request(target: "/export/dialogues.json"))
        #expect(next.entityTag?.text == "\"b-1\"")
        let nothing = try JSONReader.read(Array(pieces(next, size: 100).joined()), file: "export")
        #expect(nothing["data"].items.isEmpty)
    }

    @Test(
        "What is no collection or format is 404 with what may have been meant",
        arguments: [
            ("dialogue.csv", "/export/dialogues.csv"), ("dialogues.xml", "/export/dialogues.json"),
            ("dialogues.jsn", "/export/dialogues.json"), ("dialogues", "/export/dialogues.json"),
            ("roles.parquet", "/export/roles.json"), ("poeple.ndjsn", "/export/people.ndjson"),
            ("Dialogues.CSV", "/export/dialogues.csv"), ("everything.csv", nil), (".csv", nil),
            ("dialogues%2Fx.csv", "/export/dialogues.csv"),
        ] as [(String, String?)])
    func unknown(file: String, suggestion: String?) throws {
        let response = client.get("/export/\(file)")
        #expect(response.status == .notFound)
        #expect(response["Content-Type"] == "application/problem+json")
        #expect(try response.json()["suggestion"].text == suggestion)
        #expect(response.stream == nil)
    }

    @Test("An export takes no parameter", arguments: ["partner=India", "limit=5", "format=csv"])
    func parameters(query: String) throws {
        #expect(
            try client.errors("/export/dialogues.json?\(query)").map(\.parameter) == [
                String(query.prefix { $0 != "=" })
            ])
    }

    @Test("There is nothing at /export itself")
    func folder() {
        #expect(client.get("/export").status == .notFound)
        #expect(client.get("/export/dialogues.csv/x").status == .notFound)
    }
}
