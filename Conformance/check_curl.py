"""curl asks for what it has options for, over both ports; what it makes of the answers is compared."""

import email.utils
import gzip
import re

from curl import Curl

LIST, ITEM = "/dialogues?partner=India", "/dialogues/india-vietnam-security-dialogue-3"
DEAF = ["-H", "Expect:"]  # curl would wait for 100 before it uploads


def run(server, checks):
    curl = Curl(server)
    whole = curl.one("/")
    for group in [versions, methods, targets, ranges, codings, preconditions, uploads, streams,
                  connections, security]:
        group(server, checks, curl, whole)


def versions(server, checks, curl, whole):
    old = curl.one("/", "--http1.0")
    checks.equal((old.status, old.version, old.content == whole.content), (200, "1.1", True), "--http1.0 is served")
    checks.equal((old["connection"], old["transfer-encoding"]), ("close", None), "--http1.0 ends the connection")
    kept = curl.many(["/", LIST, "/nothing"], "--http1.0", "-H", "Connection: keep-alive")
    checks.equal([(each.status, each["connection"], each.connects) for each in kept],
                 [(200, "keep-alive", 1), (200, "keep-alive", 0), (404, "keep-alive", 0)], "--http1.0 may be kept alive")
    offer = curl.one("/", "--http2")
    checks.equal((offer.status, offer.version, offer.interim, offer.content == whole.content), (200, "1.1", [], True),
                 "the upgrade that --http2 offers is ignored")
    prior = curl.one("/", "--http2-prior-knowledge")
    checks.check(prior.exit != 0 and prior.status in (0, 400, 505), "--http2-prior-knowledge is refused", prior)
    haproxy = curl.one("/", "--haproxy-protocol")
    checks.equal((haproxy.status, haproxy["connection"]), (400, "close"), "--haproxy-protocol is refused")
    zero = curl.one("/", "--http0.9", "--http1.0")
    checks.equal((zero.status, zero.version), (200, "1.1"), "--http0.9 changes nothing")


def methods(server, checks, curl, whole):
    for target in ["/", LIST, ITEM, "/style.css", "/nothing", LIST + "&format=csv", "/partners/vn"]:
        get, head = curl.one(target), curl.one(target, "-I")
        checks.equal((head.status, head.lasting, head.received), (get.status, get.lasting, 0), f"-I of {target}")
    for method, status in [("OPTIONS", 204), ("POST", 405), ("PUT", 405), ("DELETE", 405), ("PATCH", 405),
                           ("TRACE", 405), ("QUERY", 501), ("get", 501)]:
        answer, after = curl.many([LIST, LIST], "-X", method)
        checks.equal((answer.status, after.status, after.connects), (status, status, 0), f"-X {method}, and again")
        if status in (204, 405):
            checks.equal(answer["allow"], "GET, HEAD, OPTIONS", f"-X {method} is told what is allowed")
    everything = curl.one("/", "-X", "OPTIONS", "--request-target", "*")
    checks.equal((everything.status, everything["allow"]), (204, "GET, HEAD, OPTIONS"), "OPTIONS *")
    failed = curl.one("/nothing", "--fail-with-body")
    checks.equal((failed.exit, failed["content-type"]), (22, "application/problem+json"), "--fail-with-body has the problem")


def targets(server, checks, curl, whole):
    expected = curl.one("/dialogues?partner=vietnam&fields=id")
    encoded = curl.one("/dialogues", "-G", "--data-urlencode", "partner=Việt Nam", "--data-urlencode", "fields=id")
    ids = re.compile(rb'"id":"[^"]*"')
    checks.equal(ids.findall(encoded.content), ids.findall(expected.content), "-G --data-urlencode")
    checks.check(len(ids.findall(expected.content)) > 0, "the list that is compared is not empty")
    moved = curl.one("/partners/vn?fields=id", "-L")
    checks.equal((moved.status, moved.redirects, moved.url.rpartition("/")[2]), (200, 1, "vietnam?fields=id"), "-L")
    absolute = curl.one("/", "-x", server.url)
    checks.equal((absolute.status, absolute.content == whole.content), (200, True), "an absolute-form that -x sends")
    tunnel = curl.one("/", "-p", "-x", server.url)
    checks.equal((tunnel.exit, tunnel.connect), (56, 501), "CONNECT that -p sends")
    for path in ["/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/.git/config",
                 "//etc/passwd"]:
        answer = curl.one(path, "--path-as-is")
        checks.equal((answer.status, answer["location"]), (404, None), f"--path-as-is {path}")
    dots = curl.one("/nothing/../style.css", "--path-as-is")
    checks.equal(dots.content, curl.one("/style.css").content, "--path-as-is with dot segments inside the root")
    long = curl.one("/" + "a" * 9000)
    checks.equal((long.status, long["connection"]), (414, "close"), "a target that is too long")
    large = curl.one("/", "-H", "X-Large: " + "b" * 40_000)
    checks.equal((large.status, large["connection"]), (431, "close"), "-H with too much")
    cookie = curl.one("/", "-b", "a=" + "b" * 7000, "-u", "someone:secret", "-e", "http://elsewhere.example/")
    checks.equal((cookie.status, cookie.lasting), (200, whole.lasting), "-b, -u and -e change nothing")
    for value, status in [("", 400), ("a b", 400), ("localhost:80", 200), ("[::1]", 200), ("a@b", 400)]:
        answer = curl.one("/", "-H", f"Host: {value}" if value else "Host:")
        checks.equal(answer.status, status, f"-H 'Host: {value}'")


def ranges(server, checks, curl, whole):
    size = len(whole.content)
    for value, first, end in [("0-99", 0, 100), ("100-", 100, size), ("-50", size - 50, size), ("0-0", 0, 1),
                              (f"0-{size * 9}", 0, size), (f"{size - 1}-", size - 1, size), (f"-{size * 9}", 0, size)]:
        part = curl.one("/", "-r", value)
        checks.equal((part.status, part["content-range"], part.content, part["etag"]),
                     (206, f"bytes {first}-{end - 1}/{size}", whole.content[first:end], whole["etag"]), f"-r {value}")
    for value in [f"{size}-", "99999999999999999999-", "-0"]:
        part = curl.one("/", "-r", value)
        checks.equal((part.status, part["content-range"]), (416, f"bytes */{size}"), f"-r {value}")
    several = curl.one("/", "-r", "0-9,100-109,-10")
    kind, _, boundary = (several["content-type"] or "").partition("; boundary=")
    checks.equal((several.status, kind), (206, "multipart/byteranges"), "-r with several ranges")
    parts = re.findall(rb"Content-Range: bytes (\d+)-(\d+)/(\d+)\r\n\r\n(.*?)\r\n--" + re.escape(boundary.encode()),
                       several.content, re.DOTALL)
    checks.equal([(int(a), int(b), int(n), content) for a, b, n, content in parts],
                 [(a, b - 1, size, whole.content[a:b]) for a, b in [(0, 10), (100, 110), (size - 10, size)]], "their parts")
    resumed = curl.one("/", "-C", "1000")
    checks.equal((resumed.status, resumed.content), (206, whole.content[1000:]), "-C resumes")
    head = curl.one("/", "-I", "-r", "0-9")
    checks.equal((head.status, head["content-length"]), (200, str(size)), "-I -r is about the whole")
    api = curl.one(LIST, "-r", "0-9")
    checks.equal((api.status, api["accept-ranges"]), (200, None), "-r of a list that has no ranges")


def codings(server, checks, curl, whole):
    for target in ["/", "/style.css", LIST, ITEM, LIST + "&format=csv", LIST + "&format=ndjson"]:
        plain, coded = curl.one(target), curl.one(target, "--compressed")
        checks.equal((coded["content-encoding"], coded.content), ("gzip", plain.content), f"--compressed {target}")
        checks.check(coded.received < plain.received, f"--compressed {target} is smaller", coded.received)
        checks.check(coded["etag"] not in (None, plain["etag"]), f"--compressed {target} has its own tag", coded["etag"])
        checks.equal(coded["vary"], plain["vary"], f"--compressed {target} varies like the plain form")
        raw = curl.one(target, "-H", "Accept-Encoding: x-gzip")
        checks.equal(gzip.decompress(raw.content), plain.content, f"x-gzip of {target}")
    for value in ["gzip;q=0", "identity", "br", "*;q=0, identity", "gzip;q=0.000, *"]:
        answer = curl.one("/", "-H", f"Accept-Encoding: {value}")
        checks.equal((answer["content-encoding"], answer.content), (None, whole.content), f"Accept-Encoding: {value}")
    checks.equal(curl.one("/", "--tr-encoding").content, whole.content, "--tr-encoding changes nothing")
    for accept, status, kind in [
        ("text/csv", 200, "text/csv;charset=utf-8"),
        ("image/png", 406, "application/problem+json"),
        ("*/*", 200, "application/json"),
        ("text/html, application/json;q=0.1", 200, "application/json"),
    ]:
        answer = curl.one(LIST, "-H", f"Accept: {accept}")
        checks.equal((answer.status, answer["content-type"]), (status, kind), f"Accept: {accept}")


def preconditions(server, checks, curl, whole):
    for target in ["/", LIST, ITEM]:
        plain = curl.one(target)
        modified = email.utils.parsedate_to_datetime(plain["last-modified"])
        later, earlier = "1 Jan 2038 00:00:00 GMT", "1 Jan 1990 00:00:00 GMT"
        for value, status in [(later, 304), (earlier, 200), ("-" + later, 200), ("-" + earlier, 412),
                              (email.utils.format_datetime(modified, usegmt=True), 304)]:
            answer = curl.one(target, "-z", value)
            checks.equal((answer.status, answer.content if status == 304 else b""), (status, b""), f"-z {value} {target}")
        for options in [[], ["--compressed"]]:
            tag = server.folder / "tag"
            tag.unlink(missing_ok=True)
            first = curl.one(target, *options, "--etag-save", tag)
            checks.equal(tag.read_text().strip(), first["etag"], f"--etag-save {target} {options}")
            again = curl.one(target, *options, "--etag-compare", tag)
            same = ["etag", "vary", "cache-control"]
            checks.equal((again.status, again.content, [again[name] for name in same]),
                         (304, b"", [first[name] for name in same]), f"--etag-compare {target} {options}")
            tag.write_text('"another"\n')
            changed = curl.one(target, *options, "--etag-compare", tag)
            checks.equal((changed.status, changed.content), (200, first.content), f"--etag-compare of another tag {target}")
    file = server.folder / "dated"
    dated = curl.one("/", "-R", file=file)
    checks.equal(file.stat().st_mtime, email.utils.parsedate_to_datetime(dated["last-modified"]).timestamp(),
                 "-R dates the file")


def uploads(server, checks, curl, whole):
    alive = (200, 0)
    for what, options, content in [
        ("-T - in chunks", ["-T", "-", *DEAF], b"x" * 50_000),
        ("-T - of nothing", ["-T", "-", *DEAF], b""),
        ("-d", ["--data-binary", "@-", *DEAF], b"a=b"),
        ("--json", ["--json", "{}"], b""),
        ("-F", ["-F", "a=@-"], b"x" * 9000),
        ("-d of all that is read", ["--data-binary", "@-", *DEAF], b"x" * 65_536),
    ]:
        answer, after = curl.many([LIST, "/"], *options, then=[], content=content)
        checks.equal((answer.status, after.status, after.connects), (405, *alive),
                     f"{what} is refused, and the connection lives")
    for what, options in [("-d of too much", ["--data-binary", "@-", *DEAF]), ("-T - of too much", ["-T", "-", *DEAF])]:
        answer, after = curl.many([LIST, "/"], *options, then=[], content=b"x" * 3_000_000)
        checks.equal((answer.status, answer["connection"], after.status, after.connects), (413, "close", 200, 1), what)
    waiting, after = curl.many([LIST, "/"], "-T", "-", "-H", "Expect: 100-continue", then=[], content=b"x" * 5000)
    checks.equal((waiting.status, waiting.interim, after.status), (405, [], 200),
                 "Expect: 100-continue where the answer is an error")
    read = curl.one("/", "-X", "GET", "--data-binary", "@-", "-H", "Expect: 100-continue", content=b"x" * 5000)
    checks.equal((read.status, read.interim, read.content == whole.content), (200, [100], True),
                 "Expect: 100-continue of a GET")
    checks.equal(curl.one("/", "-H", "Expect: more").status, 417, "another expectation")
    both = curl.one("/", "-X", "POST", "-H", "Transfer-Encoding: chunked", "-H", "Content-Length: 3", "--data-binary", "@-",
                    content=b"abc")
    checks.equal((both.status, both["connection"]), (400, "close"), "Content-Length beside Transfer-Encoding")


def streams(server, checks, curl, whole):
    for suffix in [".json", ".ndjson", ".csv"]:
        target = "/export/commitments" + suffix
        plain, coded, old = curl.one(target), curl.one(target, "--compressed"), curl.one(target, "--http1.0")
        checks.equal((plain.status, plain["transfer-encoding"], plain["content-length"]), (200, "chunked", None), target)
        checks.equal((coded["content-encoding"], coded.content), ("gzip", plain.content), f"--compressed {target}")
        checks.equal((old["transfer-encoding"], old["connection"], old.content), (None, "close", plain.content),
                     f"--http1.0 {target} ends with the connection")
        head = curl.one(target, "-I")
        checks.equal((head.status, head.lasting, head.received), (200, plain.lasting, 0), f"-I of {target}")
        again = curl.many([target] * 3, "-H", f"If-None-Match: {plain['etag']}", then=[])
        checks.equal([(each.status, each.connects) for each in again], [(304, 1), (200, 0), (200, 0)], f"{target} again")


def connections(server, checks, curl, whole):
    targets = ["/", LIST, ITEM, "/style.css", "/nothing", "/partners/vn", "/dialogues?partner=Indai"] * 10
    answers = curl.many(targets)
    checks.equal([each.status for each in answers], [200, 200, 200, 200, 404, 308, 400] * 10, "70 requests are answered")
    checks.equal(sum(each.connects for each in answers), 1, "70 requests take one connection")
    closed = curl.many(["/"] * 5, "-H", "Connection: close")
    checks.equal([(each["connection"], each.connects) for each in closed], [("close", 1)] * 5,
                 "Connection: close is honoured")
    parallel = curl.many([LIST] * 60, "-Z", "--parallel-immediate", "--parallel-max", "30")
    checks.equal([each.status for each in parallel], [200] * 60, "-Z")
    identifier = curl.one("/", "-H", "X-Request-Id: conformance-1")
    checks.equal(identifier["x-request-id"], "conformance-1", "X-Request-Id is echoed")


def security(server, checks, curl, whole):
    trusted = ["--cacert", server.ca]
    for what, options in [
        ("TLS 1.2", ["--tls-max", "1.2"]),
        ("TLS 1.3", ["--tlsv1.3"]),
        ("no ALPN", ["--no-alpn"]),
        ("ALPN of --http2", ["--http2"]),
        ("X25519", ["--curves", "X25519"]),
        ("P-256", ["--curves", "P-256"]),
        ("P-384", ["--curves", "P-384"]),
        ("ChaCha20", ["--tls13-ciphers", "TLS_CHACHA20_POLY1305_SHA256"]),
        ("AES-128", ["--tls13-ciphers", "TLS_AES_128_GCM_SHA256"]),
        ("AES-256 over 1.2", ["--tls-max", "1.2", "--ciphers", "ECDHE-ECDSA-AES256-GCM-SHA384"]),
        ("no session", ["--no-sessionid"]),
        ("HTTP/1.0", ["--http1.0"]),
        ("--compressed", ["--compressed"]),
    ]:
        answer = curl.one("/", *trusted, *options, base=server.secure_url)
        checks.equal((answer.exit, answer.status, answer.version, answer.content == whole.content), (0, 200, "1.1", True),
                     what)
    answers = curl.many(["/", LIST, "/nothing", "/"], *trusted, base=server.secure_url)
    checks.equal(([each.status for each in answers], sum(each.connects for each in answers)), ([200, 200, 404, 200], 1),
                 "one session")
    name = server.RSA_NAME
    rsa = curl.one("/", *trusted, "--resolve", f"{name}:{server.secure_port}:127.0.0.1",
                   base=f"https://{name}:{server.secure_port}")
    checks.equal((rsa.exit, rsa.status), (0, 200), "the certificate that SNI asks for")
    # Security level 0, so that it is not curl's own library that refuses.
    weak = "DEFAULT:@SECLEVEL=0"
    for what, options in [
        ("TLS 1.0", ["--tlsv1.0", "--tls-max", "1.0", "--ciphers", weak]),
        ("TLS 1.1", ["--tlsv1.1", "--tls-max", "1.1", "--ciphers", weak]),
        ("no forward secrecy", ["--tls-max", "1.2", "--ciphers", "AES128-GCM-SHA256:@SECLEVEL=0"]),
        ("CBC", ["--tls-max", "1.2", "--ciphers", "ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0"]),
        ("secp521r1", ["--curves", "P-521"]),
    ]:
        answer = curl.one("/", *trusted, *options, base=server.secure_url)
        checks.check(answer.exit == 35 and "alert" in answer.errors, f"{what} is refused by the server",
                     (answer.exit, answer.errors))
    unknown = curl.one("/", base=server.secure_url)
    checks.equal(unknown.exit, 60, "a certificate of an unknown authority")
    plain = curl.one("/", base=f"http://127.0.0.1:{server.secure_port}")
    checks.equal((plain.status, plain["connection"]), (400, "close"), "plain HTTP on the TLS port")
