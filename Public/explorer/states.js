// What stands in the place of a view that cannot be shown, or has nothing to show.
import { h, link, text } from "./dom.js";
import { changed, href } from "./router.js";
import { COLLECTIONS } from "./words.js";

// The nearest view that is sure to be there.
function elsewhere({ segments: [collection, id], parameters }) {
  const known = COLLECTIONS[collection];
  return known && (id || [...parameters].length) ? link(href(collection), `All ${known.title.toLowerCase()}`) : link(href(), "Overview");
}

/** An error in words: what happened, where, and what to do. */
export function failure(problem, view, again) {
  const suggestions = problem.errors.filter((each) => each.suggestion && view.parameters.has(each.parameter));
  return h("section", { class: "state", "aria-labelledby": "view-title" },
    h("h1", { id: "view-title", tabindex: "-1" }, problem.isUnreachable ? "No connection to the server"
      : problem.status === 404 ? "Nothing is filed here" : problem.status === 400 ? "That question cannot be answered" : "Something went wrong"),
    problem.errors.length > 1 ? h("ul", {}, problem.errors.map((each) => h("li", {}, text(each.detail)))) : h("p", {}, text(problem.errors[0]?.detail ?? problem.message)),
    suggestions.map((each) => h("p", {}, "Try ", link(
      href(view.path, changed(view.parameters, { [each.parameter]: each.suggestion })), text(`${each.parameter}: ${each.suggestion}`)), ".")),
    problem.isUnreachable && h("p", {}, "It is asked again by itself as soon as it answers."),
    h("p", { class: "actions" },
      problem.isUnreachable && h("button", { type: "button", onclick: again }, "Try now"),
      elsewhere(view),
      problem.status > 0 && h("span", { class: "aside" }, `${problem.status} ${problem.title}`)));
}

/** A list without records, and how to widen it. */
export const nothing = (parameters, path) => h("div", { class: "state" },
  h("p", {}, "No record fits all of these filters at once. That is a finding about the register, not about the world: it holds what its reports state."),
  [...parameters].length > 0 && h("p", { class: "actions" }, link(href(path), "Remove all filters")));
