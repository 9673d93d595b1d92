/// The revisions of the Model Context Protocol that are spoken, oldest first.
enum ProtocolVersion: String, CaseIterable, Sendable {
    case first = "2024-11-05"
    case batching = "2025-03-26"
    case structured = "2025-06-18"
    case lastWithHandshake = "2025-11-25"
    /// Without a handshake: each request says by itself what the handshake did.
    case stateless = "2026-07-28"

    /// That of requests without MCP-Protocol-Version.
    static let unnamed = batching

    /// What is spoken with a client that begins with a handshake.
    init(afterHandshakeFor wanted: String) {
        let known = ProtocolVersion(rawValue: wanted)
        self = known.flatMap { $0 == .stateless ? nil : $0 } ?? .lastWithHandshake
    }

    /// Whether a message may be a list of messages.
    var hasBatches: Bool { self == .first || self == .batching }

    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
