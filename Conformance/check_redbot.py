"""redbot judges resources and the requests it derives from them; a note of its level "bad" fails, and so does a warning
that has no reason to stand below."""

import collections
import json
import subprocess
import sys

from kit import PATIENCE, command

# Warnings that may stand, and why.
ACCEPTED = {
    "STORE_PUBLIC_UNNECESSARY": "the interface states `public`; it costs eight octets and changes nothing",
    "STATUS_BAD_REQUEST": "what the case asks for",
}

Case = collections.namedtuple("Case", "method target fields status features accepts", defaults=[{}, 200, "", ()])
FILE, API = "gzip etag date ranges", "gzip etag date"

CASES = [
    Case("GET", "/", features=FILE),
    Case("GET", "/style.css", features=FILE),
    Case("GET", "/icon.svg", features="etag date ranges"),
    Case("GET", "/dialogues", features=API),
    Case("GET", "/dialogues", {"Accept-Encoding": "gzip"}),
    Case("GET", "/dialogues?partner=India&pretty=true", features=API),
    Case("GET", "/commitments?limit=500&facets=partner,topic", features=API),
    Case("GET", "/dialogues/india-vietnam-security-dialogue-3", features=API),
    Case("GET", "/dialogues?format=csv", features=API),
    Case("GET", "/dialogues", {"Accept": "text/csv"}, features=API),
    Case("GET", "/dialogues?format=ndjson", features=API),
    Case("GET", "/dialogues", {"Origin": "https://reader.example"}, features=API),
    Case("GET", "/export/commitments.json", features=API),
    Case("GET", "/export/commitments.csv", features=API),
    Case("GET", "/export/commitments.ndjson", {"Accept-Encoding": "gzip"}),
    Case("HEAD", "/export/commitments.json"),
    Case("GET", "/matrix?rows=partner&cols=topic", features=API),
    Case("GET", "/timeline?by=kind", {"Accept": "text/csv"}, features="etag date"),
    Case("GET", "/vocabularies/level", features=API),
    Case("GET", "/feed.atom", features=API),
    Case("HEAD", "/events"),
    Case("GET", "/changes?since=nothing", status=410),
    Case("HEAD", "/dialogues"),
    Case("GET", "/version"),
    Case("GET", "/healthz"),
    Case("GET", "/readyz"),
    Case("GET", "/partners/vn", status=308),
    Case("GET", "/", {"Range": "bytes=0-99"}, 206),
    # redbot is mistaken here: several parts have their Content-Range in the content (RFC 9110 §15.3.7.2).
    Case("GET", "/", {"Range": "bytes=0-9,100-109"}, 206, accepts=("PARTIAL_WITHOUT_RANGE",)),
    Case("GET", "/", {"Range": "bytes=9999999-"}, 416),
    Case("OPTIONS", "/dialogues", status=204),
    Case("OPTIONS", "/dialogues",
         {"Origin": "https://reader.example", "Access-Control-Request-Method": "GET"}, 204),
    Case("GET", "/dialogues?partner=Indai", status=400),
    Case("GET", "/nothing", status=404),
    Case("HEAD", "/nothing", status=404),
    Case("POST", "/dialogues", status=405),
    Case("GET", "/dialogues", {"Accept": "image/png"}, 406),
    Case("PROPFIND", "/", status=501),
]


def run(server, checks):
    for case in CASES:
        fields = [f"{name}: {value}" for name, value in case.fields.items()]
        what = " ".join([case.method, case.target, *fields])
        try:
            look = command([sys.executable, "-B", __file__, case.method, server.url + case.target, *fields])
        except subprocess.TimeoutExpired:
            checks.check(False, f"{what} is answered within {PATIENCE} s")
            continue
        if not checks.check(look.returncode == 0, f"redbot looks at {what}", look.stderr):
            continue
        answer = json.loads(look.stdout)
        checks.equal((answer["error"], answer["status"]), (None, case.status), f"{what} is answered")
        for level in ["bad", "warning"]:
            notes = [f"{note['on']}: {note['name']}: {note['summary']}" for note in answer["notes"]
                     if note["level"] == level and note["name"] not in ACCEPTED and note["name"] not in case.accepts]
            checks.check(not notes, f"{what} has no note of the level {level}", notes)
        for feature in case.features.split():
            checks.check(answer["features"][feature], f"{what} has {feature}")


def look(method, url, fields):
    """One resource in a process of its own, since redbot's event loop ends with it. Prints what it noticed."""
    import configparser

    import thor
    from redbot.resource import HttpResource

    settings = configparser.ConfigParser()
    settings.read_dict({"redbot": {"enable_local_access": "True"}})
    resource = HttpResource(settings["redbot"])
    resource.set_request(url, method, [tuple(field.split(": ", 1)) for field in fields])
    # redbot leaves this out, and then takes every preflight for an ordinary request.
    for each in [resource, *resource.subreqs.values()]:
        each.response.request = each.request
    resource.on("check_done", thor.stop)
    resource.check()
    thor.run()
    messages = {"request": resource.request, "answer": resource.response}
    messages |= {name: check.response for name, check in resource.subreqs.items()}
    print(json.dumps({
        "status": resource.response.status_code,
        "error": resource.fetch_error and str(resource.fetch_error.desc),
        "features": {"gzip": resource.gzip_support, "etag": resource.inm_support, "date": resource.ims_support,
                     "ranges": resource.partial_support},
        "notes": [{"on": name, "name": type(note).__name__, "level": note.level.value, "summary": note.summary}
                  for name, message in messages.items() for note in message.notes],
    }))


if __name__ == "__main__":
    look(sys.argv[1], sys.argv[2], sys.argv[3:])
