"""What schemathesis cannot know of this API: names that mean something, and why a request that fits every schema may still be
refused. Loaded by schemathesis itself."""

import json
import os
import re
import urllib.request

import schemathesis
from hypothesis import strategies

SERVER = os.environ["CONFORMANCE_SERVER"]

# Why a request whose every value fits its schema may be 400: what no schema can say.
REASONS = {
    r"is no known ": "a name that nobody in the register goes by",
    r"No record has the ": "a text that no record has",
    r"is not a value of series": "a series that is not in the register",
    r"[Cc]ursor": "a cursor is made by the server, for one question",
    r"is no date|is not a date|names no day": "a text that is no date",
    r"it holds a NUL": "an octet that no text here has",
    r"is no field: \.all": "a filter of a field that the collection asked for has not",
    r"holds no word|holds no letter or digit|has \d+ words": "a text without words to look for, or with too many",
    r"More than \d+ words begin": "a prefix that nearly everything begins with",
    r"ends before .* begins": "two dates that do not go together",
    r"goes with JSON only": "a parameter that the chosen representation has no place for",
    r"has no column": "a member that a table has no column for",
    r"has no value; give one": "a list of commas alone",
    r"of these intervals": "more intervals than an answer may have",
    r"A name is a text that is not empty": "a name of white space",
    r"is not a value of (rows|cols|by)\b": "a field of another collection than the one asked for",
    r"There is no parameter \S+ on (" + "|".join([
        "dialogues", "partners", "topics", "agreements", "partnerships", "commitments", "people", "institutions",
        "frameworks", "roles", "documents", "series", "conflicts"]) + r")\b": "a filter of another collection",
    r"is not a value of \S+\. Give one of|is no number": "a word of another collection's field of that name",
    r"an address beginning with|is text on one line|must be": "a description of a report that no register file could have",
}


def names(collection):
    with urllib.request.urlopen(f"{SERVER}/export/{collection}.ndjson") as reply:
        return [json.loads(line) for line in reply]


TYPES = {"dialogue": "dialogues", "partner": "partners", "topic": "topics", "agreement": "agreements",
         "partnership": "partnerships", "commitment": "commitments", "person": "people", "institution": "institutions",
         "framework": "frameworks", "role": "roles", "document": "documents", "series": "series", "conflict": "conflicts"}

for kind, collection in TYPES.items():
    records = names(collection)
    ids = [record["id"] for record in records] or ["none"]
    called = [record[key] for record in records for key in ("id", "name", "code") if key in record] or ["none"]
    for form, values in [(f"{kind}-id", ids), (f"{collection}-id", ids), (f"{kind}-name", called)]:
        # One in nine is anything: what nobody is called has to be refused as it should be.
        schemathesis.openapi.format(
            form, strategies.one_of(*[strategies.sampled_from(values)] * 8, strategies.text(min_size=1, max_size=20)))

schemathesis.openapi.format("edtf", strategies.one_of(
    strategies.dates().map(str), strategies.integers(1900, 2100).map(str),
    strategies.sampled_from(["2024-06", "2024-12-05", "2010/2024", "2024~", "2024-XX", "../2020", "yesterday"])))


@schemathesis.check
def refused_for_a_reason(ctx, response, case):
    """A request that fits all schemas is refused only for what no schema can say, and the answer names the parameter."""
    mode = case.meta.generation.mode if case.meta else None
    if response.status_code != 400 or mode is None or not mode.is_positive:
        return
    problem = response.json()
    if not problem.get("errors"):
        raise AssertionError(f"refused without naming a parameter: {problem['detail']}")
    for error in problem["errors"]:
        if not any(re.search(reason, error["detail"]) for reason in REASONS):
            raise AssertionError(f"refused although it fits its schema: {error}")
