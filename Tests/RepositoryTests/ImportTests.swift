import Foundation
import Testing

@Suite("Imports follow the table of ARCHITECTURE.md")
struct ImportTests {
    @Test("The table and Package.swift name the same targets with the same dependencies")
    func declaredDependencies() throws {
        let documented = try Target.documented()
        let table = Dictionary(uniqueKeysWithValues: documented.map { ($0.name, $0.dependencies) })
        #expect(try Target.declared() == table)
    }

    @Test("Every target has a folder of its name, and every folder a target")
    func folders() throws {
        let folders = try Repository.files(in: "Sources").compactMap { $0.split(separator: "/").dropFirst().first }
        #expect(Set(folders.map(String.init)) == Set(try Target.documented().map(\.name)))
    }

    @Test("A file imports nothing that its target may not", arguments: try Target.documented())
    func imports(of target: Target) throws {
        let allowed = target.dependencies.union(target.system)
        for (module, files) in try target.imports() where !allowed.contains(module) {
            Issue.record("\(target.name) may not import \(module), but \(files.joined(separator: ", ")) does")
        }
    }

    @Test("A target uses each system module that the table grants it", arguments: try Target.documented())
    func systemModules(of target: Target) throws {
        let used = Set(try target.imports().keys)
        #expect(target.system.subtracting(used).isEmpty)
    }

    @Test("Nothing outside tests imports Foundation: it costs start-up time and memory")
    func foundation() throws {
        for target in try Target.documented() { #expect(try target.imports()["Foundation"] == nil) }
    }

    @Test("HTTP imports nothing at all")
    func pureTarget() throws {
        let target = try #require(try Target.documented().first { $0.name == "HTTP" })
        #expect(try target.imports().isEmpty)
        #expect(target.dependencies.union(target.system).isEmpty)
    }

    @Test("Only the files that ARCHITECTURE.md names have conditions on the operating system")
    func systemConditions() throws {
        let map = try Repository.text("ARCHITECTURE.md")
        let sentence = try #require(
            map.firstMatch(of: /No operating system is named but in ([^.]|\.swift)*/), "the invariant is gone"
        ).0
        let named = Repository.codeSpans(sentence).filter { $0.hasSuffix(".swift") }.map { "Sources/\($0)" }
        let conditions = /^\s*#(?:if|elseif)\b.*\b(?:os|canImport|targetEnvironment)\(/
        let found = try Repository.files(in: "Sources", suffix: ".swift").filter { file in
            try Repository.lines(file).contains { $0.contains("#") && $0.prefixMatch(of: conditions) != nil }
        }
        #expect(Set(found) == Set(named))
    }
}
