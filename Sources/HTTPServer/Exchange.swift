internal import HTTP

/// From octets to answers: the part of the loop that knows requests.
extension EventLoop {
    /// Answers of a long pipeline are sent when they reach this size, and no further request is read until they are out.
    static var outputBound: Int { 262_144 }

    /// Takes what a connection has just sent, answers every request that is complete, and keeps the rest.
    mutating func take(_ index: Int, _ bytes: Span<UInt8>) {
        if let number = unfinishedNumber(index), !unfinished[number].input.isEmpty {
            if Self.holdsNoMessage(unfinished[number].input) { unfinished[number].began = nanoseconds }
            append(bytes, to: number)
            guard isWorthParsing(number, newOctets: bytes) else { return }
            takeHeld(index, number)
        } else {
            started = nanoseconds
            let consumed = process(index, bytes)
            keep(bytes, from: consumed, index)
        }
        finish(index)
    }

    /// Works on input that was kept, which a refusal may have made pointless.
    mutating func takeHeld(_ index: Int, _ number: Int) {
        var input: [UInt8] = []
        swap(&input, &unfinished[number].input)
        started = unfinished[number].began
        let consumed = process(index, input.span)
        guard consumed < input.count else { return }
        if consumed > 0 { input.removeFirst(consumed) }
        hold(input, index)
    }

    /// Sends what there is and tells the state where the connection now stands.
    mutating func finish(_ index: Int) {
        guard connections[index].isOpen, !connections[index].awaitsWriting, flush(index) else { return }
        if connections[index].isClosing { return beginLingering(index) }
        guard let number = unfinishedNumber(index) else {
            if isDraining { beginLingering(index) }
            return
        }
        if unfinished[number].content != nil {
            note(.partialContent, index)
        } else if !Self.holdsNoMessage(unfinished[number].input) {
            note(.partialHead, index)
        } else {
            if unfinished[number].input.isEmpty { dropUnfinished(index) }
            if isDraining { beginLingering(index) }
        }
    }

    /// Empty lines before a request line belong to no message (RFC 9112 §2.2): a client that sends one behind its content
    /// is idle, and owes nothing.
    static func holdsNoMessage(_ input: [UInt8]) -> Bool { input.allSatisfy { $0 == 0x0d || $0 == 0x0a } }

    // MARK: Requests

    /// - Returns: how many octets are done with. All of them once the connection is closing: nothing behind a refused
    ///   message is ever parsed (RFC 9112 §9.6).
    private mutating func process(_ index: Int, _ bytes: Span<UInt8>) -> Int {
        var position = 0
        do throws(ProtocolError) {
            while true {
                if output.count >= Self.outputBound, !flush(index) { return position }
                let number = unfinishedNumber(index)
                if let number, unfinished[number].isAnswering {
                    guard continueAnswer(index, number) else { return position }
                    // What waits behind such an answer has its turn after the other connections.
                    if position < bytes.count, !connections[index].isClosing {
                        if flush(index) { yieldTurn(index) }
                        return position
                    }
                }
                guard !connections[index].isClosing else { break }
                if let number, unfinished[number].content != nil {
                    guard try readContent(number, bytes, &position) else { return position }
                    if let exchange = unfinished[number].exchange {
                        handOver(exchange, index)
                        continue
                    }
                    guard let reply = unfinished[number].reply else { break }
                    unfinished[number].reply = nil
                    send(reply, index)
                    continue
                }
                guard position < bytes.count else { break }
                let rest = bytes.extracting(position..<bytes.count)
                guard try parse(rest, index) else { break }
                position += head.length
                try begin(index, rest)
            }
        } catch {
            let message = unfinishedNumber(index).map { unfinished[$0] }
            if error.kind == .contentTooLarge, let reply = message?.reply, reply.isRefusal {
                close(index, with: reply)
            } else {
                refuse(
                    index, error, omitsContent: message?.omitsContent ?? (head.method == .head), method: head.method)
            }
        }
        return connections[index].isClosing ? bytes.count : position
    }

    private mutating func parse(_ bytes: Span<UInt8>, _ index: Int) throws(ProtocolError) -> Bool {
        try RequestHeadParser.parse(
            bytes, limits: limits.head, isSecure: connections[index].session != nil, into: &head)
    }

    private mutating func begin(_ index: Int, _ bytes: Span<UInt8>) throws(ProtocolError) {
        switch plan(index, bytes) {
        case .reply(let reply):
            openEntry(index, bytes, reply.terms, route: reply.answer.route, status: reply.status)
            try begin(reply, index)
        case .exchange(let exchange):
            openEntry(index, bytes, exchange.terms, route: exchange.demand.route, status: nil)
            try begin(exchange, index)
        }
    }

    private mutating func begin(_ reply: Reply, _ index: Int) throws(ProtocolError) {
        let content: ContentReader?
        do throws(ProtocolError) {
            content = try ContentReader(head.content, bound: limits.content, limits: limits.head)
        } catch {
            guard reply.isRefusal else { throw error }
            return close(index, with: reply)
        }
        guard content != nil else { return send(reply, index) }
        if head.expectsContinue {
            // The final status at once when it is an error: the client need not send what nobody wants.
            if reply.answer.status.code >= 400 { return close(index, with: reply) }
            output.append(contentsOf: ResponseSerializer.continueResponse)
        }
        let number = makeUnfinished(index)
        unfinished[number].content = content
        unfinished[number].reply = reply
        stowEntries(number)
    }

    private mutating func readContent(
        _ number: Int, _ bytes: Span<UInt8>, _ position: inout Int
    ) throws(ProtocolError) -> Bool {
        guard position < bytes.count else { return false }
        let (rest, keeper) = (bytes.extracting(position..<bytes.count), unfinished[number].exchange?.received)
        guard let step = try unfinished[number].content?.consume(rest, for: keeper) else { return true }
        position += step.consumed
        if step.isComplete { unfinished[number].content = nil }
        return step.isComplete
    }

    /// What a request gets: an answer, or first of all a reader of its content.
    private enum Plan {
        case reply(Reply)
        case exchange(ContentExchange)
    }

    /// The steady path: nothing here allocates when the answer is remembered.
    private mutating func plan(_ index: Int, _ bytes: Span<UInt8>) -> Plan {
        connections[index].requests &+= 1
        let isLast = limits.requestsPerConnection > 0 && connections[index].requests >= limits.requestsPerConnection
        if isLast { counters.count(.requestsPerConnection) }
        let quota = spendQuota(index, bytes)
        let terms = Reply.Terms(
            omitsContent: head.method == .head, keepsAlive: head.keepsAlive && !isLast,
            minorVersion: head.minorVersion, requestID: identifiers.identifier(of: head, in: bytes), quota: quota)
        if let quota, quota.isExceeded {
            counters.count(.rate)
            return .reply(Reply(answer: tooManyRequests(quota), terms: terms))
        }
        let coding = hasRange ? .identity : AcceptEncoding.preferred(head, bytes)
        switch preparation(bytes, coding) {
        case .answer(let answer): return .reply(judged(answer, bytes, terms))
        case .refusal(let answer): return .reply(Reply(answer: answer, terms: terms, isRefusal: true))
        case .content(let demand): return .exchange(ContentExchange(demand, terms, coding, admission.content))
        }
    }

    /// The answer by the preconditions and the range of the request.
    private func judged(_ answer: EncodedResponse, _ bytes: Span<UInt8>, _ terms: Reply.Terms) -> Reply {
        guard head.method == .get || head.method == .head, answer.status == .ok else {
            return Reply(answer: answer, terms: terms)
        }
        switch Preconditions.evaluate(head, bytes, entityTag: answer.entityTag, lastModified: answer.lastModified) {
        case .notModified: return Reply(answer: answer, isNotModified: true, terms: terms)
        case .failed:
            var refusal = application.refusal(
                .preconditionFailed,
                "If-Match or If-Unmodified-Since does not fit the present representation; fetch it anew.")
            refusal.route = answer.route
            return Reply(answer: ResponseSerializer.encode(refusal), terms: terms)
        case .proceed:
            let part = answer.acceptsRanges && hasRange ? partialAnswer(bytes, of: answer) : nil
            return Reply(answer: part ?? answer, terms: terms)
        }
    }

    private func spendQuota(_ index: Int, _ bytes: Span<UInt8>) -> AddressLimiter.Quota? {
        guard let limiter, let client = client(of: index, bytes) else { return nil }
        return limiter.spend(from: ClientAddress(client), at: milliseconds)
    }

    private func tooManyRequests(_ quota: AddressLimiter.Quota) -> EncodedResponse {
        var refusal = application.refusal(
            .tooManyRequests, "Your address asks more often than it may; ask again in \(quota.seconds) s.")
        refusal["Retry-After"] = String(quota.seconds)
        return ResponseSerializer.encode(refusal)
    }

    /// What the application says, ready for the wire.
    private enum Preparation {
        case answer(EncodedResponse)
        case refusal(EncodedResponse)
        case content(ContentDemand)
    }

    private mutating func preparation(_ bytes: Span<UInt8>, _ coding: ContentCoding) -> Preparation {
        guard head.method == .get || head.method == .head,
            let key = cache.key(of: head, in: bytes, coding: coding)
        else { return prepare(bytes, coding) }
        let epoch = application.epoch
        if let number = cache.find(key, in: bytes, epoch: epoch) {
            counters.cacheHits.add(1)
            return .answer(cache[number])
        }
        counters.cacheMisses.add(1)
        let preparation = prepare(bytes, coding)
        // An answer made while the epoch changed belongs to neither.
        if case .answer(let answer) = preparation, answer.isMemoizable, application.epoch == epoch {
            cache.insert(answer, for: key, in: bytes)
        }
        counters.cacheOctets.set(cache.octets)
        return preparation
    }

    private func prepare(_ bytes: Span<UInt8>, _ coding: ContentCoding) -> Preparation {
        switch application.receive(Request(head: head, bytes: bytes)) {
        case .response(var response):
            // Where the clock has been set back since the files were read (RFC 9110 §8.8.2.1).
            response.boundLastModified(by: HTTPDate(secondsSince1970: clock.seconds))
            return .answer(ResponseSerializer.encode(Compression.code(response, coding)))
        case .refusal(let response): return .refusal(ResponseSerializer.encode(response))
        case .content(let demand): return .content(demand)
        }
    }

    /// Parts are parts of the identity form, so that is what a request for some is about, its preconditions included.
    private var hasRange: Bool { head.method == .get && head.contains(.range) }

    /// - Returns: nil when the whole is the answer, also because it has changed since its preconditions were judged.
    private func partialAnswer(_ bytes: Span<UInt8>, of answer: EncodedResponse) -> EncodedResponse? {
        let whole = application.respond(to: Request(head: head, bytes: bytes))
        guard whole.entityTag == answer.entityTag else { return nil }
        switch PartialContent.select(head, bytes, from: whole) {
        case .whole: return nil
        case .part(let part): return ResponseSerializer.encode(part)
        case .unsatisfiable(let contentRange):
            var refusal = application.refusal(
                .rangeNotSatisfiable, "There are \(whole.content.count) octets here; ask for a range inside them.")
            refusal["Content-Range"] = contentRange
            refusal.route = answer.route
            return ResponseSerializer.encode(refusal)
        }
    }

    /// Answers a message that cannot be served; the connection ends with it.
    /// - Parameter omitsContent: whether the message is a HEAD request, as far as that is known.
    private mutating func refuse(
        _ index: Int, _ error: ProtocolError, omitsContent: Bool, method: Method = .unknown
    ) {
        let known = unfinishedNumber(index).flatMap { unfinished[$0].terms?.requestID }
        let requestID = known ?? (journal.hasOpenEntry ? identifiers.octets : identifiers.next())
        noteFault(index, error.kind, method: method, requestID: requestID)
        if let number = unfinishedNumber(index) {
            unfinished[number].input = []
            unfinished[number].content = nil
            unfinished[number].reply = nil
            unfinished[number].exchange = nil
        }
        var refusal = application.refusal(error.status, error.detail)
        if error.status == .serviceUnavailable { refusal["Retry-After"] = "1" }
        let terms = Reply.Terms(
            omitsContent: omitsContent, keepsAlive: false, minorVersion: 1, requestID: requestID)
        close(index, with: Reply(answer: ResponseSerializer.encode(refusal), terms: terms))
    }

    /// The last answer of a connection.
    private mutating func close(_ index: Int, with reply: Reply) {
        connections[index].isClosing = true
        send(reply, index)
    }

    /// Answers a message whose rest, or whose answer, stays away: the deadline has passed or the input has ended.
    mutating func refuseIncomplete(_ index: Int, _ error: ProtocolError) {
        connections[index].awaitsWriting = false
        started = unfinishedNumber(index).map { unfinished[$0].began } ?? nanoseconds
        refuse(index, error, omitsContent: unfinishedNumber(index).map { isHead(unfinished[$0]) } ?? false)
        finish(index)
    }

    private func isHead(_ message: Unfinished) -> Bool {
        message.omitsContent
            ?? message.input.drop { $0 == 0x0d || $0 == 0x0a }.starts(with: "HEAD ".utf8)
    }
}
