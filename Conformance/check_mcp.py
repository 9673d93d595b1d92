"""The reference client of the Model Context Protocol, mcp, shakes hands, lists and calls every tool; it checks each answer
against the schema that the tool declares. What it does not show is sent as octets: older versions, batches, refusals."""

import asyncio
import http.client
import json
import urllib.request

import jsonschema
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError

from kit import PATIENCE, free_ports, running

TOOLS = ["search", "get_record", "list_dialogues", "compare_partners"]
VERSIONS = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]  # those with a handshake
STATELESS = "2026-07-28"

CALLS = [
    ("search", {"q": "human trafficking"}),
    ("search", {"q": "\"security dialogue\" -meeting", "type": ["dialogue"], "limit": 2}),
    ("search", {"q": "traficking"}),
    ("search", {"q": "nothing-at-all"}),
    ("get_record", {"type": "partner", "id": "Việt Nam"}),
    ("get_record", {"type": "partner", "id": "Chad"}),
    ("get_record", {"type": "person", "id": "Tô Lâm"}),
    ("get_record", {"type": "series", "id": "india-vietnam-security-dialogue"}),
    ("get_record", {"type": "document", "id": "2024-12-05-viet-nam-news"}),
    ("list_dialogues", {}),
    ("list_dialogues", {"partner.all": ["India", "VN"], "kind!": ["meeting"], "limit": 1}),
    ("list_dialogues", {"topic": ["human trafficking"], "from": "2020", "sort": ["date", "title"], "cursor": None}),
    ("list_dialogues", {"year": [2024], "level": ["ministerial", "deputy-ministerial"]}),
    ("compare_partners", {"partner": ["India", "Viet Nam"]}),
    ("compare_partners", {"partner": ["vietnam", "Indonesia", "EU"], "limit": 1}),
]

WRONG = [
    ("search", {}, "q: "),
    ("search", {"q": "?"}, "q: "),
    ("search", {"q": "talks", "type": ["dialog"]}, "Did you mean dialogue?"),
    ("search", {"q": "talks", "limit": 51}, "from 1 to 50"),
    ("search", {"q": "talks", "format": "csv"}, "There is no parameter format"),
    ("get_record", {"type": "partner", "id": "Indai"}, "Did you mean india?"),
    ("get_record", {"id": "India"}, "type is missing"),
    ("list_dialogues", {"partner": ["Indai"]}, "Indai is no known partner. Did you mean India?"),
    ("list_dialogues", {"prtner": ["India"]}, "Did you mean partner?"),
    ("list_dialogues", {"from": "someday"}, "someday is no date"),
    ("list_dialogues", {"partner": {"name": "India"}}, "partner is an object"),
    ("list_dialogues", {"cursor": "x"}, "cursor"),
    ("compare_partners", {"partner": ["India"]}, "2 to 8"),
    ("compare_partners", {"partner": ["India", "Atlantis"]}, "Atlantis is no known partner"),
]


def run(server, checks):
    asyncio.run(converse(server, checks))
    for group in [handshakes, batches, refusals]:
        group(server, checks)
    off(server, checks)


# MARK: By the client


async def converse(server, checks):
    for mode, version in [("legacy", VERSIONS[-1]), ("auto", STATELESS)]:
        async with Client(f"{server.url}/mcp", mode=mode, read_timeout_seconds=PATIENCE) as client:
            checks.equal(client.protocol_version, version, f"the version that {mode} settles on")
            checks.equal(client.server_info.name, "entente", "the server's name")
            checks.check("citing" in client.instructions, "the instructions ask for citations", client.instructions)
            checks.check(client.server_capabilities.tools and not client.server_capabilities.prompts, "the capabilities")
            listed = (await client.list_tools()).tools
            checks.equal([tool.name for tool in listed], TOOLS, "the tools")
            for tool in listed:
                check_description(tool, checks)
            await call(client, {tool.name: tool for tool in listed}, server, checks)


def check_description(tool, checks):
    for schema in [tool.input_schema, tool.output_schema]:
        jsonschema.Draft202012Validator.check_schema(schema)
        checks.equal(schema["type"], "object", f"a schema of {tool.name}")
    checks.check(tool.title and tool.description and tool.annotations.read_only_hint, f"{tool.name} says what it is")
    for name, schema in tool.input_schema["properties"].items():
        # What interfaces of language models take as the name of an argument.
        checks.check(all(each.isalnum() or each in "_.-" for each in name), f"the name of {tool.name}.{name}")
        checks.check(schema["description"], f"{tool.name}.{name} says what it is")


async def call(client, tools, server, checks):
    for name, arguments in CALLS:
        what = f"{name} {arguments}"
        given = {key: value for key, value in arguments.items() if value is not None}
        jsonschema.validate(given, tools[name].input_schema)
        try:
            result = await client.call_tool(name, arguments)  # checks the answer against the schema
        except RuntimeError as error:
            checks.check(False, what, error)
            continue
        if not checks.check(not result.is_error, what, result.content):
            continue
        checks.equal(json.loads(result.content[0].text), result.structured_content, f"{what}: the text says the same")
        check_citations(result.structured_content, server, checks, what)
    for name, arguments, advice in WRONG:
        result = await client.call_tool(name, arguments)
        checks.check(result.is_error and result.structured_content is None, f"{name} {arguments} is an error", result)
        checks.check(advice in result.content[0].text, f"{name} {arguments} is advised", result.content[0].text)
    for name in ["serch", ""]:
        try:
            checks.check(False, f"there is no tool {name}", await client.call_tool(name, {}))
        except MCPError as error:
            checks.equal(error.code, -32602, f"the code for the tool {name}")
    try:
        checks.check(False, "there are no prompts", await client.list_prompts())
    except MCPError as error:
        checks.equal(error.code, -32601, "the code for prompts")


def check_citations(answer, server, checks, what):
    """Every record that is cited is there, and has the words that are cited."""
    records = list(records_of(answer))
    for record in records[:3]:
        data = json.load(urllib.request.urlopen(record["url"]))["data"]
        checks.equal(data["id"], record["id"], f"{what}: {record['url']} leads to the record")
        words = {(each["document"], each["paragraph"], each["exact"]) for each in data.get("evidence", [])}
        cited = {(each["document"], each["paragraph"], each["exact"]) for each in record["citations"]}
        checks.check(cited <= words, f"{what}: the citations of {record['id']}", cited - words)
        checks.check(bool(cited) == bool(words), f"{what}: {record['id']} is cited where it can be")
        for citation in record["citations"][:1]:
            checks.equal(urllib.request.urlopen(citation["url"]).status, 200, f"{what}: {citation['url']} leads somewhere")


def records_of(value):
    if isinstance(value, dict):
        if "citations" in value:
            yield value
        for each in value.values():
            yield from records_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from records_of(each)


# MARK: By octets


def send(server, content, method="POST", port=None, **fields):
    connection = http.client.HTTPConnection("127.0.0.1", port or server.port, timeout=PATIENCE)
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    headers |= {name.replace("_", "-"): value for name, value in fields.items()}
    body = content if isinstance(content, (bytes, type(None))) else json.dumps(content).encode()
    connection.request(method, "/mcp", body, {name: value for name, value in headers.items() if value is not None})
    reply = connection.getresponse()
    octets = reply.read()
    connection.close()
    return reply.status, json.loads(octets) if octets else None, reply.headers


def request(method, parameters=None, number=1):
    message = {"jsonrpc": "2.0", "id": number, "method": method}
    return message | ({} if parameters is None else {"params": parameters})


def greeting(version):
    return request("initialize", {"protocolVersion": version, "capabilities": {}, "clientInfo": {"name": "a", "version": "1"}})


def handshakes(server, checks):
    for version in VERSIONS + ["2023-01-01", STATELESS, "soon"]:
        status, answer, fields = send(server, greeting(version))
        expected = version if version in VERSIONS else VERSIONS[-1]
        checks.equal((status, answer["result"]["protocolVersion"]), (200, expected), f"the handshake of {version}")
        checks.equal(fields["mcp-session-id"], None, "there are no sessions")
    for version in VERSIONS:
        status, answer, _ = send(server, {"jsonrpc": "2.0", "method": "notifications/initialized"},
                                 MCP_Protocol_Version=version)
        checks.equal((status, answer), (202, None), f"a notification in {version}")
        status, answer, _ = send(server, request("tools/call", {"name": "search", "arguments": {"q": "talks"}}),
                                 MCP_Protocol_Version=version)
        checks.equal((status, answer["result"]["isError"]), (200, False), f"a call in {version}")


def batches(server, checks):
    batch = [request("ping"), {"jsonrpc": "2.0", "method": "notifications/initialized"}, request("nothing", None, "b"), 7,
             greeting(VERSIONS[1])]
    for fields in [{}, {"MCP_Protocol_Version": "2025-03-26"}]:
        status, answers, _ = send(server, batch, **fields)
        checks.equal((status, [(each["id"], each.get("error", {}).get("code")) for each in answers]),
                     (200, [(1, None), ("b", -32601), (None, -32600), (1, -32600)]), f"a batch with {fields}")
    checks.equal(send(server, batch[1:2])[:2], (202, None), "a batch of notifications")
    for what, content, fields in [("an empty batch", [], {}), ("a long batch", [request("ping")] * 17, {}),
                                  ("a batch in 2025-06-18", batch, {"MCP_Protocol_Version": "2025-06-18"})]:
        status, answer, _ = send(server, content, **fields)
        checks.equal((status, answer["error"]["code"], answer["id"]), (400, -32600, None), what)


def refusals(server, checks):
    ping = request("ping")
    for what, content, code, status in [
        ("no JSON", b"{", -32700, 400), ("nothing", b"", -32700, 400), ("no UTF-8", b'{"\xff":1}', -32700, 400),
        ("a text", "ping", -32600, 400), ("no version", {"id": 1, "method": "ping"}, -32600, 400),
        ("an id that is null", {"jsonrpc": "2.0", "id": None, "method": "ping"}, -32600, 400),
        ("an answer", {"jsonrpc": "2.0", "id": 1, "result": {}}, -32600, 400),
        ("parameters in a list", request("ping", []), -32602, 200), ("no such method", request("resources/list"), -32601, 200),
        ("no tool", request("tools/call", {}), -32602, 200),
        ("arguments in a list", request("tools/call", {"name": "search", "arguments": []}), -32602, 200),
    ]:
        found, answer, fields = send(server, content)
        checks.equal((found, answer["error"]["code"], fields["content-type"]), (status, code, "application/json"), what)
    for fields, code in [({"MCP_Protocol_Version": "2023-01-01"}, -32022), ({"MCP_Protocol_Version": STATELESS}, -32602)]:
        found, answer, _ = send(server, ping, **fields)
        checks.equal((found, answer["error"]["code"], answer["id"]), (400, code, 1), f"a call with {fields}")
    for what, status, method, fields in [
        ("GET, which would be a stream", 405, "GET", {}), ("DELETE, which would end a session", 405, "DELETE", {}),
        ("another type", 415, "POST", {"Content_Type": "text/plain"}),
        ("an answer that cannot be", 406, "POST", {"Accept": "text/event-stream"}),
        ("a page from elsewhere", 403, "POST", {"Origin": "https://example.org"}),
        ("a page from nowhere", 403, "POST", {"Origin": "null"}),
    ]:
        found, answer, headers = send(server, ping, method, **fields)
        checks.equal((found, answer["status"], headers["content-type"]), (status, status, "application/problem+json"), what)
    for origin in ["http://localhost:6274", "http://127.0.0.1", "https://[::1]:8443"]:
        checks.equal(send(server, ping, Origin=origin)[:2], (200, {"jsonrpc": "2.0", "id": 1, "result": {}}), origin)


def off(server, checks):
    port, = free_ports(1)
    with running([server.arguments[0], "serve", "--port", port, "--set", "mcp=off"], [port], server.folder):
        status, answer, _ = send(server, request("ping"), port=port)
        checks.equal(status, 404, "mcp=off")
        checks.check("its setting mcp is off" in answer["detail"], "what mcp=off says", answer)
