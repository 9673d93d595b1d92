#!/usr/bin/env python3
"""What the same questions to the same dialogues take here, in SQLite, DuckDB and tantivy, each through its library.

    Benchmarks/queries.py [DIALOGUES | FOLDER]    default: 100,000

The facets of a field leave its own condition out, as they do in answers of the server. Peers come from PyPI into
.build-peers when they are missing. Each question is asked warm; the median of all questions' medians is reported.
"""

import json
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import time

import harness

MEASURE = harness.ROOT / ".build-release/release/entente-measure"
PEERS = harness.ROOT / ".build-peers"
KINDS = {
    "newest": "partner, newest 20 and total",
    "facets": "partner, topic, years; facets of topic and partner",
    "anyWord": "two words, one of them, best 20",
    "bothWords": "two words, both, best 20 and total",
}
QUESTIONS, RUNS = 24, 7


def use_peers():
    """Goes on in an environment that has the peers."""
    try:
        import duckdb, tantivy  # noqa: F401
    except ImportError:
        python = PEERS / "bin/python"
        if pathlib.Path(sys.prefix) == PEERS:
            harness.fail(f"duckdb and tantivy are not in {PEERS}: remove it and run this again")
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
            requirements = pathlib.Path(__file__).with_name("requirements.txt")
            subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", requirements], check=True)
        os.execv(python, [python, "-B", *sys.argv])


def rows(folder):
    """The dialogues, newest first: rank, id, days, partners, topics, text."""
    found = []
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        for record in json.loads(path.read_bytes())["records"]:
            if record["type"] != "dialogue":
                continue
            found.append((
                record["date"].get("edtf", ""), record["id"], [party["partner"] for party in record["parties"]],
                record["topics"], " ".join(item["exact"] for item in record["evidence"])))
    found.sort(key=lambda row: row[1])
    found.sort(key=lambda row: row[0], reverse=True)
    return [(rank, *row) for rank, row in enumerate(found)]


def parents_of_topics():
    topics = json.loads((harness.ROOT / "Config/vocabulary/topics.json").read_bytes())
    return {topic["id"]: topic.get("parent") for topic in topics}


def wider(topics, parents):
    """The topics and those that they are kinds of."""
    found = []
    for topic in topics:
        while topic and topic not in found:
            found.append(topic)
            topic = parents.get(topic)
    return found


class Relational:
    """SQLite and DuckDB, which take the same statements."""

    def __init__(self, connection):
        self.connection = connection

    def ask(self, statement, *values):
        return self.connection.execute(statement, values).fetchall()

    def fill(self, rows, many):
        self.connection.execute("create table dialogue(rank integer primary key, id text, day text)")
        self.connection.execute("create table partner(name text, rank integer, day text)")
        self.connection.execute("create table topic(name text, rank integer, day text)")
        many("dialogue", [(rank, identifier, day) for rank, day, identifier, *_ in rows])
        many("partner", [(name, rank, day) for rank, day, _, names, *_ in rows for name in names])
        many("topic", [(name, rank, day) for rank, day, _, _, names, _ in rows for name in names])
        for table in "partner", "topic":
            self.connection.execute(f"create index {table}_name on {table}(name, rank)")
            self.connection.execute(f"create index {table}_rank on {table}(rank, name)")

    def newest(self, partner):
        self.ask("select d.rank, d.id from partner p join dialogue d using (rank) where p.name = ? order by p.rank limit 20", partner)
        return self.ask("select count(*) from partner where name = ?", partner)[0][0]

    def facets(self, partner, topic):
        both = "p.name = ? and t.name = ? and p.day between '2010-01-01' and '2020-12-31'"
        self.ask(f"select p.rank from partner p join topic t using (rank) where {both} order by 1 limit 20", partner, topic)
        self.ask(
            "select o.name, count(*) from partner p join topic o using (rank) where p.name = ? "
            "and p.day between '2010-01-01' and '2020-12-31' group by 1 order by 2 desc, 1", partner)
        self.ask(
            "select o.name, count(*) from topic t join partner o using (rank) where t.name = ? "
            "and t.day between '2010-01-01' and '2020-12-31' group by 1 order by 2 desc, 1", topic)
        return self.ask(f"select count(*) from partner p join topic t using (rank) where {both}", partner, topic)[0][0]


class SQLite(Relational):
    kinds = tuple(KINDS)

    def __init__(self, rows):
        super().__init__(sqlite3.connect(":memory:"))

        def many(table, values):
            marks = ",".join("?" * len(values[0]))
            self.connection.executemany(f"insert into {table} values ({marks})", values)

        self.fill(rows, many)
        self.connection.execute("create virtual table text using fts5(body, content='')")
        self.connection.executemany("insert into text(rowid, body) values (?, ?)", [(row[0], row[-1]) for row in rows])
        self.connection.execute("analyze")

    def words(self, wanted):
        self.ask("select rowid from text where text match ? order by bm25(text) limit 20", wanted)
        return self.ask("select count(*) from text where text match ?", wanted)[0][0]

    def anyWord(self, left, right):
        return self.words(f'"{left}" OR "{right}"')

    def bothWords(self, left, right):
        return self.words(f'"{left}" AND "{right}"')


class DuckDB(Relational):
    kinds = "newest", "facets"

    def __init__(self, rows):
        import duckdb
        super().__init__(duckdb.connect(config={"threads": 1}))

        def many(table, values):
            with harness.folder() as place:
                path = place / "rows.csv"
                path.write_text("".join(",".join(map(str, row)) + "\n" for row in values))
                self.connection.execute(f"insert into {table} select * from read_csv('{path}', header=false)")

        self.fill(rows, many)


class Tantivy:
    kinds = tuple(KINDS)

    def __init__(self, rows):
        import tantivy
        self.tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("partner", tokenizer_name="raw", index_option="basic", fast=True)
        builder.add_text_field("topic", tokenizer_name="raw", index_option="basic", fast=True)
        builder.add_integer_field("day", indexed=True, fast=True)
        builder.add_unsigned_field("rank", fast=True, stored=True)
        builder.add_text_field("body", tokenizer_name="default", index_option="freq")
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema)
        writer = self.index.writer(200_000_000, 1)
        for rank, day, _, partners, topics, text in rows:
            document = tantivy.Document()
            for name in partners:
                document.add_text("partner", name)
            for name in topics:
                document.add_text("topic", name)
            document.add_integer("day", int(day.replace("-", "") or 0))
            document.add_unsigned("rank", rank)
            document.add_text("body", text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def term(self, field, value):
        return self.tantivy.Query.term_query(self.schema, field, value)

    def all(self, *queries):
        return self.tantivy.Query.boolean_query([(self.tantivy.Occur.Must, query) for query in queries])

    def newest(self, partner):
        return self.searcher.search(
            self.term("partner", partner), 20, count=True, order_by_field="rank", order=self.tantivy.Order.Asc).count

    def facets(self, partner, topic):
        years = self.tantivy.Query.range_query(
            self.schema, "day", self.tantivy.FieldType.Integer, 20100101, 20201231)
        one, other = self.term("partner", partner), self.term("topic", topic)
        for query, field in (self.all(one, years), "topic"), (self.all(other, years), "partner"):
            self.searcher.aggregate(query, {"counts": {"terms": {"field": field, "size": 500}}})
        return self.searcher.search(
            self.all(one, other, years), 20, count=True, order_by_field="rank", order=self.tantivy.Order.Asc).count

    def anyWord(self, left, right):
        should = self.tantivy.Occur.Should
        query = self.tantivy.Query.boolean_query(
            [(should, self.term("body", left)), (should, self.term("body", right))])
        return self.searcher.search(query, 20, count=True).count

    def bothWords(self, left, right):
        return self.searcher.search(self.all(self.term("body", left), self.term("body", right)), 20, count=True).count


def measure(peer, kind, asked):
    """Microseconds, and what was found for all questions."""
    ask, medians, found = getattr(peer, kind), [], 0
    for values in asked:
        ask(*values)
        runs = []
        for _ in range(RUNS):
            start = time.perf_counter()
            total = ask(*values)
            runs.append((time.perf_counter() - start) * 1e6)
        medians.append(statistics.median(runs))
        found += total
    return statistics.median(medians), found


def run(source="100000"):
    use_peers()
    if not MEASURE.exists():
        harness.fail("no program to measure with: run 'make measure' first")
    with harness.folder() as place:
        folder = pathlib.Path(source)
        if source.isdigit():
            folder = place / "data"
            harness.synthesise(folder, int(source), "--dialogues-only")
        command = [MEASURE, "--listing", "--questions", str(QUESTIONS), "--repeats", "15", folder]
        own = json.loads(subprocess.run(list(map(str, command)), cwd=harness.ROOT, check=True, capture_output=True).stdout)
        print(json.dumps({name: value for name, value in own.items() if name != "questions"}))
        questions, parents = own["questions"], parents_of_topics()
        dialogues = [(*row[:4], wider(row[4], parents), row[5]) for row in rows(folder)]
        pairs = list(zip(questions["partners"], questions["topics"]))
        asked = {
            "newest": [(partner,) for partner in questions["partners"]], "facets": pairs,
            "anyWord": questions["words"], "bothWords": questions["words"],
        }
        harness.row(f"{len(dialogues)} dialogues, {QUESTIONS} questions of a kind, {RUNS} runs of each", "µs, ratio")
        for kind, summary in KINDS.items():
            harness.row(f"{summary}: entente", f"{own['microseconds'][kind]['p50']:.2f}")
        for Peer in SQLite, DuckDB, Tantivy:
            peer = Peer(dialogues)
            for kind in Peer.kinds:
                median, found = measure(peer, kind, asked[kind])
                own_found = own["microseconds"][kind]["found"]
                note = "" if found == own_found else f" (found {found}, here {own_found})"
                ratio = median / own["microseconds"][kind]["p50"]
                harness.row(f"{KINDS[kind]}: {Peer.__name__}", f"{median:.0f}, {ratio:.1f}×{note}")


if __name__ == "__main__":
    run(*sys.argv[1:])
