internal import HTTP
internal import Records
internal import Search

/// The OpenAPI 3.1 document: the table of routes with what each of them reads and answers.
struct OpenAPIDocument {
    private let snapshot: Snapshot
    private let options: API.Options
    private let routes: [Route]
    private var parameters: ParameterTable

    /// - Parameter routes: those that are on.
    init(_ routes: [Route], _ snapshot: Snapshot, _ options: API.Options) {
        self.routes = routes
        self.snapshot = snapshot
        self.options = options
        parameters = ParameterTable(snapshot.register.vocabulary.terms)
    }

    mutating func json() -> [UInt8] {
        let paths = routes.map { JSONTree.Member(name: $0.path, value: path($0)) }
        let document: JSONTree = [
            "openapi": "3.1.0", "info": info, "servers": [["url": .string(options.publicURL ?? "/")]],
            "security": [], "tags": .array(Resource.groups.map(tag)), "paths": .object(paths),
            "components": components,
        ]
        var json: [UInt8] = []
        json.append(tree: document)
        json.append(UInt8(ascii: "\n"))
        return json
    }

    private var info: JSONTree {
        [
            "title": "Entente", "version": .string(options.version),
            "summary": "A cited register of international security dialogues",
            "description":
                """
            Who met whom, at what level, on which topics, and what they agreed; each field with the words of the report \
            that state it. Paths that answer GET answer HEAD, all answer OPTIONS, and pages of any origin may read them \
            unless the server is set otherwise. A parameter that is unknown, or a value that is wrong, is 400 with \
            what may have been meant; nothing is silently ignored. Lists in the query are parted by commas, or the \
            parameter is repeated.
            """,
            "license": ["name": "Apache 2.0", "identifier": "Apache-2.0"],
        ]
    }

    private func tag(_ group: (name: String, summary: String)) -> JSONTree {
        ["name": .string(group.name), "description": .string(group.summary)]
    }

    // MARK: Operations

    private mutating func path(_ route: Route) -> JSONTree {
        let inPath = pathParameters(of: route)
        let method = route.method
        return .object([
            .init(name: "x-allow", value: .strings(route.methods.map(\.name))),
            .init(name: method.name.lowercased(), value: operation(route, method, inPath)),
        ])
    }

    private mutating func operation(_ route: Route, _ method: Method, _ inPath: [JSONTree]) -> JSONTree {
        var all = inPath
        for parameter in route.resource.parameters(in: snapshot) {
            all.append(parameters.reference(to: parameter, of: route.path))
        }
        for (name, summary) in Self.requestFields(of: route.resource) {
            let field: JSONTree = [
                "name": .string(name), "in": "header", "description": .string(summary), "schema": .text,
            ]
            all.append(parameters.reference(to: field, named: name, of: route.path))
        }
        let operation: JSONTree = [
            "operationId": .string(Self.identifier(of: route, method)), "summary": .string(route.summary),
            "tags": [.string(route.resource.group)],
        ]
        return operation.adding([
            "parameters": all.isEmpty ? nil : .array(all), "requestBody": route.content.map(requestBody),
            "responses": .object(responses(of: route.resource)),
        ])
    }

    /// `GET /partners/{id}/dialogues` → `getPartnersByIdDialogues`
    static func identifier(of route: Route, _ method: Method) -> String {
        route.path.split { "/.".contains($0) }.reduce(method.name.lowercased()) { name, part in
            let word = part.filter { !"{}".contains($0) }
            return name + (part.hasPrefix("{") ? "By" : "") + English.label(of: word)
        }
    }

    private static func requestFields(of resource: Resource) -> [(name: String, summary: String)] {
        if resource == .events { return [("Last-Event-ID", "The last generation that the client has been told")] }
        return resource.isValidated ? [("If-None-Match", "Entity tags of answers the client has: then 304")] : []
    }

    private func requestBody(_ content: RequestContent) -> JSONTree {
        let types = content.types.map { type -> JSONTree.Member in
            let schema: JSONTree
            if type == .json {
                schema = .closed(
                    content.members.map { member in
                        JSONTree.Member(
                            name: member.name,
                            value: parameters.schema(member).adding(["description": .string(member.summary)]))
                    }, required: content.members.filter(\.isRequired).map(\.name), isOpen: content.isOpen)
            } else {
                schema = ["type": "string", "minLength": 1]
            }
            return JSONTree.Member(
                name: "\(type.type)/\(type.subtype)", value: ["schema": schema, "example": content.example])
        }
        return [
            "required": true, "description": .string("\(content.summary); at most \(content.bound) octets"),
            "content": .object(types),
        ]
    }

    // MARK: Answers

    private func responses(of resource: Resource) -> [JSONTree.Member] {
        let types = resource.representations(in: snapshot).map { type, schema in
            JSONTree.Member(name: type.text, value: ["schema": schema])
        }
        let fields = resource.fields.map { name in
            JSONTree.Member(name: name, value: ["$ref": .string("#/components/headers/\(name)")])
        }
        let links = resource.links.compactMap { link -> JSONTree.Member? in
            guard let target = routes.first(where: { $0.path == link.path }) else { return nil }
            let id = Self.identifier(of: target, .get)
            return JSONTree.Member(
                name: id,
                value: [
                    "operationId": .string(id),
                    "parameters": .object([.init(name: link.parameter, value: .string(link.value))]),
                ])
        }
        let success: JSONTree = ["description": "OK", "headers": .object(fields), "content": .object(types)]
        let others = resource.statuses.map { status -> JSONTree.Member in
            let response: JSONTree =
                resource.saysItself(status)
                ? ["description": .string(status.reason), "content": .object(types + [Self.problem])]
                : ["$ref": .string("#/components/responses/\(Self.name(of: status))")]
            return JSONTree.Member(name: String(status.code), value: response)
        }
        return [JSONTree.Member(name: "200", value: success.adding(["links": links.isEmpty ? nil : .object(links)]))]
            + others
    }

    /// `Bad Request` → `BadRequest`
    private static func name(of status: Status) -> String { status.reason.filter { $0 != " " } }

    private var components: JSONTree {
        let schemas = RecordSchemas(snapshot.register.vocabulary).components + AnswerSchemas.components
        let statuses = routes.flatMap(\.resource.statuses).reduce(into: [Status]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        return [
            "schemas": .object(schemas.map { JSONTree.Member(name: $0.name, value: $0.schema) }),
            "parameters": .object(parameters.components),
            "headers": .object(
                Self.headers.map { name, summary in
                    JSONTree.Member(name: name, value: ["description": .string(summary), "schema": .text])
                }),
            "responses": .object(
                statuses.sorted { $0.code < $1.code }.map { status in
                    JSONTree.Member(name: Self.name(of: status), value: Self.response(status))
                }),
        ]
    }

    private static let headers: [(String, String)] = [
        ("ETag", "Of this representation; a strong validator"), ("Last-Modified", "When the register last changed"),
        ("Cache-Control", "How long the answer may be kept"), ("Link", "The next page (RFC 8288), where there is one"),
        ("Content-Disposition", "The name of the file"), ("Location", "The path of the same resource by its id"),
        ("Retry-After", "Seconds after which to ask again"), ("Accept", "What content may be of"),
    ]

    private static let problem = JSONTree.Member(
        name: MediaType.problem.text, value: ["schema": .schema("Problem")])

    private static func response(_ status: Status) -> JSONTree {
        let fields: [String] =
            switch status {
            case .notModified: ["ETag"]
            case .permanentRedirect: ["Location"]
            case .tooManyRequests, .serviceUnavailable: ["Retry-After"]
            case .unsupportedMediaType: ["Accept"]
            default: []
            }
        let response: JSONTree = ["description": .string(status.reason)]
        return response.adding([
            "headers": fields.isEmpty
                ? nil
                : .object(fields.map { .init(name: $0, value: ["$ref": .string("#/components/headers/\($0)")]) }),
            "content": status.code < 400 ? nil : .object([problem]),
        ])
    }

    // MARK: Names in the path

    private mutating func pathParameters(of route: Route) -> [JSONTree] {
        route.path.split(separator: "{").dropFirst().map { part in
            let name = String(part.prefix { $0 != "}" })
            let object: JSONTree = [
                "name": .string(name), "in": "path", "required": true,
                "description": .string(Self.meaning(of: name, route.resource)),
            ]
            let (schema, example) = values(of: name, route.resource)
            return parameters.reference(
                to: object.adding(["schema": schema, "example": example.map(JSONTree.string)]), named: name,
                of: route.path)
        }
    }

    private static func meaning(of name: String, _ resource: Resource) -> String {
        switch name {
        case "type": "The collection"
        case "format": "How it is written"
        case "name": "The id of the list"
        default: "The record's id; any name that means one record is redirected there"
        }
    }

    private func values(of name: String, _ resource: Resource) -> (schema: JSONTree, example: String?) {
        func one(of collection: CollectionName) -> (JSONTree, String?) {
            let kind = collection.recordType?.rawValue ?? collection.rawValue
            return (
                ["type": "string", "minLength": 1, "format": .string("\(kind)-id")],
                snapshot.collection(collection).entries.first?.id
            )
        }
        switch resource {
        case .item(let collection): return one(of: collection)
        case .related(_, let parent): return one(of: parent)
        case .vocabulary:
            let ids = VocabularyList.ids(in: snapshot)
            return (.oneOf(ids), ids.first)
        default:
            let words = name == "format" ? Format.allCases.map(\.rawValue) : CollectionName.allCases.map(\.rawValue)
            return (.oneOf(words), words.first)
        }
    }
}
