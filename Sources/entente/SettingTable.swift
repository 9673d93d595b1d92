internal import ArgumentParser

/// The table of settings in the forms that people read. `make settings` puts the last two where they belong.
enum SettingTable: String, CaseIterable, ExpressibleByArgument {
    /// As `entente serve --help` shows it: lines too short to be wrapped.
    case text
    /// The README's table.
    case markdown
    /// A configuration file with every default and a comment above each.
    case json

    var rendered: String {
        switch self {
        case .text: Setting.allCases.map(\.helpText).joined(separator: "\n")
        case .markdown:
            ([
                "| setting | default | unit | range | meaning | environment variable |",
                "| --- | --- | --- | --- | --- | --- |",
            ] + Setting.allCases.map(\.tableRow)).joined(separator: "\n")
        case .json:
            """
            // The settings of 'entente serve' with their defaults. What is left out has its default all the same.
            // Text from two slashes to the end of a line is a comment here.
            {
            \(Setting.allCases.map(\.commentedMember).joined(separator: ",\n\n"))
            }
            """
        }
    }
}

extension Setting {
    fileprivate var helpText: String {
        let (kind, standard) = (definition.kind, definition.standard)
        return "  --\(rawValue) (\(measure(kind)); default \(standard))\n      \(definition.help)."
    }

    fileprivate var tableRow: String {
        let kind = definition.kind
        let cells = [
            "`\(rawValue)`", "`\(definition.standard)`", kind.unit, kind.range, definition.help, "`\(environmentName)`",
        ]
        return "| \(cells.joined(separator: " | ")) |"
    }

    fileprivate var commentedMember: String {
        let (kind, standard) = (definition.kind, definition.standard)
        let value =
            switch kind {
            case .integer, .seconds, .share: standard
            case .text, .host, .address, .origins, .folder, .files, .blocks, .choice: "\"\(standard)\""
            }
        return """
              // \(definition.help).
              // \(kind.unit), \(kind.range); default \(standard)
              "\(rawValue)": \(value)
            """
    }

    /// A unit is named where the range does not tell it.
    private func measure(_ kind: Kind) -> String {
        switch kind {
        case .integer(_, of: .octets), .integer(_, of: .seconds), .seconds: "\(kind.unit), \(kind.range)"
        case .integer, .text, .host, .address, .origins, .folder, .files, .share, .blocks, .choice: kind.range
        }
    }
}
