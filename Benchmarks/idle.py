#!/usr/bin/env python3
"""What 10,000 idle keep-alive connections cost, and the latency of one client that is served beside them.

    Benchmarks/idle.py [CONNECTIONS] [REQUESTS] [ROUNDS]  default: 10,000, 5,000 requests, 5 rounds
"""

import socket
import sys
import time

import harness

# Each source address has some 28,000 ports, and those of closed connections stay taken for a minute.
PER_ADDRESS = 5000


def connect(port, number):
    client = socket.socket()
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.bind((f"127.0.1.{1 + number // PER_ADDRESS}", 0))
    client.connect(("127.0.0.1", port))
    return client


def get(client, target, fields=""):
    """One request and its whole answer."""
    client.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n{fields}\r\n".encode())
    received = b""
    while b"\r\n\r\n" not in received:
        received += client.recv(65536) or harness.fail("a connection ended before its answer")
    head, _, content = received.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    missing = int(fields[b"content-length"]) - len(content)
    while missing > 0:
        missing -= len(client.recv(65536)) or harness.fail("a connection ended inside an answer")
    if not head.startswith(b"HTTP/1.1 200"):
        harness.fail(f"not every request was answered well: {head.decode()}")


def latencies(client, count):
    """The 50th and the 99th percentile in microseconds."""
    times = []
    for _ in range(count):
        start = time.perf_counter()
        get(client, harness.TARGET)
        times.append((time.perf_counter() - start) * 1e6)
    times.sort()
    return times[count // 2], times[count * 99 // 100]


def run(connections=10_000, requests=5000, rounds=5):
    harness.need("taskset")
    harness.need_descriptors(connections + 200)
    alone, beside, sizes = [], [], []
    with harness.folder() as place:
        with harness.entente(place, "--set", f"connections={2 * connections + 200}") as (server, port):
            one = connect(port, 0)
            latencies(one, requests)
            for _ in range(rounds):
                alone.append(latencies(one, requests))
                before = harness.resident(server.pid)
                idle = []
                for number in range(connections):
                    idle.append(connect(port, number))
                    get(idle[-1], "/healthz")
                sizes.append((harness.resident(server.pid), before))
                beside.append(latencies(one, requests))
                for client in idle:
                    client.close()
            one.close()
    for what, times in ("no other", alone), (f"{connections} idle connections", beside):
        middle, high = (harness.median(round[part] for round in times) for part in (0, 1))
        harness.row(f"latency µs of one client beside {what}, p50 and p99", f"{middle:.0f} and {high:.0f}")
    # Later rounds use the memory of the first again.
    after, before = sizes[0]
    harness.row("octets of resident memory for each of them", f"{(after - before) / connections:.0f}")
    harness.row("resident memory with all of them", f"{after / 1e6:.1f} MB")


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
