internal import HTTP

/// From answers to the wire.
extension EventLoop {
    mutating func send(_ reply: Reply, _ index: Int) {
        let framing = reply.streamFraming
        let keepsAlive =
            reply.terms.keepsAlive && keepsConnections && !connections[index].isClosing && framing != .close
        if !keepsAlive { connections[index].isClosing = true }
        let first = place(index)
        reply.append(
            to: &output, date: clock.octets, keepsAlive: keepsAlive,
            lines: connections[index].session == nil ? [] : strictTransportLine, isChunked: framing == .chunked)
        note(.answered, index)
        guard let framing, !reply.terms.omitsContent, let stream = reply.answer.stream else {
            return answerEntry(index, reply, first: first, end: place(index))
        }
        answerEntry(index, reply, first: first, end: .max)
        beginStream(stream, framing, index)
    }

    /// Sends the collected answers.
    /// - Returns: false when the client does not take them now, or is gone: nothing more is to be done for it.
    mutating func flush(_ index: Int) -> Bool {
        guard !output.isEmpty else {
            settle(index)
            return true
        }
        defer { emptyOutput() }
        let transport = connections[index].transport
        var sent = 0
        while sent < output.count {
            let transfer = output.withUnsafeBufferPointer { transport.send(UnsafeBufferPointer(rebasing: $0[sent...])) }
            switch transfer {
            case .octets(let count):
                sent += count
                countSent(count, index)
            case .wouldBlock(let interest):
                settle(index)
                let number = makeUnfinished(index)
                unfinished[number].output = Array(output[sent...])
                unfinished[number].sent = 0
                note(.outputBlocked, index)
                connections[index].awaitsWriting = true
                setInterest(index, interest)
                return false
            case .endOfInput, .failed:
                close(index)
                return false
            }
        }
        settle(index)
        return true
    }

    private mutating func countSent(_ count: Int, _ index: Int) {
        connections[index].delivered += count
        counters.sent.add(count)
    }

    /// One large answer must not keep its memory for ever.
    mutating func emptyOutput() {
        if output.capacity > 4 * Self.outputBound {
            output = []
            output.reserveCapacity(65_536)
        } else {
            output.removeAll(keepingCapacity: true)
        }
    }

    /// The client takes octets again, a stream may have a piece, or an answer has been made: the rest of the answers, then
    /// the requests that waited behind them.
    mutating func resumeWriting(_ index: Int) {
        guard let number = unfinishedNumber(index), sendHeld(index, number) else { return }
        guard continueAnswer(index, number) else { return }
        connections[index].awaitsWriting = false
        setInterest(index, .reading)
        note(.answered, index)
        if !connections[index].isClosing, !unfinished[number].input.isEmpty { takeHeld(index, number) }
        finish(index)
    }

    /// - Returns: whether everything that the client had not taken yet is out now.
    private mutating func sendHeld(_ index: Int, _ number: Int) -> Bool {
        let sent = unfinished[number].sent
        guard sent < unfinished[number].output.count else { return true }
        let transport = connections[index].transport
        let transfer = unfinished[number].output.withUnsafeBufferPointer {
            transport.send(UnsafeBufferPointer(rebasing: $0[sent...]))
        }
        switch transfer {
        case .octets(let count):
            unfinished[number].sent += count
            countSent(count, index)
        case .wouldBlock(let interest):
            setInterest(index, interest)
            return false
        case .endOfInput, .failed:
            close(index)
            return false
        }
        settle(index)
        guard unfinished[number].sent == unfinished[number].output.count else {
            note(.outputProgressed, index)
            return false
        }
        unfinished[number].output = []
        unfinished[number].sent = 0
        return true
    }

    mutating func beginLingering(_ index: Int) {
        abandonEntries(index)
        dropUnfinished(index)
        note(.sendingShut, index)
        shutdownSending(index)
    }

    /// The client has finished sending. What was complete has been answered; what is not never will be.
    mutating func inputEnded(_ index: Int) {
        switch connections[index].state.phase {
        case .readingHead, .readingContent:
            // The last octets may not have been parsed yet: what is wrong with them says more than that they end.
            if let number = unfinishedNumber(index) { takeHeld(index, number) }
            guard !connections[index].isClosing else { return finish(index) }
            refuseIncomplete(index, ProtocolError(.incompleteMessage))
        case .handshaking, .awaitingFirstOctet, .idle, .writing, .awaitingPiece, .awaitingAnswer, .lingering:
            close(index)
        }
    }
}
