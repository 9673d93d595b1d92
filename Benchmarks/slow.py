#!/usr/bin/env python3
"""The 99th percentile of ordinary clients while none, one and 5,000 others send an octet a second: half of them a head,
half a content. The three alternate in one run.

    Benchmarks/slow.py [ROUNDS] [SECONDS]                 default: 7 rounds of 3 seconds
"""

import contextlib
import socket
import subprocess
import sys
import time

import harness

CROWDS = (0, 1, 5000)
HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + b"a" * 100
CONTENT = b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n" + b"a" * 100


class Slow:
    """A client that sends the beginning of a request octet by octet, and begins anew when the server has had enough."""

    def __init__(self, port, number):
        self.port, self.number = port, number
        self.connect()

    def connect(self):
        self.message = CONTENT if self.number % 2 else HEAD
        # A content comes after its head, which is sent at once.
        self.sent = self.message.find(b"\r\n\r\n") + 4 if self.number % 2 else 0
        self.socket = socket.socket()
        self.socket.bind((f"127.0.2.{1 + self.number // 2500}", 0))
        self.socket.connect(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(self.message[:self.sent])
        self.socket.setblocking(False)

    def step(self):
        try:
            if self.socket.send(self.message[self.sent:self.sent + 1]) == 1:
                self.sent += 1
            ended = bool(self.socket.recv(4096))
        except BlockingIOError:
            ended = False
        except OSError:
            ended = True
        if ended:
            self.socket.close()
            self.connect()


def drive(port, count):
    """Until it is ended: a hundred groups, each of which has its turn once a second."""
    clients = [Slow(port, number) for number in range(count)]
    print("ready", flush=True)
    start, turn = time.monotonic(), 0
    while True:
        for client in clients[turn % 100::100]:
            client.step()
        turn += 1
        time.sleep(max(0, start + turn / 100 - time.monotonic()))


@contextlib.contextmanager
def crowd(port, count):
    command = ["taskset", "-c", harness.LOAD_CORE, sys.executable, __file__, "drive", str(port), str(count)]
    clients = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        if clients.stdout.readline() != b"ready\n":
            harness.fail(f"{count} slow clients could not connect")
        yield
        if clients.poll() is not None:
            harness.fail("the slow clients ended before the others")
    finally:
        clients.kill()
        clients.wait()
        clients.stdout.close()


def run(rounds=7, seconds=3):
    harness.need("wrk", "taskset")
    harness.need_descriptors(max(CROWDS) + 200)
    with harness.folder() as place:
        with harness.entente(place, "--set", "connections=20000") as (server, port):
            harness.wrk(port, harness.TARGET, 1, 64)
            results = {count: [] for count in CROWDS}
            for _ in range(rounds):
                for count in CROWDS:
                    with crowd(port, count):
                        results[count].append(harness.wrk(port, harness.TARGET, seconds, 64)[2])
            with crowd(port, max(CROWDS)):
                before = harness.seconds_of(server.pid)
                time.sleep(seconds)
                share = (harness.seconds_of(server.pid) - before) / seconds
    medians = {count: harness.median(values) for count, values in results.items()}
    for count in CROWDS:
        harness.row(f"p99 ms of 64 clients beside {count} slow ones, and times that of none",
                    f"{medians[count]:.2f}, {medians[count] / medians[0]:.2f}")
    harness.row(f"share of a core that {max(CROWDS)} slow clients take", f"{100 * share:.0f} %")


if __name__ == "__main__":
    if sys.argv[1:2] == ["drive"]:
        drive(int(sys.argv[2]), int(sys.argv[3]))
    else:
        run(*map(int, sys.argv[1:]))
