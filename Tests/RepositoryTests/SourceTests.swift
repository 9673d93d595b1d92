import Foundation
import Testing

@Suite("The sources keep to the style")
struct SourceTests {
    /// What may not stand in code, and a reason that a failure shows.
    struct Ban: Sendable, CustomTestStringConvertible {
        let name: String
        let reason: String
        let isIn: @Sendable (Substring) -> Bool

        var testDescription: String { name }
    }

    static let bans = [
        Ban(name: "forced try", reason: "throw the error on") { $0.contains(/\btry!/) },
        Ban(name: "forced cast", reason: "cast with as? and say what is wrong") { $0.contains(/\bas!/) },
        Ban(name: "forced unwrapping", reason: "use guard let") { $0.contains(/[\w)\]]!(?!=)/) },
        Ban(name: "fatalError", reason: "throw, or make the state impossible") {
            $0.contains(/\b(?:fatalError|preconditionFailure)\b/)
        },
        Ban(name: "unchecked Sendable", reason: "use Mutex or Atomic") { $0.contains(/@unchecked\s+Sendable/) },
        Ban(name: "nonisolated(unsafe)", reason: "use Mutex or Atomic") { $0.contains(/nonisolated\(unsafe\)/) },
        Ban(name: "public", reason: "the package has no outside users: package is enough") {
            $0.contains(/\bpublic\b/)
        },
    ]

    @Test("Nothing outside tests uses what the style rules out", arguments: bans)
    func banned(_ ban: Ban) throws {
        for file in try Repository.files(in: "Sources", suffix: ".swift") {
            for (number, line) in try Repository.lines(file).enumerated() where ban.isIn(code(in: line)) {
                Issue.record("\(file):\(number + 1): \(ban.name): \(ban.reason)")
            }
        }
    }

    @Test("The search for what is ruled out sees code, but no comments and no texts")
    func codeAlone() {
        #expect(code(in: #"let a = b! // no!"#) == "let a = b! ")
        #expect(code(in: #"print("no! \"never!\"", c!)"#) == #"print("", c!)"#)
    }

    @Test("No source file has more than 350 lines")
    func lengths() throws {
        let files = try Repository.files(in: "Sources").filter { $0.contains(/\.(?:swift|c|h)$/) }
        #expect(files.count > 50)
        for file in files {
            #expect(try Repository.lines(file).count <= 351, "\(file) wants to be two files")
        }
    }

    /// A line without its texts and its comment.
    private func code(in line: Substring) -> Substring {
        line.replacing(/"(?:\\.|[^"\\])*"/, with: "\"\"").replacing(/\/\/.*/, with: "")
    }
}
