internal import HTTP

/// Which pages may send messages of the Model Context Protocol. Its transport demands this against DNS rebinding, by
/// which a page reaches a server of its reader's network under the page's own name. So `*`, which lets all pages read, is
/// not enough here.
struct OriginCheck {
    private let allowed: [String]
    private static let thisMachine = ["localhost", "127.0.0.1", "[::1]"]

    init(_ options: API.Options) {
        allowed = (options.origins + [options.publicURL.map(Self.origin)].compactMap { $0 }).filter { $0 != "*" }
    }

    /// - Throws: 403 for a page from elsewhere. Programs send no Origin and are let in.
    func check(_ request: Request) throws(Problem) {
        guard let origin = request[.origin] else { return }
        guard allowed.contains(origin) || Self.isThisMachine(origin) else {
            throw Problem(
                .forbidden,
                "Pages of \(origin) may send no messages here; add it to the server's setting cors-origins, by name.")
        }
    }

    private static func isThisMachine(_ origin: String) -> Bool {
        guard let rest = ["http://", "https://"].first(where: origin.hasPrefix).map({ origin.dropFirst($0.count) })
        else { return false }
        return thisMachine.contains { host in
            rest.hasPrefix(host)
                && (rest.count == host.count
                    || rest.dropFirst(host.count).first == ":" && rest.dropFirst(host.count + 1).allSatisfy(\.isNumber))
        }
    }

    /// The scheme and the authority of an address (RFC 6454 §6.2).
    private static func origin(of address: String) -> String {
        let parts = address.split(separator: "/", omittingEmptySubsequences: false)
        return parts.prefix(3).joined(separator: "/")
    }
}
