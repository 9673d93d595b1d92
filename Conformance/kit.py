"""What the checks share: counting, the server under test with its certificates, and commands with a bound on their time."""

import contextlib
import http.client
import pathlib
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds for anything that is waited for


class Checks:
    """The verdicts of one tool."""

    def __init__(self, tool):
        self.tool, self.count, self.failures = tool, 0, []

    def check(self, holds, what, found=""):
        """Counts one check; `what` is true when it holds, `found` is shown when it does not."""
        self.count += 1
        if not holds:
            self.failures.append(f"{what}: found {found}" if found != "" else what)
            print(f"  {self.tool}: FAILED: {self.failures[-1]}", flush=True)
        return holds

    def equal(self, found, expected, what):
        return self.check(found == expected, what, f"{found!r}, not {expected!r}")


def command(arguments, **options):
    """Runs a tool to its end. Output and errors are text; the exit code is the caller's to judge."""
    return subprocess.run(
        [str(argument) for argument in arguments], capture_output=True, text=True, timeout=PATIENCE, check=False,
        **options)


def must(arguments):
    """Runs a command without which there is nothing to check."""
    result = command(arguments)
    if result.returncode != 0:
        raise SystemExit(f"error: {' '.join(map(str, arguments))}: {result.stderr.strip()}")


def free_ports(count):
    """Ports of the loopback interface that nobody listens on just now."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def wait_for(port, process, log):
    """Until the port takes connections. Ends the run if the process ends, or with its log if time runs out."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise SystemExit(f"error: nothing answers on port {port}: {log.read_text()}")


@contextlib.contextmanager
def running(arguments, ports, folder):
    """A program in the foreground of its own, until the block ends; its log lies in the folder."""
    log = folder / f"{pathlib.Path(str(arguments[0])).name}-{ports[0]}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [str(argument) for argument in arguments], stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=ROOT)
    try:
        for port in ports:
            wait_for(port, process, log)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Authority:
    """A certificate authority of this run alone."""

    def __init__(self, folder):
        self.folder, self.certificate, self.key = folder, folder / "ca.pem", folder / "ca.key"
        self._request(
            "ca", ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"], "Conformance",
            ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"], [])

    def issue(self, name, algorithm):
        """A certificate for a host name and the loopback address: its file and that of its key."""
        return self._request(
            name, algorithm, name,
            ["basicConstraints=critical,CA:FALSE", "keyUsage=critical,digitalSignature", "extendedKeyUsage=serverAuth",
             f"subjectAltName=DNS:{name},IP:127.0.0.1"],
            ["-CA", self.certificate, "-CAkey", self.key])

    def _request(self, name, algorithm, subject, extensions, issuer):
        certificate, key = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        added = [word for extension in extensions for word in ("-addext", extension)]
        must(["openssl", "req", "-x509", "-newkey", *algorithm, "-nodes", "-days", "30", "-subj", f"/CN={subject}",
              *added, *issuer, "-keyout", key, "-out", certificate])
        key.chmod(0o600)
        return certificate, key


class Server:
    """The program on a plain and a TLS port, with an ECDSA certificate for `localhost` and an RSA one by SNI."""

    RSA_NAME = "rsa.localhost"

    def __init__(self, program, folder):
        self.folder = folder
        self.port, self.secure_port = free_ports(2)
        self.url, self.secure_url = f"http://127.0.0.1:{self.port}", f"https://localhost:{self.secure_port}"
        authority = Authority(folder)
        self.ca = authority.certificate
        pairs = [authority.issue("localhost", ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]),
                 authority.issue(self.RSA_NAME, ["rsa:2048"])]
        self.arguments = [
            program, "serve", "--port", self.port, "--set", f"tls-port={self.secure_port}",
            "--certificate", ",".join(str(pair[0]) for pair in pairs), "--key", ",".join(str(pair[1]) for pair in pairs)]

    def running(self):
        return running(self.arguments, [self.port, self.secure_port], self.folder)

    def is_alive(self):
        """Whether a new connection is served."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        return False
