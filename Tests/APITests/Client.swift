import HTTP
import Records
import Search
import Synchronization
import Testing

@testable import API

/// The API over a register, asked without a socket.
struct Client: Sendable {
    let api: API

    /// Over the register of `FixtureRegister`.
    static let fixture = Result { Client(try FixtureRegister.make()) }

    init(
        _ register: Register, files: [String: String] = [:], origins: [String] = ["*"],
        readiness: Readiness = .init(), _ change: (inout API.Options) -> Void = { _ in }
    ) {
        let snapshot = SnapshotBuilder.build(register, generation: "0123456789abcdef", modified: 1_700_000_000)
        self.init(Catalog(snapshot), files: files, origins: origins, readiness: readiness, change)
    }

    init(
        _ catalog: Catalog, files: [String: String] = [:], origins: [String] = ["*"],
        readiness: Readiness = .init(), _ change: (inout API.Options) -> Void = { _ in }
    ) {
        let contents = files.mapValues { PublicFiles.File(content: Array($0.utf8), modified: 1_600_000_000) }
        var options = API.Options(version: "1.2.3", origins: origins, readiness: readiness)
        change(&options)
        api = API(catalog: catalog, files: PublicFiles(contents), options: options)
    }

    /// The answer to content, from a worker that works at once.
    func post(
        _ target: String, _ content: [UInt8], as type: String? = "application/json", _ fields: [String: String] = [:],
        isAwaited: @escaping @Sendable () -> Bool = { true }
    ) -> Response? {
        var fields = ["Host": "register.example"].merging(fields) { $1 }
        fields["Content-Type"] = type
        let request = Request(
            method: .post, target: target, fields: fields.map { Field(name: $0.key, value: $0.value) })
        switch api.receive(request) {
        case .response(let response), .refusal(let response): return response
        case .content(let demand):
            let answer = Mutex<Response?>(nil)
            demand.take(content, Responder(isAwaited: isAwaited) { response in answer.withLock { $0 = response } })
            return answer.withLock(\.self)
        }
    }

    func get(_ target: String, method: Method = .get, _ fields: [String: String] = [:]) -> Response {
        api.respond(
            to: Request(
                method: method, target: target, fields: fields.map { Field(name: $0.key, value: $0.value) }))
    }

    /// The JSON of a 200.
    func json(_ target: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> JSONNode {
        let response = get(target)
        #expect(response.status == .ok, "\(target): \(response.text)", sourceLocation: sourceLocation)
        return try response.json()
    }

    /// The target of a list that asks for values of two fields, which may be the same field.
    static func list(_ path: String, _ filters: [(field: String, value: String)], isSame: Bool) -> String {
        let conditions = filters.map { "\($0.field)\(isSame ? ".all" : "")=\(PercentCoding.encode($0.value))" }
        return "\(path)?\(conditions.joined(separator: "&"))"
    }

    /// The ids of a list, in its order.
    func ids(_ target: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> [String] {
        try json(target, sourceLocation: sourceLocation)["data"].items.compactMap { $0["id"].text }
    }

    /// The errors of a 400: parameter and suggestion.
    func errors(
        _ target: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [(parameter: String, suggestion: String?)] {
        let response = get(target)
        #expect(response.status == .badRequest, "\(target): \(response.text)", sourceLocation: sourceLocation)
        return try response.json()["errors"].items.map { ($0["parameter"].text ?? "", $0["suggestion"].text) }
    }
}

extension Response {
    var text: String { String(decoding: content, as: UTF8.self) }

    func json() throws -> JSONNode { try JSONReader.read(content, file: "answer") }
}

extension JSONNode {
    /// Equal values, wherever they stand.
    static func == (left: JSONNode, right: JSONNode) -> Bool {
        switch (left.value, right.value) {
        case (.null, .null): true
        case (.boolean(let one), .boolean(let other)): one == other
        case (.integer(let one), .integer(let other)): one == other
        case (.number(let one), .number(let other)): one == other
        case (.string(let one), .string(let other)): one == other
        case (.array(let one), .array(let other)): one.count == other.count && zip(one, other).allSatisfy { $0 == $1 }
        case (.object(let one), .object(let other)):
            one.map(\.name) == other.map(\.name) && zip(one, other).allSatisfy { $0.node == $1.node }
        default: false
        }
    }

    var names: [String] {
        if case .object(let members) = value { members.map(\.name) } else { [] }
    }
}

extension JSONNode? {
    subscript(name: String) -> JSONNode? { flatMap { $0[name] } }

    var text: String? {
        if case .string(let text)? = self?.value { text } else { nil }
    }

    var integer: Int? {
        if case .integer(let integer)? = self?.value { integer } else { nil }
    }

    var isNull: Bool {
        if case .null? = self?.value { true } else { false }
    }

    var items: [JSONNode] {
        if case .array(let items)? = self?.value { items } else { [] }
    }

    var texts: [String] { items.compactMap { Optional($0).text } }
}

extension JSONNode {
    subscript(index: Int) -> JSONNode? { Optional(self).items.dropFirst(index).first }
}
