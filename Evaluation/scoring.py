"""How a register file is compared with what an analyst recorded of the same report.

Texts are compared folded: without case, diacritics, spaces and punctuation. A person, institution, partner or framework is
the same when an id or any of its names is.

Sets (partners, topics, people, frameworks): right is what stands in both. `partners` are those that a dialogue, agreement,
partnership, role or commitment names; `partners, listed` are all records of partners, among which bodies that the analyst
has as institution or framework are no fault. A framework that the vocabulary has as a partner or institution counts as
found there, too.

Dialogues are matched one to one, best pair first. A pair needs half of all parties in common, ordinals that do not
differ, and one more of: ordinal, kind, a date that agrees, a person in common, evidence that overlaps. `dialogues` counts
the pairs; `dialogues, status` those whose status is the same, too. Over the pairs: kind, level, ordinal, date, place,
format; chairs and participants together are one set of people; topics are a set.

Agreements: half of all parties in common, and a word of the subject or a topic in common. `agreements` counts the pairs
that also have the same instrument and status; over all pairs: instrument, status, date, period, topics.
Partnerships: the same parties, tier and event; over the pairs: date.
Roles: the same holder, counterpart and status, and a word in common; over the pairs: period.
Commitments: the same actor (or joint), modality and action; over the pairs: topics. An analyst who gives no action is
compared by evidence instead.

A date is right when it is equal or, marks of uncertainty aside, lies within the analyst's; not stated must be not stated.
A place is right when town (one may name a part of the other) and, if there is no town, country are.
"""

import re
import unicodedata
from collections import defaultdict

LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})
FILLERS = set("a an and at between by for from in into its of on or the to with against cooperation agreement".split())


def fold(text):
    plain = "".join(c for c in unicodedata.normalize("NFD", str(text).lower()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "", plain.translate(LETTERS))


def words(text):
    """The folded content words, cut to five letters so that inflection does not part them."""
    return {fold(w)[:5] for w in re.findall(r"\w+", str(text or "").lower()) if fold(w) not in FILLERS} - {""}


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


class Register:
    """A register file, with names for its ids from the file and the vocabulary."""

    def __init__(self, content, vocabulary):
        self.records = defaultdict(list)
        for record in content["records"]:
            self.records[record["type"]].append(record)
        self.known = {**vocabulary, **{r["id"]: {**vocabulary.get(r["id"], {}), **r} for r in content["records"]}}

    def names(self, identifier):
        """Everything that an id is called, folded."""
        record = self.known.get(identifier, {})
        texts = [identifier] + [t for n in ("name", "aliases", "abbreviation", "abbreviations", "code")
                                for t in listed(record.get(n))]
        return {fold(t) for t in texts}

    def means(self, identifier, gold):
        """Whether an id of the file is what the analyst calls `gold`: an id, a name, or a set of names."""
        wanted = {fold(t) for t in (gold if isinstance(gold, (set, list)) else [gold])}
        return bool(wanted & self.names(identifier))

    def parties(self, record):
        return {p["partner"] if isinstance(p, dict) else p for p in record.get("parties", [])}

    def people(self, dialogue):
        return dialogue.get("chairs", []) + [p for p in dialogue.get("participants", []) if p not in dialogue.get("chairs", [])]

    def taking_part(self, partners):
        """Those among `partners` that a dialogue, agreement, partnership, role or commitment names."""
        named = set()
        for kind in ("dialogue", "agreement", "partnership", "role", "commitment"):
            for record in self.records[kind]:
                named |= self.parties(record)
                for name in ("holder", "counterpart", "actor", "side", "counterparts"):
                    named.update(listed(record.get(name)))
        return [p for p in partners if p in named]

    def topics(self):
        own = {t["id"] for t in self.records["topic"]}
        return own | {t for rs in self.records.values() for r in rs if r["type"] != "topic" for t in r.get("topics", [])}


def edtf(date):
    return date.get("edtf") if isinstance(date, dict) else date


def interval(date):
    """The first and last day of an EDTF date as texts that compare like dates; None when a year is open."""
    date = re.sub(r"[?~%]", "", date)
    start, _, end = date.partition("/")
    if "X" in date:
        return None
    return (start if start not in ("", "..") else "0000") + "-00-00", (end or start).replace("..", "9999") + "-99-99"


def agrees(found, gold):
    """Whether a date is right; `gold` may be a list of what is accepted."""
    if isinstance(gold, list):
        return any(agrees(found, g) for g in gold)
    if found is None or gold is None:
        return found is gold
    plain = [re.sub(r"[?~%]", "", d) for d in (found, gold)]
    if plain[0] == plain[1]:
        return True
    inner, outer = interval(found), interval(gold)
    return bool(inner and outer and outer[0][:len(outer[0]) - 6] <= inner[0] and inner[1] <= outer[1])


def overlap(left, right):
    union = left | right
    return len(left & right) / len(union) if union else 0.0


def evidence_overlaps(found, gold):
    ranges = [(e["start"], e["end"]) for c in [found] + [v for x in found.get("conflicts", []) for v in x["values"]]
              for e in c.get("evidence", [])]
    return any(s < e["end"] and e["start"] < t for s, t in ranges for e in gold.get("evidence", []))


def pair(found, gold, score):
    """One to one, best score first (None: no pair); ties in the order of the records."""
    scores = [(s, -f, -g) for f, x in enumerate(found) for g, y in enumerate(gold) if (s := score(x, y)) is not None]
    pairs, used_found, used_gold = [], set(), set()
    for _, f, g in sorted(scores, reverse=True):
        if f not in used_found and g not in used_gold:
            pairs.append((found[-f], gold[-g]))
            used_found.add(f)
            used_gold.add(g)
    rest_found = [x for i, x in enumerate(found) if -i not in used_found]
    rest_gold = [x for i, x in enumerate(gold) if -i not in used_gold]
    return pairs, rest_found, rest_gold


class Scores:
    """Counts by field, and what was missed, false or wrong."""

    def __init__(self):
        self.sets = defaultdict(lambda: [0, 0, 0])
        self.values = defaultdict(lambda: [0, 0])
        self.remarks = []

    def count(self, field, right, found, gold):
        for index, number in enumerate((right, found, gold)):
            self.sets[field][index] += number

    def value(self, field, file, is_right, what, found, gold):
        self.values[field][0] += is_right
        self.values[field][1] += 1
        if not is_right:
            self.remark(file, "wrong", f"{field} of {what}: {found!r}, not {gold!r}")

    def remark(self, file, verdict, text):
        self.remarks.append((file, verdict, text))

    def set(self, field, file, register, found, gold, also=()):
        """Compares ids of the file with what the analyst names. `also`: more ids in which gold may be found."""
        right = [f for f in found if any(register.means(f, g) for g in gold)]
        hit = [g for g in gold if any(register.means(f, g) for f in list(found) + list(also))]
        self.count(field, len(hit), len(hit) + len(found) - len(right), len(gold))
        for f in found:
            if f not in right:
                self.remark(file, "false", f"{field}: {f}")
        for g in gold:
            if g not in hit:
                self.remark(file, "missed", f"{field}: {g}")

    def records(self, field, file, pairs, false, missed, is_right=lambda f, g: True):
        right = [p for p in pairs if is_right(*p)]
        self.count(field, len(right), len(pairs) + len(false), len(pairs) + len(missed))
        return right

    def compare(self, file, register, gold):
        """Everything of one report."""
        found = register.records
        listed_partners = [p["id"] for p in found["partner"]]
        self.set("partners", file, register, register.taking_part(listed_partners), gold["partners"])
        bodies = gold["frameworks"] + gold.get("mentioned", [])
        self.set("partners, listed", file, register, [
            p for p in listed_partners
            if any(register.means(p, g) for g in gold["partners"]) or not any(register.means(p, g) for g in bodies)
        ], gold["partners"])
        self.set("topics", file, register, sorted(register.topics()), gold["topics"])
        self.set("people", file, register, [p["id"] for p in found["person"]],
                 [p.get("names", p["name"]) for p in gold["people"]])
        others = [r["id"] for t in ("partner", "institution") for r in found[t]]
        self.set("frameworks", file, register, [f["id"] for f in found["framework"]], gold["frameworks"], others)
        self.dialogues(file, register, found["dialogue"], gold["dialogues"])
        self.agreements(file, register, found["agreement"], gold["agreements"])
        self.partnerships(file, register, found["partnership"], gold["partnerships"])
        self.roles(file, register, found["role"], gold["roles"])
        self.commitments(file, register, found["commitment"], gold["commitments"])

    def told(self, file, kind, false, missed, show):
        for record in false:
            self.remark(file, "false", f"{kind}: {record['id']}")
        for record in missed:
            self.remark(file, "missed", f"{kind}: {show(record)}")

    def dialogues(self, file, register, found, gold):
        def people(g):
            return g.get("people", g.get("chairs", []) + g.get("participants", []))

        def in_common(f, g):
            return sum(any(register.means(p, n) for p in register.people(f)) for n in people(g))

        def score(f, g):
            parties = overlap(register.parties(f), set(g["parties"]))
            ordinals = (f.get("ordinal"), g.get("ordinal"))
            if parties < 0.5 or None not in ordinals and ordinals[0] != ordinals[1]:
                return None
            date, wanted = edtf(f["date"]), g["date"]
            signs = [
                3 * (None not in ordinals), 2 * (f["kind"] == g["kind"]),
                3 * (date is not None and agrees(date, wanted)), min(in_common(f, g), 3), 3 * evidence_overlaps(f, g)]
            if not any(signs):
                return None
            contradicts = date is not None and wanted is not None and not agrees(date, wanted)
            return sum(signs) + 4 * parties + (f["status"] == g["status"]) - 3 * contradicts - (ordinals[0] != ordinals[1])

        pairs, false, missed = pair(found, gold, score)
        self.records("dialogues", file, pairs, false, missed)
        self.records("dialogues, status", file, pairs, false, missed, lambda f, g: f["status"] == g["status"])
        self.told(file, "dialogue", false, missed, lambda g: " ".join(
            str(x) for x in ("-".join(g["parties"]), g["kind"], g.get("ordinal") or "", g["status"], g["date"]) if x))
        for f, g in pairs:
            for name in ("kind", "level", "ordinal", "status", "format"):
                if name in g or name == "ordinal":
                    self.value(f"dialogue {name}", file, f.get(name) == g.get(name), f["id"], f.get(name), g.get(name))
            self.value("dialogue date", file, agrees(edtf(f["date"]), g["date"]), f["id"], edtf(f["date"]), g["date"])
            self.place(file, f, g)
            if "people" in g or "participants" in g:
                self.set("dialogue people", file, register, register.people(f), people(g))
            if "topics" in g:
                self.set("dialogue topics", file, register, f.get("topics", []), g["topics"])

    def place(self, file, f, g):
        place = f.get("place", {})
        name, country = place.get("name"), place.get("country")
        if g["place"]:
            ours, theirs = fold(name or ""), fold(g["place"])
            is_right = bool(ours) and (ours in theirs or theirs in ours)
        else:
            is_right = not name and country == g["country"]
        self.value("dialogue place", file, is_right, f["id"], (name, country), (g["place"], g["country"]))

    def agreements(self, file, register, found, gold):
        def score(f, g):
            parties = overlap(register.parties(f), set(g["parties"]))
            subject = overlap(words(f.get("subject")), words(g["subject"]))
            topics = overlap(set(f.get("topics", [])), set(g["topics"]))
            near = evidence_overlaps(f, g)
            if parties < 0.5 or not (subject or topics or near):
                return None
            return 2 * parties + 2 * subject + topics + near + (f["instrument"] == g["instrument"]) + (
                f["status"] == g["status"])

        pairs, false, missed = pair(found, gold, score)
        self.records("agreements", file, pairs, false, missed,
                     lambda f, g: f["instrument"] == g["instrument"] and f["status"] == g["status"])
        self.told(file, "agreement", false, missed, lambda g: " ".join(
            str(x) for x in ("-".join(g["parties"]), g["instrument"], g["subject"], g["status"])))
        for f, g in pairs:
            for name in ("instrument", "status"):
                self.value(f"agreement {name}", file, f[name] == g[name], f["id"], f[name], g[name])
            for ours, theirs in (("signed", "date"), ("period", "period")):
                date = edtf(f.get(ours))
                self.value(f"agreement {theirs}", file, agrees(date, g[theirs]), f["id"], date, g[theirs])
            self.set("agreement topics", file, register, f.get("topics", []), g["topics"])

    def partnerships(self, file, register, found, gold):
        def score(f, g):
            same = register.parties(f) == set(g["parties"]) and f["tier"] == g["tier"] and f["event"] == g["event"]
            return 1 + agrees(edtf(f.get("date")), g["date"]) if same else None

        pairs, false, missed = pair(found, gold, score)
        self.records("partnerships", file, pairs, false, missed)
        self.told(file, "partnership", false, missed, lambda g: f"{'-'.join(g['parties'])} {g['tier']} {g['event']}")
        for f, g in pairs:
            date = edtf(f.get("date"))
            self.value("partnership date", file, agrees(date, g["date"]), f["id"], date, g["date"])

    def roles(self, file, register, found, gold):
        def score(f, g):
            near = evidence_overlaps(f, g)
            counterpart = f.get("counterpart")
            same = register.means(f["holder"], g["holder"]) and f["status"] == g["status"] and (
                counterpart == g["counterpart"] if not isinstance(g["counterpart"], list) else near)
            text = overlap(words(f["role"]), words(g["role"]))
            return 1 + text + near + agrees(edtf(f.get("period")), g["period"]) if same and (text or near) else None

        pairs, false, missed = pair(found, gold, score)
        # What sources contradict each other on is one record with a conflict, but stands twice with the analyst.
        missed = [g for g in missed if not (g.get("conflict") and any(f.get("conflicts") and evidence_overlaps(f, g) for f in found))]
        self.records("roles", file, pairs, false, missed)
        self.told(file, "role", false, missed, lambda g: f"{g['holder']} {g['role']} {g['status']}")
        for f, g in pairs:
            date = edtf(f.get("period"))
            self.value("role period", file, agrees(date, g["period"]), f["id"], date, g["period"])

    def commitments(self, file, register, found, gold):
        def score(f, g):
            joint = g["actor"] == "joint"
            if joint != bool(f.get("joint")) or not joint and not register.means(f.get("actor", ""), g["actor"]):
                return None
            action = f["action"] == g["action"] if g.get("action") else evidence_overlaps(f, g)
            if f["modality"] != g["modality"] or not action:
                return None
            return 1 + overlap(set(f.get("topics", [])), set(g["topics"]))

        pairs, false, missed = pair(found, gold, score)
        self.records("commitments", file, pairs, false, missed)
        self.told(file, "commitment", false, missed, lambda g: " ".join(
            str(x) for x in (g["actor"], g["modality"], g.get("action", g.get("what")), *g["topics"])))
        for f, g in pairs:
            self.set("commitment topics", file, register, f.get("topics", []), g["topics"])
