import Foundation
import Records
import Testing

@testable import entente

extension CommandTests {
    @Suite("entente extract")
    struct ExtractTests {
        static let report = """
            Norway's Minister of Justice Kari Nordmann and Kenya's Cabinet Secretary for Interior John Kamau held \
            talks on the fight against terrorism in Oslo on 3 March 2023.
            """

        private func document(_ text: String) throws -> JSONNode? {
            try JSONReader.read(Array(text.utf8), file: "output")["document"]
        }

        @Test("a report gives a register file that agrees with it")
        func one() throws {
            let folder = try TemporaryFolder()
            let report = try folder.write("talks.txt", Self.report)
            let outcome = try Command.run(["extract", report])
            #expect(outcome.status == 0, "\(outcome.errors)")
            let path = try folder.write("talks.json", outcome.output)
            let check = try Command.run(["check", path])
            #expect(check.status == 0, "\(check.errors)")
            let root = try JSONReader.read(Array(outcome.output.utf8), file: "output")
            #expect(root["records"].items.contains { $0["type"].text == "dialogue" })
            #expect(root["document"]["review"].text == "extracted")
        }

        @Test("what is known of the document replaces what the text says")
        func options() throws {
            let folder = try TemporaryFolder()
            let report = try folder.write("talks.txt", Self.report)
            let outcome = try Command.run([
                "extract", report, "--published", "2023-03-04", "--publisher", "The Post", "--url",
                "https://post.example/1",
            ])
            let document = try document(outcome.output)
            #expect(document["published"]["edtf"].text == "2023-03-04")
            #expect(document["published"]["basis"].text == "reviewed")
            #expect(document["publisher"].text == "The Post")
            #expect(document["url"].text == "https://post.example/1")
            #expect(document["id"].text?.hasPrefix("2023-03-04-the-post-") == true)
        }

        @Test(
            "--document holds one block, or blocks by the names of the reports",
            arguments: [
                #"{"id": "post-1", "publisher": "The Post", "review": "reviewed"}"#,
                #"{"talks": {"id": "post-1", "publisher": "The Post", "review": "reviewed"}, "other": {}}"#,
            ])
        func block(_ block: String) throws {
            let folder = try TemporaryFolder()
            let report = try folder.write("talks.txt", Self.report)
            let file = try folder.write("block.json", block)
            let outcome = try Command.run(["extract", report, "--document", file, "--published", "2023-03-04"])
            #expect(outcome.status == 0, "\(outcome.errors)")
            let document = try document(outcome.output)
            #expect(document["id"].text == "post-1")
            #expect(document["publisher"].text == "The Post")
            #expect(document["review"].text == "reviewed")
            #expect(document["published"]["edtf"].text == "2023-03-04")
            #expect(!outcome.output.contains("extracted"))
        }

        @Test("a report of which a table of blocks has nothing is told, and extracted")
        func unknownStem() throws {
            let folder = try TemporaryFolder()
            let report = try folder.write("talks.txt", Self.report)
            let file = try folder.write("blocks.json", #"{"talk": {"publisher": "The Post"}}"#)
            let outcome = try Command.run(["extract", report, "--document", file])
            #expect(outcome.status == 0)
            #expect(outcome.errors.contains("\(file):1: warning: it has nothing about 'talks'"))
            #expect(try document(outcome.output)["publisher"] == nil)
        }

        @Test("a folder gives a register file for each of its reports, in the same subfolders")
        func folder() throws {
            let (folder, output) = (try TemporaryFolder(), try TemporaryFolder())
            for name in ["a.txt", "sub/b.md", "README.md", "notes.pdf"] { try folder.write(name, Self.report + name) }
            let outcome = try Command.run(["extract", folder.path, "--output", output.path + "/new"])
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            let written = try Files.names(in: output.path, suffixes: nil)
            #expect(written == ["new/a.json", "new/sub/b.json"])
        }

        /// What is written, by which name, and words of the message.
        static let unreadable: [(bytes: [UInt8], words: String)] = [
            ([], "holds no text"), ([0x20, 0x0A], "holds no text"), ([0x41, 0xFF], "not UTF-8"),
            ([0x41, 0x0A, 0x00, 0x42], "NUL"),
        ]

        @Test("a report that is no text is 65 in one line, and the others are still done", arguments: unreadable)
        func noText(bytes: [UInt8], words: String) throws {
            let (folder, output) = (try TemporaryFolder(), try TemporaryFolder())
            try folder.write("good.txt", Self.report)
            let bad = folder.url.appending(path: "bad.txt")
            try Data(bytes).write(to: bad)
            let outcome = try Command.run(["extract", folder.path, "--output", output.path])
            #expect(outcome.status == 65)
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(outcome.errors.hasPrefix("\(bad.path):"))
            #expect(outcome.errors.contains(words))
            #expect(try Files.names(in: output.path, suffixes: nil) == ["good.json"])
        }

        @Test("a file that is not there is 66, and the others are still done")
        func missing() throws {
            let (folder, output) = (try TemporaryFolder(), try TemporaryFolder())
            let good = try folder.write("good.txt", Self.report)
            let outcome = try Command.run(["extract", "/no/such.txt", good, "--output", output.path])
            #expect(outcome.status == 66)
            #expect(outcome.errors.hasPrefix("/no/such.txt: error: "))
            #expect(try Files.names(in: output.path, suffixes: nil) == ["good.json"])
        }

        @Test("a register file that cannot be written is 73")
        func unwritable() throws {
            let folder = try TemporaryFolder()
            let report = try folder.write("talks.txt", Self.report)
            let outcome = try Command.run(["extract", report, "--output", report])
            #expect(outcome.status == 73)
            #expect(outcome.errors.hasPrefix("\(report)/talks.json: error: "))
        }

        /// Arguments, where R is a report, S another one of the same name, F a folder and B a block with a publisher and
        /// an id; and words of the message.
        static let misused: [(arguments: [String], words: String)] = [
            ([], "--ndjson"),
            (["F"], "--output"),
            (["R", "S"], "would both become talks.json"),
            (["R", "B"], "--output"),
            (["R", "--published", "2023-13"], "'published': '2023-13' is not a date"),
            (["R", "--url", "post"], "'url' is 'post'"),
            (["R", "--document", "B", "--publisher", "The Post"], "'publisher' is given by --publisher and in"),
            (["R", "B", "--document", "B", "--output", "O"], "cannot have the same 'id'"),
            (["R", "B", "--url", "https://post.example/", "--output", "O"], "cannot have the same 'url'"),
            (["--ndjson", "R"], "takes no file"),
            (["--ndjson", "--output", "F"], "takes no --output"),
            (["--ndjson", "--url", "https://post.example/"], "takes no --url"),
        ]

        @Test("arguments that do not go together are 64", arguments: misused)
        func misuse(arguments: [String], words: String) throws {
            let (folder, other) = (try TemporaryFolder(), try TemporaryFolder())
            let paths = [
                "R": try folder.write("talks.txt", Self.report), "S": try other.write("talks.md", Self.report),
                "F": folder.path, "B": try other.write("block.json", #"{"id": "post-1", "publisher": "The Post"}"#),
                "O": other.path + "/output",
            ]
            let outcome = try Command.run(["extract"] + arguments.map { paths[$0] ?? $0 })
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            #expect(!Files.exists(other.path + "/output"))
        }

        @Test("a block that is wrong is 65 with file, line and what to do; one that is not there is 66")
        func wrongBlock() throws {
            let folder = try TemporaryFolder()
            let report = try folder.write("talks.txt", Self.report)
            let block = try folder.write("block.json", "{\"publisher\": \"The Post\",\n \"titel\": \"Talks\"}")
            let outcome = try Command.run(["extract", report, "--document", block])
            #expect(outcome.status == 65)
            #expect(outcome.errors.hasPrefix("\(block):2: error: a document has no 'titel'; did you mean 'title'"))
            #expect(try Command.run(["extract", report, "--document", "/no/such.json"]).status == 66)
        }

        @Test("a wording file that is wrong is told with file and line: 78, and 65 where it is what is checked")
        func wrongWording() throws {
            let folder = try TemporaryFolder()
            let vocabulary = folder.url.appending(path: "vocabulary")
            try FileManager.default.copyItem(at: Command.root.appending(path: "Config/vocabulary"), to: vocabulary)
            let path = try folder.write("vocabulary/wording-mine.json", "{\n\"colour\": {}}")
            let report = try folder.write("talks.txt", Self.report)
            for (arguments, status) in [
                (["extract", report, "--vocabulary", vocabulary.path], 78),
                (["check", report, "--vocabulary", vocabulary.path], 65), (["check", path], 65),
            ] as [([String], Int32)] {
                let outcome = try Command.run(arguments)
                #expect(outcome.status == status)
                #expect(outcome.errors.contains("\(path):2: error: 'colour' is no category"), "\(outcome.errors)")
            }
        }
    }
}
