import Records
import Testing

@Suite("JSON with positions")
struct JSONReaderTests {
    private func read(_ text: String) throws -> JSONNode {
        try JSONReader.read(Array(text.utf8), file: "f.json")
    }

    @Test("Every kind of value is read")
    func values() throws {
        let root = try read(#" {"a": [null, true, false, -12, 1.5e1, "x"], "b": {}} "#)
        guard case .array(let items)? = root["a"]?.value, items.count == 6 else {
            Issue.record("no list of six")
            return
        }
        guard case .null = items[0].value, case .boolean(true) = items[1].value, case .boolean(false) = items[2].value,
            case .integer(-12) = items[3].value, case .number(15) = items[4].value, case .string("x") = items[5].value,
            case .object(let members)? = root["b"]?.value
        else {
            Issue.record("\(items)")
            return
        }
        #expect(members.isEmpty)
    }

    @Test(
        "A fault is told in one line without controls, whatever the file holds",
        arguments: [
            (Array("\u{1B}[2J".utf8), #"found '\u001b'"#),
            (Array(#"{"a\u0007\n": 1, "a\u0007\n": 2}"#.utf8), #"'a\u0007\u000a'"#),
        ])
    func printableFaults(bytes: [UInt8], words: String) {
        #expect {
            try JSONReader.read(bytes, file: "f.json")
        } throws: { error in
            let text = String(describing: error)
            return text.contains(words) && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        }
    }

    @Test("Nodes and names know their lines")
    func lines() throws {
        let root = try read("{\n\"a\":\n1,\r\n\"b\": [\n\n2]}")
        #expect(root.line == 1)
        #expect(root["a"]?.line == 3)
        #expect(root["b"]?.line == 4)
        guard case .object(let members) = root.value, case .array(let items)? = root["b"]?.value else {
            Issue.record("no object with a list")
            return
        }
        #expect(members.map(\.line) == [2, 4])
        #expect(items.map(\.line) == [6])
    }

    @Test(
        "Strings are unescaped",
        arguments: [
            (#""a\"\\\/b""#, #"a"\/b"#), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"), (#""Vi\u1EC7t""#, "Việt"),
            (#""\uD83D\uDE00""#, "😀"), ("\"Hà Nội\"", "Hà Nội"), (#""""#, ""),
        ])
    func strings(json: String, expected: String) throws {
        guard case .string(let text) = try read(json).value else {
            Issue.record("no string")
            return
        }
        #expect(Array(text.utf8) == Array(expected.utf8))
    }

    @Test(
        "What RFC 8259 forbids is refused with its line",
        arguments: [
            ("", 1, "the file ends"), ("[1,]", 1, "found ']'"), ("[1 2]", 1, "expected ',' or ']'"),
            ("{\"a\" 1}", 1, "':'"),
            ("{a: 1}", 1, "a name in quotes"), ("[01]", 1, "begin with 0"), ("[1.]", 1, "a digit"),
            ("[+1]", 1, "found '+'"),
            ("[99999999999999999999]", 1, "out of range"), ("[1e999]", 1, "out of range"), ("\"a", 1, "not closed"),
            ("[\n\"a\tb\"]", 2, "control character"), (#""\x""#, 1, #"after '\'"#), (#""\uD83D""#, 1, "surrogate"),
            (#""\uDE00""#, 1, "surrogate"), (#""\uD83D\u0041""#, 1, "surrogate"), (#""\u12G4""#, 1, "hexadecimal"),
            ("{\"a\": 1,\n\"a\": 2}", 2, "stands twice"), ("[]\n[]", 2, "nothing after"), ("nul", 1, "expected 'null'"),
            ("\u{FEFF}[]", 1, "byte order mark"),
        ])
    func malformed(json: String, line: Int, words: String) throws {
        let error = try #require(throws: Diagnostic.self) { try read(json) }
        #expect(error.file == "f.json")
        #expect(error.line == line)
        #expect(error.message.contains(words), "\(error)")
    }

    @Test("A duplicate name is found among many")
    func manyNames() throws {
        let members = (0..<40).map { "\"n\($0)\": 0" } + ["\"n31\": 1"]
        let error = try #require(throws: Diagnostic.self) { try read("{\(members.joined(separator: ","))}") }
        #expect(error.message.contains("'n31' stands twice"))
        let last = try read("{\(members.dropLast().joined(separator: ","))}")
        #expect(last["n39"] != nil)
    }

    @Test("Bytes that are not UTF-8 are refused with their offset and line")
    func invalidUTF8() throws {
        let error = try #require(throws: Diagnostic.self) {
            try JSONReader.read(Array("[\n\"".utf8) + [0xC3, 0x28] + Array("\"]".utf8), file: "f.json")
        }
        #expect(error.line == 2)
        #expect(error.message.contains("byte 3"))
    }

    @Test("Nesting is bounded")
    func depth() throws {
        let deep = JSONReader.maximumDepth
        _ = try read(String(repeating: "[", count: deep) + String(repeating: "]", count: deep))
        let error = try #require(throws: Diagnostic.self) { try read(String(repeating: "[", count: deep + 1)) }
        #expect(error.message.contains("nested deeper"))
    }

    @Test(
        "What is written reads back, escaping only what must be",
        arguments: ["a\"b\\c", "\u{0}\u{1F}\n\t", "Hà Nội 😀", "/"])
    func written(text: String) throws {
        var bytes: [UInt8] = []
        bytes.appendJSON(text)
        guard case .string(let back) = try JSONReader.read(bytes, file: "f.json").value else {
            Issue.record("no string")
            return
        }
        #expect(back == text)
        #expect(!bytes.contains { $0 < 0x20 })
        #expect(
            bytes.count { $0 == UInt8(ascii: "\\") }
                == text.unicodeScalars.reduce(0) { $0 + ($1 == "\\" ? 2 : $1.value < 0x20 || $1 == "\"" ? 1 : 0) })
    }
}
