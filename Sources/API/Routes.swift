internal import Search

/// What a path stands for.
enum Resource: Sendable, Equatable {
    case collection(CollectionName)
    case item(CollectionName)
    /// The records of a collection that refer to one of another: `/partners/{id}/dialogues`.
    case related(CollectionName, to: CollectionName)
    /// A whole collection as a file.
    case export
    case search
    case suggestions
    case health
    case readiness
    case version
}

/// One line of the table: a path whose segments are literals or names in braces, and what it stands for.
struct Route: Sendable {
    let path: String
    let resource: Resource
    let summary: String

    var segments: [Substring] { path.split(separator: "/") }
}

/// Every path of the API, on one screen. All of them answer GET, HEAD and OPTIONS. Files of `Public/` come after.
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
            Route(path: "/search", resource: .search, summary: "Full text over all records, best first"),
            Route(path: "/suggest", resource: .suggestions, summary: "Names that begin so, for a search box"),
            Route(path: "/export/{type}.{format}", resource: .export, summary: "A whole collection as a file"),
            Route(path: "/healthz", resource: .health, summary: "Whether the process is alive"),
            Route(path: "/readyz", resource: .readiness, summary: "Whether requests should be sent here"),
            Route(path: "/version", resource: .version, summary: "Which program and which register this is"),
        ]

    private static func related(_ name: CollectionName, to parent: CollectionName) -> Route {
        Route(
            path: "/\(parent.rawValue)/{id}/\(name.rawValue)", resource: .related(name, to: parent),
            summary: "List \(name.rawValue) of one of \(parent.rawValue)")
    }
}
