import Foundation
import HTTP
import HTTPServer
import Records
import Search
import Testing

@testable import API
@testable import entente

/// Every route of the table over a socket, with the shipped register behind it: what all of them promise.
@Suite("Every route")
struct RouteWalkTests {
    private static let started = Result {
        let config = Command.root.appending(path: "Config").path
        let vocabulary = try VocabularyFolder("\(config)/vocabulary")
        let snapshot = try RegisterLoader.snapshot(data: "\(config)/seeds", vocabulary: "\(config)/vocabulary")
        let catalog = Catalog(snapshot)
        var options = API.Options(version: "test")
        options.extraction = ReportDesk(vocabulary.forReports).read
        options.metrics = { Array("a 1\n".utf8) }
        let api = API(catalog: catalog, files: PublicFiles([:]), options: options)
        return try Server(
            host: "127.0.0.1", port: 0, loops: 1, application: RegisterApplication(api: api, catalog: catalog))
    }

    private let port: UInt16
    private let document: JSONNode

    init() throws {
        port = try Self.started.get().address.port
        document = try LoopbackClient(port: port).get("/openapi.json").json()
    }

    // MARK: Requests

    /// One answer; of a stream without an end the head alone.
    private func ask(
        _ method: String, _ target: String, _ fields: [String: String] = [:], _ content: String? = nil
    ) throws -> LoopbackClient.Answer {
        let connection = try LoopbackConnection(port: port)
        let length = content.map { "Content-Length: \($0.utf8.count)\r\n" } ?? ""
        let lines = fields.map { "\($0.key): \($0.value)\r\n" }.joined()
        try connection.send(
            "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(length)\(lines)\r\n\(content ?? "")"
        )
        let isStream = method == "GET" && target == "/events" && fields["Accept"] == nil
        return try LoopbackClient.parse(isStream ? connection.read(until: "\r\n\r\n") : connection.readToEnd())
    }

    private func operation(of route: Route) -> JSONNode? {
        document["paths"][route.path][route.content == nil ? "get" : "post"]
    }

    private func parameters(of route: Route) -> [JSONNode?] {
        operation(of: route)["parameters"].items.map { reference in
            reference["$ref"].text?.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] }
        }
    }

    private func names(of route: Route) -> [String] {
        parameters(of: route).filter { $0["in"].text == "query" }.compactMap { $0["name"].text }
    }

    /// The path with an id that is there, and the query without which nothing can be asked.
    private func target(of route: Route) throws -> String {
        var path = route.path
        var query: [String] = []
        for parameter in parameters(of: route) {
            let name = parameter["name"].text ?? ""
            var example = parameter["example"].text ?? ""
            example = LoopbackClient.encode(example)
            if parameter["in"].text == "path" { path = path.replacing("{\(name)}", with: example) }
            if parameter["required"] != nil, parameter["in"].text == "query" { query.append("\(name)=\(example)") }
        }
        return path + (query.isEmpty ? "" : "?\(query.joined(separator: "&"))")
    }

    /// A request as it is meant, with further parameters.
    private func ask(
        _ route: Route, _ more: String = "", _ fields: [String: String] = [:]
    ) throws -> LoopbackClient.Answer {
        let target = try target(of: route)
        let full = more.isEmpty ? target : "\(target)\(target.contains("?") ? "&" : "?")\(more)"
        guard let content = route.content else { return try ask("GET", full, fields) }
        let example = operation(of: route)["requestBody"]["content"][content.types[0].name]["example"]
        let text = example.text ?? example?.written ?? ""
        return try ask("POST", full, fields.merging(["Content-Type": content.types[0].name]) { $1 }, text)
    }

    private func expectProblem(
        _ answer: LoopbackClient.Answer, _ status: Int, _ what: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSONNode {
        #expect(answer.status == status, "\(what): \(answer.body)", sourceLocation: sourceLocation)
        #expect(answer["Content-Type"] == "application/problem+json", "\(what)", sourceLocation: sourceLocation)
        #expect(answer["Access-Control-Allow-Origin"] == "*", "\(what)", sourceLocation: sourceLocation)
        #expect(answer["Cache-Control"] == "no-store", "\(what)", sourceLocation: sourceLocation)
        let problem = try answer.json()
        for name in ["type", "title", "detail"] {
            #expect(problem[name].text?.isEmpty == false, "\(what)", sourceLocation: sourceLocation)
        }
        #expect(problem["status"].integer == status, "\(what)", sourceLocation: sourceLocation)
        return problem
    }

    // MARK: What all promise

    @Test("A request as the document describes it is answered, and any page may read that", arguments: Routes.all)
    func answered(_ route: Route) throws {
        var fields = ["Origin": "https://example.org"]
        if route.resource == .assistant {
            // Where pages may not ask, lest a name that leads elsewhere lets them (Model Context Protocol, transports).
            _ = try expectProblem(ask(route, "", fields), 403, route.path)
            fields = [:]
        }
        let answer = try ask(route, "", fields)
        #expect(answer.status == 200, "\(answer.body)")
        #expect(answer["Access-Control-Allow-Origin"] == "*")
        let type = try #require(answer["Content-Type"])
        let types = operation(of: route)["responses"]["200"]["content"]
        #expect(types[type] != nil, "\(type) is not described")
    }

    @Test("HEAD says what GET says, without content", arguments: Routes.all.filter { $0.content == nil })
    func head(_ route: Route) throws {
        let (get, head) = (try ask(route), try ask("HEAD", target(of: route)))
        func lasting(_ answer: LoopbackClient.Answer) -> [Substring] {
            answer.head.split(separator: "\r\n").filter { line in
                !["Date:", "X-Request-Id:", "Connection:"].contains { line.hasPrefix($0) }
            }
        }
        #expect(lasting(head) == lasting(get))
        #expect(head.body.isEmpty)
    }

    @Test("OPTIONS tells the methods of the table, other methods are 405, unknown ones 501", arguments: Routes.all)
    func methods(_ route: Route) throws {
        let target = try target(of: route)
        let allowed = route.methods.map(\.name).joined(separator: ", ")
        let preflight = try ask(
            "OPTIONS", target, ["Origin": "https://example.org", "Access-Control-Request-Method": "GET"])
        #expect(preflight.status == 204)
        #expect(preflight["Allow"] == allowed)
        #expect(preflight["Access-Control-Allow-Methods"] == allowed)
        for method in ["DELETE", "PUT", "PATCH", route.content == nil ? "POST" : "GET"] {
            let answer = try ask(method, target)
            _ = try expectProblem(answer, 405, "\(method) \(target)")
            #expect(answer["Allow"] == allowed)
        }
        _ = try expectProblem(ask("BREW", target), 501, "BREW \(target)")
    }

    @Test("What has an entity tag is asked for conditionally", arguments: Routes.all)
    func conditions(_ route: Route) throws {
        let answer = try ask(route)
        #expect((answer["ETag"] != nil) == route.resource.isValidated)
        guard let tag = answer["ETag"] else { return }
        #expect(tag.hasPrefix("\""), "the validator is weak")
        let same = try ask(route, "", ["If-None-Match": "\"x\", \(tag)"])
        #expect(same.status == 304)
        #expect(same["ETag"] == tag)
        #expect(same.body.isEmpty)
        #expect(try ask(route, "", ["If-None-Match": "\"x\""]).status == 200)
        #expect(try ask(route, "", ["If-Match": tag]).status == 200)
        _ = try expectProblem(ask(route, "", ["If-Match": "\"x\""]), 412, route.path)
    }

    @Test("What is tabular can be had as CSV, by parameter and by Accept", arguments: Routes.all)
    func tables(_ route: Route) throws {
        let types = operation(of: route)["responses"]["200"]["content"]
        let csv = "text/csv;charset=utf-8"
        guard types[csv] != nil, names(of: route).contains("format") else { return }
        let (chosen, accepted) = (try ask(route, "format=csv"), try ask(route, "", ["Accept": "text/csv"]))
        for answer in [chosen, accepted] {
            #expect(answer.status == 200, "\(answer.body)")
            #expect(answer["Content-Type"] == csv)
            #expect(answer.body.contains("\r\n"))
        }
        #expect(chosen.body == accepted.body)
    }

    @Test("An unknown parameter is 400 with its name, and with the one that is nearest", arguments: Routes.all)
    func unknown(_ route: Route) throws {
        for name in ["zzzzzzzz", "%F0%9F%98%80"] {
            let problem = try expectProblem(ask(route, "\(name)=1"), 400, "\(route.path)?\(name)")
            #expect(problem["errors"].items.contains { Optional($0)["parameter"].text == name.removingPercentEncoding })
        }
        // Which fields a view reads depends on the collection that it is of.
        let isView = [.matrix, .timeline].contains(route.resource)
        let own = isView ? Set(names(of: route)).intersection(try dialogueNames()) : Set(names(of: route))
        for name in own where name.count > 4 && !name.contains(".") {
            let mistyped = String(name.dropLast()) + "zz"
            let problem = try expectProblem(ask(route, "\(mistyped)=1"), 400, "\(route.path)?\(mistyped)")
            let error = problem["errors"].items.first { Optional($0)["parameter"].text == mistyped }
            #expect(error["suggestion"].text != nil, "\(route.path)?\(mistyped) has no suggestion")
        }
    }

    private func dialogueNames() throws -> [String] {
        names(of: try #require(Routes.all.first { $0.path == "/dialogues" }))
    }

    /// Names of parameters with wrong values, and what may have been meant.
    static let wrong: [(name: String, value: String, suggestion: String?)] = [
        ("limit", "0", nil), ("limit", "ten", nil), ("limit", "99999999999999999999", nil), ("limit", "%2B1", nil),
        ("cursor", "nonsense", nil), ("cursor", "0123456789abcdef.x", nil), ("format", "cvs", "csv"),
        ("format", "xml", nil), ("from", "2024-13", nil), ("from", "yesterday", nil), ("to", "2024-02-30", nil),
        ("sort", "titel", "title"), ("sort", "-", nil), ("fields", "titel", "title"), ("facets", "partnr", "partner"),
        ("include", "partnrs", "partners"), ("pretty", "yes", nil), ("q", "", nil), ("q", "%22%22", nil),
        ("partner", "Vietnm", "Vietnam"), ("kind", "meting", "meeting"), ("year", "MMXXIV", nil), ("year", "0", nil),
        ("of", "dialoges", "dialogues"), ("rows", "partnr", "partner"), ("interval", "yaer", "year"),
        ("type", "persn", "person"), ("prefix", "", nil), ("published", "someday", nil), ("url", "nowhere", nil),
        ("topic", "%FF", nil), ("q", "%C3%28", nil), ("fields", "%80", nil), ("series", "%ED%A0%80", nil),
        ("since", "%FF", nil), ("partner.all", ",", nil), ("kind.not", "meting", "meeting"),
    ]

    @Test("A wrong value is 400 with the parameter and what may have been meant", arguments: Routes.all)
    func malformed(_ route: Route) throws {
        for (name, value, suggestion) in Self.wrong where names(of: route).contains(name) {
            // What is required is given with its right value already.
            let isGiven = try target(of: route).contains("\(name)=")
            let answer = try ask(route, "\(name)=\(value)")
            let problem = try expectProblem(answer, 400, "\(route.path)?\(name)=\(value)")
            let error = problem["errors"].items.first { Optional($0)["parameter"].text == name }
            #expect(error["detail"].text?.isEmpty == false, "\(route.path)?\(name)=\(value): \(answer.body)")
            if let suggestion, !isGiven, error["suggestion"].text != suggestion {
                // Where the vocabulary of a field is another one, the word may mean nothing there; conflicts alone have types.
                let values = parameters(of: route).first { $0["name"].text == name } ?? nil
                let isReadHere = ![.matrix, .timeline].contains(route.resource) || name != "type"
                let isWord = isReadHere && document.described(values).contains(suggestion)
                #expect(!isWord, "\(route.path)?\(name)=\(value): \(answer.body)")
            }
        }
    }

    @Test("A representation that nobody offers is 406", arguments: Routes.all)
    func unacceptable(_ route: Route) throws {
        let answer = try ask(route, "", ["Accept": "image/png"])
        if operation(of: route)["responses"]["406"] != nil {
            _ = try expectProblem(answer, 406, route.path)
        } else {
            #expect(answer.status == 200)
        }
    }
}

extension Route: CustomTestStringConvertible {
    package var testDescription: String { path }
}

extension MediaType {
    fileprivate var name: String { "\(type)/\(subtype)" }
}

extension JSONNode {
    /// As JSON.
    fileprivate var written: String {
        switch value {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .string(let text):
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        case .array(let items): "[" + items.map(\.written).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\"\($0.name)\":" + $0.node.written }.joined(separator: ",") + "}"
        }
    }

    /// The words that a parameter takes.
    fileprivate func described(_ parameter: JSONNode?) -> [String] {
        var words: [String] = []
        func walk(_ node: JSONNode?) {
            if let reference = node["$ref"].text {
                return walk(reference.split(separator: "/").dropFirst().reduce(self) { $0[String($1)] })
            }
            words += node["enum"].texts
            for choice in node["anyOf"].items { walk(choice) }
            if let items = node["items"] { walk(items) }
        }
        walk(parameter["schema"])
        return words
    }
}
