"""Tools that nobody here wrote, against the program: `run.py PROGRAM [TOOL …]`. Ends with 1 when a check fails."""

import importlib
import os
import pathlib
import signal
import sys
import tempfile

from kit import ROOT, Checks, Server

TOOLS = ["redbot", "sslyze", "feeds", "openapi", "schemathesis", "client", "dashboard", "explorer", "pandas", "mcp", "metrics", "curl",
         "h2load", "wrk", "nginx", "haproxy", "deploy", "rolling"]


def main():
    if len(sys.argv) < 2 or set(sys.argv[2:]) - set(TOOLS):
        sys.exit(f"usage: run.py PROGRAM [TOOL …]; tools: {' '.join(TOOLS)}")
    # Not before everything that was started has been ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # Where Debian has nginx and HAProxy, which not everybody's path names.
    os.environ["PATH"] += ":/usr/sbin"
    program = ROOT / sys.argv[1]
    results = []
    with tempfile.TemporaryDirectory(prefix="conformance-") as name:
        server = Server(program, pathlib.Path(name))
        with server.running() as process:
            for tool in sys.argv[2:] or TOOLS:
                checks = Checks(tool)
                importlib.import_module(f"check_{tool}").run(server, checks)
                checks.check(process.poll() is None and server.is_alive(), "the server serves on")
                results.append(checks)
        orderly = Checks("entente")
        orderly.equal(process.returncode, 0, "the server ends in order on SIGTERM")
        results.append(orderly)
    for checks in results:
        print(f"{checks.tool + ':':<14}{checks.count:>6} checks {len(checks.failures):>4} failures")
    sys.exit(any(checks.failures for checks in results))


main()
