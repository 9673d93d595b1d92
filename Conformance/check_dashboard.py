"""Chromium without a screen opens the example page from another origin, and the reference of the API from the server's own."""

import contextlib
import functools
import http.server
import json
import shutil
import threading
import urllib.request

from playwright.sync_api import sync_playwright

from kit import PATIENCE, ROOT


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def elsewhere(folder):
    """The address of another origin that has the files of a folder."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://localhost:{other.server_address[1]}"
        other.shutdown()


def run(server, checks):
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright, elsewhere(ROOT / "Examples") as origin:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        dashboard(server, checks, browser, origin)
        reference(server, checks, browser)
        without_scripts(server, checks, browser)
        browser.close()


def note(message, faults):
    # An answer that is an error by intention is told as well.
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        faults.append(message.text)


@contextlib.contextmanager
def page(browser, checks, what, **options):
    """A page of its own; what it writes to the console as an error, or throws, is a failure."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE * 1000)
    made, faults = context.new_page(), []
    made.on("console", lambda message: note(message, faults))
    made.on("pageerror", lambda error: faults.append(str(error)))
    yield made
    checks.equal(faults, [], f"{what} makes no error")
    context.close()


def dashboard(server, checks, browser, origin):
    total = json.load(urllib.request.urlopen(server.url + "/dialogues?limit=1"))["meta"]["total"]
    graph = json.load(urllib.request.urlopen(server.url + "/graph?type=partner&limit=10"))["data"]["nodes"]
    lines = len((ROOT / "Examples" / "dashboard.html").read_text().splitlines())
    checks.check(lines <= 45, "the example is some 40 lines", lines)
    with page(browser, checks, "the dashboard") as dash:
        dash.goto(f"{origin}/dashboard.html?api={server.url}")
        dash.wait_for_function("document.getElementById('state').textContent.includes('generation')")
        checks.check(f"{total} dialogues" in dash.text_content("#state"), "the dashboard has the total",
                     dash.text_content("#state"))
        dash.wait_for_selector("body[data-events=open]")
        checks.check(True, "EventSource is open across origins")
        checks.equal(dash.locator("#newest li").count(), min(total, 5), "the newest dialogues are listed")
        rows = dash.locator("#partners tr td:first-child").all_text_contents()
        checks.equal(rows, [node["label"] for node in graph], "the partners are those of the graph")
        checks.check(dash.locator("#years meter").count() > 0, "years have bars")
    with page(browser, checks, "the dashboard of nothing") as dash:
        dash.goto(f"{origin}/dashboard.html?api={origin}/nothing")
        checks.check(dash.text_content("#state") is not None, "without a server the page still stands")


def reference(server, checks, browser):
    document = json.load(urllib.request.urlopen(server.url + "/openapi.json"))
    with page(browser, checks, "the reference") as docs:
        asked = []
        docs.on("request", lambda request: asked.append(request.url))
        docs.goto(server.url + "/docs")
        docs.wait_for_selector("#schemas:not([hidden])")
        checks.equal(docs.locator("#operations details[id]").count(), len(document["paths"]), "every operation is there")
        checks.equal(docs.locator("#schemas details").count(), len(document["components"]["schemas"]), "every schema is there")
        for path, method, expected in [("/dialogues", "get", "200 OK"), ("/partners/{id}", "get", "200 OK"),
                                       ("/matrix", "get", "200 OK"), ("/match", "post", "200 OK"),
                                       ("/extract", "post", "200 OK"), ("/events", "get", "200 OK"),
                                       ("/changes", "get", "200 OK"), ("/export/{type}.{format}", "get", "200 OK")]:
            place = docs.locator("#" + document["paths"][path][method]["operationId"])
            place.locator("summary").first.click()
            place.locator("button").click()
            answer = place.locator("pre")
            docs.wait_for_function("pre => pre.textContent !== '…'", arg=answer.element_handle())
            checks.check(answer.text_content().startswith(expected), f"Try it: {method} {path}", answer.text_content()[:200])
        docs.fill("#find", "timeline")
        checks.equal(docs.locator("#operations details[id]:visible .path").all_text_contents(), ["/timeline"], "Find narrows")
        foreign = [url for url in asked if not url.startswith(server.url)]
        checks.equal(foreign, [], "nothing is asked of anybody else")


def without_scripts(server, checks, browser):
    with page(browser, checks, "the reference without scripts", java_script_enabled=False) as docs:
        docs.goto(server.url + "/docs")
        checks.check("OpenAPI 3.1 document" in docs.text_content("main"), "it says where the document is")
        docs.click("#about a")
        checks.check(docs.url.startswith(server.url + "/openapi.json"), "and leads there", docs.url)
