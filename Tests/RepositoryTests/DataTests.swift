import Foundation
import Testing

@Suite("The data that ships keeps to its rules")
struct DataTests {
    @Test("No phrase of the register files that ship has more than twelve words")
    func phrases() throws {
        var count = 0
        for file in try Repository.files(in: "Config/seeds", suffix: ".json") {
            for phrase in phrases(in: try Repository.json(file)) {
                count += 1
                let words = phrase.split(whereSeparator: \.isWhitespace).count
                #expect(words <= 12, "\(file) quotes \(words) words: \(phrase)")
            }
        }
        #expect(count > 0)
    }

    /// The value of every member `exact`, at any depth.
    private func phrases(in value: Any) -> [String] {
        switch value {
        case let object as [String: Any]:
            object.flatMap { name, value in
                (value as? String).flatMap { name == "exact" ? [$0] : nil } ?? phrases(in: value)
            }
        case let list as [Any]: list.flatMap(phrases)
        default: []
        }
    }

    @Test("The folder of register files holds register files only: no report ships with the project")
    func noReports() throws {
        let files = try Repository.files(in: "Config/seeds")
        #expect(!files.isEmpty)
        #expect(files.allSatisfy { $0.hasSuffix(".json") })
    }

    @Test(
        "A vocabulary file, but those of the wording, has one entry on each line",
        arguments: try Repository.files(in: "Config/vocabulary", suffix: ".json").filter { !$0.contains("/wording-") })
    func vocabulary(_ file: String) throws {
        var lines = try Repository.lines(file)
        if lines.last == "" { lines.removeLast() }
        try #require(lines.count > 2)
        #expect(lines.first == "[")
        #expect(lines.last == "]")
        let entries = lines.dropFirst().dropLast()
        for (number, line) in zip(2..., entries) {
            let isLast = number == lines.count - 1
            #expect(line.hasSuffix(",") != isLast, "\(file):\(number): a comma parts two entries")
            let entry = try? JSONSerialization.jsonObject(with: Data((isLast ? line : line.dropLast()).utf8))
            #expect(
                (entry as? [String: Any])?["id"] is String, "\(file):\(number): a line holds one object with an id")
        }
    }
}
