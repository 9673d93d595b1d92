/// A raw request and what must become of it: plain data without imports, so that tests of every layer, and programs beside
/// them, can use the same table. Each row is named after what it tries, and judged as a client on a fresh connection.
struct RequestVerdict: Sendable {
    /// What one message of a row gets.
    enum Answer: Sendable {
        /// The start of the head as read: `METHOD target HTTP/1.x`, then what is not the default, in this order:
        /// `authority=`, `root`, `asterisk`, `length=` or `chunked`, `close`, `continue`. The status is the one that
        /// `TestApplication` gives.
        case served(head: String, status: Int)
        /// The kind of `ProtocolError`, by name.
        case refused(kind: String, status: Int)

        var status: Int {
            switch self {
            case .served(_, let status), .refused(_, let status): status
            }
        }
    }

    let name: String
    /// The number of an RFC and the section whose rule the row is about.
    let section: String
    /// Whole messages with their content, or what is refused before its end. A scalar up to U+00FF is one octet.
    let request: String
    /// One for each message; nothing follows a refusal.
    let answers: [Answer]
    /// Whether the connection stays open for another request (RFC 9112 §9.3). What is refused closes.
    let keepsConnection: Bool
    /// Whether recipients that are less strict read its lines, or its end, in different ways: with one of them in front
    /// and another behind, what follows may be a request to one of them alone (RFC 9112 §11.2). Always refused.
    let isAmbiguous: Bool

    static let all =
        requestLines + versions + targets + absoluteForms + fieldLines + hosts + lengths + codings + chunks
        + connections + expectations + semantics + streams

    /// - Parameters:
    ///   - status: where it is not the one that follows from the method and the path alone.
    ///   - closes: where an answer closes although the head asks for nothing of the kind.
    static func ok(
        _ name: String, _ section: String, _ request: String, _ head: String, status: Int? = nil, closes: Bool = false
    ) -> RequestVerdict {
        RequestVerdict(
            name: name, section: section, request: request, answers: [served(head, status)],
            keepsConnection: !closes && !head.contains(" close"), isAmbiguous: false)
    }

    static func bad(
        _ name: String, _ section: String, _ request: String, _ kind: String, _ status: Int = 400
    ) -> RequestVerdict {
        RequestVerdict(
            name: name, section: section, request: request, answers: [.refused(kind: kind, status: status)],
            keepsConnection: false, isAmbiguous: false)
    }

    static func ambiguous(
        _ name: String, _ section: String, _ request: String, _ kind: String, _ status: Int = 400
    ) -> RequestVerdict {
        RequestVerdict(
            name: name, section: section, request: request, answers: [.refused(kind: kind, status: status)],
            keepsConnection: false, isAmbiguous: true)
    }

    static func served(_ head: String, _ status: Int? = nil) -> Answer {
        .served(head: head, status: status ?? usualStatus(head))
    }

    /// `TestApplication` answers GET and HEAD below `/echo` and `/fixed`, and OPTIONS everywhere.
    private static func usualStatus(_ head: String) -> Int {
        let words = head.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        return switch words[0] {
        case "GET", "HEAD": words[1].hasPrefix("/echo") || words[1].hasPrefix("/fixed") ? 200 : 404
        case "OPTIONS": 204
        case "-": 501
        default: 405
        }
    }

    // MARK: Requests

    /// A GET of `target` with nothing but Host.
    static func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n" }

    /// A GET of `/` with Host and `lines`, which end with CRLF, and content.
    static func with(_ lines: String, _ content: String = "") -> String {
        "GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\(content)"
    }

    static func post(_ lines: String, _ content: String = "") -> String {
        "POST / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\(content)"
    }

    /// A POST of 1.0.
    static func old(_ lines: String, _ content: String = "") -> String {
        "POST / HTTP/1.0\r\n\(lines)\r\n\(content)"
    }

    static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
}
