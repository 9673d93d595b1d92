internal import Extraction
internal import Records

/// Reads register files and reports, one after the other, and collects every fault instead of stopping at the first.
struct RegisterReader {
    private let vocabulary: VocabularyFolder
    /// Made for the first report, since most registers have none to be read.
    private var reports: ReportReader?
    private(set) var registerFiles: [RegisterFile] = []
    private(set) var faults: [FileFault] = []
    /// What is doubtful in the reports.
    private(set) var doubts: [Diagnostic] = []

    init(_ vocabulary: VocabularyFolder) {
        self.vocabulary = vocabulary
    }

    /// - Parameter stems: where the report may lie that proves the register file, without its suffix.
    mutating func readRegisterFile(_ bytes: [UInt8], file: String, reports stems: [String]) {
        collect(file) { reader in
            let registerFile = try RegisterFile(bytes, file: file, vocabulary: reader.vocabulary.vocabulary)
            let faults = try Self.verify(registerFile, reports: stems)
            reader.faults += faults
            if faults.isEmpty { reader.registerFiles.append(registerFile) }
        }
    }

    /// Takes what a report was extracted into before.
    mutating func add(_ registerFile: RegisterFile) { registerFiles.append(registerFile) }

    /// Extracts a report.
    mutating func readReport(_ bytes: [UInt8], file: String) {
        collect(file) { reader in
            let reports = try reader.reports ?? reader.vocabulary.reportReader()
            reader.reports = reports
            let result = try reports.read(bytes, file: file)
            reader.registerFiles.append(result.registerFile)
            reader.doubts += result.diagnostics
        }
    }

    /// - Parameter file: to which what is wrong is put down when it does not say itself.
    mutating func collect(_ file: String, _ body: (inout RegisterReader) throws -> Void) {
        do {
            try body(&self)
        } catch {
            faults += FileFault.all(in: error, file: file)
        }
    }

    /// Everything that was read, merged. Fails with all faults so far, or else with those between the files.
    func register() throws(RegisterLoader.Failure) -> Register {
        guard faults.isEmpty else { throw RegisterLoader.Failure(faults) }
        do {
            return try Register(vocabulary: vocabulary.vocabulary, files: registerFiles)
        } catch {
            throw RegisterLoader.Failure(error.items.map(FileFault.init))
        }
    }

    /// What was read without fault, merged: a file that does not go with the others is left out, and becomes a fault.
    mutating func soundRegister() throws(RegisterLoader.Failure) -> Register {
        while true {
            do {
                return try Register(vocabulary: vocabulary.vocabulary, files: registerFiles)
            } catch {
                let found = error.items.map(FileFault.init)
                let faulty = Set(found.map(\.file))
                let sound = registerFiles.filter { !faulty.contains($0.document.source.file) }
                faults += found
                guard sound.count < registerFiles.count else { throw RegisterLoader.Failure(faults) }
                registerFiles = sound
            }
        }
    }

    /// Compares a register file with its report, when that is found at one of the stems.
    private static func verify(_ file: RegisterFile, reports stems: [String]) throws(FileError) -> [FileFault] {
        for stem in stems {
            for suffix in ReportReader.suffixes where Files.exists(stem + suffix) {
                let bytes = try Files.read(stem + suffix)
                do {
                    let report = try Report(bytes, file: stem + suffix)
                    return (hashFault(of: file, report: stem + suffix, bytes) + report.verify(file)).map(FileFault.init)
                } catch {
                    return [FileFault(error)]
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
