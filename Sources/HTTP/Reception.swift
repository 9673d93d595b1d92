/// What an application makes of a request whose head it has. It is asked before any content is read, so that a client
/// that waits for leave to send it learns first of what is wrong already (RFC 9110 §10.1.1).
package enum Reception: Sendable {
    /// The head says it all. Content, where there is some, is read and dropped.
    case response(Response)
    /// The content would be wanted, but not of this request: the client learns why, also where the content is too long
    /// to be dropped.
    case refusal(Response)
    case content(ContentDemand)
}

/// The wish for the content of a request, and what becomes of it.
package struct ContentDemand: Sendable {
    /// Octets without transfer coding; more, declared or sent, is refused with 413.
    package let bound: Int
    /// As in `Response`.
    package let route: UInt16
    /// Is given the whole content, empty where there is none, on the thread of the connection: it must not block. The
    /// answer goes to the responder, at once or later.
    package let take: @Sendable ([UInt8], Responder) -> Void

    package init(bound: Int, route: UInt16 = 0, take: @escaping @Sendable ([UInt8], Responder) -> Void) {
        self.bound = bound
        self.route = route
        self.take = take
    }
}

/// By which any thread answers a request whose content it was given. The first answer counts; one that nobody waits for
/// any more is dropped.
package struct Responder: Sendable {
    private let action: @Sendable (Response) -> Void
    private let question: @Sendable () -> Bool

    package init(isAwaited: @escaping @Sendable () -> Bool, action: @escaping @Sendable (Response) -> Void) {
        question = isAwaited
        self.action = action
    }

    package func respond(_ response: Response) { action(response) }

    /// False once the client is known to be gone or has been told that it takes too long: work may end then.
    package var isAwaited: Bool { question() }
}
