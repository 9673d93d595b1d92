internal import Records

/// Finds the resource of a path. A literal segment goes before `{id}`; case counts.
struct Router: Sendable {
    struct Match: Equatable {
        let resource: Resource
        /// What stands at `{id}`, decoded.
        let id: String
    }

    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var wildcard: Int?
        var resource: Resource?
    }

    private var nodes = [Node()]
    private let paths: [String]

    init(_ routes: [Route]) {
        paths = routes.map(\.path)
        for route in routes {
            var place = 0
            for segment in route.segments { place = child(of: place, String(segment)) }
            nodes[place].resource = route.resource
        }
    }

    private mutating func child(of place: Int, _ segment: String) -> Int {
        let known = segment == "{id}" ? nodes[place].wildcard : nodes[place].literals[segment]
        if let known { return known }
        nodes.append(Node())
        let new = nodes.count - 1
        if segment == "{id}" { nodes[place].wildcard = new } else { nodes[place].literals[segment] = new }
        return new
    }

    func match(_ path: [String]) -> Match? {
        var place = 0
        var id = ""
        for segment in path {
            if let literal = nodes[place].literals[segment] {
                place = literal
            } else if let wildcard = nodes[place].wildcard {
                place = wildcard
                id = segment
            } else {
                return nil
            }
        }
        return nodes[place].resource.map { Match(resource: $0, id: id) }
    }

    /// The path that may have been meant: the nearest route, with the id that was given put in its place.
    func suggestion(for path: [String]) -> String? {
        guard let first = path.first else { return nil }
        let collections = paths.filter { !$0.dropFirst().contains("/") }.map { String($0.dropFirst()) }
        guard let nearest = Suggestion.nearest(to: first, among: collections) else { return nil }
        return "/" + ([nearest] + path.dropFirst().prefix(nearest == first ? 1 : 2)).joined(separator: "/")
    }
}
