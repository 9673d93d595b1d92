// A record as an entry of a list: its date in the margin, its title, and what else is said in a line.
import { BRIEF, h, joined, link, name, text } from "./dom.js";
import { date } from "./dates.js";
import { certainty } from "./evidence.js";
import { href } from "./router.js";
import { collectionOf, counted, number, term } from "./words.js";

/** What a list asks for of each record, beside what it shows of its type. */
export const FIELDS = {
  dialogues: "id,type,title,kind,status,date,place,parties,topics,certainty,conflicts,names",
  agreements: "id,type,title,instrument,status,signed,period,topics,certainty,conflicts,names",
  partnerships: "id,type,title,tier,event,date,certainty,conflicts,names",
  commitments: "id,type,title,modality,action,topics,dialogue,certainty,conflicts,names",
  roles: "id,type,title,status,period,certainty,conflicts,names",
  partners: "id,type,title,kind,code,counts",
  people: "id,type,title,posts,certainty,names",
  institutions: "id,type,title,abbreviations,partner,counts,names",
  frameworks: "id,type,title,abbreviation,parent,counts,names",
  topics: "id,type,title,group,asean,iccs,counts",
  documents: "id,type,title,publisher,agency,published,language,counts",
  series: "id,type,title,kind,rounds,missing",
  conflicts: "id,record,type,title,property,values",
};

const most = (list, count) => (list || []).slice(0, count);
const tallies = (counts, names) => names.filter((key) => counts?.[key] > 0).map((key) => counted(counts[key], key));
const named = (record, id) => text(record.names?.[id] ?? term(id), BRIEF);

const SAYS = {
  dialogue: (record) => [record.status !== "held" && term(record.status), record.place?.name && name(record.place.name, BRIEF),
    ...most(record.topics, 5).map((id) => named(record, id)), record.topics?.length > 5 && `${record.topics.length - 5} more topics`],
  agreement: (record) => [term(record.status), ...most(record.topics, 4).map((id) => named(record, id))],
  partnership: (record) => [term(record.event), `${term(record.tier)} tier`],
  commitment: (record) => [term(record.modality), record.dialogue && named(record, record.dialogue)],
  role: (record) => [term(record.status)],
  partner: (record) => [term(record.kind), record.code, ...tallies(record.counts, ["dialogues", "agreements", "commitments"])],
  person: (record) => most([...(record.posts || [])].reverse(), 2).map((post) => text([post.rank, post.title].filter(Boolean).join(", "), BRIEF)),
  institution: (record) => [...most(record.abbreviations, 2).map((each) => text(each, BRIEF)), record.partner && named(record, record.partner), ...tallies(record.counts, ["dialogues", "people"])],
  framework: (record) => [record.abbreviation && text(record.abbreviation, BRIEF), record.parent && named(record, record.parent)],
  topic: (record) => [term(record.group), record.asean && "one of ASEAN’s ten priority crimes", record.iccs?.length && `ICCS ${record.iccs.join(", ")}`, ...tallies(record.counts, ["dialogues", "commitments"])],
  document: (record) => [record.publisher && text(record.publisher, BRIEF), record.agency && text(record.agency, BRIEF), ...tallies(record.counts, ["dialogues", "agreements", "commitments"])],
  series: (record) => [`${number(record.rounds.length)} ${record.rounds.length === 1 ? "round" : "rounds"} known`, record.missing.length > 0 && `${number(record.missing.length)} missing`],
};

/** An entry as a list item. */
export function entry(record, ...below) {
  // A conflict names the record that it stands in.
  const isConflict = Boolean(record.property);
  const collection = collectionOf(record.type);
  const path = `${collection}/${isConflict ? record.record : record.id}`;
  const dated = record.date ?? record.signed ?? record.published ?? record.period;
  const says = (isConflict ? [term(record.property), `${record.values.length} values`] : SAYS[record.type]?.(record) ?? []).filter(Boolean);
  return h("li", { class: "entry" },
    h("p", { class: "when" }, dated && (dated.edtf ? date(dated, true) : "undated")),
    h("div", {},
      h("h3", {}, link(href(path) + (isConflict ? "#conflicts" : ""), text(record.title, BRIEF * 3))),
      says.length > 0 && h("p", { class: "says" }, joined(says, " · ")),
      below),
    h("p", { class: "mark" },
      record.certainty && record.certainty !== "stated" && certainty(record.certainty), " ",
      !isConflict && record.conflicts?.length > 0 && link(`${href(path)}#conflicts`, "Sources conflict")));
}

export const entries = (records) => h("ol", { class: "entries" }, records.map((record) => entry(record)));
