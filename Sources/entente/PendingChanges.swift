/// What happened to a file or folder, in the order in which it happened.
enum FolderEvent: Equatable, Sendable {
    /// Somebody writes to a file, or has made one that is empty, and has not closed it yet.
    case written(String)
    /// Somebody who may have written to it has closed it.
    case closed(String)
    /// It has come to be there whole: renamed, linked, made; or what is known of it has changed.
    case arrived(String, cookie: UInt32 = 0)
    /// It is no longer there under this name. Where it was renamed, the cookie is that of its arrival.
    case departed(String, cookie: UInt32 = 0)
    /// Events were lost: anything may have happened.
    case lost
}

/// Which changes wait to be read, and until when: a value, to which time is given. Seconds of a clock that nobody sets.
struct PendingChanges {
    /// Seconds that a writer has for a file; then it is a fault like any other, until it is closed.
    static let patience = 60.0

    /// Quiet after the last change before anything is read.
    var delay: Double
    /// The first and the last change that have not been read yet.
    private var waiting: (first: Double, last: Double)?
    /// When somebody began to write, by path; only files that are still open.
    private var writers: [String: Double] = [:]
    /// The same of files that were renamed meanwhile, by cookie.
    private var renamed: [UInt32: Double] = [:]
    /// Whether a file matters, by its path.
    private let isRead: @Sendable (String) -> Bool

    init(delay: Double, isRead: @escaping @Sendable (String) -> Bool) { (self.delay, self.isRead) = (delay, isRead) }

    mutating func note(_ event: FolderEvent, at now: Double) {
        switch event {
        case .written(let path):
            if writers[path] == nil { writers[path] = now }
            if isRead(path) { noteChange(at: now) }
        case .closed(let path):
            writers[path] = nil
            if isRead(path) { noteChange(at: now) }
        case .arrived(let path, let cookie):
            if let since = renamed.removeValue(forKey: cookie) { writers[path] = since }
            noteChange(at: now)
        case .departed(let path, let cookie):
            let since = writers.removeValue(forKey: path)
            if cookie != 0 { renamed[cookie] = since }
            writers = writers.filter { !$0.key.hasPrefix(path + "/") }
            noteChange(at: now)
        case .lost:
            (writers, renamed) = ([:], [:])
            noteChange(at: now)
        }
    }

    /// Something may have changed, or could not be read yet.
    mutating func noteChange(at now: Double) { waiting = (waiting?.first ?? now, now) }

    /// Everything up to now has been read.
    mutating func clear() { (waiting, renamed) = (nil, [:]) }

    /// When to read: after a quiet while, though not put off for ever by a stream of changes, and not before every file
    /// that somebody writes is closed, unless that takes too long.
    var due: Double? {
        guard let waiting else { return nil }
        let quiet = min(waiting.last + delay, waiting.first + max(2, 10 * delay))
        let last = writers.filter { isRead($0.key) }.values.max()
        return last.map { max(quiet, $0 + Self.patience) } ?? quiet
    }

    /// Files that somebody writes, in order.
    /// - Parameter isLate: those for which that takes too long, or the others.
    func unfinished(at now: Double, isLate: Bool) -> [String] {
        writers.filter { isRead($0.key) && (now - $0.value >= Self.patience) == isLate }.map(\.key).sorted()
    }
}
