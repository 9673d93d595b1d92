"""What a programmer writes with a generated client: `generated_client.py URL`. A line says of each step whether it went well."""

import sys

from entente_client import Client
from entente_client.api.charts import get_matrix, get_timeline
from entente_client.api.following import get_changes, get_feed_json
from entente_client.api.names_and_reports import post_match
from entente_client.api.operations import get_version
from entente_client.api.parts import get_partners_by_id_dialogues
from entente_client.api.records import get_dialogues, get_dialogues_by_id, get_partners_by_id
from entente_client.api.search import get_search, get_suggest
from entente_client.models import (
    Candidates, Changes, Dialogue, DialogueItem, DialogueList, Extraction, GetDialoguesFacetsItem, GetDialoguesIncludeItem,
    GetDialoguesSortItem, GetMatrixCols, GetMatrixRows, JSONFeed, Matrix, PartnerItem, PostMatchBody, Problem,
    SearchHits, Status, Suggestions, Timeline, Version)
from entente_client.types import UNSET


def say(holds: bool, what: str) -> None:
    print("ok" if holds else "FAILED", what)


def every_dialogue(client: Client) -> list[Dialogue]:
    """All pages, five records each."""
    found: list[Dialogue] = []
    page = get_dialogues.sync(client=client, limit=5)
    while isinstance(page, DialogueList):
        found += page.data
        if page.meta.next_ is None:
            break
        page = get_dialogues.sync(client=client, limit=5, cursor=page.meta.next_)
    return found


def main(url: str) -> None:
    client = Client(base_url=url)
    version = get_version.sync(client=client)
    assert isinstance(version, Version)
    dialogues = every_dialogue(client)
    say(len(dialogues) == version.records.dialogues, "all pages of dialogues have as many as the register")
    say(all(each.evidence and each.evidence[0].exact for each in dialogues), "each has evidence with the exact words")

    filtered = get_dialogues.sync(
        client=client, partner=["India", "Indonesia"], status=[Status.HELD], kind_not=[], from_="2010", limit=50,
        sort=[GetDialoguesSortItem.DATE, GetDialoguesSortItem.TITLE],
        facets=[GetDialoguesFacetsItem.PARTNER, GetDialoguesFacetsItem.TOPIC],
        include=[GetDialoguesIncludeItem.PARTNERS, GetDialoguesIncludeItem.EVIDENCE])
    assert isinstance(filtered, DialogueList) and filtered.facets and filtered.included
    say(filtered.meta.total > 0, "lists of words, names and facets are understood")
    say(set(filtered.facets.additional_properties) == {"partner", "topic"}, "facets are typed")
    partners = filtered.included.partners or []
    say("india" in [each.id for each in partners], "embedded partners are typed")

    first = dialogues[0].id
    assert isinstance(first, str)
    one = get_dialogues_by_id.sync(first, client=client)
    say(isinstance(one, DialogueItem) and one.data.id == first, "a single record")
    vietnam = get_partners_by_id.sync("vietnam", client=client)
    say(isinstance(vietnam, PartnerItem) and bool(vietnam.data.profile), "a partner with its profile")
    say(isinstance(get_partners_by_id_dialogues.sync("vietnam", client=client), DialogueList), "the part of one partner")
    missing = get_dialogues_by_id.sync_detailed("no-such-dialogue", client=client)
    say(missing.status_code == 404 and isinstance(missing.parsed, Problem), "an error is a Problem")
    wrong = get_dialogues.sync(client=client, partner=["Indai"])
    assert isinstance(wrong, Problem) and wrong.errors
    say(wrong.errors[0].suggestion == "India", "a Problem says what may have been meant")
    etag = get_dialogues.sync_detailed(client=client, limit=1).headers["etag"]
    say(get_dialogues.sync_detailed(client=client, limit=1, if_none_match=etag).status_code == 304, "304")

    matrix = get_matrix.sync(client=client, rows=GetMatrixRows.PARTNER, cols=GetMatrixCols.TOPIC)
    say(isinstance(matrix, Matrix) and len(matrix.data.cells) > 0, "a matrix")
    timeline = get_timeline.sync(client=client)
    say(isinstance(timeline, Timeline) and sum(each.count for each in timeline.data.intervals) > 0, "a timeline")
    hits = get_search.sync(client=client, q="cyber security")
    say(isinstance(hits, SearchHits) and hits.data[0].score > 0, "a search")
    names = get_suggest.sync(client=client, prefix="viet")
    say(isinstance(names, Suggestions) and names.data[0].id == "vietnam", "suggestions")
    changes = get_changes.sync(client=client, since=version.generation)
    say(isinstance(changes, Changes) and changes.meta.total == 0, "changes")
    feed = get_feed_json.sync(client=client)
    say(isinstance(feed, JSONFeed) and len(feed.items) == len(dialogues), "a feed")

    found = post_match.sync(client=client, body=PostMatchBody(names=["Viet Nam", "Tô Lâm"], limit=2))
    assert isinstance(found, Candidates)
    say([each.candidates[0].id for each in found.data] == ["vietnam", "to-lam"], "names are matched")
    report = "BANGKOK, 20 May 2024 - Thailand and Malaysia held their third security dialogue in Bangkok on Monday."
    # The generator has no content but JSON, forms and octets: text goes through the HTTP client that it uses itself.
    reply = client.get_httpx_client().post(
        "/extract", params={"published": "2024-05-20"}, content=report, headers={"Content-Type": "text/plain"})
    say(Extraction.from_dict(reply.json()).meta.records > 0, "a report is read")
    say(dialogues[0].title is not UNSET, "what is stated is set")


main(sys.argv[1])
