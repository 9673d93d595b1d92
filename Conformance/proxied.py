"""What goes through a proxy comes back as the server itself answers it, and the proxy's connections to it last."""

import concurrent.futures
import email.utils
import itertools
import pathlib
import random

from client import Answer, Connection
from mixture import LIST, Request, kinds, shuffled

REQUESTS, CLIENTS, MOST_AHEAD = 1000, 5, 6
# Fields of one connection (RFC 9110 §7.6.1) or of one moment.
PASSING = {"connection", "keep-alive", "transfer-encoding", "date", "x-request-id"}
ESTABLISHED = "01"


def compare(checks, what, port, upstream_port, authority=None):
    """REQUESTS requests through the proxy on `port`, whose upstream is `upstream_port` (TLS with an authority)."""
    with Connection(upstream_port, authority) as direct:
        tags = [ask(direct, [(Request(200, "GET", target), "direct")])[0] for target in ["/", LIST]]
        mixture = kinds(tags[0]["etag"], tags[1]["etag"], tags[0]["last-modified"])
        expected = [ask(direct, [(request, "direct")])[0] for request in mixture]
    for request, answer in zip(mixture, expected):
        checks.equal(answer.status, request.status, f"{what}: the server itself answers {request}")

    known = sockets(upstream_port)
    numbers = shuffled(len(mixture), REQUESTS)
    named = [(mixture[number], f"{what}-{place}".replace(" ", "-")) for place, number in enumerate(numbers)]
    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
        shares = list(pool.map(lambda start: ask_ahead(port, named[start::CLIENTS], start), range(CLIENTS)))
    for start, share in enumerate(shares):
        for (request, identifier), number, answer in zip(named[start::CLIENTS], numbers[start::CLIENTS], share, strict=True):
            judge(checks, f"{what}: {request}", expected[number], answer, identifier)

    upstream = {port: state for port, state in sockets(upstream_port).items() if port not in known}
    checks.check(0 < len(upstream) <= 2 * CLIENTS, f"{what}: few connections to the server carry all requests",
                 len(upstream))
    checks.equal(set(upstream.values()), {ESTABLISHED}, f"{what}: no connection to the server has been closed")
    in_step(checks, what, port, upstream_port, authority)
    now = sockets(upstream_port)
    checks.equal({port: now.get(port) for port in upstream}, upstream,
                 f"{what}: the connections to the server are still alive")


def in_step(checks, what, port, upstream_port, authority):
    """A hundred different questions, one after the other: each gets its own answer, over the connections there are."""
    questions = [(Request(200, "GET", f"{LIST}&limit={number}"), f"step-{number}") for number in range(1, 101)]
    with Connection(upstream_port, authority) as direct:
        expected = [ask(direct, [question])[0] for question in questions]
        before = sockets(upstream_port)
        with Connection(port) as proxied:
            answers = [ask(proxied, [question])[0] for question in questions]
        opened = set(sockets(upstream_port)) - set(before)
    for question, ours, theirs in zip(questions, expected, answers):
        judge(checks, f"{what}: {question[0]}", ours, theirs, question[1])
    checks.equal(opened, set(), f"{what}: the connections to the server are used again")


def ask(connection, batch):
    """Sends requests, each with its identifier, at once. An answer, or the error in its place, for each."""
    answers = []
    try:
        connection.send(b"".join(request.encoded(identifier) for request, identifier in batch))
        for request, _ in batch:
            answers.append(connection.answer(request.method))
    except (OSError, ValueError) as error:
        answers += [Answer(0, [], repr(error).encode())] * (len(batch) - len(answers))
    return answers


def ask_ahead(port, requests, seed):
    """Up to MOST_AHEAD requests at once over one connection, and over another when that has come to an end."""
    source, waiting, answers, connection = random.Random(seed), iter(requests), [], None
    while batch := list(itertools.islice(waiting, source.randint(1, MOST_AHEAD))):
        connection = connection or Connection(port)
        answers += ask(connection, batch)
        if answers[-1].status == 0 or answers[-1]["connection"] == "close":
            connection.__exit__()
            connection = None
    if connection:
        connection.__exit__()
    return answers


def judge(checks, what, expected, answer, identifier):
    """Status, content and every lasting field as in the direct answer, and the identifier of this very request."""
    def lasting(answer):
        return sorted((name, value) for name, value in answer.fields if name not in PASSING)

    found = f"{answer.status} {answer.content[:200]}, not {expected.status}"
    if not checks.check(answer.status == expected.status, what, found):
        return
    different = set(lasting(expected)) ^ set(lasting(answer))
    checks.check(lasting(answer) == lasting(expected), f"{what}: the fields survive", sorted(different))
    checks.check(answer.content == expected.content, f"{what}: the content is the same", answer.content[:200])
    checks.equal(answer["x-request-id"], identifier, f"{what}: the answer is that to this request")
    checks.check(email.utils.parsedate(answer["date"] or ""), f"{what}: a date", answer["date"])


def sockets(port):
    """The clients' ends of all connections to a port of the loopback interface: their ports and states."""
    ends = {}
    for line in pathlib.Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, remote, state, *_ = line.split()
        if remote == f"0100007F:{port:04X}":
            ends[int(local.partition(":")[2], 16)] = state
    return ends
