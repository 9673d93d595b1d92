internal import ArgumentParser
internal import Extraction
internal import Records

struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read reports into register files.",
        discussion: """
            Examples:

                entente extract report.txt --published 2024-05-20 --publisher 'The Gulf Observer'
                entente extract reports --document blocks.json --output register
                entente extract --ndjson < lines.ndjson

            A report is plain text in UTF-8. One report gives its register file on standard output; several, or the \
            *.txt and *.md of a folder, give one each in --output. What is doubtful is told on standard error.

            --document names a JSON object with members of a register file's document (id, publisher, agency, title, \
            url, language, dateline, published, licence, review), or an object of such objects by the reports' names \
            without suffix.

            --ndjson is a filter: {"id":…,"text":…} on each line in, with members of the document if known, and \
            {"id":…,"register":…,"diagnostics":…} or {"id":…,"error":…} on each line out, in order.

            Exits with 65 when a report is no text, 66 when a file cannot be read (the first fault decides); all \
            other files are still done. 78: the vocabulary cannot be used.
            """)

    @Argument(help: ArgumentHelp("Reports, or folders of them (*.txt, *.md).", valueName: "file"))
    var files: [String] = []
    @Flag(help: "Read reports in JSON from standard input, one on each line.")
    var ndjson = false
    @Option(help: ArgumentHelp("What is known of the document, or of each.", valueName: "file"))
    var document: String?
    @Option(help: ArgumentHelp("When it was published (EDTF).", valueName: "date"))
    var published: String?
    @Option(help: ArgumentHelp("Who published it.", valueName: "name"))
    var publisher: String?
    @Option(help: ArgumentHelp("Where it was published.", valueName: "address"))
    var url: String?
    @Option(help: ArgumentHelp("Folder of the vocabulary.", valueName: "folder"))
    var vocabulary = Setting.vocabulary.definition.standard
    @Option(help: ArgumentHelp("Folder for the register files.", valueName: "folder"))
    var output: String?

    private var bibliography: [(name: String, value: String?)] {
        [("published", published), ("publisher", publisher), ("url", url)]
    }

    func validate() throws {
        if ndjson {
            let clashes = [("file", files.first), ("--document", document), ("--output", output)]
            if let clash = (clashes + bibliography.map { ("--\($0)", $1) }).first(where: { $0.1 != nil }) {
                throw ValidationError("--ndjson reads standard input and takes no \(clash.0); leave one of them out.")
            }
        } else if files.isEmpty {
            throw ValidationError("Name a report or a folder of reports, or give --ndjson to read standard input.")
        }
    }

    func run() throws {
        let vocabulary: Vocabulary
        let reader: ReportReader
        do {
            let folder = try VocabularyFolder(self.vocabulary)
            vocabulary = folder.vocabulary
            reader = try folder.reportReader()
        } catch {
            throw Exit.failure(error.description, .configuration)
        }
        guard !ndjson else { return try filter(reader, vocabulary) }
        let reports = try ReportFile.all(files)
        let blocks = try Blocks(file: document, options: bibliography, reports, vocabulary)
        if reports.count > 1 || files.contains(where: Files.isFolder), output == nil {
            throw Exit.usage("Several reports give several register files; name a folder with --output.")
        }
        try Exit.streaming { try extract(reports, reader, blocks) }
    }

    private func filter(_ reader: ReportReader, _ vocabulary: Vocabulary) throws {
        var filter = LineFilter(reader: reader, vocabulary: vocabulary)
        try Exit.streaming { try filter.run() }
        guard filter.faults == 0 else {
            throw Exit.failure(
                "\(filter.faults) of \(filter.lines) lines hold no report that can be read: see their 'error'.", .data)
        }
    }

    private func extract(_ reports: [ReportFile], _ reader: ReportReader, _ blocks: Blocks) throws {
        var failure: ExitCode?
        for report in reports {
            do {
                let result = try reader.read(
                    try Files.read(report.path), file: report.path, block: blocks.block(of: report))
                for diagnostic in result.diagnostics { Output.printError(diagnostic.description) }
                let bytes = result.registerFile.encoded()
                if let output {
                    try Files.write(bytes, to: "\(output)/\(report.name).json")
                } else {
                    try Output.write(bytes)
                }
            } catch let error as Diagnostic {
                let code = Exit.failure(error.description, .data)
                failure = failure ?? code
            } catch let error as FileError {
                let code = Exit.failure(error.description, error.isOutput ? .noOutput : .noInput)
                failure = failure ?? code
            }
        }
        if let failure { throw failure }
    }
}
