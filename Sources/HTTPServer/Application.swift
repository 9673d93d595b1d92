package import HTTP

/// What the server asks for answers: a function from request to response. Everything but the sockets can be built and
/// tested through it. It is called on the loops' threads, several at once, and must not block.
package protocol Application: Sendable {
    /// Changes whenever equal requests may get another answer than before: remembered answers of an older epoch are dropped.
    var epoch: UInt64 { get }
    /// Every media type that Accept is asked about, in the one order in which resources offer them: of Accept a
    /// memoizable answer may depend on nothing but how it ranks these.
    var offers: [MediaType] { get }
    /// The fields besides the target and Accept on which a memoizable answer may depend, as its Vary says.
    var negotiationFields: [FieldName] { get }
    /// Where answers come from, for who counts them: `Response.route` is a place here. The first is for what comes from none.
    var routes: [String] { get }
    /// Which data answers of this epoch are made from; empty where nothing is to be said of it.
    var generation: String { get }
    /// What is to be done about a request, from its head alone.
    func receive(_ request: Request) -> Reception
    /// The answer to a request of which there is the head alone.
    func respond(to request: Request) -> Response
    /// The answer to what the HTTP layer itself refuses, in the application's one shape for errors.
    /// - Parameter detail: what is wrong and what to do, in a sentence.
    func refusal(_ status: Status, _ detail: String) -> Response
}

extension Application {
    package var routes: [String] { ["none"] }
    package var generation: String { "" }

    /// That of an application that wants no content.
    package func receive(_ request: Request) -> Reception { .response(respond(to: request)) }
}
