"""What the measurements share: the release build, nginx and the load as processes, their times, medians and the table.

The server runs on one core and the load on the other. Such machines swing: sides that are compared alternate within one
run, and medians are reported.
"""

import contextlib
import os
import pathlib
import random
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / ".build-release/release/entente"
SYNTH = ROOT / ".build-release/release/entente-synth"
TARGET = os.environ.get("TARGET", "/dialogues?partner=India")
SERVER_CORE, LOAD_CORE = "0", "1"


def fail(reason):
    sys.exit(f"error: {reason}")


def need(*tools):
    """Ends with a remedy unless all tools are there, and the release build with them."""
    packages = {"h2load": "nghttp2-client", "nginx": "nginx-light", "taskset": "util-linux"}
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        fail(f"{', '.join(missing)} missing: apt-get install {' '.join(packages.get(tool, tool) for tool in missing)}")
    if not PROGRAM.exists():
        fail("no release build: run 'make release' first")


def need_descriptors(count):
    """Raises the limit of this process, and so of all that it starts, as far as that is allowed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (count, max(count, hard)))
        except (ValueError, OSError):
            fail(f"{count} descriptors are needed and {hard} allowed: raise the hard limit of 'ulimit -n'")


@contextlib.contextmanager
def folder():
    path = pathlib.Path(tempfile.mkdtemp())
    try:
        path.chmod(0o755)
        yield path
    finally:
        shutil.rmtree(path)


@contextlib.contextmanager
def process(command, log):
    """A process that is ended, and waited for, with the block."""
    with open(log, "wb") as output:
        child = subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    try:
        yield child
    finally:
        child.terminate()
        child.wait()


def wait_for(port, child, log, patience=30):
    for _ in range(20 * patience):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        if child.poll() is not None:
            break
        time.sleep(0.05)
    fail(f"nothing listens on port {port}: {pathlib.Path(log).read_text()[-500:]}")


def free_ports(count):
    """Below the ports that clients get: a client that waits for such a port would in the end be connected to itself."""
    with contextlib.ExitStack() as stack:
        ports = []
        while len(ports) < count:
            probe = stack.enter_context(socket.socket())
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", random.randrange(15_000, 30_000)))
                ports.append(probe.getsockname()[1])
        return ports


@contextlib.contextmanager
def entente(
        place, *arguments, program=PROGRAM, wrapper=("taskset", "-c", SERVER_CORE), patience=30,
        log=("--access-log", "0")):
    """The server and its port, once it listens: within as many seconds. Like nginx beside it, it logs no requests."""
    [port] = free_ports(1)
    output = place / f"entente-{port}.log"
    command = [*wrapper, program, "serve", "--port", port, *(log or ()), *arguments]
    with process(command, output) as child:
        wait_for(port, child, output, patience)
        yield child, port


def synthesise(folder, dialogues, *options):
    """Register files of as many dialogues, the same in each run."""
    if not SYNTH.exists():
        fail("no generator: run 'make synth' first")
    command = [SYNTH, "registers", "--dialogues", dialogues, "--per-file", 1000, *options, folder]
    subprocess.run(list(map(str, command)), cwd=ROOT, check=True)


def certificate(place, name="first"):
    """A self-signed ECDSA pair for localhost: the paths of certificate and key."""
    pair = place / f"{name}.pem", place / f"{name}-key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", pair[1], "-out", pair[0]],
        check=True, capture_output=True)
    return pair


def seconds_of(pid):
    """User and system time of a process, from its /proc/PID/stat."""
    values = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid):
    """Octets of resident memory."""
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1]) * 1024


def wrk(port, target, seconds, connections, *arguments, scheme="http"):
    """One run of wrk: requests, requests per second, and the 99th percentile of the latency in milliseconds."""
    output = subprocess.run(
        ["taskset", "-c", LOAD_CORE, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", *arguments,
         f"{scheme}://localhost:{port}{target}"],
        check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        fail(f"not every request was answered well:\n{output}")
    requests = int(re.search(r"(\d+) requests in", output)[1])
    if requests == 0:
        fail(f"no request was answered within {seconds} s: the machine is too busy")
    latency = re.search(r"99%\s+([\d.]+)(us|ms|s)", output)
    return (
        requests, float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]),
        float(latency[1]) * {"us": 0.001, "ms": 1, "s": 1000}[latency[2]])


def median(values):
    return statistics.median(values)


def row(what, value):
    """A line of the one table that all measurements print."""
    print(f"{what:<66} {value}", flush=True)
