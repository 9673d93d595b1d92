"""What the explorer does when something is missing: the server, scripts, the register as it was, motion, a screen."""

import json

import explorer_data
from explorer_kit import total, until
from kit import free_ports, running


def run(explorer, server, folder):
    without_scripts(explorer)
    without_server(explorer, server, folder)
    updated(explorer)
    overtaken(explorer)
    still(explorer)
    on_paper(explorer)


def without_scripts(explorer):
    checks = explorer.checks
    with explorer.open("", "without scripts", faults_expected=True, java_script_enabled=False) as page:
        checks.check("Ask it yourself" in page.inner_text("main") and "/dialogues" in page.inner_text("main"), "without scripts the API is explained")
        checks.check(page.is_hidden(".menu"), "without scripts nothing leads to views that scripts make")
        checks.equal(page.locator("h1:visible").count(), 1, "without scripts there is one heading")
        for link in page.locator("#collections dt a").all():
            checks.equal(page.request.get(f"{explorer.url}/{link.get_attribute('href')}").status, 200, "its links are answered")
        page.fill("#q", "trafficking")
        page.press("#q", "Enter")
        page.wait_for_url("**/search?**")
        checks.check('"total"' in page.inner_text("body"), "without scripts the search answers as JSON")


def without_server(explorer, server, folder):
    """The server ends, comes again, and comes with another register."""
    checks = explorer.checks
    other = folder / "other"
    other.mkdir()
    explorer_data.write_file(other, "one", explorer_data.document("one"), [
        explorer_data.dialogue("india-japan-talks", ["india", "japan"], ["terrorism"], "2024-05-02")])
    (port,) = free_ports(1)
    here = type(explorer)(explorer.browser, f"http://127.0.0.1:{port}", checks)

    def serve(*data):
        return running([server.arguments[0], "serve", "--port", port, *data], [port], folder)

    first = serve()
    first.__enter__()
    with here.open("?show=dialogues", "without a server", faults_expected=True) as page:
        page.wait_for_selector("html[data-live=on]")
        count = total(page)
        first.__exit__(None, None, None)
        page.wait_for_selector("#notice[data-kind=offline]")
        checks.check("does not answer" in page.inner_text("#notice"), "that the server is gone is said")
        here.is_accessible(page, "the notice")
        checks.equal(page.locator(".entry").count(), count, "what was shown stays")
        here.click(page, "#partner-india")
        checks.equal(page.inner_text("#view h1"), "No connection to the server", "a question without a server is told to have no answer")
        here.is_accessible(page, "no connection")
        with serve():
            page.wait_for_selector(".total")
            checks.equal(total(page), 3, "the question is asked again by itself when the server is back")
            page.wait_for_selector("#notice:empty", state="attached")
            checks.check(True, "and the notice goes")
        page.wait_for_selector("#notice[data-kind=offline]")
        with serve("--data", other):
            page.click("text=Try now")
            page.wait_for_selector("#notice[data-kind=updated]")
            checks.check("has been updated" in page.inner_text("#notice"), "another register is told of")
            checks.equal(total(page), 3, "and not shown before one wants it")
            here.click(page, "text=Show >> visible=true")
            checks.equal(total(page), 1, "then it is")
            checks.check(page.is_hidden("#notice p"), "and the notice goes")


def updated(explorer):
    """A publication while somebody looks, as `/events` tells it."""
    checks = explorer.checks
    told = {"generation": "0123456789abcdef", "previous": "x", "changes": {"dialogues": {"added": 2, "changed": 0, "removed": 0}}, "href": "/changes?since=x"}
    context = explorer.browser.new_context()
    page = context.new_page()
    # Events that a test makes would end at once, which is told as a loss of the connection.
    page.add_init_script("""window.EventSource = class extends EventTarget {
        constructor() { super(); setTimeout(() => { this.onopen?.(); this.dispatchEvent(new MessageEvent("generation", { data: DATA })); }, 50); }
        close() {}
    };""".replace("DATA", json.dumps(json.dumps(told))))
    page.goto(explorer.url)
    page.wait_for_selector("#notice[data-kind=updated]")
    checks.equal(page.inner_text("#notice p"), "The register has been updated: 2 dialogues added.", "a publication is told of, with what came")
    checks.equal(page.get_attribute("#notice", "role"), "status", "quietly")
    explorer.is_accessible(page, "the notice of a publication")
    context.close()


def overtaken(explorer):
    """Of two questions the last one is answered, whichever comes first."""
    with explorer.open("?show=dialogues") as page:
        held = []
        page.route("**/agreements?**", lambda route: held.append(route))
        page.click(".menu >> text=Agreements")
        page.wait_for_selector("#view[aria-busy]")
        explorer.checks.check(page.locator(".entry").count() > 0, "what was there stays until the answer comes")
        page.click(".menu >> text=Documents")
        until(page, "document.querySelector('#view h1').textContent === 'Documents'")
        for route in held:
            route.continue_()
        until(page, "!document.getElementById('view').hasAttribute('aria-busy')")
        explorer.checks.equal(page.inner_text("#view h1"), "Documents", "an answer that was overtaken is not shown")


def still(explorer):
    with explorer.open("", "without motion", reduced_motion="reduce") as page:
        page.evaluate("document.getElementById('view').setAttribute('aria-busy', 'true')")
        name = page.evaluate("getComputedStyle(document.getElementById('view'), '::before').animationName")
        explorer.checks.equal(name, "none", "nothing moves for those who do not want it")
        page.evaluate("document.getElementById('view').removeAttribute('aria-busy')")


def on_paper(explorer):
    with explorer.open("?show=dialogues/india-vietnam-security-dialogue-3", "on paper") as page:
        page.emulate_media(media="print")
        explorer.checks.equal(page.locator("nav:visible, button:visible, .search:visible").count(), 0, "paper has no buttons")
        explorer.checks.check(page.locator(".proof:visible").count() > 5, "paper has the proofs")
        explorer.checks.check(len(page.pdf()) > 10_000, "it can be printed")
