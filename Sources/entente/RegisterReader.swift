internal import Extraction
internal import Records
internal import Synchronization

/// What a file of a register holds, or what is wrong with it.
struct FileReading: Sendable {
    /// nil when it is faulty.
    var file: PackedFile?
    var faults: [FileFault] = []
    /// What is doubtful in a report.
    var doubts: [Diagnostic] = []
}

/// Reads register files and reports, and collects every fault instead of stopping at the first.
struct RegisterReader: Sendable {
    private let vocabulary: VocabularyFolder
    private let builder: RegisterBuilder
    private let reports: LateReportReader
    private(set) var files: [PackedFile] = []
    private(set) var faults: [FileFault] = []
    private(set) var doubts: [Diagnostic] = []

    init(_ vocabulary: VocabularyFolder) {
        self.vocabulary = vocabulary
        builder = RegisterBuilder(vocabulary: vocabulary.vocabulary)
        reports = LateReportReader(vocabulary)
    }

    /// - Parameter stems: where the report may lie that proves the register file, without its suffix.
    func registerFile(_ bytes: [UInt8], file: String, reports stems: [String]) -> FileReading {
        reading(of: file) {
            let registerFile = try RegisterFile(bytes, file: file, vocabulary: vocabulary.vocabulary)
            let faults = try Self.verify(registerFile, reports: stems)
            return FileReading(file: faults.isEmpty ? builder.pack(registerFile) : nil, faults: faults)
        }
    }

    /// Extracts a report.
    func report(_ bytes: [UInt8], file: String) -> FileReading {
        reading(of: file) {
            let result = try reports.reader().read(bytes, file: file)
            return FileReading(file: builder.pack(result.registerFile), doubts: result.diagnostics)
        }
    }

    mutating func take(_ reading: FileReading) {
        if let file = reading.file { files.append(file) }
        faults += reading.faults
        doubts += reading.doubts
    }

    /// - Parameter file: to which what is wrong is put down when it does not say itself.
    func reading(of file: String, _ body: () throws -> FileReading) -> FileReading {
        do {
            return try body()
        } catch {
            return FileReading(faults: FileFault.all(in: error, file: file))
        }
    }

    /// Everything that was read, merged. Fails with all faults so far, or else with those between the files.
    func register() throws(RegisterLoader.Failure) -> Register {
        guard faults.isEmpty else { throw RegisterLoader.Failure(faults) }
        do {
            return try merged()
        } catch {
            throw RegisterLoader.Failure(error.items.map(FileFault.init))
        }
    }

    /// What was read without fault, merged: a file that does not go with the others is left out, and becomes a fault.
    mutating func soundRegister() throws(RegisterLoader.Failure) -> Register {
        while true {
            do {
                return try merged()
            } catch {
                let found = error.items.map(FileFault.init)
                let faulty = Set(found.map(\.file))
                let sound = files.filter { !faulty.contains($0.file) }
                faults += found
                guard sound.count < files.count else { throw RegisterLoader.Failure(faults) }
                files = sound
            }
        }
    }

    private func merged() throws(Diagnostics) -> Register {
        var builder = builder
        for file in files { builder.add(file) }
        return try builder.register()
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

/// Made for the first report, since most registers have none to be read.
private final class LateReportReader: Sendable {
    private let vocabulary: VocabularyFolder
    private let known = Mutex<ReportReader?>(nil)

    init(_ vocabulary: VocabularyFolder) { self.vocabulary = vocabulary }

    func reader() throws(RegisterLoader.Failure) -> ReportReader {
        try known.withLock { known throws(RegisterLoader.Failure) in
            if let known { return known }
            let reader = try vocabulary.reportReader()
            known = reader
            return reader
        }
    }
}
