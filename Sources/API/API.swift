package import HTTP
internal import Records
package import Search

/// The API as a function from request to response: everything but the sockets.
package struct API: Sendable {
    /// What distinguishes one running server from another, for `/version` and `/readyz`.
    package struct Options: Sendable {
        package var version: String
        /// Origins that browsers may read from; `*` is everyone.
        package var origins: [String]
        package var readiness: Readiness
        /// Where the root is for clients, without a slash at the end; nil: where the request says.
        package var publicURL: String?

        package init(version: String, origins: [String] = ["*"], readiness: Readiness = Readiness()) {
            self.version = version
            self.origins = origins
            self.readiness = readiness
        }
    }

    /// Methods that every resource allows: the register is read-only.
    static let methods: [Method] = [.get, .head, .options]

    let catalog: Catalog
    let options: Options
    private let files: PublicFiles
    private let router = Router(Routes.all)
    private let commonFields: CommonFields

    package init(catalog: Catalog, files: PublicFiles, options: Options) {
        self.catalog = catalog
        self.files = files
        self.options = options
        commonFields = CommonFields(origins: options.origins)
    }

    /// The media types on whose ranking by Accept an answer may depend.
    package var offers: [MediaType] { Format.allCases.map(\.mediaType) }

    /// The request fields on which an answer may depend, beside the target and Accept.
    package var negotiationFields: [FieldName] { commonFields.dependsOnOrigin ? [.origin] : [] }

    package func respond(to request: Request) -> Response {
        var response: Response
        do {
            response = try answer(request)
        } catch {
            response = error.response(instance: request.target)
        }
        commonFields.add(to: &response, origin: request[.origin])
        return response
    }

    /// The answer to what never became a request, in the same shape as every other error.
    package func refusal(_ status: Status, _ detail: String) -> Response {
        var response = Problem(status, detail).response(instance: nil)
        commonFields.add(to: &response, origin: nil)
        return response
    }

    private func answer(_ request: Request) throws(Problem) -> Response {
        if request.method == .unknown {
            throw Problem(
                .notImplemented, "The method \(request.methodName) is not known here. Use GET, HEAD or OPTIONS.")
        }
        if request.target == "*" { return commonFields.allowance(of: Self.methods, for: request) }
        if let defect = request.parsed.defects.first(where: { $0.part == .path }) {
            throw Problem(.badRequest, defect.detail)
        }
        let path = request.parsed.path
        if let match = router.match(path), !request.parsed.hasTrailingSlash {
            if let response = try preliminary(request) { return response }
            return try respond(to: match, request)
        }
        if let file = files.file(at: request.parsed) {
            if let response = try preliminary(request) { return response }
            return file
        }
        if let canonical = canonicalPath(of: request.parsed) {
            return .redirect(to: canonical, query: request.parsed.rawQuery)
        }
        throw Problem(
            .notFound, "There is nothing at \(request.parsed.rawPath).",
            suggestion: router.suggestion(for: path))
    }

    /// The answer that a known resource gives to a method other than GET and HEAD; nil for those.
    private func preliminary(_ request: Request) throws(Problem) -> Response? {
        switch request.method {
        case .get, .head: return nil
        case .options: return commonFields.allowance(of: Self.methods, for: request)
        default: throw .methodNotAllowed(request.method, allow: Self.methods)
        }
    }

    private func respond(to match: Router.Match, _ request: Request) throws(Problem) -> Response {
        let snapshot = catalog.current
        switch match.resource {
        case .collection(let name):
            return try ListResource(name, snapshot).response(to: request)
        case .item(let name):
            return try ItemResource(name, snapshot).response(to: request, id: match.id)
        case .related(let name, let parent):
            return try ListResource(name, snapshot).response(to: request, of: match.id, in: parent)
        case .matrix: return try MatrixResource(snapshot).response(to: request)
        case .timeline: return try TimelineResource(snapshot).response(to: request)
        case .graph: return try GraphResource(snapshot).response(to: request)
        case .vocabularies: return try VocabularyResource(snapshot).list(request)
        case .vocabulary: return try VocabularyResource(snapshot).one(request, name: match.id)
        case .changes: return try ChangesResource(catalog.state).response(to: request)
        case .feed(let form):
            return try FeedResource(snapshot, publicURL: options.publicURL).response(to: request, form)
        case .events: return try EventsResource(catalog).response(to: request)
        case .export:
            return try ExportResource(snapshot, version: options.version).response(to: request, file: match.id)
        case .search:
            return try SearchResource(snapshot).response(to: request)
        case .suggestions:
            return try SuggestResource(snapshot).response(to: request)
        case .health, .readiness, .version:
            return try OperationsResource(snapshot, options).response(to: request, match.resource)
        }
    }

    /// Where the same resource is with or without a slash at the end: routes end without one, folders with one.
    private func canonicalPath(of target: Target) -> String? {
        // Written anew from the decoded segments: nothing a client sent is passed on as it came.
        let path = target.path.reduce("") { $0 + "/" + PercentCoding.encode($1) }
        if target.hasTrailingSlash { return router.match(target.path) == nil ? nil : path }
        return files.isFolder(target) ? path + "/" : nil
    }
}
