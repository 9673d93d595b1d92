#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How a file looked at one moment. Two equal stamps mean that nobody has written to it, or put another in its place,
/// between the looks.
struct FileStamp: Hashable, Sendable {
    enum Kind: Sendable {
        case file, folder, link, other
    }

    let kind: Kind
    private let device: UInt64
    private let inode: UInt64
    let size: Int64
    /// Seconds since 1970 at which the content was changed.
    let modified: Int64
    private let modifiedNanoseconds: Int64
    /// Of the content or of what is known of it. A program can set the time above, but not this one.
    private let changed: Int64
    private let changedNanoseconds: Int64

    /// - Returns: nil where there is nothing that can be looked at.
    init?(_ path: String, followingLinks: Bool = true) {
        var status = stat()
        guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .other
        }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int64(status.st_size)
        #if canImport(Glibc)
            let (modified, changed) = (status.st_mtim, status.st_ctim)
        #else
            let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #endif
        (self.modified, modifiedNanoseconds) = (Int64(modified.tv_sec), Int64(modified.tv_nsec))
        (self.changed, changedNanoseconds) = (Int64(changed.tv_sec), Int64(changed.tv_nsec))
    }

    /// Whether both are of one file or folder, whatever has been written to it between.
    func isSameFile(as other: FileStamp) -> Bool { device == other.device && inode == other.inode }
}
