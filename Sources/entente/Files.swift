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

    static func read(_ path: String) throws(FileError) -> [UInt8] {
        guard exists(path) else { throw FileError(path: path, reason: "there is no such file.") }
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw FileError(path: path, reason: "it cannot be read (\(error)).")
        }
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }

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

    /// The names, below a folder and its subfolders, of the files that end in one of the suffixes (nil: all), in order.
    /// Hidden ones and links that lead out of the folder are left out.
    static func names(in folder: String, suffixes: [String]?) throws(FileError) -> [String] {
        guard isFolder(folder) else { throw FileError(path: folder, reason: "there is no such folder.") }
        // Volumes are often mounted as links, and the listing does not follow one.
        let root = URL(filePath: folder).resolvingSymlinksInPath().path
        let names: [String]
        do {
            names = try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
        } catch {
            throw FileError(path: folder, reason: "it cannot be listed (\(error)).")
        }
        return names.filter { name in
            let path = folder + "/" + name
            let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
            guard !isHidden, suffixes?.contains(where: name.hasSuffix) ?? true, !isFolder(path) else { return false }
            return URL(filePath: path).resolvingSymlinksInPath().path.hasPrefix(root + "/")
        }
    }

    /// The files of those names.
    static func entries(in folder: String, suffixes: [String]?) throws(FileError) -> [Entry] {
        try names(in: folder, suffixes: suffixes).map { name throws(FileError) in try entry(name, in: folder) }
    }

    static func entry(_ name: String, in folder: String) throws(FileError) -> Entry {
        let path = folder + "/" + name
        return Entry(name: name, bytes: try read(path), modified: try modified(path))
    }

    /// When a file was changed, but not in the future: no Last-Modified may be (RFC 9110 §8.8.2.1).
    private static func modified(_ path: String) throws(FileError) -> Int64 {
        let now = Date().timeIntervalSince1970
        do {
            let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
            return Int64(min(date?.timeIntervalSince1970 ?? now, now))
        } catch {
            throw FileError(path: path, reason: "its time of change cannot be read (\(error)).")
        }
    }
}
