"""What people do in the explorer, by pointer and keyboard."""

import csv
import io
import urllib.parse

from explorer_kit import state, total, until
from kit import command


def run(explorer):
    for flow in (dates, marks, filters, history, paging, as_data, proof, disagreement, series, partner, suggestions, searching, keyboard, errors):
        flow(explorer)


def dates(explorer):
    """Dates are told in words, and as exactly as they are known."""
    with explorer.open() as page:
        for edtf, words in {
                "2024-12-05": "5 December 2024", "2019-12": "December 2019", "2021": "2021", "2021?": "2021 (uncertain)",
                "2021-05~": "May 2021 (approximate)", "2024/2028": "2024–2028", "../2025-03-13": "until 13 March 2025",
                "2024-05/..": "since May 2024", "XXXX-05-20": "20 May (year not stated)", "201X": "2010s", "19XX": "1900s",
                "2025-03-11/2025-03-13": "11–13 March 2025", "2024-05-30/2024-06-02": "30 May 2024 – 2 June 2024",
                "2024-XX-05": "2024-XX-05", "2024-13": "2024-13", "soon": "soon", None: "not stated"}.items():
            told = page.evaluate("edtf => import('./explorer/dates.js').then(({ spoken }) => spoken(edtf))", edtf)
            explorer.checks.equal(told, words, f"{edtf} in words")


def marks(explorer):
    """Each mark of a chart leads to as many records as it counts."""
    checks = explorer.checks
    with explorer.open() as page:
        for key, count in explorer.ask("version")["records"].items():
            shown = page.locator(f".counts a[href='./?show={key}'] b")
            checks.equal(shown.inner_text(), str(count), f"the overview counts the {key}")
        intervals = explorer.ask("timeline?interval=year&by=kind")["data"]["intervals"]
        segments = sum(1 for interval in intervals for count in interval["counts"] if count)
        checks.equal(page.locator(".timeline a").count(), segments, "each count of the timeline is a link")
        says = page.locator(".timeline a").last.get_attribute("aria-label")
        page.locator(".timeline a rect").last.click()
        explorer.settle(page)
        checks.equal(total(page), int(says.split(": ")[1]), f"{says}: so many dialogues are listed")
        page.go_back()
        explorer.settle(page)
        cells = explorer.ask("matrix?rows=partner&cols=topic&limit=14")["data"]["cells"]
        checks.equal(page.locator(".heat tbody td a").count(), len(cells), "each cell of the heat map is a link")
        count = page.inner_text(".heat tbody td a >> nth=0")
        explorer.click(page, ".heat tbody td a")
        checks.equal(total(page), int(count), "a cell leads to as many dialogues as it says")
        checks.equal(sorted(state(page)), ["partner", "show", "topic"], "by the filters that it stands for")
        page.go_back()
        explorer.settle(page)
        explorer.click(page, "#newest .entry h3 a")
        checks.check(state(page)["show"].startswith("dialogues/"), "the newest lead to their records")


def filters(explorer):
    checks = explorer.checks
    with explorer.open("?show=dialogues") as page:
        page.focus("#partner-india")
        page.keyboard.press("Space")
        explorer.settle(page)
        checks.equal(state(page), {"show": "dialogues", "partner": "india"}, "a facet goes into the address")
        checks.equal(total(page), explorer.ask("dialogues?partner=india")["meta"]["total"], "and narrows the list")
        checks.equal(page.evaluate("document.activeElement.id"), "partner-india", "the focus stays with the facet")
        checks.check("fit" in page.text_content("#status"), "the number that fits is announced", page.text_content("#status"))
        explorer.click(page, "#partner-australia")
        checks.equal(state(page)["partner"], "india,australia", "a second value of a facet is an alternative")
        checks.equal(total(page), explorer.ask("dialogues?partner=india,australia")["meta"]["total"], "and widens the list")
        facet = {each["value"]: each["count"] for each in explorer.ask("dialogues?partner=india,australia&facets=kind")["facets"]["kind"]}
        shown = page.locator("#kind-security-dialogue ~ .figure").inner_text()
        checks.equal(int(shown), facet["security-dialogue"], "a facet counts what the other filters leave")
        page.fill("#within", "second")
        page.press("#within", "Enter")
        explorer.settle(page)
        checks.equal(state(page).get("q"), "second", "words go into the address")
        page.select_option("#sort", "date")
        explorer.settle(page)
        checks.equal(state(page).get("sort"), "date", "so does the order")
        page.fill("#from", "2019")
        page.fill("#to", "2020")
        page.click(".spans button")
        explorer.settle(page)
        asked = {key: value for key, value in state(page).items() if key != "show"}
        expected = explorer.ask("dialogues?" + urllib.parse.urlencode(asked))
        checks.equal(total(page), expected["meta"]["total"], "all filters together are those of the API")
        checks.equal(page.locator(".entry h3").all_inner_texts(), [each["title"] for each in expected["data"]], "in its order")
        page.reload()
        explorer.settle(page)
        checks.equal(total(page), expected["meta"]["total"], "a reload shows the same")
        checks.equal([page.input_value("#within"), page.input_value("#sort"), page.input_value("#from"), page.is_checked("#partner-india")],
                     ["second", "date", "2019", True], "with the same controls")
        for _ in range(page.locator(".chips a:not(.plain)").count()):
            explorer.click(page, ".chips a:not(.plain)")
        checks.equal(state(page), {"show": "dialogues", "sort": "date"}, "each filter can be taken away")


def history(explorer):
    checks = explorer.checks
    with explorer.open("?show=dialogues") as page:
        explorer.click(page, "#partner-india")
        explorer.click(page, ".entry h3 a")
        title = page.inner_text("#view h1")
        checks.check(page.title().startswith(title[:60]), "a record gives the page its title", page.title())
        checks.equal(page.evaluate("document.activeElement.localName"), "h1", "after a move the focus is at the heading")
        page.go_back()
        explorer.settle(page)
        checks.equal(total(page), 3, "back leads to the filtered list")
        page.go_back()
        explorer.settle(page)
        checks.check(not page.is_checked("#partner-india"), "and back again to the whole")
        page.go_forward()
        page.go_forward()
        until(page, "title => document.querySelector('#view h1')?.innerText === title", title)
        checks.check(True, "forward leads to the record")
        with explorer.open(page.url.removeprefix(explorer.url + "/"), "a shared address") as other:
            checks.equal(other.inner_text("#view h1"), title, "a shared address shows the same")
    for view, click in (("#ask", None), ("?show=topics", ".menu .apart a")):
        with explorer.open(view) as page:
            if click:
                explorer.click(page, click)
            until(page, "Math.abs(document.getElementById('ask').getBoundingClientRect().top) < 60")
            checks.check(True, f"{view}: the API is explained where it is asked for")
    with explorer.open("?show=commitments", width=360) as page:
        page.evaluate("scrollTo(0, 900)")
        page.evaluate("document.querySelectorAll('.entry h3 a')[8].click()")
        explorer.settle(page)
        checks.equal(page.evaluate("scrollY"), 0, "a move begins at the top")
        page.go_back()
        until(page, "Math.abs(scrollY - 900) < 5")
        checks.check(True, "back leads to where the reader was")


def paging(explorer):
    checks = explorer.checks
    with explorer.open("?show=commitments&limit=7") as page:
        first = explorer.ask("commitments?limit=7")
        second = explorer.ask(f"commitments?limit=7&cursor={first['meta']['next']}")
        explorer.click(page, ".pages a[rel=next]")
        checks.equal(page.locator(".entry h3").all_inner_texts(), [each["title"] for each in second["data"]], "the next page follows")
        checks.check(page.evaluate("scrollY") < 300, "and begins where it can be seen", page.evaluate("scrollY"))
        page.reload()
        explorer.settle(page)
        checks.equal(page.locator(".entry h3 >> nth=0").inner_text(), second["data"][0]["title"], "its address holds the page")
        explorer.click(page, ".pages a:not([rel])")
        checks.equal(page.locator(".entry h3 >> nth=0").inner_text(), first["data"][0]["title"], "and leads back to the first")


def as_data(explorer):
    checks = explorer.checks
    with explorer.open("?show=dialogues&partner=india&kind!=meeting", permissions=["clipboard-read", "clipboard-write"]) as page:
        count = total(page)
        page.click("text=Copy as curl")
        page.wait_for_selector("text=Copied")
        words = page.evaluate("navigator.clipboard.readText()")
        answer = command(["sh", "-c", words + " -s"])
        checks.check(f'"total":{count},' in answer.stdout, "what is copied as curl asks for the same", words)
        with page.expect_download() as download:
            page.click("text=CSV")
        rows = list(csv.reader(io.StringIO(download.value.path().read_text())))
        checks.equal(len(rows) - 1, count, "the CSV has the records that fit")


def proof(explorer):
    """Beside each field stand all the phrases that prove it."""
    checks = explorer.checks
    for name in ["dialogues/india-vietnam-security-dialogue-3", "people/to-lam", "agreements/indonesia-vietnam-extradition-agreement"]:
        record = explorer.ask(name)["data"]
        with explorer.open(f"?show={name}") as page:
            for more in page.locator(".more > summary").all():
                more.click()
            for field in page.locator(".field").all():
                label = field.locator("dt").inner_text()
                member = {"Round": "ordinal", "Number of topics": "topicCount"}.get(label, label.lower())
                expected = sorted(each["exact"] for each in record["evidence"] if member in each["supports"])
                found = sorted(field.locator(".quote q").all_inner_texts())
                checks.equal(found, expected, f"{name}: {label} has its proof")
            first = record["evidence"][0]["document"]
            document = explorer.ask(f"documents/{first}")["data"]
            cited = page.locator(f".proof a[href='./?show=documents/{first}']").first
            checks.check(cited.inner_text() in (document.get("publisher"), document.get("agency"), document["title"]), f"{name}: the report is cited")
            checks.check("¶" in page.locator(".proof footer").first.inner_text(), f"{name}: with its paragraph")


def disagreement(explorer):
    checks = explorer.checks
    conflict = explorer.ask("conflicts")["data"][0]
    with explorer.open("?show=conflicts") as page:
        explorer.click(page, ".entry h3 a")
        sides = page.locator("#conflicts .sides > li")
        checks.equal(sides.count(), len(conflict["values"]), "conflicting values stand side by side")
        checks.equal(page.locator("#conflicts .quote q").all_inner_texts(),
                     [each["exact"] for value in conflict["values"] for each in value["evidence"]], "each with its own proof")
        left, right = (sides.nth(at).bounding_box() for at in (0, 1))
        checks.check(left["y"] == right["y"] and left["x"] < right["x"], "beside each other")


def series(explorer):
    checks = explorer.checks
    told = explorer.ask("series/india-vietnam-security-dialogue")["data"]
    with explorer.open("?show=dialogues/india-vietnam-security-dialogue-3") as page:
        checks.equal(page.locator(".rail li").count(), len(told["rounds"]) + len(told["missing"]), "a series has its rounds and gaps")
        checks.equal(page.locator(".rail .missing .round").all_inner_texts(), [str(each) for each in told["missing"]], "gaps are shown as gaps")
        checks.equal(page.inner_text(".rail [aria-current] .round"), "3", "the round that is looked at is marked")
        explorer.click(page, ".rail a >> nth=0")
        checks.equal(page.inner_text(".rail [aria-current] .round"), "2", "a round leads to its record")


def partner(explorer):
    checks = explorer.checks
    with explorer.open("?show=partners/VN") as page:
        checks.equal(page.inner_text("#view h1"), "Vietnam", "a partner goes by any name")
        for section in ("dialogues", "tiers", "agreements", "topics", "counterparts", "people", "graph"):
            checks.equal(page.locator(f"#{section}").count(), 1, f"a partner has {section}")
        nodes = explorer.ask("graph?partner=vietnam&limit=24")["data"]
        checks.equal(page.locator(".graph a").count(), len(nodes["nodes"]), "the graph has every node as a link")
        page.click("#graph .as-table summary")
        checks.check(page.locator("#graph tbody tr").count() > 0, "and is told as a table")
        posts = page.locator("#people .latest").all_inner_texts()
        checks.check(any("General, Minister of Public Security" in each for each in posts), "the latest posts are shown", posts)
        page.fill("#asof", "2024-05-20")
        page.dispatch_event("#asof", "change")
        explorer.settle(page)
        checks.equal(state(page).get("asof"), "2024-05-20", "the day goes into the address")
        posts = page.locator("#people .latest").all_inner_texts()
        checks.check(any("Deputy Minister of Public Security" in each for each in posts), "as of a day, posts are those known then", posts)
        explorer.is_accessible(page, "a partner as of a day")
        explorer.click(page, "#counterparts .bars a")
        checks.check("partner.all" in state(page) and total(page) > 0, "a counterpart leads to what both took part in", page.url)


def suggestions(explorer):
    checks = explorer.checks
    with explorer.open() as page:
        page.focus("#q")
        page.keyboard.type("viet")
        page.wait_for_selector("#suggestions [role=option]")
        checks.equal(page.get_attribute("#q", "aria-expanded"), "true", "suggestions are told to be open")
        explorer.is_accessible(page, "suggestions")
        page.keyboard.press("ArrowDown")
        active = page.get_attribute("#q", "aria-activedescendant")
        checks.equal(page.get_attribute(f"#{active}", "aria-selected"), "true", "an arrow chooses")
        page.keyboard.press("Enter")
        page.wait_for_selector("article.partner")
        checks.equal(state(page), {"show": "partners/vietnam"}, "Enter leads to what is chosen")
        page.fill("#q", "")
        page.focus("#q")
        page.keyboard.type("indo")
        page.wait_for_selector("#suggestions [role=option]")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Escape")
        checks.check(page.is_hidden("#suggestions") and page.input_value("#q") == "indo", "Escape closes and keeps the words")
        page.keyboard.press("Enter")
        explorer.settle(page)
        checks.equal(state(page), {"show": "search", "q": "indo"}, "without a choice Enter searches")


def searching(explorer):
    checks = explorer.checks
    with explorer.open("?show=search&q=trafficking") as page:
        expected = explorer.ask("search?q=trafficking&facets=type")
        checks.equal(total(page), expected["meta"]["total"], "the search finds what the API finds")
        checks.equal([each.lower() for each in set(page.locator(".entry mark").all_inner_texts())], ["trafficking"], "the words are marked")
        explorer.click(page, ".types a >> nth=1")
        kind = expected["facets"]["type"][0]
        checks.equal([state(page)["type"], total(page)], [kind["value"], kind["count"]], "a type narrows")
        page.fill("#q", "qqqqzz")
        page.press("#q", "Enter")
        page.wait_for_selector(".state")
        checks.check("No record has these words" in page.inner_text(".state"), "nothing found is said in words")
        explorer.is_accessible(page, "nothing found")


def keyboard(explorer):
    checks = explorer.checks
    with explorer.open() as page:
        page.keyboard.press("Tab")
        checks.equal(page.inner_text(":focus"), "Skip to the content", "the first stop skips to the content")
        page.keyboard.press("Enter")
        checks.equal(page.evaluate("document.activeElement.id"), "content", "and does")
        page.focus(".timeline a >> nth=0")
        page.keyboard.press("ArrowRight")
        second = page.locator(".timeline a").nth(1).get_attribute("aria-label")
        checks.equal(page.get_attribute(":focus", "aria-label"), second, "arrows move among the marks")
        page.keyboard.press("End")
        checks.equal(page.locator(".timeline a[tabindex='0']").count(), 1, "a chart is one stop")
        page.keyboard.press("Enter")
        explorer.settle(page)
        checks.equal(state(page)["show"], "dialogues", "Enter follows a mark")
        outline = page.evaluate("""() => { const box = document.getElementById("within"); box.focus();
            return getComputedStyle(box).outlineStyle; }""")
        checks.equal(outline, "solid", "the focus can be seen")


def errors(explorer):
    checks = explorer.checks
    with explorer.open("?show=dialogues&partner=Indai", faults_expected=True) as page:
        checks.check("Indai is no known partner" in page.inner_text("#view"), "what is wrong is said in words")
        explorer.is_accessible(page, "an error")
        explorer.click(page, "text=partner: India")
        checks.equal(total(page), 3, "and what was meant is a click away")
    for view in ("?show=dialogues/nothing", "?show=nothing", "?show=a/b/c/d", "?show=__proto__", "?show=constructor/x"):
        with explorer.open(view, faults_expected=True) as page:
            checks.equal(page.inner_text("#view h1"), "Nothing is filed here", f"{view}: says that there is nothing")
    with explorer.open("?show=dialogues&partner=india&status=cancelled") as page:
        checks.check("No record fits" in page.inner_text(".state"), "an empty list says so")
        explorer.is_accessible(page, "an empty list")
        explorer.click(page, ".state a")
        checks.equal(state(page), {"show": "dialogues"}, "and can be widened")
