internal import Extraction
internal import Records
internal import Search

/// The folders of a register, read again and again. What a change does not concern is kept: the vocabulary, and what
/// reports were extracted into.
struct RegisterSource {
    /// A file that was written to while the folders were read; to be tried again.
    struct Disturbance: Error {
        let file: String
    }

    /// What was read, before it is indexed.
    struct Reading {
        let register: Register
        let generation: String
        let vocabulary: VocabularyFolder
        /// Whether the vocabulary is another one than at the last reading.
        fileprivate(set) var hasNewVocabulary = false
        /// Of the files that were left out.
        let faults: [FileFault]
        /// About reports that were extracted now.
        let doubts: [Diagnostic]
        /// Seconds since 1970.
        fileprivate let modified: Int64

        func snapshot() -> Snapshot { SnapshotBuilder.build(register, generation: generation, modified: modified) }
    }

    let data: String
    let vocabulary: String
    /// Whether faulty files of `data` are left out rather than making the whole unreadable.
    var skipsFaultyFiles = false
    /// The vocabulary that was read last and a hash of its files.
    private var known: (hash: String, folder: VocabularyFolder)?
    /// The hash of the vocabulary by which a register was read last.
    private var usedVocabulary: String?
    /// By path: the register files of reports that were read last.
    private var extracted: [String: RegisterFile] = [:]
    /// Files of `data` at the last reading that could be served.
    private var count = 0
    /// Of the folders as they were read last.
    private(set) var lastSurvey: Survey?

    init(data: String, vocabulary: String) { (self.data, self.vocabulary) = (data, vocabulary) }

    func survey() throws(FileError) -> Survey { try Survey(data: data, vocabulary: vocabulary) }

    /// Tries a few times while files are being written.
    mutating func read() throws(RegisterLoader.Failure) -> Reading {
        for _ in 0..<Self.mostAttempts {
            do {
                return try read(try survey())
            } catch is Disturbance {
                continue
            } catch {
                throw RegisterLoader.Failure(FileFault.all(in: error, file: data))
            }
        }
        let message = "\(data): error: files are being written all the time; begin when that is done."
        throw RegisterLoader.Failure([FileFault(file: data, message: message)])
    }

    static let mostAttempts = 3

    /// - Parameters:
    ///   - survey: of the folders as they are.
    ///   - unfinished: faults of files that are not even to be looked into.
    ///   - now: seconds since 1970.
    /// - Throws: `Disturbance`, or a `RegisterLoader.Failure` with all faults that were found.
    mutating func read(
        _ survey: Survey, leavingOut unfinished: [FileFault] = [], now: Int64 = Files.secondsSince1970()
    ) throws -> Reading {
        lastSurvey = survey
        let left = Set(unfinished.map(\.file))
        let names = RegisterLoader.names(among: survey.data).filter { !left.contains("\(data)/\($0)") }
        let words: [Files.Entry]
        let files: [Files.Entry]
        do {
            words = try survey.vocabulary.map { try Files.entry($0, in: vocabulary, now: now) }
            files = try names.map { try Files.entry($0, in: data, now: now) }
        } catch {
            if let file = survey.changedFile { throw Disturbance(file: file) }
            throw RegisterLoader.Failure(FileFault.all(in: error, file: data))
        }
        let result = Result { try register(words, files, unfinished) }
        // Proofs are read on the way, so that only now all has been.
        if let file = survey.changedFile { throw Disturbance(file: file) }
        var reading = try result.get()
        count = files.count
        reading.hasNewVocabulary = known?.hash != usedVocabulary
        usedVocabulary = known?.hash
        return reading
    }

    private mutating func register(
        _ words: [Files.Entry], _ files: [Files.Entry], _ unfinished: [FileFault]
    ) throws(RegisterLoader.Failure) -> Reading {
        guard !files.isEmpty || count == 0 else {
            // What a volume that is no longer mounted leaves behind looks so, too.
            let message =
                "\(data): error: it holds no register file (*.json) and no report (*.txt, *.md) any more; put them back, "
                + "or start the server anew to serve none."
            throw RegisterLoader.Failure([FileFault(file: data, message: message)])
        }
        let folder = try vocabulary(of: words)
        var reader = RegisterReader(folder)
        for file in files {
            let path = "\(data)/\(file.name)"
            if RegisterLoader.isRegisterFile(path) {
                reader.readRegisterFile(file.bytes, file: path, reports: [RegisterLoader.stem(path)])
            } else if let known = extracted[path], known.document["sha256"]?.text == Digest.sha256(file.bytes) {
                reader.add(known)
            } else {
                reader.readReport(file.bytes, file: path)
            }
        }
        extracted = Dictionary(
            reader.registerFiles.map { ($0.document.source.file, $0) }.filter { !RegisterLoader.isRegisterFile($0.0) },
            uniquingKeysWith: { $1 })
        guard skipsFaultyFiles || unfinished.isEmpty else { throw RegisterLoader.Failure(unfinished + reader.faults) }
        let register = try skipsFaultyFiles ? reader.soundRegister() : reader.register()
        let faults = unfinished + reader.faults
        let faulty = Set(faults.map(\.file))
        let served = words + files.filter { !faulty.contains("\(data)/\($0.name)") }
        return Reading(
            register: register, generation: RegisterLoader.generation(of: served), vocabulary: folder,
            faults: faults, doubts: reader.doubts, modified: served.map(\.modified).max() ?? 0)
    }

    private mutating func vocabulary(of files: [Files.Entry]) throws(RegisterLoader.Failure) -> VocabularyFolder {
        let hash = RegisterLoader.generation(of: files)
        if let known, known.hash == hash { return known.folder }
        let folder = try VocabularyFolder(vocabulary, files: files)
        // Else a fault of the wording would come up with the first report only.
        if known != nil { _ = try folder.wording() }
        known = (hash, folder.forReports)
        extracted = [:]
        return folder.forReports
    }
}
