import Foundation
import Records
import Testing

@testable import entente

@Suite("The table of settings")
struct SettingTableTests {
    private func text(_ path: String) throws -> String {
        try String(contentsOf: Command.root.appending(path: path), encoding: .utf8)
    }

    @Test("the README has it as 'make settings' writes it")
    func readme() throws {
        let readme = try text("README.md")
        let start = try #require(readme.range(of: "<!-- settings: written by `make settings` -->\n"))
        let end = try #require(readme.range(of: "\n<!-- end of settings -->"))
        #expect(readme[start.upperBound..<end.lowerBound] == SettingTable.markdown.rendered, "run 'make settings'")
    }

    @Test("Config/entente.json has it as 'make settings' writes it")
    func file() throws {
        #expect(try text("Config/entente.json") == SettingTable.json.rendered + "\n", "run 'make settings'")
    }

    @Test("the file says what the defaults say, with help, unit, range and default above each")
    func fileIsDefaults() throws {
        let bytes = Array(SettingTable.json.rendered.utf8)
        let members = try JSONReader.read(bytes, file: "entente.json", allowsComments: true).members
        #expect(members.map(\.name) == Setting.allCases.map(\.rawValue))
        let lines = SettingTable.json.rendered.split(separator: "\n", omittingEmptySubsequences: false)
        for (member, setting) in zip(members, Setting.allCases) {
            let definition = setting.definition
            switch (definition.kind, member.node.value) {
            case (.integer, .integer(let number)), (.seconds, .integer(let number)):
                #expect(String(number) == definition.standard)
            case (.seconds, .number(let number)), (.share, .number(let number)):
                #expect(Double(definition.standard) == number)
            case (.share, .integer(let number)): #expect(String(number) == definition.standard)
            case (.integer, _), (.seconds, _), (.share, _): Issue.record("\(setting) is \(member.node.value.summary)")
            case (_, .string(let text)): #expect(text == definition.standard)
            default: Issue.record("\(setting) is \(member.node.value.summary)")
            }
            #expect(lines[member.line - 3] == "  // \(definition.help).")
            #expect(
                lines[member.line - 2]
                    == "  // \(definition.kind.unit), \(definition.kind.range); default \(definition.standard)")
        }
    }

    @Test("each row has name, default, unit, range, meaning and variable", arguments: Setting.allCases)
    func row(setting: Setting) throws {
        let rows = SettingTable.markdown.rendered.split(separator: "\n")
        let row = try #require(rows.first { $0.hasPrefix("| `\(setting.rawValue)` | ") })
        let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        let (definition, kind) = (setting.definition, setting.definition.kind)
        #expect(
            cells == [
                "`\(setting.rawValue)`", "`\(definition.standard)`", kind.unit, kind.range, definition.help,
                "`ENTENTE_\(setting.rawValue.uppercased().replacing("-", with: "_"))`",
            ])
        #expect(rows.count == Setting.allCases.count + 2)
    }

    @Test("a default is a value that can be", arguments: Setting.allCases)
    func defaults(setting: Setting) { #expect(setting.definition.kind.accepts(setting.definition.standard)) }

    @Test("help lists every setting as a flag with range and default", arguments: Setting.allCases)
    func help(setting: Setting) throws {
        let lines = SettingTable.text.rendered.split(separator: "\n")
        let line = try #require(lines.firstIndex { $0.hasPrefix("  --\(setting.rawValue) (") })
        #expect(lines[line].hasSuffix("\(setting.definition.kind.range); default \(setting.definition.standard))"))
        #expect(lines[line + 1] == "      \(setting.definition.help).")
        #expect(lines[line...].prefix(2).allSatisfy { $0.count < 80 })
    }
}

@Suite("Settings as flags")
struct SettingFlagTests {
    @Test(
        "each setting is a flag, with its value behind it or behind a sign of equality",
        arguments: [
            (["serve", "--port", "1"], ["serve", "--set", "port=1"]),
            (
                ["serve", "--idle-timeout=2.5", "--host", "::1"],
                ["serve", "--set", "idle-timeout=2.5", "--set", "host=::1"]
            ),
            (["serve", "--port", "-1"], ["serve", "--set", "port=-1"]),
            (["serve", "--public-url=https://a?b=c"], ["serve", "--set", "public-url=https://a?b=c"]),
            (["serve", "--host="], ["serve", "--set", "host="]),
            (["serve", "--config", "a", "--set", "port=1"], ["serve", "--config", "a", "--set", "port=1"]),
            (["healthcheck", "--tls", "--port", "1"], ["healthcheck", "--tls", "--set", "port=1"]),
            (["serve", "--", "--port", "1"], ["serve", "--", "--port", "1"]),
            (["serve", "-h", "port"], ["serve", "-h", "port"]),
            (["serve", "--nothing-like-it"], ["serve", "--nothing-like-it"]),
            (["extract", "--port", "1"], ["extract", "--port", "1"]),
            ([], []),
        ])
    func expanded(arguments: [String], expected: [String]) throws {
        #expect(try SettingFlags.expanded(arguments) == expected)
    }

    @Test("every setting is one", arguments: Setting.allCases)
    func every(setting: Setting) throws {
        #expect(
            try SettingFlags.expanded(["serve", "--\(setting.rawValue)", "x"])
                == ["serve", "--set", "\(setting.rawValue)=x"])
    }

    @Test(
        "a mistyped one is refused with what may have been meant, and one without a value",
        arguments: [
            (["--idle-timeot", "3"], "There is no flag --idle-timeot; did you mean --idle-timeout?"),
            (["--prot=3"], "There is no flag --prot; did you mean --port?"),
            (["--port"], "Missing value for --port."), (["--port", "--host", "a"], "Missing value for --port."),
        ])
    func refused(arguments: [String], message: String) {
        #expect {
            try SettingFlags.expanded(["serve"] + arguments)
        } throws: {
            "\($0)".contains(message)
        }
    }
}
