"""Measures the extraction: precision, recall and F1 of what it reads in labelled reports. `make evaluate` runs it.

Prints a table for the fixtures of one split (`development` unless told otherwise: the other half is for final figures
alone) and, when --reports and --gold are given, one for those reports. The rules are those of `scoring.py`.
"""

import argparse
import json
import pathlib
import subprocess
import sys

import analyst
from scoring import Register, Scores

ROOT = pathlib.Path(__file__).resolve().parents[1]


def vocabulary():
    """id → entry, of everything the vocabulary has."""
    entries = {}
    for name in ("states", "organisations", "institutions", "frameworks", "topics"):
        for entry in json.loads((ROOT / f"Config/vocabulary/{name}.json").read_text()):
            entries[entry["id"]] = entry
    return entries


def extract(program, reports):
    """(name, text, members of the document) of each report → name → register file, by the filter of the program."""
    lines = [json.dumps({"id": name, "text": text, **block}) for name, text, block in reports]
    run = subprocess.run(
        [program, "extract", "--ndjson"], input="\n".join(lines), stdout=subprocess.PIPE, text=True, cwd=ROOT)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    faults = [f"{a['id']}: {a['error']}" for a in answers if "error" in a]
    if faults or len(answers) != len(lines):
        sys.exit("\n".join(faults) or f"{program} answered {len(answers)} of {len(lines)} lines")
    return {a["id"]: a["register"] for a in answers}


def fixtures(folder, split):
    """name → (text, labels) of the labelled reports of a split."""
    found = {}
    for path in sorted(folder.glob("*.gold.json")):
        labels = json.loads(path.read_text())
        if labels["split"] == split:
            name = path.name.removesuffix(".gold.json")
            found[name] = ((folder / f"{name}.txt").read_bytes().decode(), labels)
    return found


def score(registers, labels, entries):
    scores = Scores()
    for name, gold in labels.items():
        scores.compare(name, Register(registers[name], entries), gold)
    return scores


def show(title, scores, count):
    print(f"\n{title} ({count} reports)\n")
    print(f"{'field':22}{'labelled':>9}{'found':>7}{'right':>7}{'precision':>11}{'recall':>8}{'F1':>7}")
    for field, (right, found, gold) in scores.sets.items():
        if not found and not gold:
            continue
        precision, recall = right / found if found else 0, right / gold if gold else 0
        f1 = 2 * precision * recall / (precision + recall) if right else 0
        print(f"{field:22}{gold:9}{found:7}{right:7}{precision:11.3f}{recall:8.3f}{f1:7.3f}")
    print(f"\n{'of what was matched':22}{'matched':>9}{'right':>7}{'accuracy':>11}")
    for field, (right, matched) in scores.values.items():
        print(f"{field:22}{matched:9}{right:7}{right / matched:11.3f}")


def near_misses(registers, labels):
    names = [n for n, gold in labels.items() if gold["class"] == "near-miss"]
    false = [(n, r["id"]) for n in names for r in registers[n]["records"] if r["type"] in ("dialogue", "agreement")]
    print(f"\nnear misses: {len(names)}, false dialogues and agreements: {len(false)}")
    for name, identifier in false:
        print(f"  {name}: {identifier}")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--program", default=ROOT / ".build/debug/entente")
    options.add_argument("--split", default="development", choices=["development", "held-out"])
    options.add_argument("--fixtures", type=pathlib.Path, default=ROOT / "Tests/Fixtures/Reports")
    options.add_argument("--reports", type=pathlib.Path, help="folder of further reports")
    options.add_argument("--gold", type=pathlib.Path, help="the analyst's record of the further reports")
    options.add_argument("--register", type=pathlib.Path, help="measure these register files of --reports instead")
    options.add_argument("--verbose", action="store_true", help="tell everything missed, false or wrong")
    options = options.parse_args()
    if bool(options.reports) != bool(options.gold):
        options.error("--reports and --gold go together")
    entries = vocabulary()

    labelled = fixtures(options.fixtures, options.split)
    labels = {name: gold for name, (_, gold) in labelled.items()}
    registers = extract(
        options.program, [(name, text, gold.get("given", {})) for name, (text, gold) in labelled.items()])
    results = [score(registers, labels, entries)]
    show(f"fixtures, {options.split}", results[0], len(labels))
    near_misses(registers, labels)

    if options.reports:
        record = json.loads(options.gold.read_text())
        paths = [p for p in sorted(options.reports.glob("*.txt")) if p.name in record]
        labels = {p.stem: analyst.labels(record[p.name]) for p in paths}
        if options.register:
            registers = {s: json.loads((options.register / f"{s}.json").read_text()) for s in labels}
        else:
            blocks = json.loads((ROOT / "Config/documents.json").read_text())
            blocks = {s: {n: v for n, v in b.items() if n != "id"} for s, b in blocks.items()}
            registers = extract(options.program, [(p.stem, p.read_bytes().decode(), blocks.get(p.stem, {})) for p in paths])
        results.append(score(registers, labels, entries))
        show("reports of the register", results[1], len(labels))

    if options.verbose:
        for file, verdict, text in sorted(r for scores in results for r in scores.remarks):
            print(f"{file}: {verdict}: {text}")


main()
