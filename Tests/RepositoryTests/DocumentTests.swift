import Foundation
import Testing

@Suite("The documents speak of the program as it is")
struct DocumentTests {
    static let documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "Deploy/README.md"]

    @Test("The README's table has every path of the API and no other; records by id stand for all collections")
    func paths() throws {
        let table = try RouteTable()
        let named = try Repository.tableRows("README.md").flatMap { row in
            Repository.codeSpans(row[0]).filter { $0.hasPrefix("/") }
        }
        let records = table.collections.map { "/\($0)/{id}" }
        #expect(Set(named) == table.paths.subtracting(records))
        #expect(
            try Repository.text("README.md").contains("`/dialogues/{id}` is one dialogue, and so for every collection"))
    }

    @Test("Every path that a document names leads somewhere", arguments: documents)
    func examples(_ document: String) throws {
        let text = try Repository.text(document)
        let table = try RouteTable()
        let spans = Repository.codeSpans(text).filter { $0.contains(/^\/[a-z]/) }
        let addresses = text.matches(of: /localhost:8080(\/[^\s'"?&>]*)/).map { String($0.1) }
        for path in spans + addresses { #expect(table.answers(path), "\(document) names \(path)") }
    }

    @Test("Every Swift file that a document names exists", arguments: documents)
    func files(_ document: String) throws {
        for name in Repository.codeSpans(try Repository.text(document)) where name.hasSuffix(".swift") {
            let places = [name, "Sources/\(name)"]
            #expect(places.contains(where: Repository.exists), "\(document) names \(name)")
        }
    }

    @Test("Every file that a document links to exists", arguments: documents)
    func links(_ document: String) throws {
        for link in try Repository.text(document).matches(of: /\]\(([^)#]+)\)/) where !link.1.contains("://") {
            #expect(Repository.exists(String(link.1)), "\(document) links to \(link.1)")
        }
    }

    @Test("Every make target that a document or the CI names exists", arguments: documents + [".ci/run"])
    func makeTargets(_ document: String) throws {
        let targets = try Repository.text("Makefile").matches(of: /(?m)^([a-z-]+):/).map(\.1)
        for command in try Repository.text(document).matches(of: /(?m)(?:`|^ *)make ([a-z-]+)/) {
            #expect(targets.contains(command.1), "\(document) names make \(command.1)")
        }
    }

    @Test("The changelog has the version that the program says it is")
    func version() throws {
        let source = try Repository.text("Sources/entente/Entente.swift")
        let version = try #require(source.firstMatch(of: /static let version = "([^"]+)"/)).1
        #expect(try Repository.lines("CHANGELOG.md").contains { $0.hasPrefix("## [\(version)] - ") })
    }

    @Test("The README's own register file quotes its report where it says")
    func exampleRegisterFile() throws {
        let readme = try Repository.text("README.md")
        let block = try #require(readme.firstMatch(of: /```json\n(?<json>[^`]*)```/), "no JSON block").json
        let report = try #require(readme.firstMatch(of: /echo '(?<text>[^']*)' > my\//), "no report").text
        let file = try #require(try JSONSerialization.jsonObject(with: Data(block.utf8)) as? [String: Any])
        let records = try #require(file["records"] as? [[String: Any]])
        let evidence = records.flatMap { $0["evidence"] as? [[String: Any]] ?? [] }
        let scalars = Array(report.unicodeScalars)
        #expect(!evidence.isEmpty)
        for item in evidence {
            let start = try #require(item["start"] as? Int)
            let end = try #require(item["end"] as? Int)
            try #require(start < end && end <= scalars.count)
            #expect(String(String.UnicodeScalarView(scalars[start..<end])) == item["exact"] as? String)
        }
    }

    @Test("No text names a folder of somebody's machine")
    func machinePaths() throws {
        let folders = ["work", "tmp", "root", "home", "Users"]
        let pattern = try Regex("(?:^|[\\s\"'`(=:<])/(?:\(folders.joined(separator: "|")))(?:/|\\b)")
        let files = try Repository.files() + [".ci/run", ".swift-format", ".dockerignore", ".gitignore"]
        #expect(files.count > 100)
        for file in files where !file.hasSuffix(".sh") {
            // What is not text names nothing, and most files need no closer look.
            guard let text = try? Repository.text(file), folders.contains(where: { text.contains("/" + $0) }) else {
                continue
            }
            for (number, line) in try Repository.lines(file).enumerated() where line.contains(pattern) {
                Issue.record("\(file):\(number + 1): \(line)")
            }
        }
    }
}
