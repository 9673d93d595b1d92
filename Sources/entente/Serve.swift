internal import API
internal import ArgumentParser
internal import CSystem
internal import FoundationEssentials
internal import HTTPServer
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
            a second one at once. As a service of systemd it tells when it is ready, and takes the sockets that it is \
            given. With TLS, SIGHUP reads certificates and keys again.

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
        TerminationSignals.block(alsoHangUp: configuration.security != nil)
        TerminationSignals.leaveNoChild()
        let environment = ProcessInfo.processInfo.environment
        let sockets: InheritedSockets
        let vocabulary: VocabularyFolder
        let snapshot: Snapshot
        let files: PublicFiles
        do {
            try configuration.checkPaths()
            sockets = try InheritedSockets(environment: environment)
            vocabulary = try VocabularyFolder(configuration.vocabulary)
            snapshot = try RegisterLoader.snapshot(data: configuration.data, vocabulary: vocabulary)
            files = try publicFiles(in: configuration.publicFiles)
            if check { _ = try configuration.security.map(Security.init) }
        } catch {
            throw Exit.failure(String(describing: error), .configuration)
        }
        if check {
            return Output.print("All is right: \(StartupReport.counts(snapshot)) (generation \(snapshot.generation)).")
        }
        // What reading and indexing needed goes back to the system: it is more than what is kept.
        malloc_trim(0)
        let catalog = Catalog(snapshot)
        let readiness = Readiness()
        var options = API.Options(version: Entente.version, origins: configuration.origins, readiness: readiness)
        options.publicURL = configuration.publicURL
        options.isMatching = configuration.isMatching
        options.isAssisting = configuration.isAssisting
        if configuration.isExtracting { options.extraction = ReportDesk(vocabulary.forReports).read }
        let queue = WorkQueue(length: Self.workLength)
        options.worker = Worker(start: queue.add)
        let api = API(catalog: catalog, files: files, options: options)
        let manager = ServiceManager(environment: environment)
        let servers = try start(configuration, sockets, RegisterApplication(api: api, catalog: catalog))
        let watchdog = Watchdog(manager, areLoopsAlive: servers.areLoopsAlive)
        for warning in servers.warnings { Output.printError(warning) }
        let report = StartupReport.text(
            snapshot, configuration, addresses: servers.addresses, duration: ContinuousClock.now - started)
        Output.print(report)
        manager.ready("Serves \(StartupReport.counts(snapshot)) (generation \(snapshot.generation)).")
        let signal = TerminationSignals.wait(onHangUp: servers.reloadCertificates)
        let delay = configuration.drainDelay
        let intent = delay > 0 ? "serving on for \(delay) s, then finishing what runs." : "finishing what runs."
        readiness.beginDraining()
        servers.announceEnd()
        Output.print("Received \(signal): \(intent)")
        manager.stopping(intent)
        if !servers.end(after: delay, within: configuration.shutdownGrace) {
            Output.print("Some connections were still busy after \(configuration.shutdownGrace) s and were closed.")
        }
        watchdog?.stop()
    }

    private func start(
        _ configuration: Configuration, _ sockets: InheritedSockets, _ application: RegisterApplication
    ) throws -> Servers {
        do {
            return try Servers(configuration, sockets: sockets, application: application)
        } catch let error as SecurityError {
            throw Exit.failure(error.description, .configuration)
        } catch let error as ConfigurationError {
            throw Exit.failure(error.description, .configuration)
        } catch let error as SystemError {
            throw Exit.failure(
                "error: \(error)."
                    + (error.isAddressInUse
                        ? " Another server has this port: choose another one with --port or tls-port." : ""),
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
