internal import API
internal import ArgumentParser
internal import CSystem
internal import FoundationEssentials
internal import HTTPServer
internal import Logging
internal import Records
internal import Search

struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the register over HTTP.",
        discussion: """
            Examples:

                entente serve
                entente serve --port 9000 --data my/register
                ENTENTE_HOST=0.0.0.0 entente serve --idle-timeout 30
                entente serve --config my.json --check

            A setting comes from the command line, else from the environment (ENTENTE_IDLE_TIMEOUT), else from the \
            configuration file, else it has its default. SIGTERM or SIGINT ends the server when what runs is finished; \
            a second one at once. SIGHUP reads the register again, and certificates and keys. As a service of systemd \
            it tells when it is ready, and takes the sockets that it is given.

            Settings, each a flag of its own:
            \(SettingTable.text.rendered)
            """)

    @OptionGroup var settings: SettingOptions
    @Flag(help: "Read settings, certificates and register as if to serve, tell what is wrong, and end.")
    var check = false

    /// Requests with content that wait or are worked on; further ones are told to come again.
    private static let workLength = 32

    func run() throws {
        let started = ContinuousClock.now
        let configuration = try settings.configuration()
        TerminationSignals.block()
        TerminationSignals.leaveNoChild()
        let environment = ProcessInfo.processInfo.environment
        let log = Log(configuration)
        var source = RegisterSource(data: configuration.data, vocabulary: configuration.vocabulary)
        source.skipsFaultyFiles = configuration.skipsBadFiles && !check
        let listening: Listening
        let reading: RegisterSource.Reading
        let files: PublicFiles
        do {
            try configuration.checkPaths()
            listening = try Listening(configuration, InheritedSockets(environment: environment))
            reading = try source.read()
            files = try publicFiles(in: configuration.publicFiles)
            if check { _ = try configuration.security.map(Security.init) }
        } catch {
            throw Exit.failure(String(describing: error), .configuration)
        }
        let snapshot = reading.snapshot()
        if check {
            return Output.print("All is right: \(StartupReport.counts(snapshot)) (generation \(snapshot.generation)).")
        }
        // What reading and indexing needed goes back to the system: it is more than what is kept.
        malloc_trim(0)
        for doubt in reading.doubts { log.logger.warning("\(doubt)") }
        for fault in reading.faults { log.logger.error("\(fault.message)") }
        let catalog = Catalog(snapshot)
        let desk = ReportDesk(reading.vocabulary)
        let manager = ServiceManager(environment: environment)
        let keeper = try keep(source, catalog, faults: reading.faults, desk, manager, configuration, log)
        let readiness = Readiness()
        var options = API.Options(version: Entente.version, origins: configuration.origins, readiness: readiness)
        options.publicURL = configuration.publicURL
        options.isMatching = configuration.isMatching
        options.isAssisting = configuration.isAssisting
        if configuration.isExtracting { options.extraction = desk.read }
        let queue = WorkQueue(length: Self.workLength)
        options.worker = Worker(start: queue.add)
        let places = Servers.Places(configuration, listening)
        let status: @Sendable () -> ServerStatus = {
            var status = keeper.status
            status.uptime = Int((ContinuousClock.now - started).components.seconds)
            status.connections = ServerStatus.Connections(open: places.open, most: places.most)
            return status
        }
        let metrics = Metrics(catalog: catalog, log: log.sink, desk: desk, queue: queue, status: status)
        (options.status, options.metrics) = (status, metrics.text)
        var operations = options
        if !listening.operators.isEmpty { options.audience = .clients }
        operations.audience = .operators { keeper.reload("POST /-/reload", completion: $0) }
        // No page has any business there.
        (operations.origins, operations.publicURL) = ([], nil)
        let servers = try start(
            configuration, places,
            RegisterApplication(api: API(catalog: catalog, files: files, options: options), catalog: catalog),
            operations: RegisterApplication(
                api: API(catalog: catalog, files: PublicFiles([:]), options: operations), catalog: catalog), log)
        metrics.observe(servers)
        let watchdog = Watchdog(manager, areLoopsAlive: servers.areLoopsAlive)
        for warning in servers.warnings { log.logger.warning("\(warning)") }
        StartupReport.tell(snapshot, configuration, servers, ContinuousClock.now - started)
        manager.ready("Serves \(StartupReport.counts(snapshot)) (generation \(snapshot.generation)).")
        let signal = TerminationSignals.wait {
            servers.reloadCertificates()
            keeper.reload("SIGHUP")
        }
        let delay = configuration.drainDelay
        let intent = delay > 0 ? "serving on for \(delay) s, then finishing what runs." : "finishing what runs."
        readiness.beginDraining()
        servers.announceEnd()
        keeper.stop()
        log.logger.notice("Received \(signal): \(intent)")
        manager.stopping(intent)
        if !servers.end(after: delay, within: configuration.shutdownGrace) {
            log.logger.warning(
                "Some connections were still busy after \(configuration.shutdownGrace) s and were closed.")
        }
        watchdog?.stop()
        log.sink.flush(within: 1)
    }

    private func keep(
        _ source: RegisterSource, _ catalog: Catalog, faults: [FileFault], _ desk: ReportDesk,
        _ manager: ServiceManager, _ configuration: Configuration, _ log: Log
    ) throws -> RegisterKeeper {
        var options = RegisterUpdater.Options()
        options.isWatching = configuration.isWatching
        options.delay = configuration.watchDelay
        let text = ReloadText(logger: log.logger)
        options.tell = { event in
            text.tell(event)
            switch event {
            case .began: manager.reloading()
            case .ended(let report, _): manager.reloaded(ReloadText.line(report))
            case .warning: break
            }
        }
        options.useVocabulary = desk.use
        guard let keeper = RegisterKeeper.begin(source, catalog, faults: faults, options: options) else {
            throw Exit.failure("error: there is no descriptor left; raise the limit of open files.", .unavailable)
        }
        return keeper
    }

    private func start(
        _ configuration: Configuration, _ places: Servers.Places, _ application: RegisterApplication,
        operations: RegisterApplication, _ log: Log
    ) throws -> Servers {
        do {
            return try Servers(configuration, places, application: application, operations: operations, log: log)
        } catch let error as SecurityError {
            throw Exit.failure(error.description, .configuration)
        } catch let error as SystemError {
            throw Exit.failure(
                "error: \(error)."
                    + (error.isAddressInUse
                        ? " Another server has this port: choose another one with --port, --tls-port or --admin-port."
                        : ""),
                .unavailable)
        }
    }

    private func publicFiles(in folder: String) throws(FileError) -> PublicFiles {
        let entries = try Files.entries(in: folder, suffixes: nil)
        return PublicFiles(
            Dictionary(
                uniqueKeysWithValues: entries.map { entry in
                    let gzip = Compression.gzip(entry.bytes, effort: .beforehand)
                    return (entry.name, PublicFiles.File(content: entry.bytes, gzip: gzip, modified: entry.modified))
                }))
    }
}
