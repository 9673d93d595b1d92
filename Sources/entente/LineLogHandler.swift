internal import HTTPServer
internal import Logging

/// swift-log's lines in the form and through the sink of the access log's.
struct LineLogHandler: LogHandler {
    let sink: LogSink
    let form: LineForm
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var time = LineTime()
        time.updateToNow()
        var line: [UInt8] = []
        form.appendStart(
            time: time.octets, level: event.level.rawValue, message: event.message.description, to: &line)
        let members = metadata.merging(event.metadata ?? [:]) { $1 }
        for (name, value) in members.sorted(by: { $0.key < $1.key }) { append(name, value, to: &line) }
        if let error = event.error { form.append("error", String(describing: error), to: &line) }
        form.appendEnd(to: &line)
        sink.add(line.span, lines: 1, isUrgent: true)
    }

    /// Numbers stay numbers; what is no single text is written as Swift describes it.
    private func append(_ name: String, _ value: Logger.Metadata.Value, to line: inout [UInt8]) {
        if case .stringConvertible(let number as Int) = value {
            form.append(named: name, number, to: &line)
        } else {
            form.append(named: name, value.description, to: &line)
        }
    }
}
