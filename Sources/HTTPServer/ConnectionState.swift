package import HTTP

/// Time as a loop counts it: tenths of a second since the loop began. 32 bits last 13 years.
package typealias Tick = UInt32

extension Tick {
    /// A duration in whole ticks, rounded up; one more, because the present tick has begun already, so that no deadline
    /// comes early. What is no duration is none; the longest is 6.8 years, so that a deadline does not overflow either.
    package init(seconds: Double) {
        let ticks = (seconds * 10).rounded(.up) + 1
        self = ticks > 2 ? Tick(Swift.min(ticks, 0x8000_0000)) : 2
    }
}

/// Where a connection stands, and until when it may stand there: an event and a time in, a verdict out.
/// A plain value without clock or socket, so that every deadline is tested without waiting for it.
package struct ConnectionState: Sendable {
    package enum Phase: UInt8, Sendable, CaseIterable {
        /// Accepted; TLS is being agreed on.
        case handshaking
        /// Accepted, nothing received.
        case awaitingFirstOctet
        /// Answered; waiting for another request.
        case idle
        case readingHead
        case readingContent
        /// An answer waits for the client to take it; nothing more is read.
        case writing
        /// A stream has nothing to send now; nothing more is read.
        case awaitingPiece
        /// An answer is made on another thread; nothing more is read.
        case awaitingAnswer
        /// The sending side is shut; input is drained so that no reset overtakes the answer (RFC 9112 §9.6).
        case lingering
    }

    package enum Event: Sendable {
        case handshakeCompleted
        case partialHead
        case partialContent
        case outputBlocked
        case outputProgressed
        /// A stream waits, and is asked again after so many ticks at the latest.
        case streamWaits(Tick)
        case answerAwaited
        /// An answer has been given, or the client has taken all that waited for it: what follows is another message.
        case answered
        case sendingShut
    }

    /// What to do when the deadline has passed.
    package enum Expiry: Sendable, Equatable {
        case notYet
        case askStream
        case close
        case refuse(ProtocolError)
    }

    package private(set) var phase: Phase
    package private(set) var deadline: Tick

    package init(acceptedAt now: Tick, limits: Deadlines, isSecured: Bool = false) {
        phase = isSecured ? .handshaking : .awaitingFirstOctet
        deadline = now &+ (isSecured ? limits.handshake : limits.firstOctet)
    }

    package mutating func handle(_ event: Event, at now: Tick, limits: Deadlines) {
        switch event {
        case .handshakeCompleted:
            (phase, deadline) = (.awaitingFirstOctet, now &+ limits.firstOctet)
        case .partialHead:
            // One deadline for the whole head: further octets do not extend it.
            guard phase != .readingHead else { return }
            (phase, deadline) = (.readingHead, now &+ limits.head)
        case .partialContent:
            guard phase != .readingContent else { return }
            (phase, deadline) = (.readingContent, now &+ limits.content)
        case .outputBlocked, .outputProgressed:
            (phase, deadline) = (.writing, now &+ limits.writeStall)
        case .streamWaits(let ticks):
            (phase, deadline) = (.awaitingPiece, now &+ ticks)
        case .answerAwaited:
            guard phase != .awaitingAnswer else { return }
            (phase, deadline) = (.awaitingAnswer, now &+ limits.answer)
        case .answered:
            (phase, deadline) = (.idle, now &+ limits.idle)
        case .sendingShut:
            guard phase != .lingering else { return }
            (phase, deadline) = (.lingering, now &+ limits.linger)
        }
    }

    package func expiry(at now: Tick) -> Expiry {
        guard now >= deadline else { return .notYet }
        switch phase {
        case .handshaking, .awaitingFirstOctet, .idle, .writing, .lingering: return .close
        case .awaitingPiece: return .askStream
        case .awaitingAnswer: return .refuse(ProtocolError(.answerOverdue))
        case .readingHead, .readingContent: return .refuse(ProtocolError(.deadlineExceeded))
        }
    }
}

/// The deadlines of `Limits` in ticks, worked out once.
package struct Deadlines: Sendable {
    package let handshake, firstOctet, idle, head, content, answer, writeStall, linger: Tick

    package init(_ limits: Limits) {
        handshake = Tick(seconds: limits.handshake)
        firstOctet = Tick(seconds: limits.firstOctet)
        idle = Tick(seconds: limits.idle)
        head = Tick(seconds: limits.headTime)
        content = Tick(seconds: limits.contentTime)
        answer = Tick(seconds: limits.answerTime)
        writeStall = Tick(seconds: limits.writeStall)
        linger = Tick(seconds: limits.linger)
    }
}
