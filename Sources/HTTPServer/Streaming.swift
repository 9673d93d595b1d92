internal import HTTP

/// How the client learns where streamed content ends (RFC 9112 §6.3).
enum StreamFraming: Equatable {
    case chunked
    /// Octets that Content-Length has promised and that have not been sent.
    case length(Int)
    /// The connection ends with it.
    case close
}

/// A stream and what is to be done with its pieces.
struct OutgoingStream {
    private var content: any ContentStream
    private(set) var framing: StreamFraming
    private var hasFailed = false

    init(_ content: any ContentStream, _ framing: StreamFraming) {
        self.content = content
        self.framing = framing
    }

    /// Appends the next piece, framed; none once the stream has failed.
    /// - Parameter piece: storage for the piece.
    /// - Returns: what the stream says; that it has failed also when it gives other than the promised octets.
    mutating func append(to output: inout [UInt8], through piece: inout [UInt8], size: Int) -> StreamStep {
        guard !hasFailed else { return .failed }
        piece.removeAll(keepingCapacity: true)
        let step = content.appendPiece(to: &piece, size: size)
        return frame(piece, step, to: &output)
    }

    /// Ends a waiting stream.
    /// - Returns: `.ended`, or `.failed` when that leaves out what was promised.
    mutating func appendEnd(to output: inout [UInt8], through piece: inout [UInt8]) -> StreamStep {
        piece.removeAll(keepingCapacity: true)
        content.appendEnd(to: &piece)
        return frame(piece, .ended, to: &output)
    }

    private mutating func frame(_ piece: [UInt8], _ step: StreamStep, to output: inout [UInt8]) -> StreamStep {
        var isKept = step != .failed
        if case .length(let remaining) = framing {
            framing = .length(remaining - piece.count)
            isKept = isKept && (step == .ended ? remaining == piece.count : remaining >= piece.count)
        }
        guard isKept else {
            hasFailed = true
            return .failed
        }
        guard framing == .chunked else {
            output.append(contentsOf: piece)
            return step
        }
        ChunkedEncoder.append(piece, to: &output)
        if step == .ended { ChunkedEncoder.appendEnd(to: &output) }
        return step
    }
}

/// Streams on their way: one piece for each turn of a connection, and the next when that has left.
extension EventLoop {
    private static var pieceSize: Int { 65_536 }

    mutating func beginStream(_ stream: StreamedContent, _ framing: StreamFraming, _ index: Int) {
        let number = makeUnfinished(index)
        let (control, token) = (control, token(index))
        let waker = StreamWaker { control.wakeStream(token) }
        unfinished[number].stream = OutgoingStream(stream.begin(waker), framing)
        unfinished[number].endsWithConnection = framing == .close
        stowEntries(number)
    }

    /// Asks the stream for a piece and sends it, unless it is the last: that leaves with the answers behind it.
    /// - Returns: whether the stream has ended, so that the connection can go on.
    mutating func continueStream(_ index: Int, _ number: Int) -> Bool {
        defer { if piece.capacity > 4 * Self.pieceSize { piece = [] } }
        var step = unfinished[number].stream?.append(to: &output, through: &piece, size: Self.pieceSize) ?? .ended
        if case .waiting = step, isDraining {
            step = unfinished[number].stream?.appendEnd(to: &output, through: &piece) ?? .ended
        }
        switch step {
        case .more:
            if flush(index) { yieldTurn(index) }
            return false
        case .waiting(let seconds):
            guard flush(index) else { return false }
            note(.streamWaits(Tick(seconds: seconds)), index)
            connections[index].awaitsWriting = true
            // Of a broken connection the poller tells nevertheless.
            setInterest(index, .nothing)
            return false
        case .ended:
            unfinished[number].stream = nil
            endEntry(index, isCut: false)
            return true
        case .failed: return cutOff(index, number)
        }
    }

    /// What has been sent so far must not pass for the whole.
    /// - Returns: whether the connection may end in order, because the framing shows what is missing.
    private mutating func cutOff(_ index: Int, _ number: Int) -> Bool {
        connections[index].isClosing = true
        guard unfinished[number].stream?.framing == .close else {
            unfinished[number].stream = nil
            endEntry(index, isCut: true)
            return true
        }
        // While answers before it are on their way the stream stays, to be found failed again behind them.
        if flush(index) { close(index) }
        return false
    }

    /// Goes on when the other connections have had their turn.
    mutating func yieldTurn(_ index: Int) {
        note(.outputProgressed, index)
        connections[index].awaitsWriting = true
        setInterest(index, .writing)
    }
}
