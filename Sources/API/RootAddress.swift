internal import HTTP

extension Request {
    /// Where the root is for clients, without a slash at the end, for links that are kept apart from where they were had
    /// from. What a proxy says of the request is not asked: anybody can say it.
    /// - Parameter publicURL: see `API.Options.publicURL`.
    func root(publicURL: String?) throws(Problem) -> String {
        if let publicURL { return publicURL }
        if let authority, !authority.isEmpty { return "\(isSecure ? "https" : "http")://\(authority)" }
        throw Problem(.badRequest, "The links in the answer need to know the host; send a Host field.")
    }
}
