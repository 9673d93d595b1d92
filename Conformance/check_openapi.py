"""openapi-spec-validator judges the document; every example that it gives is asked of the register that ships."""

import functools
import json
import operator
import urllib.error
import urllib.parse
import urllib.request

import openapi_spec_validator


def run(server, checks):
    reply = urllib.request.urlopen(server.url + "/openapi.json")
    document = json.load(reply)
    faults = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"
              for error in openapi_spec_validator.OpenAPIV31SpecValidator(document).iter_errors()]
    checks.equal(faults, [], "openapi-spec-validator finds nothing")
    checks.check(reply.headers["etag"].startswith('"'), "the document has a strong entity tag", reply.headers["etag"])
    for path, item in document["paths"].items():
        for method in ["get", "post"]:
            if method in item:
                operate(server, checks, document, path, method, item[method])


def operate(server, checks, document, path, method, operation):
    """The operation with what it requires, and then with each other example in turn."""
    parameters = [resolved(document, each) for each in operation.get("parameters", [])]
    examples = {each["name"]: each.get("example") for each in parameters}
    for each in parameters:
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", urllib.parse.quote(str(examples[each["name"]]), safe=""))
    required = {each["name"]: examples[each["name"]] for each in parameters if each["in"] == "query" and each.get("required")}
    optional = [each["name"] for each in parameters if each["in"] == "query" and each["name"] not in required and "example" in each]
    for query in [required, *({**required, name: examples[name]} for name in optional)]:
        text = urllib.parse.urlencode({name: ",".join(map(str, value)) if isinstance(value, list) else value
                                       for name, value in query.items()})
        status = ask(server, path + (f"?{text}" if text else ""), method, operation.get("requestBody"))
        checks.equal(status, 200, f"{method} {path}?{text} is answered")


def ask(server, target, method, body):
    content, fields = None, {}
    if body:
        kind, media = next(iter(body["content"].items()))
        fields["Content-Type"] = kind
        content = media["example"] if isinstance(media["example"], str) else json.dumps(media["example"])
    request = urllib.request.Request(server.url + target, content and content.encode(), fields, method=method.upper())
    try:
        with urllib.request.urlopen(request) as reply:
            return reply.status
    except urllib.error.HTTPError as error:
        return f"{error.code}: {error.read()[:300]}"


def resolved(document, node):
    """What a reference leads to; anything else is itself."""
    if "$ref" not in node:
        return node
    return functools.reduce(operator.getitem, node["$ref"].split("/")[1:], document)
