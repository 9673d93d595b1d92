// A state or an organisation: who it is, how it stands with others, what it took part in, and who acted for it.
import { get, target } from "./api.js";
import { bars, timeline } from "./charts.js";
import { asData } from "./data.js";
import { BRIEF, h, joined, link, section, text } from "./dom.js";
import { entries, FIELDS } from "./entries.js";
import { graph } from "./graph.js";
import { people } from "./people.js";
import { conflicts, standing, wanted } from "./record.js";
import { href } from "./router.js";
import { tiers } from "./tiers.js";
import { COLLECTIONS, counted, number, term } from "./words.js";

const MOST = { dialogues: 8, agreements: 100, partnerships: 100, people: 60, nodes: 24 };
const STATUSES = ["proposed", "under-negotiation", "signed", "in-force", "in-implementation", "expired", "unknown"];

function profile(partner, first, last) {
  const facts = [
    ["Kind", term(partner.kind)],
    ["Codes", [partner.code, partner.alpha3].filter(Boolean).join(", ")],
    ["Also called", partner.aliases?.length ? joined(partner.aliases.slice(0, 6).map((each) => text(each, BRIEF)), " · ") : ""],
    ["First dialogue held", first && link(href(`dialogues/${first.id}`), text(first.title))],
    ["Last dialogue held", last && link(href(`dialogues/${last.id}`), text(last.title))],
  ];
  return h("dl", { class: "profile" }, facts.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function agreements(answer, id) {
  const groups = STATUSES.map((status) => [status, answer.data.filter((each) => each.status === status)]).filter(([, all]) => all.length);
  return section("agreements", "Agreements by status", {},
    h("div", { class: "groups" }, groups.map(([status, all]) => h("div", {},
      h("h3", {}, link(href("agreements", { partner: id, status }), term(status)), " ", h("span", { class: "figure" }, number(all.length))),
      h("ul", { class: "plain" }, all.slice(0, 8).map((each) => h("li", {}, link(href(`agreements/${each.id}`), text(each.title, BRIEF * 2)))))))),
    h("p", {}, link(href("agreements", { partner: id }), `All ${counted(answer.meta.total, "agreements")}`)));
}

const tallies = (partner) => h("ul", { class: "counts", "aria-label": "Records that concern it" },
  Object.keys(COLLECTIONS).filter((key) => partner.counts?.[key] > 0).map((key) => h("li", {},
    link(href(key, key === "documents" || COLLECTIONS[key].facets.includes("partner") ? { partner: partner.id } : {}), h("b", {}, number(partner.counts[key])), ` ${partner.counts[key] === 1 ? COLLECTIONS[key].one : COLLECTIONS[key].title.toLowerCase()}`))));

export async function show(view, signal) {
  const ask = (path, parameters) => get(target(path, parameters), signal);
  const { data: partner, meta } = await ask(view.path, { fields: "id,type,title,kind,name,aliases,code,alpha3,certainty,basis,review,conflicts,names,counts" });
  const { id } = partner;
  const held = { partner: id, status: "held", limit: 1, fields: "id,title,date" };
  const [years, dialogues, contracts, partnerships, acting, network, first, last] = await Promise.all([
    ask("timeline", { interval: "year", by: "kind", partner: id }),
    ask("dialogues", { partner: id, limit: MOST.dialogues, facets: "topic,partner", fields: FIELDS.dialogues }),
    ask("agreements", { partner: id, limit: MOST.agreements, fields: "id,title,status" }),
    ask("partnerships", { partner: id, limit: MOST.partnerships, sort: "date", fields: "id,title,parties,tier,event,date,names" }),
    ask("people", { partner: id, limit: MOST.people, fields: "id,title,name,posts,names" }),
    ask("graph", { partner: id, limit: MOST.nodes }),
    ask("dialogues", { ...held, sort: "date" }), ask("dialogues", held),
  ]);
  const isDated = (answer) => (answer.data[0]?.date?.edtf ? answer.data[0] : undefined);
  const with_ = dialogues.facets.partner.filter((each) => each.value !== id);
  return {
    title: partner.title,
    generation: meta.generation,
    content: [
      h("p", { class: "above" }, link(href("partners"), COLLECTIONS.partners.title)),
      h("article", { class: "partner" },
        h("h1", { tabindex: "-1" }, text(partner.title, BRIEF * 3)),
        standing({ ...partner, documents: [] }),
        profile(partner, isDated(first), isDated(last)),
        wanted(`partners/${id}`),
        tallies(partner),
        conflicts(partner, new Map()),
        dialogues.meta.total > 0 && section("dialogues", "Dialogues along time", {},
          timeline(years, `Dialogues of ${partner.name} by year and kind`, (year, kind) => href("dialogues", { partner: id, year, kind })),
          entries(dialogues.data),
          h("p", {}, link(href("dialogues", { partner: id }), `All ${counted(dialogues.meta.total, "dialogues")}`))),
        partnerships.meta.total > 0 && tiers(partnerships.data, id),
        contracts.meta.total > 0 && agreements(contracts, id),
        dialogues.facets.topic.length > 0 && h("div", { class: "columns" },
          section("topics", "Topics", {}, bars(dialogues.facets.topic.slice(0, 12), (topic) => href("dialogues", { partner: id, topic }))),
          with_.length > 0 && section("counterparts", "In dialogue with", {}, bars(with_.slice(0, 12), (other) => href("dialogues", { "partner.all": `${id},${other}` })))),
        acting.meta.total > 0 && people(acting, view),
        network.data.nodes.length > 1 && section("graph", "Parties, institutions and people", {},
          h("p", { class: "lead" }, "Who takes part in its dialogues; a line is a post held, a membership, or an exchange both were at."),
          graph(network, `Parties, institutions and people around ${partner.name}`),
          h("p", {}, link(href("graph", { partner: id, limit: 60 }), "The graph alone, with more of it")))),
      asData(target(view.path)),
    ],
  };
}
