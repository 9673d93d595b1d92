internal import HTTP

/// The files of `Public/`, read at start-up into memory: a request can name only what was read then, so that no path
/// leads anywhere else and no file is opened for a request.
package struct PublicFiles: Sendable {
    struct File: Sendable {
        let response: Response
    }

    private let files: [String: File]

    /// - Parameter contents: content and modification time (seconds since 1970) by path below the root, `css/site.css`.
    package init(_ contents: [String: (content: [UInt8], modified: Int64)]) {
        files = contents.reduce(into: [:]) { files, entry in
            let type = Self.mediaType(of: entry.key)
            files[entry.key] = File(
                response: .cacheable(type, entry.value.content, modified: entry.value.modified))
        }
    }

    /// The file at a path; a folder stands for its `index.html`.
    func file(at target: Target) -> File? {
        // A slash, a backslash or NUL inside a decoded segment never names a file.
        guard target.path.allSatisfy({ !$0.isEmpty && !$0.utf8.contains { $0 == 0x2f || $0 == 0x5c || $0 == 0 } })
        else { return nil }
        let path = target.path.joined(separator: "/")
        if path.isEmpty { return files["index.html"] }
        return target.hasTrailingSlash ? files[path + "/index.html"] : files[path]
    }

    private static let mediaTypes: [String: String] = [
        "html": "text/html;charset=utf-8", "css": "text/css;charset=utf-8", "js": "text/javascript;charset=utf-8",
        "mjs": "text/javascript;charset=utf-8", "json": "application/json", "svg": "image/svg+xml",
        "png": "image/png", "ico": "image/x-icon", "webp": "image/webp", "woff2": "font/woff2",
        "txt": "text/plain;charset=utf-8", "webmanifest": "application/manifest+json",
    ]

    private static func mediaType(of path: String) -> MediaType {
        let suffix = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return MediaType(mediaTypes[suffix] ?? "application/octet-stream") ?? .html
    }
}
