// How the value of each field is written.
import { BASIS, date } from "./dates.js";
import { BRIEF, h, joined, link, name, text } from "./dom.js";
import { certainty, long } from "./evidence.js";
import { href } from "./router.js";
import { number, term } from "./words.js";

/** Members of a record that are not fields of their own. */
const ENVELOPE = ["id", "type", "title", "certainty", "basis", "review", "documents", "evidence", "conflicts", "names", "counts", "related", "profile"];
/** As many letters of a name stand in a field; its own record has all. */
const NAME = 300;
const DERIVED = ["series", "precededBy", "followedBy"];
/** Which collection an id in a field belongs to. */
const REFERENCES = {
  parties: "partners", chairs: "people", participants: "people", topics: "topics", precededBy: "dialogues", followedBy: "dialogues",
  dialogue: "dialogues", agreement: "agreements", framework: "frameworks", series: "series", members: "partners", side: "partners",
  counterpart: "partners", partner: "partners", country: "partners", institution: "institutions",
};
/** Vocabularies whose words link to the records that have them, by type and field. */
const TERMS = {
  dialogue: ["kind", "level", "status", "format"], agreement: ["instrument", "status"], partnership: ["tier", "event"],
  commitment: ["modality", "action"], role: ["status"], partner: ["kind"], topic: ["group"],
};
const COLLECTION = { dialogue: "dialogues", agreement: "agreements", partnership: "partnerships", commitment: "commitments", role: "roles", partner: "partners", topic: "topics" };

/** The fields of a record in its own order, as [name, value]. */
export const fieldsOf = (record) => Object.entries(record).filter(([key]) => !ENVELOPE.includes(key));

export const isDerived = (field) => DERIVED.includes(field);

// A person, partner or institution may stand there: the id alone tells nothing, the list of the type does.
function anyone(id, record, related) {
  const known = related?.[id];
  return known ? link(href(`${known}/${id}`), name(record.names?.[id] ?? id, NAME)) : name(record.names?.[id] ?? id, NAME);
}

function reference(id, collection, record) {
  return link(href(`${collection}/${id}`), name(record.names?.[id] ?? term(id), NAME));
}

function party(each, record) {
  return h("li", {}, reference(each.partner, "partners", record), each.side && h("span", { class: "aside" }, ` ${each.side}`),
    each.institution && h("span", { class: "under" }, reference(each.institution, "institutions", record)));
}

function post(each, record) {
  return h("li", {}, text([each.rank, each.title].filter(Boolean).join(", "), NAME),
    each.asOf && h("span", { class: "aside" }, " as of ", date(each.asOf)),
    h("span", { class: "under" }, joined([each.institution && reference(each.institution, "institutions", record),
      each.partner && reference(each.partner, "partners", record)].filter(Boolean))));
}

/** A date with what it may mean and how it is known. */
export function dated(value) {
  const isWide = value.edtf && value.earliest !== value.latest;
  return [date(value), h("span", { class: "under" }, joined([
    BASIS[value.basis], value.stated && h("span", {}, "in words “", text(value.stated, BRIEF), "”"), isWide && h("code", {}, value.edtf)].filter(Boolean), " · "))];
}

const isDate = (value) => value && typeof value === "object" && "basis" in value && ("edtf" in value || "precision" in value);

/** The value of a field for reading, with links to what it names. `types` maps ids to collections where a field may name several. */
export function rendered(field, value, record, types) {
  if (isDate(value)) return dated(value);
  if (value === true || value === false) return value ? "Yes" : "No";
  if (typeof value === "number") return number(value);
  if (Array.isArray(value) && value.length === 0) return h("span", { class: "faint" }, "Stated to be none");
  if (field === "parties" && typeof value[0] === "object") return h("ul", { class: "plain" }, value.map((each) => party(each, record)));
  if (field === "posts") return h("ul", { class: "plain" }, [...value].reverse().map((each) => post(each, record)));
  if (field === "place") return [name(value.name ?? "", NAME), value.country && [value.name ? ", " : "", reference(value.country, "partners", record)]];
  if (field === "units") return `${number(value.count)} ${value.kind}s`;
  if (field === "bodyRange") return `${value[0]} to ${value[1]}`;
  if (field === "counterparts" || field === "actor" || field === "holder") {
    return joined([value].flat().map((id) => anyone(id, record, types)));
  }
  if (field === "parent") return anyone(value, record, types);
  if (REFERENCES[field]) {
    const all = [value].flat();
    return all.length > 3 ? h("ul", { class: "plain" }, all.map((id) => h("li", {}, reference(id, REFERENCES[field], record))))
      : joined(all.map((id) => reference(id, REFERENCES[field], record)));
  }
  if (TERMS[record.type]?.includes(field)) return link(href(COLLECTION[record.type], { [field]: value }), term(value));
  if (field === "url") return /^https?:/.test(value) ? h("a", { href: value, rel: "external noreferrer" }, text(value)) : text(value);
  if (field === "sha256" || field === "wikidata" || field === "code" || field === "alpha3") return h("code", {}, text(value));
  if (Array.isArray(value)) return joined(value.map((each) => (typeof each === "object" ? h("code", {}, JSON.stringify(each)) : long(each))), " · ");
  if (typeof value === "object") return h("code", {}, JSON.stringify(value));
  return field === "name" && value.length < NAME ? name(value) : long(value);
}

/** What is sure of a field: evidence of its own, worked out, or neither. */
export function footing(field, record, hasEvidence) {
  if (isDerived(field)) return h("p", { class: "footing" }, "Worked out from the rounds of the register");
  if (hasEvidence) return undefined;
  if (record.certainty === "inferred") return h("p", { class: "footing" }, certainty("inferred"), record.basis && [": ", text(record.basis, BRIEF)]);
  return h("p", { class: "footing" }, record.type === "document" ? "" : "No phrase of its own is cited");
}

