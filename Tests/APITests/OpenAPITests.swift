import HTTP
import Records
import Search
import Testing

@testable import API

/// The document that `/openapi.json` gives, read as its readers do.
struct OpenAPIReader: Sendable {
    let root: JSONNode

    init(_ client: Client) throws { root = try client.json("/openapi.json") }

    func resolved(_ node: JSONNode?) -> JSONNode? {
        guard let reference = node["$ref"].text else { return node }
        return reference.dropFirst(2).split(separator: "/").reduce(root) { $0[String($1)] }
    }

    func operation(of route: Route) -> JSONNode? {
        root["paths"][route.path][route.content == nil ? "get" : "post"]
    }

    func parameters(of route: Route) -> [JSONNode] { operation(of: route)["parameters"].items.compactMap(resolved) }

    func names(of route: Route, in place: String) -> [String] {
        parameters(of: route).filter { Optional($0)["in"].text == place }.compactMap { Optional($0)["name"].text }
    }

    /// A request that is right: the path with the examples of its parameters.
    func target(of route: Route) -> String {
        parameters(of: route).filter { Optional($0)["in"].text == "path" }.reduce(route.path) { path, parameter in
            path.replacing(
                "{\(Optional(parameter)["name"].text ?? "")}",
                with: PercentCoding.encode(Optional(parameter)["example"].text ?? ""))
        }
    }
}

@Suite("The OpenAPI document")
struct OpenAPITests {
    private let client: Client
    private let document: OpenAPIReader

    init() throws {
        client = try Self.client.get()
        document = try OpenAPIReader(client)
    }

    private static let client = Result {
        Client(try FixtureRegister.make()) {
            $0.extraction = ContentTests.extraction
            $0.metrics = { Array("a 1\n".utf8) }
            $0.publicURL = "https://register.example"
        }
    }
    static let routes = Routes.all

    /// Of what a view may be: which parameters it reads depends on that.
    private func choices(_ route: Route) -> [String] {
        let of = document.parameters(of: route).first { Optional($0)["name"].text == "of" }
        return route.resource == .matrix || route.resource == .timeline
            ? Optional(of)?["schema"]["enum"].texts.map { "&of=\($0)" } ?? [] : [""]
    }

    private func answer(_ route: Route, _ query: String) throws -> Response {
        let target = document.target(of: route) + (query.isEmpty ? "" : "?\(query)")
        guard let content = route.content else { return client.get(target) }
        let type = content.types.first?.text
        return try #require(client.post(target, Array("{}".utf8), as: type))
    }

    @Test("it has every route with its methods, and no other path")
    func paths() throws {
        #expect(document.root["paths"]?.names == Self.routes.map(\.path))
        for route in Self.routes {
            let path = document.root["paths"][route.path]
            #expect(path["x-allow"].texts == route.methods.map(\.name))
            #expect(path?.names.filter { $0 != "x-allow" } == [route.content == nil ? "get" : "post"])
        }
        let identifiers = Self.routes.compactMap { document.operation(of: $0)["operationId"].text }
        #expect(Set(identifiers).count == Self.routes.count)
    }

    @Test("every reference leads somewhere, and every parameter is referred to")
    func references() {
        var found: Set<String> = []
        func walk(_ node: JSONNode) {
            if let reference = node["$ref"], let text = Optional(reference).text {
                found.insert(text)
                #expect(document.resolved(node) != nil, "\(text) leads nowhere")
            }
            switch node.value {
            case .object(let members): for member in members { walk(member.node) }
            case .array(let items): for item in items { walk(item) }
            default: break
            }
        }
        walk(document.root)
        for name in document.root["components"]["parameters"]?.names ?? [] {
            #expect(found.contains("#/components/parameters/\(name)"))
        }
    }

    @Test("each parameter that is described is read", arguments: routes)
    func described(route: Route) throws {
        for name in document.names(of: route, in: "query") {
            let isRead = try choices(route).contains { choice in
                let more = name == "of" ? "" : choice
                let errors = try answer(route, "\(PercentCoding.encode(name))=\(more)").json()["errors"].items
                return errors.contains { error in
                    Optional(error)["parameter"].text == name
                        && Optional(error)["detail"].text?.hasPrefix("There is no parameter") == false
                }
            }
            #expect(isRead, "\(route.path) does not read \(name)")
        }
    }

    @Test("no parameter is read that is not described", arguments: routes)
    func undescribed(route: Route) throws {
        // All names that any path reads, and those that a reader might add.
        let all = Set(Self.routes.flatMap { document.names(of: $0, in: "query") })
        let described = document.names(of: route, in: "query")
        for name in all.union(["offset", "page", "callback", "fields.all", "x"]).subtracting(described).sorted() {
            for choice in choices(route) {
                let response = try answer(route, "\(PercentCoding.encode(name))=x\(choice)")
                #expect(response.status == .badRequest)
                let error = try response.json()["errors"].items.first { Optional($0)["parameter"].text == name }
                let text = error["detail"].text ?? ""
                #expect(
                    text.hasPrefix("There is no parameter \(name) ")
                        || text.hasSuffix(".all, .not and != go with fields."),
                    "\(route.path) reads \(name): \(text)")
            }
        }
    }

    @Test("the examples of all parameters are answered", arguments: routes.filter { $0.content == nil })
    func examples(route: Route) throws {
        let parameters = document.parameters(of: route).filter { Optional($0)["in"].text == "query" }
        let needed = parameters.filter { Optional($0)["required"] != nil }
        func query(_ parameters: [JSONNode]) -> String {
            parameters.map { parameter in
                let example = Optional(parameter)["example"]
                let values = example.items.isEmpty ? [example].compactMap(\.self) : example.items
                let texts = values.map { Optional($0).text ?? Optional($0).integer.map(String.init) ?? "" }
                return "\(Optional(parameter)["name"].text ?? "")=\(PercentCoding.encode(texts.joined(separator: ",")))"
            }.joined(separator: "&")
        }
        for parameter in parameters where Optional(parameter)["example"] != nil {
            let name = Optional(parameter)["name"].text ?? ""
            let others = needed.filter { Optional($0)["name"].text != name }
            let response = try answer(route, query([parameter] + others))
            #expect(
                response.status == .ok,
                "\(route.path)?\(query([parameter] + others)): \(response.text)")
        }
    }

    @Test("answers are as their schemas say", arguments: routes.filter { $0.content == nil })
    func schemas(route: Route) throws {
        let queries = [
            "", "limit=3&facets=partner&include=evidence,partners", "rows=kind&cols=kind", "by=kind",
            "q=security&facets=type", "prefix=a", "since=0123456789abcdef", "q=japna",
        ]
        var isTried = false
        for query in queries {
            let response = try answer(route, query)
            guard response.stream == nil else { return }
            guard let type = response["Content-Type"], type.hasSuffix("json") else { continue }
            guard response.status == .ok || query.isEmpty else { continue }
            let answers = document.operation(of: route)["responses"][String(response.status.code)]
            let content = document.resolved(answers)["content"][type]
            let schema = try #require(content["schema"], "\(route.path) has no \(type) for \(response.status.code)")
            var validator = SchemaValidator(document)
            validator.check(try response.json(), schema, at: "")
            #expect(validator.faults.isEmpty, "\(route.path)?\(query): \(validator.faults.prefix(5))")
            isTried = isTried || response.status == .ok
        }
        #expect(isTried || ["/feed.atom", "/metrics"].contains(route.path), "\(route.path) has not been answered")
    }

    @Test("answers to content are as their schemas say")
    func answersToContent() throws {
        for (path, content, type) in [
            ("/match", #"{"names": ["Kenya", "Tanaka"]}"#, "application/json"),
            ("/extract?published=2024-05", "A report.", "text/plain"), ("/match", "[]", "application/json"),
        ] {
            let response = try #require(client.post(path, Array(content.utf8), as: type))
            let route = try #require(Self.routes.first { path.hasPrefix($0.path) && $0.content != nil })
            let answer = document.operation(of: route)["responses"][String(response.status.code)]
            let kind = try #require(response["Content-Type"])
            let schema = try #require(document.resolved(answer)["content"][kind]["schema"])
            var validator = SchemaValidator(document)
            validator.check(try response.json(), schema, at: "")
            #expect(validator.faults.isEmpty, "\(path): \(validator.faults.prefix(5))")
        }
    }

    @Test("every status that sources name is described for some operation")
    func statuses() throws {
        let described = Set(
            Self.routes.flatMap { document.operation(of: $0)["responses"]?.names ?? [] }.compactMap { Int($0) })
        for kind in ProtocolError.Kind.allCases { #expect(described.contains(kind.status.code)) }
        for status in [Status.notModified, .permanentRedirect, .gone, .unsupportedMediaType, .unprocessableContent] {
            #expect(described.contains(status.code))
        }
    }

    @Test("it depends on the register, the settings and the version alone, and has a strong entity tag")
    func determinism() throws {
        let (one, other) = (client.get("/openapi.json"), client.get("/openapi.json"))
        #expect(one.content == other.content)
        #expect(one.entityTag?.isWeak == false)
        #expect(one.isMemoizable)
        #expect(one["Content-Type"] == "application/json")
        #expect(try client.get("/openapi.json?pretty=true").json() == one.json())
        #expect(client.get("/openapi.json", ["Accept": "text/csv"]).status == .notAcceptable)
    }

    @Test("what the settings leave out is not in it")
    func off() throws {
        let document = try OpenAPIReader(Client(try FixtureRegister.make()) { $0.isMatching = false })
        for path in ["/match", "/extract"] { #expect(document.root["paths"][path] == nil) }
        #expect(document.root["paths"]["/dialogues"] != nil)
    }
}

/// As much of JSON Schema as the document uses.
struct SchemaValidator {
    private let document: OpenAPIReader
    private(set) var faults: [String] = []

    init(_ document: OpenAPIReader) { self.document = document }

    mutating func check(_ value: JSONNode, _ schema: JSONNode, at path: String) {
        guard let schema = document.resolved(schema) else { return faults.append("\(path): no schema") }
        for key in ["anyOf", "oneOf"] {
            guard let choices = schema[key] else { continue }
            let fitting = Optional(choices).items.count { choice in
                var validator = SchemaValidator(document)
                validator.check(value, choice, at: path)
                return validator.faults.isEmpty
            }
            if fitting == 0 || key == "oneOf" && fitting > 1 { faults.append("\(path): \(fitting) of \(key) fit") }
        }
        if let words = schema["enum"], !Optional(words).items.contains(where: { $0 == value }) {
            faults.append("\(path): \(value.value) is none of the words")
        }
        if let constant = schema["const"], !(constant == value) { faults.append("\(path): is not the constant") }
        switch (Optional(schema)["type"].text, value.value) {
        case (nil, _), ("string", .string), ("boolean", .boolean), ("null", .null), ("number", .number),
            ("number", .integer):
            break
        case ("integer", .integer(let number)):
            if let least = Optional(schema)["minimum"].integer, number < least { faults.append("\(path): too small") }
        case ("array", .array(let items)):
            guard let item = schema["items"] else { break }
            for (index, each) in items.enumerated() { check(each, item, at: "\(path)/\(index)") }
        case ("object", .object(let members)): check(members, schema, at: path)
        case (let type, _): faults.append("\(path): is no \(type ?? "")")
        }
    }

    private mutating func check(_ members: [JSONMember], _ schema: JSONNode, at path: String) {
        for name in Optional(schema)["required"].texts where !members.contains(where: { $0.name == name }) {
            faults.append("\(path): \(name) is missing")
        }
        for member in members {
            if let property = Optional(schema)["properties"][member.name] {
                check(member.node, property, at: "\(path)/\(member.name)")
            } else if let others = schema["additionalProperties"] {
                if case .boolean(false) = others.value {
                    faults.append("\(path): \(member.name) is not described")
                } else {
                    check(member.node, others, at: "\(path)/\(member.name)")
                }
            }
        }
    }
}
