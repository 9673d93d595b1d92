"""h2load sends many requests over HTTP/1.1, several ahead on each connection; every one has to succeed."""

import re

from kit import command

REQUESTS = 4000


def run(server, checks):
    for base in [server.url, server.secure_url]:
        for target, fields in [("/", []), ("/dialogues?partner=India", []),
                               ("/commitments?limit=500", ["accept-encoding: gzip"]),
                               ("/dialogues/india-vietnam-security-dialogue-3", [])]:
            for ahead in [1, 16]:
                added = [word for field in fields for word in ("-H", field)]
                load = command(["h2load", "--h1", "-n", REQUESTS, "-c", 32, "-m", ahead, "-t", 1, *added, base + target])
                what = f"{REQUESTS} requests for {base.partition(':')[0]} {target}, {ahead} ahead"
                counts = re.search(r"requests: (\d+) total, .* (\d+) succeeded, (\d+) failed, (\d+) errored, (\d+) timeout",
                                   load.stdout)
                checks.check(load.returncode == 0 and counts is not None, f"h2load ends: {what}", load.stdout + load.stderr)
                if counts:
                    checks.equal([int(count) for count in counts.groups()], [REQUESTS, REQUESTS, 0, 0, 0], what)
                statuses = re.search(r"status codes: (\d+) 2xx", load.stdout)
                checks.equal(statuses and int(statuses[1]), REQUESTS, f"status of {what}")
