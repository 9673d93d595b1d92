internal import API

/// Which files are faulty and since when, and what became of reloads: the memory behind `/statusz`.
struct FaultLedger {
    /// Faults that are kept and told; there may be as many as files.
    static let most = 100
    /// Faults that a line names.
    private static let mostNamed = 3

    var status = ServerStatus()

    /// - Parameters:
    ///   - faults: of files that were left out at the start.
    ///   - now: seconds since 1970.
    init(_ source: RegisterSource, _ faults: [FileFault], at now: Int64) {
        (status.data, status.vocabulary, status.started) = (source.data, source.vocabulary, now)
        note(faults, isStale: false, at: now)
    }

    mutating func note(_ report: ReloadReport) {
        status.lastReload = report
        status.reloads[report.outcome, default: 0] += 1
    }

    /// What is faulty after a reading. A file that was faulty before has been so since then, whatever is wrong with it now.
    /// - Parameters:
    ///   - isStale: whether the register that was served before stays.
    ///   - now: seconds since 1970.
    mutating func note(_ faults: [FileFault], isStale: Bool, at now: Int64) {
        let since = Dictionary(status.faults.map { ($0.file, $0.since) }, uniquingKeysWith: min)
        var messages: [(file: String, messages: [String])] = []
        var places: [String: Int] = [:]
        for fault in faults {
            if let place = places[fault.file] {
                messages[place].messages.append(fault.message)
            } else {
                places[fault.file] = messages.count
                messages.append((fault.file, [fault.message]))
            }
        }
        status.faultyFiles = messages.count
        status.faults = messages.prefix(Self.most).map { file, messages in
            let more = messages.count > 1 ? " (and \(messages.count - 1) more)" : ""
            return ServerStatus.Fault(file: file, reason: messages[0] + more, since: since[file] ?? now)
        }
        status.register = isStale ? .stale : faults.isEmpty ? .current : .partial
    }

    /// The first faults in a line.
    static func summary(of faults: [FileFault]) -> String {
        let rest = faults.count - mostNamed
        return faults.prefix(mostNamed).map(\.message).joined(separator: "; ")
            + (rest > 0 ? " (and \(rest) more)" : "")
    }
}
