"""A client that openapi-python-client generates from the document, used by a script that mypy finds well-typed."""

import os
import subprocess
import sys
import urllib.request

from kit import PATIENCE, ROOT

SCRIPT = ROOT / "Conformance" / "generated_client.py"


def run(server, checks):
    document, package = server.folder / "openapi.json", server.folder / "entente_client"
    document.write_bytes(urllib.request.urlopen(server.url + "/openapi.json").read())
    generated = tool(server, "openapi_python_client", "generate", "--path", document, "--output-path", package,
                     "--meta", "none")
    # Media types that the generator has no code for: Atom in an answer, plain text as content.
    others = [line for line in generated.stdout.splitlines()
              if line.startswith("WARNING") and not any(path in line for path in ["/feed.atom", "/extract"])]
    checks.equal(others, [], "openapi-python-client understands every operation")
    checks.check((package / "api").is_dir(), "a client has been generated", generated.stdout + generated.stderr)
    (package / "py.typed").touch()
    typed = tool(server, "mypy", "--strict", "--no-error-summary", SCRIPT)
    checks.equal((typed.returncode, typed.stdout), (0, ""), "mypy --strict finds the script well-typed")
    used = subprocess.run([sys.executable, "-B", str(SCRIPT), server.url], capture_output=True, text=True,
                          timeout=PATIENCE, check=False, env=environment(server))
    checks.equal(used.returncode, 0, f"the script runs: {used.stderr[-2000:]}")
    for line in used.stdout.splitlines():
        verdict, _, what = line.partition(" ")
        checks.check(verdict == "ok", f"the client: {what}")
    checks.check(used.stdout.count("\n") >= 12, "the script has looked at everything", used.stdout)


def environment(server):
    return {**os.environ, "PYTHONPATH": str(server.folder), "MYPYPATH": str(server.folder)}


def tool(server, module, *arguments):
    # The generator formats what it has made, if it finds ruff; nobody reads that.
    return subprocess.run([sys.executable, "-m", module, *map(str, arguments)], capture_output=True, text=True,
                          timeout=4 * PATIENCE, check=False, env=environment(server), cwd=server.folder)
