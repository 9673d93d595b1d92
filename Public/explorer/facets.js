// What narrows a list: how often each value occurs among what the other filters leave, and the filters in force.
import { BRIEF, h, link, text } from "./dom.js";
import { changed, href } from "./router.js";
import { label, number, term } from "./words.js";

/** As many values are shown before one asks for all. */
const AT_ONCE = 7;

/** Follows an address as if a link to it had been clicked: what a form changes is a move like any other. */
export function follow(address) {
  const anchor = link(address);
  anchor.hidden = true;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}

const chosenOf = (view, field) => (view.parameters.get(field) || "").split(",").filter(Boolean);

/** Values with a name: years newest first, all else by frequency. What is chosen is there even if it has no records. */
function ordered(field, values, chosen) {
  const all = [...values, ...chosen.filter((id) => !values.some((each) => each.value === id)).map((value) => ({ value, count: 0 }))];
  if (field === "year") all.sort((left, right) => right.value.localeCompare(left.value));
  const isChosen = (each) => chosen.includes(each.value);
  return [...all.filter(isChosen), ...all.filter((each) => !isChosen(each))];
}

function facet(view, field, values) {
  const chosen = chosenOf(view, field);
  const all = ordered(field, values, chosen);
  if (all.length === 0) return undefined;
  const box = (value, index) => {
    const id = `${field}-${value.value}`;
    return h("li", { class: index >= Math.max(AT_ONCE, chosen.length) ? "rest" : undefined },
      h("input", { type: "checkbox", id, checked: chosen.includes(value.value), onchange: (event) => {
        const now = event.target.checked ? [...chosen, value.value] : chosen.filter((each) => each !== value.value);
        follow(href(view.path, changed(view.parameters, { [field]: now.join(",") })));
      } }),
      h("label", { for: id }, text(value.name ?? term(value.value), BRIEF)),
      h("span", { class: "figure" }, number(value.count)));
  };
  const list = h("ul", {}, all.map(box));
  const further = all.length - Math.max(AT_ONCE, chosen.length);
  return h("fieldset", { class: "facet" }, h("legend", {}, label(field)), list,
    further > 0 && h("button", { type: "button", class: "quiet", "aria-expanded": "false", onclick: (event) => {
      const isOpen = list.classList.toggle("all");
      event.target.setAttribute("aria-expanded", String(isOpen));
      event.target.textContent = isOpen ? "Fewer" : `${number(further)} more`;
    } }, `${number(further)} more`));
}

/** All facets; where there is little room they are behind a click. */
export function facets(view, collection, values) {
  const wide = matchMedia("(min-width: 60rem)");
  const count = collection.facets.filter((field) => view.parameters.has(field)).length;
  const details = h("details", { class: "facets", open: wide.matches || facets.isOpen },
    h("summary", {}, `Filters${count ? ` (${count})` : ""}`),
    collection.facets.map((field) => facet(view, field, values[field] || [])));
  // Left as the reader left it when a filter changes.
  details.addEventListener("toggle", () => { if (!wide.matches) facets.isOpen = details.open; });
  return details;
}

/** The filters in force, each with a way to be rid of it. */
export function chips(view, fields, values) {
  if (fields.length === 0) return undefined;
  const named = (field, value) => values[field]?.find((each) => each.value === value)?.name ?? term(value);
  return h("ul", { class: "chips", "aria-label": "Filters in force" },
    fields.flatMap((field) => {
      const all = field === "q" ? [view.parameters.get(field)] : chosenOf(view, field);
      return all.map((value) => h("li", {}, link(
        href(view.path, changed(view.parameters, { [field]: all.filter((each) => each !== value).join(",") })),
        h("span", { class: "hidden" }, "Remove the filter "), h("span", { class: "field" }, label(field)), " ",
        text(field === "q" ? value : named(field, value), BRIEF), h("span", { class: "cross", "aria-hidden": "true" }, "×"))));
    }),
    h("li", {}, h("a", { class: "plain", href: href(view.path) }, "Remove all")));
}

/** From when until when; any EDTF or ISO date. */
export function spans(view) {
  const field = (name, words) => [h("label", { for: name }, words),
    h("input", { id: name, name, size: 10, value: view.parameters.get(name) || "", placeholder: name === "from" ? "2019-12" : "2024", autocomplete: "off" })];
  const form = h("form", { class: "spans", "aria-label": "Dates" }, field("from", "From"), field("to", "to"), h("button", { type: "submit" }, "Apply"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { from, to } = form.elements;
    follow(href(view.path, changed(view.parameters, { from: from.value.trim(), to: to.value.trim() })));
  });
  return form;
}
