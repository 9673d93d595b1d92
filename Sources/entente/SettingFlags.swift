internal import ArgumentParser
internal import FoundationEssentials
internal import Records

/// Every setting as a flag, though none is declared: the table makes them.
enum SettingFlags {
    /// The commands that take settings.
    private static let commands = ["serve", "healthcheck"]
    /// Flags of theirs that are no settings.
    private static let others = ["set", "config", "check", "tls", "timeout", "help", "version"]

    /// Writes `--idle-timeout 30` and `--idle-timeout=30` as `--set idle-timeout=30`.
    /// - Parameter arguments: without the name of the program.
    /// - Throws: for a flag that seems to be a mistyped setting, and one without a value.
    static func expanded(_ arguments: [String]) throws(ValidationError) -> [String] {
        guard let command = arguments.first, commands.contains(command) else { return arguments }
        var expanded = [command]
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst() {
            guard argument != "--" else { return expanded + [argument] + rest }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard argument.hasPrefix("--"), let name = parts.first.map(String.init) else {
                expanded.append(argument)
                continue
            }
            guard Setting(rawValue: name) != nil else {
                let suggestion = Suggestion.nearest(to: name, among: Setting.allCases.map(\.rawValue))
                if let suggestion, !others.contains(name) {
                    throw ValidationError("There is no flag --\(name); did you mean --\(suggestion)?")
                }
                expanded.append(argument)
                continue
            }
            if parts.count == 2 {
                expanded += ["--set", "\(name)=\(parts[1])"]
            } else if let value = rest.popFirst(), !value.hasPrefix("--") {
                expanded += ["--set", "\(name)=\(value)"]
            } else {
                throw ValidationError("Missing value for --\(name).")
            }
        }
        return expanded
    }
}

/// Where the commands that concern a server take its settings from.
struct SettingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Configuration file (default: \(Configuration.standardFile), if there).", valueName: "file"))
    var config: String?
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A setting; the same as --name value, and may be repeated.", valueName: "name=value"))
    var settings: [String] = []

    /// - Throws: the exit code, after the reason has been told.
    func configuration() throws -> Configuration {
        var flags: [(name: String, value: String)] = []
        for setting in settings {
            guard let equals = setting.firstIndex(of: "=") else {
                throw ValidationError("--set takes name=value, not '\(setting)'.")
            }
            flags.append((String(setting[..<equals]), String(setting[setting.index(after: equals)...])))
        }
        do {
            let environment = ProcessInfo.processInfo.environment
            let named = config ?? environment[Configuration.fileVariable]
            let path = named ?? Configuration.standardFile
            let file = named != nil || Files.exists(path) ? (name: path, bytes: try Files.read(path)) : nil
            return try Configuration(flags: flags, environment: environment, file: file)
        } catch {
            throw Exit.failure(String(describing: error), .configuration)
        }
    }
}
