"""Three replicas behind HAProxy are replaced one after the other, each round with a newer register, under load: no request
fails, and no client sees an older register after a newer one.

ROLLING_SECONDS says for how long (60).
"""

import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

from kit import PATIENCE, ROOT, free_ports, running, wait_for

SECONDS = int(os.environ.get("ROLLING_SECONDS", "60"))
REPLICAS, CLIENTS = 3, 12
DRAIN_DELAY = 2  # seconds; HAProxy notices after one
TARGETS = ["/dialogues?partner=India", "/documents", "/search?q=dialogue&limit=5", "/people?limit=3", "/partners/india"]
GENERATION = re.compile(rb'"generation": ?"([^"]+)"')


def run(server, checks):
    with tempfile.TemporaryDirectory(prefix="rolling-") as name, contextlib.ExitStack() as stack:
        folder = pathlib.Path(name)
        ports = free_ports(REPLICAS + 1)
        registers = Registers(folder)
        replicas = [Replica(server.arguments[0], port, folder, registers) for port in ports[:REPLICAS]]
        for replica in replicas:
            replica.start(0)
            stack.callback(replica.kill)
        proxy = Proxy(folder, ports[-1], replicas)
        stack.enter_context(running(["haproxy", "-db", "-f", proxy.configuration], [proxy.port], folder))
        proxy.await_ready(range(REPLICAS))
        clients = [Client(proxy.port, f"127.0.0.{number + 2}", registers) for number in range(CLIENTS)]
        for client in clients:
            client.start()
        wrk = subprocess.Popen(
            ["wrk", "-t1", "-c16", f"-d{SECONDS}s", f"http://127.0.0.1:{proxy.port}{TARGETS[0]}"], stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        restarts, version, end = 0, 0, time.monotonic() + SECONDS
        while time.monotonic() < end:
            version += 1
            for number, replica in enumerate(replicas):
                checks.equal(replica.stop(), 0, "a replica ends in order")
                replica.start(version)
                proxy.await_ready([number])
                restarts += 1
        output = wrk.communicate(timeout=PATIENCE)[0]
        for client in clients:
            client.stop()
        judge(checks, clients, output, restarts, version)
        print(proxy.told(), flush=True)


def judge(checks, clients, output, restarts, version):
    for client in clients:
        checks.equal(client.failures[:3], [], f"no request of {client.source} fails")
        checks.equal(client.regressions, [], f"{client.source} sees no older register after a newer one")
        checks.check(client.versions[-1:] == [version], f"{client.source} sees the newest in the end", client.versions)
    checks.check("Non-2xx" not in output and "Socket errors" not in output, "no request of wrk fails", output)
    load = int(re.search(r"(\d+) requests in", output)[1])
    checks.check(load > 1000 and all(client.count > 10 for client in clients), "there is a load", load)
    checks.check(all(len(client.versions) > 1 for client in clients), "clients see several registers")
    failed = sum(len(client.failures) for client in clients)
    print(f"  rolling: {restarts} restarts, {version} registers; {load} requests of wrk, "
          f"{sum(client.count for client in clients)} of {len(clients)} clients that check each answer "
          f"({sum(client.unchanged for client in clients)} of them 304, {sum(client.pages for client in clients)} next pages); "
          f"{failed} failed", flush=True)


class Registers:
    """Versions of the register that ships, each with its own generation, and the answers that each gives."""

    def __init__(self, folder):
        self.folder, self.versions, self.answers = folder, {}, {}

    def path(self, version):
        place = self.folder / f"register-{version}"
        if not place.exists():
            shutil.copytree(ROOT / "Config/seeds", place)
            file = sorted(place.glob("*.json"))[0]
            content = json.loads(file.read_text())
            content["document"]["title"] = f"Talks, edition {version}"
            file.write_text(json.dumps(content, ensure_ascii=False))
        return place

    def learn(self, port, version):
        """What a replica answers when it is asked directly, before clients reach it."""
        for target in TARGETS:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            with contextlib.closing(connection):
                connection.request("GET", target)
                answer = connection.getresponse()
                content = answer.read()
            if found := GENERATION.search(content):
                self.versions[found[1]] = version
            self.answers.setdefault((target, content), answer.headers["ETag"])


class Replica:
    def __init__(self, program, port, folder, registers):
        self.program, self.port, self.folder, self.registers = program, port, folder, registers

    def start(self, version):
        log = self.folder / f"replica-{self.port}.log"
        with log.open("a") as output:
            self.process = subprocess.Popen(
                [str(self.program), "serve", "--port", str(self.port), "--data", str(self.registers.path(version)),
                 "--drain-delay", str(DRAIN_DELAY), "--loops", "1"],
                stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=ROOT)
        wait_for(self.port, self.process, log)
        self.registers.learn(self.port, version)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def kill(self):
        self.process.kill()
        self.process.wait()


class Proxy:
    """HAProxy with the configuration that ships, but for its ports and its log."""

    def __init__(self, folder, port, replicas):
        self.port, self.socket, self.configuration = port, folder / "haproxy.sock", folder / "haproxy.cfg"
        text = (ROOT / "Deploy/haproxy/haproxy.cfg").read_text()
        servers = "\n".join(f"    server entente-{number} 127.0.0.1:{replica.port}"
                            for number, replica in enumerate(replicas))
        for old, new in [
            (r"    server .*(?:\n    server .*)*", servers), (r"bind :8080", f"bind 127.0.0.1:{port}"),
            (r"log stdout format raw local0", f"log stdout format raw local0 err\n    stats socket {self.socket}"),
            (r" resolvers docker", ""), (r"resolvers docker\n(?:    .*\n)+", ""),
        ]:
            text, count = re.subn(old, new, text, count=1)
            if count != 1:
                raise SystemExit(f"error: Deploy/haproxy/haproxy.cfg has nothing that looks like {old}")
        self.configuration.write_text(text)

    def ask(self, question):
        with contextlib.closing(socket.socket(socket.AF_UNIX)) as connection:
            connection.connect(str(self.socket))
            connection.sendall(question.encode() + b"\n")
            return b"".join(iter(lambda: connection.recv(65_536), b"")).decode()

    def rows(self):
        names, *lines = self.ask("show stat entente 4 -1").removeprefix("# ").splitlines()
        return [dict(zip(names.split(","), line.split(","))) for line in lines if line]

    def await_ready(self, numbers):
        deadline = time.monotonic() + PATIENCE
        wanted = {f"entente-{number}" for number in numbers}
        while time.monotonic() < deadline:
            if wanted <= {row["svname"] for row in self.rows() if row["status"].startswith("UP")}:
                return
            time.sleep(0.02)
        raise SystemExit(f"error: {wanted} are not up within {PATIENCE} s")

    def told(self):
        rows = [f"{row['svname']} {row['stot']} ({row['wretr']} retries, {row['eresp']} errors)" for row in self.rows()]
        return f"  rolling: requests by replica: {', '.join(rows)}"


class Client(threading.Thread):
    """One address with one connection that is kept: asks in turn, for what is new, and for next pages."""

    def __init__(self, port, source, registers):
        super().__init__()
        self.port, self.source, self.registers, self.stopping = port, source, registers, False
        self.count = self.unchanged = self.pages = 0
        self.failures, self.regressions, self.versions = [], [], []

    def stop(self):
        self.stopping = True
        self.join(PATIENCE)

    def run(self):
        connection, tags, number = None, {}, 0
        while not self.stopping:
            target = TARGETS[number % len(TARGETS)]
            number += 1
            try:
                if connection is None:
                    connection = http.client.HTTPConnection(
                        "127.0.0.1", self.port, timeout=PATIENCE, source_address=(self.source, 0))
                self.ask(connection, target, tags, is_repeated=number % 3 == 0)
            except (OSError, http.client.HTTPException, ValueError) as error:
                self.failures.append(f"{target}: {error!r}")
                connection = None

    def ask(self, connection, target, tags, is_repeated):
        known = tags.get(target) if is_repeated else None
        connection.request("GET", target, headers={"If-None-Match": known} if known else {})
        answer = connection.getresponse()
        content = answer.read()
        self.count += 1
        if answer.status == 304 and answer.headers["ETag"] == known:
            self.unchanged += 1
            return
        tag = self.registers.answers.get((target, content))
        if answer.status != 200 or tag != answer.headers["ETag"]:
            raise ValueError(f"{answer.status} {content[:200]}")
        tags[target] = tag
        self.see(content)
        if (page := json.loads(content).get("meta", {}).get("next")) and self.count % 7 == 0:
            connection.request("GET", f"{target}&cursor={page}")
            answer = connection.getresponse()
            content = answer.read()
            self.count += 1
            self.pages += 1
            if answer.status != 200:
                raise ValueError(f"the next page: {answer.status} {content[:200]}")
            self.see(content)

    def see(self, content):
        found = GENERATION.search(content)
        if not found:
            return
        version = self.registers.versions[found[1]]
        if self.versions and version < self.versions[-1]:
            self.regressions.append((self.versions[-1], version))
        if self.versions[-1:] != [version]:
            self.versions.append(version)
