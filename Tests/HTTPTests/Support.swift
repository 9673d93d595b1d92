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

/// What is made of a connection's octets, message by message with their content, up to a refusal, a `close` or the end.
struct Reading: Equatable {
    enum Message: Equatable {
        case served(String)
        case refused(ProtocolError.Kind)
    }

    var messages: [Message] = []
    /// Octets of all served messages.
    var length = 0
    /// Whether nothing more would be read.
    var isOver = false
}

func read(_ octets: [UInt8]) -> Reading {
    var reading = Reading()
    while !reading.isOver {
        let rest = Array(octets[reading.length...])
        var head = RequestHead()
        do throws(ProtocolError) {
            guard try RequestHeadParser.parse(rest.span, limits: HeadLimits(), into: &head),
                let length = try contentLength(head, Array(rest[head.length...]))
            else { break }
            reading.messages.append(.served(summary(head, rest)))
            reading.length += head.length + length
            reading.isOver = !head.keepsAlive
        } catch {
            reading.messages.append(.refused(error.kind))
            reading.isOver = true
        }
    }
    return reading
}

/// How many octets of `rest` are the content of a request; nil when it is not whole. Bounded as by default.
private func contentLength(_ head: RequestHead, _ rest: [UInt8]) throws(ProtocolError) -> Int? {
    let bound = 65_536
    switch head.content {
    case .none: return 0
    case .length(let length):
        guard length <= bound else { throw ProtocolError(.contentTooLarge) }
        return length <= rest.count ? length : nil
    case .chunked:
        var decoder = ChunkedDecoder()
        var position = 0
        var size = 0
        while position < rest.count {
            let step = try decoder.consume(rest.span, from: position)
            position += step.consumed
            size += step.data?.count ?? 0
            guard size <= bound else { throw ProtocolError(.contentTooLarge) }
            if step.isComplete { return position }
        }
        return nil
    }
}

extension RequestVerdict: CustomTestStringConvertible {
    var testDescription: String { name }
}
