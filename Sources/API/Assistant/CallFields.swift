internal import HTTP
internal import Records

/// What the fields of a request say of its call, so that whoever passes it on need not read it: from version 2026-07-28
/// on they have to say the same as the call.
struct CallFields {
    /// As sent.
    let version: String?
    private let method: String?
    private let name: String?

    private static let versionKey = "io.modelcontextprotocol/protocolVersion"
    private static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"

    init(_ request: Request) {
        version = request["MCP-Protocol-Version"]
        method = request["Mcp-Method"]
        name = request["Mcp-Name"]
    }

    /// - Throws: what of the call is missing or contradicts the fields.
    func check(_ call: RemoteCall, in spoken: ProtocolVersion) throws(RemoteCallError) {
        let meta = call.parameters?["_meta"]
        guard spoken == .stateless else {
            // A client that means the later version is not to be taken for an older one.
            guard meta?[Self.versionKey] == nil else { throw mismatch("MCP-Protocol-Version", call) }
            return
        }
        guard case .string(let stated)? = meta?[Self.versionKey]?.value,
            case .object? = meta?[Self.capabilitiesKey]?.value
        else {
            throw RemoteCallError(
                .invalidParameters, "params._meta is to have \(Self.versionKey) and \(Self.capabilitiesKey).", call.id)
        }
        if stated != version { throw mismatch("MCP-Protocol-Version", call) }
        if call.method != method { throw mismatch("Mcp-Method", call) }
        guard call.method == "tools/call", case .string(let tool)? = call.parameters?["name"]?.value else { return }
        // What no field can hold is coded there; no tool has such a name, and so the call fails anyhow.
        let isPlain = tool.utf8.allSatisfy { 0x20...0x7e ~= $0 }
        if tool != name, isPlain { throw mismatch("Mcp-Name", call) }
    }

    private func mismatch(_ field: String, _ call: RemoteCall) -> RemoteCallError {
        RemoteCallError(.fieldMismatch, "The field \(field) and the content do not say the same.", call.id)
    }
}
