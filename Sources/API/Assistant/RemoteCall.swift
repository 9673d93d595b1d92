internal import HTTP
internal import Records

/// A message of JSON-RPC 2.0 (§4) as MCP narrows it: named parameters, and ids that are texts or whole numbers.
struct RemoteCall {
    let method: String
    let parameters: JSONNode?
    /// As JSON; nil for a notification, to which there is no answer.
    let id: [UInt8]?

    init(_ node: JSONNode) throws(RemoteCallError) {
        guard case .object = node.value else {
            throw RemoteCallError(.invalidRequest, "A message is an object, not \(node.value.summary).")
        }
        switch node["id"]?.value {
        case nil: id = nil
        case .string(let text)?:
            var json: [UInt8] = []
            json.appendJSON(text)
            id = json
        case .integer(let number)?: id = Array(String(number).utf8)
        case let value?:
            throw RemoteCallError(.invalidRequest, "An id is a text or a whole number, not \(value.summary).")
        }
        guard case .string("2.0")? = node["jsonrpc"]?.value else {
            throw RemoteCallError(.invalidRequest, "jsonrpc is missing or another version; send \"2.0\".", id)
        }
        guard case .string(let method)? = node["method"]?.value else {
            let isAnswer = node["result"] != nil || node["error"] != nil
            throw RemoteCallError(
                .invalidRequest,
                isAnswer
                    ? "This server asks nothing, so that there is nothing to answer."
                    : "method is missing; send the name of a method.", id)
        }
        switch node["params"]?.value {
        case nil, .object?: break
        case let value?:
            throw RemoteCallError(.invalidParameters, "params is an object, not \(value.summary).", id)
        }
        self.method = method
        parameters = node["params"]
    }
}

/// An error of JSON-RPC 2.0 (§5.1), or of the Model Context Protocol.
struct RemoteCallError: Error {
    enum Code: Int {
        case noJSON = -32700
        case invalidRequest = -32600
        case unknownMethod = -32601
        case invalidParameters = -32602
        /// HeaderMismatchError.
        case fieldMismatch = -32020
        /// UnsupportedProtocolVersionError; `data` has what is spoken.
        case unsupportedVersion = -32022
    }

    let code: Code
    let message: String
    /// Of the call, as JSON; nil where none could be read.
    let id: [UInt8]?
    /// For clients that look closer, as JSON.
    var data: [UInt8]?

    init(_ code: Code, _ message: String, _ id: [UInt8]? = nil) {
        self.code = code
        self.message = message
        self.id = id
    }

    /// The status of the answer. Before 2026-07-28 an error of a method is an answer like any other.
    func status(in version: ProtocolVersion?) -> Status {
        switch code {
        case .noJSON, .invalidRequest, .fieldMismatch, .unsupportedVersion: .badRequest
        case .unknownMethod: version == .stateless ? .notFound : .ok
        case .invalidParameters: version == .stateless ? .badRequest : .ok
        }
    }

    /// Appends the answer.
    func append(to json: inout [UInt8]) {
        json.append(contentsOf: #"{"jsonrpc":"2.0","id":"#.utf8)
        json += id ?? Array("null".utf8)
        json.append(contentsOf: #","error":{"code":"#.utf8)
        json.appendJSON(code.rawValue)
        json.appendName("message")
        json.appendJSON(message)
        if let data {
            json.appendName("data")
            json += data
        }
        json.append(contentsOf: "}}".utf8)
    }
}
