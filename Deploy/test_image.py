#!/usr/bin/env python3
"""Builds both images of the Dockerfile, runs them as a cluster would, and judges them from outside.

    Deploy/test_image.py CONTEXT

The commands that build and run are in IMAGE_BUILD and IMAGE_RUN (see `engine` for what they take). Processes of the
container are looked at from this machine, so it takes root, and a container on the machine's own network.
"""

import contextlib
import http.client
import json
import os
import pathlib
import shlex
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import zlib

PATIENCE = 30  # seconds for anything that is waited for
MOST_OCTETS = 40_000_000  # of an image as it is transferred
MOST_MILLISECONDS = 300  # from the start of the process until it is ready
STARTS = 5
LABELS = {"title", "description", "version", "licenses"}
DELAY = 2  # seconds of drain-delay


class Failures(list):
    def check(self, holds, what):
        print(f"  {'ok' if holds else 'FAILED'}: {what}", flush=True)
        if not holds:
            self.append(what)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    build, run = (shlex.split(os.environ[name]) for name in ["IMAGE_BUILD", "IMAGE_RUN"])
    failures = Failures()
    with tempfile.TemporaryDirectory(prefix="image-") as folder:
        for stage in ["minimal", "debian"]:
            name, archive = f"localhost/entente-test-{stage}:dev", pathlib.Path(folder, "image.tar")
            subprocess.run([*build, "--tag", name, "--target", stage, "--save", archive, sys.argv[1]], check=True,
                           stdout=subprocess.DEVNULL)
            print(f"{stage}:")
            judge(failures, stage, Image(archive), run, name)
    sys.exit(f"error: {len(failures)} checks failed" if failures else None)


class Image:
    """A docker archive: its configuration, its size whole, and in layers that are compressed as registries keep them."""

    def __init__(self, archive):
        with tarfile.open(archive) as tar:
            [manifest] = json.load(tar.extractfile("manifest.json"))
            self.configuration = json.load(tar.extractfile(manifest["Config"]))["config"]
            layers = [tar.extractfile(name).read() for name in manifest["Layers"]]
        self.size = sum(map(len, layers))
        self.compressed = sum(len(zlib.compress(layer, 6)) for layer in layers)


def judge(failures, stage, image, run, name):
    health = image.configuration["Healthcheck"]["Test"]
    labels = image.configuration.get("Labels") or {}
    failures.check(LABELS <= {label.rpartition(".")[2] for label in labels}, f"labels: {', '.join(sorted(labels))}")
    print(f"  size: {image.size / 1e6:.1f} MB, {image.compressed / 1e6:.1f} MB compressed")
    if stage == "minimal":
        failures.check(image.compressed <= MOST_OCTETS, f"at most {MOST_OCTETS / 1e6:.0f} MB compressed")
    times = []
    for _ in range(STARTS):
        with Container(run, name) as container:
            times.append(container.ready())
    times.sort()
    failures.check(times[STARTS // 2] < MOST_MILLISECONDS,
                   f"from the start of the process until it is ready: {times} ms, median below {MOST_MILLISECONDS}")
    with Container(run, name, {"ENTENTE_DRAIN_DELAY": DELAY}) as container:
        container.ready()
        inside(failures, container)
        failures.check(container.execute(health[1:]) == 0, "its health check passes")
        orphan(failures, container)
        drain(failures, container, health[1:])


def inside(failures, container):
    status = container.status()
    failures.check(container.get("/dialogues?partner=India")[0] == 200, "it answers")
    failures.check(set(status["Uid"].split()) == {"10001"}, f"its user is {status['Uid'].split()[0]}")
    failures.check(int(status["CapEff"], 16) == 0 and status["NoNewPrivs"] == "1", "it holds no privileges")
    failures.check(status["NSpid"].split()[-1] == "1", "it is process 1")
    roots = [line.split() for line in pathlib.Path(f"/proc/{container.pid}/mountinfo").read_text().splitlines()]
    failures.check(any(line[4] == "/" and line[5].startswith("ro") for line in roots), "its root cannot be written to")
    print(f"  resident memory: {status['VmRSS']}")


def orphan(failures, container):
    """A process whose parent has gone becomes a child of process 1, and is not left as a zombie when it ends."""
    command = ["nsenter", "--target", str(container.pid), "--pid", "sh", "-c", "sleep 0.2 & echo"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seen = bool(container.children())
    deadline = time.monotonic() + PATIENCE
    while container.children() and time.monotonic() < deadline:
        time.sleep(0.05)
    failures.check(seen and not container.children(), "an orphan that it inherits is not left behind")


def drain(failures, container, health):
    """A request in flight, a client that is known and one that is new, from the signal to the end."""
    half = container.connect()
    half.sendall(b"GET /partners/india HTTP/1.1\r\nHo")
    container.get("/healthz")  # Behind this answer the half is known.
    os.kill(container.pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while container.get("/readyz")[0] == 200 and time.monotonic() < deadline:
        time.sleep(0.01)
    status, fields = container.get("/dialogues")
    failures.check((status, fields.get("Connection")) == (200, "close"), "while it drains it answers, and says close")
    failures.check(container.execute(health) == 69, "while it drains its health check fails")
    while container.accepts() and time.monotonic() < deadline:
        time.sleep(0.05)
    half.sendall(b"st: a\r\n\r\n")
    answer = b""
    while piece := half.recv(65_536):
        answer += piece
    failures.check(answer.startswith(b"HTTP/1.1 200 ") and b"\r\nConnection: close\r\n" in answer,
                   "a request that was in flight is answered when the port is closed already")
    code = container.process.wait(PATIENCE)
    failures.check(code == 0, f"it ends with {code}")


class Container:
    """One run of an image, by a command that lasts as long."""

    def __init__(self, run, image, environment={}):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {"ENTENTE_HOST": "127.0.0.1", **environment}
        variables = [word for name, value in self.environment.items() for word in ("--env", f"{name}={value}")]
        self.command = [*run, "--port", str(self.port), "--name", f"entente-test-{self.port}", *variables, image]
        self.pid = None

    def __enter__(self):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(self.command, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            if self.pid:
                # The second ends the delay.
                for _ in range(2):
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(self.pid, signal.SIGTERM)
            else:
                self.process.terminate()
            self.process.wait(PATIENCE)
        self.log.close()

    def ready(self):
        """Waits until it is, and tells the milliseconds since its process began."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError):
                if self.get("/readyz")[0] == 200:
                    now = time.clock_gettime(time.CLOCK_BOOTTIME)
                    self.pid = self.listener()
                    ticks = int(self.stat(self.pid)[19])
                    return round((now - ticks / os.sysconf("SC_CLK_TCK")) * 1000)
            time.sleep(0.002)
        self.log.seek(0)
        sys.exit(f"error: {shlex.join(map(str, self.command))}: {self.log.read().decode()}")

    def listener(self):
        """The process that listens on the port."""
        sockets = [line.split() for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]]
        inodes = {f"socket:[{fields[9]}]" for fields in sockets
                  if fields[3] == "0A" and int(fields[1].partition(":")[2], 16) == self.port}
        for folder in pathlib.Path("/proc").glob("[0-9]*/fd"):
            with contextlib.suppress(OSError):
                if any(os.readlink(entry) in inodes for entry in folder.iterdir()):
                    return int(folder.parent.name)
        sys.exit(f"error: nobody is seen to listen on port {self.port}; is this root, and the machine's network?")

    @staticmethod
    def stat(pid):
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()

    def status(self):
        lines = pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}

    def children(self):
        found = []
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if int(self.stat(folder.name)[1]) == self.pid:
                    found.append(int(folder.name))
        return found

    def execute(self, command):
        """The exit code of a command inside, as its own user with its own settings."""
        variables = pathlib.Path(f"/proc/{self.pid}/environ").read_bytes().split(b"\0")
        environment = dict(variable.split(b"=", 1) for variable in variables if b"=" in variable)
        return subprocess.run(
            ["nsenter", "--target", str(self.pid), "--mount", "--pid", "--net", "--wd", "--setuid", "10001",
             "--setgid", "10001", *command],
            env=environment, stderr=subprocess.DEVNULL).returncode

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def accepts(self):
        with contextlib.suppress(OSError), self.connect():
            return True
        return False

    def get(self, target):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request("GET", target)
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.headers


main()
