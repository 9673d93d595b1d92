"""Chromium without a screen walks the explorer: every view and flow, by pointer and by keyboard, judged by axe.

`EXPLORER_SCREENSHOTS` names a folder for pictures of the main views at each width in both themes.
"""

import os
import pathlib
import tempfile

from playwright.sync_api import sync_playwright

import explorer_data
import explorer_figures
import explorer_flows
import explorer_states
from explorer_kit import THEMES, WIDTHS, Explorer, launch
from kit import free_ports, running

MANY = 100_000
MAIN = {
    "overview": "", "list": "?show=dialogues&partner=india", "record": "?show=dialogues/india-vietnam-security-dialogue-3",
    "conflict": "?show=roles/vietnam-coordinator-of-asean-uk-relations", "partner": "?show=partners/vietnam",
    "search": "?show=search&q=trafficking", "graph": "?show=graph",
}


def run(server, checks):
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="explorer-") as name:
        folder = pathlib.Path(name)
        browser = launch(playwright)
        explorer = Explorer(browser, server.url, checks)
        main_views(explorer)
        all_views(explorer)
        explorer_flows.run(explorer)
        explorer_states.run(explorer, server, folder)
        explorer_figures.run(explorer, "the register that ships")
        with serving(server, folder / "hostile", explorer_data.hostile) as url:
            hostile(Explorer(browser, url, checks))
        with serving(server, folder / "large", lambda place: explorer_data.large(place, MANY)) as url:
            large(Explorer(browser, url, checks))
        browser.close()


class serving:
    """The program with a register that is written for it; the value is its address."""

    def __init__(self, server, folder, write):
        folder.mkdir()
        write(folder)
        (self.port,) = free_ports(1)
        self.process = running([server.arguments[0], "serve", "--port", self.port, "--data", folder], [self.port], folder)

    def __enter__(self):
        self.process.__enter__()
        return f"http://127.0.0.1:{self.port}"

    def __exit__(self, *error):
        return self.process.__exit__(*error)


def main_views(explorer):
    """At each width and in both themes."""
    pictures = os.environ.get("EXPLORER_SCREENSHOTS")
    for name, view in MAIN.items():
        for width in WIDTHS:
            for theme in THEMES:
                what = f"{name} at {width}, {theme}"
                with explorer.open(view, what, width, theme) as page:
                    explorer.stands(page, what)
                    if (width, theme) in ((360, "light"), (1280, "dark")):
                        explorer.is_accessible(page, what)
                    if pictures:
                        page.screenshot(path=f"{pictures}/{name}-{width}-{theme}.png", full_page=True)


def all_views(explorer):
    """Each collection, and a record of each."""
    for collection in explorer.ask("version")["records"]:
        with explorer.open(f"?show={collection}") as page:
            explorer.stands(page, collection)
            explorer.is_accessible(page, collection)
            expected = explorer.ask(f"{collection}?limit=20")
            explorer.checks.equal(page.locator(".entry").count(), expected["meta"]["returned"], f"{collection}: an entry for each record")
            explorer.checks.check(page.locator(".facet").count() > 0, f"{collection}: there are facets")
        record = expected["data"][0]["id"]
        with explorer.open(f"?show={collection}/{record}") as page:
            explorer.stands(page, f"{collection}/{record}")
            explorer.is_accessible(page, f"{collection}/{record}")
            explorer.checks.check(page.locator("dl dt").count() > 1 or collection == "conflicts", f"{collection}/{record}: has fields")
    with explorer.open("?show=partners/vietnam/dialogues") as page:
        explorer.stands(page, "a part of a collection")
        explorer.checks.equal(page.inner_text(".above a >> nth=0"), "Vietnam", "a part says whose it is")


def hostile(explorer):
    """Texts that hold markup, quotes, right-to-left marks or ten thousand letters are texts."""
    checks = explorer.checks
    names = [view for index in range(len(explorer_data.HOSTILE)) for view in (
        f"dialogues/talks-{index}", f"people/person-{index}", f"institutions/institution-{index}", f"documents/document-{index}",
        f"agreements/agreement-{index}", f"commitments/commitment-{index}")]
    for view in ["", *(f"?show={name}" for name in [
            *names, "dialogues", "people", "institutions", "documents", "commitments", "conflicts", "partners/india", "graph",
            "search&q=script", "search&q=%3Cimg%20src=x%20onerror=1%3E"])]:
        for width in (360, 1280):
            with explorer.open(view, f"hostile {view}", width) as page:
                explorer.stands(page, f"hostile {view} at {width}")
                # Those inside are made when the outer ones open.
                for _ in range(2):
                    page.evaluate("for (const details of document.querySelectorAll('#view details')) details.open = true")
                    page.wait_for_timeout(20)
                explorer.fits(page, f"hostile {view} at {width}, all open")
                checks.equal(page.evaluate("[typeof window.broken, document.querySelectorAll('#view script, #view img').length]"),
                             ["undefined", 0], f"hostile {view}: no markup comes to life")
    with explorer.open("?show=dialogues/talks-0") as page:
        checks.check(explorer_data.MARKUP in page.inner_text(".fields"), "markup is shown as it is written")
        explorer.is_accessible(page, "a hostile record")
        # What browsers look for on the publisher's page.
        found = page.get_attribute(".proof footer a[rel]", "href")
        expected = "https://news.invalid/a?b=%270%27&c=%22#:~:text=%3Cscript%3E"
        checks.check(found.startswith(expected), "the phrase has a text fragment", found)
    with explorer.open("?show=dialogues/talks-3") as page:
        page.locator(".field .value details.long summary").first.click()
        checks.check(explorer_data.LONG in page.inner_text(".fields"), "ten thousand letters are there in whole")
    with explorer.open("?show=dialogues/talks-2") as page:
        isolated = page.evaluate("[...document.querySelectorAll('.fields bdi')].some((each) => each.textContent.includes('\\u202e'))")
        checks.check(isolated, "what turns the direction is isolated")


def large(explorer):
    """A large register loads no more than it shows, and is as quick."""
    checks = explorer.checks
    explorer_figures.run(explorer, f"{MANY} dialogues")
    for view in ["", "?show=dialogues", "?show=dialogues&partner=vietnam", "?show=partners/vietnam", "?show=topics/terrorism", "?show=graph"]:
        with explorer.open(view) as page:
            explorer.stands(page, f"large {view}")
            read = page.evaluate("performance.getEntriesByType('resource').filter((each) => each.initiatorType === 'fetch').reduce((sum, each) => sum + each.decodedBodySize, 0)")
            checks.check(read < 200_000, f"large {view}: few octets are read", read)
            nodes = page.evaluate("document.querySelectorAll('*').length")
            checks.check(nodes < 3500, f"large {view}: few elements are made", nodes)
    with explorer.open("?show=dialogues&limit=20") as page:
        checks.equal(page.locator(".entry").count(), 20, "a page of a large list has twenty entries")
        explorer.click(page, ".pages a[rel=next]")
        checks.equal(page.locator(".entry").count(), 20, "and so has the next")
