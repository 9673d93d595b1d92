internal import Extraction
internal import Records

/// Turns reports into register files. Its lexicon is large: who serves drops it after use.
struct ReportReader {
    /// How the names of reports end.
    static let suffixes = [".txt", ".md"]

    private let extractor: Extractor

    init(_ extractor: Extractor) {
        self.extractor = extractor
    }

    /// Whether a file of a folder is a report by its name. README.md and the like tell about the folder.
    static func isReport(_ path: String) -> Bool {
        guard suffixes.contains(where: path.hasSuffix) else { return false }
        let name = path.split(separator: "/").last.map { RegisterLoader.stem(String($0)).lowercased() } ?? ""
        return !["readme", "licence", "license", "notice", "changelog", "contributing"].contains(name)
    }

    /// - Parameter file: the name of the report in messages.
    /// - Throws: what makes it no report: not UTF-8, or no text.
    func read(_ bytes: [UInt8], file: String, block: DocumentBlock = .empty) throws(Diagnostic) -> Extractor.Result {
        let report = try Report(bytes, file: file)
        guard let hash = Digest.sha256(bytes) else {
            throw Diagnostic(
                file: file, line: 1, message: "OpenSSL gives no SHA-256; see whether its default provider is installed")
        }
        return extractor.extract(
            report,
            Extractor.Bibliography(
                id: block.id, values: block.values, review: block.review ?? .extracted, sha256: hash))
    }
}
