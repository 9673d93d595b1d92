import Foundation
import Testing

@testable import entente

/// The system queues events before the call returns that made them: nothing has to be waited for.
@Suite("What the system tells of folders")
final class FolderWatchTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    /// What is told of an action.
    private func events(_ action: () throws -> Void) throws -> [FolderEvent] {
        guard var watch = FolderWatch() else { throw POSIXError(.EMFILE) }
        let isNew = watch.follow(try Files.listing(of: folder.path).folders)
        #expect(isNew == true)
        try action()
        return watch.events()
    }

    @Test("a writer is told from its first octet to its close")
    func writer() throws {
        let events = try events {
            _ = FileManager.default.createFile(atPath: path("a.json"), contents: nil)
            let handle = try #require(FileHandle(forWritingAtPath: path("a.json")))
            try handle.write(contentsOf: Data("{".utf8))
            try handle.close()
        }
        #expect(events.contains(.written(path("a.json"))))
        #expect(events.last == .closed(path("a.json")))
    }

    @Test("a file that is renamed into the folder has arrived, with the cookie of its departure")
    func renamed() throws {
        try folder.write("b.tmp", "{}")
        let events = try events { try FileManager.default.moveItem(atPath: path("b.tmp"), toPath: path("b.json")) }
        guard case .departed(path("b.tmp"), let cookie)? = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(cookie != 0)
        #expect(events.last == .arrived(path("b.json"), cookie: cookie))
    }

    @Test("a link to a file that is whole has arrived, and an empty file is not finished")
    func created() throws {
        let target = try folder.write("c.json", "{}")
        #expect(
            try events { try FileManager.default.linkItem(atPath: target, toPath: path("d.json")) }
                .contains(.arrived(path("d.json"))))
        #expect(
            try events {
                try FileManager.default.createSymbolicLink(atPath: path("e.json"), withDestinationPath: target)
            }
                == [.arrived(path("e.json"))])
        let opened = try events {
            let descriptor = open(path("g.json"), O_CREAT | O_WRONLY, 0o644)
            #expect(descriptor >= 0)
            close(descriptor)
        }
        #expect(opened == [.written(path("g.json")), .closed(path("g.json"))])
    }

    @Test("deleted files, new folders and the end of the folder itself are told")
    func folders() throws {
        try folder.write("sub/a.json", "{}")
        let gone = try events { try FileManager.default.removeItem(atPath: path("sub/a.json")) }
        #expect(gone == [.departed(path("sub/a.json"))])
        let new = try events {
            try FileManager.default.createDirectory(atPath: path("new"), withIntermediateDirectories: false)
        }
        #expect(new == [.arrived(path("new"))])
        let ended = try events { try FileManager.default.removeItem(atPath: path("sub")) }
        #expect(ended.contains(.departed(path("sub"))))
    }

    @Test("what is followed is watched once, and what is no longer followed not at all")
    func followed() throws {
        guard var watch = FolderWatch() else { throw POSIXError(.EMFILE) }
        let answers = [
            watch.follow([folder.path]), watch.follow([folder.path, "\(folder.path)/none"]), watch.follow([]),
        ]
        #expect(answers == [true, false, false])
        try folder.write("h.json", "{}")
        // The end of the watch itself is not told either.
        let events = watch.events()
        #expect(events == [])
    }
}
