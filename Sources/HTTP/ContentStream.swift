/// Content that is made while it is sent. The server asks for a piece when the one before has left, so that a slow reader
/// costs one piece and no more. A stream is made, asked and let go on one thread; it must not block.
package protocol ContentStream {
    /// Appends the next piece: about `size` octets, fewer or none where that is all there is now.
    mutating func appendPiece(to octets: inout [UInt8], size: Int) -> StreamStep

    /// Appends what makes the content a whole where it stands. Called at most once, and nothing after it, when the
    /// server ends while the stream waits.
    mutating func appendEnd(to octets: inout [UInt8])
}

extension ContentStream {
    package mutating func appendEnd(to octets: inout [UInt8]) {}
}

/// What a stream says beside the piece it has appended.
package enum StreamStep: Sendable, Equatable {
    /// Ask again when this piece has left.
    case more
    /// There is nothing more now: ask when the stream's waker says so, at the latest after this time. What has been
    /// given until now can stand alone, for a server that ends does not wait.
    case waiting(seconds: Double)
    case ended
    /// The content cannot be completed: the client is to see that it was cut off (RFC 9112 §8).
    case failed
}

/// By which any thread makes the server ask a waiting stream. It may be used any number of times, also when the stream is
/// gone; a stream may be asked without it.
package struct StreamWaker: Sendable {
    private let action: @Sendable () -> Void

    package init(_ action: @escaping @Sendable () -> Void) { self.action = action }

    package func wake() { action() }
}

/// The streamed content of a response: made once it is to be sent, and so never for HEAD or a 304. An object, so that the
/// responses without it, nearly all, have one word more to copy.
package final class StreamedContent: Sendable {
    /// Octets in all where that is known beforehand; the content then goes without chunks.
    package let length: Int?
    package let begin: @Sendable (StreamWaker) -> any ContentStream

    package init(length: Int? = nil, begin: @escaping @Sendable (StreamWaker) -> any ContentStream) {
        self.length = length
        self.begin = begin
    }
}
