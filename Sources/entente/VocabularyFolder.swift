internal import Extraction
internal import Records

/// A folder's vocabulary, and the files it was read from: those of the wording lie among them.
struct VocabularyFolder {
    let vocabulary: Vocabulary
    let files: [Files.Entry]
    private let path: String

    /// Fails with every fault of the vocabulary's files but those of the wording: see `wording`.
    init(_ path: String) throws(RegisterLoader.Failure) {
        do {
            try self.init(path, files: try Files.entries(in: path, suffixes: [".json"]))
        } catch {
            throw RegisterLoader.Failure(FileFault.all(in: error, file: path))
        }
    }

    /// - Parameter path: the folder that the files are from.
    init(_ path: String, files: [Files.Entry]) throws(RegisterLoader.Failure) {
        do {
            let vocabulary = try Vocabulary(files: files.map { (name: "\(path)/\($0.name)", bytes: $0.bytes) })
            self.init(vocabulary: vocabulary, files: files, path: path)
        } catch {
            throw RegisterLoader.Failure(FileFault.all(in: error, file: path))
        }
    }

    /// The same without the files that only reading a register needs.
    var forReports: VocabularyFolder {
        VocabularyFolder(vocabulary: vocabulary, files: files.filter { Self.isWording($0.name) }, path: path)
    }

    private init(vocabulary: Vocabulary, files: [Files.Entry], path: String) {
        (self.vocabulary, self.files, self.path) = (vocabulary, files, path)
    }

    static func isWording(_ path: String) -> Bool {
        path.split(separator: "/").last.map { $0.hasPrefix("wording-") && $0.hasSuffix(".json") } ?? false
    }

    /// How reports word things.
    func wording() throws(RegisterLoader.Failure) -> Wording {
        let wording = files.filter { Self.isWording($0.name) }.map { (name: "\(path)/\($0.name)", bytes: $0.bytes) }
        do {
            return try Wording(files: wording, vocabulary: vocabulary)
        } catch {
            throw RegisterLoader.Failure(error.items.map(FileFault.init))
        }
    }

    func reportReader() throws(RegisterLoader.Failure) -> ReportReader {
        ReportReader(Extractor(vocabulary: vocabulary, wording: try wording()))
    }
}
