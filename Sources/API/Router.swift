internal import HTTP
internal import Records

/// Finds the resource of a path. A literal segment goes before one in braces; case counts.
struct Router: Sendable {
    struct Match {
        let route: Route
        /// Its place in the list that the router was made of.
        let number: Int
        /// What stands at the segment in braces, decoded.
        let id: String
    }

    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var wildcard: Int?
        var route: (value: Route, number: Int)?
    }

    private var nodes = [Node()]

    init(_ routes: [Route]) {
        for (number, route) in routes.enumerated() {
            var place = 0
            for segment in route.segments { place = child(of: place, String(segment)) }
            nodes[place].route = (route, number)
        }
    }

    private mutating func child(of place: Int, _ segment: String) -> Int {
        let isWildcard = segment.hasPrefix("{")
        let known = isWildcard ? nodes[place].wildcard : nodes[place].literals[segment]
        if let known { return known }
        nodes.append(Node())
        let new = nodes.count - 1
        if isWildcard { nodes[place].wildcard = new } else { nodes[place].literals[segment] = new }
        return new
    }

    func match(_ path: [String]) -> Match? {
        var place = 0
        var id = ""
        for segment in path {
            if let literal = nodes[place].literals[segment] {
                place = literal
            } else if let wildcard = nodes[place].wildcard, !segment.isEmpty {
                place = wildcard
                id = segment
            } else {
                return nil
            }
        }
        return nodes[place].route.map { Match(route: $0.value, number: $0.number, id: id) }
    }

    /// The path that may have been meant: at each segment the nearest literal, as far as there is one.
    func suggestion(for path: [String]) -> String? {
        var place = 0
        var suggestion = ""
        var known: String?
        for segment in path {
            let literals = nodes[place].literals
            if let near = Suggestion.nearest(to: segment, among: literals.keys.sorted()), let next = literals[near] {
                (place, suggestion) = (next, suggestion + "/" + near)
            } else if let wildcard = nodes[place].wildcard, !segment.isEmpty {
                (place, suggestion) = (wildcard, suggestion + "/" + PercentCoding.encode(segment))
            } else {
                break
            }
            if nodes[place].route != nil { known = suggestion }
        }
        return known
    }
}
