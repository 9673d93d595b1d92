"""How much the first view takes, and how soon it is whole."""

import statistics

from explorer_kit import OBSERVER, until

ROUNDS = 9
SLOWER = 4
MOST_OCTETS = 60 * 1024
MOST_TIME = 200  # milliseconds


def run(explorer, what):
    checks = explorer.checks
    times, octets = [], 0
    for _ in range(ROUNDS):
        context = explorer.browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        kinds, sizes = {}, {}
        session.on("Network.responseReceived", lambda event: kinds.__setitem__(event["requestId"], event["type"]))
        session.on("Network.loadingFinished", lambda event: sizes.__setitem__(event["requestId"], event["encodedDataLength"]))
        page.add_init_script(OBSERVER)
        page.goto(explorer.url)
        until(page, "window.complete")
        times.append(page.evaluate("window.complete"))
        octets = sum(size for each, size in sizes.items() if kinds.get(each) in ("Document", "Stylesheet", "Script"))
        context.close()
    print(f"  explorer: first view of {what}: {octets / 1024:.1f} KiB of HTML, CSS and scripts, "
          f"whole after {statistics.median(times):.0f} ms (median of {ROUNDS}, least {min(times):.0f}) with {SLOWER} times slower a processor", flush=True)
    checks.check(0 < octets <= MOST_OCTETS, f"{what}: the first view takes no more than {MOST_OCTETS} octets", octets)
    # The least: other work on the machine makes times longer, never shorter.
    checks.check(min(times) <= MOST_TIME, f"{what}: the first view is whole within {MOST_TIME} ms", min(times))

