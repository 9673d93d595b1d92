internal import API
internal import HTTP
internal import HTTPServer
internal import Records
internal import Search

/// The API over the register of its own tests, which is small enough to be asked thousands of times a second.
struct SmallRegister: Application {
    static let shared: SmallRegister = {
        do {
            return try SmallRegister()
        } catch {
            fail("the register of the tests does not load: \(error)")
        }
    }()

    let api: API
    let vocabulary: Vocabulary

    private init() throws {
        vocabulary = try FixtureVocabulary.make()
        let snapshot = SnapshotBuilder.build(
            try FixtureRegister.make(), generation: "0123456789abcdef", modified: 1_700_000_000)
        var options = API.Options(version: "1.2.3", origins: ["http://a", "http://b"])
        options.extraction = Self.extraction
        let text = (0..<700).map { "line \($0) of a file that is worth compressing\n" }.joined()
        api = API(
            catalog: Catalog(snapshot),
            files: PublicFiles([
                "index.html": PublicFiles.File(content: Array("<p>Entente</p>".utf8), modified: 1_600_000_000),
                "a/index.html": PublicFiles.File(content: [], modified: 1_600_000_000),
                "a.txt": PublicFiles.File(
                    content: Array(text.utf8), gzip: Array("in the gzip coding".utf8), modified: 1_600_000_000),
            ]),
            options: options)
    }

    /// The report as one document without records: extraction has a harness of its own.
    private static let extraction: ReportExtraction = { report, known in
        guard !report.isEmpty else { throw Diagnostic(file: "content", line: 1, message: "it is empty") }
        var document = Record(id: "report", type: .document, source: SourceLine(file: "content", line: 1))
        document.values = known.values
        let doubt = Diagnostic(file: "content", line: 1, severity: .warning, message: "\(report.count) octets")
        return (RegisterFile(file: "content", document: document, records: []), [doubt])
    }

    var epoch: UInt64 { 1 }
    var offers: [MediaType] { api.offers }
    var negotiationFields: [FieldName] { api.negotiationFields }
    func receive(_ request: Request) -> Reception { api.receive(request) }
    func respond(to request: Request) -> Response { api.respond(to: request) }
    func refusal(_ status: Status, _ detail: String) -> Response { api.refusal(status, detail) }
}
