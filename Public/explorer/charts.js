// Charts whose every mark is a link to the records that it counts.
import { BRIEF, h, s, frame, plain, roving, text } from "./dom.js";
import { number, term } from "./words.js";

const LEAST_INTERVALS = 6;
const MOST_INTERVALS = 60;
const HEIGHT = 190;
const FOOT = 26;
const STEPS = 5;

/** Columns of counts by interval, parted by the values of a field. `hrefOf(interval, value)` leads to the records. */
export function timeline(answer, caption, hrefOf) {
  const { by, intervals: all } = answer.data;
  const intervals = all.slice(-MOST_INTERVALS);
  const most = Math.max(1, ...intervals.map((each) => each.counts.reduce((sum, count) => sum + count, 0)));
  const share = 100 / Math.max(LEAST_INTERVALS, intervals.length);
  const every = [Math.ceil(intervals.length / 12), Math.ceil(intervals.length / 5)];
  const room = HEIGHT - FOOT - 18;
  const drawing = s("svg", { class: "timeline", height: HEIGHT, role: "group", "aria-label": caption },
    s("line", { x1: "0", x2: "100%", y1: HEIGHT - FOOT + 0.5, y2: HEIGHT - FOOT + 0.5, class: "axis" }));
  intervals.forEach((interval, index) => {
    let top = HEIGHT - FOOT;
    const total = interval.counts.reduce((sum, count) => sum + count, 0);
    interval.counts.forEach((count, kind) => {
      if (!count) return;
      const height = Math.max(3, (count / most) * room);
      top -= height;
      const says = `${interval.interval}, ${by[kind].label}: ${number(count)}`;
      drawing.append(s("a", { href: hrefOf(interval.interval, by[kind].id), "aria-label": says },
        s("title", {}, says),
        s("rect", { class: `s${kind % 10}`, x: `${index * share + share * 0.14}%`, width: `${share * 0.72}%`, y: top, height: Math.max(2, height - 1.5) })));
    });
    const isMinor = (intervals.length - 1 - index) % every[0] ? "none" : (intervals.length - 1 - index) % every[1] ? "minor" : "";
    const middle = `${(index + 0.5) * share}%`;
    if (isMinor !== "none") drawing.append(s("text", { x: middle, y: HEIGHT - 8, class: isMinor, "aria-hidden": "true" }, interval.interval));
    if (total && intervals.length <= 16) drawing.append(s("text", { x: middle, y: top - 6, class: "count", "aria-hidden": "true" }, number(total)));
  });
  const { undated } = answer.meta;
  const left = all.length - intervals.length;
  return h("figure", { class: "chart" },
    h("ul", { class: "legend", "aria-hidden": "true" }, by.map((value, kind) => h("li", {}, s("svg", { width: 12, height: 12, class: "key" },
      s("rect", { width: 12, height: 12, class: `s${kind % 10}` })), text(value.label)))),
    roving(drawing, "a"),
    h("figcaption", {}, undated ? `${number(undated)} without a year are not drawn. ` : "", left > 0 ? `${left} years before ${intervals[0].interval} are not drawn.` : ""),
    asTable(by, intervals, hrefOf));
}

// The same in words, made when it is asked for.
function asTable(by, intervals, hrefOf) {
  const details = h("details", { class: "as-table" }, h("summary", {}, "As a table"));
  details.addEventListener("toggle", () => {
    if (!details.open || details.childElementCount > 1) return;
    details.append(frame("The chart as a table", h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Interval"), by.map((value) => h("th", { scope: "col" }, text(value.label))))),
      h("tbody", {}, intervals.filter((each) => each.count).map((each) => h("tr", {}, h("th", { scope: "row" }, each.interval),
        each.counts.map((count, kind) => h("td", {}, count ? h("a", { href: hrefOf(each.interval, by[kind].id) }, number(count)) : "–"))))))));
  }, { once: false });
  return details;
}

/** A table of counts, darker where they are higher. `hrefOf(row, column)` leads to the records, with one of them to all of its. */
export function heatMap(answer, caption, hrefOf) {
  const { rows, cols, cells } = answer.data;
  const counts = new Map(cells.map(([row, col, count]) => [row * cols.length + col, count]));
  const most = Math.max(1, ...counts.values());
  // The eye tells steps, not amounts: where counts differ much, small ones are kept apart.
  const share = (count) => (most > STEPS ? Math.sqrt(count / most) : count / most);
  const step = (count) => Math.max(1, Math.ceil(share(count) * STEPS));
  const table = h("table", { class: "heat" },
    h("caption", { class: "hidden" }, caption),
    h("thead", {}, h("tr", {}, h("td"), cols.map((col) => h("th", { scope: "col" }, h("a", { href: hrefOf(undefined, col.id), title: plain(col.label) }, h("span", {}, text(col.label, BRIEF))))))),
    h("tbody", {}, rows.map((row, at) => h("tr", {},
      h("th", { scope: "row" }, h("a", { href: hrefOf(row.id) }, text(row.label, BRIEF))),
      cols.map((col, across) => {
        const count = counts.get(at * cols.length + across);
        return count ? h("td", { class: `h${step(count)}` }, h("a", { href: hrefOf(row.id, col.id), "aria-label": `${plain(row.label)} and ${plain(col.label)}: ${number(count)}` }, number(count))) : h("td");
      })))));
  return frame(caption, roving(table, "tbody td a"));
}

/** Values with bars, most frequent first. */
export function bars(values, hrefOf, label = (value) => value.name ?? term(value.value)) {
  const most = Math.max(1, ...values.map((value) => value.count));
  return h("ul", { class: "bars" }, values.map((value) => h("li", {},
    h("a", { href: hrefOf(value.value) }, text(label(value), BRIEF)), h("span", { class: "figure" }, number(value.count)),
    h("span", { class: "bar", "--n": value.count / most, "aria-hidden": "true" }))));
}
