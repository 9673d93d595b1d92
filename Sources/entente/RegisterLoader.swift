internal import Extraction
internal import HTTP
internal import Records
internal import Search

/// From a folder to a snapshot, once: for commands. Who serves reads again and again: `RegisterSource`.
enum RegisterLoader {
    struct Failure: Error, CustomStringConvertible {
        let faults: [FileFault]

        init(_ faults: [FileFault]) { self.faults = faults }

        var description: String { faults.map(\.message).joined(separator: "\n") }
    }

    /// Reads every register file of a folder; a report of the same stem beside one (`*.txt`, `*.md`) proves its positions
    /// and its hash. A report without one is extracted.
    ///
    /// - Parameter warn: is given each doubt about an extracted report; by default it is told on standard error.
    static func snapshot(
        data: String, vocabulary: String, warn: (Diagnostic) -> Void = { Output.printError($0.description) }
    ) throws(Failure) -> Snapshot {
        var source = RegisterSource(data: data, vocabulary: vocabulary)
        let reading = try source.read()
        reading.doubts.forEach(warn)
        return reading.snapshot()
    }

    /// Of a folder's files the register files, and the reports that have none of their stem, in order.
    static func names(among names: [String]) -> [String] {
        let registerFiles = Set(names.filter(isRegisterFile))
        return names.filter { name in
            isRegisterFile(name) || ReportReader.isReport(name) && !registerFiles.contains(stem(name) + ".json")
        }
    }

    static func isRegisterFile(_ path: String) -> Bool { path.hasSuffix(".json") }

    /// A path without the suffix of its file.
    static func stem(_ path: String) -> String {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return path }
        return String(path[..<dot])
    }

    /// A hash of all files: equal content, equal generation. Not a cryptographic one: OpenSSL's start would cost more
    /// time and memory than the whole register.
    static func generation(of files: [Files.Entry]) -> String {
        var bytes: [UInt8] = []
        for file in files {
            bytes += file.name.utf8
            bytes.append(0)
            bytes += file.bytes
            bytes.append(0)
        }
        return String(EntityTag(hashing: bytes).text.dropFirst().prefix(16))
    }
}
