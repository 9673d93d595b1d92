internal import Extraction
internal import Records

/// Turns reports into register files with a vocabulary and its wording. It is large: who serves drops it after use.
struct ReportReader {
    /// How the names of reports end.
    static let suffixes = [".txt", ".md"]

    private let extractor: Extractor

    /// Fails with every fault of the wording files among those of the vocabulary.
    init(_ vocabulary: Vocabulary, files: [(name: String, bytes: [UInt8])]) throws(Diagnostics) {
        let wording = try Wording(files: files.filter { Self.isWording($0.name) }, vocabulary: vocabulary)
        extractor = Extractor(vocabulary: vocabulary, wording: wording)
    }

    static func isWording(_ path: String) -> Bool {
        path.split(separator: "/").last.map { $0.hasPrefix("wording-") && $0.hasSuffix(".json") } ?? false
    }

    /// - Parameter file: the name of the report in messages.
    /// - Throws: what makes it no report: not UTF-8 or no text.
    func read(_ bytes: [UInt8], file: String, block: DocumentBlock) throws(Diagnostic) -> Extractor.Result {
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
