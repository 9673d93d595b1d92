import Foundation
import Testing

/// The paths that the API answers, as its sources have them.
struct RouteTable {
    let collections: [String]
    /// Segments are literals or names in braces.
    let paths: Set<String>

    init() throws {
        let names = try Repository.text("Sources/Search/CollectionName.swift")
        collections = names.matches(of: /(?m)^    case ([a-z, ]+)$/)
            .flatMap { $0.1.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } }
        try #require(!collections.isEmpty, "CollectionName.swift has no cases where they are looked for")
        let routes = try Repository.text("Sources/API/Routes.swift")
        let related = routes.matches(of: /related\(\.(\w+), to: \.(\w+)\)/).map { "/\($0.2)/{id}/\($0.1)" }
        let literal = routes.matches(of: /path: "(\/[^"\\]*)"/).map { String($0.1) }
        paths = Set(collections.flatMap { ["/\($0)", "/\($0)/{id}"] } + related + literal)
    }

    /// Whether a path, encoded or not, leads to a route or to a file of `Public/`.
    func answers(_ path: String) -> Bool {
        if path.hasSuffix("/") { return Repository.exists("Public\(path)index.html") }
        let segments = path.split(separator: "/")
        let isRoute = paths.contains { template in
            let parts = template.split(separator: "/")
            return parts.count == segments.count && zip(parts, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        return isRoute || ["", ".html"].contains { Repository.exists("Public\(path)\($0)") }
    }
}
