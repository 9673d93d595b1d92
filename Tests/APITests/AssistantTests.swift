import HTTP
import Records
import Testing

@testable import API

/// Messages of the Model Context Protocol to a server without sockets.
struct Assistant {
    let client: Client

    init(_ client: Client) { self.client = client }
    init() throws { self.init(try Client.fixture.get()) }

    func send(_ content: String, _ fields: [String: String] = [:]) throws -> Response {
        try #require(client.post("/mcp", Array(content.utf8), fields))
    }

    func request(_ method: String, _ parameters: String = "{}", _ fields: [String: String] = [:]) throws -> Response {
        try send(#"{"jsonrpc": "2.0", "id": 7, "method": "\#(method)", "params": \#(parameters)}"#, fields)
    }

    /// The result of a call.
    func call(_ tool: String, _ arguments: String) throws -> JSONNode {
        let response = try request("tools/call", #"{"name": "\#(tool)", "arguments": \#(arguments)}"#)
        #expect(response.status == .ok)
        return try #require(try response.json()["result"])
    }

    /// The answer of a tool to a call that is right, which its text repeats.
    func answer(_ tool: String, _ arguments: String, sourceLocation: SourceLocation = #_sourceLocation) throws
        -> JSONNode
    {
        let result = try call(tool, arguments)
        let text = try #require(result["content"][0]["text"].text)
        let answer = try #require(result["structuredContent"], "\(text)", sourceLocation: sourceLocation)
        #expect(try JSONReader.read(Array(text.utf8), file: "text") == answer)
        return answer
    }
}

extension JSONNode? {
    subscript(index: Int) -> JSONNode? { flatMap { $0[index] } }
}

@Suite("Messages of assistants")
struct AssistantTests {
    private let assistant: Assistant

    init() throws { assistant = try Assistant() }

    @Test(
        "the handshake takes the version that is asked for, else the latest",
        arguments: [
            ("2024-11-05", "2024-11-05"), ("2025-03-26", "2025-03-26"), ("2025-06-18", "2025-06-18"),
            ("2025-11-25", "2025-11-25"), ("2023-01-01", "2025-11-25"), ("2026-07-28", "2025-11-25"),
            ("", "2025-11-25"),
        ])
    func handshake(wanted: String, spoken: String) throws {
        let response = try assistant.request(
            "initialize", #"{"protocolVersion": "\#(wanted)", "capabilities": {}, "clientInfo": {"name": "a"}}"#)
        #expect(response.status == .ok)
        #expect(response["Content-Type"] == "application/json")
        #expect(response["Cache-Control"] == "no-store")
        let json = try response.json()
        #expect(json.names == ["jsonrpc", "id", "result"])
        #expect(json["result"]["protocolVersion"].text == spoken)
        #expect(json["result"]["capabilities"]?.names == ["tools"])
        #expect(json["result"]["serverInfo"]["version"].text == "1.2.3")
    }

    @Test("an id comes back as it was", arguments: [#""a \" b""#, "0", "-3", "9007199254740993", #""""#])
    func id(id: String) throws {
        let response = try assistant.send(#"{"jsonrpc": "2.0", "id": \#(id), "method": "ping"}"#)
        #expect(response.text == #"{"jsonrpc":"2.0","id":\#(id),"result":{}}"# + "\n")
    }

    @Test(
        "a notification is accepted without an answer",
        arguments: ["notifications/initialized", "notifications/cancelled", "notifications/unheard-of", "ping"])
    func notification(method: String) throws {
        let response = try assistant.send(#"{"jsonrpc": "2.0", "method": "\#(method)"}"#)
        #expect(response.status == .accepted)
        #expect(response.content.isEmpty)
        #expect(response["Content-Type"] == nil)
    }

    static let faults: [(content: String, code: Int, status: Int, id: String)] = [
        ("", -32700, 400, "null"), ("{", -32700, 400, "null"), (#"{"id": 1, "id": 2}"#, -32700, 400, "null"),
        ("1", -32600, 400, "null"), ("{}", -32600, 400, "null"), ("[]", -32600, 400, "null"),
        (#"{"jsonrpc": "1.0", "id": 1, "method": "ping"}"#, -32600, 400, "1"),
        (#"{"jsonrpc": "2.0", "id": 1}"#, -32600, 400, "1"),
        (#"{"jsonrpc": "2.0", "id": 1, "method": 2}"#, -32600, 400, "1"),
        (#"{"jsonrpc": "2.0", "id": 1, "result": {}}"#, -32600, 400, "1"),
        (#"{"jsonrpc": "2.0", "id": null, "method": "ping"}"#, -32600, 400, "null"),
        (#"{"jsonrpc": "2.0", "id": 1.5, "method": "ping"}"#, -32600, 400, "null"),
        (#"{"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}"#, -32602, 200, "1"),
        (#"{"jsonrpc": "2.0", "id": 1, "method": "resources/list"}"#, -32601, 200, "1"),
        (#"{"jsonrpc": "2.0", "id": 1, "method": "initialize"}"#, -32602, 200, "1"),
        (#"{"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"cursor": "x"}}"#, -32602, 200, "1"),
        (#"{"jsonrpc": "2.0", "id": 1, "method": "tools/call"}"#, -32602, 200, "1"),
        (#"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "serch"}}"#, -32602, 200, "1"),
        (
            #"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "search", "arguments": "q"}}"#,
            -32602, 200, "1"
        ),
    ]

    @Test("what is no call is an error of JSON-RPC with its code", arguments: faults)
    func fault(_ fault: (content: String, code: Int, status: Int, id: String)) throws {
        let response = try assistant.send(fault.content)
        #expect(response.status.code == fault.status)
        #expect(response["Content-Type"] == "application/json")
        #expect(
            response.text.hasPrefix(#"{"jsonrpc":"2.0","id":\#(fault.id),"error":{"code":\#(fault.code),"message":"#))
        #expect(try response.json()["error"]["message"].text?.isEmpty == false)
    }

    @Test(
        "what may have been meant is said",
        arguments: [
            ("tools/lst", "{}", "tools/list"), ("tools/call", #"{"name": "serch"}"#, "search"),
        ])
    func suggestion(method: String, parameters: String, meant: String) throws {
        let message = try assistant.request(method, parameters).json()["error"]["message"].text
        #expect(message?.contains("did you mean '\(meant)'?") == true)
    }

    // MARK: Batches

    private static let batch = """
        [{"jsonrpc": "2.0", "id": 1, "method": "ping"}, {"jsonrpc": "2.0", "method": "notifications/initialized"}, 2,
         {"jsonrpc": "2.0", "id": 3, "method": "initialize", "params": {"protocolVersion": "2025-03-26"}}]
        """

    @Test(
        "versions that have batches answer what is to be answered, in order",
        arguments: [[:], ["MCP-Protocol-Version": "2025-03-26"], ["MCP-Protocol-Version": "2024-11-05"]])
    func batch(fields: [String: String]) throws {
        let response = try assistant.send(Self.batch, fields)
        #expect(response.status == .ok)
        let items = Optional(try response.json()).items
        #expect(items.map { $0["id"].integer } == [1, nil, 3])
        #expect(items.map { $0["error"]["code"].integer } == [nil, -32600, -32600])
    }

    @Test("a batch of notifications alone is accepted")
    func quietBatch() throws {
        #expect(try assistant.send(#"[{"jsonrpc": "2.0", "method": "a"}]"#).status == .accepted)
    }

    @Test("later versions, and what is too long, have none", arguments: ["2025-06-18", "2025-11-25", nil])
    func noBatch(version: String?) throws {
        let many = Array(repeating: #"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#, count: version == nil ? 17 : 1)
        let response = try assistant.send(
            "[\(many.joined(separator: ","))]", version.map { ["MCP-Protocol-Version": $0] } ?? [:])
        #expect(response.status == .badRequest)
        #expect(try response.json()["error"]["code"].integer == -32600)
    }

    // MARK: Heads

    @Test("a version that is not spoken is 400, with those that are", arguments: ["2023-01-01", "", "2026-07-29"])
    func unknownVersion(version: String) throws {
        let response = try assistant.request("ping", "{}", ["MCP-Protocol-Version": version])
        #expect(response.status == .badRequest)
        let json = try response.json()
        #expect(json["id"].integer == 7)
        #expect(json["error"]["code"].integer == -32022)
        #expect(json["error"]["data"]["requested"].text == version)
        #expect(json["error"]["data"]["supported"].texts.last == "2026-07-28")
    }

    @Test(
        "pages are let in from this machine, and from origins that the settings name",
        arguments: [
            (nil, true), ("http://localhost", true), ("http://localhost:6274", true), ("https://127.0.0.1:1", true),
            ("http://[::1]:80", true), ("https://a.example", true), ("https://register.example", true),
            ("https://b.example", false), ("https://a.example.evil", false), ("http://localhost.evil", false),
            ("http://localhost:evil", false), ("http://127.0.0.1.evil", false), ("null", false), ("", false),
            ("ftp://localhost", false),
        ] as [(String?, Bool)])
    func origins(origin: String?, isIn: Bool) throws {
        let client = Client(try FixtureRegister.make(), origins: ["*", "https://a.example"]) {
            $0.publicURL = "https://register.example/entente"
        }
        let content = Array(#"{"jsonrpc": "2.0", "id": 1, "method": "ping"}"#.utf8)
        let response = try #require(client.post("/mcp", content, origin.map { ["Origin": $0] } ?? [:]))
        #expect(response.status == (isIn ? .ok : .forbidden))
    }

    @Test("addresses begin with the public one, else with the host that was asked; without either it is 400")
    func roots() throws {
        let call = #"{"name": "get_record", "arguments": {"type": "partner", "id": "KE"}}"#
        let content = #"{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": \#(call)}"#
        func address(_ client: Client, _ host: String) throws -> String? {
            let response = try #require(client.post("/mcp", Array(content.utf8), ["Host": host]))
            return try response.json()["result"]["structuredContent"]["record"]["url"].text
        }
        #expect(try address(assistant.client, "a.example:81") == "http://a.example:81/partners/kenya")
        #expect(try address(assistant.client, "") == nil)
        let published = Client(try FixtureRegister.make()) { $0.publicURL = "https://b.example/register" }
        #expect(try address(published, "a.example") == "https://b.example/register/partners/kenya")
    }

    // MARK: Without a handshake

    private static let meta = """
        {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}
        """
    private static func fields(_ method: String, _ name: String? = nil) -> [String: String] {
        var fields = ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": method]
        fields["Mcp-Name"] = name
        return fields
    }

    @Test("from 2026-07-28 on the server is discovered, and results say that they are complete")
    func discovery() throws {
        let discovered = try assistant.request(
            "server/discover", "{\"_meta\": \(Self.meta)}", Self.fields("server/discover"))
        #expect(discovered.status == .ok)
        let result = try discovered.json()["result"]
        #expect(
            result?.names == [
                "supportedVersions", "capabilities", "instructions", "resultType", "ttlMs", "cacheScope", "_meta",
            ])
        #expect(result["supportedVersions"].texts.contains("2026-07-28"))
        #expect(result["_meta"]["io.modelcontextprotocol/serverInfo"]["version"].text == "1.2.3")
        let call = try assistant.request(
            "tools/call", "{\"name\": \"search\", \"arguments\": {\"q\": \"kenya\"}, \"_meta\": \(Self.meta)}",
            Self.fields("tools/call", "search"))
        #expect(try call.json()["result"]["resultType"].text == "complete")
        #expect(try call.json()["result"]?.names.contains("ttlMs") == false)
    }

    static let contradictions:
        [(method: String, parameters: String, fields: [String: String], code: Int, status: Int)] = [
            ("tools/list", "{}", fields("tools/list"), -32602, 400),
            (
                "tools/list", #"{"_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28"}}"#,
                fields("tools/list"), -32602, 400
            ),
            ("tools/list", "{\"_meta\": \(meta)}", [:], -32020, 400),
            ("tools/list", "{\"_meta\": \(meta)}", ["MCP-Protocol-Version": "2025-06-18"], -32020, 400),
            ("tools/list", "{\"_meta\": \(meta)}", ["MCP-Protocol-Version": "2026-07-28"], -32020, 400),
            ("tools/list", "{\"_meta\": \(meta)}", fields("tools/call"), -32020, 400),
            ("tools/call", "{\"name\": \"search\", \"_meta\": \(meta)}", fields("tools/call"), -32020, 400),
            (
                "tools/call", "{\"name\": \"search\", \"_meta\": \(meta)}", fields("tools/call", "get_record"), -32020,
                400
            ),
            (
                "tools/call", "{\"name\": \"sèarch\", \"_meta\": \(meta)}",
                fields("tools/call", "=?base64?c8OoYXJjaA==?="), -32602, 400
            ),
            ("ping", "{\"_meta\": \(meta)}", fields("ping"), -32601, 404),
            ("initialize", "{\"_meta\": \(meta)}", fields("initialize"), -32601, 404),
        ]

    @Test(
        "fields that say something else than the call, and methods that are gone, are refused",
        arguments: contradictions)
    func contradiction(
        _ row: (method: String, parameters: String, fields: [String: String], code: Int, status: Int)
    ) throws {
        let response = try assistant.request(row.method, row.parameters, row.fields)
        #expect(response.status.code == row.status)
        #expect(try response.json()["error"]["code"].integer == row.code)
    }
}
