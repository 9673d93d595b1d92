import API
import Foundation
import Records
import Search
import Synchronization
import Testing

@testable import entente

/// A register that is kept by hand: time passes when a test says so, and nothing happens between its calls.
final class KeptRegister {
    /// Time as a test sets it.
    final class TestClock: Sendable {
        let time = Mutex((monotonic: 1000.0, wall: Int64(1_700_000_000)))

        func advance(_ seconds: Double) {
            time.withLock {
                $0.monotonic += seconds
                $0.wall += Int64(seconds)
            }
        }
    }

    /// What the register has told.
    final class Log: Sendable {
        let reports = Mutex<[ReloadReport]>([])
        let vocabularies = Mutex(0)
    }

    static let vocabulary = Command.root.appending(path: "Config/vocabulary").path

    let folder: TemporaryFolder
    let clock = TestClock()
    let log = Log()
    var skips = false
    private(set) var catalog: Catalog?

    var data: String { "\(folder.path)/data" }

    init() throws { folder = try TemporaryFolder() }

    /// A register file that states one dialogue of that year.
    static func file(_ year: Int, kind: String = "talks") -> String {
        CommandTests.CheckTests.lines.joined(separator: "\n").replacing("2023", with: "\(year)")
            .replacing("\"talks\"", with: "\"\(kind)\"").replacing("HASH", with: String(repeating: "0", count: 64))
    }

    func write(_ name: String, _ text: String) throws { try folder.write("data/\(name)", text) }

    /// As a careful program writes it.
    func put(_ name: String, _ text: String) throws {
        try FileManager.default.createDirectory(
            atPath: URL(filePath: "\(data)/\(name)").deletingLastPathComponent().path, withIntermediateDirectories: true
        )
        try folder.write("data/.new", text)
        guard rename("\(data)/.new", "\(data)/\(name)") == 0 else { throw POSIXError(.EIO) }
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(data)/\(name)") }

    /// Reads the folder and begins to keep it.
    func begin(isWatching: Bool = true, vocabulary: String = KeptRegister.vocabulary) throws -> RegisterUpdater {
        var source = RegisterSource(data: data, vocabulary: vocabulary)
        source.skipsFaultyFiles = skips
        let reading = try source.read()
        let catalog = Catalog(reading.snapshot())
        self.catalog = catalog
        var options = RegisterUpdater.Options()
        options.isWatching = isWatching
        options.delay = 0.5
        let clock = clock
        options.clocks = Clocks(
            monotonic: { clock.time.withLock(\.monotonic) }, wall: { clock.time.withLock(\.wall) })
        let log = log
        options.tell = { event in
            if case .ended(let report, _) = event { log.reports.withLock { $0.append(report) } }
        }
        options.useVocabulary = { _ in log.vocabularies.withLock { $0 += 1 } }
        var updater = RegisterUpdater(source, catalog, faults: reading.faults, options: options)
        settle(&updater)
        return updater
    }

    /// Lets time pass until nothing waits any more, and returns what happened meanwhile.
    @discardableResult
    func settle(_ updater: inout RegisterUpdater) -> [ReloadReport] {
        log.reports.withLock { $0 = [] }
        updater.turn()
        clock.advance(1)
        updater.turn()
        return log.reports.withLock { $0 }
    }

    var dialogues: [String] { catalog?.current.collection(.dialogues).entries.map(\.id).sorted() ?? [] }
}

@Suite("A register that is kept up to date")
struct RegisterUpdaterTests {
    private let register: KeptRegister

    init() throws {
        register = try KeptRegister()
        try register.write("a.json", KeptRegister.file(2021))
    }

    private func id(_ year: Int) -> String { "kenya-norway-talks-\(year)-03-03" }

    @Test("files that are put there, changed and taken away are taken in, each in one step, with what it changed")
    func changes() throws {
        var updater = try register.begin()
        #expect(register.log.reports.withLock(\.count) == 0)
        try register.put("sub/b.json", KeptRegister.file(2022))
        try #require(register.settle(&updater).first?.outcome == .published)
        #expect(register.dialogues == [id(2021), id(2022)])
        try register.put("sub/b.json", KeptRegister.file(2022, kind: "meeting"))
        let changed = try #require(register.settle(&updater).first)
        #expect(changed.outcome == .published)
        #expect(changed.changes[.dialogues]?.changed == 1)
        #expect(changed.detail.contains("dialogues 1 changed"))
        #expect(changed.cause == "files changed")
        try register.remove("sub/b.json")
        let removed = try #require(register.settle(&updater).first)
        #expect(removed.changes[.dialogues]?.removed == 1)
        #expect(removed.detail.contains("dialogues −1"))
        #expect(register.dialogues == [id(2021)])
        #expect(register.settle(&updater).isEmpty)
        #expect(updater.status.reloads == [.published: 3])
        #expect(updater.status.register == .current)
    }

    @Test("nothing is read before the quiet while is over")
    func quiet() throws {
        var updater = try register.begin()
        try register.put("b.json", KeptRegister.file(2022))
        updater.turn()
        #expect(updater.rest == 0.5)
        register.clock.advance(0.4)
        updater.turn()
        #expect(register.dialogues == [id(2021)])
        register.clock.advance(0.2)
        updater.turn()
        #expect(register.dialogues == [id(2021), id(2022)])
    }

    @Test("a report that is cut short is not read while its writer holds it open, though half of it is valid text")
    func halfWritten() throws {
        var updater = try register.begin()
        let report = CommandTests.ExtractTests.report
        let path = "\(register.data)/talks.txt"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.write(contentsOf: Data(report.utf8.prefix(60)))
        #expect(register.settle(&updater).isEmpty)
        register.clock.advance(10)
        #expect(register.settle(&updater).isEmpty)
        #expect(updater.status.awaited == [path])
        // Nor when somebody asks.
        let report1 = updater.reload("SIGHUP")
        #expect(report1.outcome == .deferred)
        #expect(report1.detail.hasPrefix("\(path) is being written"))
        #expect(register.dialogues == [id(2021)])
        try handle.write(contentsOf: Data(report.utf8.dropFirst(60)))
        try handle.close()
        #expect(register.settle(&updater).map(\.outcome) == [.published])
        #expect(register.dialogues.count == 2)
        let text = try #require(Digest.sha256(Array(report.utf8)))
        #expect(
            register.catalog?.current.register.records(of: .document).contains { $0["sha256"]?.text == text } == true)
        #expect(updater.status.awaited == [])
    }

    @Test(
        "who holds a file open for more than a minute is told as a fault, which ends when he closes it",
        arguments: [false, true])
    func held(skips: Bool) throws {
        register.skips = skips
        var updater = try register.begin()
        let path = "\(register.data)/b.json"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.write(contentsOf: Data(KeptRegister.file(2022).utf8))
        try register.put("c.json", KeptRegister.file(2023))
        #expect(register.settle(&updater).isEmpty)
        register.clock.advance(60)
        #expect(register.settle(&updater).map(\.outcome) == [skips ? .published : .refused])
        #expect(register.dialogues == (skips ? [id(2021), id(2023)] : [id(2021)]))
        #expect(updater.status.faults.map(\.file) == [path])
        #expect(updater.status.register == (skips ? .partial : .stale))
        try handle.close()
        #expect(register.settle(&updater).map(\.outcome) == [.published])
        #expect(updater.status.faults == [])
        #expect(register.dialogues == [id(2021), id(2022), id(2023)])
    }

    @Test("a faulty file leaves the register as it is, with file, line, reason and since when, until it is put right")
    func refused() throws {
        var updater = try register.begin()
        let generation = try #require(register.catalog?.current.generation)
        try register.put("b.json", "{\"entente\": 1,\n \"document\": {},\n \"records\": []}")
        try register.put("c.json", KeptRegister.file(2022))
        let report = try #require(register.settle(&updater).first)
        #expect(report.outcome == .refused)
        #expect(report.generation == generation)
        #expect(register.dialogues == [id(2021)])
        let fault = try #require(updater.status.faults.first)
        #expect(fault.file == "\(register.data)/b.json")
        #expect(fault.reason.hasPrefix("\(register.data)/b.json:2: error: "))
        #expect(updater.status.register == .stale)
        // The clock is set back and the file is faulty in another way: it has been so since it was first seen.
        register.clock.time.withLock { $0.wall -= 86_400 }
        try register.put("b.json", "[]")
        #expect(register.settle(&updater).map(\.outcome) == [.refused])
        #expect(updater.status.faults.map(\.since) == [fault.since])
        #expect(updater.status.faults.first?.reason.hasPrefix("\(register.data)/b.json:1: error: ") == true)
        try register.remove("b.json")
        #expect(register.settle(&updater).map(\.outcome) == [.published])
        #expect(updater.status.faults == [])
        #expect(updater.status.register == .current)
        #expect(register.dialogues == [id(2021), id(2022)])
    }

    @Test("by setting the rest is served, also at the start, and without what does not go with the rest")
    func skipped() throws {
        register.skips = true
        try register.write("b.json", "{")
        var updater = try register.begin()
        #expect(updater.status.register == .partial)
        #expect(updater.status.faults.map(\.file) == ["\(register.data)/b.json"])
        #expect(register.dialogues == [id(2021)])
        let generation = try #require(register.catalog?.current.generation)
        // The same document twice.
        try register.put("c.json", KeptRegister.file(2021))
        let unchanged = try #require(register.settle(&updater).first)
        #expect(unchanged.outcome == .unchanged)
        #expect(updater.status.faults.map(\.file) == ["\(register.data)/b.json", "\(register.data)/c.json"])
        // What is served has the name of what is served, however many faulty files lie beside it.
        try register.remove("b.json")
        try register.remove("c.json")
        #expect(register.settle(&updater).map(\.outcome) == [.unchanged])
        #expect(register.catalog?.current.generation == generation)
        #expect(updater.status.register == .current)
    }

    enum Loss: CaseIterable { case gone, file, link, emptied }

    @Test(
        "a folder that is gone, or empty, leaves the register as it is, and is found again when it returns",
        arguments: Loss.allCases)
    func vanished(loss: Loss) throws {
        var updater = try register.begin()
        let (data, kept) = (register.data, "\(register.folder.path)/kept")
        try FileManager.default.moveItem(atPath: data, toPath: kept)
        switch loss {
        case .gone: break
        case .file: try register.folder.write("data", "no folder")
        case .link: try FileManager.default.createSymbolicLink(atPath: data, withDestinationPath: data)
        case .emptied: try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: false)
        }
        #expect(register.settle(&updater).map(\.outcome) == [.refused])
        #expect(updater.status.register == .stale)
        #expect(updater.status.faults.map(\.file) == [data])
        #expect(register.dialogues == [id(2021)])
        // It is not read over and over.
        register.clock.advance(100)
        #expect(register.settle(&updater).isEmpty)
        if loss != .gone { try FileManager.default.removeItem(atPath: data) }
        try FileManager.default.moveItem(atPath: kept, toPath: data)
        try register.put("b.json", KeptRegister.file(2022))
        #expect(register.settle(&updater).map(\.outcome) == [.published])
        #expect(updater.status.faults == [])
        try register.put("c.json", KeptRegister.file(2023))
        #expect(register.settle(&updater).map(\.outcome) == [.published])
        #expect(register.dialogues == [id(2021), id(2022), id(2023)])
    }

    @Test("a volume of Kubernetes, whose links lead to a folder that is exchanged as a whole, is taken in")
    func configMap() throws {
        try register.remove("a.json")
        let files = FileManager.default
        try register.write("..2026_1/a.json", KeptRegister.file(2021))
        try files.createSymbolicLink(atPath: "\(register.data)/..data", withDestinationPath: "..2026_1")
        try files.createSymbolicLink(atPath: "\(register.data)/a.json", withDestinationPath: "..data/a.json")
        var updater = try register.begin()
        #expect(register.dialogues == [id(2021)])
        try register.write("..2026_2/a.json", KeptRegister.file(2022))
        #expect(register.settle(&updater).isEmpty)
        try files.createSymbolicLink(atPath: "\(register.data)/..data_tmp", withDestinationPath: "..2026_2")
        try #require(rename("\(register.data)/..data_tmp", "\(register.data)/..data") == 0)
        try register.remove("..2026_1")
        #expect(register.settle(&updater).map(\.outcome) == [.published])
        #expect(register.dialogues == [id(2022)])
    }

    @Test("a data folder that is a link is taken in when the link is set to another folder")
    func switchedLink() throws {
        let files = FileManager.default
        try files.moveItem(atPath: register.data, toPath: "\(register.folder.path)/one")
        try register.folder.write("two/a.json", KeptRegister.file(2022))
        try files.createSymbolicLink(atPath: register.data, withDestinationPath: "one")
        var updater = try register.begin()
        try files.createSymbolicLink(atPath: "\(register.folder.path)/next", withDestinationPath: "two")
        try #require(rename("\(register.folder.path)/next", register.data) == 0)
        #expect(register.settle(&updater).map(\.outcome) == [.published])
        #expect(register.dialogues == [id(2022)])
    }

    @Test("who asks gets the register that lies there, with nobody watching it")
    func asked() throws {
        var updater = try register.begin(isWatching: false)
        try register.put("b.json", KeptRegister.file(2022))
        #expect(register.settle(&updater).isEmpty)
        #expect(updater.rest == nil)
        #expect(updater.reload("SIGHUP").outcome == .published)
        let again = updater.reload("SIGHUP")
        #expect(again.outcome == .unchanged)
        #expect(again.changes.isEmpty)
        #expect(again.generation == register.catalog?.current.generation)
        #expect(updater.status.watching == .off)
        #expect(updater.status.lastReload?.outcome == .unchanged)
    }

    @Test("another vocabulary is taken in and used for reports; a faulty one is not")
    func vocabulary() throws {
        let words = "\(register.folder.path)/words"
        try FileManager.default.copyItem(atPath: KeptRegister.vocabulary, toPath: words)
        var updater = try register.begin(vocabulary: words)
        let before = register.log.vocabularies.withLock { $0 }
        let states = try String(contentsOfFile: "\(words)/states.json", encoding: .utf8)
        try Data("{".utf8).write(to: URL(filePath: "\(words)/states.json"))
        #expect(register.settle(&updater).map(\.outcome) == [.refused])
        #expect(updater.status.faults.first?.file == "\(words)/states.json")
        #expect(register.log.vocabularies.withLock { $0 } == before)
        try Data((states + "\n").utf8).write(to: URL(filePath: "\(words)/states.json"))
        #expect(register.settle(&updater).map(\.outcome) == [.published])
        #expect(register.log.vocabularies.withLock { $0 } == before + 1)
        #expect(updater.status.register == .current)
    }

    @Test("times of files that lie in the future are not taken over")
    func future() throws {
        let path = "\(register.data)/a.json"
        try FileManager.default.setAttributes([.modificationDate: Date.distantFuture], ofItemAtPath: path)
        var updater = try register.begin(isWatching: false)
        #expect((register.catalog?.current.modified ?? .max) <= Int64(Date().timeIntervalSince1970))
        // A clock that stands at 2001 when the next file is read.
        register.clock.time.withLock { $0.wall = 1_000_000_000 }
        try register.put("b.json", KeptRegister.file(2022))
        #expect(updater.reload("SIGHUP").ended == 1_000_000_000)
        #expect(register.catalog?.current.modified == 1_000_000_000)
    }
}
