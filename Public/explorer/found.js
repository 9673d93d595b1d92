// What the full text search finds, best first, with the words that were looked for.
import { get, target } from "./api.js";
import { asData } from "./data.js";
import { h, link, text } from "./dom.js";
import { changed, href } from "./router.js";
import { collectionOf, COLLECTIONS, number, term } from "./words.js";

const PAGE = 20;
const QUOTES = 2;
const AROUND = 90;

/** A text with ranges marked; positions count Unicode scalars. */
export function highlighted(words, ranges, around = AROUND) {
  const all = Array.from(words);
  const first = Math.max(0, (ranges[0]?.[0] ?? 0) - around);
  const last = Math.min(all.length, first + around * 3);
  const parts = [first > 0 ? "…" : ""];
  let at = first;
  for (const [start, end] of ranges) {
    if (start < at || end > last) continue;
    parts.push(all.slice(at, start).join(""), h("mark", {}, all.slice(start, end).join("")));
    at = end;
  }
  return h("bdi", {}, parts, all.slice(at, last).join(""), last < all.length ? "…" : "");
}

/** The text that a match speaks of: `evidence[2].exact`. */
const textAt = (record, path) => path.split(/[.[\]]+/).filter(Boolean).reduce((part, key) => part?.[key], record);

function hit(record) {
  const title = record.matches?.find((match) => match.field === "title");
  const others = (record.matches || []).filter((match) => match.field !== "title" && typeof textAt(record, match.field) === "string");
  // The words of reports tell more than names that the vocabulary knows.
  others.sort((left, right) => right.field.startsWith("evidence") - left.field.startsWith("evidence"));
  const seen = new Set();
  const quotes = others.filter((match) => {
    const words = textAt(record, match.field);
    if (seen.has(words) || seen.size >= QUOTES || words === record.title) return false;
    return seen.add(words);
  });
  return h("li", { class: "entry" },
    h("p", { class: "when" }, term(record.type)),
    h("div", {}, h("h3", {}, link(href(`${collectionOf(record.type)}/${record.id}`), title ? highlighted(record.title, title.ranges, AROUND * 3) : text(record.title))),
      quotes.map((match) => h("p", { class: "says" }, match.field.startsWith("evidence") ? ["“", highlighted(textAt(record, match.field), match.ranges), "”"]
        : highlighted(textAt(record, match.field), match.ranges)))));
}

function types(view, values) {
  const chosen = view.parameters.get("type") || "";
  return h("nav", { class: "types", "aria-label": "Types of records" }, h("ul", {},
    [["", "All"], ...values.map(({ value, count }) => [value, `${COLLECTIONS[collectionOf(value)]?.title ?? term(value)} ${number(count)}`])].map(([value, words]) =>
      h("li", {}, h("a", { href: href("search", changed(view.parameters, { type: value })), "aria-current": value === chosen ? "page" : undefined }, words)))));
}

export async function show(view, signal) {
  const q = view.parameters.get("q") || "";
  const box = document.getElementById("q");
  if (box !== document.activeElement) box.value = q;
  const asked = Object.fromEntries(view.parameters);
  const answer = await get(target("search", { limit: PAGE, ...asked, facets: "type" }), signal);
  const { total, next, corrected } = answer.meta;
  const page = new URLSearchParams(view.parameters);
  if (next) page.set("cursor", next);
  return {
    title: `Search: ${q}`,
    says: `${number(total)} records found`,
    generation: answer.meta.generation,
    content: [
      h("h1", { tabindex: "-1" }, "Search: ", text(q)),
      h("p", { class: "total" }, h("b", {}, number(total)), total === 1 ? " record, best first" : " records, best first",
        corrected && [". Nothing has these words; taken for ", text(JSON.stringify(corrected))]),
      answer.facets?.type?.length > 1 || asked.type ? types(view, answer.facets.type) : undefined,
      total === 0
        ? h("div", { class: "state" }, h("p", {}, "No record has these words. A word may be cut short with a star: ", link(href("search", { q: `${q.split(/\s/)[0].slice(0, 5)}*` }), text(`${q.split(/\s/)[0].slice(0, 5)}*`)), "."))
        : [h("h2", { class: "hidden" }, "Records"), h("ol", { class: "entries" }, answer.data.map(hit))],
      (next || asked.cursor) && h("nav", { class: "pages", "aria-label": "Pages" },
        asked.cursor && link(href("search", changed(view.parameters, {})), "First page"),
        next && h("a", { class: "button", href: href("search", page), rel: "next" }, "Next page")),
      asData(target("search", view.parameters)),
    ],
  };
}
