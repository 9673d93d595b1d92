import Dispatch
import HTTP
import Synchronization

/// Takes the content of requests by path, at most `bound` octets:
///
/// - `/content/now`: the answer is the content, at once
/// - `/content/thread`: the same from another thread
/// - `/content/stream`: the same as a stream
/// - `/content/later`: whoever calls `next` answers
/// - `/content/refused`: 415, and no content is wanted
///
/// `?gzip` lets answers be coded.
final class TestDesk: Sendable {
    /// A request whose content has come.
    struct Visit: Sendable {
        let target: String
        let content: [UInt8]
        let responder: Responder
    }

    static let bound = 100_000

    private let visits = Mutex<[Visit]>([])
    private let arrival = DispatchSemaphore(value: 0)
    private let queue = DispatchQueue(label: "desk")

    /// The next that waits for an answer, in order; nil when none has come within ten seconds.
    func next() -> Visit? {
        guard arrival.wait(timeout: .now() + 10) == .success else { return nil }
        return visits.withLock { $0.removeFirst() }
    }

    var isIdle: Bool { visits.withLock(\.isEmpty) }

    func receive(_ request: Request) -> Reception {
        let path = request.parsed.rawPath
        if path == "/content/refused" {
            return .refusal(Self.response(.unsupportedMediaType, Array("not of this type".utf8), request))
        }
        return .content(
            ContentDemand(bound: Self.bound) { content, responder in
                let response = Self.response(.ok, content, request)
                switch path {
                case "/content/now": responder.respond(response)
                case "/content/thread": self.queue.async { responder.respond(response) }
                case "/content/stream":
                    self.queue.async {
                        var response = Self.response(.ok, [], request)
                        response.stream = StreamedContent { _ in ContentPieces(rest: content[...]) }
                        responder.respond(response)
                    }
                default:
                    self.visits.withLock {
                        $0.append(Visit(target: request.target, content: content, responder: responder))
                    }
                    self.arrival.signal()
                }
            })
    }

    static func response(_ status: Status, _ content: [UInt8], _ request: Request) -> Response {
        var response = Response(status, .plainText, content)
        response.entityTag = EntityTag("tag")
        response.isMemoizable = true
        if request.target.hasSuffix("?gzip") { response.gzip = .onDemand }
        return response
    }

    private struct ContentPieces: ContentStream {
        var rest: ArraySlice<UInt8>

        mutating func appendPiece(to octets: inout [UInt8], size: Int) -> StreamStep {
            octets += rest.prefix(size)
            rest = rest.dropFirst(size)
            return rest.isEmpty ? .ended : .more
        }
    }
}

extension TestDesk.Visit {
    func answer(_ text: String) { responder.respond(Response(.ok, .plainText, Array(text.utf8))) }
}
