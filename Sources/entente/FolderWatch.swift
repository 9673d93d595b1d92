#if canImport(Glibc)
    internal import CSystem
    internal import Glibc
#else
    internal import Darwin
#endif

/// Wakes a thread that waits, from any other.
final class Waker: Sendable {
    private let ends: (read: Int32, write: Int32)

    /// - Returns: nil when there is no descriptor for it.
    init?() {
        var pair: [Int32] = [-1, -1]
        guard pipe(&pair) == 0 else { return nil }
        ends = (pair[0], pair[1])
        for end in pair {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(ends.read)
        close(ends.write)
    }

    func wake() {
        var octet: UInt8 = 0
        _ = write(ends.write, &octet, 1)
    }

    /// Returns when it was woken, the descriptor has something to be read, or the time is over.
    /// - Parameter seconds: nil waits for ever.
    func wait(_ seconds: Double?, orFor descriptor: Int32?) {
        var descriptors = [pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)]
        if let descriptor {
            descriptors.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
        }
        // Rounded up: to wake a moment too early would be to spin.
        let milliseconds = seconds.map { Int32(min(max(0, $0 * 1000), 1e9).rounded(.up)) } ?? -1
        _ = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
        var octets: (UInt64, UInt64) = (0, 0)
        while read(ends.read, &octets, 16) > 0 {}
    }
}

/// What the system tells of changes in folders (inotify(7)). Elsewhere than on Linux there is none to be had.
struct FolderWatch: ~Copyable {
    let descriptor: Int32
    /// The path of each folder, by the system's number for it.
    private var folders: [Int32: String] = [:]

    #if canImport(Glibc)
        private static let mask = UInt32(
            IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
                | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

        /// - Returns: nil where the system allows no further one.
        init?() {
            let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
            guard descriptor >= 0 else { return nil }
            self.descriptor = descriptor
        }

        /// Watches these folders and no others. One that is gone by now is left out.
        /// - Returns: whether there are folders that were not watched before; nil when the system allows no further one.
        mutating func follow(_ paths: [String]) -> Bool? {
            var followed: [Int32: String] = [:]
            for path in paths {
                let number = inotify_add_watch(descriptor, path, Self.mask)
                if number >= 0 {
                    followed[number] = path
                } else if errno == ENOSPC || errno == ENOMEM {
                    return nil
                }
            }
            let isNew = followed.keys.contains { folders[$0] == nil }
            for number in folders.keys where followed[number] == nil { inotify_rm_watch(descriptor, number) }
            folders = followed
            return isNew
        }

        /// What has happened since the last call.
        mutating func events() -> [FolderEvent] {
            var events: [FolderEvent] = []
            withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
                while true {
                    let count = read(descriptor, buffer.baseAddress, buffer.count)
                    guard count > 0 else { break }
                    var start = 0
                    while start + 16 <= count {
                        let length = Int(buffer.load(fromByteOffset: start + 12, as: UInt32.self))
                        let name = buffer[(start + 16)..<(start + 16 + length)].prefix { $0 != 0 }
                        take(
                            buffer.load(fromByteOffset: start, as: Int32.self),
                            mask: buffer.load(fromByteOffset: start + 4, as: UInt32.self),
                            cookie: buffer.load(fromByteOffset: start + 8, as: UInt32.self),
                            String(decoding: name, as: UTF8.self), into: &events)
                        start += 16 + length
                    }
                }
            }
            return events
        }

        private mutating func take(
            _ number: Int32, mask: UInt32, cookie: UInt32, _ name: String, into events: inout [FolderEvent]
        ) {
            func has(_ flag: Int32) -> Bool { mask & UInt32(flag) != 0 }
            if has(IN_Q_OVERFLOW) { return events.append(.lost) }
            guard let folder = folders[number] else { return }
            if has(IN_IGNORED) { folders[number] = nil }
            if has(IN_DELETE_SELF) || has(IN_MOVE_SELF) || has(IN_IGNORED) { return events.append(.departed(folder)) }
            if name.isEmpty { return events.append(.arrived(folder)) }
            let path = folder + "/" + name
            let isFolder = has(Int32(bitPattern: UInt32(IN_ISDIR)))
            if has(IN_MOVED_FROM) || has(IN_DELETE) {
                events.append(.departed(path, cookie: cookie))
            } else if has(IN_MOVED_TO) {
                events.append(.arrived(path, cookie: cookie))
            } else if isFolder || has(IN_ATTRIB) {
                events.append(.arrived(path))
            } else if has(IN_CREATE) {
                // A new file is empty until its maker writes; a link to one that is whole is whole.
                let stamp = FileStamp(path, followingLinks: false)
                let isEmpty = stamp?.kind == .file && stamp?.size == 0
                events.append(isEmpty ? .written(path) : .arrived(path))
            } else {
                events.append(has(IN_CLOSE_WRITE) ? .closed(path) : .written(path))
            }
        }
    #else
        init?() { return nil }
        mutating func follow(_ paths: [String]) -> Bool? { nil }
        mutating func events() -> [FolderEvent] { [] }
    #endif

    deinit { close(descriptor) }
}
