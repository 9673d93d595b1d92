import HTTP
import Testing

/// One octet per scalar, so that a table can hold octets that are no UTF-8.
func octets(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { UInt8($0.value) }
}

func text(_ octets: [UInt8], _ range: Range<Int>) -> String {
    String(decoding: octets[range], as: UTF8.self)
}

/// A parsed head of a request that is known to be complete.
func head(_ request: String) throws -> (RequestHead, [UInt8]) {
    let octets = octets(request)
    var head = RequestHead()
    guard try RequestHeadParser.parse(octets.span, limits: HeadLimits(), into: &head) else {
        throw Incomplete(request: request)
    }
    return (head, octets)
}

struct Incomplete: Error {
    let request: String
}

/// What the parser made of some octets.
enum Outcome: Equatable {
    /// The summary, and the length of the head.
    case accepted(String, Int)
    case refused(ProtocolError.Kind)
    case incomplete

    init(_ verdict: RequestVerdict.Verdict, length: Int) {
        switch verdict {
        case .accepted(let summary): self = .accepted(summary, length)
        case .refused(_, let kind): self = ProtocolError.Kind(rawValue: kind).map { .refused($0) } ?? .incomplete
        }
    }
}

func outcome(_ octets: [UInt8], _ limits: HeadLimits = HeadLimits(), isSecure: Bool = false) -> Outcome {
    var head = RequestHead()
    do throws(ProtocolError) {
        guard try RequestHeadParser.parse(octets.span, limits: limits, isSecure: isSecure, into: &head) else {
            return .incomplete
        }
        return .accepted(summary(head, octets), head.length)
    } catch {
        return .refused(error.kind)
    }
}

/// A head in the words of `RequestVerdict`.
func summary(_ head: RequestHead, _ octets: [UInt8]) -> String {
    var parts = ["\(head.method.name) \(text(octets, head.target)) HTTP/1.\(head.minorVersion)"]
    if let authority = head.authority { parts.append("authority=\(text(octets, authority))") }
    if head.isRootImplied { parts.append("root") }
    if head.form == .asterisk { parts.append("asterisk") }
    switch head.content {
    case .none: break
    case .length(let length): parts.append("length=\(length)")
    case .chunked: parts.append("chunked")
    }
    if !head.keepsAlive { parts.append("close") }
    if head.expectsContinue { parts.append("continue") }
    return parts.joined(separator: " ")
}

extension RequestVerdict: CustomTestStringConvertible {
    var testDescription: String { name }
}
