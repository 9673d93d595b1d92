"""What the checks of the explorer share: a browser, pages whose faults are counted, axe, and what the API says."""

import contextlib
import json
import shutil
import time
import urllib.parse
import urllib.request

from axe_playwright_python.sync_playwright import Axe

from kit import PATIENCE

WIDTHS, THEMES = [360, 768, 1280, 1920], ["light", "dark"]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
# Sums what moved by itself, and tells when everything that was asked for had been painted.
OBSERVER = """
window.moved = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value; })
  .observe({ type: "layout-shift", buffered: true });
new MutationObserver((_, observer) => {
  if (!document.documentElement?.dataset.shown) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.complete = performance.now(); }));
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-shown"] });
"""
SETTLED = "html[data-shown] #view:not([aria-busy])"


def launch(playwright):
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    return playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])


class Explorer:
    """The explorer of one server in one browser."""

    def __init__(self, browser, url, checks):
        self.browser, self.url, self.checks = browser, url, checks
        self.axe = Axe()

    def ask(self, target):
        """What the API answers."""
        with urllib.request.urlopen(f"{self.url}/{target}", timeout=PATIENCE) as reply:
            return json.load(reply)

    @contextlib.contextmanager
    def open(self, view="", what="", width=1280, theme="light", faults_expected=False, **options):
        """A page of its own that shows a view. What it writes to the console, throws, or asks of others is a failure."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, **options)
        context.set_default_timeout(PATIENCE * 1000)
        page, faults = context.new_page(), []
        page.add_init_script(OBSERVER)
        page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(self.url) else faults.append(f"asks {asked.url}"))
        page.goto(f"{self.url}/{view}")
        if options.get("java_script_enabled", True):
            self.settle(page)
        yield page
        if faults_expected:
            # The browser itself tells of answers that are errors, and of a server that is not there.
            faults = [fault for fault in faults if not fault.startswith("Failed to load resource")]
        self.checks.equal(faults, [], f"{what or view or 'overview'}: no fault in the console, nothing asked of others")
        context.close()

    def settle(self, page):
        page.wait_for_selector(SETTLED, state="attached")

    def click(self, page, place):
        (page.locator(place).first if isinstance(place, str) else place).click()
        self.settle(page)

    def is_accessible(self, page, what):
        for found in self.axe.run(page, options=RULES).response["violations"]:
            nodes = [f"{node['html'][:160]} {node.get('failureSummary', '')[:200]}" for node in found["nodes"][:3]]
            self.checks.check(False, f"{what}: {found['id']} ({found['help']})", nodes)
        self.checks.count += 1

    def fits(self, page, what):
        width = page.evaluate("document.documentElement.scrollWidth")
        self.checks.check(width <= page.viewport_size["width"], f"{what}: nothing is wider than the screen", width)

    def stands(self, page, what):
        """What holds of every view."""
        self.fits(page, what)
        headings = page.locator("h1:visible").all_text_contents()
        self.checks.equal(len(headings), 1, f"{what}: one heading of the first order")
        self.checks.check("Entente" in page.title() and "undefined" not in page.inner_text("body"), f"{what}: has its title", page.title())
        self.checks.equal(page.evaluate("window.moved"), 0, f"{what}: nothing moves by itself")


def until(page, expression, argument=None):
    """Waits for a page; its policy forbids what Playwright's own way of waiting for expressions does."""
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(expression, argument):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{expression} does not come true at {page.url}")
        page.wait_for_timeout(20)


def state(page):
    """The path and the parameters that the address holds."""
    query = urllib.parse.urlsplit(page.url).query
    return dict(urllib.parse.parse_qsl(query))


def total(page):
    return int(page.inner_text(".total b").replace(",", ""))
