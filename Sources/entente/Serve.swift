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
            a second one at once. With TLS, SIGHUP reads certificates and keys again.

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
        let log = Log(configuration)
        TerminationSignals.block(alsoHangUp: configuration.security != nil)
        let vocabulary: VocabularyFolder
        let snapshot: Snapshot
        let files: PublicFiles
        do {
            try configuration.checkPaths()
            vocabulary = try VocabularyFolder(configuration.vocabulary)
            snapshot = try RegisterLoader.snapshot(data: configuration.data, vocabulary: vocabulary) { doubt in
                if check { Output.printError(doubt.description) } else { log.logger.warning("\(doubt)") }
            }
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
        let desk = ReportDesk(vocabulary.forReports)
        if configuration.isExtracting { options.extraction = desk.read }
        let queue = WorkQueue(length: Self.workLength)
        let metrics = Metrics(catalog: catalog, log: log.sink, desk: desk, queue: queue)
        options.metrics = metrics.text
        options.worker = Worker(start: queue.add)
        let api = API(catalog: catalog, files: files, options: options)
        let servers = try start(configuration, RegisterApplication(api: api, catalog: catalog), log)
        metrics.observe(servers)
        for warning in servers.warnings { log.logger.warning("\(warning)") }
        report(snapshot, configuration, servers, ContinuousClock.now - started)
        let signal = TerminationSignals.wait(onHangUp: servers.reloadCertificates)
        readiness.beginDraining()
        log.logger.notice("Received \(signal): finishing what runs.")
        if !servers.stop(within: configuration.shutdownGrace) {
            log.logger.warning(
                "Some connections were still busy after \(configuration.shutdownGrace) s and were closed.")
        }
        log.sink.flush(within: 1)
    }

    /// For a person on a terminal, or as a line of JSON.
    private func report(
        _ snapshot: Snapshot, _ configuration: Configuration, _ servers: Servers, _ duration: Duration
    ) {
        let form = configuration.logForm ?? (Output.isTerminal(.output) ? .text : .json)
        guard form == .json else {
            return Output.print(
                StartupReport.text(snapshot, configuration, addresses: servers.addresses, duration: duration))
        }
        let line = StartupReport.line(snapshot, configuration, addresses: servers.addresses, duration: duration)
        // Nobody is told when it cannot be written: the server runs all the same.
        try? Output.write(line)
    }

    private func start(
        _ configuration: Configuration, _ application: RegisterApplication, _ log: Log
    ) throws -> Servers {
        do {
            return try Servers(configuration, application: application, log: log)
        } catch let error as SecurityError {
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
