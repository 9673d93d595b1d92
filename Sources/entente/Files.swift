internal import FoundationEssentials

/// A file that could not be read or written, and why.
struct FileError: Error, CustomStringConvertible {
    let path: String
    let reason: String
    var isOutput = false

    var description: String { "\(path): error: \(reason)" }
}

/// Files as the server and its commands read and write them: whole, in memory.
enum Files {
    struct Entry {
        /// Path below the folder.
        let name: String
        let bytes: [UInt8]
        /// Seconds since 1970.
        let modified: Int64
    }

    /// What lies below a folder and its subfolders, hidden files and folders left out.
    struct Listing {
        /// Names below the folder, in order, of files and of links to files that do not lead out of the folder.
        var files: [String] = []
        /// Paths, the folder itself first.
        var folders: [String] = []
    }

    static func read(_ path: String) throws(FileError) -> [UInt8] {
        guard exists(path) else { throw FileError(path: path, reason: "there is no such file.") }
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw FileError(path: path, reason: "it cannot be read (\(error)).")
        }
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    static func isFolder(_ path: String) -> Bool { FileStamp(path)?.kind == .folder }

    /// Writes a file anew, with the folders above it.
    static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let url = URL(filePath: path)
        do {
            try FileManager.default.createDirectory(
                atPath: url.deletingLastPathComponent().path, withIntermediateDirectories: true)
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw FileError(path: path, reason: "it cannot be written (\(error)).", isOutput: true)
        }
    }

    static func listing(of folder: String) throws(FileError) -> Listing {
        guard isFolder(folder) else { throw FileError(path: folder, reason: "there is no such folder.") }
        var listing = Listing()
        try list(folder, "", root: URL(filePath: folder).resolvingSymlinksInPath().path, in: &listing)
        listing.files.sort()
        return listing
    }

    /// - Parameter prefix: the path of the folder below the one that is listed, with a slash at its end.
    private static func list(
        _ folder: String, _ prefix: String, root: String, in listing: inout Listing
    ) throws(FileError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw FileError(path: folder, reason: "it cannot be listed (\(error)).")
        }
        listing.folders.append(folder)
        for name in names where !name.hasPrefix(".") {
            let path = folder + "/" + name
            switch FileStamp(path, followingLinks: false)?.kind {
            case .file: listing.files.append(prefix + name)
            case .folder: try list(path, prefix + name + "/", root: root, in: &listing)
            case .link:
                let target = URL(filePath: path).resolvingSymlinksInPath().path
                if target.hasPrefix(root + "/"), FileStamp(target)?.kind == .file {
                    listing.files.append(prefix + name)
                }
            // Pipes and the like have no content of their own; and what is gone since is no file of the folder.
            case .other, nil: break
            }
        }
    }

    /// The names, below a folder and its subfolders, of the files that end in one of the suffixes (nil: all), in order.
    /// Hidden ones and links that lead out of the folder are left out.
    static func names(in folder: String, suffixes: [String]?) throws(FileError) -> [String] {
        try listing(of: folder).files.filter { name in suffixes?.contains(where: name.hasSuffix) ?? true }
    }

    /// The files of those names.
    static func entries(in folder: String, suffixes: [String]?) throws(FileError) -> [Entry] {
        try names(in: folder, suffixes: suffixes).map { name throws(FileError) in try entry(name, in: folder) }
    }

    /// - Parameter now: seconds since 1970. No file was changed later: no Last-Modified may lie in the future (RFC 9110
    ///   §8.8.2.1).
    static func entry(_ name: String, in folder: String, now: Int64 = secondsSince1970()) throws(FileError) -> Entry {
        let path = folder + "/" + name
        guard let stamp = FileStamp(path) else { throw FileError(path: path, reason: "there is no such file.") }
        return Entry(name: name, bytes: try read(path), modified: min(stamp.modified, now))
    }

    static func secondsSince1970() -> Int64 { Int64(Date().timeIntervalSince1970) }
}
