"""pandas reads a CSV and an NDJSON export as the example shows; what it counts is what the register says of itself."""

import json
import re
import sys
import urllib.request

from kit import ROOT, command


def run(server, checks):
    records = json.load(urllib.request.urlopen(server.url + "/version"))["records"]
    result = command([sys.executable, "-B", ROOT / "Examples" / "pandas.py", server.url])
    if not checks.equal(result.returncode, 0, f"Examples/pandas.py runs: {result.stderr[-1000:]}"):
        return
    for name in ["dialogues", "commitments"]:
        count = re.search(rf"^(\d+) {name}", result.stdout, re.MULTILINE)
        checks.equal(count and int(count[1]), records[name], f"{name} that pandas has read")
    partners = json.load(urllib.request.urlopen(server.url + "/matrix?rows=partner&cols=year&limit=200"))
    top = {row["id"]: row["total"] for row in partners["data"]["rows"]}
    shown = dict(re.findall(r"^([a-z-]+) +(\d+)$", result.stdout.split("parties\n")[1].split("\n\n")[0], re.MULTILINE))
    checks.check(len(shown) == 5, "the partners of most dialogues are shown", shown)
    for partner, count in shown.items():
        checks.equal(int(count), top.get(partner), f"dialogues of {partner}")
    actions = re.search(r"^all +((?:\d+ +)*\d+)$", result.stdout, re.MULTILINE)
    checks.equal(actions and int(actions[1].split()[-1]), records["commitments"], "commitments in the table")
