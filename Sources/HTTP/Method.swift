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

    /// The method whose name stands in `range` of `bytes`, compared octet by octet.
    package init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        switch (range.count, bytes[range.lowerBound]) {
        case (3, UInt8(ascii: "G")): self = .get
        case (4, UInt8(ascii: "H")): self = .head
        case (7, UInt8(ascii: "O")): self = .options
        case (4, UInt8(ascii: "P")): self = .post
        case (3, UInt8(ascii: "P")): self = .put
        case (6, UInt8(ascii: "D")): self = .delete
        case (5, UInt8(ascii: "P")): self = .patch
        case (5, UInt8(ascii: "T")): self = .trace
        case (7, UInt8(ascii: "C")): self = .connect
        default: self = .unknown
        }
        if self != .unknown, !bytes.equals(name, range) {
            self = .unknown
        }
    }
}
