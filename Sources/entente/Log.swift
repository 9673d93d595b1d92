internal import HTTPServer
internal import Logging

/// The log of a server: standard error, in the form that suits it.
struct Log: Sendable {
    let sink: LogSink
    let logger: Logger
    let form: LineForm

    init(_ configuration: Configuration) {
        let form = configuration.logForm ?? (Output.isTerminal(.error) ? .text : .json)
        let sink = LogSink(form: form) { bytes throws(StreamError) in try Output.writeSome(bytes, to: .error) }
        let level = configuration.logLevel
        logger = Logger(label: "entente") { _ in LineLogHandler(sink: sink, form: form, logLevel: level) }
        (self.sink, self.form) = (sink, form)
        // Whoever reads the log may go: that must not end the server.
        Output.survivePipes()
    }

    /// What the ports tell, and how.
    func reporting(_ configuration: Configuration) -> Reporting {
        var reporting = Reporting()
        reporting.form = form
        reporting.share = configuration.accessShare
        reporting.trustedProxies = configuration.trustedProxies
        reporting.write = { [sink] lines, count in sink.add(lines, lines: count) }
        reporting.warn = { [logger] warning in logger.warning("\(warning.text)") }
        return reporting
    }
}

extension ServerWarning {
    fileprivate var text: String {
        switch self {
        case .connectionsInUse:
            "All connections are in use: new clients wait until one ends; see the setting connections."
        case .descriptorsInUse:
            "No descriptor is left for another connection: new clients are answered with 503, or wait; raise the limit "
                + "of open files."
        }
    }
}
