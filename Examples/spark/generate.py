"""Writes report-like lines for `entente extract --ndjson`: `generate.py COUNT > lines.ndjson`.

Each line is one of the fixtures' reports with its paragraphs in their order, some left out, and another year; a line in a
thousand is bad on purpose. The same count gives the same lines.
"""

import json
import pathlib
import random
import re
import sys

FIXTURES = pathlib.Path(__file__).resolve().parents[2] / "Tests/Fixtures/Reports"


def main():
    random.seed(1)
    reports = [(path.stem, path.read_bytes().decode()) for path in sorted(FIXTURES.glob("*.txt"))]
    for number in range(int(sys.argv[1])):
        name, text = reports[number % len(reports)]
        head, *paragraphs = text.split("\n\n")
        kept = [paragraph for paragraph in paragraphs if random.random() < 0.9]
        year = str(random.randint(2010, 2025))
        line = {
            "id": f"{number}-{name}", "text": re.sub(r"\b20[012]\d\b", year, "\n\n".join([head, *kept])),
            "published": f"{year}-06-15"}
        if number % 1000 == 999:
            del line["text"]
        print(json.dumps(line, ensure_ascii=False))


main()
