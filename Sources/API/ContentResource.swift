internal import HTTP
internal import Records

/// What the requests of a resource carry (Request Body Object of OpenAPI 3.1).
struct RequestContent: Sendable {
    /// Content-Type has to be one of these. Only UTF-8 is read, so that of parameters charset alone counts.
    let types: [MediaType]
    /// Octets; more is 413.
    let bound: Int
    let summary: String
    /// What a request may hold.
    let example: JSONTree
    /// The members of JSON content.
    var members: [ParameterDescription] = []
    /// Whether there may be others.
    var isOpen = false
}

/// A resource that is asked by POST, with content. A request becomes a value of it when its head is right, before any
/// content is read; the rest is done by a worker.
protocol ContentResource: Sendable {
    /// - Parameter isAwaited: false when the client has gone; asked now and then, it may cut the work short.
    func response(to content: [UInt8], isAwaited: () -> Bool) throws(Problem) -> Response
}

extension RequestContent {
    /// - Throws: 415 when the content is of another type, charset or coding (RFC 9110 §15.5.16).
    func check(_ request: Request) throws(Problem) {
        let names = types.map(\.text).joined(separator: " or ")
        func unsupported(_ detail: String) -> Problem {
            var problem = Problem(.unsupportedMediaType, detail)
            problem.fields = [Field(name: "Accept", value: types.map(\.text).joined(separator: ", "))]
            return problem
        }
        guard let field = request[.contentType] else {
            throw unsupported("Content-Type is missing; send \(names) and say so.")
        }
        guard let type = MediaType(field),
            types.contains(where: { $0.type == type.type && $0.subtype == type.subtype })
        else { throw unsupported("Content-Type is \(field), but only \(names) is read here; send that.") }
        for parameter in type.parameters where parameter.name == "charset" && parameter.value.lowercased() != "utf-8" {
            throw unsupported("The charset is \(parameter.value), but only utf-8 is read here; convert the content.")
        }
        let codings = request["Content-Encoding"] ?? ""
        let isCoded = codings.split(separator: ",").contains { coding in
            !["", "identity"].contains(coding.filter { !$0.isWhitespace }.lowercased())
        }
        if isCoded {
            var problem = Problem(
                .unsupportedMediaType, "Content-Encoding is \(codings), but no coded content is read; send it as it is."
            )
            // Which tells a client that the coding is to blame, not the type.
            problem.fields = [Field(name: "Accept-Encoding", value: "identity")]
            throw problem
        }
    }
}

extension API {
    /// What a resource wants of a request with content, or why it does not.
    /// - Parameter make: the resource, from the head of the request.
    func demand(
        _ content: RequestContent, _ request: Request, _ make: () throws(Problem) -> any ContentResource
    ) -> Reception {
        let resource: any ContentResource
        do throws(Problem) {
            try content.check(request)
            resource = try make()
        } catch {
            return .refusal(error.response(instance: request.target))
        }
        let (worker, target) = (options.worker, request.target)
        return .content(
            ContentDemand(bound: content.bound) { octets, responder in
                let isTaken = worker.run {
                    // Who has gone while this waited needs no answer.
                    guard responder.isAwaited else { return }
                    do throws(Problem) {
                        responder.respond(try resource.response(to: octets, isAwaited: { responder.isAwaited }))
                    } catch {
                        responder.respond(error.response(instance: target))
                    }
                }
                if !isTaken { responder.respond(Problem.busy.response(instance: target)) }
            })
    }
}

extension Problem {
    fileprivate static var busy: Problem {
        var problem = Problem(.serviceUnavailable, "Too many requests of this kind are being worked on; ask again.")
        problem.fields = [Field(name: "Retry-After", value: "1")]
        return problem
    }

    static func isOff(_ setting: String) -> Problem {
        Problem(.notFound, "This server does not offer that: its setting \(setting) is off.")
    }
}

extension Accept {
    /// - Throws: 406 for a client that does not take the one type there is.
    static func require(_ type: MediaType, _ request: Request) throws(Problem) {
        guard best(of: [type], accept: request[.accept]) == nil else { return }
        throw Problem(.notAcceptable, "The answer can be had as \(type.text) only; accept that.")
    }
}

extension Response {
    /// An answer to content, which nobody else will send alike.
    static func unstored(_ json: [UInt8]) -> Response {
        var response = Response(.ok, .json, json)
        response.fields += [Field(name: "Cache-Control", value: "no-store"), .varies]
        response.gzip = .onDemand
        return response
    }
}

/// Where work is done that would keep the threads of the connections too long.
package struct Worker: Sendable {
    private let start: @Sendable (@escaping @Sendable () -> Void) -> Bool

    /// - Parameter start: does what it is given, now or later, or returns false: there is too much already.
    package init(start: @escaping @Sendable (@escaping @Sendable () -> Void) -> Bool) { self.start = start }

    /// Does it at once.
    package static let immediate = Worker { work in
        work()
        return true
    }

    func run(_ work: @escaping @Sendable () -> Void) -> Bool { start(work) }
}
