@testable internal import HTTP
@testable internal import HTTPServer

/// What a client may expect for what it sent, found by parsing it whole, and compared with what it got.
enum ExchangeReading {
    static func check(_ input: [UInt8], answeredBy output: [UInt8]) {
        var walk = RequestWalk(input)
        var reader = WireReader(output)
        while let step = walk.next() {
            var isClosing = false
            let response = reader.final(omitsContent: step.omitsContent, continues: step.continues)
            if step.continues, response.informational == 0 {
                require(response.status >= 400, "\(response.status) before the content that it waits for")
                isClosing = true
            } else if let status = step.refusal {
                // What a resource refuses by the head is said in place of 413, and of nothing else.
                let isRefused = step.isRefusedByHead && status == 413 && response.status >= 400
                require(response.status == status || isRefused, "refused with \(response.status), not \(status)")
                isClosing = true
            } else {
                checkStatus(response, of: step)
                // A stream without a length ends with the connection on 1.0.
                let isDelimited = response.hasEnd || step.omitsContent
                require(isDelimited || step.minorVersion == 0, "an answer without an end: \(response)")
                isClosing = !step.keepsAlive || !isDelimited
            }
            require(step.minorVersion > 0 || response["transfer-encoding"] == nil, "chunks for 1.0: \(response)")
            let connection = isClosing ? "close" : step.minorVersion == 0 ? "keep-alive" : nil
            require(response["connection"] == connection, "Connection is not \(connection ?? "left out"): \(response)")
            if isClosing { break }
        }
        require(reader.isAtEnd, "\(output.count - reader.position) octets follow the last answer")
    }

    private static func checkStatus(_ response: WireResponse, of request: RequestWalk.Step) {
        let allowed: [Int] =
            switch request.method {
            case .get, .head: [200, 206, 304, 308, 400, 404, 406, 412, 416]
            case .options: [204, 308, 400, 404]
            case .unknown: [501]
            case .post: [200, 308, 400, 404, 405, 406, 415, 422]
            default: [308, 400, 404, 405]
            }
        require(allowed.contains(response.status), "\(request.method): \(response)")
        require(request.hasRange || ![206, 416].contains(response.status), "no range was asked for: \(response)")
    }
}

/// The messages of some input, one after the other: by the parsers of head and content, without a connection.
struct RequestWalk {
    /// One message and what its answer depends on.
    struct Step {
        var method = Method.unknown
        var minorVersion = 1
        /// HEAD.
        var omitsContent = false
        var keepsAlive = false
        /// A resource says why it does not want the content.
        var isRefusedByHead = false
        /// It waits for leave to send its content.
        var continues = false
        var hasRange = false
        /// The status with which it is refused, unless its head alone is answered with an error already.
        var refusal: Int?
    }

    private let input: [UInt8]
    private var position = 0

    init(_ input: [UInt8]) { self.input = input }

    /// nil at the end; a message that is not all there is refused.
    mutating func next() -> Step? {
        guard position < input.count else { return nil }
        let limits = SteppedClient.limits
        var head = RequestHead()
        var step = Step()
        do throws(ProtocolError) {
            let rest = Array(input[position...])
            guard try RequestHeadParser.parse(rest.span, limits: limits.head, into: &head) else {
                position = input.count
                // Empty lines before a request that never comes are no message.
                guard let first = rest.firstIndex(where: { $0 != 0x0D && $0 != 0x0A }) else { return nil }
                return Step(omitsContent: rest[first...].starts(with: "HEAD ".utf8), refusal: 400)
            }
            var bound = limits.content
            var isRefusedByHead = false
            switch SmallRegister.shared.receive(Request(head: head, bytes: rest.span)) {
            case .response: break
            case .refusal: isRefusedByHead = true
            case .content(let demand): bound = demand.bound
            }
            position += head.length
            step = Step(
                method: head.method, minorVersion: head.minorVersion, omitsContent: head.method == .head,
                keepsAlive: head.keepsAlive, isRefusedByHead: isRefusedByHead, hasRange: head.contains(.range))
            guard var content = try ContentReader(head.content, bound: bound, limits: limits.head) else {
                return step
            }
            step.continues = head.expectsContinue
            let (consumed, isComplete) = try content.consume(Array(input[position...]).span)
            position += consumed
            step.refusal = isComplete ? nil : 400
        } catch {
            step.omitsContent = head.method == .head
            step.refusal = error.status.code
        }
        return step
    }
}
