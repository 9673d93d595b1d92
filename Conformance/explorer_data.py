"""Registers to show: one whose texts are hostile, and one that is large."""

import json
import random

import kit

LONG = "x" * 10_000
MARKUP = "<script>window.broken = 1</script><img src=x onerror=\"window.broken = 2\">"
QUOTES = "\"'`&amp;&#60;b&#62;</bdi></title>{{7*7}}${7*7}"
TURNED = "\u202eesrever\u202c \u2067שלום\u2069 \u05d0\u05d1\u05d2 مرحبا \u200f!"
HOSTILE = [MARKUP, QUOTES, TURNED, LONG]

PER_FILE = 5000
KINDS = ["talks", "meeting", "reception", "working-session", "security-dialogue"]


def document(name, **more):
    return {"id": name, "publisher": "Desk", "language": "en", "published": {"edtf": "2025-01-01", "basis": "reviewed"},
            "sha256": "0" * 64, "units": {"kind": "paragraph", "count": 3}, "bodyRange": [1, 3], "review": "reviewed", **more}


def proof(supports, exact="talks"):
    return {"supports": supports, "paragraph": 1, "start": 10, "end": 10 + len(exact), "exact": exact}


def write_file(folder, name, of, records):
    (folder / f"{name}.json").write_text(json.dumps({"entente": 1, "document": of, "records": records}))


def dialogue(name, partners, topics, day, **more):
    return {"id": name, "type": "dialogue", "kind": "talks", "level": "ministerial", "status": "held",
            "date": {"edtf": day, "basis": "stated", "stated": day}, "format": "in-person",
            "parties": [{"partner": partner} for partner in partners], "topics": topics,
            "evidence": [proof(["kind", "parties", "date"])], **more}


def hostile(folder):
    """One document, dialogue, person, institution, agreement and commitment for each of `HOSTILE`."""
    for index, words in enumerate(HOSTILE):
        person, institution, talks = f"person-{index}", f"institution-{index}", f"talks-{index}"
        cited = [proof(["name"], words)]
        post = {"title": words, "institution": institution, "partner": "india", "rank": words}
        records = [
            {"id": institution, "type": "institution", "name": f"{words} {index}", "abbreviations": [words], "partner": "india",
             "evidence": cited},
            {"id": person, "type": "person", "name": f"{words} {index}", "aliases": [words], "posts": [post], "evidence": cited},
            dialogue(
                talks, ["india", "japan"], ["terrorism"], f"2024-0{index + 1}-02", condition=words, certainty="inferred", basis=words,
                place={"name": words, "country": "india"}, chairs=[person],
                parties=[{"partner": "india", "institution": institution}, {"partner": "japan"}],
                evidence=[proof(["kind", "parties", "date", "place", "chairs"], words)],
                conflicts=[{"property": "condition", "values": [
                    {"value": words, "evidence": [proof(["condition"], words)]},
                    {"value": f"not {words}", "evidence": [proof(["condition"], words)]}]}]),
            {"id": f"agreement-{index}", "type": "agreement", "instrument": "agreement", "subject": words,
             "parties": ["india", "japan"], "status": "signed", "evidence": [proof(["subject", "parties"], words)]},
            {"id": f"commitment-{index}", "type": "commitment", "actor": person, "side": "india", "counterparts": ["japan"],
             "modality": "agree", "action": "train", "condition": words, "dialogue": talks,
             "evidence": [proof(["actor", "counterparts"], words)]},
        ]
        write_file(folder, f"hostile-{index}", document(
            f"document-{index}", title=words, publisher=words, agency=words, dateline=words, licence=words,
            url=f"https://news.invalid/a?b='{index}'&c=%22"), records)


def ids(name):
    return [record["id"] for record in json.loads((kit.ROOT / f"Config/vocabulary/{name}.json").read_text())]


def large(folder, count):
    """As many dialogues, the same in each run."""
    source = random.Random(7)
    states, topics = ids("states"), ids("topics")
    for first in range(0, count, PER_FILE):
        records = []
        for number in range(first, min(first + PER_FILE, count)):
            day = f"{source.randint(1995, 2025)}-{source.randint(1, 12):02}-{source.randint(1, 28):02}"
            records.append(dialogue(
                f"dialogue-{number}", sorted(source.sample(states, 2)), source.sample(topics, 3), day, kind=source.choice(KINDS)))
        write_file(folder, str(first), document(f"document-{first}"), records)
