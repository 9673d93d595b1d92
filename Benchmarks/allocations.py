#!/usr/bin/env python3
"""Heap allocations for each keep-alive request, by valgrind: the difference between 11,000 requests and 1,000, plain,
compressed, over TLS, and with a line of the access log for each.

    Benchmarks/allocations.py [FEW] [MANY]                default: 1,000 and 11,000
"""

import re
import socket
import ssl
import subprocess
import sys

import harness
import idle

KINDS = {"plain": "", "compressed": "Accept-Encoding: gzip\r\n", "TLS": "", "logged": "User-Agent: probe\r\n"}


def allocations(place, program, pair, kind, requests):
    """Blocks allocated from the start of the process to its end."""
    log = place / "valgrind.log"
    secure = ["--certificate", pair[0], "--key", pair[1]] if kind == "TLS" else []
    # One loop, so that valgrind has the requests in one thread; deadlines that its slowness does not reach.
    arguments = ["--set", "loops=1", "--set", "handshake-timeout=100", *secure]
    if kind == "logged":
        arguments += ["--access-log", "1"]
    wrapper = ["valgrind", f"--log-file={log}"]
    with harness.entente(place, *arguments, program=program, wrapper=wrapper) as (_, port):
        client = socket.create_connection(("127.0.0.1", port))
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if secure:
            client = ssl._create_unverified_context().wrap_socket(client)
        for _ in range(requests):
            idle.get(client, harness.TARGET, KINDS[kind])
        client.close()
    total = re.search(r"total heap usage: ([\d,]+) allocs", log.read_text())
    if not total:
        harness.fail(f"valgrind told no total:\n{log.read_text()[-500:]}")
    return int(total[1].replace(",", ""))


def run(few=1000, many=11_000):
    harness.need("valgrind", "strip", "openssl")
    with harness.folder() as place:
        # valgrind cannot read all of what the compiler says for debuggers.
        program = place / "entente"
        subprocess.run(["strip", "-g", "-o", program, harness.PROGRAM], check=True)
        pair = harness.certificate(place)
        for kind in KINDS:
            counts = [allocations(place, program, pair, kind, requests) for requests in (few, many)]
            harness.row(f"heap allocations for each of {many - few} requests, {kind}",
                        f"{(counts[1] - counts[0]) / (many - few):.4f}")


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
