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
            other files are still done.
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
            let clashes = bibliography + [("document", document), ("output", output), ("a file", files.first)]
            if let clash = clashes.first(where: { $0.value != nil }) {
                let name = clash.name == "a file" ? clash.name : "--\(clash.name)"
                throw ValidationError("--ndjson reads standard input and takes no \(name); leave one of them out.")
            }
        } else if files.isEmpty {
            throw ValidationError("Name a report or a folder of reports, or give --ndjson to read standard input.")
        }
    }

    func run() throws {
        let loaded: RegisterLoader.LoadedVocabulary
        let reader: ReportReader
        do {
            loaded = try RegisterLoader.vocabulary(in: vocabulary)
            reader = try loaded.reportReader()
        } catch {
            throw Exit.failure(error.description, .data)
        }
        guard !ndjson else { return try filter(reader, loaded.vocabulary) }
        let reports = try ReportFile.all(files)
        let blocks = try Blocks(file: document, options: bibliography, reports, loaded.vocabulary)
        if reports.count > 1 || files.contains(where: Files.isFolder), output == nil {
            throw ValidationError("Several reports give several register files; name a folder with --output.")
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

/// A report among the arguments.
struct ReportFile {
    let path: String
    /// The path below the folder that was named, or the file's name; without suffix.
    let name: String

    /// What a table of blocks calls it.
    var stem: String { name.split(separator: "/").last.map(String.init) ?? name }

    /// The files, and the reports in the folders, by name. Two that would become the same register file are refused.
    static func all(_ arguments: [String]) throws -> [ReportFile] {
        var reports: [ReportFile] = []
        for argument in arguments {
            guard Files.isFolder(argument) else {
                let name = argument.split(separator: "/").last.map(String.init) ?? argument
                reports.append(ReportFile(path: argument, name: RegisterLoader.stem(name)))
                continue
            }
            do {
                let names = try Files.names(in: argument, suffixes: ReportReader.suffixes)
                reports += names.filter { !RegisterLoader.isAboutFolder($0) }
                    .map { ReportFile(path: "\(argument)/\($0)", name: RegisterLoader.stem($0)) }
            } catch {
                throw Exit.failure(error.description, .noInput)
            }
        }
        var paths: [String: String] = [:]
        for report in reports {
            if let other = paths.updateValue(report.path, forKey: report.name) {
                throw ValidationError(
                    "\(other) and \(report.path) would both become \(report.name).json; extract them apart.")
            }
        }
        return reports
    }
}

/// What is known of the reports beside their text, from --document and the options together.
private struct Blocks {
    private let blocks: DocumentBlocks
    private let common: DocumentBlock

    /// Refused: what both give, and for several reports what only one can have.
    init(
        file: String?, options: [(name: String, value: String?)], _ reports: [ReportFile], _ vocabulary: Vocabulary
    ) throws {
        common = try Self.block(options, vocabulary)
        blocks = try file.map { try Self.read($0, vocabulary) } ?? .one(.empty)
        let used = reports.map { blocks.block(named: $0.stem) }
        if let name = used.lazy.flatMap(\.names).first(where: common.names.contains) {
            throw ValidationError(
                "'\(name)' is given by --\(name) and in \(file ?? "--document"); leave one of them out.")
        }
        guard reports.count > 1 else { return }
        var single = common.names
        if case .one(let block) = blocks { single += block.names }
        if let name = ["id", "url", "title"].first(where: single.contains) {
            throw ValidationError(
                "Several reports cannot have the same '\(name)'; give --document an object of objects by their names.")
        }
        if let file, case .byStem(let known) = blocks {
            for report in reports where known[report.stem] == nil {
                Output.printError("\(file):1: warning: it has nothing about '\(report.stem)' (\(report.path))")
            }
        }
    }

    func block(of report: ReportFile) -> DocumentBlock { blocks.block(named: report.stem).joined(with: common) }

    private static func block(
        _ options: [(name: String, value: String?)], _ vocabulary: Vocabulary
    ) throws -> DocumentBlock {
        let members = options.compactMap { option in
            option.value.map { JSONMember(name: option.name, line: 1, node: JSONNode(value: .string($0), line: 1)) }
        }
        do {
            return try DocumentBlock(
                JSONNode(value: .object(members), line: 1), file: "command line", vocabulary: vocabulary)
        } catch {
            throw ValidationError(error.items.map(\.message).joined(separator: "\n"))
        }
    }

    private static func read(_ file: String, _ vocabulary: Vocabulary) throws -> DocumentBlocks {
        do {
            return try DocumentBlocks(try Files.read(file), file: file, vocabulary: vocabulary)
        } catch let error as FileError {
            throw Exit.failure(error.description, .noInput)
        } catch let error as Diagnostics {
            throw Exit.failure(error.description, .data)
        }
    }
}
