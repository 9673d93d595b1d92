internal import HTTP

/// Fields that every response has, whatever it says: security, caching by default, and who may read it from a browser.
struct CommonFields: Sendable {
    private let allowed: Set<String>
    /// A day: preflights need not be repeated sooner.
    private static let preflightAge = "86400"

    let dependsOnOrigin: Bool

    init(origins: [String]) {
        allowed = Set(origins)
        dependsOnOrigin = !origins.contains("*")
    }

    func add(to response: inout Response, origin: String?) {
        response.fields += [
            Field(name: "X-Content-Type-Options", value: "nosniff"),
            Field(name: "Referrer-Policy", value: "no-referrer"),
            Field(name: "Content-Security-Policy", value: "default-src 'self'"),
            Field(name: "Cross-Origin-Resource-Policy", value: "cross-origin"),
        ]
        var vary = response["Vary"].map { [$0] } ?? []
        if dependsOnOrigin { vary.append("Origin") }
        if !vary.isEmpty { response["Vary"] = vary.joined(separator: ", ") }
        guard let reader = dependsOnOrigin ? origin.flatMap({ allowed.contains($0) ? $0 : nil }) : "*" else { return }
        response.fields += [
            Field(name: "Access-Control-Allow-Origin", value: reader),
            Field(
                name: "Access-Control-Expose-Headers",
                value:
                    "Accept-Ranges, Content-Disposition, Content-Range, ETag, Link, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id"
            ),
        ]
    }

    /// The answer to OPTIONS. A CORS preflight (Fetch §4.8) is also told what a page may send; to anybody else these
    /// fields mean nothing.
    func allowance(of methods: [Method], for request: Request) -> Response {
        let names = methods.map(\.name).joined(separator: ", ")
        var response = Response(status: .noContent, fields: [Field(name: "Allow", value: names)])
        guard request[.origin] != nil, request[.accessControlRequestMethod] != nil else { return response }
        response.fields += [
            Field(name: "Access-Control-Allow-Methods", value: names),
            Field(
                name: "Access-Control-Allow-Headers",
                value: "Accept, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range, Last-Event-ID, "
                    + "MCP-Protocol-Version, Mcp-Method, Mcp-Name, Range, X-Request-Id"
            ),
            Field(name: "Access-Control-Max-Age", value: Self.preflightAge),
        ]
        return response
    }
}

extension Field {
    /// On everything that could have been had in another form, errors about it included (RFC 9110 §12.5.5).
    static let varies = Field(name: "Vary", value: "Accept, Accept-Encoding")
}

extension Response {
    /// An answer that is a function of the register and the request: validated by its content, remembered by loops, and
    /// had in the gzip coding, too.
    static func cacheable(
        _ type: String, _ content: [UInt8], gzip: GzipForm = .onDemand, modified: Int64?, fields: [Field] = []
    ) -> Response {
        var response = Response(
            status: .ok, fields: [Field(name: "Content-Type", value: type), revalidated] + fields, content: content)
        response.gzip = gzip
        response.entityTag = EntityTag(hashing: content)
        response.lastModified = modified.map { HTTPDate(secondsSince1970: $0) }
        response.isMemoizable = true
        return response
    }

    /// The same resource under the name that is its own; `path` is encoded already.
    static func redirect(to path: String, query: String?) -> Response {
        Response(
            status: .permanentRedirect,
            fields: [Field(name: "Location", value: path + (query.map { "?\($0)" } ?? "")), revalidated],
            isMemoizable: true)
    }

    static let revalidated = Field(name: "Cache-Control", value: "public, max-age=0, must-revalidate")
}
