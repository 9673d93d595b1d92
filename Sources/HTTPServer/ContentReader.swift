internal import HTTP

/// Reads the content of one request, to where its framing ends it. Bounded, because a client that is told its request was
/// answered must not be able to send for ever.
struct ContentReader {
    private enum Kind {
        case length(Int)
        case chunked(ChunkedDecoder)
    }

    private var kind: Kind
    private let bound: Int
    private var octets = 0

    /// - Throws: 413 when the declared length is beyond `bound`.
    init?(_ framing: ContentFraming, bound: Int, limits: HeadLimits) throws(ProtocolError) {
        self.bound = bound
        switch framing {
        case .none: return nil
        case .length(0): return nil
        case .length(let length):
            guard length <= bound else { throw ProtocolError(.contentTooLarge) }
            kind = .length(length)
        case .chunked: kind = .chunked(ChunkedDecoder(limits: limits))
        }
    }

    /// - Parameter keeper: keeps the data; without one they are dropped.
    /// - Returns: how many octets belonged to the content, and whether it has ended.
    mutating func consume(
        _ bytes: Span<UInt8>, for keeper: ReceivedContent? = nil
    ) throws(ProtocolError) -> (consumed: Int, isComplete: Bool) {
        switch kind {
        case .length(let remaining):
            let taken = min(remaining, bytes.count)
            kind = .length(remaining - taken)
            try keeper?.append(bytes.extracting(0..<taken))
            return (taken, taken == remaining)
        case .chunked(var decoder):
            defer { kind = .chunked(decoder) }
            var position = 0
            while position < bytes.count {
                let step = try decoder.consume(bytes, from: position)
                position += step.consumed
                if let data = step.data {
                    octets += data.count
                    if octets > bound { throw ProtocolError(.contentTooLarge) }
                    try keeper?.append(bytes.extracting(data))
                }
                if step.isComplete { return (position, true) }
                if step.consumed == 0 { break }
            }
            return (position, false)
        }
    }
}
