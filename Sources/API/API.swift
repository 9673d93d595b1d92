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
        /// Whether names are matched (`/match`).
        package var isMatching = true
        /// Whether assistants are served (`/mcp`).
        package var isAssisting = true
        /// How reports are read (`/extract`); nil where they are not.
        package var extraction: ReportExtraction?
        /// The text of `/metrics`, made anew each time on the caller's thread; nil where it is not offered.
        package var metrics: (@Sendable () -> [UInt8])?
        /// Does what content asks for.
        package var worker = Worker.immediate
        /// Whom this is for.
        package var audience = Audience.everyone
        /// What the server tells of itself; asked on the loops' threads, so that it must not block.
        package var status: @Sendable () -> ServerStatus = { ServerStatus() }

        package init(version: String, origins: [String] = ["*"], readiness: Readiness = Readiness()) {
            self.version = version
            self.origins = origins
            self.readiness = readiness
        }
    }

    let catalog: Catalog
    let options: Options
    private let files: PublicFiles
    private let routes: [Route]
    private let router: Router
    private let commonFields: CommonFields
    private let document = DocumentOfSnapshot()

    package init(catalog: Catalog, files: PublicFiles, options: Options) {
        self.catalog = catalog
        self.files = files
        self.options = options
        routes = Routes.of(options.audience)
        router = Router(routes)
        commonFields = CommonFields(origins: options.origins)
    }

    /// The media types on whose ranking by Accept an answer may depend.
    package var offers: [MediaType] { Format.allCases.map(\.mediaType) }

    /// The request fields on which an answer may depend, beside the target and Accept.
    package var negotiationFields: [FieldName] { commonFields.dependsOnOrigin ? [.origin] : [] }

    /// Where answers come from, by `Response.route`.
    package var routeNames: [String] { ["none", "static"] + routes.map(\.path) }
    private static let staticRoute: UInt16 = 1

    package func receive(_ request: Request) -> Reception {
        var route: UInt16 = 0
        switch outcome(of: request, &route) {
        case .response(let response): return .response(completed(response, for: request, route))
        case .refusal(let response): return .refusal(completed(response, for: request, route))
        case .content(let demand):
            return .content(
                ContentDemand(bound: demand.bound, route: route) { [route] content, responder in
                    demand.take(
                        content,
                        Responder(isAwaited: { responder.isAwaited }) { response in
                            responder.respond(completed(response, for: request, route))
                        })
                })
        }
    }

    /// The answer to a request of which there is the head alone.
    package func respond(to request: Request) -> Response {
        switch receive(request) {
        case .response(let response), .refusal(let response): response
        case .content:
            completed(
                Problem(.badRequest, "There is no content; send what \(request.parsed.rawPath) is to read.")
                    .response(instance: request.target), for: request, 0)
        }
    }

    private func completed(_ response: Response, for request: Request, _ route: UInt16) -> Response {
        var response = response
        response.route = route
        commonFields.add(to: &response, origin: request[.origin])
        return response
    }

    /// The answer to what never became a request, in the same shape as every other error.
    package func refusal(_ status: Status, _ detail: String) -> Response {
        var response = Problem(status, detail).response(instance: nil)
        commonFields.add(to: &response, origin: nil)
        return response
    }

    private func outcome(of request: Request, _ route: inout UInt16) -> Reception {
        do throws(Problem) {
            return try answer(request, &route)
        } catch {
            return .response(error.response(instance: request.target))
        }
    }

    /// - Parameter route: is set once it is known.
    private func answer(_ request: Request, _ route: inout UInt16) throws(Problem) -> Reception {
        if request.method == .unknown {
            throw Problem(
                .notImplemented, "The method \(request.methodName) is not known here. Use GET, HEAD or OPTIONS.")
        }
        if request.target == "*" {
            return .response(commonFields.allowance(of: Routes.methods, for: request))
        }
        if let defect = request.parsed.defects.first(where: { $0.part == .path }) {
            throw Problem(.badRequest, defect.detail)
        }
        let path = request.parsed.path
        if let match = router.match(path), !request.parsed.hasTrailingSlash {
            route = UInt16(match.number + 2)
            if let setting = settingAgainst(match.route.resource) { throw .isOff(setting) }
            if let response = try preliminary(request, match.route.methods) { return .response(response) }
            return try respond(to: match, request)
        }
        if let file = files.file(at: request.parsed) {
            route = Self.staticRoute
            return .response(try preliminary(request, Route.readingMethods) ?? file)
        }
        if let canonical = canonicalPath(of: request.parsed) {
            return .response(.redirect(to: canonical, query: request.parsed.rawQuery))
        }
        throw Problem(
            .notFound, "There is nothing at \(request.parsed.rawPath).",
            suggestion: router.suggestion(for: path))
    }

    /// The answer that a known resource gives to OPTIONS; nil for the methods that it is there for.
    private func preliminary(_ request: Request, _ methods: [Method]) throws(Problem) -> Response? {
        guard methods.contains(request.method) else { throw .methodNotAllowed(request.method, allow: methods) }
        return request.method == .options ? commonFields.allowance(of: methods, for: request) : nil
    }

    /// The setting that leaves a resource out; nil for what is there.
    private func settingAgainst(_ resource: Resource) -> String? {
        if resource == .match, !options.isMatching { return "match" }
        if resource == .extract, options.extraction == nil { return "extract" }
        if resource == .assistant, !options.isAssisting { return "mcp" }
        return nil
    }

    private func openAPIDocument(of snapshot: Snapshot) -> [UInt8] {
        let routes = routes.filter { route in
            settingAgainst(route.resource) == nil && (route.resource != .metrics || options.metrics != nil)
        }
        var document = OpenAPIDocument(routes, snapshot, options)
        return document.json()
    }

    private func respond(to match: Router.Match, _ request: Request) throws(Problem) -> Reception {
        let snapshot = catalog.current
        let resource = match.route.resource
        switch resource {
        case .collection(let name):
            return .response(try ListResource(name, snapshot).response(to: request))
        case .item(let name):
            return .response(try ItemResource(name, snapshot).response(to: request, id: match.id))
        case .related(let name, let parent):
            return .response(try ListResource(name, snapshot).response(to: request, of: match.id, in: parent))
        case .search: return .response(try SearchResource(snapshot).response(to: request))
        case .suggestions: return .response(try SuggestResource(snapshot).response(to: request))
        case .matrix: return .response(try MatrixResource(snapshot).response(to: request))
        case .timeline: return .response(try TimelineResource(snapshot).response(to: request))
        case .graph: return .response(try GraphResource(snapshot).response(to: request))
        case .vocabularies: return .response(try VocabularyResource(snapshot).list(request))
        case .vocabulary: return .response(try VocabularyResource(snapshot).one(request, name: match.id))
        case .changes: return .response(try ChangesResource(catalog.state).response(to: request))
        case .events: return .response(try EventsResource(catalog).response(to: request))
        case .feed(let form):
            return .response(try FeedResource(snapshot, publicURL: options.publicURL).response(to: request, form))
        case .export:
            return .response(
                try ExportResource(snapshot, version: options.version).response(to: request, file: match.id))
        case .health, .readiness, .version, .status:
            return .response(try OperationsResource(snapshot, options).response(to: request, resource))
        case .metrics:
            guard let metrics = options.metrics else {
                throw Problem(.notFound, "This server tells its metrics elsewhere, or not at all.")
            }
            return .response(try MetricsResource(text: metrics).response(to: request))
        case .reload:
            guard case .operators(let reload) = options.audience else { throw .isOff("admin-port") }
            return try ReloadResource.reception(of: request, reload)
        case .openAPI:
            let resource = OpenAPIResource(document: document)
            return .response(try resource.response(to: request, snapshot, make: openAPIDocument(of:)))
        case .match:
            return demand(MatchResource.content, request) { () throws(Problem) in try MatchResource(request, snapshot) }
        case .assistant:
            return demand(AssistantResource.content, request) { () throws(Problem) in
                try AssistantResource(request, snapshot, options)
            }
        case .extract:
            guard let extraction = options.extraction else { throw .isOff("extract") }
            return demand(ExtractResource.content, request) { () throws(Problem) in
                try ExtractResource(request, snapshot.register.vocabulary, extraction)
            }
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
