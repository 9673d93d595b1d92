"""Two exports as tables: how many dialogues each year had, and which actions are most often asked for.

    python Examples/pandas.py [http://localhost:8080]
"""

import sys

# This file is called like the library, and Python looks beside it first.
sys.path = [place for place in sys.path if not place.rstrip("/").endswith("Examples")]

import pandas  # noqa: E402

server = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080"

# A date is EDTF text (2024, 2024-12, 2024-12-05): its first four characters are the year, unless none is stated.
dialogues = pandas.read_csv(f"{server}/export/dialogues.csv", dtype={"date": "string"})
years = dialogues["date"].str[:4].value_counts().sort_index()
parties = dialogues["parties"].str.split(";").explode().value_counts()
print(f"{len(dialogues)} dialogues of {len(parties)} partners", years.to_string(), parties.head(5).to_string(), sep="\n\n")

commitments = pandas.read_json(f"{server}/export/commitments.ndjson", lines=True)
table = pandas.crosstab(commitments["action"], commitments["modality"], margins=True, margins_name="all")
print(f"\n{len(commitments)} commitments", table.sort_values("all", ascending=False).head(10).to_string(), sep="\n\n")
