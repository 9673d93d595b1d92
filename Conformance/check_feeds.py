"""feedparser and atoma read the feeds as readers do; what JSON Feed 1.1 and RFC 4287 require of each member is checked beside
them, and that the two forms say the same."""

import datetime
import json
import re
import urllib.request

import atoma
import feedparser

QUERIES = ["", "?partner=India", "?partner=Vietnam&kind!=meeting&from=2010", "?q=nothing-at-all", "?topic=human-trafficking"]


def run(server, checks):
    for query in QUERIES:
        atom, json_feed = fetch(server, "/feed.atom" + query), fetch(server, "/feed.json" + query)
        checks.equal(atom.headers["content-type"], "application/atom+xml", f"the type of /feed.atom{query}")
        checks.equal(json_feed.headers["content-type"], "application/feed+json", f"the type of /feed.json{query}")
        entries = read_atom(atom.content, server, checks, f"/feed.atom{query}")
        items = read_json(json_feed.content, server, checks, f"/feed.json{query}")
        checks.equal(entries, items, f"both forms of {query or 'the whole'} say the same")
        listed = json.loads(fetch(server, f"/dialogues{query}{'&' if query else '?'}limit=50&fields=id").content)["data"]
        checks.equal([item[0] for item in items], ["urn:entente:dialogue:" + each["id"] for each in listed],
                     f"/feed.json{query} has what the list has")
        for each in items[:2]:
            checks.equal(urllib.request.urlopen(each[2]).status, 200, f"{each[2]} leads somewhere")


class Answer:
    def __init__(self, reply):
        self.headers, self.content = reply.headers, reply.read()


def fetch(server, target):
    with urllib.request.urlopen(server.url + target) as reply:
        return Answer(reply)


def read_atom(content, server, checks, what):
    """The entries as (id, title, link, published, updated), after what feedparser and atoma find wrong."""
    parsed = feedparser.parse(content)
    checks.check(not parsed.bozo, f"feedparser finds {what} well-formed", parsed.get("bozo_exception"))
    checks.equal(parsed.version, "atom10", f"feedparser knows the form of {what}")
    checks.check(all(parsed.feed.get(name) for name in ["id", "title", "updated", "author"]), f"{what} has its members")
    checks.check(any(link.rel == "self" and link.href == server.url + what for link in parsed.feed.links),
                 f"{what} links to itself", parsed.feed.links)
    strict = atoma.parse_atom_bytes(content)
    checks.equal(len(strict.entries), len(parsed.entries), f"atoma reads all entries of {what}")
    checks.equal(len({entry.id_ for entry in strict.entries}), len(strict.entries), f"the ids of {what} differ")
    for entry in strict.entries:
        checks.check(re.fullmatch(r"urn:[a-z][a-z0-9-]{1,31}:[a-z0-9:-]+", entry.id_), f"{entry.id_} is a URN (RFC 8141)")
        checks.check(entry.updated.tzinfo is not None, f"{entry.id_} has a time zone")
        checks.check(entry.summary and entry.summary.value, f"{entry.id_} has a summary")
    return [(entry.id, entry.title, entry.link, entry.get("published"), entry.updated) for entry in parsed.entries]


def read_json(content, server, checks, what):
    """The same of the JSON feed, after the rules of its standard."""
    feed = json.loads(content)
    checks.equal(feed["version"], "https://jsonfeed.org/version/1.1", f"the version of {what}")
    checks.equal(feed["feed_url"], server.url + what, f"{what} names itself")
    checks.check(isinstance(feed["title"], str) and feed["home_page_url"].startswith("http"), f"{what} has its members")
    strict = atoma.parse_json_feed_bytes(content)
    checks.equal(len(strict.items), len(feed["items"]), f"atoma reads all items of {what}")
    for item in feed["items"]:
        checks.check(isinstance(item["id"], str) and item["content_text"], f"{item['id']} has an id and content")
        for name in ["date_published", "date_modified"]:
            if name in item:
                checks.check(datetime.datetime.fromisoformat(item[name]).tzinfo, f"{name} of {item['id']} is RFC 3339")
        checks.check(all(isinstance(tag, str) for tag in item["tags"]), f"tags of {item['id']} are texts")
    return [(item["id"], item["title"], item["url"], item.get("date_published"), item["date_modified"])
            for item in feed["items"]]
