import Foundation
import Records
import Search
import Testing

@testable import entente

/// A folder of data with register files and reports in it.
@Suite("Data folders")
struct DataFolderTests {
    private static let report = CommandTests.ExtractTests.report
    private static let vocabulary = Command.root.appending(path: "Config/vocabulary").path
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func load(warn: (Diagnostic) -> Void = { _ in }) throws -> Snapshot {
        try RegisterLoader.snapshot(data: folder.path, vocabulary: Self.vocabulary, warn: warn)
    }

    /// A reviewed register file of another report, which is given back.
    private func writeRegisterFile(_ name: String) throws -> String {
        let report = CommandTests.CheckTests.report
        let hash = try #require(Digest.sha256(Array(report.utf8)))
        let lines = CommandTests.CheckTests.lines.map { $0.replacing("HASH", with: hash) }
        try folder.write(name, lines.joined(separator: "\n"))
        return report
    }

    @Test("a report without a register file is extracted", arguments: ["talks.txt", "talks.md", "sub/talks.txt"])
    func extracted(name: String) throws {
        try folder.write(name, Self.report)
        let snapshot = try load()
        let document = try #require(snapshot.register.records(of: .document).first)
        #expect(document.review == .extracted)
        #expect(document["sha256"]?.text == Digest.sha256(Array(Self.report.utf8)))
        let dialogues = snapshot.register.records(of: .dialogue)
        #expect(dialogues.map(\.documents) == [[document.id]])
        #expect(dialogues.allSatisfy { $0.review == .extracted })
    }

    @Test("a register file of the same stem goes before the report and is proved against it")
    func registerFileWins() throws {
        let report = try writeRegisterFile("talks.json")
        try folder.write("talks.txt", report)
        let snapshot = try load()
        #expect(snapshot.register.records(of: .document).map(\.id) == ["2023-03-04-post"])
        #expect(snapshot.register.records(of: .dialogue).map(\.review) == [.reviewed])
        try folder.write("talks.txt", report + " More.")
        #expect { try load() } throws: { "\($0)".contains("'sha256' is ") }
    }

    @Test("a register file of the same stem in another folder does not stand for the report")
    func otherFolder() throws {
        _ = try writeRegisterFile("reviewed/talks.json")
        try folder.write("talks.txt", Self.report)
        #expect(try load().register.records(of: .document).count == 2)
    }

    @Test(
        "files that tell about the folder, and files of other kinds, are no reports",
        arguments: [
            "README.md", "Readme.txt", "sub/README.md", "LICENSE.txt", "CHANGELOG.md", "notes.pdf", ".notes.txt",
        ])
    func others(name: String) throws {
        try folder.write(name, Self.report)
        #expect(try load().register.records(of: .document).isEmpty)
    }

    @Test("a report that states nothing is a document without records, and stops nothing")
    func nothing() throws {
        try folder.write("to-do.md", "# To do\n\nAsk the archive for more.\n")
        let register = try load().register
        #expect(register.records(of: .document).count == 1)
        #expect(register.records(of: .dialogue).isEmpty)
    }

    @Test("a report that is no text is told like a faulty register file, and all faults at once")
    func faults() throws {
        try folder.write("empty.txt", "")
        let path = try folder.write("bad.json", "{\"entente\": 2,\n \"document\": {},\n \"records\": []}")
        #expect {
            try load()
        } throws: { error in
            let lines = "\(error)".split(separator: "\n")
            return lines.count == 2 && lines[0].hasPrefix("\(path):1: error: ")
                && lines[1] == "\(folder.path)/empty.txt:1: error: the report holds no text"
        }
    }

    @Test("another report makes another generation, and the same files the same")
    func generation() throws {
        try folder.write("talks.txt", Self.report)
        let first = try load().generation
        #expect(try load().generation == first)
        try folder.write("talks.txt", Self.report + " More.")
        #expect(try load().generation != first)
    }
}

extension CommandTests {
    @Suite("Folders of data in commands")
    struct DataFolderCommandTests {
        @Test("a folder with a report is checked, served and exported")
        func commands() throws {
            let folder = try TemporaryFolder()
            try folder.write("talks.txt", ExtractTests.report)
            try folder.write("README.md", "About this folder.")
            let check = try Command.run(["check", folder.path])
            #expect(check.status == 0, "\(check.errors)")
            #expect(check.output.hasPrefix("1 file(s) with "))
            let server = try Running(["--data", folder.path])
            let client = LoopbackClient(port: server.port)
            #expect(try client.list("/dialogues?partner=Kenya&review=extracted").count == 1)
            #expect(server.stop(SIGTERM) == 0)
            let export = try Command.run(["export", "--data", folder.path, "--format", "ndjson", "--type", "dialogues"])
            #expect(export.output.split(separator: "\n").count == 1)
        }

        @Test("a report that is no text keeps a server from starting with 78, and check says so with 65")
        func badReport() throws {
            let folder = try TemporaryFolder()
            let path = try folder.write("talks.txt", "\u{0}")
            for (arguments, status) in [
                (["check", folder.path], 65), (["check", path], 65),
                (["serve", "--port", "0", "--data", folder.path, "--set", "public=\(folder.path)"], 78),
            ] as [([String], Int32)] {
                let outcome = try Command.run(arguments)
                #expect(outcome.status == status)
                #expect(outcome.errors.hasPrefix("\(path):1: error: "))
            }
        }
    }
}
