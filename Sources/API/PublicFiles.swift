internal import HTTP

/// The files of `Public/`, read at start-up into memory: a request can name only what was read then, so that no path
/// leads anywhere else and no file is opened for a request.
package struct PublicFiles: Sendable {
    package struct File: Sendable {
        let content: [UInt8]
        let gzip: GzipForm
        let modified: Int64

        /// - Parameters:
        ///   - gzip: the content in the gzip coding, nil where that is not worth it.
        ///   - modified: seconds since 1970.
        package init(content: [UInt8], gzip: [UInt8]? = nil, modified: Int64) {
            self.content = content
            self.gzip = gzip.map(GzipForm.ready) ?? .none
            self.modified = modified
        }
    }

    private let files: [String: Response]

    /// - Parameter files: by path below the root, `css/site.css`.
    package init(_ files: [String: File]) {
        self.files = files.reduce(into: [:]) { responses, entry in
            let file = entry.value
            var response = Response.cacheable(
                Self.mediaType(of: entry.key), file.content, gzip: file.gzip, modified: file.modified,
                fields: [Field(name: "Vary", value: "Accept-Encoding")])
            response.acceptsRanges = true
            if Self.isNamedByContent(entry.key) { response["Cache-Control"] = "public, max-age=31536000, immutable" }
            responses[entry.key] = response
        }
    }

    /// The file at a path; a folder, which ends in a slash, stands for its `index.html`, and a page may be named without
    /// its suffix.
    func file(at target: Target) -> Response? {
        guard let path = path(of: target) else { return nil }
        return files[path.isEmpty || target.hasTrailingSlash ? path + Self.index : path] ?? files[path + Self.page]
    }

    /// Whether the path would be that of a folder's `index.html` if it ended in a slash.
    func isFolder(_ target: Target) -> Bool { path(of: target).map { files[$0 + "/" + Self.index] != nil } ?? false }

    private static let index = "index.html"
    private static let page = ".html"

    /// The decoded path below the root; nil when it can name no file: a slash, a backslash or NUL inside a segment never
    /// does.
    private func path(of target: Target) -> String? {
        let isPlain = target.path.allSatisfy { segment in
            !segment.isEmpty && !segment.utf8.contains { $0 == 0x2f || $0 == 0x5c || $0 == 0 }
        }
        guard isPlain else { return nil }
        return target.path.joined(separator: "/") + (target.hasTrailingSlash ? "/" : "")
    }

    /// Whether the name holds a hash, as in `app.3f2b9c1d.js`: other content will have another name, so that a browser
    /// need not ask again (RFC 8246). A part of eight or more hex digits is one, if it is neither a word nor a date.
    private static func isNamedByContent(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return name.split { $0 == "." || $0 == "-" }.contains { part in
            part.utf8.count >= 8 && part.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }
                && part.utf8.contains { $0 <= 0x39 } && part.utf8.contains { $0 >= 0x61 }
        }
    }

    private static let mediaTypes: [String: String] = [
        "html": "text/html;charset=utf-8", "css": "text/css;charset=utf-8", "js": "text/javascript;charset=utf-8",
        "mjs": "text/javascript;charset=utf-8", "json": "application/json", "svg": "image/svg+xml",
        "png": "image/png", "ico": "image/x-icon", "webp": "image/webp", "woff2": "font/woff2",
        "txt": "text/plain;charset=utf-8", "webmanifest": "application/manifest+json",
    ]

    private static func mediaType(of path: String) -> String {
        let suffix = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return mediaTypes[suffix] ?? "application/octet-stream"
    }
}
