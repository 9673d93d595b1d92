#!/usr/bin/env python3
"""Certificates read again 100 times by SIGHUP under load, half of it on kept connections and half on new ones: counts
the requests that failed.

    Benchmarks/reload.py [RELOADS]                        default: 100
"""

import http.client
import os
import signal
import ssl
import sys
import threading
import time

import harness

CLIENTS = 4


class Load:
    """Threads that make requests until they are told to stop."""

    def __init__(self, port):
        self.port, self.answered, self.failures, self.stopping = port, [0] * CLIENTS, [], False
        self.threads = [threading.Thread(target=self.run, args=(number,)) for number in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def run(self, number):
        context = ssl._create_unverified_context()
        connection = None
        while not self.stopping:
            try:
                if connection is None:
                    connection = http.client.HTTPSConnection("localhost", self.port, context=context, timeout=10)
                connection.request("GET", harness.TARGET)
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    self.failures.append(answer.status)
                self.answered[number] += 1
            except OSError as error:
                self.failures.append(error)
                connection = None
            except http.client.HTTPException as error:
                self.failures.append(error)
                connection = None
            if number % 2 and connection:
                connection.close()
                connection = None

    def stop(self):
        self.stopping = True
        for thread in self.threads:
            thread.join()


def name(port):
    """The fingerprint of the certificate that new connections get."""
    return ssl.get_server_certificate(("localhost", port))


def replace(place, pair, number):
    """Each by renaming, so that no half-written file is ever read."""
    for target, new in zip(pair, harness.certificate(place, f"next-{number}")):
        os.replace(new, target)


def run(reloads=100):
    harness.need("taskset", "openssl")
    with harness.folder() as place:
        pair = harness.certificate(place)
        arguments = ["--certificate", pair[0], "--key", pair[1]]
        with harness.entente(place, *arguments) as (server, port):
            load, seen = Load(port), {name(port)}
            try:
                for number in range(reloads):
                    replace(place, pair, number)
                    server.send_signal(signal.SIGHUP)
                    deadline = time.monotonic() + 10
                    while (certificate := name(port)) in seen:
                        if time.monotonic() > deadline:
                            harness.fail(f"reload {number + 1} brought no other certificate")
                    seen.add(certificate)
            finally:
                load.stop()
    for failure in load.failures[:5]:
        print(f"failed: {failure!r}", file=sys.stderr)
    harness.row(f"{reloads} reloads of certificates: requests answered, failed",
                f"{sum(load.answered)}, {len(load.failures)}")


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
