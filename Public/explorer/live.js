// Keeps up with the server: a quiet notice when the register has been published anew, another while nobody answers.
import { get, target } from "./api.js";
import { h } from "./dom.js";
import { counted } from "./words.js";

const RETRY = 3000; // milliseconds

/** `again` renders the view anew, `hasFailed` says whether it stands there as an error. */
export function follow({ again, hasFailed }) {
  const notice = document.getElementById("notice");
  let shown;
  let source;
  let waiting;

  function say(kind, words, action, act) {
    notice.dataset.kind = kind;
    notice.replaceChildren(h("p", {}, words), h("button", { type: "button", onclick: act }, action));
  }

  function unsay(kind) {
    if (kind && notice.dataset.kind !== kind) return;
    delete notice.dataset.kind;
    notice.replaceChildren();
  }

  function updated(changes) {
    const parts = Object.entries(changes || {}).flatMap(([name, { added, changed, removed }]) =>
      [[added, "added"], [changed, "changed"], [removed, "removed"]].map(([ids, verb]) => [ids.length ?? ids, verb, name]))
      .filter(([count]) => count > 0);
    const told = parts.slice(0, 3).map(([count, verb, name]) => `${counted(count, name)} ${verb}`);
    say("updated", `The register has been updated${told.length ? `: ${told.join(", ")}${parts.length > 3 ? " and more" : ""}` : ""}.`,
      "Show", () => { unsay(); again(); });
  }

  // What was missed while nobody listened; a server that does not know that generation has another register.
  async function compare() {
    if (!shown) return;
    try {
      const { data, meta } = await get(target("changes", { since: shown }));
      if (meta.generation !== shown) updated(data);
    } catch (problem) {
      if (problem.status === 410) updated();
    }
  }

  function open() {
    clearTimeout(waiting);
    source?.close();
    source = new EventSource("events");
    source.onopen = async () => {
      document.documentElement.dataset.live = "on";
      unsay("offline");
      if (hasFailed()) await again();
      await compare();
    };
    source.addEventListener("generation", (event) => {
      const told = JSON.parse(event.data);
      if (told.generation !== shown) updated(told.changes);
    });
    source.addEventListener("reset", compare);
    source.onerror = () => {
      document.documentElement.dataset.live = "off";
      say("offline", "The server does not answer. What you see may be out of date; it is tried again by itself.", "Try now", open);
      // The browser itself comes again after five seconds, and not at all after some errors.
      source.close();
      clearTimeout(waiting);
      waiting = setTimeout(open, RETRY);
    };
  }

  // Browsers have few connections for a server: a page that nobody looks at keeps none.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") open();
    else {
      clearTimeout(waiting);
      source?.close();
    }
  });

  return {
    /** The generation of what is shown; undefined after an error. */
    shows(generation) { shown = generation; if (notice.dataset.kind === "updated") unsay(); },
    begin() { if (document.visibilityState === "visible") open(); },
  };
}
