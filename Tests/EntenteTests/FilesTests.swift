import Foundation
import Testing

@testable import entente

@Suite("Files")
struct FilesTests {
    @Test("a folder is read with its subfolders; hidden files and links that lead outside are left out")
    func entries() throws {
        let (folder, outside) = (try TemporaryFolder(), try TemporaryFolder())
        for name in ["index.html", "css/site.css", ".secret", ".git/config", "docs/.hidden"] {
            try folder.write(name, name)
        }
        let secret = try outside.write("secret.txt", "secret")
        let links = [("out.txt", secret), ("outside", outside.path), ("in.css", folder.path + "/css/site.css")]
        for (name, target) in links {
            try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + name, withDestinationPath: target)
        }
        let entries = try Files.entries(in: folder.path, suffixes: nil)
        #expect(entries.map(\.name) == ["css/site.css", "in.css", "index.html"])
        #expect(
            entries.map { String(decoding: $0.bytes, as: UTF8.self) } == ["css/site.css", "css/site.css", "index.html"])
        #expect(try Files.entries(in: folder.path, suffixes: [".html"]).map(\.name) == ["index.html"])
    }

    @Test("a folder that is itself a link is read like the one it leads to")
    func linkedFolder() throws {
        let (folder, place) = (try TemporaryFolder(), try TemporaryFolder())
        try folder.write("sub/a.json", "a")
        let link = place.path + "/data"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path)
        #expect(try Files.entries(in: link, suffixes: [".json"]).map(\.name) == ["sub/a.json"])
    }

    @Test("a file that claims to come from the future counts as changed now")
    func future() throws {
        let folder = try TemporaryFolder()
        for (name, date) in [("old", Date(timeIntervalSince1970: 1_000_000)), ("new", .distantFuture)] {
            let path = try folder.write(name, name)
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
        }
        let modified = try Files.entries(in: folder.path, suffixes: nil).map(\.modified)
        #expect(modified.count == 2)
        #expect(modified.last == 1_000_000)
        #expect(modified.allSatisfy { $0 <= Int64(Date().timeIntervalSince1970) })
    }

    @Test("a folder or file that is not there is named")
    func missing() throws {
        #expect { try Files.entries(in: "/no/such/folder", suffixes: nil) } throws: {
            "\($0)".contains("/no/such/folder: error: ")
        }
        #expect { try Files.read("/no/such.json") } throws: { "\($0)".contains("/no/such.json: error: ") }
    }
}
