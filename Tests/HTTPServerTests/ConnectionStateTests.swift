import HTTP
import HTTPServer
import Testing

@Suite("The state of a connection")
struct ConnectionStateTests {
    private static let limits = Limits.with {
        ($0.handshake, $0.answerTime) = (7, 8)
        ($0.firstOctet, $0.idle, $0.headTime, $0.contentTime, $0.writeStall, $0.linger) = (1, 2, 3, 4, 5, 6)
    }

    /// What happens at which tick, and what follows.
    struct Course: Sendable, CustomTestStringConvertible {
        let name: String
        var isSecured = false
        var events: [(event: ConnectionState.Event, tick: Tick)] = []
        let phase: ConnectionState.Phase
        /// The last tick at which the connection is certainly left alone.
        let allowed: Tick
        let expiry: ConnectionState.Expiry

        var testDescription: String { name }
    }

    private static let late = ConnectionState.Expiry.refuse(ProtocolError(.deadlineExceeded))

    static let courses = [
        Course(name: "no first octet", phase: .awaitingFirstOctet, allowed: 110, expiry: .close),
        Course(name: "no handshake", isSecured: true, phase: .handshaking, allowed: 170, expiry: .close),
        Course(
            name: "a handshake and no first octet", isSecured: true, events: [(.handshakeCompleted, 105)],
            phase: .awaitingFirstOctet, allowed: 115, expiry: .close),
        Course(
            name: "a head that never ends", events: [(.partialHead, 105)], phase: .readingHead, allowed: 135,
            expiry: late),
        Course(
            name: "a head that trickles", events: [(.partialHead, 105), (.partialHead, 120), (.partialHead, 134)],
            phase: .readingHead, allowed: 135, expiry: late),
        Course(
            name: "content that never ends", events: [(.partialContent, 105)], phase: .readingContent, allowed: 145,
            expiry: late),
        Course(
            name: "content that trickles", events: [(.partialContent, 105), (.partialContent, 140)],
            phase: .readingContent, allowed: 145, expiry: late),
        Course(
            name: "content after a slow head", events: [(.partialHead, 105), (.partialContent, 130)],
            phase: .readingContent, allowed: 170, expiry: late),
        Course(name: "nothing after an answer", events: [(.answered, 105)], phase: .idle, allowed: 125, expiry: .close),
        Course(
            name: "an answer after content", events: [(.partialContent, 105), (.answered, 140)], phase: .idle,
            allowed: 160, expiry: .close),
        Course(
            name: "a second head after an answer",
            events: [(.partialHead, 105), (.answered, 130), (.partialHead, 131)],
            phase: .readingHead, allowed: 161, expiry: late),
        Course(
            name: "a client that takes nothing", events: [(.outputBlocked, 105)], phase: .writing, allowed: 155,
            expiry: .close),
        Course(
            name: "a client that takes little by little",
            events: [(.outputBlocked, 105), (.outputProgressed, 150), (.outputProgressed, 190)], phase: .writing,
            allowed: 240, expiry: .close),
        Course(
            name: "a stream that waits", events: [(.streamWaits(20), 105)], phase: .awaitingPiece, allowed: 124,
            expiry: .askStream),
        Course(
            name: "a stream that waits again", events: [(.streamWaits(20), 105), (.streamWaits(30), 125)],
            phase: .awaitingPiece, allowed: 154, expiry: .askStream),
        Course(
            name: "a client that takes nothing of a stream that has waited",
            events: [(.streamWaits(20), 105), (.outputBlocked, 120)], phase: .writing, allowed: 170, expiry: .close),
        Course(
            name: "a stream that has something for a client that takes it",
            events: [(.outputBlocked, 105), (.outputProgressed, 130)], phase: .writing, allowed: 180, expiry: .close),
        Course(
            name: "an answer that takes too long", events: [(.partialContent, 105), (.answerAwaited, 110)],
            phase: .awaitingAnswer, allowed: 190, expiry: .refuse(ProtocolError(.answerOverdue))),
        Course(
            name: "an answer that is asked for again", events: [(.answerAwaited, 110), (.answerAwaited, 180)],
            phase: .awaitingAnswer, allowed: 190, expiry: .refuse(ProtocolError(.answerOverdue))),
        Course(
            name: "nothing after an answer that was awaited", events: [(.answerAwaited, 105), (.answered, 110)],
            phase: .idle, allowed: 130, expiry: .close),
        Course(
            name: "nothing after a stream", events: [(.streamWaits(20), 105), (.answered, 110)], phase: .idle,
            allowed: 130, expiry: .close),
        Course(
            name: "a client that keeps sending after the end", events: [(.sendingShut, 105), (.sendingShut, 160)],
            phase: .lingering, allowed: 165, expiry: .close),
    ]

    @Test("leaves time until the deadline and not longer", arguments: courses)
    func deadline(_ course: Course) {
        let deadlines = Deadlines(Self.limits)
        var state = ConnectionState(acceptedAt: 100, limits: deadlines, isSecured: course.isSecured)
        for (event, tick) in course.events { state.handle(event, at: tick, limits: deadlines) }
        #expect(state.phase == course.phase)
        #expect(state.expiry(at: course.allowed) == .notYet)
        // A tick may have begun just before the time was counted from it: one more makes sure that none is cut short.
        #expect(state.expiry(at: course.allowed + 1) == course.expiry)
        #expect(state.expiry(at: .max) == course.expiry)
    }

    @Test(
        "counts any duration in ticks, rounded up",
        arguments: [
            (0.0, 2), (0.01, 2), (0.1, 2), (0.11, 3), (1, 11), (60, 601), (-1, 2), (1e300, 0x8000_0000),
            (.infinity, 0x8000_0000), (.nan, 2),
        ] as [(Double, Tick)])
    func ticks(seconds: Double, ticks: Tick) {
        #expect(Tick(seconds: seconds) == ticks)
    }
}
