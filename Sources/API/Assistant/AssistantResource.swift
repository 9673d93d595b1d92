internal import HTTP
internal import Records
internal import Search

/// The Model Context Protocol over its streamable HTTP transport, by which assistants call tools. Every message stands
/// for itself: there are no sessions, no streams, and nothing that this server asks of clients.
struct AssistantResource: ContentResource {
    static let parameters: [ParameterDescription] = []
    static let content = RequestContent(
        types: [.json], bound: 65_536, summary: "A message of JSON-RPC 2.0 as the Model Context Protocol has it",
        example: ["jsonrpc": "2.0", "id": "1", "method": "tools/list"],
        members: [
            ParameterDescription(
                name: "jsonrpc", values: .word(["2.0"]), summary: "Version of JSON-RPC", isRequired: true),
            ParameterDescription(
                name: "id", values: .text, summary: "Comes back with the answer; without it there is none"),
            ParameterDescription(
                name: "method", values: .word(methods), summary: "What is asked for", isRequired: true,
                example: "tools/list"),
        ], isOpen: true)

    static let mostMessages = 16
    private static let methods = [
        "initialize", "notifications/initialized", "ping", "server/discover", "tools/list", "tools/call",
    ]

    private let register: CitedRegister
    private let fields: CallFields
    /// nil: one that is not spoken here.
    private let version: ProtocolVersion?
    private let program: String

    init(_ request: Request, _ snapshot: Snapshot, _ options: API.Options) throws(Problem) {
        try OriginCheck(options).check(request)
        _ = try Self.parameters.values(of: request, at: "/mcp")
        try Accept.require(.json, request)
        fields = CallFields(request)
        version = fields.version.map { ProtocolVersion(rawValue: $0) } ?? .unnamed
        program = options.version
        register = CitedRegister(snapshot: snapshot, root: try request.root(publicURL: options.publicURL))
    }

    func response(to content: [UInt8], isAwaited: () -> Bool) throws(Problem) -> Response {
        do throws(RemoteCallError) {
            let node = try read(content)
            guard case .array(let items) = node.value else { return Self.response(try answer(to: node)) }
            return Self.response(try answers(to: items, isAwaited))
        } catch {
            var json: [UInt8] = []
            error.append(to: &json)
            var response = Self.response(json)
            response.status = error.status(in: version)
            return response
        }
    }

    /// - Parameter json: nil where nothing is to be said, which is 202.
    private static func response(_ json: [UInt8]?) -> Response {
        if let json { return .unstored(json + [UInt8(ascii: "\n")]) }
        return Response(status: .accepted, fields: [Field(name: "Cache-Control", value: "no-store")])
    }

    private func read(_ content: [UInt8]) throws(RemoteCallError) -> JSONNode {
        do {
            return try JSONReader.read(content, file: "content")
        } catch {
            throw RemoteCallError(.noJSON, "The content is no JSON: line \(error.line): \(error.message).")
        }
    }

    private func answers(to items: [JSONNode], _ isAwaited: () -> Bool) throws(RemoteCallError) -> [UInt8]? {
        guard version?.hasBatches == true else {
            throw RemoteCallError(.invalidRequest, "This version has no batches; send one message at a time.")
        }
        guard 1...Self.mostMessages ~= items.count else {
            throw RemoteCallError(
                .invalidRequest, "A batch has 1 to \(Self.mostMessages) messages, not \(items.count).")
        }
        var json: [UInt8] = [UInt8(ascii: "[")]
        for item in items where isAwaited() {
            do throws(RemoteCallError) {
                guard let answer = try answer(to: item, isAlone: false) else { continue }
                json.appendSeparator()
                json += answer
            } catch {
                json.appendSeparator()
                error.append(to: &json)
            }
        }
        return json.count == 1 ? nil : json + [UInt8(ascii: "]")]
    }

    /// - Returns: nil to a notification, whatever it tells: there is nothing here that it could change.
    private func answer(to node: JSONNode, isAlone: Bool = true) throws(RemoteCallError) -> [UInt8]? {
        let call = try RemoteCall(node)
        guard let version else { throw unsupportedVersion(call) }
        guard let id = call.id else { return nil }
        try fields.check(call, in: version)
        if call.method == "initialize", !isAlone {
            throw RemoteCallError(.invalidRequest, "initialize is no part of a batch; send it alone.", id)
        }
        var json = Array(#"{"jsonrpc":"2.0","id":"#.utf8)
        json += id
        json.appendName("result")
        try append(resultOf: call, to: &json)
        if version == .stateless { complete(&json, of: call.method) }
        json.append(UInt8(ascii: "}"))
        return json
    }

    private func unsupportedVersion(_ call: RemoteCall) -> RemoteCallError {
        var error = RemoteCallError(
            .unsupportedVersion, "That version is not spoken here, but \(ProtocolVersion.names) are.", call.id)
        var data = Array("{".utf8)
        data.appendName("supported")
        data.appendJSON(ProtocolVersion.allCases.map(\.rawValue))
        data.appendName("requested")
        data.appendJSON(fields.version ?? "")
        error.data = data + [UInt8(ascii: "}")]
        return error
    }

    /// Adds to a result what results have from 2026-07-28 on; some may be kept for a while, by anybody.
    private func complete(_ json: inout [UInt8], of method: String) {
        json.removeLast()
        json.appendName("resultType")
        json.appendJSON("complete")
        if method != "tools/call" {
            json.appendName("ttlMs")
            json.appendJSON(300_000)
            json.appendName("cacheScope")
            json.appendJSON("public")
        }
        json.append(contentsOf: #","_meta":{"io.modelcontextprotocol/serverInfo":"#.utf8)
        appendProgram(to: &json)
        json.append(contentsOf: "}}".utf8)
    }

    // MARK: Methods

    private func append(resultOf call: RemoteCall, to json: inout [UInt8]) throws(RemoteCallError) {
        switch call.method {
        case "initialize" where version != .stateless: try appendGreeting(to: call, &json)
        case "ping" where version != .stateless: json.append(contentsOf: "{}".utf8)
        case "server/discover" where version == .stateless:
            json.append(UInt8(ascii: "{"))
            json.appendName("supportedVersions")
            json.appendJSON(ProtocolVersion.allCases.map(\.rawValue))
            appendAbilities(to: &json)
        case "tools/list":
            if let cursor = call.parameters["cursor"], case .string(let text) = cursor.value {
                throw RemoteCallError(
                    .invalidParameters, "The tools are one page, of which \(text) is no cursor; leave it out.", call.id)
            }
            Tools.append(descriptions: register, to: &json)
        case "tools/call": try append(toolCall: call, to: &json)
        default:
            throw RemoteCallError(
                .unknownMethod,
                "There is no method \(call.method)\(Suggestion.phrase(to: call.method, among: Self.methods)).", call.id)
        }
    }

    private func appendGreeting(to call: RemoteCall, _ json: inout [UInt8]) throws(RemoteCallError) {
        guard case .string(let wanted)? = call.parameters["protocolVersion"]?.value else {
            throw RemoteCallError(
                .invalidParameters, "protocolVersion is missing; send one of \(ProtocolVersion.names).", call.id)
        }
        json.append(contentsOf: #"{"protocolVersion":"#.utf8)
        json.appendJSON(ProtocolVersion(afterHandshakeFor: wanted).rawValue)
        json.appendName("serverInfo")
        appendProgram(to: &json)
        appendAbilities(to: &json)
    }

    private func appendProgram(to json: inout [UInt8]) {
        json.append(UInt8(ascii: "{"))
        for (name, text) in [("name", "entente"), ("title", "Entente"), ("version", program)] {
            json.appendName(name)
            json.appendJSON(text)
        }
        json.append(UInt8(ascii: "}"))
    }

    /// Appends the rest of what a client is to know first.
    private func appendAbilities(to json: inout [UInt8]) {
        json.append(contentsOf: #","capabilities":{"tools":{}}"#.utf8)
        json.appendName("instructions")
        json.appendJSON(Self.instructions)
        json.append(UInt8(ascii: "}"))
    }

    private static let instructions = """
        Entente is a register of international security dialogues, taken from press reports. State nothing of it without \
        citing: the exact words in quotation marks, publisher, date and paragraph, and the url of the record. What a \
        record does not have is not stated by any report; do not fill it in. conflicts has what sources contradict each \
        other on; certainty says whether it is stated or inferred.
        """

    private func append(toolCall call: RemoteCall, to json: inout [UInt8]) throws(RemoteCallError) {
        let names = Tools.all.map { $0.name }
        guard case .string(let name)? = call.parameters["name"]?.value else {
            throw RemoteCallError(
                .invalidParameters, "name is missing; give one of: \(names.joined(separator: ", ")).", call.id)
        }
        guard let tool = Tools.named(name) else {
            throw RemoteCallError(
                .invalidParameters, "There is no tool \(name)\(Suggestion.phrase(to: name, among: names)).", call.id)
        }
        let arguments = call.parameters["arguments"]
        switch arguments?.value {
        case nil, .object?: break
        case let value?:
            throw RemoteCallError(.invalidParameters, "arguments is an object, not \(value.summary).", call.id)
        }
        Tools.append(callOf: tool, arguments, register, to: &json)
    }
}

extension JSONNode? {
    fileprivate subscript(name: String) -> JSONNode? { flatMap { $0[name] } }
}
