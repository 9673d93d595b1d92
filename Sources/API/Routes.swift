internal import HTTP
internal import Search

/// What a path stands for.
enum Resource: Sendable, Equatable {
    case collection(CollectionName)
    case item(CollectionName)
    /// The records of a collection that refer to one of another: `/partners/{id}/dialogues`.
    case related(CollectionName, to: CollectionName)
    /// A whole collection as a file.
    case export
    case matrix, timeline, graph
    case vocabularies, vocabulary
    case changes, events
    case feed(FeedForm)
    case search
    case suggestions
    case match
    case extract
    /// The Model Context Protocol.
    case assistant
    case health
    case readiness
    case version
    case status
    case metrics
    case reload
    case openAPI
}

/// One line of the table: a path whose segments are literals or names in braces, and what it stands for.
struct Route: Sendable {
    let path: String
    let resource: Resource
    let summary: String
    /// Of what is asked by POST.
    var content: RequestContent?

    /// The one that a client would use.
    var method: Method { content == nil && resource != .reload ? .get : .post }
    var methods: [Method] { method == .get ? Self.readingMethods : [.post, .options] }
    static let readingMethods: [Method] = [.get, .head, .options]

    var segments: [Substring] { path.split(separator: "/") }
}

/// Every path of the API, on one screen. Those without content answer GET, HEAD and OPTIONS, but for the one that reloads.
/// Files of `Public/` come after.
enum Routes {
    static let all: [Route] =
        CollectionName.allCases.flatMap { name in
            [
                Route(path: "/\(name.rawValue)", resource: .collection(name), summary: "List \(name.rawValue)"),
                Route(path: "/\(name.rawValue)/{id}", resource: .item(name), summary: "One of \(name.rawValue)"),
            ]
        }
        + [
            related(.dialogues, to: .partners), related(.agreements, to: .partners),
            related(.partnerships, to: .partners), related(.commitments, to: .partners),
            related(.people, to: .partners),
            related(.dialogues, to: .topics), related(.agreements, to: .topics), related(.commitments, to: .topics),
            related(.dialogues, to: .documents), related(.agreements, to: .documents),
            related(.commitments, to: .documents), related(.dialogues, to: .series),
        ]
        + [
            Route(path: "/matrix", resource: .matrix, summary: "How often values of two fields occur together"),
            Route(path: "/timeline", resource: .timeline, summary: "How many records there are in each interval"),
            Route(path: "/graph", resource: .graph, summary: "Who takes part with whom"),
            Route(path: "/vocabularies", resource: .vocabularies, summary: "The lists of words that fields take"),
            Route(path: "/vocabularies/{name}", resource: .vocabulary, summary: "One of them, with its terms"),
            Route(path: "/changes", resource: .changes, summary: "What has changed since a generation"),
            Route(path: "/events", resource: .events, summary: "Changes of the register as they happen"),
            Route(path: "/feed.json", resource: .feed(.json), summary: "The newest dialogues for a feed reader"),
            Route(path: "/feed.atom", resource: .feed(.atom), summary: "The same as Atom"),
            Route(path: "/search", resource: .search, summary: "Full text over all records, best first"),
            Route(path: "/suggest", resource: .suggestions, summary: "Names that begin so, for a search box"),
            Route(path: "/export/{type}.{format}", resource: .export, summary: "A whole collection as a file"),
            Route(
                path: "/match", resource: .match, summary: "Which records names may mean",
                content: MatchResource.content),
            Route(
                path: "/extract", resource: .extract, summary: "The register file of a report",
                content: ExtractResource.content),
            Route(
                path: "/mcp", resource: .assistant, summary: "Tools for assistants (Model Context Protocol)",
                content: AssistantResource.content),
            Route(path: "/healthz", resource: .health, summary: "Whether the process is alive"),
            Route(path: "/readyz", resource: .readiness, summary: "Whether requests should be sent here"),
            Route(path: "/version", resource: .version, summary: "Which program and which register this is"),
            Route(path: "/statusz", resource: .status, summary: "What this server is doing, and what is wrong"),
            Route(path: "/metrics", resource: .metrics, summary: "What this server counts, for Prometheus"),
            Route(path: "/openapi.json", resource: .openAPI, summary: "This API as an OpenAPI 3.1 document"),
        ]

    /// What operators have on a listener of their own, with the one path that is nowhere else.
    private static let operations =
        all.filter { $0.resource.group == Resource.operations }
        + [Route(path: "/-/reload", resource: .reload, summary: "Read the register anew")]

    static func of(_ audience: Audience) -> [Route] {
        switch audience {
        case .everyone: all
        case .clients: all.filter { !$0.resource.isForOperators }
        case .operators: operations
        }
    }

    /// What some path or other answers.
    static let methods = Method.allCases.filter { method in all.contains { $0.methods.contains(method) } }

    private static func related(_ name: CollectionName, to parent: CollectionName) -> Route {
        Route(
            path: "/\(parent.rawValue)/{id}/\(name.rawValue)", resource: .related(name, to: parent),
            summary: "List \(name.rawValue) of one of \(parent.rawValue)")
    }
}
