internal import Records

/// What is known of the reports beside their text, from --document and the options together.
struct Blocks {
    private let blocks: DocumentBlocks
    private let common: DocumentBlock

    /// Refused: what both give, and for several reports what only one can have.
    init(
        file: String?, options: [(name: String, value: String?)], _ reports: [ReportFile], _ vocabulary: Vocabulary
    ) throws {
        common = try Self.block(options, vocabulary)
        blocks = try file.map { try Self.read($0, vocabulary) } ?? .one(.empty)
        if let file { try check(reports, against: file) }
        guard reports.count > 1 else { return }
        var single = common.names
        if case .one(let block) = blocks { single += block.names }
        if let name = ["id", "url", "title"].first(where: single.contains) {
            throw Exit.usage(
                "Several reports cannot have the same '\(name)'; give --document an object of objects by their names.")
        }
    }

    private func check(_ reports: [ReportFile], against file: String) throws {
        for report in reports {
            if let name = blocks.block(named: report.stem).names.first(where: common.names.contains) {
                throw Exit.usage("'\(name)' is given by --\(name) and in \(file); leave one of them out.")
            }
            if case .byStem(let known) = blocks, known[report.stem] == nil {
                Output.printError("\(file):1: warning: it has nothing about '\(report.stem)' (\(report.path))")
            }
        }
    }

    func block(of report: ReportFile) -> DocumentBlock { blocks.block(named: report.stem).joined(with: common) }

    private static func block(
        _ options: [(name: String, value: String?)], _ vocabulary: Vocabulary
    ) throws -> DocumentBlock {
        let members = options.compactMap { option in
            option.value.map { JSONMember(name: option.name, line: 1, node: JSONNode(value: .string($0), line: 1)) }
        }
        do {
            return try DocumentBlock(
                JSONNode(value: .object(members), line: 1), file: "command line", vocabulary: vocabulary)
        } catch {
            throw Exit.usage(error.items.map(\.message).joined(separator: "\n"))
        }
    }

    private static func read(_ file: String, _ vocabulary: Vocabulary) throws -> DocumentBlocks {
        do {
            return try DocumentBlocks(try Files.read(file), file: file, vocabulary: vocabulary)
        } catch let error as FileError {
            throw Exit.failure(error.description, .noInput)
        } catch let error as Diagnostics {
            throw Exit.failure(error.description, .data)
        }
    }
}
