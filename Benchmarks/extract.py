#!/usr/bin/env python3
"""How fast one core reads reports, in its own time without the start: reports of 3 KB made of the fixtures' paragraphs;
one meeting after the other of ever more states, 1 to 64 times as long; and texts that nobody writes.

    Benchmarks/extract.py [REPORTS] [ROUNDS]              default: 4,000 reports, 5 rounds
"""

import itertools
import json
import os
import subprocess
import sys

import harness

SIZE = 3000
MEGABYTE = 1_000_000
HOSTILE = {
    "5 MB without a space": "a" * 5 * MEGABYTE,
    "100,000 capitalised words": "Minister " * 100_000,
    "5 MB of brackets": "(" * 5 * MEGABYTE,
    "5 MB of lone combining marks": "\u0301" * (5 * MEGABYTE // 2),
    "2,000 sentences in one line": "Police met in Hanoi and agreed to fight drug crime. " * 2000,
}


def texts(size):
    """Endlessly: texts of so many octets, each beginning with another paragraph of the fixtures."""
    files = sorted(harness.ROOT.glob("Tests/Fixtures/Reports/*.txt"))
    paragraphs = [line.strip() for file in files for line in file.read_text().splitlines() if line.strip()]
    for first in itertools.cycle(range(len(paragraphs))):
        text, number = "", first
        while len(text.encode()) < size:
            text += paragraphs[number % len(paragraphs)] + "\n\n"
            number += 1
        yield text.encode()[:size].decode(errors="ignore")


def meetings(size):
    """One text of so many octets: each paragraph another meeting, of other states and on another day."""
    file = harness.ROOT / "Config/vocabulary/states.json"
    states = [state for state in json.loads(file.read_text()) if state.get("capitals")]
    text, number = "Ministers of the interior meet\n\n", 0
    while len(text) < size:
        host, guest = states[number % len(states)], states[(7 * number + 1) % len(states)]
        text += (f"The Interior Minister of {host['name']} received the Interior Minister of {guest['name']} in "
                 f"{host['capitals'][0]} on {1 + number % 28} May {2000 + number // 28}. Both sides agreed to share "
                 "information on drug trafficking and cybercrime.\n\n")
        number += 1
    return text[:size]


def extract(place, reports):
    """Seconds of the processor's time, and octets of resident memory at most, for the filter to read reports."""
    lines = place / "reports.ndjson"
    with open(lines, "w") as file:
        for number, text in enumerate(reports):
            file.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
    command = ["taskset", "-c", harness.SERVER_CORE, harness.PROGRAM, "extract", "--ndjson"]
    with open(lines, "rb") as source:
        child = subprocess.Popen(command, cwd=harness.ROOT, stdin=source, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        harness.fail(f"the filter ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def run(reports=4000, rounds=5):
    harness.need("taskset")
    with harness.folder() as place:

        def measure(texts):
            """Median of the seconds beyond the start, and of the peaks."""
            runs = [extract(place, texts) for _ in range(rounds)]
            return harness.median(run[0] for run in runs) - start, harness.median(run[1] for run in runs)

        start = 0
        start, idle = measure([])
        few = list(itertools.islice(texts(SIZE), reports))
        seconds, peak = measure(few)
        harness.row("extraction: start, vocabulary included", f"{start * 1000:.0f} ms, {idle / MEGABYTE:.0f} MB")
        harness.row("extraction: reports of 3 KB on one core",
                    f"{reports / seconds:,.0f} /s, {reports * SIZE / seconds / MEGABYTE:.1f} MB/s, "
                    f"{peak / MEGABYTE:.0f} MB at most")
        for factor in 1, 2, 4, 8, 16, 32, 64:
            some = [meetings(factor * SIZE)] * max(1, reports // 8 // factor)
            seconds, _ = measure(some)
            harness.row(f"extraction: {factor * SIZE // 1000} KB of meetings, each KB",
                        f"{seconds / len(some) / factor / (SIZE / 1000) * 1e6:.0f} µs")
        for name, text in HOSTILE.items():
            seconds, peak = measure([text])
            harness.row(f"extraction: {name}",
                        f"{seconds:.2f} s, memory {(peak - idle) / len(text.encode()):.0f} times its size")


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
