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
    case match
    case extract
    case health
    case readiness
    case version
}

/// One line of the table: a path whose segments are literals or names in braces, and what it stands for.
struct Route: Sendable {
    let path: String
    let resource: Resource
    let summary: String
    /// Of what is asked by POST.
    var content: RequestContent?

    var methods: [Method] { content == nil ? Self.readingMethods : [.post, .options] }
    static let readingMethods: [Method] = [.get, .head, .options]

    var segments: [Substring] { path.split(separator: "/") }
}

/// Every path of the API, on one screen. Those without content answer GET, HEAD and OPTIONS. Files of `Public/` come after.
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
            related(.commitments, to: .partners), related(.people, to: .partners),
            related(.dialogues, to: .topics),
        ]
        + [
            Route(path: "/export/{type}.{format}", resource: .export, summary: "A whole collection as a file"),
            Route(
                path: "/match", resource: .match, summary: "Which records names may mean",
                content: MatchResource.content),
            Route(
                path: "/extract", resource: .extract, summary: "The register file of a report",
                content: ExtractResource.content),
            Route(path: "/healthz", resource: .health, summary: "Whether the process is alive"),
            Route(path: "/readyz", resource: .readiness, summary: "Whether requests should be sent here"),
            Route(path: "/version", resource: .version, summary: "Which program and which register this is"),
        ]

    /// What some path or other answers.
    static let methods = Method.allCases.filter { method in all.contains { $0.methods.contains(method) } }

    private static func related(_ name: CollectionName, to parent: CollectionName) -> Route {
        Route(
            path: "/\(parent.rawValue)/{id}/\(name.rawValue)", resource: .related(name, to: parent),
            summary: "List \(name.rawValue) of one of \(parent.rawValue)")
    }
}
