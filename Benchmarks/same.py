#!/usr/bin/env python3
"""Whether two builds of the program give the same octets for some thousand questions to the same register.

    Benchmarks/same.py OLD NEW [FOLDER...]    default folders: Config/seeds and a made-up register of 20,000 dialogues

Questions are made from what the first build answers: every filter, facet, sort and view with values that occur.
"""

import http.client
import itertools
import json
import random
import sys
import urllib.parse

import harness

COLLECTIONS = [
    "dialogues", "partners", "topics", "agreements", "partnerships", "commitments", "people", "institutions",
    "frameworks", "roles", "documents", "series", "conflicts",
]
SORTS = {"dialogues": ["title", "-title", "-id", "date", "kind", "-level,title", "ordinal,-id", "status,date"]}
IGNORED = {"date", "x-request-id", "server-timing"}


class Side:
    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, target, method="GET", content=None, fields=None):
        self.connection.request(method, target, content, {"Host": "localhost", **(fields or {})})
        answer = self.connection.getresponse()
        octets = answer.read()
        kept = sorted((name.lower(), value) for name, value in answer.getheaders() if name.lower() not in IGNORED)
        return answer.status, kept, octets


def quote(text):
    return urllib.parse.quote(str(text), safe="")


def values(side, collection, dice):
    """Fields with values that occur: the frequent, and some of the rare."""
    document = json.loads(side.ask("/openapi.json")[2])
    parameters = [resolve(document, one) for one in document["paths"][f"/{collection}"]["get"]["parameters"]]
    facets = next((parameter for parameter in parameters if parameter["name"] == "facets"), None)
    fields = enumeration(resolve(document, facets["schema"])) if facets else []
    found = {}
    for field in fields:
        status, _, octets = side.ask(f"/{collection}?limit=1&facets={field}")
        counts = json.loads(octets)["facets"][field] if status == 200 else []
        chosen = [count["value"] for count in counts]
        found[field] = chosen[:4] + dice.sample(chosen[4:], min(4, len(chosen[4:])))
    return found


def enumeration(schema):
    """All words that a schema allows, at whatever depth."""
    if isinstance(schema, dict):
        return schema.get("enum", []) + [word for part in schema.values() for word in enumeration(part)]
    return [word for part in schema for word in enumeration(part)] if isinstance(schema, list) else []


def resolve(document, node):
    while "$ref" in node:
        target = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def questions(side, dice):
    words = ["cyber", "crime", "dialogue", "security", "talks", "between", "and", "the", "minister", "fraud", "2020"]
    texts = words + [f"{one} {two}" for one, two in itertools.combinations(words, 2)] + [
        f'"{one} {two}"' for one, two in [("work", "together"), ("and", "the"), ("security", "dialogue")]] + [
        "cyb*", "c* -crime", "-talks", "dialogue -talks", "secur* minister", "cybre", "securty dialoge", "xyzzy", "\"\"", "z*"]
    yield from ("/healthz", "/readyz", "/openapi.json", "/vocabularies", "/vocabularies/topic", "/vocabularies/kind")
    yield from ("/vocabularies/basis", "/vocabularies/precision", "/vocabularies/side", "/feed.json", "/feed.atom")
    for collection in COLLECTIONS:
        yield f"/{collection}"
        known = values(side, collection, dice)
        for field, some in known.items():
            yield f"/{collection}?facets={field}&limit=3"
            for value in some:
                yield f"/{collection}?{field}={quote(value)}"
                yield f"/{collection}?{quote(field + '!')}={quote(value)}&limit=2"
            if len(some) > 1:
                yield f"/{collection}?{field}={quote(some[0])},{quote(some[1])}&facets={','.join(known)}&limit=5"
                yield f"/{collection}?{field}.all={quote(some[0])},{quote(some[1])}"
                yield f"/{collection}?{field}.not={quote(some[0])}"
            yield f"/{collection}?{field}=zzzznothing"
            if some:
                yield f"/{collection}?{field}={quote(mistyped(str(some[0])))}"
        pairs = [(field, value) for field, some in known.items() for value in some]
        for _ in range(60):
            chosen = dice.sample(pairs, min(len(pairs), dice.choice([2, 3])))
            query = "&".join(f"{field}={quote(value)}" for field, value in dict(chosen).items())
            extra = dice.choice([
                "", "&from=2010", "&to=2015-06", "&from=2019&to=2021-03-04", "&facets=" + ",".join(known),
                "&q=" + quote(dice.choice(texts)), "&format=csv", "&format=ndjson", "&fields=id,title"])
            yield f"/{collection}?{query}{extra}&limit={dice.choice([1, 7, 20, 100])}"
        for text in dice.sample(texts, 20):
            yield f"/{collection}?q={quote(text)}"
        for sort in SORTS.get(collection, ["title", "-title", "id", "-id"]):
            yield from pages(side, f"/{collection}?sort={sort}&limit=9")
        yield from pages(side, f"/{collection}?limit=13")
        for form in "json", "ndjson", "csv":
            yield f"/export/{collection}.{form}"
        ids = [row["id"] for row in json.loads(side.ask(f"/{collection}?limit=40")[2])["data"]]
        for identifier in ids[:25]:
            yield f"/{collection}/{quote(identifier)}"
            yield f"/{collection}/{quote(identifier)}?include=evidence,partners"
            yield f"/{collection}/{quote(mistyped(identifier))}"
        for identifier in ids[:6]:
            for other in "dialogues", "agreements", "commitments", "people":
                yield f"/{collection}/{quote(identifier)}/{other}?limit=3&facets=partner"
    for text in texts:
        yield f"/search?q={quote(text)}"
        yield from pages(side, f"/search?q={quote(text)}&limit=11&type={dice.choice(['dialogue', 'agreement,person', 'document'])}")
        yield f"/search?q={quote(text)}&facets=type&limit=300&format={dice.choice(['json', 'csv', 'ndjson'])}"
    for rows, columns in itertools.permutations(["partner", "topic", "kind", "level", "status", "year"], 2):
        yield f"/matrix?rows={rows}&cols={columns}"
        yield f"/matrix?rows={rows}&cols={columns}&from=2015&kind=talks&limit=7"
    for interval, field in itertools.product(["year", "quarter", "month"], ["kind", "level", "status", "partner", "topic"]):
        yield f"/timeline?interval={interval}&by={field}"
        yield f"/timeline?interval={interval}&by={field}&from=2012&to=2014-05"
    for limit in 5, 50:
        yield f"/graph?limit={limit}"
        yield f"/graph?limit={limit}&kind=talks&type=partner"
    for prefix in ["a", "in", "ind", "viet", "min", "minister", "ba", "ko", "united st", "é", "zz"]:
        yield f"/suggest?prefix={quote(prefix)}"
        yield f"/suggest?prefix={quote(prefix)}&limit=50"


def mistyped(text):
    middle = len(text) // 2
    return text[:middle] + text[middle + 1:] if len(text) > 3 else text + "x"


def pages(side, target, most=4):
    for _ in range(most):
        yield target
        status, _, octets = side.ask(target)
        following = json.loads(octets).get("links", {}).get("next") if status == 200 else None
        if not following:
            return
        target = following


def compare(old, new, folder, place):
    dice = random.Random(7)
    asked = different = 0
    plain = {"wrapper": (), "patience": 600}
    with harness.entente(place, "--data", folder, program=old, **plain) as (_, one), \
            harness.entente(place, "--data", folder, program=new, **plain) as (_, two):
        left, right = Side(one), Side(two)
        names = ["Vietnam", "Viet Nam", "Ministry of Public Security", "Indai", "Barin Dalo", "MPS", "Tanaka, Aiko"]
        posts = [("/match", json.dumps({"names": names}).encode())]
        targets = [(target, "GET", None) for target in questions(left, dice)]
        targets += [(target, "POST", content) for target, content in posts]
        for target, method, content in targets:
            fields = {"Content-Type": "application/json"} if content else None
            first, second = (side.ask(target, method, content, fields) for side in (left, right))
            asked += 1
            if first != second:
                different += 1
                print(f"differs: {method} {target}: {first[0]} {len(first[2])}, {second[0]} {len(second[2])}")
    harness.row(f"{folder}: answers asked for, and different", f"{asked}, {different}")
    return different


def run(old, new, folders):
    with harness.folder() as place:
        if not folders:
            harness.synthesise(place / "data", 20_000)
            folders = ["Config/seeds", place / "data"]
        sys.exit(1 if sum(compare(old, new, folder, place) for folder in folders) else 0)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    run(sys.argv[1], sys.argv[2], sys.argv[3:])
