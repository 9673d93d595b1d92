// The graph alone.
import { get, target } from "./api.js";
import { asData } from "./data.js";
import { h, link } from "./dom.js";
import { chips } from "./facets.js";
import { graph } from "./graph.js";
import { href } from "./router.js";
import { nothing } from "./states.js";

export async function show(view, signal) {
  const asked = target("graph", { limit: 40, ...Object.fromEntries(view.parameters) });
  const answer = await get(asked, signal);
  const filters = [...view.parameters.keys()].filter((key) => key !== "limit");
  return {
    title: "Who meets whom",
    generation: answer.meta.generation,
    content: [
      h("p", { class: "above" }, link(href("partners"), "Partners"), " · ", link(href("people"), "People")),
      h("h1", { tabindex: "-1" }, "Who meets whom"),
      h("p", { class: "lead" }, "Partners, their institutions and people, joined by posts, membership, and the dialogues they were both at."),
      chips(view, filters, {}),
      answer.data.nodes.length ? graph(answer, "Parties, institutions and people") : nothing(view.parameters, view.path),
      asData(asked),
    ],
  };
}
