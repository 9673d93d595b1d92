// The register at a glance. Each mark leads to the records behind it.
import { get } from "./api.js";
import { bars, heatMap, timeline } from "./charts.js";
import { h, link, section } from "./dom.js";
import { entry } from "./entries.js";
import { proof } from "./evidence.js";
import { OVERVIEW } from "./first.js";
import { href } from "./router.js";
import { COLLECTIONS, number } from "./words.js";

const BARS = 6;

/** The phrase that says most of what kind of exchange it was. */
function saying(record) {
  const all = record.evidence || [];
  const weight = (each) => each.supports.length * 100 + each.exact.length;
  return all.length ? all.reduce((best, each) => (weight(each) > weight(best) ? each : best)) : undefined;
}

function counts(records) {
  return h("ul", { class: "counts", "aria-label": "What the register holds" },
    Object.entries(COLLECTIONS).filter(([key]) => records[key] > 0).map(([key, { title, one, says }]) =>
      h("li", {}, h("a", { href: href(key), title: says },
        h("b", {}, number(records[key])), " ", records[key] === 1 ? one : title.toLowerCase()))));
}

export async function show(view, signal) {
  const [version, years, matrix, newest] = await Promise.all([
    get(OVERVIEW.counts, signal), get(OVERVIEW.years, signal), get(OVERVIEW.themes, signal), get(OVERVIEW.newest, signal)]);
  const documents = new Map((newest.included?.documents || []).map((each) => [each.id, each]));
  const { rows, cols } = matrix.meta;
  return {
    title: "Overview",
    generation: newest.meta.generation,
    content: [
      counts(version.records),
      h("div", { class: "columns" },
        section("newest", "The newest dialogues", { class: "newest" },
          h("ol", { class: "entries" }, newest.data.map((record) => {
            const said = saying(record);
            return entry(record, said && proof(said, documents));
          })),
          h("p", {}, link(href("dialogues"), `All ${number(newest.meta.total)} dialogues`))),
        section("years", "Dialogues by year", {},
          timeline(years, "Dialogues by year and kind", (year, kind) => href("dialogues", { year, kind })),
          h("h3", { class: "after" }, "Most often at the table"),
          bars(matrix.data.rows.slice(0, BARS).map(({ id, label, total }) => ({ value: id, name: label, count: total })), (id) => href(`partners/${id}`)))),
      section("themes", "Who talks about what", {},
        h("p", { class: "lead" }, "Dialogues in which a partner takes part and a topic is on the table.",
          rows.total > rows.returned || cols.total > cols.returned
            ? ` The ${rows.returned} most frequent of ${number(rows.total)} partners and ${cols.returned} of ${number(cols.total)} topics.` : ""),
        heatMap(matrix, "Dialogues by partner and topic", (partner, topic) => href("dialogues", { partner, topic })),
        h("p", {}, link(href("graph", { limit: 30 }), "Who meets whom, as a graph"))),
    ],
  };
}
