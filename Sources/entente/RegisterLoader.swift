internal import Extraction
internal import HTTP
internal import Records
internal import Search

/// Reads vocabulary, register files and reports and builds the snapshot: everything between a folder and an index.
enum RegisterLoader {
    struct Failure: Error, CustomStringConvertible {
        let messages: [String]

        var description: String { messages.joined(separator: "\n") }
    }

    /// Reads every register file of a folder; a report of the same stem beside one (`*.txt`, `*.md`) proves its positions
    /// and its hash. A report without one is extracted.
    ///
    /// - Parameter warn: is given each doubt about an extracted report; by default it is told on standard error.
    static func snapshot(
        data: String, vocabulary folder: String, warn: (Diagnostic) -> Void = { Output.printError($0.description) }
    ) throws(Failure) -> Snapshot {
        try snapshot(data: data, vocabulary: VocabularyFolder(folder), warn: warn)
    }

    static func snapshot(
        data: String, vocabulary: VocabularyFolder,
        warn: (Diagnostic) -> Void = { Output.printError($0.description) }
    ) throws(Failure) -> Snapshot {
        var reader = RegisterReader(vocabulary)
        let files = try files(in: data)
        for file in files {
            let path = "\(data)/\(file.name)"
            if isRegisterFile(path) {
                reader.readRegisterFile(file.bytes, file: path, reports: [stem(path)])
            } else {
                reader.readReport(file.bytes, file: path)
            }
        }
        let register = try reader.register()
        reader.doubts.forEach(warn)
        return SnapshotBuilder.build(
            register, generation: generation(of: vocabulary.files + files),
            modified: (vocabulary.files + files).map(\.modified).max() ?? 0)
    }

    /// The names of a folder's register files, and of the reports that have none of their stem, in order.
    static func names(in folder: String) throws(FileError) -> [String] {
        let names = try Files.names(in: folder, suffixes: [".json"] + ReportReader.suffixes)
        let registerFiles = Set(names.filter(isRegisterFile))
        return names.filter { name in
            isRegisterFile(name) || ReportReader.isReport(name) && !registerFiles.contains(stem(name) + ".json")
        }
    }

    private static func files(in folder: String) throws(Failure) -> [Files.Entry] {
        do {
            return try names(in: folder).map { name throws(FileError) in try Files.entry(name, in: folder) }
        } catch {
            throw Failure(messages: [error.description])
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
    private static func generation(of files: [Files.Entry]) -> String {
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
