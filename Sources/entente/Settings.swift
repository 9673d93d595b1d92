internal import ArgumentParser

/// For the project's own files; who runs the server reads `entente serve --help`.
struct Settings: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the table of settings.", shouldDisplay: false)

    @Option(help: "One of \(SettingTable.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format = SettingTable.text

    func run() throws {
        try Exit.streaming { try Output.write(Array((format.rendered + "\n").utf8)) }
    }
}
