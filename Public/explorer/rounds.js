// The rounds of a series on a rail, with those that no report tells of.
import { date } from "./dates.js";
import { h, link, section, text } from "./dom.js";
import { href } from "./router.js";
import { number, term } from "./words.js";

/** Gaps longer than this are drawn as one. */
const MOST_MISSING = 3;

/** Known rounds and gaps in their order: `{round}` or `{missing: [first, last]}`. */
export function stops(series) {
  const known = series.rounds.map((round) => ({ at: round.ordinal, round }));
  const gaps = [];
  for (const ordinal of [...series.missing].sort((left, right) => left - right)) {
    const last = gaps.at(-1);
    if (last && last.missing[1] === ordinal - 1) last.missing[1] = ordinal;
    else gaps.push({ at: ordinal, missing: [ordinal, ordinal] });
  }
  const parted = gaps.flatMap((gap) => (gap.missing[1] - gap.missing[0] < MOST_MISSING
    ? Array.from({ length: gap.missing[1] - gap.missing[0] + 1 }, (_, index) => ({ at: gap.at + index, missing: [gap.at + index, gap.at + index] })) : [gap]));
  return [...known, ...parted].sort((left, right) => left.at - right.at);
}

function stop({ round, missing }, current) {
  if (!round) {
    const [first, last] = missing;
    return h("li", { class: "missing" }, h("span", { class: "round" }, first === last ? number(first) : `${number(first)}–${number(last)}`), h("span", {}, "No report tells of it"));
  }
  const isHere = round.dialogue === current;
  const words = [h("span", { class: "round" }, number(round.ordinal)), h("span", {}, round.date.edtf ? date(round.date, true) : "date not stated", round.status !== "held" && ` (${term(round.status).toLowerCase()})`)];
  return h("li", { class: round.status === "held" ? "held" : "open" },
    h("a", { href: href(`dialogues/${round.dialogue}`), "aria-current": isHere ? "page" : undefined, "aria-label": `Round ${round.ordinal}, ${words[1].textContent}` }, words));
}

/** `current` is the id of the dialogue that is looked at. */
export const rounds = (series, current) => section("rounds", "The rounds of this series", { class: "rounds" },
  h("p", { class: "lead" }, current === series.id ? text(series.title) : link(href(`series/${series.id}`), text(series.title)),
    series.missing.length > 0 && `: ${number(series.missing.length)} of ${number(series.missing.length + series.rounds.length)} rounds up to the last are not in the register`),
  h("ol", { class: "rail" }, stops(series).map((each) => stop(each, current))));
