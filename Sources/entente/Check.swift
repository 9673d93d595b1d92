internal import ArgumentParser
internal import Records

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what is wrong with register files.",
        discussion: """
            Checks form, words, ids, dates, evidence and references. Where the report itself lies beside a register \
            file (the same name with .txt or .md) or in --reports, every position, phrase and hash is compared with it.

            Prints 'file:line: error: what and what to do' for each fault and exits with 65 when there is any.
            """)

    @Argument(help: ArgumentHelp("Register files.", valueName: "file"))
    var files: [String]
    @Option(help: ArgumentHelp("Folder of the vocabulary.", valueName: "folder"))
    var vocabulary = Setting.vocabulary.definition.standard
    @Option(help: ArgumentHelp("Folder of reports.", valueName: "folder"))
    var reports: String?

    func run() throws {
        let vocabulary: Vocabulary
        do {
            vocabulary = try RegisterLoader.vocabulary(in: self.vocabulary).vocabulary
        } catch {
            throw Exit.failure(error.description, .data)
        }
        var registerFiles: [RegisterFile] = []
        var messages: [String] = []
        for file in files {
            do {
                let registerFile = try RegisterFile(try Files.read(file), file: file, vocabulary: vocabulary)
                messages += try RegisterLoader.verify(registerFile, reports: stems(of: file))
                registerFiles.append(registerFile)
            } catch let error as Diagnostics {
                messages += error.items.map(\.description)
            } catch {
                messages.append(String(describing: error))
            }
        }
        if messages.isEmpty {
            do {
                _ = try Register(vocabulary: vocabulary, files: registerFiles)
            } catch {
                messages = error.items.map(\.description)
            }
        }
        guard messages.isEmpty else { throw Exit.failure(messages.joined(separator: "\n"), .data) }
        let records = registerFiles.map(\.records.count).reduce(0, +)
        Output.print("\(files.count) register file(s) with \(records) records: no fault found.")
    }

    /// Where the report of a register file may lie, without its suffix.
    private func stems(of file: String) -> [String] {
        let stem = RegisterLoader.stem(file)
        guard let reports else { return [stem] }
        let name = stem.split(separator: "/").last.map(String.init) ?? stem
        return [stem, reports + "/" + name]
    }
}
