internal import HTTP
internal import Records
internal import Search

enum FeedForm: Sendable, Equatable, CaseIterable {
    case json, atom

    var mediaType: MediaType { self == .json ? .jsonFeed : .atom }
}

/// The newest dialogues for feed readers, filtered as a list is: JSON Feed 1.1 and Atom (RFC 4287).
struct FeedResource {
    private let snapshot: Snapshot
    private let publicURL: String?

    /// - Parameter publicURL: see `API.Options.publicURL`.
    init(_ snapshot: Snapshot, publicURL: String?) {
        self.snapshot = snapshot
        self.publicURL = publicURL
    }

    func response(to request: Request, _ form: FeedForm) throws(Problem) -> Response {
        let parameters = try CollectionParameters(
            request.parsed, .dialogues, in: snapshot, own: ParameterValues(request.parsed, by: []), general: ["q"])
        let root = try request.root(publicURL: publicURL)
        let feed = Feed(parameters.query, rawQuery: request.parsed.rawQuery, in: snapshot)
        let address = root + PageLinks(cursor: nil, target: request.parsed).own
        let content =
            switch form {
            case .json: FeedText.json(feed, root: root, address: address)
            case .atom: FeedText.atom(feed, root: root, address: address)
            }
        var response = Response.cacheable(
            form.mediaType.text, content, modified: snapshot.modified,
            fields: [Field(name: "Vary", value: "Accept-Encoding")])
        // Else its links depend on the host that was asked, which remembered answers do not know.
        response.isMemoizable = publicURL != nil
        return response
    }
}
