// A collection, or a part of it, with what narrows it. The address holds the filters; the API is asked with the same ones.
import { get, target } from "./api.js";
import { asData } from "./data.js";
import { h, link, text } from "./dom.js";
import { entries, FIELDS } from "./entries.js";
import { chips, facets, follow, spans } from "./facets.js";
import { changed, href } from "./router.js";
import { nothing } from "./states.js";
import { COLLECTIONS, counted, number } from "./words.js";

const PAGE = 20;

/** What a list can be ordered by: the value of `sort`, and how the choice is worded. */
const orders = (collection) => (collection.isDated
  ? [["", "Newest first"], ["date", "Oldest first"], ["title", "By title"]]
  : [["", "In order"], ["title", "By title"], ["-title", "By title, from Z"]]);

function controls(view, collection) {
  const set = (changes) => follow(href(view.path, changed(view.parameters, changes)));
  const chosen = view.parameters.get("sort") || "";
  const choices = orders(collection);
  // An order that came with the address and is none of ours stands with the others.
  if (!choices.some(([value]) => value === chosen)) choices.push([chosen, chosen]);
  const find = h("form", { class: "within", role: "search", "aria-label": "Within this list" },
    h("label", { for: "within" }, "Text"),
    h("input", { id: "within", type: "search", name: "q", value: view.parameters.get("q") || "", autocomplete: "off" }),
    h("button", { type: "submit" }, "Find"));
  find.addEventListener("submit", (event) => {
    event.preventDefault();
    set({ q: find.elements.q.value.trim() });
  });
  const sort = h("select", { id: "sort", onchange: (event) => set({ sort: event.target.value }) },
    choices.map(([value, words]) => h("option", { value, selected: value === chosen }, words)));
  return h("div", { class: "controls" }, find, h("p", {}, h("label", { for: "sort" }, "Order"), " ", sort));
}

/** Where a list that is part of something hangs. */
function above(view, names) {
  const [parent, id] = view.segments.length > 2 ? view.segments : [];
  return parent && h("p", { class: "above" }, link(href(`${parent}/${id}`), text(names || id)), " · ", link(href(parent), COLLECTIONS[parent].title));
}

export async function show(view, signal) {
  const key = view.segments[2] || view.segments[0];
  const collection = COLLECTIONS[key];
  const asked = new URLSearchParams(view.parameters);
  // What the explorer shows of a record is its own affair.
  for (const own of ["fields", "facets", "include", "format", "pretty"]) asked.delete(own);
  const shared = Object.fromEntries(asked);
  const [answer, parent] = await Promise.all([
    get(target(view.path, { limit: PAGE, ...shared, fields: FIELDS[key], facets: collection.facets }), signal),
    view.segments.length > 2 ? get(target(view.segments.slice(0, 2).join("/"), { fields: "id,title" }), signal) : undefined,
  ]);
  const { total, next } = answer.meta;
  const narrowed = [...asked.keys()].filter((name) => !["sort", "cursor", "limit"].includes(name));
  const isLater = asked.has("cursor");
  const page = new URLSearchParams(view.parameters);
  if (next) page.set("cursor", next);
  return {
    title: `${collection.title}${parent ? ` of ${parent.data.title}` : ""}`,
    says: `${counted(total, key)}${narrowed.length ? " fit" : ""}`,
    generation: answer.meta.generation,
    content: [
      above(view, parent?.data.title),
      h("h1", { tabindex: "-1" }, collection.title),
      h("p", { class: "lead" }, `${collection.says}.`),
      h("div", { class: "browse" },
        facets(view, collection, answer.facets || {}),
        h("section", { class: "results", "aria-labelledby": "results-title" },
          h("h2", { id: "results-title", class: "hidden" }, "Records"),
          controls(view, collection),
          collection.isDated && spans(view),
          chips(view, narrowed, answer.facets || {}),
          h("p", { class: "total" }, h("b", {}, number(total)), ` ${total === 1 ? collection.one : collection.title.toLowerCase()}`,
            narrowed.length ? (total === 1 ? " fits" : " fit") : "", isLater ? ", further on" : ""),
          total === 0 ? nothing(view.parameters, view.path) : entries(answer.data),
          (next || isLater) && h("nav", { class: "pages", "aria-label": "Pages" },
            isLater && link(href(view.path, changed(view.parameters, {})), "First page"),
            next && h("a", { class: "button", href: href(view.path, page), rel: "next" }, "Next page")),
          asData(target(view.path, asked), { csv: total, key }))),
    ],
  };
}
