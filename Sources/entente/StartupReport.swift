internal import HTTPServer
internal import Search

/// The line a person reads after starting the server: what was loaded, from where, how long it took, what to try.
enum StartupReport {
    static func counts(_ snapshot: Snapshot) -> String {
        [CollectionName.documents, .dialogues, .agreements, .commitments, .people, .partners]
            .map { "\(snapshot.collection($0).entries.count) \($0.rawValue)" }.joined(separator: ", ")
    }

    static func text(
        _ snapshot: Snapshot, _ configuration: Configuration, addresses: [Server.Address], operators: Server.Address?,
        duration: Duration
    ) -> String {
        let milliseconds = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
        let empty =
            snapshot.collection(.documents).entries.isEmpty
            ? "\nNote: \(configuration.data) holds no register file (*.json) and no report (*.txt, *.md), so every list is empty."
            : ""
        let address = addresses[0]
        // A server on every address is reached by this name, too.
        let host = ["0.0.0.0", "::", "127.0.0.1", "::1"].contains(address.host) ? "localhost" : address.host
        return """
            Entente \(Entente.version) serves \(counts(snapshot)) from \(configuration.data) \
            (generation \(snapshot.generation), ready in \(milliseconds) ms) at \(addresses.map(\.url).joined(separator: " and "))\(empty)\(operators.map { "\nOperators: \($0.url)/statusz" } ?? "")
            Try: curl '\(address.isSecure ? "https://" : "")\(host):\(address.port)/dialogues?partner=India'
            """
    }
}
