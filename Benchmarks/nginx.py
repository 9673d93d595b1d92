#!/usr/bin/env python3
"""CPU time per request of the release build beside nginx, which serves the same octets from a file: plain, over TLS on
kept connections, and over TLS with a connection for each request, whose handshake is resumed from the last one's ticket or
is a whole one.

    Benchmarks/nginx.py [ROUNDS] [SECONDS] [KIND ...]     default: 5 rounds of 4 seconds of all kinds

TARGET=/dialogues?partner=India and CONNECTIONS=64 may be set in the environment.
"""

import contextlib
import os
import re
import subprocess
import sys
import urllib.request

import harness

CONNECTIONS = int(os.environ.get("CONNECTIONS", "64"))
KINDS = ("plain", "TLS", "resumed", "handshake")
# The rules that the server has for itself, in nginx's words.
SECURE = """
        ssl_certificate {certificate}; ssl_certificate_key {key};
        ssl_protocols TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers off; ssl_ecdh_curve X25519:P-256:P-384;
        ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305;
        ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256;"""
CONFIGURATION = """
worker_processes 1; daemon off; pid {place}/nginx.pid; error_log {place}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=100;
    types {{ application/json json; }}
    root {place}/html;
    server {{ listen 127.0.0.1:{plain}; }}
    server {{ listen 127.0.0.1:{secure} ssl; {rules} ssl_conf_command NumTickets 1; }}
    server {{ listen 127.0.0.1:{whole} ssl; {rules} ssl_session_tickets off; ssl_conf_command NumTickets 0; }}
}}
"""


def load(kind, port, target, seconds):
    """One run: requests, and requests per second."""
    if kind == "TLS":
        # Unlike wrk it offers http/1.1 by ALPN.
        output = subprocess.run(
            ["taskset", "-c", harness.LOAD_CORE, "h2load", "--h1", "-t1", f"-c{CONNECTIONS}", f"-D{seconds}",
             f"https://localhost:{port}{target}"], check=True, capture_output=True, text=True).stdout
        counts = re.search(r"(\d+) succeeded, (\d+) failed, (\d+) errored", output)
        if not counts or int(counts[2]) + int(counts[3]) > 0 or int(counts[1]) == 0:
            harness.fail(f"not every request was answered well:\n{output}")
        return int(counts[1]), int(counts[1]) / seconds
    fields = [] if kind == "plain" else ["-H", "Connection: close"]
    scheme = "http" if kind == "plain" else "https"
    return harness.wrk(port, target, seconds, CONNECTIONS, *fields, scheme=scheme)[:2]


def measure(kind, side, seconds):
    """Microseconds of CPU time per request, and requests per second."""
    _, pid, port, target = side
    before = harness.seconds_of(pid)
    requests, rate = load(kind, port, target, seconds)
    return (harness.seconds_of(pid) - before) / requests * 1e6, rate


def compare(kind, sides, rounds, seconds):
    results = {name: [] for name, *_ in sides}
    for side in sides:
        measure(kind, side, 1)
    for _ in range(rounds):
        for side in sides:
            results[side[0]].append(measure(kind, side, seconds))
    times, rates = ([harness.median(run[part] for run in runs) for runs in results.values()] for part in (0, 1))
    ratio = harness.median(nginx[0] / ours[0] for ours, nginx in zip(*results.values()))
    harness.row(f"{kind}: CPU µs per request, ours and nginx's", f"{times[0]:.2f} and {times[1]:.2f}")
    harness.row(f"{kind}: nginx takes so many times ours", f"{ratio:.2f}")
    harness.row(f"{kind}: requests per second, ours and nginx's", f"{rates[0]:.0f} and {rates[1]:.0f}")


def run(rounds=5, seconds=4, kinds=KINDS):
    harness.need("wrk", "h2load", "nginx", "taskset", "openssl")
    with contextlib.ExitStack() as stack:
        place = stack.enter_context(harness.folder())
        certificate, key = harness.certificate(place)
        secured = ["--certificate", certificate, "--key", key]
        ours = {
            "plain": stack.enter_context(harness.entente(place)),
            "TLS": stack.enter_context(harness.entente(place, *secured)),
            "handshake": stack.enter_context(harness.entente(place, *secured, "--set", "ticket-lifetime=0"))}
        theirs = dict(zip(("plain", "TLS", "handshake"), harness.free_ports(3)))
        for sides in ours, theirs:
            sides["resumed"] = sides["TLS"]
        (place / "html").mkdir()
        answer = urllib.request.urlopen(f"http://127.0.0.1:{ours['plain'][1]}{harness.TARGET}").read()
        (place / "html/answer.json").write_bytes(answer)
        (place / "nginx.conf").write_text(CONFIGURATION.format(
            place=place, plain=theirs["plain"], secure=theirs["TLS"], whole=theirs["handshake"],
            rules=SECURE.format(certificate=certificate, key=key)))
        command = ["taskset", "-c", harness.SERVER_CORE, "nginx", "-c", place / "nginx.conf"]
        nginx = stack.enter_context(harness.process(command, place / "nginx.log"))
        harness.wait_for(theirs["plain"], nginx, place / "nginx.log")
        worker = int(subprocess.run(["pgrep", "-P", str(nginx.pid)], check=True, capture_output=True, text=True).stdout)
        harness.row("octets of the answer", f"{len(answer)}; {rounds} rounds of {seconds} s, {CONNECTIONS} connections")
        for kind in kinds:
            server, port = ours[kind]
            compare(kind, [("ours", server.pid, port, harness.TARGET),
                           ("nginx", worker, theirs[kind], "/answer.json")], rounds, seconds)


if __name__ == "__main__":
    words = sys.argv[1:]
    run(*map(int, words[:2]), *([words[2:]] if words[2:] else []))
