import HTTP
import HTTPServer
import Synchronization

/// Answers by path, and keeps count of what it was asked.
final class TestApplication: Application {
    private struct State {
        var targets: [String] = []
        var epoch: UInt64 = 1
    }

    private let state = Mutex(State())
    /// The streams it is asked for, at `/stream/…`.
    let streams = TestStreams()
    /// Where content is taken, at `/content/…`.
    let desk = TestDesk()

    var offers: [MediaType] { [.json, .csv, .html] }
    var negotiationFields: [FieldName] { [.origin] }
    var epoch: UInt64 { state.withLock(\.epoch) }
    /// Every target that was asked for, in order.
    var targets: [String] { state.withLock(\.targets) }

    func beginNextEpoch() { state.withLock { $0.epoch += 1 } }

    static let lastModified = HTTPDate(secondsSince1970: 1_735_689_600)

    func receive(_ request: Request) -> Reception {
        guard request.method == .post, request.parsed.rawPath.hasPrefix("/content/") else {
            return .response(respond(to: request))
        }
        state.withLock { $0.targets.append(request.target) }
        return desk.receive(request)
    }

    func respond(to request: Request) -> Response {
        state.withLock { $0.targets.append(request.target) }
        switch request.method {
        case .get, .head: break
        case .options: return Response(status: .noContent, fields: [Field(name: "Allow", value: "GET, HEAD, OPTIONS")])
        case .unknown: return refusal(.notImplemented, "unknown method")
        default:
            var response = refusal(.methodNotAllowed, "\(request.method.name) is not allowed")
            response["Allow"] = "GET, HEAD, OPTIONS"
            return response
        }
        let path = request.parsed.rawPath
        if path.hasPrefix("/echo") { return text(.ok, Array(request.target.utf8)) }
        if path.hasPrefix("/large/"), let size = Int(path.dropFirst(7)) {
            return text(.ok, Self.largeContent(size))
        }
        if path.hasPrefix("/stream/") { return streams.response(to: request) }
        if path.hasPrefix("/fixed") { return fixed(request) }
        return refusal(.notFound, "nothing at \(request.target)")
    }

    func refusal(_ status: Status, _ detail: String) -> Response { text(status, Array(detail.utf8)) }

    private func text(_ status: Status, _ content: [UInt8]) -> Response {
        Response(status: status, fields: [Field(name: "Content-Type", value: "text/plain")], content: content)
    }

    /// Octets in which a lost, repeated or displaced piece shows: a period that fits no buffer, doubled up to 16 MB.
    private static let pattern: [UInt8] = {
        var pattern = Array(0..<251 as Range<UInt8>)
        for _ in 0..<16 { pattern += pattern }
        return pattern
    }()

    static func largeContent(_ size: Int) -> [UInt8] { Array(pattern[..<size]) }

    /// The octets at these places of endlessly large content.
    static func largeContent(_ range: Range<Int>) -> ArraySlice<UInt8> {
        let start = range.lowerBound % 251
        return pattern[start..<start + range.count]
    }

    static let padding = Array(String(repeating: " and so on", count: 200).utf8)

    private func fixed(_ request: Request) -> Response {
        guard let form = Accept.best(of: offers, accept: request[.accept]) else {
            return refusal(.notAcceptable, "nothing else")
        }
        let origin = request[.origin].map { " for \($0)" } ?? ""
        let content = Array("\(request.target) as \(form.subtype)\(origin), epoch \(epoch)".utf8)
        var response = text(.ok, content + (request.target.contains("padded") ? Self.padding : []))
        if request.target.contains("gzip") { response.gzip = .onDemand }
        response.acceptsRanges = request.target.contains("parts")
        if request.target.contains("sibling") { response.gzip = .ready(Array("made before".utf8)) }
        response["Cache-Control"] = "public, max-age=60"
        response["Vary"] = "Accept"
        response["Content-Language"] = "en"
        response.entityTag = EntityTag("tag-\(epoch)")
        response.lastModified =
            request.target.contains("future") ? HTTPDate(secondsSince1970: .max) : Self.lastModified
        response.isMemoizable = true
        return response
    }
}

extension Limits {
    /// The defaults but for what `change` sets.
    static func with(_ change: (inout Limits) -> Void) -> Limits {
        var limits = Limits()
        change(&limits)
        return limits
    }
}

/// Serves on a port of the system's choice while `body` runs.
func withServer(
    _ application: TestApplication = TestApplication(), loops: Int = 1, host: String = "127.0.0.1",
    limits: Limits = Limits(), security: Security? = nil, _ body: (Server.Address) throws -> Void
) throws {
    let server = try Server(
        host: host, port: 0, limits: limits, loops: loops, application: application, security: security)
    defer { server.stop(within: 0) }
    try body(server.address)
}

/// A second connection to a server of one loop. When its request has been answered, the loop has also taken everything
/// that was sent before on other connections.
struct Fence {
    private let client: TestClient

    init(_ address: Server.Address, secured: TestSession.Options? = nil) throws {
        client = try TestClient(address, secured: secured)
    }

    func wait() throws { _ = try client.get("/echo/fence") }
}
