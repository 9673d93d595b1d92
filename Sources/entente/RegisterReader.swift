internal import Extraction
internal import Records

/// Reads register files and reports, one after the other, and collects every fault instead of stopping at the first.
struct RegisterReader {
    private let vocabulary: VocabularyFolder
    /// Made for the first report, since most registers have none to be read.
    private var reports: ReportReader?
    private(set) var registerFiles: [RegisterFile] = []
    private(set) var faults: [String] = []
    /// What is doubtful in the reports.
    private(set) var doubts: [Diagnostic] = []

    init(_ vocabulary: VocabularyFolder) {
        self.vocabulary = vocabulary
    }

    /// - Parameter stems: where the report may lie that proves the register file, without its suffix.
    mutating func readRegisterFile(_ bytes: [UInt8], file: String, reports stems: [String]) {
        collect { reader in
            let registerFile = try RegisterFile(bytes, file: file, vocabulary: reader.vocabulary.vocabulary)
            reader.faults += try Self.verify(registerFile, reports: stems)
            reader.registerFiles.append(registerFile)
        }
    }

    /// Extracts a report.
    mutating func readReport(_ bytes: [UInt8], file: String) {
        collect { reader in
            let reports = try reader.reports ?? reader.vocabulary.reportReader()
            reader.reports = reports
            let result = try reports.read(bytes, file: file)
            reader.registerFiles.append(result.registerFile)
            reader.doubts += result.diagnostics
        }
    }

    mutating func collect(_ body: (inout RegisterReader) throws -> Void) {
        do {
            try body(&self)
        } catch let error as Diagnostics {
            faults += error.items.map(\.description)
        } catch {
            faults.append(String(describing: error))
        }
    }

    /// Everything that was read, merged. Fails with all faults so far, or else with those between the files.
    func register() throws(RegisterLoader.Failure) -> Register {
        guard faults.isEmpty else { throw RegisterLoader.Failure(messages: faults) }
        do {
            return try Register(vocabulary: vocabulary.vocabulary, files: registerFiles)
        } catch {
            throw RegisterLoader.Failure(messages: error.items.map(\.description))
        }
    }

    /// Compares a register file with its report, when that is found at one of the stems.
    private static func verify(_ file: RegisterFile, reports stems: [String]) throws(FileError) -> [String] {
        for stem in stems {
            for suffix in ReportReader.suffixes where Files.exists(stem + suffix) {
                let bytes = try Files.read(stem + suffix)
                do {
                    let report = try Report(bytes, file: stem + suffix)
                    return (hashFault(of: file, report: stem + suffix, bytes) + report.verify(file)).map(\.description)
                } catch {
                    return [error.description]
                }
            }
        }
        return []
    }

    private static func hashFault(of file: RegisterFile, report: String, _ bytes: [UInt8]) -> [Diagnostic] {
        let (stated, actual) = (file.document["sha256"]?.text, Digest.sha256(bytes))
        guard stated != actual else { return [] }
        return [
            Diagnostic(
                file: file.document.source.file, line: file.document.source.line,
                message: "'sha256' is \(stated ?? "missing"), but \(report) has \(actual ?? "none"): "
                    + "this is not the report that the positions were taken from")
        ]
    }
}
