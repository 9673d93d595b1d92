"""wrk keeps connections busy for a second, also with requests sent ahead; no answer may be missing or wrong."""

import re

from kit import command

# Four requests in one write, over and over.
AHEAD = """
init = function()
  local requests = {}
  for number, target in ipairs({"/", "/dialogues?partner=India", "/style.css", "/topics"}) do
    requests[number] = wrk.format("GET", target)
  end
  batch = table.concat(requests)
end
request = function() return batch end
"""


def run(server, checks):
    script = server.folder / "ahead.lua"
    script.write_text(AHEAD)
    for base in [server.url, server.secure_url]:
        for target, options in [("/dialogues?partner=India", []),
                                ("/commitments?limit=500", ["-H", "Accept-Encoding: gzip"]),
                                ("/", ["-H", "Connection: close"]), ("/", ["-s", script])]:
            load = command(["wrk", "-t1", "-c32", "-d1s", "--timeout", "20s", *options, base + target])
            what = f"wrk for {base.partition(':')[0]} {target} {' '.join(map(str, options[:1]))}".strip()
            count = re.search(r"(\d+) requests in", load.stdout)
            checks.check(load.returncode == 0 and count and int(count[1]) > 0, f"{what} is answered",
                         load.stdout + load.stderr)
            # wrk prints these lines only if there is something to tell.
            trouble = re.findall(r".*(?:Socket errors|Non-2xx).*", load.stdout)
            checks.equal(trouble, [], f"{what} without errors")
