#!/usr/bin/env python3
"""What exports of a large register take beside the idle memory, to quick readers and to slow ones.

    Benchmarks/exports.py [DIALOGUES]    default: 100,000
"""

import socket
import subprocess
import sys
import threading
import time

import harness

READERS, SECONDS = 4, 10
def read_slowly(port):
    """About a megabyte a second, and away before the end."""
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET /export/dialogues.ndjson HTTP/1.1\r\nHost: localhost\r\n\r\n")
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and client.recv(65536):
            time.sleep(0.06)


def peak(pid, work):
    """The most memory beside that at the start while something is done, in octets."""
    idle = highest = harness.resident(pid)
    worker = threading.Thread(target=work)
    worker.start()
    while worker.is_alive():
        highest = max(highest, harness.resident(pid))
        time.sleep(0.02)
    worker.join()
    return highest - idle


def run(count=100_000):
    harness.need("curl", "taskset")
    with harness.folder() as place:
        data = place / "data"
        harness.synthesise(data, count)
        with harness.entente(place, "--data", data, patience=600) as (server, port):
            for form in "ndjson", "json", "csv":
                start = time.monotonic()
                command = ["curl", "-sf", "-o", "/dev/null", f"http://localhost:{port}/export/dialogues.{form}"]
                more = peak(server.pid, lambda: subprocess.run(command, check=True))
                harness.row(
                    f"export of {count} dialogues as {form}, memory beside idle",
                    f"{more / 2**20:.1f} MiB, {time.monotonic() - start:.1f} s")
            readers = [threading.Thread(target=read_slowly, args=(port,)) for _ in range(READERS)]

            def read_all():
                for reader in readers:
                    reader.start()
                for reader in readers:
                    reader.join()

            harness.row(
                f"the same to {READERS} slow readers at once", f"{peak(server.pid, read_all) / 2**20:.1f} MiB")


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
