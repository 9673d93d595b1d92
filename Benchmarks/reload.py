#!/usr/bin/env python3
"""Reloads under load, half of it on kept connections and half on new ones: counts the requests that failed.

A thousand times one file of the data is exchanged, the server told by its operators' port to read it, and the memory
looked at; each answer is checked, too: no client may get an older register after a newer one. Then certificates are
read again 100 times by SIGHUP.

    Benchmarks/reload.py [RELOADS [CERTIFICATES]]         default: 1000 100
"""

import contextlib
import http.client
import json
import os
import shutil
import signal
import ssl
import sys
import threading
import time

import harness

CLIENTS = 4
# Reloads after which memory is looked at: what a server needs for them it has taken by the first.
LOOKS = 100, 500, 1000


class Load:
    """Threads that make requests until they are told to stop."""

    def __init__(self, port, check=lambda client, content: None, is_secure=False):
        self.port, self.check, self.is_secure = port, check, is_secure
        self.answered, self.failures, self.stopping = [0] * CLIENTS, [], False
        self.threads = [threading.Thread(target=self.run, args=(number,)) for number in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def connect(self):
        if not self.is_secure:
            return http.client.HTTPConnection("localhost", self.port, timeout=10)
        context = ssl._create_unverified_context()
        return http.client.HTTPSConnection("localhost", self.port, context=context, timeout=10)

    def run(self, number):
        connection = None
        while not self.stopping:
            try:
                connection = connection or self.connect()
                connection.request("GET", harness.TARGET)
                answer = connection.getresponse()
                content = answer.read()
                fault = f"status {answer.status}" if answer.status != 200 else self.check(number, content)
                if fault:
                    self.failures.append(fault)
                self.answered[number] += 1
            except (OSError, http.client.HTTPException, ValueError) as error:
                self.failures.append(error)
                connection = None
            if number % 2 and connection:
                connection.close()
                connection = None

    def stop(self):
        self.stopping = True
        for thread in self.threads:
            thread.join()
        for failure in self.failures[:5]:
            print(f"failed: {failure!r}", file=sys.stderr)

    @property
    def counts(self):
        return f"{sum(self.answered):,}, {len(self.failures)}"


class Order:
    """The generations in the order in which they were published, and the last that each client has seen."""

    def __init__(self, first):
        self.places, self.seen = {first: 0}, [0] * CLIENTS

    def published(self, generation):
        self.places[generation] = len(self.places)

    def check(self, client, content):
        generation = json.loads(content)["meta"]["generation"]
        # One that is not known yet is newer than all that are.
        place = self.places.get(generation, len(self.places))
        if place < self.seen[client]:
            return f"generation {generation} after a newer one"
        self.seen[client] = place
        return None


def exchange(folder, name, text):
    """By renaming, as a careful program does."""
    new = folder / ".new"
    new.write_text(text)
    os.replace(new, folder / name)


def reload(port):
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    with contextlib.closing(connection):
        connection.request("POST", "/-/reload")
        answer = connection.getresponse()
        report = json.loads(answer.read())
    if answer.status != 200 or report["outcome"] != "published":
        harness.fail(f"a reload was not done: {report}")
    return report


def registers(reloads):
    with harness.folder() as place:
        data = place / "data"
        shutil.copytree(harness.ROOT / "Config/seeds", data)
        file = sorted(data.glob("*.json"))[0]
        text = file.read_text()
        [admin] = harness.free_ports(1)
        arguments = ["--data", data, "--watch", "off", "--admin-port", admin]
        with harness.entente(place, *arguments) as (server, port):
            with contextlib.closing(http.client.HTTPConnection("localhost", port)) as connection:
                connection.request("GET", "/version")
                order = Order(json.loads(connection.getresponse().read())["generation"])
            load, milliseconds, memory = Load(port, order.check), [], [harness.resident(server.pid)]
            try:
                for number in range(1, reloads + 1):
                    # Another generation each time; every second time the file has a record less.
                    state = json.loads(text)
                    if number % 2:
                        state["records"] = [record for record in state["records"] if record["type"] != "commitment"]
                    exchange(data, file.name, json.dumps(state) + " " * number)
                    report = reload(admin)
                    order.published(report["generation"])
                    milliseconds.append(report["milliseconds"])
                    if number in LOOKS:
                        memory.append(harness.resident(server.pid))
            finally:
                load.stop()
    harness.row(f"{reloads:,} reloads of the register: requests answered, failed", load.counts)
    harness.row("milliseconds of a reload under load: median, longest",
                f"{harness.median(milliseconds):.0f}, {max(milliseconds)}")
    looks = ", ".join(str(look) for look in LOOKS if look <= reloads)
    harness.row(f"resident memory before, and after {looks} reloads, MiB",
                ", ".join(f"{octets / 2**20:.1f}" for octets in memory))


def name(port):
    """The fingerprint of the certificate that new connections get."""
    return ssl.get_server_certificate(("localhost", port))


def replace(place, pair, number):
    """Each by renaming, so that no half-written file is ever read."""
    for target, new in zip(pair, harness.certificate(place, f"next-{number}")):
        os.replace(new, target)


def certificates(reloads):
    with harness.folder() as place:
        pair = harness.certificate(place)
        arguments = ["--certificate", pair[0], "--key", pair[1]]
        with harness.entente(place, *arguments) as (server, port):
            load, seen = Load(port, is_secure=True), {name(port)}
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
    harness.row(f"{reloads} reloads of certificates: requests answered, failed", load.counts)


def run(registers_read=1000, certificates_read=100):
    harness.need("taskset", "openssl")
    registers(registers_read)
    certificates(certificates_read)


if __name__ == "__main__":
    run(*map(int, sys.argv[1:]))
