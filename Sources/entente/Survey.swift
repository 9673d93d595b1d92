/// What lies in the folders of a register, and how each file looked: two equal surveys mean that there is nothing new to read.
struct Survey: Equatable, Sendable {
    /// Names below the folder, in order.
    let vocabulary: [String]
    /// Names below the folder, in order: register files, reports that are read, and those that prove register files.
    let data: [String]
    /// By path.
    private let stamps: [String: FileStamp]
    /// Paths of the folders that hold them, those of the vocabulary first.
    let folders: [String]

    /// - Throws: what keeps a folder from being listed.
    init(data: String, vocabulary: String) throws(FileError) {
        let (words, register) = (try Files.listing(of: vocabulary), try Files.listing(of: data))
        self.vocabulary = words.files.filter(Self.isVocabulary)
        self.data = register.files.filter(Self.isData)
        folders = words.folders + register.folders
        var stamps: [String: FileStamp] = [:]
        for (folder, names) in [(vocabulary, self.vocabulary), (data, self.data)] {
            for name in names { stamps["\(folder)/\(name)"] = FileStamp("\(folder)/\(name)") }
        }
        self.stamps = stamps
    }

    /// A file that does not look as it did; nil while all do.
    var changedFile: String? { stamps.filter { FileStamp($0.key) != $0.value }.map(\.key).min() }

    static func isVocabulary(_ name: String) -> Bool { name.hasSuffix(".json") }
    static func isData(_ name: String) -> Bool {
        RegisterLoader.isRegisterFile(name) || ReportReader.suffixes.contains(where: name.hasSuffix)
    }
}
