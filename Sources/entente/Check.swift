internal import ArgumentParser
internal import Extraction
internal import Records

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what is wrong with register files, reports and the vocabulary.",
        discussion: """
            Checks form, words, ids, dates, evidence and references of register files (*.json). Where the report itself \
            lies beside one (the same name with .txt or .md) or in --reports, every position, phrase and hash is compared \
            with it. A report is extracted, and a folder checked as 'entente serve --data' reads it. The vocabulary is \
            checked always, and wording-*.json also outside its folder.

            Prints 'file:line: error: what and what to do' for each fault and exits with 65 when there is any.
            """)

    @Argument(help: ArgumentHelp("Register files, reports, wording files or folders.", valueName: "file"))
    var files: [String]
    @Option(help: ArgumentHelp("Folder of the vocabulary.", valueName: "folder"))
    var vocabulary = Setting.vocabulary.definition.standard
    @Option(help: ArgumentHelp("Folder of reports.", valueName: "folder"))
    var reports: String?

    func run() throws {
        do {
            let vocabulary = try VocabularyFolder(vocabulary)
            _ = try vocabulary.wording()
            var reader = RegisterReader(vocabulary)
            var count = 0
            for file in files {
                var paths: [String] = []
                reader.collect(file) { _ in paths = try self.paths(file) }
                for path in paths { reader.collect(path) { try check(path, &$0, vocabulary.vocabulary) } }
                count += paths.count
            }
            _ = try reader.register()
            for doubt in reader.doubts { Output.printError(doubt.description) }
            let records = reader.registerFiles.map(\.records.count).reduce(0, +)
            Output.print("\(count) file(s) with \(records) records: no fault found.")
        } catch {
            throw Exit.failure(error.description, .data)
        }
    }

    private func paths(_ file: String) throws -> [String] {
        guard Files.isFolder(file) else { return [file] }
        return try RegisterLoader.names(among: Files.names(in: file, suffixes: nil)).map { "\(file)/\($0)" }
    }

    private func check(_ path: String, _ reader: inout RegisterReader, _ vocabulary: Vocabulary) throws {
        let bytes = try Files.read(path)
        if VocabularyFolder.isWording(path) {
            _ = try Wording(files: [(name: path, bytes: bytes)], vocabulary: vocabulary)
        } else if ReportReader.suffixes.contains(where: path.hasSuffix) {
            reader.readReport(bytes, file: path)
        } else {
            reader.readRegisterFile(bytes, file: path, reports: stems(of: path))
        }
    }

    /// Where the report of a register file may lie, without its suffix.
    private func stems(of file: String) -> [String] {
        let stem = RegisterLoader.stem(file)
        guard let reports else { return [stem] }
        let name = stem.split(separator: "/").last.map(String.init) ?? stem
        return [stem, reports + "/" + name]
    }
}
