"""The curl command: what it is told, and what it says it got."""

import json
import subprocess

from kit import PATIENCE

# Different in each answer to the same request.
PASSING = {"date", "x-request-id", "connection"}


class Answer:
    """One transfer, as curl tells it."""

    def __init__(self, exit_code, errors, report, head, content):
        self.exit, self.errors, self.content = exit_code, errors, content
        self.status, self.version = report.get("response_code", 0), report.get("http_version", "")
        self.connects, self.redirects = report.get("num_connects", 0), report.get("num_redirects", 0)
        self.received, self.url = report.get("size_download", 0), report.get("url_effective", "")
        self.connect = report.get("http_connect", 0)
        heads = [block.split("\r\n") for block in head.split("\r\n\r\n") if block.strip()]
        statuses = [int(lines[0].split(" ")[1]) for lines in heads]
        self.interim = [status for status in statuses if status < 200]
        lines = heads[-1][1:] if heads else []
        self.fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}

    def __getitem__(self, name):
        return self.fields.get(name)

    def __repr__(self):
        return f"{self.status} (curl: {self.exit} {self.errors.strip()})"

    @property
    def lasting(self):
        return {name: value for name, value in self.fields.items() if name not in PASSING}


class Curl:
    def __init__(self, server):
        self.server = server

    def one(self, target, *options, **named):
        """A single transfer. `base` is another address, `file` where the content is to be kept."""
        (answer,) = self.many([target], *options, **named)
        return answer

    def many(self, targets, *options, base=None, content=b"", file=None, then=None):
        """Transfers of one run of curl, which share its connections.

        The options are those of every transfer; if `then` is given, of the first, and `then` those of the others.
        """
        base, folder = base or self.server.url, self.server.folder
        arguments, outputs = ["curl"], []
        for number, target in enumerate(targets):
            output, head = (folder / f"curl-{kind}-{number}" for kind in ["content", "head"])
            output = file if file else output
            for path in [output, head]:
                path.unlink(missing_ok=True)
            chosen = options if number == 0 or then is None else then
            arguments += ["--next"] if number else []
            arguments += ["-sS", "--noproxy", "", "--max-time", PATIENCE / 2, *chosen, "-D", head, "-o", output, "-w",
                          "%{json}\n", base + target]
            outputs.append((head, output))
        run = subprocess.run([str(each) for each in arguments], input=content, capture_output=True, timeout=PATIENCE,
                             check=False)
        reports = [json.loads(line) for line in run.stdout.splitlines()]
        # In parallel they come in the order in which they end.
        reports.sort(key=lambda report: report.get("urlnum", 0))
        if len(reports) != len(targets):
            raise SystemExit(f"error: {' '.join(map(str, arguments))}: {run.stderr.decode(errors='replace')}")

        def read(path):
            return path.read_bytes() if path.exists() else b""

        errors = run.stderr.decode(errors="replace")
        return [Answer(run.returncode, errors, report, read(head).decode("latin-1"), read(output))
                for report, (head, output) in zip(reports, outputs)]
