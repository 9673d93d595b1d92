/// One fault or doubt about a file, printed the way compilers do: `file:line: error: message`.
///
/// The message says what was found, what is allowed and what to do; `line` is 1-based.
package struct Diagnostic: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Severity: String, Sendable {
        case error, warning
    }

    package let file: String
    package let line: Int
    package let severity: Severity
    package let message: String

    package init(file: String, line: Int, severity: Severity = .error, message: String) {
        self.file = file
        self.line = line
        self.severity = severity
        self.message = Self.printable(message)
    }

    /// Controls, which names and values from a file may hold, as JSON escapes them: a message stays one line, and tells a
    /// terminal nothing.
    private static func printable(_ message: String) -> String {
        guard message.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return message
        }
        return message.unicodeScalars.reduce(into: "") { text, scalar in
            guard scalar.properties.generalCategory == .control else { return text.unicodeScalars.append(scalar) }
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }

    package var description: String { "\(file):\(line): \(severity.rawValue): \(message)" }
}

extension [UInt8] {
    /// `[{"line":…,"severity":…,"message":…},…]`
    package mutating func appendJSON(_ diagnostics: [Diagnostic]) {
        append(UInt8(ascii: "["))
        for diagnostic in diagnostics {
            appendSeparator()
            append(UInt8(ascii: "{"))
            appendName("line")
            appendJSON(diagnostic.line)
            appendName("severity")
            appendJSON(diagnostic.severity.rawValue)
            appendName("message")
            appendJSON(diagnostic.message)
            append(UInt8(ascii: "}"))
        }
        append(UInt8(ascii: "]"))
    }
}

/// Everything that is wrong with a set of files, in the order it was found; never empty when thrown.
package struct Diagnostics: Error, Sendable, CustomStringConvertible {
    package let items: [Diagnostic]

    package init(_ items: [Diagnostic]) {
        self.items = items
    }

    package var description: String { items.map(\.description).joined(separator: "\n") }
}
