internal import HTTP
internal import Synchronization

/// A request that is answered from its content, from its head to its answer.
final class ContentExchange {
    let demand: ContentDemand
    let terms: Reply.Terms
    let coding: ContentCoding
    let received: ReceivedContent
    /// Present once the content has been handed over.
    var answer: AwaitedAnswer?

    init(_ demand: ContentDemand, _ terms: Reply.Terms, _ coding: ContentCoding, _ budget: ContentBudget) {
        self.demand = demand
        self.terms = terms
        self.coding = coding
        received = ReceivedContent(budget)
    }
}

/// An answer that is made on another thread. The exchange alone holds it: when the connection is gone, nobody waits.
final class AwaitedAnswer: Sendable {
    private let response = Mutex<Response?>(nil)
    private let wake: @Sendable () -> Void

    /// - Parameter wake: tells the connection's loop that there is an answer.
    init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

    var responder: Responder {
        Responder(
            isAwaited: { [weak self] in self != nil },
            action: { [weak self] response in self?.give(response) })
    }

    var given: Response? { response.withLock { $0 } }

    private func give(_ response: Response) {
        let isFirst = self.response.withLock { given in
            defer { given = given ?? response }
            return given == nil
        }
        if isFirst { wake() }
    }
}

/// Requests whose content is wanted. While the answer to one is made nothing more is read of its connection.
extension EventLoop {
    mutating func begin(_ exchange: ContentExchange, _ index: Int) throws(ProtocolError) {
        let content = try ContentReader(head.content, bound: exchange.demand.bound, limits: limits.head)
        let number = makeUnfinished(index)
        unfinished[number].exchange = exchange
        stowEntries(number)
        guard content != nil else { return handOver(exchange, index) }
        if head.expectsContinue { output.append(contentsOf: ResponseSerializer.continueResponse) }
        unfinished[number].content = content
    }

    /// The content is complete.
    func handOver(_ exchange: ContentExchange, _ index: Int) {
        let (control, token) = (control, token(index))
        let answer = AwaitedAnswer { control.wakeStream(token) }
        exchange.answer = answer
        exchange.demand.take(exchange.received.octets, answer.responder)
    }

    /// Goes on with an answer that is being made, or with the stream that it is.
    /// - Returns: whether the exchange has ended, so that the connection can go on.
    mutating func continueAnswer(_ index: Int, _ number: Int) -> Bool {
        if let exchange = unfinished[number].exchange, let answer = exchange.answer {
            guard let response = answer.given else {
                awaitAnswer(index)
                return false
            }
            unfinished[number].exchange = nil
            let encoded = ResponseSerializer.encode(Compression.code(response, exchange.coding))
            send(Reply(answer: encoded, terms: exchange.terms), index)
        }
        return unfinished[number].stream == nil || continueStream(index, number)
    }

    private mutating func awaitAnswer(_ index: Int) {
        guard flush(index) else { return }
        note(.answerAwaited, index)
        connections[index].awaitsWriting = true
        // Of a broken connection the poller tells nevertheless.
        setInterest(index, .nothing)
    }
}
