internal import ArgumentParser
internal import FoundationEssentials
internal import Records
internal import Search

/// For development: builds the snapshot of a folder and measures it through the library, without a server.
@main
struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entente-measure",
        abstract: "Measure what a register takes, and how soon its snapshot answers; prints JSON.")

    @Option(help: "Folder of the vocabulary.") var vocabulary = "Config/vocabulary"
    @Option(help: "Different questions of each kind.") var questions = 64
    @Option(help: "How often each is asked.") var repeats = 15
    @Option(help: "Only these kinds of question; all without it.") var kind: [String] = []
    @Flag(help: "Print the questions, too, so that others can be asked the same.") var listing = false
    @Argument(help: "The folder of register files.") var folder: String

    func validate() throws {
        let unknown = kind.filter { QuestionSet.Kind(rawValue: $0) == nil }
        guard unknown.isEmpty else {
            let known = QuestionSet.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no kind \(unknown.joined(separator: ", ")) but \(known).")
        }
        guard questions > 0, repeats > 0 else { throw ValidationError("questions and repeats begin at 1.") }
    }

    func run() throws {
        let vocabulary = try self.vocabulary(at: vocabulary)
        let start = Usage()
        let register = try register(vocabulary)
        let loaded = Usage()
        let snapshot = SnapshotBuilder.build(register, generation: "measured", modified: 0)
        let built = Usage()
        let questions = QuestionSet(snapshot, count: questions)
        var json = Array("{".utf8)
        json.appendName("dialogues")
        json.appendJSON(snapshot.collection(.dialogues).entries.count)
        for (name, before, after) in [("register", start, loaded), ("snapshot", loaded, built)] {
            json.appendName(name)
            after.append(since: before, to: &json)
        }
        json.appendName("octets")
        Sizes.append(snapshot, to: &json)
        json.appendName("microseconds")
        json.append(UInt8(ascii: "{"))
        for kind in QuestionSet.Kind.allCases where self.kind.isEmpty || self.kind.contains(kind.rawValue) {
            json.appendName(kind.rawValue)
            questions.measure(kind, repeats: repeats).append(to: &json)
        }
        json.append(UInt8(ascii: "}"))
        if listing {
            json.appendName("questions")
            questions.append(to: &json)
        }
        json.append(contentsOf: "}".utf8)
        print(String(decoding: json, as: UTF8.self))
    }

    private func files(at folder: String) throws -> [(name: String, bytes: [UInt8])] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted().map {
            (name: "\(folder)/\($0)", bytes: [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\($0)"))))
        }
    }

    private func vocabulary(at folder: String) throws -> Vocabulary {
        do {
            return try Vocabulary(files: try files(at: folder))
        } catch let error as Diagnostics {
            throw ValidationError(error.items.map(\.description).joined(separator: "\n"))
        }
    }

    private func register(_ vocabulary: Vocabulary) throws -> Register {
        do {
            let files = try files(at: folder).map { name, bytes in
                try RegisterFile(bytes, file: name, vocabulary: vocabulary)
            }
            return try Register(vocabulary: vocabulary, files: files)
        } catch let error as Diagnostics {
            throw ValidationError(error.items.map(\.description).joined(separator: "\n"))
        }
    }
}
