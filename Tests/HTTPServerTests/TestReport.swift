import Foundation
import HTTP
import HTTPServer
import Synchronization
import Testing

/// What a server tells of itself.
final class TestReport: Sendable {
    private struct State {
        var octets: [UInt8] = []
        var lines = 0
        var warnings: [ServerWarning] = []
    }

    private let state = Mutex(State())

    var warnings: [ServerWarning] { state.withLock(\.warnings) }
    var text: String { String(decoding: state.withLock(\.octets), as: UTF8.self) }

    /// - Parameter change: of a report of everything in JSON.
    func reporting(_ change: (inout Reporting) -> Void = { _ in }) -> Reporting {
        var reporting = Reporting()
        reporting.share = 1
        reporting.write = { [self] lines, count in
            state.withLock { state in
                lines.withUnsafeBufferPointer { state.octets += $0 }
                state.lines += count
            }
        }
        reporting.warn = { [self] warning in state.withLock { $0.warnings.append(warning) } }
        change(&reporting)
        return reporting
    }

    /// Every line as an object; their number is the one that was told.
    func objects() throws -> [[String: any Sendable]] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count == state.withLock(\.lines))
        return try lines.map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require(object as? [String: any Sendable], "\(line)")
        }
    }
}

/// Serves until `body` has returned, and then has told all.
/// - Returns: what was counted, while the connections of `body` were open.
@discardableResult
func withReport(
    _ report: TestReport, _ application: TestApplication = TestApplication(), limits: Limits = Limits(),
    security: Security? = nil, _ change: (inout Reporting) -> Void = { _ in },
    _ body: (Server.Address) throws -> Void
) throws -> ServerMetrics {
    let server = try Server(
        host: "127.0.0.1", port: 0, limits: limits, loops: 1, application: application, security: security,
        reporting: report.reporting(change))
    var metrics = ServerMetrics()
    defer { server.stop(within: 0) }
    try body(server.address)
    server.stop(within: 10)
    server.add(to: &metrics)
    return metrics
}
