import Foundation
import Records

@testable import Extraction

/// The lexicon that ships, and documents without layout.
enum NameFixture {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let lexicon = extractor.lexicon

    static let extractor: Extractor = {
        do {
            let folder = root.appending(path: "Config/vocabulary")
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
                .map { (name: $0.lastPathComponent, bytes: [UInt8](try Data(contentsOf: $0))) }
            let vocabulary = try Vocabulary(files: files.filter { !$0.name.hasPrefix("wording-") })
            let wording = try Wording(files: files.filter { $0.name.hasPrefix("wording-") }, vocabulary: vocabulary)
            return Extractor(vocabulary: vocabulary, wording: wording)
        } catch {
            fatalError("the vocabulary cannot be read: \(error)")
        }
    }()

    /// The whole text as body.
    static func document(_ text: String) throws -> Document {
        let report = try Report(Array(text.utf8), file: "report.txt")
        let tokenized = TokenizedReport(report, lexicon: lexicon)
        return Document(
            text: tokenized, layout: Layout(body: 1...report.units.count, start: 0),
            zones: Array(repeating: .body, count: tokenized.sentences.count))
    }

    static func cast(_ text: String) throws -> (cast: Cast, text: TokenizedReport) {
        let document = try document(text)
        return (NameReader.read(document).cast, document.text)
    }

    static func laidOut(_ url: URL) throws -> Document {
        let report = try Report([UInt8](try Data(contentsOf: url)), file: url.lastPathComponent)
        return DocumentReader.read(TokenizedReport(report, lexicon: lexicon))
    }
}
