import Foundation
import Testing

@Suite("The sources keep to the style")
struct SourceTests {
    /// What may not stand in code, and a reason that a failure shows.
    struct Ban: Sendable, CustomTestStringConvertible {
        /// Stands in every line that holds it; the quick look before the exact one.
        let text: String
        /// A regular expression.
        let pattern: String
        let reason: String

        var testDescription: String { pattern }
    }

    static let bans = [
        Ban(text: "try!", pattern: #"\btry!"#, reason: "throw the error on"),
        Ban(text: "as!", pattern: #"\bas!"#, reason: "cast with as? and say what is wrong"),
        Ban(text: "!", pattern: #"[\w)\]]!(?!=)"#, reason: "unwrap with guard let"),
        Ban(text: "fatalError", pattern: #"\bfatalError\b"#, reason: "throw, or make the state impossible"),
        Ban(text: "@unchecked", pattern: #"@unchecked\s+Sendable"#, reason: "use Mutex or Atomic"),
        Ban(text: "nonisolated(unsafe)", pattern: #"nonisolated\(unsafe\)"#, reason: "use Mutex or Atomic"),
        Ban(text: "public", pattern: #"\bpublic\b"#, reason: "the package has no outside users: package is enough"),
    ]

    @Test("Nothing outside tests uses what the style rules out", arguments: bans)
    func banned(_ ban: Ban) throws {
        let pattern = try Regex(ban.pattern)
        for file in try Repository.files(in: "Sources", suffix: ".swift") {
            for (number, line) in try Repository.lines(file).enumerated() where line.contains(ban.text) {
                guard code(in: line).contains(pattern) else { continue }
                Issue.record("\(file):\(number + 1): \(line): \(ban.reason)")
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
