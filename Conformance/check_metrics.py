"""prometheus_client's parser, and promtool where there is one, judge /metrics; what is counted is compared with what is asked."""

import http.client
import shutil
import subprocess

from prometheus_client.parser import text_string_to_metric_families

ROUTE = "/partners/{id}"
NEEDED = {
    "entente_http_requests": "counter", "entente_http_request_duration_seconds": "histogram",
    "entente_http_connections": "gauge", "entente_http_received_bytes": "counter", "entente_http_sent_bytes": "counter",
    "entente_tls_handshakes": "counter", "entente_http_malformed_requests": "counter", "entente_limits_hit": "counter",
    "entente_snapshot_age_seconds": "gauge", "entente_records": "gauge", "entente_extraction_seconds": "histogram",
    "entente_answer_cache_hits": "counter", "entente_answer_cache_misses": "counter",
    "entente_reloads": "counter", "entente_faulty_files": "gauge", "entente_log_lines_dropped": "counter", "entente_build_info": "gauge", "process_resident_memory_bytes": "gauge",
    "process_open_fds": "gauge", "process_max_fds": "gauge", "process_cpu_seconds": "counter",
    "process_start_time_seconds": "gauge"}


def scrape(connection):
    connection.request("GET", "/metrics")
    answer = connection.getresponse()
    return answer, answer.read().decode()


def samples(text):
    return {(sample.name, *sorted(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(text) for sample in family.samples}


def run(server, checks):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    answer, text = scrape(connection)
    checks.equal(answer.status, 200, "/metrics is there")
    checks.equal(answer.getheader("Content-Type"), "text/plain;version=0.0.4;charset=utf-8", "the type is that of the format")
    families = list(text_string_to_metric_families(text))
    names = [family.name for family in families]
    checks.equal(len(names), len(set(names)), "each family stands once")
    for family in families:
        checks.check(family.documentation and family.type != "unknown", f"{family.name} has help and a type")
        places = [(sample.name, *sorted(sample.labels.items())) for sample in family.samples]
        checks.equal(len(places), len(set(places)), f"each sample of {family.name} stands once")
        if family.type == "histogram":
            check_histogram(family, checks)
    types = {family.name: family.type for family in families}
    for name, kind in NEEDED.items():
        checks.equal(types.get(name), kind, f"{name} is there")
    before = samples(text)
    for name in ["india", "vietnam", "nobody"]:
        connection.request("GET", f"/partners/{name}")
        connection.getresponse().read()
    after = samples(scrape(connection)[1])
    for status, count in [("200", 2), ("404", 1)]:
        place = ("entente_http_requests_total", ("method", "GET"), ("route", ROUTE), ("status", status))
        checks.equal(after.get(place, 0) - before.get(place, 0), count, f"{ROUTE} has been asked, with {status}")
    for place, value in before.items():
        if place[0].endswith(("_total", "_bucket", "_count")):
            checks.check(after.get(place, -1) >= value, f"{place} never falls")
    connection.close()
    # Of Debian's package prometheus; its rules go beyond the format.
    if promtool := shutil.which("promtool"):
        verdict = subprocess.run([promtool, "check", "metrics"], input=text, capture_output=True, text=True, check=False)
        checks.equal((verdict.returncode, verdict.stdout + verdict.stderr), (0, ""), "promtool has nothing to say")


def check_histogram(family, checks):
    """Buckets rise to +Inf, which is the count."""
    series = {}
    for sample in family.samples:
        labels = {key: value for key, value in sample.labels.items() if key != "le"}
        kinds = series.setdefault(tuple(sorted(labels.items())), {"bucket": []})
        if sample.name.endswith("_bucket"):
            kinds["bucket"].append((float(sample.labels["le"]), sample.value))
        else:
            kinds[sample.name.rpartition("_")[2]] = sample.value
    for labels, kinds in series.items():
        what = f"{family.name} {dict(labels)}"
        checks.equal(kinds["bucket"], sorted(kinds["bucket"]), f"{what}: buckets rise")
        checks.equal([value for _, value in kinds["bucket"]], sorted(value for _, value in kinds["bucket"]),
                     f"{what}: counts rise")
        checks.equal(kinds["bucket"][-1], (float("inf"), kinds.get("count")), f"{what}: the last bucket is the count")
        checks.check("sum" in kinds, f"{what}: there is a sum")
