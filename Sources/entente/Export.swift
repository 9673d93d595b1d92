internal import API
internal import ArgumentParser
internal import HTTP
internal import Records
internal import Search

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the register to standard output.",
        discussion: """
            Examples:

                entente export > register.json
                entente export --format ndjson --data my/register
                entente export --format csv --type dialogues

            Without --type all records are written: dialogues first, then in the order of register files. With it the \
            output is what a server with the same data answers to /export/dialogues.csv.
            """)

    @Option(help: "json, ndjson or csv; csv needs --type.")
    var format = Format.json
    @Option(help: ArgumentHelp("One collection, as dialogues.", valueName: "collection"))
    var type: CollectionName?
    @Option(help: ArgumentHelp("Folder of register files and reports.", valueName: "folder"))
    var data = Setting.data.definition.standard
    @Option(help: ArgumentHelp("Folder of the vocabulary.", valueName: "folder"))
    var vocabulary = Setting.vocabulary.definition.standard

    func validate() throws {
        guard format == .csv, type == nil else { return }
        let names = CollectionName.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--format csv is one table; name it with --type: \(names).")
    }

    func run() throws {
        let snapshot: Snapshot
        do {
            snapshot = try RegisterLoader.snapshot(data: data, vocabulary: vocabulary)
        } catch {
            throw Exit.failure(error.description, .configuration)
        }
        let names = type.map { [$0] } ?? RecordType.allCases.sorted().compactMap(CollectionName.init)
        var stream = ExportStream(snapshot, names, format)
        try Exit.streaming {
            var step = StreamStep.more
            while step == .more {
                var octets: [UInt8] = []
                step = stream.appendPiece(to: &octets, size: 1 << 16)
                try Output.write(octets)
            }
        }
    }
}

extension Format: ExpressibleByArgument {}
extension CollectionName: ExpressibleByArgument {}
