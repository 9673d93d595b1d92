// A record with its proof: each field with the words that state it beside it.
import { get, target } from "./api.js";
import { asData } from "./data.js";
import { date } from "./dates.js";
import { BRIEF, h, joined, link, section, text } from "./dom.js";
import { certainty, lazily, long, proofs, source } from "./evidence.js";
import { fieldsOf, footing, rendered } from "./fields.js";
import { href, hrefOf } from "./router.js";
import { rounds } from "./rounds.js";
import { COLLECTIONS, collectionOf, counted, label, number } from "./words.js";

/** Topics and partners are named wherever they occur: of these the phrases are asked for when they are wanted. */
const NAMED_EVERYWHERE = ["topics", "partners"];
const FIELDS_WITHOUT_PROOF = {
  topics: "id,type,title,name,group,parent,asean,iccs,certainty,basis,review,conflicts,names,counts",
  series: "id,type,title,kind,parties,rounds,missing,names,counts",
};
/** In the order in which a reader wants them. */
const FIRST = ["kind", "status", "date", "place", "parties", "level", "ordinal", "chairs", "participants", "topics"];

/** The documents of an answer by id. */
export const included = (answer) => new Map((answer.included?.documents || []).map((each) => [each.id, each]));

const rank = (field) => (FIRST.indexOf(field) + 1 || FIRST.length + 1);

function row(field, record, documents, types) {
  const evidence = (record.evidence || []).filter((each) => each.supports.includes(field));
  const conflict = (record.conflicts || []).find((each) => each.property === field);
  return h("div", { class: "field" },
    h("dt", {}, label(field)),
    h("dd", { class: "value" }, rendered(field, record[field], record, types),
      conflict && h("p", { class: "footing" }, h("a", { class: "conflicting", href: "#conflicts" }, `Sources give ${number(conflict.values.length)} values`))),
    h("dd", { class: "margin" }, evidence.length ? proofs(evidence, documents) : footing(field, record, false)));
}

/** All fields of a record with their proof. */
export function fields(record, documents, types) {
  const all = fieldsOf(record).filter(([field]) => !["rounds", "missing"].includes(field)).map(([field]) => field);
  if (record.type !== "document") all.sort((left, right) => rank(left) - rank(right));
  const others = (record.evidence || []).filter((each) => each.supports.every((name) => !all.includes(name)));
  return h("dl", { class: "fields" },
    all.map((field) => row(field, record, documents, types)),
    others.length > 0 && h("div", { class: "field" }, h("dt", {}, "Where it is named"), h("dd", { class: "value faint" }, counted(new Set(others.map((each) => each.document)).size, "documents")),
      h("dd", { class: "margin" }, proofs(others, documents))));
}

/** What the register knows of a record as a whole. */
export function standing(record) {
  const { documents = [] } = record;
  return h("div", { class: "standing" }, joined([
    record.certainty && [certainty(record.certainty), record.basis && [": ", long(record.basis)]],
    record.review && (record.review === "reviewed" ? "Confirmed by a person" : "As the program read it, not yet confirmed"),
    documents.length > 0 && (documents.length === 1 ? "Stated by one document" : `Stated by ${counted(documents.length, "documents")}`),
    record.conflicts?.length > 0 && h("a", { class: "conflicting", href: "#conflicts" }, "Sources conflict"),
  ].filter(Boolean), " · "));
}

/** The values on which sources differ, side by side, each with its own proof. */
export function conflicts(record, documents) {
  if (!record.conflicts?.length) return undefined;
  return section("conflicts", "Where sources conflict", { class: "conflicts" },
    h("p", { class: "lead" }, "Nothing is chosen: each value stands with the words that state it."),
    record.conflicts.map((conflict) => [h("h3", {}, label(conflict.property)),
      h("ul", { class: "sides" }, conflict.values.map((side) => h("li", {},
        h("div", { class: "value" }, rendered(conflict.property, side.value, record)), proofs(side.evidence, documents))))]));
}

/** The newest records that refer to this one, and the way to all of them. */
export function related(record) {
  const groups = Object.entries(record.related || {}).filter(([, { total }]) => total > 0);
  if (groups.length === 0) return undefined;
  return section("related", "Related records", { class: "related" }, h("div", { class: "groups" }, groups.map(([key, { total, items, href: all }]) =>
    h("div", {}, h("h3", {}, link(hrefOf(all), counted(total, key))),
      h("ul", { class: "plain" }, items.slice(0, 8).map((each) => h("li", {}, link(href(`${key}/${each.id}`), text(each.title, BRIEF * 2)))))))));
}

/** Lists of what concerns a record that too many refer to. */
const tallies = (record) => {
  const keys = Object.keys(record.counts || {}).filter((key) => record.counts[key] > 0 && COLLECTIONS[key]);
  return keys.length > 0 && section("related", "Records that name it", { class: "related" }, h("ul", { class: "counts" }, keys.map((key) =>
    h("li", {}, link(href(key, { [record.type]: record.id }), h("b", {}, number(record.counts[key])), ` ${record.counts[key] === 1 ? COLLECTIONS[key].one : COLLECTIONS[key].title.toLowerCase()}`)))));
};

/** The documents that are cited, as at the foot of a page. */
export const sources = (documents) => documents.size > 0 && section("sources", "Sources", { class: "sources" },
  h("ul", { class: "plain" }, [...documents.values()].map((each) => h("li", {}, h("cite", {}, link(href(`documents/${each.id}`), text(each.title, BRIEF * 2))), ", ",
    text(source(each, each.id), BRIEF), ", ", date(each.published), each.url && /^https?:/.test(each.url) && [", ", h("a", { href: each.url, rel: "external noreferrer" }, "as published")]))));

/** Phrases of a record that is named in many places, once they are wanted. */
export const wanted = (path) => lazily(h("details", { class: "more" }, h("summary", {}, "Where reports name it")), () => {
  const place = h("div", { class: "margin", role: "status" }, "…");
  get(target(path, { fields: "id,evidence", include: "evidence" })).then(
    (answer) => place.replaceChildren(...[proofs(answer.data.evidence, included(answer))].flat(Infinity).filter(Boolean)),
    (problem) => place.replaceChildren(problem.message));
  return place;
});

// What stands in a field that may name several types, by what answers tell of related records.
async function typesOf(record, signal) {
  const several = [record.actor, record.holder, record.parent, ...(record.counterparts || [])].filter(Boolean);
  if (several.length === 0 || !COLLECTIONS[collectionOf(record.type)]) return {};
  const answer = await get(target(`${collectionOf(record.type)}/${record.id}`, { fields: "id", include: "partners,people,institutions,frameworks" }), signal);
  return Object.fromEntries(Object.entries(answer.included || {}).flatMap(([key, all]) => all.map((each) => [each.id, key])));
}

// A conflict is shown where it stands: in its record.
async function holder(view, signal) {
  const { data } = await get(target(view.path), signal);
  const segments = [collectionOf(data.type), data.record];
  return { ...view, path: segments.join("/"), segments };
}

export async function show(view, signal) {
  const [key] = view.segments;
  if (key === "conflicts") return show(await holder(view, signal), signal);
  const isNamedEverywhere = NAMED_EVERYWHERE.includes(key);
  const answer = await get(target(view.path, FIELDS_WITHOUT_PROOF[key] ? { fields: FIELDS_WITHOUT_PROOF[key] } : { include: COLLECTIONS[key].isDerived ? undefined : "evidence" }), signal);
  const record = answer.data;
  const documents = included(answer);
  const series = key === "series" ? record : record.series && (await get(target(`series/${record.series}`), signal)).data;
  if (record.series) record.names[record.series] = series.title;
  const types = await typesOf(record, signal);
  return {
    title: record.title,
    generation: answer.meta.generation,
    content: [
      h("p", { class: "above" }, link(href(key), COLLECTIONS[key].title)),
      h("article", { class: "record" },
        h("h1", { tabindex: "-1" }, text(record.title, BRIEF * 3)),
        standing(record),
        fields(record, documents, types),
        isNamedEverywhere && wanted(view.path),
        series && rounds(series, record.id),
        conflicts(record, documents),
        isNamedEverywhere || key === "series" ? tallies(record) : related(record),
        key !== "documents" && sources(documents)),
      asData(target(view.path)),
    ],
  };
}
