// The people of a partner with the posts that reports gave them up to a day: a post is held as of a report, never for ever.
import { date } from "./dates.js";
import { BRIEF, h, link, name, section, text } from "./dom.js";
import { follow } from "./facets.js";
import { changed, href } from "./router.js";
import { counted, term } from "./words.js";

/** The posts known on a day, newest first; without a day, all. */
const known = (person, day) => (person.posts || []).filter((post) => !day || (post.asOf?.latest ?? "") <= day)
  .sort((left, right) => (right.asOf?.latest ?? "").localeCompare(left.asOf?.latest ?? ""));

/** `answer` lists people; the day stands in the address as `asof`. */
export function people(answer, view) {
  const id = view.segments[1];
  const day = /^\d{4}-\d\d-\d\d$/.test(view.own.asof || "") ? view.own.asof : "";
  const days = [...new Set(answer.data.flatMap((person) => (person.posts || []).map((post) => post.asOf?.latest)).filter(Boolean))].sort();
  const shown = answer.data.map((person) => ({ person, posts: known(person, day) })).filter(({ posts }) => posts.length > 0);
  const unplaced = answer.data.length - shown.length;
  const choose = h("input", { type: "date", id: "asof", value: day || days.at(-1), min: days[0], max: days.at(-1), onchange: (event) =>
    follow(href(view.path, changed(view.parameters, { asof: event.target.value }))) });
  return section("people", "People and their posts", {},
    h("p", { class: "asof" }, h("label", { for: "asof" }, "As of"), " ", choose,
      days.length > 1 && h("span", { class: "days" }, " Reports of ", days.slice(-6).map((each, index) =>
        [index ? ", " : "", link(href(view.path, changed(view.parameters, { asof: each })), date({ edtf: each }, true))])),
      day && [" · ", link(href(view.path, changed(view.parameters, { asof: undefined })), "all reports")]),
    h("ul", { class: "people" }, shown.map(({ person, posts }) => h("li", {},
      h("h3", {}, link(href(`people/${person.id}`), name(person.title, BRIEF))),
      h("ul", { class: "plain" }, posts.slice(0, 4).map((post, index) => h("li", { class: index ? "earlier" : "latest" },
        text([post.rank, post.title].filter(Boolean).join(", "), BRIEF),
        h("span", { class: "under" }, post.institution && [text(person.names?.[post.institution] ?? term(post.institution), BRIEF), " · "], "as of ", date(post.asOf, true)))))))),
    unplaced > 0 && h("p", { class: "faint" }, day ? `Of ${unplaced} more, no post is known that early.` : `Of ${unplaced} more, no post is stated.`),
    answer.meta.total > answer.data.length && h("p", {}, link(href("people", { partner: id }), `All ${counted(answer.meta.total, "people")}`)));
}
