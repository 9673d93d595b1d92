internal import HTTPServer
internal import Search

/// The line a person reads after starting the server: what was loaded, from where, how long it took, what to try.
enum StartupReport {
    /// On standard output: for a person on a terminal, or as a line of JSON.
    static func tell(_ snapshot: Snapshot, _ configuration: Configuration, _ servers: Servers, _ duration: Duration) {
        let form = configuration.logForm ?? (Output.isTerminal(.output) ? .text : .json)
        guard form == .json else {
            let report = text(
                snapshot, configuration, addresses: servers.addresses, operators: servers.operatorsAddress,
                duration: duration)
            return Output.print(report)
        }
        let octets = line(
            snapshot, configuration, addresses: servers.addresses, operators: servers.operatorsAddress,
            duration: duration)
        // Nobody is told when it cannot be written: the server runs all the same.
        try? Output.write(octets)
    }

    private static func line(
        _ snapshot: Snapshot, _ configuration: Configuration, addresses: [Server.Address], operators: Server.Address?,
        duration: Duration
    ) -> [UInt8] {
        var time = LineTime()
        time.updateToNow()
        var line: [UInt8] = []
        let form = LineForm.json
        form.appendStart(time: time.octets, level: "notice", message: "serving", to: &line)
        form.append("version", Entente.version, to: &line)
        form.append("generation", snapshot.generation, to: &line)
        form.append("data", configuration.data, to: &line)
        form.append("addresses", addresses.map(\.url).joined(separator: " "), to: &line)
        if let operators { form.append("operators", operators.url, to: &line) }
        form.append("milliseconds", milliseconds(duration), to: &line)
        for name in CollectionName.allCases {
            form.append(named: name.rawValue, snapshot.collection(name).entries.count, to: &line)
        }
        form.appendEnd(to: &line)
        return line
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000)
    }

    static func counts(_ snapshot: Snapshot) -> String {
        [CollectionName.documents, .dialogues, .agreements, .commitments, .people, .partners]
            .map { "\(snapshot.collection($0).entries.count) \($0.rawValue)" }.joined(separator: ", ")
    }

    private static func text(
        _ snapshot: Snapshot, _ configuration: Configuration, addresses: [Server.Address], operators: Server.Address?,
        duration: Duration
    ) -> String {
        let empty =
            snapshot.collection(.documents).entries.isEmpty
            ? "\nNote: \(configuration.data) holds no register file (*.json) and no report (*.txt, *.md), so every list is empty."
            : ""
        let address = addresses[0]
        // A server on every address is reached by this name, too.
        let host = ["0.0.0.0", "::", "127.0.0.1", "::1"].contains(address.host) ? "localhost" : address.host
        return """
            Entente \(Entente.version) serves \(counts(snapshot)) from \(configuration.data) \
            (generation \(snapshot.generation), ready in \(milliseconds(duration)) ms) at \(addresses.map(\.url).joined(separator: " and "))\(empty)\(operators.map { "\nOperators: \($0.url)/statusz" } ?? "")
            Try: curl '\(address.isSecure ? "https://" : "")\(host):\(address.port)/dialogues?partner=India'
            """
    }
}
