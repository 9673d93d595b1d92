package import Search

/// What a running server tells its operators of itself, for `/statusz` and `/readyz`.
package struct ServerStatus: Sendable {
    /// A file, or a folder, that could not be taken in.
    package struct Fault: Sendable, Equatable {
        package let file: String
        /// Where in it, what is wrong and what to do: `file:line: error: message`.
        package let reason: String
        /// Seconds since 1970: when it was first seen so.
        package let since: Int64

        package init(file: String, reason: String, since: Int64) {
            (self.file, self.reason, self.since) = (file, reason, since)
        }
    }

    /// How what is served stands to what the folders hold.
    package enum Register: String, Sendable, CaseIterable {
        case current
        /// Faulty files are left out.
        case partial
        /// The register that was served before stays, since files are faulty, unfinished or gone.
        case stale
    }

    package enum Watching: String, Sendable, CaseIterable {
        /// The system tells of changes.
        case events
        /// The folders are looked at again and again.
        case polling
        case off
    }

    /// Places for connections of clients.
    package struct Connections: Sendable {
        package let open: Int
        package let most: Int

        package init(open: Int, most: Int) { (self.open, self.most) = (open, most) }
    }

    /// Seconds since 1970.
    package var started: Int64 = 0
    /// Seconds since then, by a clock that nobody sets.
    package var uptime = 0
    package var data = ""
    package var vocabulary = ""
    package var watching = Watching.off
    package var register = Register.current
    /// By file. At most as many as the server keeps; `faultyFiles` counts all.
    package var faults: [Fault] = []
    package var faultyFiles = 0
    /// Files that somebody is still writing.
    package var awaited: [String] = []
    package var lastReload: ReloadReport?
    package var reloads: [ReloadReport.Outcome: Int] = [:]
    package var connections: Connections?

    package init() {}
}

/// What became of a wish to read the register anew.
package struct ReloadReport: Sendable {
    package enum Outcome: String, Sendable, CaseIterable {
        /// Another register is served now.
        case published
        /// The files say what they said before.
        case unchanged
        /// Files are faulty, or gone.
        case refused
        /// A file is still being written; the register is read when it has been.
        case deferred
    }

    package let outcome: Outcome
    /// Who or what asked for it.
    package let cause: String
    /// The generation that is served from then on.
    package let generation: String
    /// Of the collections in which anything changed.
    package let changes: [CollectionName: ChangeCounts]
    /// A line for people: what changed, or why nothing did.
    package let detail: String
    /// Seconds since 1970 at its end.
    package let ended: Int64
    package let milliseconds: Int

    package init(
        _ outcome: Outcome, cause: String, generation: String, changes: [CollectionName: ChangeCounts] = [:],
        detail: String, ended: Int64, milliseconds: Int
    ) {
        (self.outcome, self.cause, self.generation, self.changes) = (outcome, cause, generation, changes)
        (self.detail, self.ended, self.milliseconds) = (detail, ended, milliseconds)
    }
}

/// Whom a listener serves, and so which routes it has.
package enum Audience: Sendable {
    /// Reads the register anew and tells what became of that, now or later, on any thread.
    package typealias Reload = @Sendable (_ completion: @escaping @Sendable (ReloadReport) -> Void) -> Void

    /// All routes but those that change the server.
    case everyone
    /// Clients alone: operators have a listener of their own.
    case clients
    case operators(reload: Reload)

    /// Whether names of files may be told.
    var includesOperators: Bool { if case .clients = self { false } else { true } }
}
