internal import Extraction
internal import HTTP
internal import Records
internal import Search

/// Reads vocabulary and register files and builds the snapshot: everything between a folder and an index.
enum RegisterLoader {
    struct Failure: Error, CustomStringConvertible {
        let messages: [String]

        var description: String { messages.joined(separator: "\n") }
    }

    /// The vocabulary and the files it was read from, those of the wording among them.
    struct LoadedVocabulary {
        let vocabulary: Vocabulary
        let folder: String
        let files: [Files.Entry]

        func reportReader() throws(Failure) -> ReportReader {
            do {
                return try ReportReader(vocabulary, files: files.map { (name: path($0, folder), bytes: $0.bytes) })
            } catch {
                throw Failure(messages: error.items.map(\.description))
            }
        }
    }

    static func vocabulary(in folder: String) throws(Failure) -> LoadedVocabulary {
        let files = try entries(in: folder, suffixes: [".json"])
        do {
            let vocabulary = try Vocabulary(files: files.map { (name: path($0, folder), bytes: $0.bytes) })
            return LoadedVocabulary(vocabulary: vocabulary, folder: folder, files: files)
        } catch {
            throw Failure(messages: error.items.map(\.description))
        }
    }

    /// Whether a file's name says that it tells about its folder, as README.md does, and is no report.
    static func isAboutFolder(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map { stem(String($0)).lowercased() }
        return ["readme", "licence", "license", "notice", "changelog", "contributing"].contains(name)
    }

    /// Reads every register file of a folder; a report of the same name beside one (`*.txt`, `*.md`) proves its positions
    /// and its hash.
    static func snapshot(data: String, vocabulary folder: String) throws(Failure) -> Snapshot {
        let loaded = try vocabulary(in: folder)
        let (vocabulary, vocabularyFiles) = (loaded.vocabulary, loaded.files)
        let files = try entries(in: data, suffixes: [".json"])
        var registerFiles: [RegisterFile] = []
        var messages: [String] = []
        for file in files {
            let name = path(file, data)
            do {
                let registerFile = try RegisterFile(file.bytes, file: name, vocabulary: vocabulary)
                messages += try verify(registerFile, reports: [stem(name)])
                registerFiles.append(registerFile)
            } catch let error as Diagnostics {
                messages += error.items.map(\.description)
            } catch {
                messages.append(String(describing: error))
            }
        }
        guard messages.isEmpty else { throw Failure(messages: messages) }
        do {
            let register = try Register(vocabulary: vocabulary, files: registerFiles)
            return SnapshotBuilder.build(
                register, generation: generation(of: vocabularyFiles + files),
                modified: (vocabularyFiles + files).map(\.modified).max() ?? 0)
        } catch {
            throw Failure(messages: error.items.map(\.description))
        }
    }

    /// Compares a register file with its report, when that is found at one of the stems.
    static func verify(_ file: RegisterFile, reports stems: [String]) throws(FileError) -> [String] {
        for stem in stems {
            for suffix in [".txt", ".md"] where Files.exists(stem + suffix) {
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

    static func stem(_ path: String) -> String {
        path.lastIndex(of: ".").map { String(path[..<$0]) } ?? path
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

    private static func entries(in folder: String, suffixes: [String]) throws(Failure) -> [Files.Entry] {
        do {
            return try Files.entries(in: folder, suffixes: suffixes)
        } catch {
            throw Failure(messages: [error.description])
        }
    }

    private static func path(_ entry: Files.Entry, _ folder: String) -> String { folder + "/" + entry.name }
}
