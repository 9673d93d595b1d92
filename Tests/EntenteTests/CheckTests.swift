import Foundation
import Records
import Testing

@testable import entente

extension CommandTests {
    @Suite("entente check")
    struct CheckTests {
        /// A report of one paragraph, and the file that says what it states.
        static let report =
            "Norway and Kenya held talks in Oslo on 3 March 2023. They spoke about piracy and agreed to meet again."

        static let lines = [
            #"{"entente": 1,"#,
            #" "document": {"id": "2023-03-04-post", "published": {"edtf": "2023-03-04", "basis": "stated"},"#,
            #"   "sha256": "HASH", "units": {"kind": "paragraph", "count": 1}, "review": "reviewed"},"#,
            #" "records": ["#,
            #"  {"id": "kenya-norway-talks-2023-03-03", "type": "dialogue", "kind": "talks", "level": "unspecified","#,
            #"   "status": "held", "date": {"edtf": "2023-03-03", "basis": "stated"}, "format": "in-person","#,
            #"   "parties": [{"partner": "kenya"}, {"partner": "norway"}], "topics": ["piracy"],"#,
            #"   "evidence": [{"supports": ["kind", "parties"], "paragraph": 1, "start": 0, "end": 27, "exact": "Norway and Kenya held talks"}]"#,
            #"  }"#,
            #" ]}"#,
        ]

        private func check(
            _ change: (inout [String]) -> Void = { _ in }, report: String? = Self.report
        ) throws -> (outcome: Command.Outcome, path: String) {
            let folder = try TemporaryFolder()
            let hash = try #require(Digest.sha256(Array(Self.report.utf8)))
            var lines = Self.lines.map { $0.replacing("HASH", with: hash) }
            change(&lines)
            if let report { try folder.write("talks.txt", report) }
            let path = try folder.write("talks.json", lines.joined(separator: "\n"))
            return (try Command.run(["check", path]), path)
        }

        @Test("a file that is right, and agrees with its report, is 0")
        func right() throws {
            let outcome = try check().outcome
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("no fault"))
        }

        /// Line of the fault, what to replace in it, by what, and words of the message.
        static let faults: [(line: Int, wrong: String, by: String, words: String)] = [
            (7, "\"topics\"", "\"topcis\"", "did you mean 'topics'"),
            (5, "\"talks\"", "\"talk\"", "no kind"),
            (5, "\"type\": \"dialogue\"", "\"type\": \"dialog\"", "did you mean 'dialogue'"),
            (5, "\"partner\": \"norway\"", "\"partner\": \"norwey\"", "did you mean 'norway'"),
            (5, "[\"piracy\"]", "[\"pyracy\"]", "did you mean 'piracy'"),
            (6, "2023-03-03", "2023-02-30", "the calendar has no such day"),
            (5, "\"start\": 0, \"end\": 27", "\"start\": 1, \"end\": 28", "at 1 to 28"),
            (8, "\"end\": 27", "\"end\": 28", "has 27 scalars"),
            (8, "\"paragraph\": 1", "\"paragraph\": 2", "has 1 units"),
            (
                8, "Norway and Kenya held talks",
                "Norway and Kenya held talks in Oslo on 3 March 2023. They spoke about",
                "quote at most 12"
            ),
            (8, "\"kind\", \"parties\"", "\"kind\", \"partys\"", "did you mean 'parties'"),
            (3, "\"sha256\": \"", "\"sha256\": \"0", "64 digits"),
            (1, "\"entente\": 1", "\"entente\": 2", "reads version 1"),
            (10, " ]}", " ]", "the file ends"),
        ]

        @Test("a fault is 65 with file, line and what to do", arguments: faults)
        func fault(line: Int, wrong: String, by: String, words: String) throws {
            let (outcome, path) = try check { lines in
                for index in lines.indices { lines[index] = lines[index].replacing(wrong, with: by) }
            }
            #expect(outcome.status == 65)
            let message = outcome.errors.split(separator: "\n").first { $0.contains(words) }
            #expect(message?.hasPrefix("\(path):\(line): error: ") == true, "\(outcome.errors)")
        }

        @Test("a report that was changed is told by its hash and by the phrase that moved")
        func changedReport() throws {
            let (outcome, path) = try check(report: " " + Self.report)
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("\(path):2: error: 'sha256' is "))
            #expect(outcome.errors.contains("\(path):5: error: evidence of 'kenya-norway-talks-2023-03-03'"))
            #expect(outcome.errors.contains("stands at 1"))
        }

        @Test("an id that stands twice is told with both lines")
        func duplicate() throws {
            let (outcome, path) = try check { lines in
                lines[8] = "  },"
                lines.insert(contentsOf: Array(lines[4...7]) + ["  }"], at: 9)
            }
            #expect(outcome.status == 65)
            #expect(
                outcome.errors.contains("\(path):10: error: the id 'kenya-norway-talks-2023-03-03' is taken by line 5"))
        }

        @Test("all faults are told at once")
        func allAtOnce() throws {
            let (outcome, _) = try check { lines in
                lines[4] = lines[4].replacing("\"talks\"", with: "\"talk\"")
                lines[5] = lines[5].replacing("2023-03-03", with: "2023-02-30")
            }
            #expect(outcome.status == 65)
            #expect(outcome.errors.split(separator: "\n").count == 2)
        }

        @Test("a file that is not there is 65 and named")
        func missing() throws {
            let outcome = try Command.run(["check", "/no/such.json"])
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("/no/such.json"))
        }

        @Test("the shipped files are right")
        func shipped() throws {
            let folder = Command.root.appending(path: "Config/seeds").path
            let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
            let outcome = try Command.run(["check"] + files.sorted().map { "\(folder)/\($0)" })
            #expect(files.count == 5)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }

        @Test(
            "a bare command and --help explain themselves",
            arguments: [["--help"], ["check", "--help"], ["serve", "--help"]])
        func help(arguments: [String]) throws {
            let outcome = try Command.run(arguments)
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("USAGE"))
        }
    }
}
