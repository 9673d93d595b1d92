"""schemathesis asks what the OpenAPI document allows and what it forbids, and follows links from answers to further requests.
`CONFORMANCE_EXAMPLES` is how many examples each group of operations gets in the phase of fuzzing, beside those of the other
phases (2000)."""

import collections
import json
import math
import os
import subprocess
import sys
import urllib.request

from kit import ROOT

EXAMPLES = int(os.environ.get("CONFORMANCE_EXAMPLES", "2000"))
LONGEST = 7200  # seconds
LEFT_OUT = ["/events", "/mcp"]

# QUERY is left out: methods that no standard here knows are 501 (RFC 9110, 9.1), not 405.
CONFIGURATION = """
request-timeout = 30
continue-on-failure = true
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", 400, 404, 410, 422]
# What is wrong may also be too long, or of a generation that nobody knows.
[checks.negative_data_rejection]
expected-statuses = [400, 404, 405, 406, 410, 413, 414, 415, 422, 431]
[phases.coverage]
unexpected-methods = ["get", "put", "post", "delete", "patch", "trace"]
[phases.stateful.generation]
max-examples = {stateful}
"""
OPERATIONS = """
[[operations]]
include-tag = "{tag}"
generation.max-examples = {examples}
"""


def run(server, checks):
    document = json.load(urllib.request.urlopen(server.url + "/openapi.json"))
    # A stream without an end is no answer that can be read whole: check_dashboard.py listens to it. What a call of JSON-RPC
    # may hold depends on its method, which check_mcp.py tries by the protocol's own client.
    counts = collections.Counter(operation["tags"][0] for path, item in document["paths"].items() if path not in LEFT_OUT
                                 for name, operation in item.items() if name in ("get", "post"))
    text = CONFIGURATION.format(stateful=max(EXAMPLES // 20, 5))
    for tag, count in counts.items():
        text += OPERATIONS.format(tag=tag, examples=math.ceil(EXAMPLES / count))
    configuration, report = server.folder / "schemathesis.toml", server.folder / "schemathesis.json"
    configuration.write_text(text)
    result = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", configuration, "run", server.url + "/openapi.json",
         "--checks", "all", *[word for path in LEFT_OUT for word in ("--exclude-path", path)],
         "--workers", "2", "--generation-database", "none", "--no-color",
         "--report-json-path", report],
        capture_output=True, text=True, timeout=LONGEST, check=False, cwd=server.folder,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(ROOT / "Conformance"),
             "PYTHONDONTWRITEBYTECODE": "1", "CONFORMANCE_SERVER": server.url})
    summary = result.stdout[result.stdout.rfind("= SUMMARY ="):]
    print("\n".join(f"  {line}" for line in summary.splitlines()[1:] if line.strip()), flush=True)
    checks.equal(result.returncode, 0, "schemathesis finds nothing")
    if result.returncode != 0:
        print(result.stdout + result.stderr, flush=True)
    checks.check(f"{sum(counts.values())}" in summary and "Stateful" in summary, "all operations and phases were tested",
                 summary[:500])
