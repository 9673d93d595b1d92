internal import API
internal import CSystem
internal import Records
internal import Search

/// What there is to tell of a register that is kept up to date.
enum KeeperEvent: Sendable {
    case began(cause: String)
    case ended(ReloadReport, faults: [FileFault])
    /// A doubt, or a change of how folders are watched.
    case warning(String)
}

/// Keeps what a catalog publishes equal to what the folders hold: reads them when they have changed or somebody asks, beside
/// the snapshot that is served, and publishes in one step. Belongs to one thread, and does not wait.
struct RegisterUpdater: ~Copyable {
    struct Options: Sendable {
        var isWatching = true
        /// See `PendingChanges`.
        var delay = 0.2
        var clocks = Clocks.system
        var tell: @Sendable (KeeperEvent) -> Void = { _ in }
        /// Is given the status before the end of a reload is told: who hears of it finds it.
        var note: @Sendable (ServerStatus) -> Void = { _ in }
        /// Is given the vocabulary when it has become another one.
        var useVocabulary: @Sendable (VocabularyFolder) -> Void = { _ in }
    }

    /// Seconds after which it is looked whether the folders are still the same ones, and without events also their files.
    static let interval = 2.0
    /// What the cause of a reload is when nobody asked.
    static let change = "files changed"

    private var watch: FolderWatch?
    private var source: RegisterSource
    private let catalog: Catalog
    private let options: Options
    private var pending: PendingChanges
    private var ledger: FaultLedger
    /// The survey of the last reading; nil where there was none.
    private var lastSurvey: Survey?
    /// Whether the last reading left something out that may be read now, though it looks the same.
    private var mustRead = false
    /// What was there at the last look: the folders themselves and, without events, all files.
    private var lastLook: Look?

    private struct Look: Equatable {
        let roots: [FileStamp?]
        let survey: Survey?

        static func == (one: Look, other: Look) -> Bool {
            let isSame = zip(one.roots, other.roots).allSatisfy { one, other in
                guard let one, let other else { return one == nil && other == nil }
                return one.isSameFile(as: other)
            }
            return isSame && one.survey == other.survey
        }
    }

    /// - Parameters:
    ///   - source: by which the snapshot was read that the catalog began with.
    ///   - faults: of files that were left out of it.
    init(_ source: RegisterSource, _ catalog: Catalog, faults: [FileFault], options: Options) {
        self.source = source
        self.catalog = catalog
        self.options = options
        let (data, vocabulary) = (source.data + "/", source.vocabulary + "/")
        pending = PendingChanges(delay: options.delay) { path in
            let isHidden = path.split(separator: "/").last?.hasPrefix(".") == true
            return !isHidden
                && (path.hasPrefix(data) && Survey.isData(path)
                    || path.hasPrefix(vocabulary) && Survey.isVocabulary(path))
        }
        ledger = FaultLedger(source, faults, at: options.clocks.wall())
        lastSurvey = source.lastSurvey
        guard options.isWatching else { return }
        watch = FolderWatch()
        ledger.status.watching = .events
        if watch == nil { beginPolling() }
        // From here on changes are told; what may have changed since the source was read is looked for.
        _ = surveyed()
        pending.noteChange(at: options.clocks.monotonic())
    }

    /// What wakes the thread that keeps this.
    var descriptor: Int32? {
        switch watch {
        case .some(let watch): watch.descriptor
        case .none: nil
        }
    }

    /// As `/statusz` tells it.
    var status: ServerStatus {
        var status = ledger.status
        let now = options.clocks.monotonic()
        status.awaited = pending.unfinished(at: now, isLate: false) + pending.unfinished(at: now, isLate: true)
        return status
    }

    // MARK: Watching

    /// Seconds after which `turn` wants to be called again, at the latest; nil: when something has happened.
    var rest: Double? {
        guard options.isWatching else { return nil }
        let due = pending.due.map { max(0, $0 - options.clocks.monotonic()) }
        return min(Self.interval, due ?? .infinity)
    }

    /// Takes in what has happened in the folders and reads them when it is time to.
    mutating func turn() {
        guard options.isWatching else { return }
        takeEvents()
        look()
        guard let due = pending.due, due <= options.clocks.monotonic() else { return }
        let survey = surveyed()
        if survey == lastSurvey, !mustRead {
            pending.clear()
        } else {
            _ = reload(Self.change)
        }
    }

    private mutating func takeEvents() {
        guard let events = watch?.events() else { return }
        let now = options.clocks.monotonic()
        for event in events { pending.note(event, at: now) }
    }

    /// Notices what no event tells: that a folder, or one above it, is gone or has come to be another one.
    private mutating func look() {
        let roots = [source.vocabulary, source.data].map { FileStamp($0) }
        let look = Look(roots: roots, survey: watch == nil ? try? source.survey() : nil)
        if let lastLook, lastLook != look { pending.noteChange(at: options.clocks.monotonic()) }
        lastLook = look
    }

    /// The folders as they are, all of them watched from before they were listed.
    private mutating func surveyed() -> Survey? {
        for _ in 0..<RegisterSource.mostAttempts {
            guard let survey = try? source.survey() else { return nil }
            guard watch != nil else { return survey }
            switch watch?.follow(survey.folders) {
            case .some(false): return survey
            case .some(true): continue
            case .none:
                watch = nil
                beginPolling()
                return survey
            }
        }
        return try? source.survey()
    }

    /// Without events nobody tells when a file is finished, so that it has to stay the same for longer.
    private mutating func beginPolling() {
        ledger.status.watching = .polling
        pending.delay = max(pending.delay, Self.interval)
        options.tell(
            .warning(
                "watch: warning: the system gives no further watch for folders, so that they are looked at every "
                    + "\(Int(Self.interval)) s; raise fs.inotify.max_user_watches or max_user_instances, or set watch to off."
            ))
    }

    // MARK: Reading

    /// Reads the folders and publishes what they hold, unless it is what is served, or faulty.
    mutating func reload(_ cause: String) -> ReloadReport {
        options.tell(.began(cause: cause))
        let began = options.clocks.monotonic()
        takeEvents()
        let outcome = read()
        let now = options.clocks.wall()
        let report = ReloadReport(
            outcome.kind, cause: cause, generation: catalog.current.generation, changes: outcome.changes,
            detail: outcome.detail, ended: now,
            milliseconds: Int(((options.clocks.monotonic() - began) * 1000).rounded()))
        ledger.note(report)
        if outcome.kind != .deferred { ledger.note(outcome.faults, isStale: outcome.kind == .refused, at: now) }
        // What reading and indexing needed, and in time the snapshot before, goes back to the system.
        malloc_trim(0)
        options.note(status)
        options.tell(.ended(report, faults: outcome.faults))
        return report
    }

    private struct Outcome {
        let kind: ReloadReport.Outcome
        var changes: [CollectionName: ChangeCounts] = [:]
        var faults: [FileFault] = []
        let detail: String
    }

    private mutating func read() -> Outcome {
        var disturbed: String?
        for _ in 0..<RegisterSource.mostAttempts {
            let now = options.clocks.monotonic()
            if let file = pending.unfinished(at: now, isLate: false).first { return putOff(file) }
            let late = pending.unfinished(at: now, isLate: true).map { path in
                FileFault(
                    file: path,
                    message: "\(path): error: it has been open for writing for more than "
                        + "\(Int(PendingChanges.patience)) s; it is read when whoever writes it closes it.")
            }
            do {
                lastSurvey = surveyed()
                let survey = try lastSurvey ?? source.survey()
                let reading = try source.read(survey, leavingOut: late, now: options.clocks.wall())
                takeEvents()
                guard pending.unfinished(at: now, isLate: false).isEmpty else { continue }
                finish(late)
                return publish(reading)
            } catch let error as RegisterSource.Disturbance {
                disturbed = error.file
                takeEvents()
            } catch {
                finish(late)
                let faults = FileFault.all(in: error, file: source.data)
                return Outcome(kind: .refused, faults: faults, detail: FaultLedger.summary(of: faults))
            }
        }
        return putOff(pending.unfinished(at: options.clocks.monotonic(), isLate: false).first ?? disturbed)
    }

    private mutating func finish(_ late: [FileFault]) {
        mustRead = !late.isEmpty
        pending.clear()
    }

    private mutating func putOff(_ file: String?) -> Outcome {
        mustRead = true
        pending.noteChange(at: options.clocks.monotonic())
        let what = file ?? source.data
        return Outcome(
            kind: .deferred,
            detail: "\(what) is being written"
                + (options.isWatching ? "; the register is read when that is done." : "; ask again when that is done."))
    }

    private func publish(_ reading: RegisterSource.Reading) -> Outcome {
        for doubt in reading.doubts { options.tell(.warning(doubt.description)) }
        if reading.hasNewVocabulary { options.useVocabulary(reading.vocabulary) }
        guard reading.generation != catalog.current.generation else {
            return Outcome(kind: .unchanged, faults: reading.faults, detail: "The files say what they said before.")
        }
        let changes = catalog.publish(reading.snapshot())
        return Outcome(
            kind: .published, changes: changes, faults: reading.faults, detail: Self.description(of: changes))
    }

    /// `dialogues +3, 1 changed; people −2`
    static func description(of changes: [CollectionName: ChangeCounts]) -> String {
        let parts = CollectionName.allCases.compactMap { name -> String? in
            guard let counts = changes[name] else { return nil }
            let numbers = [
                counts.added > 0 ? "+\(counts.added)" : nil, counts.removed > 0 ? "−\(counts.removed)" : nil,
                counts.changed > 0 ? "\(counts.changed) changed" : nil,
            ].compactMap(\.self)
            return "\(name.rawValue) \(numbers.joined(separator: ", "))"
        }
        return parts.isEmpty ? "No record is another one." : parts.joined(separator: "; ") + "."
    }
}
