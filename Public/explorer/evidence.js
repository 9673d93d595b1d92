// The proof beside a fact: the words of the report, and where they stand.
import { BRIEF, h, joined, link, s, text } from "./dom.js";
import { date } from "./dates.js";
import { href } from "./router.js";
import { number } from "./words.js";

/** As many phrases of one field are shown at once. */
const AT_ONCE = 2;
const LONG = 600;

/** Where a browser finds the words on the publisher's page (URL Fragment Text Directives); undefined without an address. */
export function textFragment(url, exact) {
  let address;
  try {
    address = new URL(url);
  } catch {
    return undefined;
  }
  if (!/^https?:$/.test(address.protocol)) return undefined;
  const words = encodeURIComponent(exact).replace(/-/g, "%2D");
  return `${address.href}${address.hash ? "" : "#"}:~:text=${words}`;
}

/** A document by what a citation says of it: publisher, else agency, else its id. */
export const source = (document, id) => document?.publisher || document?.agency || document?.title || id;

/** One phrase with its place. `documents` are those of the answer, by id. */
export function proof(evidence, documents) {
  const document = documents.get(evidence.document);
  const found = document?.url && textFragment(document.url, evidence.exact);
  const unit = document?.units?.kind === "line" ? "line" : "¶";
  return h("blockquote", { class: "proof" },
    h("div", { class: "quote" }, "“", h("q", {}, long(evidence.exact)), "”"),
    h("footer", {}, h("cite", {}, joined([
      link(href(`documents/${evidence.document}`), text(source(document, evidence.document), BRIEF)),
      document && date(document.published, true),
      h("span", { title: `Code points ${evidence.start} to ${evidence.end} of the report` },
        unit, "\u00a0", number(evidence.paragraph)),
    ].filter(Boolean))),
    found && [" · ", h("a", { href: found, rel: "external noreferrer" }, "in the report")]));
}

/** All phrases of a field: the first ones, the others behind a click. */
export function proofs(evidence, documents) {
  const all = [...evidence].sort((left, right) => right.exact.length - left.exact.length);
  const first = [];
  for (const each of all) {
    // The same words again say nothing more.
    if (first.length < AT_ONCE && !first.some((fuller) => fuller.document === each.document && fuller.exact.includes(each.exact))) first.push(each);
  }
  const more = all.filter((each) => !first.includes(each));
  return [
    first.map((each) => proof(each, documents)),
    more.length > 0 && lazily(h("details", { class: "more" }, h("summary", {}, `${number(more.length)} more`)),
      () => more.map((each) => proof(each, documents))),
  ];
}

/** A text of any length: a long one is cut, and whole behind a click. */
export function long(words) {
  if (words.length <= LONG) return text(words);
  return h("details", { class: "long" },
    h("summary", {}, text(words, LONG / 3), h("span", { class: "aside" }, ` all ${number(Array.from(words).length)} characters`)),
    h("div", {}, text(words)));
}

/** What is inside is made when it is first opened. */
export function lazily(details, make) {
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(...[make()].flat(Infinity));
  });
  return details;
}

const SHAPES = {
  __proto__: null,
  stated: { d: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2", says: "Stated" },
  inferred: { d: "M8 2a6 6 0 0 1 0 12z", says: "Inferred" },
  ambiguous: { d: "", says: "Ambiguous" },
};

/** How sure a record is: a full, half or empty disc, and the word for it. */
export function certainty(value, isWordHidden = false) {
  const { d, says } = SHAPES[value] || SHAPES.ambiguous;
  return h("span", { class: `certainty ${value}` },
    s("svg", { viewBox: "0 0 16 16", width: 12, height: 12, "aria-hidden": "true" }, s("circle", { cx: 8, cy: 8, r: 6 }), s("path", { d })),
    h("span", { class: isWordHidden ? "hidden" : undefined }, says));
}
