/// The revisions of the Model Context Protocol that begin with a handshake, oldest first.
enum ProtocolVersion: String, CaseIterable, Sendable {
    case first = "2024-11-05"
    case batching = "2025-03-26"
    case structured = "2025-06-18"
    case latest = "2025-11-25"

    /// That of requests without MCP-Protocol-Version.
    static let unnamed = batching

    /// Whether a message may be a list of messages.
    var hasBatches: Bool { self == .first || self == .batching }

    static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
