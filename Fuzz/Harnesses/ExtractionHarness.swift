internal import Extraction
internal import Glibc
internal import Records

/// Any octets as a report, read with the vocabulary that ships: what is text gives a register file whose evidence the
/// report bears out and which has one canonical form, and the same again when it is read again.
enum ExtractionHarness {
    private struct Tools {
        let vocabulary: Vocabulary
        let extractor: Extractor

        init() throws {
            let folder = "Config/vocabulary"
            let files = try Self.names(in: folder).map { (name: $0, bytes: try Self.octets(of: "\(folder)/\($0)")) }
            vocabulary = try Vocabulary(files: files)
            let wording = try Wording(files: files.filter { $0.name.hasPrefix("wording-") }, vocabulary: vocabulary)
            extractor = Extractor(vocabulary: vocabulary, wording: wording)
        }

        private static func names(in folder: String) throws -> [String] {
            guard let directory = opendir(folder) else { throw Unreadable(path: folder, code: errno) }
            defer { closedir(directory) }
            var names: [String] = []
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) { String(cString: $0) }
                }
                if name.hasSuffix(".json") { names.append(name) }
            }
            return names.sorted()
        }

        private static func octets(of path: String) throws -> [UInt8] {
            guard let file = fopen(path, "rb") else { throw Unreadable(path: path, code: errno) }
            defer { fclose(file) }
            var octets: [UInt8] = []
            var block = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = fread(&block, 1, block.count, file)
                if count == 0 { return octets }
                octets += block[..<count]
            }
        }
    }

    private struct Unreadable: Error {
        let path: String
        let code: Int32
    }

    private static let tools: Tools = {
        do {
            return try Tools()
        } catch {
            fail("the vocabulary does not load, is this the package's folder? \(error)")
        }
    }()

    static func run(_ bytes: Span<UInt8>) {
        let octets = Array(bytes)
        let report: Report
        do throws(Diagnostic) {
            report = try Report(octets, file: "a.txt")
        } catch {
            require(error.file == "a.txt" && error.line >= 1 && !error.message.isEmpty, "refused with \(error)")
            return
        }
        let result = extract(report)
        let file = result.registerFile
        let faults = report.verify(file)
        require(faults.isEmpty, "evidence that the report does not bear out: \(faults)")
        for diagnostic in result.diagnostics {
            require(1...octets.count { $0 == 0x0A } + 1 ~= diagnostic.line, "\(diagnostic) lies outside the report")
        }
        let encoded = file.encoded()
        require(extract(report).registerFile.encoded() == encoded, "read twice, it gives two register files")
        do throws(Diagnostics) {
            let again = try RegisterFile(encoded, file: "a.json", vocabulary: tools.vocabulary)
            require(again.encoded() == encoded, "\(encoded.text) comes back as \(again.encoded().text)")
        } catch {
            fail("what was extracted is refused: \(error)\n\(encoded.text)")
        }
    }

    private static func extract(_ report: Report) -> Extractor.Result {
        tools.extractor.extract(report, Extractor.Bibliography(sha256: String(repeating: "0", count: 64)))
    }
}
