import Foundation
import Testing

/// The files of the repository that these tests are part of, named by their paths below its root.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func lines(_ path: String) throws -> [Substring] {
        try text(path).split(separator: "\n", omittingEmptySubsequences: false)
    }

    static func json(_ path: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(contentsOf: root.appending(path: path)))
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    /// All files below a folder whose names end so, in order. Hidden ones, build folders among them, are left out.
    static func files(in folder: String = "", suffix: String = "") throws -> [String] {
        let start = root.appending(path: folder).standardizedFileURL
        let walk = try #require(
            FileManager.default.enumerator(
                at: start, includingPropertiesForKeys: [.isRegularFileKey], options: .skipsHiddenFiles))
        let prefix = root.standardizedFileURL.path + "/"
        return try walk.compactMap { $0 as? URL }
            .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
            .map { String($0.standardizedFileURL.path.dropFirst(prefix.count)) }
            .filter { $0.hasSuffix(suffix) }
            .sorted()
    }

    /// The cells of every table row of a Markdown file, without the white space around them.
    static func tableRows(_ path: String) throws -> [[String]] {
        try lines(path).filter { $0.hasPrefix("| ") }.map { line in
            line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    /// What stands between backticks in a line of Markdown.
    static func codeSpans(_ text: some StringProtocol) -> [String] {
        String(text).matches(of: /`([^`\n]+)`/).map { String($0.1) }
    }
}
