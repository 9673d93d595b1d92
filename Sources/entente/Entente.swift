internal import ArgumentParser

@main
struct Entente: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "entente",
        abstract: "A cited, queryable register of international security dialogues, served as JSON over HTTP.",
        discussion: """
            Start it and ask:

                entente serve
                curl 'localhost:8080/dialogues?partner=India'

            Every fact in an answer names the words of the report that state it. The register is read from register \
            files (*.json) in a folder; 'entente check' tells what is wrong with one before it is served.
            """,
        version: version,
        subcommands: [Serve.self, Extract.self, Check.self, Export.self, Healthcheck.self, Settings.self])

    static func main() {
        do {
            var command = try parseAsRoot(SettingFlags.expanded(Array(CommandLine.arguments.dropFirst())))
            try command.run()
        } catch {
            exit(withError: error)
        }
    }
}
