import Foundation
import Records
import Testing

@testable import entente

@Suite("Lines of a filter")
struct LineSplitterTests {
    private func lines(_ text: String, blocks size: Int) throws -> [String] {
        var splitter = LineSplitter()
        var lines: [String] = []
        func add(_ line: LineSplitter.Line) {
            switch line {
            case .complete(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
            case .tooLong: lines.append("too long")
            }
        }
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: size) {
            try splitter.add(bytes[start..<min(start + size, bytes.count)], add)
        }
        try splitter.finish(add)
        return lines
    }

    @Test("lines are the same however the blocks fall, with and without an end of the last", arguments: [1, 2, 3, 100])
    func blocks(size: Int) throws {
        #expect(try lines("", blocks: size) == [])
        #expect(try lines("a", blocks: size) == ["a"])
        #expect(try lines("\n\n", blocks: size) == ["", ""])
        #expect(try lines("first\n\nthird\nlast", blocks: size) == ["first", "", "third", "last"])
        #expect(try lines("first\nlast\n", blocks: size) == ["first", "last"])
    }

    @Test("a line of as many octets as may be is whole, a longer one is told, and what follows is read")
    func bound() throws {
        let longest = String(repeating: "a", count: LineSplitter.bound)
        #expect(try lines("b\n\(longest)\nc", blocks: 1 << 16) == ["b", longest, "c"])
        #expect(try lines("b\n\(longest)a\nc", blocks: 1 << 16) == ["b", "too long", "c"])
        #expect(try lines("\(longest)\(longest)a", blocks: 1 << 16) == ["too long"])
    }
}

extension CommandTests {
    @Suite("entente extract --ndjson")
    struct LineFilterTests {
        private static let report = ExtractTests.report

        /// A line in, and words of its error; nil when it is right.
        static let lines: [(line: String, id: String, error: String?)] = [
            (#"{"id": "first", "text": "\#(report)"}"#, #""first""#, nil),
            ("not JSON", "null", "column 1"),
            (#"{"id": 7, "text": "\#(report)", "published": "2023-03-04", "publisher": "The Post"}"#, "7", nil),
            ("", "null", "expected a JSON value"),
            ("[1]", "null", "it is a list"),
            (#"{"text": "\#(report)"}"#, "null", "'id' is missing"),
            (#"{"id": [], "text": "\#(report)"}"#, "null", "'id' is a list"),
            (#"{"id": "no text"}"#, #""no text""#, "'text' is missing"),
            (#"{"id": "number", "text": 1}"#, #""number""#, "'text' is the number 1"),
            (#"{"id": "empty", "text": " \n"}"#, #""empty""#, "holds no text"),
            (#"{"id": "binary", "text": "a\u0000b"}"#, #""binary""#, "NUL"),
            (#"{"id": "odd", "text": "a", "titel": "b"}"#, #""odd""#, "did you mean 'title'"),
            (#"{"id": "date", "text": "a", "published": "2023-02-30"}"#, #""date""#, "no such day"),
            (#"{"id": "Đà Nẵng", "text": "\#(report)"}"#, #""Đà Nẵng""#, nil),
        ]

        @Test("every line is answered in order, bad ones by an error on a line of their own, and these make it 65")
        func order() throws {
            let input = Self.lines.map(\.line).joined(separator: "\n") + "\n"
            let outcome = try Command.run(["extract", "--ndjson"], input: input)
            #expect(outcome.status == 65)
            let answers = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            try #require(answers.count == Self.lines.count)
            for (number, (answer, expected)) in zip(answers, Self.lines).enumerated() {
                #expect(answer.hasPrefix(#"{"id":\#(expected.id),"#), "\(answer)")
                let root = try JSONReader.read(Array(answer.utf8), file: "answer")
                if let words = expected.error {
                    #expect(root["error"].text?.hasPrefix("line \(number + 1): ") == true)
                    #expect(root["error"].text?.contains(words) == true, "\(answer)")
                    #expect(root["register"] == nil)
                } else {
                    #expect(root["register"]["records"].items.contains { $0["type"].text == "dialogue" })
                    #expect(root["diagnostics"] != nil)
                }
            }
            let known = try JSONReader.read(Array(answers[2].utf8), file: "answer")["register"]["document"]
            #expect(known["publisher"].text == "The Post")
            #expect(known["published"]["edtf"].text == "2023-03-04")
            #expect(outcome.errors == "11 of 14 lines hold no report that can be read: see their 'error'.\n")
        }

        @Test("a line's register is the register file of the same report")
        func sameAsFile() throws {
            let folder = try TemporaryFolder()
            let file = try Command.run(["extract", try folder.write("talks.txt", Self.report)]).output
            let line = try Command.run(["extract", "--ndjson"], input: Self.lines[0].line).output
            let answer = try JSONReader.read(Array(line.utf8), file: "answer")
            #expect(try Self.plain(JSONReader.read(Array(file.utf8), file: "file")) == Self.plain(answer["register"]))
        }

        /// A JSON value without the lines it stands on.
        private static func plain(_ node: JSONNode?) -> String {
            switch node?.value {
            case .array(let items): "[\(items.map { plain($0) }.joined(separator: ","))]"
            case .object(let members): "{\(members.map { "\($0.name):\(plain($0.node))" }.joined(separator: ","))}"
            case let value?: value.summary
            case nil: ""
            }
        }

        @Test("all right is 0 and silent")
        func right() throws {
            let outcome = try Command.run(["extract", "--ndjson"], input: Self.lines[0].line)
            #expect(outcome.status == 0)
            #expect(outcome.errors.isEmpty)
            let nothing = try Command.run(["extract", "--ndjson"], input: "")
            #expect(nothing.status == 0)
            #expect(nothing.output.isEmpty)
        }

        @Test("a line is answered before the next one is written")
        func immediate() throws {
            let input = Pipe()
            let (process, output, _) = try Command.process(["extract", "--ndjson"], input: input)
            for number in 1...3 {
                input.fileHandleForWriting.write(Data("{\"id\": \(number), \"text\": \"\(Self.report)\"}\n".utf8))
                let answer = Running.read(output.fileHandleForReading, until: "\n")
                #expect(answer.hasPrefix("{\"id\":\(number),\"register\":"))
            }
            try input.fileHandleForWriting.close()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }

        @Test(
            "that nobody reads the output is a quiet end",
            arguments: [["extract", "--ndjson"], ["export", "--format", "ndjson"]])
        func brokenPipe(arguments: [String]) throws {
            let folder = try TemporaryFolder()
            let lines = String(repeating: Self.lines[0].line + "\n", count: 20)
            let process = Process()
            let (output, errors) = (Pipe(), Pipe())
            process.executableURL = try Command.executable()
            process.arguments = arguments
            process.currentDirectoryURL = Command.root
            process.standardInput = FileHandle(forReadingAtPath: try folder.write("lines.ndjson", lines))
            process.standardOutput = output
            process.standardError = errors
            try output.fileHandleForReading.close()
            try process.run()
            #expect(errors.fileHandleForReading.readDataToEndOfFile().isEmpty)
            process.waitUntilExit()
            #expect(process.terminationReason == .exit)
            #expect(process.terminationStatus == 0)
        }
    }
}
