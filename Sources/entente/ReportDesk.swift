internal import CSystem
internal import Dispatch
internal import Extraction
internal import HTTPServer
internal import Records
internal import Synchronization

/// Reads the reports that clients send. The lexicon is large: it is made when the first comes and kept while more do.
final class ReportDesk: Sendable {
    private struct State {
        var vocabulary: VocabularyFolder
        var reader: ReportReader?
        /// So many were read.
        var reports = 0
        /// Whether it will be looked whether more have come.
        var isWatched = false
    }

    /// Seconds without a report after which the lexicon goes.
    private static let patience = 600.0

    private let state: Mutex<State>
    private let times = Mutex(Durations())

    init(_ vocabulary: VocabularyFolder) { state = Mutex(State(vocabulary: vocabulary)) }

    /// Reports that come from now on are read by another vocabulary.
    func use(_ vocabulary: VocabularyFolder) {
        state.withLock { state in
            state.vocabulary = vocabulary
            state.reader = nil
        }
    }

    /// - Throws: a `Diagnostic` for what is no report, a failure of the loader when the wording cannot be used.
    func read(_ report: [UInt8], _ known: DocumentBlock) throws -> (file: RegisterFile, diagnostics: [Diagnostic]) {
        let reader = try reader()
        let started = ContinuousClock.now
        defer {
            let duration = (ContinuousClock.now - started).components
            let nanoseconds = duration.seconds * 1_000_000_000 + duration.attoseconds / 1_000_000_000
            times.withLock { $0.add(nanoseconds: nanoseconds) }
        }
        let result = try reader.read(report, file: "content", block: known)
        // What a large one needed goes back to the system.
        if report.count > 65_536 { malloc_trim(0) }
        return (result.registerFile, result.diagnostics)
    }

    /// How long reports took, those among them that turned out to be none.
    var durations: Durations { times.withLock { $0 } }

    private func reader() throws(RegisterLoader.Failure) -> ReportReader {
        try state.withLock { state throws(RegisterLoader.Failure) in
            state.reports += 1
            if let reader = state.reader { return reader }
            let reader = try state.vocabulary.reportReader()
            state.reader = reader
            if !state.isWatched { lookAgain(after: state.reports) }
            state.isWatched = true
            return reader
        }
    }

    /// - Parameter reports: how many there were until now.
    private func lookAgain(after reports: Int) {
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + Self.patience) { [self] in
            let further = state.withLock { state -> Int? in
                if state.reports != reports { return state.reports }
                (state.reader, state.isWatched) = (nil, false)
                return nil
            }
            if let further { lookAgain(after: further) } else { malloc_trim(0) }
        }
    }
}
