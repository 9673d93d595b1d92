import Foundation
import Testing

/// One setting as `Setting.swift` defines it.
struct SettingRow: Sendable, Equatable, CustomTestStringConvertible {
    let name: String
    let standard: String
    let unit: String
    let help: String

    var environmentName: String { "ENTENTE_" + name.uppercased().replacing("-", with: "_") }
    var testDescription: String { name }

    /// In the order of the source.
    static func all() throws -> [SettingRow] {
        let source = try Repository.text("Sources/entente/Setting.swift")
        let end = try #require(source.range(of: "enum Kind")).lowerBound
        let rows = try source[..<end].matches(of: /(?m)^    case (\w.*)$/).flatMap { line in
            try line.1.split(separator: ",").map { try row(for: $0, in: source) }
        }
        try #require(!rows.isEmpty, "Setting.swift has no cases where they are looked for")
        return rows
    }

    /// - Parameter declaration: `host` or `publicFiles = "public"`.
    private static func row(for declaration: Substring, in source: String) throws -> SettingRow {
        let words = declaration.matches(of: /[\w-]+/).map(\.0)
        let name = try #require(words.first)
        let definition = try Regex(
            #"case \."# + name
                + #":\s*Definition\(\s*standard: "([^"]*)", kind: \.(\w+)(?:\(([^)]*)\))?,\s*help: "([^"]*)"\s*\)"#)
        let match = try #require(source.firstMatch(of: definition), "\(name) has no definition").output
        func part(_ index: Int) -> String { match[index].substring.map(String.init) ?? "" }
        let range = part(3).replacing("_", with: "").replacing("...", with: "–")
        return SettingRow(
            name: String(words.last ?? name), standard: part(1), unit: part(2) == "integer" ? range : part(2),
            help: part(4))
    }
}

@Suite("Every setting is documented")
struct SettingTests {
    @Test(
        "The README's table has a setting with its default, unit, meaning and variable", arguments: try SettingRow.all()
    )
    func readme(_ setting: SettingRow) throws {
        let row = try Repository.tableRows("README.md").first { $0.first == "`\(setting.name)`" }
        #expect(
            row == [
                "`\(setting.name)`", "`\(setting.standard)`", setting.unit, setting.help,
                "`\(setting.environmentName)`",
            ])
    }

    @Test("The README's table has no setting that is gone")
    func readmeHasNoMore() throws {
        let named = try Repository.tableRows("README.md").filter { $0.last?.hasPrefix("`ENTENTE_") == true }
        #expect(named.map { $0[0] } == (try SettingRow.all().map { "`\($0.name)`" }))
    }

    @Test("Config/entente.json has every setting with its default and no other")
    func configurationFile() throws {
        let file = try #require(try Repository.json("Config/entente.json") as? [String: Any])
        let defaults = try SettingRow.all().map { ($0.name, $0.standard) }
        #expect(file.mapValues { "\($0)" } == Dictionary(uniqueKeysWithValues: defaults))
    }

    @Test("The variables that the Dockerfile sets are settings")
    func dockerfile() throws {
        let known = Set(try SettingRow.all().map(\.environmentName))
        let names = try Repository.text("Dockerfile").matches(of: /ENTENTE_\w+/).map { String($0.0) }
        #expect(!names.isEmpty)
        #expect(Set(names).isSubset(of: known))
    }
}
