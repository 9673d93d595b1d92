import Dispatch
import HTTP
import Synchronization

/// Streams by path, and what was asked of them:
///
/// - `/stream/finite/SIZE`: so many octets of `TestApplication.largeContent`; `?length` declares them
/// - `/stream/failing/SIZE`: so many octets, then failure
/// - `/stream/short/SIZE`, `/stream/long/SIZE`: one octet less, or more, than is declared
/// - `/stream/endless`: octets for ever
/// - `/stream/events`: what `push` gives, in the order given, and nothing in between; `?beats` says `.` in between
///
/// `?gzip` lets them be coded.
final class TestStreams: Sendable {
    fileprivate struct State {
        var begun = 0
        var given = 0
        var largest = 0
        var events: [[UInt8]] = []
        var isEnded = false
        var wakers: [StreamWaker] = []
    }

    fileprivate let state = Mutex(State())
    private let released = DispatchSemaphore(value: 0)

    /// Streams that were begun.
    var begun: Int { state.withLock(\.begun) }
    /// Octets that all streams were asked for.
    var given: Int { state.withLock(\.given) }
    /// Octets of the largest piece.
    var largest: Int { state.withLock(\.largest) }
    var wakers: [StreamWaker] { state.withLock(\.wakers) }

    /// Gives the event streams something to say and wakes them, from the calling thread; nil ends them.
    func push(_ event: String?) {
        state.withLock { state in
            if let event { state.events.append(Array(event.utf8)) } else { state.isEnded = true }
        }
        for waker in wakers { waker.wake() }
    }

    /// Whether a stream that was begun has been let go, or is so within ten seconds; for each one once.
    func isReleased() -> Bool { released.wait(timeout: .now() + 10) == .success }

    func response(to request: Request) -> Response {
        let path = request.parsed.path
        let size = path.count > 2 ? Int(path[2]) ?? 0 : 0
        let options = request.parsed.rawQuery ?? ""
        var response = Response(
            status: .ok,
            fields: [
                Field(name: "Content-Type", value: "text/plain"), Field(name: "Vary", value: "Accept-Encoding"),
            ], entityTag: EntityTag("stream"))
        let length: Int? = path[1] == "short" ? size + 1 : path[1] == "long" ? size - 1 : size
        let isDeclared = path[1] == "short" || path[1] == "long" || options.contains("length")
        response.stream = StreamedContent(length: isDeclared ? length : nil) { waker in
            self.state.withLock { state in
                state.begun += 1
                state.wakers.append(waker)
            }
            let release = Release(self.released)
            if path[1] == "events" {
                return EventStream(streams: self, beats: options.contains("beats"), release: release)
            }
            return PatternStream(
                streams: self, size: path[1] == "endless" ? .max : size, fails: path[1] == "failing", release: release)
        }
        if options.contains("gzip") { response.gzip = .onDemand }
        // Never remembered, whatever the application says.
        response.isMemoizable = true
        return response
    }

    /// Tells when the stream that holds it is gone.
    private final class Release {
        private let semaphore: DispatchSemaphore

        init(_ semaphore: DispatchSemaphore) { self.semaphore = semaphore }

        deinit { semaphore.signal() }
    }

    private struct PatternStream: ContentStream {
        let streams: TestStreams
        let size: Int
        let fails: Bool
        let release: Release
        var position = 0

        mutating func appendPiece(to octets: inout [UInt8], size pieceSize: Int) -> StreamStep {
            let count = min(pieceSize, size - position)
            octets += TestApplication.largeContent(position..<position + count)
            position += count
            streams.state.withLock { state in
                state.given += count
                state.largest = max(state.largest, count)
            }
            return position < size ? .more : fails ? .failed : .ended
        }
    }

    private struct EventStream: ContentStream {
        let streams: TestStreams
        let beats: Bool
        let release: Release
        var position = 0

        mutating func appendPiece(to octets: inout [UInt8], size: Int) -> StreamStep {
            let (events, isEnded) = streams.state.withLock { ($0.events[position...], $0.isEnded) }
            octets += events.joined()
            position += events.count
            if isEnded { return .ended }
            if octets.isEmpty, beats { octets.append(UInt8(ascii: ".")) }
            return .waiting(seconds: beats ? 0.1 : 3600)
        }

        mutating func appendEnd(to octets: inout [UInt8]) { octets += "bye".utf8 }
    }
}
