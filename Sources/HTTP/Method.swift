/// The request methods this server tells apart (RFC 9110 §9, RFC 5789). Method names are case-sensitive tokens.
package enum Method: UInt8, Sendable, CaseIterable {
    case get, head, options, post, put, delete, patch, trace, connect
    /// Any other token, `get` and `GETX` included; answered with 501 (RFC 9110 §9.1).
    case unknown

    /// The name as it stands in a request line; `unknown` has none of its own and is written `-`.
    package var name: String {
        switch self {
        case .get: "GET"
        case .head: "HEAD"
        case .options: "OPTIONS"
        case .post: "POST"
        case .put: "PUT"
        case .delete: "DELETE"
        case .patch: "PATCH"
        case .trace: "TRACE"
        case .connect: "CONNECT"
        case .unknown: "-"
        }
    }

    /// The names as words, in the order of the cases; no name is longer than eight octets.
    private static let words = allCases.map { method in
        let octets = Array(method.name.utf8)
        return octets.span.word(at: 0, count: octets.count)
    }

    /// The method whose name stands in `range` of `bytes`, which holds token octets, at least one.
    package init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        self = .unknown
        guard range.count <= 8 else { return }
        let word = bytes.word(at: range.lowerBound, count: range.count)
        if let index = Self.words.firstIndex(of: word) {
            self = Self.allCases[index]
        }
    }
}
