import Foundation
import Testing

/// The register files that ship come out of their reports by the program and `Config/documents.json` alone.
extension CommandTests {
    @Suite("Regeneration", .enabled(if: LiveRegister.reports != nil))
    struct SeedsTests {
        @Test("the reports give the register files that ship, byte for byte")
        func bytes() throws {
            let reports = try #require(LiveRegister.reports)
            let output = try TemporaryFolder()
            let outcome = try Command.run([
                "extract", reports.path, "--document", "Config/documents.json", "--output", output.path,
            ])
            #expect(outcome.status == 0, "\(outcome.errors)")
            let shipped = Command.root.appending(path: "Config/seeds")
            let names = try FileManager.default.contentsOfDirectory(atPath: shipped.path).sorted()
            #expect(names == (try FileManager.default.contentsOfDirectory(atPath: output.path).sorted()))
            for name in names {
                let (expected, found) = try (
                    String(contentsOf: shipped.appending(path: name), encoding: .utf8),
                    String(contentsOf: output.url.appending(path: name), encoding: .utf8)
                )
                let lines = zip(expected.split(separator: "\n"), found.split(separator: "\n"))
                let difference = lines.enumerated().first { $1.0 != $1.1 }
                #expect(
                    expected == found,
                    "\(name) differs from line \((difference?.offset ?? -1) + 1): \(difference.map { "\($0.element)" } ?? "")"
                )
            }
        }
    }
}
