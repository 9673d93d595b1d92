import Foundation
import Records
import Testing

@testable import Extraction

@Suite("Files of wording")
struct WordingTests {
    private static let vocabulary = Result {
        let folder = NameFixture.root.appending(path: "Config/vocabulary")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "json" && !$0.lastPathComponent.hasPrefix("wording-") }
        return try Vocabulary(
            files: try files.map { (name: $0.lastPathComponent, bytes: [UInt8](try Data(contentsOf: $0))) })
    }

    private func wording(_ text: String, _ more: String...) throws -> Wording {
        let files = ([text] + more).enumerated().map { (name: "wording-\($0 + 1).json", bytes: Array($1.utf8)) }
        return try Wording(files: files, vocabulary: try Self.vocabulary.get())
    }

    @Test("A file's phrases are read under their category and value, in its order")
    func entries() throws {
        let wording = try wording(
            """
            {"city": {"oman": ["Salalah", "Sohar"]},
             "weekday": {"1": ["Monday"]}}
            """, #"{"weekday": {"2": ["Tuesday"]}}"#)
        #expect(wording.entries.map(\.category) == [.city, .weekday, .weekday])
        #expect(wording.entries.map(\.value) == ["oman", "1", "2"])
        #expect(wording.entries.map(\.phrases) == [["Salalah", "Sohar"], ["Monday"], ["Tuesday"]])
    }

    @Test(
        "A faulty file is refused with file, line and remedy",
        arguments: [
            ("{\n\"weekdy\": {}}", 2, "'weekdy' is no category of wording; did you mean 'weekday'?"),
            ("{\"elephants\": {}}", 1, "'elephants' is no category of wording"),
            ("{\"topic\": {\"drug-crime\": [\"drugs\"]}}", 1, "'topic' is no category of wording"),
            (
                "{\"month\": {\n\"1\": [\"January\",\n\"January\"]}}", 3, "'January' stands twice under '1'; remove one"
            ),
            (
                "{\"city\": {\n\n\"omn\": [\"Salalah\"]}}", 3,
                "'omn' is no partner of the vocabulary; cities stand under a partner's id"
            ),
            ("{\"month\": {\"1\": [\n\" - \"]}}", 2, "is no phrase; write words"),
            ("{\"month\": {\"1\": [\n7]}}", 2, "is no phrase; write words"),
            ("{\"month\": {\n\"1\": \"January\"}}", 2, "write a list of phrases"),
            ("{\n\"month\": [\"January\"]}", 2, "write an object of values"),
            ("[]", 1, "write an object of categories"), ("{\"month\":\n {\"1\" [", 2, ""),
        ] as [(String, Int, String)])
    func faults(text: String, line: Int, message: String) throws {
        let error = try #require(throws: Diagnostics.self) { try wording(text) }
        let fault = try #require(error.items.first)
        #expect(error.items.count == 1)
        #expect(fault.file == "wording-1.json")
        #expect(fault.line == line)
        #expect(fault.message.hasSuffix(message), "\(fault.message)")
    }

    @Test("All faults of all files are told at once")
    func allFaults() throws {
        let error = try #require(throws: Diagnostics.self) {
            try wording("{\"weekdy\": {},\n\"month\": {\"1\": 5}}", "{\"city\": {\"irna\": [\"Qom\"]}}", "nonsense")
        }
        #expect(
            error.items.map { "\($0.file):\($0.line)" } == [
                "wording-1.json:1", "wording-1.json:2", "wording-2.json:1", "wording-3.json:1",
            ])
    }

    @Test("A phrase may mean two things, and stand under two values")
    func ambiguity() throws {
        let wording = try wording(#"{"month": {"5": ["May"]}, "functionWord": {"auxiliary": ["May"]}}"#)
        #expect(wording.entries.count == 2)
    }
}
