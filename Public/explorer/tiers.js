// How the partnerships of one partner have risen, counterpart by counterpart.
import { date } from "./dates.js";
import { h, link, s, section, text } from "./dom.js";
import { href } from "./router.js";
import { term } from "./words.js";

const RANKS = { comprehensive: 1, strategic: 2, "comprehensive-strategic": 3 };

/** As many bars as the tier has ranks; those beside the ladder have a diamond. */
function rungs(tier) {
  const rank = RANKS[tier];
  return s("svg", { class: "rungs", viewBox: "0 0 18 14", width: 18, height: 14, "aria-hidden": "true" },
    rank ? [1, 2, 3].map((at) => s("rect", { x: (at - 1) * 6, y: 14 - at * 4.5, width: 4.5, height: at * 4.5, class: at <= rank ? "on" : "off" }))
      : s("path", { d: "M9 1l6 6-6 6-6-6z", class: "on" }));
}

/** `partnerships` in the order of their dates. */
export function tiers(partnerships, id) {
  const ladders = new Map();
  for (const each of partnerships) {
    for (const other of each.parties.filter((party) => party !== id)) {
      ladders.set(other, [...(ladders.get(other) || []), each]);
    }
  }
  // What was only proposed is not above what was agreed: undated steps come last by themselves.
  return section("tiers", "Partnerships and how they rose", {},
    h("dl", { class: "tiers" }, [...ladders].map(([other, steps]) => h("div", {},
      h("dt", {}, link(href(`partners/${other}`), text(steps[0].names?.[other] ?? term(other)))),
      h("dd", {}, h("ol", {}, steps.map((step) => h("li", { class: step.event },
        h("a", { href: href(`partnerships/${step.id}`) }, rungs(step.tier), " ", term(step.tier)),
        h("span", { class: "under" }, term(step.event), " ", step.date ? date(step.date) : "date not stated")))))))));
}
