// Ties the pieces together: which module shows which address, and what stays around the view.
import { Problem } from "./api.js";
import { plain } from "./dom.js";
import * as overview from "./overview.js";
import { href, start, view as viewOf } from "./router.js";
import { COLLECTIONS } from "./words.js";

/** Milliseconds that are left to the first view alone. */
const QUIET = 200;
const place = document.getElementById("view");
const status = document.getElementById("status");
let asking = new AbortController();
let failed = false;
let generation;
let live;

/** The module for a view; all but the first are fetched when they are needed. */
function moduleOf({ segments }) {
  const [first, id, part] = segments;
  if (!first) return overview;
  if (first === "search" && !id) return import("./found.js");
  if (first === "graph" && !id) return import("./network.js");
  if (!COLLECTIONS[part ?? first] || segments.length > 3) throw new Problem(404, "Not Found", "The explorer has no view of this name.");
  if (!id || part) return import("./list.js");
  return first === "partners" ? import("./partner.js") : import("./record.js");
}

/** Marks the entry of the menu that the view belongs to. */
function mark({ segments }) {
  for (const anchor of document.querySelectorAll(".menu a")) {
    if (viewOf(anchor).path === segments[0]) anchor.setAttribute("aria-current", segments.length > 1 ? "true" : "page");
    else anchor.removeAttribute("aria-current");
  }
}

async function render(view, move = {}) {
  asking.abort();
  const mine = asking = new AbortController();
  place.setAttribute("aria-busy", "true");
  mark(view);
  let shown;
  try {
    const shower = await moduleOf(view);
    shown = await shower.show(view, mine.signal);
    failed = false;
  } catch (error) {
    if (mine.signal.aborted) return;
    // A module that cannot be fetched is a server that cannot be reached.
    const problem = error instanceof Problem ? error
      : error instanceof TypeError && /import|module/i.test(error.message) ? new Problem(0, "No connection", "The server does not answer.") : undefined;
    if (!problem) throw error;
    failed = problem.isUnreachable;
    const { failure } = await import("./states.js");
    shown = { title: problem.title, content: [failure(problem, view, again)] };
  }
  if (mine.signal.aborted) return;
  const held = document.activeElement?.id;
  place.replaceChildren(...shown.content.flat().filter(Boolean));
  place.removeAttribute("aria-busy");
  document.documentElement.dataset.view = view.path ? "part" : "overview";
  document.title = view.path ? `${plain(shown.title, 80)} · Entente` : "Entente: a cited register of international security dialogues";
  if (shown.generation) {
    generation = shown.generation;
    live?.shows(generation);
  }
  document.documentElement.dataset.shown = view.path || "overview";
  settle(shown, move, held);
  performance.mark("shown");
}

/** Puts reader and focus where they belong: where they were, at a place that was asked for, or at the beginning. */
function settle(shown, move, held) {
  const named = move.hash && document.getElementById(move.hash.slice(1));
  if (named) named.scrollIntoView();
  else if (move.top !== undefined) scrollTo(0, move.top);
  else if (move.isMove && (!move.isSamePlace || move.isOtherPage)) scrollTo(0, 0);
  if (!move.isMove && move.top === undefined) return;
  status.textContent = shown.says || shown.title;
  const kept = move.isSamePlace && held && document.getElementById(held);
  const target = kept || (move.isMove && (named || place.querySelector("h1") || document.querySelector("h1")));
  if (target) target.focus({ preventScroll: true });
}

const again = () => render(viewOf(location));
const go = start(render);
render(viewOf(location), { hash: location.hash }).then(() => setTimeout(watch, QUIET));

/** Follows the server, once the first view has been painted. */
async function watch() {
  // What tells of trouble is fetched while there is none.
  const [{ follow }] = await Promise.all([import("./live.js"), import("./states.js")]);
  live = follow({ again, hasFailed: () => failed });
  live.shows(generation);
  live.begin();
}

// The box is of use before its module is: what is typed first is not lost.
const box = document.getElementById("q");
const ready = () => import("./search.js").then(({ attach }) => attach(box, go));
box.addEventListener("focus", ready, { once: true });
box.form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (box.value.trim()) go(href("search", { q: box.value.trim() }));
});
