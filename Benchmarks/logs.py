#!/usr/bin/env python3
"""What the access log costs: CPU time per request without it, with every request and with a tenth of them, written to a file.

    Benchmarks/logs.py [ROUNDS] [SECONDS]                 default: 5 rounds of 4 seconds

Another program to compare with, without a log, may be named by OTHER in the environment.
"""

import contextlib
import os
import pathlib
import sys

import harness

CONNECTIONS = 64


def measure(pid, port, seconds):
    """Microseconds of CPU time per request."""
    before = harness.seconds_of(pid)
    requests = harness.wrk(port, harness.TARGET, seconds, CONNECTIONS)[0]
    return (harness.seconds_of(pid) - before) / requests * 1e6


def run(rounds=5, seconds=4):
    harness.need("wrk", "taskset")
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(harness.folder())
        sides = {
            f"access-log {share}": stack.enter_context(harness.entente(place, "--access-log", share))
            for share in ("0", "0.1", "1")}
        if other := os.environ.get("OTHER"):
            sides["the other program"] = stack.enter_context(
                harness.entente(place, program=pathlib.Path(other), log=None))
        results = {name: [] for name in sides}
        for child, port in sides.values():
            measure(child.pid, port, 1)
        for _ in range(rounds):
            for name, (child, port) in sides.items():
                results[name].append(measure(child.pid, port, seconds))
    base = results["access-log 0"]
    for name, times in results.items():
        ratio = harness.median(one / standard for one, standard in zip(times, base))
        harness.row(f"CPU µs per request, {name}", f"{harness.median(times):.2f} ({ratio:.3f} of that without a log)")


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
