internal import ArgumentParser
internal import Dispatch
internal import FoundationEssentials
internal import Records
internal import Synchronization

/// For development: registers and reports of any size to measure with. The same arguments give the same octets.
@main
struct Synth: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "entente-synth", abstract: "Make up plausible registers and reports to measure with.",
        subcommands: [Registers.self, Reports.self])
}

/// What both commands take.
struct Source: ParsableArguments {
    @Option(help: "Folder of the vocabulary.") var vocabulary = "Config/vocabulary"
    @Option(help: "Another number gives another register.") var seed: UInt64 = 7

    func world() throws -> World {
        let names = try FileManager.default.contentsOfDirectory(atPath: vocabulary).sorted()
        let files = try names.filter { $0.hasSuffix(".json") }.map { name in
            let path = "\(vocabulary)/\(name)"
            return (name: path, bytes: [UInt8](try Data(contentsOf: URL(filePath: path))))
        }
        do {
            return World(try Vocabulary(files: files))
        } catch {
            throw ValidationError(error.items.map(\.description).joined(separator: "\n"))
        }
    }
}

struct Registers: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Write register files into a folder.")

    @OptionGroup var source: Source
    @Option(help: "Dialogues in all.") var dialogues = 1000
    @Option(help: "Dialogues in a file.") var perFile = 100
    @Flag(help: "Leave out agreements, commitments and people.") var dialoguesOnly = false
    @Argument(help: "The folder; it is made.") var folder: String

    func validate() throws {
        guard dialogues > 0, perFile > 0 else { throw ValidationError("dialogues and per-file begin at 1.") }
    }

    func run() throws {
        let shares =
            dialoguesOnly
            ? RegisterInvention.Shares(agreements: 0, commitments: 0, people: 0) : RegisterInvention.Shares()
        let invention = RegisterInvention(world: try source.world(), seed: source.seed, shares: shares)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let failures = Mutex<[String]>([])
        let (folder, dialogues, perFile) = (folder, dialogues, perFile)
        DispatchQueue.concurrentPerform(iterations: (dialogues + perFile - 1) / perFile) { number in
            let first = number * perFile
            let file = invention.file(first: first, count: min(perFile, dialogues - first))
            do {
                try Data(file.encoded()).write(to: URL(filePath: "\(folder)/\(file.file).json"))
            } catch {
                failures.withLock { $0.append("\(folder)/\(file.file).json: \(error)") }
            }
        }
        if let failure = failures.withLock({ $0.first }) { throw ValidationError(failure) }
    }
}

struct Reports: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write reports, one in JSON on each line, as 'entente extract --ndjson' takes them.")

    @OptionGroup var source: Source
    @Option(help: "How many.") var count = 1000

    func run() throws {
        let invention = ReportInvention(world: try source.world(), seed: source.seed)
        for number in 0..<count {
            var line = Array("{\"id\": \(number), \"text\": ".utf8)
            line.appendJSON(invention.text(number))
            line.append(UInt8(ascii: "}"))
            print(String(decoding: line, as: UTF8.self))
        }
    }
}
